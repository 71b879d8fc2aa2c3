"""Work that takes longer than a page: asked for as a row, done by a short-lived process, seen when it dies.

There is no queue. A row waits; whoever comes by (the process that the page starts, the hourly sweep) takes
it up by a conditional update, so any number may run at once. While at it, a worker says every few seconds
that it still is. One that was killed falls silent: its row is then free again, for the sweep or for the
person who presses "start again". Each kind of work is written so that doing it twice does no harm.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event, Thread

from django.db import DatabaseError, connection
from django.db.models import Q

from visavis.people.clock import real_now
from visavis.study.desk_models import Job

BEAT = 5.0
"""Seconds after which a worker says again that it is at it."""

SILENT = timedelta(seconds=40)
"""A worker not heard for so long is gone."""

MOST_TURNS = 3
"""What killed its worker so often is not taken up again by itself: a person looks at it first."""

MOST_WAITING = 3
"""So many pieces of work of one account stand open at a time."""

Tell = Callable[[float], None]
"""Hears which share is done, 0 to 1. Raises TakenOver where another worker has the row now."""

Handler = Callable[[Job, Tell], str]
"""Does one piece of work and returns what came of it; raises CannotDo with a plain sentence."""


class State(StrEnum):
    """How a piece of work stands, as its page says it."""

    WAITING = "waiting"
    WORKING = "working"
    LOST = "lost"
    DONE = "done"
    FAILED = "failed"


class CannotDo(ValueError):
    """What was asked cannot be done; the message is for the person who asked."""


class TooMany(ValueError):
    """This account has as much work open as it may have."""


class TakenOver(RuntimeError):
    """Another worker took the row up, because this one was silent for too long."""


def ask(kind: str, by: str, now: datetime, asked: str = "") -> Job:
    """A row for the work. The same work that is still open is given back. Raises TooMany."""
    mine = Job.objects.filter(asked_by=by, ended_at=None)
    same = mine.filter(kind=kind, asked=asked).first()
    if same is not None:
        return same
    if mine.count() >= MOST_WAITING:
        raise TooMany
    return Job.objects.create(
        id=os.urandom(16).hex(), kind=kind, asked=asked, asked_by=by, asked_at=now
    )


def state(job: Job, at: datetime) -> State:
    """at: by the clock of the machine."""
    if job.ended_at is not None:
        return State.FAILED if job.failed else State.DONE
    if job.seen_at is None:
        return State.WAITING
    return State.LOST if job.seen_at <= at - SILENT else State.WORKING


def again(job: Job, at: datetime) -> bool:
    """Put work that was lost or failed back; False where it is under way or done."""
    if state(job, at) not in (State.LOST, State.FAILED):
        return False
    rows = Job.objects.filter(pk=job.pk, turn=job.turn, ended_at=job.ended_at)
    return rows.update(seen_at=None, ended_at=None, failed="", done=0, turn=job.turn + 1) == 1


def work(handlers: Mapping[str, Handler], *, beating: bool = True) -> int:
    """Do what waits, and what a dead worker left; returns how many pieces were done.

    beating: say from a thread of its own that the work goes on (not inside somebody's transaction).
    """
    done = 0
    while (job := _take(tuple(handlers))) is not None:
        with _heard(job) if beating else _silently():
            _do(job, handlers[job.kind])
        done += 1
    return done


def _take(kinds: tuple[str, ...]) -> Job | None:
    """The row that waits longest, as this worker's own: whoever changes its turn first has it."""
    at = real_now()
    never = Q(seen_at=None)
    lost = Q(seen_at__lte=at - SILENT, turn__lt=MOST_TURNS)
    waiting = Job.objects.filter(never | lost, ended_at=None, kind__in=kinds)
    for job in waiting.order_by("asked_at", "pk")[:20]:
        mine = Job.objects.filter(never | lost, pk=job.pk, turn=job.turn, ended_at=None)
        if mine.update(turn=job.turn + 1, seen_at=at, done=0):
            job.turn, job.seen_at, job.done = job.turn + 1, at, 0
            return job
    return None


def _do(job: Job, handler: Handler) -> None:
    rows = Job.objects.filter(pk=job.pk, turn=job.turn, ended_at=None)

    def tell(share: float) -> None:
        if not rows.update(done=min(99, int(100 * share)), seen_at=real_now()):
            raise TakenOver

    try:
        outcome = handler(job, tell)
    except TakenOver:
        return
    except CannotDo as refusal:
        rows.update(failed=str(refusal)[:300], ended_at=real_now())
    except Exception as error:  # the next piece of work must not wait for this one's fault
        rows.update(failed=f"{BROKEN} ({type(error).__name__})", ended_at=real_now())
    else:
        rows.update(outcome=outcome, done=100, ended_at=real_now())


BROKEN = (
    "Something in the program went wrong. Start it again; if it fails again, tell the operator."
)


@contextmanager
def _heard(job: Job) -> Iterator[None]:
    """Meanwhile a thread says every few seconds that the worker is alive."""
    over = Event()
    rows = Job.objects.filter(pk=job.pk, turn=job.turn, ended_at=None)

    def beat() -> None:
        try:
            while not over.wait(BEAT):
                try:
                    rows.update(seen_at=real_now())
                except DatabaseError:  # a database that is busy for a moment: the next beat tells
                    connection.close()
        finally:
            connection.close()

    thread = Thread(target=beat, name="beat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def _silently() -> Iterator[None]:
    yield


def forget(before: datetime) -> int:
    """Remove finished rows from before a moment; returns how many."""
    return Job.objects.filter(ended_at__lt=before).delete()[0]
