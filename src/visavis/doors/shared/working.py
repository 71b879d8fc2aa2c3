"""How a page sets long work going, and the work that belongs to no one door.

A page starts a process of its own (``visavis work``) that outlives the request and the worker it ran in.
Where that is not possible, or it is killed, the hourly sweep takes up what waits.
"""

import subprocess
import sys
from collections.abc import Mapping
from threading import Thread

from django.conf import settings
from django.db import transaction

from visavis.doors.shared.keyring import keys
from visavis.journal import figures
from visavis.journal.keys import figures_ring
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.study import jobs
from visavis.study.desk_models import Job

FIGURES = "figures"


def make_figures(job: Job, tell: jobs.Tell) -> str:
    """Publishes each year that is over; which ones are new."""
    new = figures.make(figures_ring(keys()), int(job.asked), day(clock.now()), tell)
    return " ".join(map(str, new))


HANDLERS: Mapping[str, jobs.Handler] = {FIGURES: make_figures}


def work(handlers: Mapping[str, jobs.Handler]) -> int:
    """Do what waits of these kinds; returns how many pieces were done."""
    return jobs.work(handlers, beating=settings.VISAVIS_MODE != "test")


def begin(handlers: Mapping[str, jobs.Handler]) -> None:
    """See to it that what waits is done, once the rows of this request are there for others."""
    if settings.VISAVIS_MODE == "test":
        work(handlers)
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
