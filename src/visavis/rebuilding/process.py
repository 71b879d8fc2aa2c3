"""A process of its own for bytes of strangers: no environment, no open file of ours, an end at its time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def apart(module: str, seconds: float) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """What it reads, and what it says. It is killed after so many seconds, and when we are done with it."""
    child = subprocess.Popen(  # noqa: S603 - a module of ours, named by ours
        [sys.executable, "-I", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        close_fds=True,
        start_new_session=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    late = threading.Timer(seconds, child.kill)
    late.start()
    try:
        yield child.stdin, child.stdout
    finally:
        late.cancel()
        child.kill()
        child.wait()
        child.stdout.close()
