"""How many times a second one core gives the home page, beside the least that Django gives anybody.

    [DATABASE_URL=postgres://…] python benchmarks/home.py [--times 1500]

Each in a process of its own, asked of the whole WSGI application as a server does, with all its middleware; counted in
processor time, so that what else runs does not count. The peer is Django with one view that says hello, and no
middleware. Required: 300 a second.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 300
ROUNDS = 5


def ours() -> Any:
    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    from django.core.management import call_command

    from visavis.config.wsgi import application

    call_command("migrate", verbosity=0)
    return application


def peer() -> Any:
    import django
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.urls import path

    class Addresses:
        urlpatterns = [path("", lambda request: HttpResponse("hello"))]

    settings.configure(ROOT_URLCONF=Addresses, ALLOWED_HOSTS=["*"], DEBUG=False, SECRET_KEY="-")
    django.setup()
    return WSGIHandler()


def environ() -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": "", "HTTP_COOKIE": "",
        "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "gzip", "HTTP_ACCEPT_LANGUAGE": "nl",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }  # fmt: skip


def per_second(application: Callable[..., Any], times: int) -> tuple[float, int]:
    """Of the middle of five rounds, by processor time; and the bytes of a page."""
    size = 0

    def ask() -> None:
        nonlocal size
        said: list[str] = []
        answer = application(environ(), lambda status, headers: said.append(status))
        size = len(b"".join(answer))
        answer.close()
        assert said[0] == "200 OK", said

    for _ in range(50):
        ask()
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(times // ROUNDS):
            ask()
        found.append(times // ROUNDS / (time.process_time() - began))
    return statistics.median(found), size


def measured(which: str, times: int) -> dict[str, float]:
    """In a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "VISAVIS_MODE": "test",
            "VISAVIS_VAR": folder,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        command = [sys.executable, __file__, "--which", which, "--times", str(times)]
        ran = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--times", type=int, default=1500)
    asked.add_argument("--which", choices=("ours", "peer"), help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.which:
        rate, size = per_second(ours() if said.which == "ours" else peer(), said.times)
        print(json.dumps({"rate": rate, "size": size}))
        return 0
    home, hello = measured("ours", said.times), measured("peer", said.times)
    print(
        f"Home page: {home['rate']:.0f} a second of one core, {home['size'] / 1000:.1f} kB as sent"
    )
    print(
        f"  Django that says hello, no middleware: {hello['rate']:.0f}; load {os.getloadavg()[0]:.1f}"
    )
    met = home["rate"] >= LIMIT
    print(f"  limit {LIMIT}: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
