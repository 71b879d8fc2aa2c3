"""The synthetic service: three years, lived through the same acts, kept for the next start."""

import os
import random
from collections.abc import Callable, Collection, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from visavis.config.sweeping import facts_in
from visavis.demo import figures
from visavis.demo.coming import plan_ahead
from visavis.demo.looks import Look, looks_in
from visavis.demo.nicknames import nicknames
from visavis.demo.rooms import Rooms, open_rooms
from visavis.demo.story import Assigned, Story
from visavis.demo.symbolic import Candidate, candidate_in, live
from visavis.doors.shared import keyring
from visavis.journal.keys import Keys, create_tenant, open_service
from visavis.journal.life import Life
from visavis.journal.models import OutboxRow
from visavis.journal.root import create_root, open_root
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView
from visavis.mediation.words import TrajectoryState
from visavis.people import signing_in
from visavis.people.staff import keep_profile
from visavis.study.facts import SixFacts
from visavis.study.offers import Offered, offers_in

SEED = 2026
PASSPHRASE = "a demo without real people"
OVER = {TrajectoryState.CLOSED, TrajectoryState.NOT_TAKEN_UP}
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Work:
    """What a mediator has taken on: when, and until when."""

    account: str
    name: str
    taken: list[tuple[datetime, datetime | None]] = field(default_factory=list)

    def open_at(self, now: datetime) -> int:
        return sum(start <= now and (end is None or now < end) for start, end in self.taken)

    def new_in_year_before(self, now: datetime) -> int:
        return sum(now - timedelta(days=365) < start <= now for start, _ in self.taken)


@dataclass
class Service:
    """The service as it stands after its three years."""

    keys: Keys
    today: datetime
    looks: list[Look] = field(default_factory=list)
    facts: dict[PartyId, SixFacts] = field(default_factory=dict)
    offers: dict[PartyId, tuple[Offered, ...]] = field(default_factory=dict)
    may_meet: list[Candidate] = field(default_factory=list)
    """Of different trajectories, oldest first: for talks with people from other events."""
    acts: int = 0
    trajectories: int = 0
    living: int = 0


def keys_in(folder: Path) -> Keys:
    """The demo's own keys: made at its first start, opened at every other. They guard nobody."""
    path = folder / keyring.ROOT_FILE
    os.environ["VISAVIS_ROOT_PASSPHRASE"] = PASSPHRASE
    if path.exists():
        return open_service(open_root(path, PASSPHRASE))
    folder.mkdir(parents=True, exist_ok=True)
    return create_tenant(create_root(path, PASSPHRASE), "demo")


def colleagues(today: datetime) -> list[Work]:
    """The mediators. Only the one somebody may look as has a passphrase that anyone knows."""
    rng = random.SystemRandom()
    found = []
    for number, name in enumerate(figures.MEDIATORS):
        account = signing_in.open_staff_account(
            f"collega-{number + 1}",
            "".join(rng.choices("abcdefghijkmnpqrstuvwxyz", k=24)),
            name,
            frozenset({"mediator"}),
            phone_hours="maandag tot en met donderdag, 9 tot 17 uur",
            trained_for=frozenset({"sensitive"}),
        )
        speaks = {"nl", "en", *figures.SPOKEN.get(name, ())}
        region = figures.MEETS_IN[number % len(figures.MEETS_IN)]
        keep_profile(account, {"sensitive"}, speaks, region)
        found.append(Work(account, name))
    return found


def beginnings(rng: random.Random, today: datetime, number: int) -> list[datetime]:
    """When people signed up, oldest first."""
    days = 365 * figures.YEARS
    ages = sorted((days * rng.random() ** figures.GROWTH for _ in range(number)), reverse=True)
    return [today - timedelta(days=age) for age in ages]


def stories(
    keys: Keys,
    today: datetime,
    number: int,
    staff: list[Work],
    seed: int = SEED,
    *,
    kept: bool = False,
    rooms: Rooms | None = None,
) -> Iterator[Story]:
    """Lives one trajectory after the other; each still stands on its own sheet when it is yielded.

    ``kept``: whoever asks keeps each at once, in the transaction in which it was lived, so that films may be made.
    """
    names = nicknames(number, seed)
    starts = beginnings(random.Random(f"{seed}:starts"), today, number)
    for index, begins in enumerate(starts):
        rng = random.Random(f"{seed}:{index}")

        def assign(
            now: datetime,
            without: Collection[str] = (),
            source: random.Random | None = None,
            rng: random.Random = rng,
        ) -> Assigned:
            draw = source or rng
            able = [one for one in staff if one.account not in without]
            least = min(able, key=lambda one: (one.open_at(now), draw.random()))
            return Assigned(
                least.account, least.name, least.open_at(now), least.new_in_year_before(now)
            )

        story = Story(Life(keys, rng), rng, names[index], begins, today, assign, kept, rooms)
        with transaction.atomic() if kept else nullcontext():
            story.live()
            if story.trajectory:
                yield story


def build(
    keys: Keys, today: datetime, progress: Progress, number: int = figures.SIGN_UPS
) -> Service:
    """The whole caseload, one transaction a trajectory."""
    service = Service(keys, today)
    staff, rooms = colleagues(today), open_rooms()
    by_account = {one.account: one for one in staff}
    for story in stories(keys, today, number, staff, kept=True, rooms=rooms):
        view = story.view(today)
        service.trajectories += 1
        service.acts += len(story.lived)
        over = view.state in OVER
        service.living += not over
        if story.mediator.id:
            ended = story.lived[-1].at if over else None
            by_account[story.mediator.id].taken.append((story.lived[2].at, ended))
        remember_facts(service, view)
        story.life.keep()
        looks_in(service.looks, view, story.mediator.id)
        found = candidate_in(view, story.mediator.id, story.lived[-1].at, today)
        service.may_meet += [found] if found else []
        progress("trajectories", service.trajectories, number)
    live(keys, today, service.may_meet)
    plan_ahead(keys, today, rooms, SEED)
    passed_on(today)
    return service


def remember_facts(service: Service, view: DeskView) -> None:
    for side in view.sides:
        if side.own.walked:
            service.facts[side.party] = facts_in(view, side.party)
            service.offers[side.party] = offers_in(side.own)


def passed_on(today: datetime) -> None:
    """Messages of days long gone were sent or passed on then."""
    recent = day(today) - timedelta(days=2)
    OutboxRow.objects.filter(sent_at=None, not_before__lt=recent).update(sent_at=today)
