"""Server time and queries of the main pages at 10,000 trajectories, beside 300 in the same run.

    python benchmarks/pages.py [--database postgres] [--keep FOLDER] [--sizes 300 10000] [--times 60] [--anew]

Each page is asked of the whole application (all middleware, a database connection of its own, as a server's
worker does), first at 300 trajectories, then at 10,000. The caseloads are kept in a folder (var/bench, unless
``--keep`` names another; ``--anew`` makes them again); the first time takes some minutes. The first request of a
page, which on the lists of the whole service opens every card once, stands apart from the p95. Required: p95 at
most 200 ms, and as many queries at both sizes.
"""

import argparse
import io
import json
import os
import platform
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SMALL, LARGE, TIMES, LIMIT = 300, 10_000, 60, 200.0
PAGES = (
    ("Home", "", "/"),
    ("Guide", "", "/is-dit-iets/"),
    ("My place", "participant", "/plek/"),
    ("Today, mediator", "mediator", "/werk/"),
    ("Today, planner", "planner", "/werk/"),
    ("New, intake", "intake", "/werk/nieuw/"),
    ("Trajectories, mediator", "mediator", "/werk/trajecten/"),
    ("Trajectories, planner", "planner", "/werk/trajecten/"),
    ("Trajectories, search", "planner", "/werk/trajecten/?zoek=00123&stand=all"),
    ("One trajectory", "mediator", "/werk/trajecten/{trajectory}/"),
    ("Take up (loads)", "planner", "/werk/nieuw/{new}/start/"),
    ("Gate", "mediator", "/werk/poort/"),
    ("Research overview", "researcher", "/onderzoek/"),
)


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument(
        "--keep", type=Path, default=ROOT / "var" / "bench", help="folder of the caseloads"
    )
    asked.add_argument("--anew", action="store_true", help="make the caseloads again")
    asked.add_argument("--trajectories", type=int, default=LARGE)
    asked.add_argument(
        "--times", type=int, default=TIMES, help="requests of each page at each size"
    )
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.one is not None:
        return one_size(said.keep, said.one, said.times)
    sizes = (SMALL, said.trajectories)
    for number in sizes if said.anew else ():
        shutil.rmtree(said.keep / str(number), ignore_errors=True)
    found = {number: in_its_own_process(said.keep, number, said.times) for number in sizes}
    return printed(found, said.times)


def in_its_own_process(folder: Path, number: int, times: int) -> dict[str, Any]:
    """Settings are read once per process, and with them where the database is."""
    here = folder.resolve() / str(number)
    here.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        __file__,
        "--keep",
        str(here),
        "--one",
        str(number),
        "--times",
        str(times),
    ]
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
        "VISAVIS_MODE": "test",
        "VISAVIS_VAR": str(here),
        "DJANGO_SETTINGS_MODULE": "visavis.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "OPENBLAS_NUM_THREADS": "1",
    }
    subprocess.run(command, env=env, check=True)
    found: dict[str, Any] = json.loads((here / "pages.json").read_text())
    return found


def progress(what: str, done: int, of: int) -> None:
    if done == of or done * 10 // of != (done - 1) * 10 // of:
        print(f"  {time.strftime('%H:%M:%S')} {what}: {done} of {of}", file=sys.stderr, flush=True)


def one_size(folder: Path, number: int, times: int) -> int:
    import django

    django.setup()
    from benchmarks import caseload
    from visavis.config import environment
    from visavis.journal.verify import verify

    began = time.perf_counter()
    looks = caseload.kept(folder, number, progress)
    print(f"  {number} trajectories: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    began = time.perf_counter()
    journal = verify()
    if journal.difference:
        raise SystemExit(f"The caseload does not verify: {journal.difference}")
    found = {
        "entries": journal.entries,
        "verify": time.perf_counter() - began,
        "durability": "WAL/FULL" if environment.wal_is_safe() else "rollback/EXTRA",
        "pages": measured(looks, times),
        "load": os.getloadavg()[0],
    }
    (folder / "pages.json").write_text(json.dumps(found))
    return 0


def measured(looks: dict[str, str], times: int) -> dict[str, Any]:
    """Milliseconds, queries and bytes of each page. The clock stands at the caseload's day."""
    import time_machine
    from django.conf import settings

    from benchmarks.caseload import PASSPHRASE, TODAY
    from visavis.config.wsgi import application
    from visavis.doors.shared import keyring
    from visavis.journal.keys import open_service
    from visavis.journal.root import open_root

    with time_machine.travel(TODAY, tick=True):
        keyring.hold(open_service(open_root(Path(settings.VISAVIS_VAR) / "root.key", PASSPHRASE)))
        looks = looks | {"new": somebody_new()}
        found: dict[str, Any] = {}
        for name, who, address in PAGES:
            ask = asking(application, address.format(**looks), signed_in(looks[who]) if who else "")
            found[name] = page(ask, times)
    return found


def somebody_new() -> str:
    """A trajectory that waits for the planner."""
    from visavis.doors.shared.keyring import keys
    from visavis.journal.keys import desk_ring
    from visavis.journal.worklist import tasks
    from visavis.mediation.entries import Audience
    from visavis.people import clock

    waiting = tasks(desk_ring(keys()), Audience.PLANNER, clock.now().date())
    return next(one.trajectory for one in waiting if one.code == "take_up")


def signed_in(account: str) -> str:
    from django.conf import settings
    from django.test import RequestFactory

    from visavis.people import sessions
    from visavis.people.session_store import SessionStore

    request = RequestFactory().get("/")
    request.session = SessionStore()
    sessions.start(request, account)
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


def asking(application: Any, address: str, cookie: str) -> Callable[[], bytes]:
    path, _, query = address.partition("?")

    def ask() -> bytes:
        said: list[str] = []
        environ = {
            "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie,
            "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "gzip", "HTTP_ACCEPT_LANGUAGE": "nl",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }  # fmt: skip
        answer = application(environ, lambda status, headers: said.append(status))
        body = b"".join(answer)
        answer.close()  # closes the database connection too, as after each request
        if said[0] != "200 OK":
            raise SystemExit(f"{address}: {said[0]}")
        return body

    return ask


def page(ask: Callable[[], bytes], times: int) -> dict[str, Any]:
    from django.db import connection

    counted = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(*args)

    began = time.perf_counter()
    ask()
    first = (time.perf_counter() - began) * 1000
    with connection.execute_wrapper(count):
        size = len(ask())
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - began) * 1000)
    return {
        "first": first,
        "p50": statistics.median(spent),
        "p95": statistics.quantiles(spent, n=20)[-1],
        "queries": counted,
        "bytes": size,
    }


def printed(found: dict[int, dict[str, Any]], times: int) -> int:
    few, many = sorted(found)
    python, sqlite = platform.python_version(), sqlite3.sqlite_version
    print(
        f"Pages at {few} and {many} trajectories, {times} requests each; Python {python}, SQLite {sqlite}"
    )
    for number, one in found.items():
        print(
            f"  {number} trajectories: {one['entries']} entries, verified in "
            f"{one['verify']:.1f} s; {one['durability']}, load {one['load']:.1f}"
        )
    print(f"  {'':24}{'first ms':>16}{'p50 ms':>16}{'p95 ms':>16}{'queries':>14}")
    bad = []
    for name, _, _ in PAGES:
        a, b = found[few]["pages"][name], found[many]["pages"][name]
        print(
            f"  {name:24}{a['first']:8.0f}{b['first']:8.0f}{a['p50']:8.1f}{b['p50']:8.1f}{a['p95']:8.1f}{b['p95']:8.1f}"
            f"{a['queries']:7}{b['queries']:7}"
        )
        if b["p95"] > LIMIT:
            bad.append(f"{name}: p95 {b['p95']:.0f} ms, limit {LIMIT:.0f}")
        if a["queries"] != b["queries"]:
            bad.append(f"{name}: {a['queries']} queries, then {b['queries']}")
    for line in bad:
        print(f"  missed: {line}")
    if not bad:
        print(f"  p95 at most {LIMIT:.0f} ms, and as many queries at both sizes: met")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
