"""Who does the long work of this door: each kind with its handler, and how a page sets it going.

A page starts a process of its own (``visavis work``) that outlives the request and the worker it ran in.
Where that is not possible, or it is killed, the hourly sweep takes up what waits.
"""

import subprocess
import sys
from collections.abc import Mapping
from threading import Thread

from django.conf import settings
from django.db import transaction

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
}


def work() -> int:
    """Do what waits; returns how many pieces were done."""
    return jobs.work(HANDLERS, beating=settings.VISAVIS_MODE != "test")


def begin() -> None:
    """See to it that what waits is done, once the rows of this request are there for others."""
    if settings.VISAVIS_MODE == "test":
        work()
        return
    transaction.on_commit(_start)


def _start() -> None:
    """A process of its own: not a thread, which would end with the web server's worker, and not a
    fork, in which the threads of the data frames do not live on."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "visavis.config.cli", "work"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:  # no process to be had: the row waits for the sweep
        return
    Thread(target=process.wait, name="work", daemon=True).start()  # so that no dead one is left
