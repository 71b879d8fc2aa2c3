"""What a privacy officer would find: who looked in the last weeks, one emergency, two requests, and duties done."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from visavis.journal import anchors, duties, requests
from visavis.journal.access import Line, What, Why, write
from visavis.journal.glass import LASTS, break_glass
from visavis.journal.keys import Keys, Ring, desk_ring, keeper_ring
from visavis.journal.models import Party, Trajectory
from visavis.journal.record import Where, carry_out
from visavis.journal.requests import Asked, Asker
from visavis.journal.verify import verify
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.opening import BreakGlass
from visavis.people.staff import colleagues

WEEKS = 5
LOOKED_EACH_WEEK = 0.4
"""Share of dossiers their mediator opens in a week."""
NO_REASON = 4
ANCHOR_KEY = "anchor.pem"


def look_back(keys: Keys, now: datetime, seed: int) -> None:
    """Five weeks of openings. What was opened before stood in a log that this service did not have yet."""
    rng, ring = random.Random(f"{seed}:oversight"), keeper_ring(keys)
    cared = [
        (trajectory, mediator)
        for trajectory, mediator in Trajectory.objects.filter(erased=False)
        .exclude(mediator="")
        .order_by("id")
        .values_list("id", "mediator")
    ]
    if not cared:
        return
    lines = [*_openings(rng, cared, now), *_without_reason(rng, cared, now)]
    write(ring, sorted(lines, key=lambda line: line.at))
    _emergency(ring, rng.choice(cared)[0], now)
    _requests(ring, rng, cared, now)


def _openings(rng: random.Random, cared: list[tuple[str, str]], now: datetime) -> Iterator[Line]:
    recent = rng.sample(cared, min(len(cared), 120))
    for week in range(WEEKS):
        for trajectory, mediator in recent:
            if rng.random() < LOOKED_EACH_WEEK:
                at = _working_hour(rng, now - timedelta(weeks=week))
                yield Line(
                    at, mediator, Audience.MEDIATOR, What.DOSSIER, trajectory, "", Why.ASSIGNED
                )


def _without_reason(
    rng: random.Random, cared: list[tuple[str, str]], now: datetime
) -> Iterator[Line]:
    for one in (*colleagues("planner"), *colleagues("intake")):
        for trajectory, _ in rng.sample(cared, min(len(cared), NO_REASON // 2)):
            role = "planner" if "planner" in one.roles else "intake"
            at = _working_hour(rng, now - timedelta(days=rng.randrange(1, 20)))
            yield Line(at, one.account, role, What.DOSSIER, trajectory, "", Why.ROLE)


def _working_hour(rng: random.Random, near: datetime) -> datetime:
    day = near - timedelta(days=near.weekday() - rng.randrange(5))
    at = day.replace(hour=rng.randrange(8, 16), minute=rng.randrange(60), second=0)
    return min(at, near - timedelta(minutes=1))


def _emergency(ring: Ring, trajectory: str, now: datetime) -> None:
    lead = next(iter(colleagues("supervisor")), None)
    if lead is not None:
        reason = "De bemiddelaar is ziek, en iemand belde dat er gevaar is."
        actor, desk = Actor(Audience.SUPERVISOR, lead.account), desk_ring(ring.keys)
        carry_out(BreakGlass(reason, now + LASTS), actor, Where(trajectory), desk, now)
        break_glass(ring, lead.account, Audience.SUPERVISOR, trajectory, reason, now)


def _requests(ring: Ring, rng: random.Random, cared: list[tuple[str, str]], now: datetime) -> None:
    """One person asked for a copy at the desk, one to be erased at their own screen."""
    for asked, days in ((Asked.COPY, 9), (Asked.ERASURE, 4)):
        trajectory, mediator = rng.choice(cared)
        party = Party.objects.filter(trajectory_id=trajectory).order_by("id").first()
        if party is not None:
            by = Asker(mediator, Audience.MEDIATOR) if asked is Asked.COPY else None
            at = now - timedelta(days=days)
            requests.ask(ring, asked, PartyId(party.id), trajectory, at, by)


def duties_done(now: datetime) -> None:
    """Verifies and anchors the demo's journal, with a key that lies beside it."""
    var, folder = Path(settings.VISAVIS_VAR), Path(settings.VISAVIS_ANCHORS)
    (var / ANCHOR_KEY).unlink(missing_ok=True)
    (folder / anchors.ANCHORS).unlink(missing_ok=True)
    anchors.make_key(var / ANCHOR_KEY, folder, "")
    key = anchors.open_key(var / ANCHOR_KEY, "")
    anchors.append(folder, anchors.ends(now.date()), key)
    duties.done(duties.ANCHOR, now)
    found = verify(anchors.read(folder), now.date())
    duties.done(duties.VERIFY, now, duties.NOT_WELL if found.difference else duties.WELL)
