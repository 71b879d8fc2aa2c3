"""A real demo server in a process and a folder of its own, for journeys that nobody may help along.

It is what ``visavis demo`` makes and serves, smaller: a service of twelve sign-ups, on SQLite, on a
free port. One is enough for a whole run; it is killed, and its folder gone, afterwards.
"""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

COMMAND = [sys.executable, "-m", "visavis.config.cli"]
STARTS_WITHIN = 120.0
"""Seconds; a busy machine needs most of them."""
SIGN_UPS = 12
MOVE = "UPDATE people_clockoffset SET days = days + ?"


class NoServer(RuntimeError):
    """The server did not start; its last lines are in the message."""


@dataclass(frozen=True)
class Demo:
    """Where it answers, and how to move its clock by more than a day at once."""

    url: str
    folder: Path

    def move(self, days: int) -> None:
        """Moves the clock without the dated work; the next "one day later" does all that is due.

        The clock must have been moved by that link before, as in every journey it has.
        """
        with closing(sqlite3.connect(self.folder / "visavis.sqlite3", timeout=30)) as database:
            moved = database.execute(MOVE, (days,)).rowcount
            database.commit()
        assert moved == 1, "nobody moved this clock yet"

    @property
    def mediator(self) -> str:
        """The name of the mediator one may look as, as the page for it says."""
        page = self.read("/en/demo/")
        found = re.search(r"Mediator: ([^<]+)<", page)
        assert found is not None, "the demo offers no mediator"
        return found[1].strip()

    def read(self, path: str) -> str:
        with urlopen(self.url + path, timeout=30) as answer:  # our own address
            return str(answer.read().decode())


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _env(folder: str) -> dict[str, str]:
    """Of this process without what a test run sets, so that the demo is set up as on a fresh machine."""
    ours = ("VISAVIS_", "DJANGO_", "DATABASE_URL")
    rest = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    source = Path(__file__).resolve().parents[2] / "src"
    return {**rest, "VISAVIS_VAR": folder, "VISAVIS_MODE": "demo", "PYTHONPATH": str(source)}


@contextmanager
def served() -> Iterator[Demo]:
    with tempfile.TemporaryDirectory(prefix="visavis-journey-") as folder:
        port, env, log = free_port(), _env(folder), Path(folder) / "log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [*COMMAND, "demo", "--sign-ups", str(SIGN_UPS), "--port", str(port)],
                env=env,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
            try:
                demo = Demo(f"http://127.0.0.1:{port}", Path(folder))
                _wait(demo, process, log)
                yield demo
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def _wait(demo: Demo, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            demo.read("/")
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise NoServer("the demo did not start:\n" + log.read_text()[-2000:])
