"""Fifty people at once on one service: how long a page takes them, and how long an act.

    python benchmarks/crowd.py [--size 100000] [--people 50] [--seconds 60] [--keep FOLDER]

``visavis serve`` as a service starts it (gunicorn, two workers of four threads) on a caseload that `pages.py` keeps in
PostgreSQL. Each person is a session of their own (most are mediators, each with their own caseload; some plan, take
sign-ups, or lead the practice; some are people on a place of their own), looks at a page for two to six seconds, and
then asks for the next; one in eight requests is an act: a mediator records a note in a trajectory, sealed and chained
as always. The notes stay in the caseload. Required: p95 of pages under 300 ms, of acts under 500 ms.
"""

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.pages import environment_of, folder_of, megabytes_of  # noqa: E402
from tests.journeys.server import free_port  # noqa: E402

PAGE, ACT = 300.0, 500.0
WORKERS = 2
ROOMS = {
    "mediator": (
        "/werk/", "/werk/trajecten/", "/werk/poort/", "/werk/rooster/", "/werk/trajecten/?zoek=noor",
        "{one}", "{one}", "{side}", "{side}",
    ),
    "planner": ("/werk/", "/werk/trajecten/", "/werk/collegas/", "/werk/rooster/?week", "/werk/nieuw/"),
    "intake": ("/werk/", "/werk/nieuw/", "/werk/trajecten/?stand=all&zoek=kievit+0012", "/werk/nieuw/telefoon/"),
    "supervisor": ("/werk/", "/werk/praktijk/", "/werk/cijfers/", "/werk/trajecten/"),
    "participant": ("/plek/", "/plek/later/"),
}  # fmt: skip
SHARES = {"mediator": 36, "planner": 3, "intake": 5, "supervisor": 1, "participant": 5}
"""Of fifty."""
FIELD = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


class Person(threading.Thread):
    """Somebody with a browser: one connection, one session."""

    def __init__(self, port: int, cookie: str, pages: list[str], side: str, until: float) -> None:
        super().__init__()
        self.port, self.cookie, self.pages, self.side, self.until = port, cookie, pages, side, until
        self.rng = random.Random(cookie)
        self.looked: list[float] = []
        self.acted: list[float] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        time.sleep(self.rng.uniform(0, 4))
        while time.monotonic() < self.until:
            if self.side and self.rng.random() < 1 / 4:  # its form is a page, the sending an act
                self._note()
            else:
                self._get(self.rng.choice(self.pages))
            time.sleep(self.rng.uniform(2, 6))

    def _get(self, path: str) -> str:
        took, status, body = self._ask("GET", path)
        self.looked.append(took)
        if status != 200:
            self.wrong.append(f"{path}: {status}")
        return body

    def _note(self) -> None:
        page = self._get(f"{self.side}notitie/")
        form = (
            page[page.rindex("<form", 0, page.index('name="text"')) :]
            if 'name="text"' in page
            else page
        )
        fields = {name: unescape(value or "") for name, value in FIELD.findall(form)}
        time.sleep(self.rng.uniform(1, 3))
        sent = urlencode(fields | {"text": "Belt donderdag terug."})
        took, status, _ = self._ask("POST", f"{self.side}notitie/", sent)
        self.acted.append(took)
        if status != 302:
            self.wrong.append(f"note: {status}")

    def _ask(self, method: str, path: str, body: str = "") -> tuple[float, int, str]:
        headers = {"Cookie": self.cookie, "Accept-Language": "nl", "Accept-Encoding": "gzip"}
        if body:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"http://127.0.0.1:{self.port}",
                "Sec-Fetch-Site": "same-origin",
            }
        began = time.perf_counter()
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        link.request(method, path, body or None, headers)
        answer = link.getresponse()
        said = answer.read()
        link.close()
        return (time.perf_counter() - began) * 1000, answer.status, said.decode(errors="replace")


@contextmanager
def serving(here: Path, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The port, and the process above the workers."""
    port = free_port()
    code = (
        "import django; django.setup(); from visavis.config.serve_command import serve; "
        f"serve('127.0.0.1', {port}, {WORKERS})"
    )
    with (here / "serve.log").open("w") as log:
        process = subprocess.Popen([sys.executable, "-c", code], env=env, stdout=log, stderr=log)
    try:
        for _ in range(240):
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
                break
            except OSError:
                time.sleep(0.5)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def people(port: int, number: int, until: float) -> list[Person]:
    """Their sessions, each with the pages of its role."""
    from benchmarks.caseload import kept_looks, staff
    from benchmarks.pages import signed_in
    from visavis.doors.shared.keyring import keys
    from visavis.journal.cards import caseload
    from visavis.journal.keys import desk_ring
    from visavis.people.models import Account

    ring, found = desk_ring(keys()), []
    named = Account.objects.filter(locator__regex="^m[0-9]+$").order_by("locator")
    mediators = [str(one) for one in named.values_list("pk", flat=True)[:50]]
    for role, share in SHARES.items():
        for one in range(max(1, round(share * number / 50))):
            side, filled = "", {"one": "", "side": ""}
            if role == "participant":
                account = kept_looks()["participant"]
            elif role == "mediator":
                account = mediators[one % len(mediators)]
                cards = caseload(ring, mediator=account, limit=75)
                card = next(each for each in cards if each.state == "two_sided")
                filled["one"] = f"/werk/trajecten/{card.trajectory}/"
                side = filled["side"] = f"{filled['one']}kant/{card.view.sides[0].party}/"
            else:
                login = f"crowd-{role}-{one}"
                there = Account.objects.filter(locator=login).first()
                account = str(there.pk) if there else staff(login, role, login)
            pages = [page.format(**filled) for page in ROOMS[role]]
            found.append(Person(port, signed_in(account), pages, side, until))
    return found


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--size", type=int, default=100_000)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--keep", type=Path, default=ROOT / "var" / "bench")
    said = asked.parse_args()
    here = folder_of(said.keep, "postgres", said.size)
    if not (here / "caseload.json").exists():
        print(
            f"No caseload of {said.size}: make it with pages.py --database postgres --sizes {said.size}"
        )
        return 3
    env = environment_of(here, "postgres", said.size)
    env["VISAVIS_ROOT_PASSPHRASE"] = "a benchmark without people"
    os.environ.update(env)
    import django

    django.setup()
    with serving(here, env) as (port, above):
        opened = warmed(port)
        everyone = people(port, said.people, time.monotonic() + said.seconds)
        for one in everyone:
            one.start()
        for one in everyone:
            one.join()
        memory = [megabytes_of(int(pid)) for pid in children(above)]
    return printed(said, everyone, opened, memory)


def children(above: int) -> list[str]:
    return Path(f"/proc/{above}/task/{above}/children").read_text().split()


def warmed(port: int) -> list[float]:
    """Each worker's first list, which opens everything once: seconds. Asked until all have answered fast."""
    from benchmarks.caseload import kept_looks
    from benchmarks.pages import signed_in

    someone = Person(port, signed_in(kept_looks()["planner"]), [], "", 0)
    took: list[float] = []
    while len(took) < 3 * WORKERS or (max(took[-2 * WORKERS :]) > 2000 and len(took) < 12):
        took.append(someone._ask("GET", "/werk/collegas/")[0])
    return [round(each / 1000, 1) for each in took if each > 2000]


def printed(
    said: argparse.Namespace, everyone: list[Person], opened: list[float], memory: list[float]
) -> int:
    pages = [each for one in everyone for each in one.looked]
    acts = [each for one in everyone for each in one.acted]
    wrong = [each for one in everyone for each in one.wrong]
    print(
        f"{len(everyone)} people at once, {said.seconds} s, {said.size} trajectories, {WORKERS} workers"
    )
    print(
        f"  first lists of the workers: {opened or 'under 2'} s; a worker holds {max(memory, default=0):.0f} MB"
    )
    bad = [f"{each}" for each in wrong[:5]]
    for name, took, limit in (("page", pages, PAGE), ("act", acts, ACT)):
        if len(took) < 20:
            bad.append(f"only {len(took)} of {name}")
            continue
        p95 = statistics.quantiles(took, n=20)[-1]
        middle, most = statistics.median(took), max(took)
        print(
            f"  {name:5} {len(took):5} p50 {middle:6.0f} p95 {p95:6.0f} ms (limit {limit:.0f}), "
            f"most {most:.0f}"
        )
        if p95 >= limit:
            bad.append(f"{name}: p95 {p95:.0f} ms")
    print(
        f"  {(len(pages) + len(acts)) / said.seconds:.1f} requests/s, load {os.getloadavg()[0]:.1f}"
    )
    for line in bad:
        print(f"  missed: {line}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
