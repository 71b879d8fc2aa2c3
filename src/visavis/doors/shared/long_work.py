"""How a page sets long work going: a process of its own (``visavis work``), that outlives the request.

Where that is not possible, or it is killed, the hourly sweep takes up what waits.
"""

import subprocess
import sys
from collections.abc import Callable
from threading import Thread

from django.conf import settings
from django.db import transaction

LOOK_AGAIN = 5
"""Seconds after which a page with work under way asks for itself again, unless somebody stopped that."""
STILL = "stil"
"""In the address: this page does not look again by itself."""


def begin(work: Callable[[], object]) -> None:
    """See to it that what waits is done, once the rows of this request are there for others.

    ``work``: does it here, as the tests have it.
    """
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
