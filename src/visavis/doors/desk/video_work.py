"""Making a film anew takes minutes: asked for as a row, done by a process of its own.

What stands in the row says for whom and which; the film and its key lie sealed with the person whose it is.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from visavis.doors.shared import keyring, working
from visavis.journal import films
from visavis.journal.keys import Ring, desk_ring
from visavis.journal.models import Trajectory
from visavis.journal.record import Recorded, Where, carry_out
from visavis.journal.sheet import NotThere
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.video_message import BringTake
from visavis.mediation.views import Picture
from visavis.people import clock
from visavis.rebuilding.films import BadFilm, Remade, remade
from visavis.study import jobs
from visavis.study.desk_models import Job

KIND = "film"
UNFIT = "unfit:"
"""Begins the word on a film that is not taken; what follows is its code."""
GONE, REFUSED = "gone", "refused"
WAITS = timedelta(days=2)
"""How long a film that was brought may wait for somebody to start its work again."""


def ask(account: str, trajectory: str, party: PartyId, video: str, name: str) -> Job:
    """The row, and whoever does it is set going. Raises jobs.TooMany."""
    job = jobs.ask(KIND, account, clock.now(), f"{party}:{video}:{name}:{trajectory}")
    begin()
    return job


def begin() -> None:
    working.begin(HANDLERS)


def asked_for(party: str, video: str) -> list[Job]:
    """What was brought for this video message, the newest first."""
    rows = Job.objects.filter(kind=KIND, asked__startswith=f"{party}:{video}:")
    return list(rows.order_by("-asked_at")[:20])


def work() -> int:
    """Do what waits; returns how many pieces were done."""
    return working.work(HANDLERS)


def clear() -> int:
    """A film that was brought long ago and could not be made anew is gone; how many were."""
    gone = 0
    for job in Job.objects.filter(kind=KIND, ended_at=None, asked_at__lt=clock.now() - WAITS):
        who, _video, name, trajectory = job.asked.split(":")
        ring = _ring(trajectory)
        found = _brought(PartyId(who), name, ring)
        if found is not None:
            films.forget(PartyId(who), found, ring)
        Job.objects.filter(pk=job.pk).update(ended_at=clock.now(), failed=GONE)
        gone += 1
    return gone


def _ring(trajectory: str) -> Ring:
    """The one dossier for which it is done; the mediator who brought the film was written down then."""
    return desk_ring(keyring.keys(), {trajectory}.__contains__)


def _brought(party: PartyId, name: str, ring: Ring) -> films.Brought | None:
    try:
        return films.brought(party, name, ring)
    except NotThere:  # erased meanwhile
        return None


def _remake(job: Job, tell: jobs.Tell) -> str:
    who, video, name, trajectory = job.asked.split(":")
    party, ring = PartyId(who), _ring(trajectory)
    found = _brought(party, name, ring)
    if found is None:
        raise jobs.CannotDo(GONE)
    if not Trajectory.objects.filter(id=found.trajectory, mediator=job.asked_by).exists():
        films.forget(party, found, ring)
        raise jobs.CannotDo(REFUSED)
    made = remade(films.pieces(found), found.size, tell)
    try:
        facts = next(made)
        assert isinstance(facts, Remade)
        brought = _bring(job, party, found.trajectory, video, facts, made, ring)
    except BadFilm as bad:
        films.forget(party, found, ring)
        raise jobs.CannotDo(f"{UNFIT}{bad.why}") from None
    films.forget(party, found, ring)
    if not brought:
        raise jobs.CannotDo(REFUSED)
    return ""


def _bring(
    job: Job,
    party: PartyId,
    trajectory: str,
    video: str,
    facts: Remade,
    made: Iterator[Any],
    ring: Ring,
) -> bool:
    """The take stands with its maker: the file and the entry that names it, or neither. Done twice it is one take."""
    digest = sha256()

    def hashed() -> Iterator[bytes]:
        for piece in made:
            digest.update(piece)
            yield piece

    with transaction.atomic():
        file = films.keep(party, hashed(), facts.size, ring)
        film = Picture(file, digest.hexdigest(), facts.width, facts.height, seconds=facts.seconds)
        outcome = carry_out(
            BringTake(party, video, film),
            Actor(Audience.MEDIATOR, job.asked_by),
            Where(trajectory),
            ring,
            clock.now(),
            key=f"BringTake:{job.pk}",
            content_hash=job.pk,
        )
        done = isinstance(outcome, Recorded)
        if not done or outcome.again:
            films.destroy(party, [file], ring)
    return done


HANDLERS: Mapping[str, jobs.Handler] = {KIND: _remake}
