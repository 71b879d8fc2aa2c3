"""Who does the long work of this door: each kind with its handler."""

from collections.abc import Mapping

from visavis.doors.shared import working
from visavis.factsheet import editions
from visavis.people.clock import now
from visavis.study import jobs, planning
from visavis.study.desk_models import Job
from visavis.study.exports import register
from visavis.study.taking import take_snapshot

SNAPSHOT = "snapshot"


def snapshot(job: Job, tell: jobs.Tell) -> str:
    """Take a snapshot, keep it, and make its factsheet; the same day's same answers give the same one."""
    at = now()
    taken = take_snapshot(at)
    tell(0.3)
    return editions.edition_of(taken, job.asked_by, at).snapshot


HANDLERS: Mapping[str, jobs.Handler] = {
    planning.KIND: planning.work,
    SNAPSHOT: snapshot,
    register.KIND: lambda job, tell: register.make_asked(job, tell, now),
    **working.HANDLERS,
}


def work() -> int:
    """Do what waits, at any door; returns how many pieces were done."""
    return working.work(HANDLERS)


def begin() -> None:
    """See to it that what waits is done, once the rows of this request are there for others."""
    working.begin(HANDLERS)
