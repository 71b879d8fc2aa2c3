"""Server time and queries of the pages of a service, beside a smaller one in the same run.

    python benchmarks/pages.py [--database postgres] [--sizes 300 10000] [--keep FOLDER] [--times 60] [--anew]

Each page is asked of the whole application (all middleware, a database connection as a server's worker has it), in a
process of its own for each size. The caseloads are kept in a folder (var/bench, unless ``--keep`` names another;
``--anew`` makes them again) and, with PostgreSQL, in databases ``visavis_bench_SIZE`` of the server at DATABASE_URL or
127.0.0.1. What a process opens once, before its first list, stands apart from the pages, with the memory that it
takes. Required: the limit of each page, and as many queries at every size.
"""

import argparse
import io
import json
import os
import platform
import resource
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
SIZES, TIMES = (300, 10_000), 60
LIMITS = {"sqlite": 200.0, "postgres": 150.0}
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--database", choices=sorted(LIMITS), default="sqlite")
    asked.add_argument(
        "--keep", type=Path, default=ROOT / "var" / "bench", help="folder of the caseloads"
    )
    asked.add_argument("--anew", action="store_true", help="make the caseloads again")
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked.add_argument("--times", type=int, default=TIMES, help="requests of each page")
    asked.add_argument("--unverified", action="store_true", help="do not verify the journal first")
    asked.add_argument("--only", default="", help="pages whose name holds these words")
    asked.add_argument("--one", type=int, help=argparse.SUPPRESS)
    said = asked.parse_args()
    if said.one is not None:
        return one_size(said.keep, said)
    found = {}
    for number in sorted(said.sizes):
        here = folder_of(said.keep, said.database, number)
        if said.anew:
            shutil.rmtree(here, ignore_errors=True)
        more = [
            "--times",
            str(said.times),
            "--only",
            said.only,
            *(["--unverified"] if said.unverified else []),
        ]
        in_its_own_process(here, said.database, number, [__file__, *more])
        found[number] = json.loads((here / "pages.json").read_text())
    return printed(found, said)


def folder_of(keep: Path, database: str, number: int) -> Path:
    here = keep.resolve() / (str(number) if database == "sqlite" else f"{database}-{number}")
    here.mkdir(parents=True, exist_ok=True)
    return here


def environment_of(here: Path, database: str, number: int) -> dict[str, str]:
    """Settings are read once per process, and with them where the database is."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
        "VISAVIS_MODE": "test",
        "VISAVIS_VAR": str(here),
        "DJANGO_SETTINGS_MODULE": "visavis.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "OPENBLAS_NUM_THREADS": "1",
    }
    if database == "postgres":
        server = os.environ.get("DATABASE_URL", SERVER).rsplit("/", 1)[0]
        env["DATABASE_URL"] = f"{server}/visavis_bench_{number}"
    return env


def in_its_own_process(here: Path, database: str, number: int, rest: list[str]) -> None:
    program, *more = rest
    command = [sys.executable, program, "--keep", str(here), "--one", str(number), *more]
    subprocess.run(command, env=environment_of(here, database, number), check=True)


def progress(what: str, done: int, of: int) -> None:
    if done == of or done * 10 // of != (done - 1) * 10 // of:
        print(f"  {time.strftime('%H:%M:%S')} {what}: {done} of {of}", file=sys.stderr, flush=True)


def one_size(folder: Path, said: argparse.Namespace) -> int:
    import django

    django.setup()
    from benchmarks import caseload
    from visavis.journal.verify import verify

    began = time.perf_counter()
    looks = caseload.kept(folder, said.one, progress)
    print(f"  {said.one} trajectories: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    began, entries = time.perf_counter(), 0
    if not said.unverified:
        journal = verify()
        if journal.difference:
            raise SystemExit(f"The caseload does not verify: {journal.difference}")
        entries = journal.entries
    found = {"entries": entries, "verify": time.perf_counter() - began}
    limit = LIMITS["postgres" if "DATABASE_URL" in os.environ else "sqlite"]
    found |= measured(looks, said.times, limit, said.only)
    (folder / "pages.json").write_text(json.dumps(found))
    return 0


def measured(looks: dict[str, str], times: int, limit: float, only: str = "") -> dict[str, Any]:
    """Milliseconds, queries and bytes of each page. The clock stands at the caseload's day."""
    import time_machine
    from django.conf import settings

    from benchmarks import addresses
    from benchmarks.caseload import PASSPHRASE, TODAY
    from visavis.config.serve_command import warm
    from visavis.config.wsgi import application
    from visavis.doors.shared import keyring
    from visavis.journal.keys import open_service
    from visavis.journal.root import open_root

    with time_machine.travel(TODAY, tick=True):
        keyring.hold(open_service(open_root(Path(settings.VISAVIS_VAR) / "root.key", PASSPHRASE)))
        before, began = megabytes_of("self"), time.perf_counter()
        warm()
        opened, grew = time.perf_counter() - began, megabytes_of("self") - before
        looks = addresses.roles(looks)
        cookies = {who: signed_in(account) for who, account in looks.items() if who != "trajectory"}
        found: dict[str, Any] = {}
        for one in addresses.pages(looks, limit):
            if only not in one.name:
                continue
            ask = asking(application, one.address, cookies[one.who] if one.who else "")
            found[one.name] = page(ask, times) | {"limit": one.limit}
    load = os.getloadavg()[0]
    return {
        "pages": found,
        "opened": opened,
        "grew": grew,
        "all": megabytes_of("self"),
        "load": load,
    }


def megabytes_of(process: int | str) -> float:
    """What a process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


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
    spent, worked = [], []
    for _ in range(times):
        began, at = time.perf_counter(), time.process_time()
        ask()
        spent.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - at) * 1000)
    return {
        "first": first,
        "p50": statistics.median(spent),
        "cpu": statistics.median(worked),
        "p95": statistics.quantiles(spent, n=20)[-1],
        "queries": counted,
        "bytes": size,
    }


def printed(found: dict[int, dict[str, Any]], said: argparse.Namespace) -> int:
    python = platform.python_version()
    database = f"SQLite {sqlite3.sqlite_version}" if said.database == "sqlite" else "PostgreSQL"
    print(
        f"Pages at {sorted(found)} trajectories, {said.times} requests each; Python {python}, {database}"
    )
    for number, one in found.items():
        print(
            f"  {number} trajectories: {one['entries']} entries, verified in {one['verify']:.1f} s; a process opens "
            f"all in {one['opened']:.1f} s and {one['grew']:.0f} MB (whole process {one['all']:.0f} MB); "
            f"load {one['load']:.1f}"
        )
    sizes = sorted(found)
    heads = [f"{what} {number}" for what in ("p50", "cpu", "p95", "first", "q") for number in sizes]
    print(f"  {'':26}{'limit':>6}" + "".join(f"{head:>14}" for head in heads))
    bad = []
    for name, last in found[sizes[-1]]["pages"].items():
        rows = [found[number]["pages"].get(name) for number in sizes]
        cells = [
            f"{row[what]:14.{0 if what == 'queries' else 1}f}" if row else f"{'-':>14}"
            for what in ("p50", "cpu", "p95", "first", "queries")
            for row in rows
        ]
        print(f"  {name:26}{last['limit']:6.0f}" + "".join(cells))
        if last["p95"] > last["limit"]:
            bad.append(f"{name}: p95 {last['p95']:.0f} ms, limit {last['limit']:.0f}")
        if len({row["queries"] for row in rows if row}) > 1:
            bad.append(f"{name}: {[row['queries'] for row in rows if row]} queries")
    for line in bad:
        print(f"  missed: {line}")
    if not bad:
        print("  each page within its limit, and as many queries at every size: met")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
