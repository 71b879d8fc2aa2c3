"""``visavis demo``: a service's three years with no real people, kept for the next start, and served."""

import argparse
import os
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from visavis.config.serve_command import serve
from visavis.config.sweeping import sweep
from visavis.demo import figures
from visavis.demo.entrances import entrances, open_entrances
from visavis.demo.few import tell
from visavis.demo.looks import chosen
from visavis.demo.oversight import duties_done, look_back
from visavis.demo.reflections import think_over
from visavis.demo.sandbox import KEY as SANDBOX_KEY
from visavis.demo.sandbox import open_sandbox
from visavis.demo.service import SEED, Progress, build, keys_in
from visavis.demo.set_by_service import set_by_service
from visavis.demo.story import Assigned
from visavis.demo.study import StudyLife
from visavis.doors.shared import keyring
from visavis.factsheet import editions
from visavis.journal.figures import make as publish_figures
from visavis.journal.keys import Keys, figures_ring
from visavis.journal.root import FILE as TENANT_KEYS
from visavis.mediation.terms import day
from visavis.people import clock
from visavis.people.staff import colleague
from visavis.people.staff import colleagues as colleagues_of
from visavis.study.models import Person

BEGUN, FINISHED = "demo.begun", "demo.finished"
"""Files that say of a folder: a demo was being made here; it is whole. What has neither is somebody's."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at")
    parser.add_argument(
        "--sign-ups",
        type=int,
        default=None,
        help="a smaller or larger service (default: as calibrated)",
    )
    parser.add_argument("--no-serve", action="store_true", help="make the service, do not serve it")


def run(args: argparse.Namespace) -> int:
    if settings.VISAVIS_MODE != "demo":
        print("visavis: the demo runs only where VISAVIS_MODE is demo.", file=sys.stderr)
        return 2
    folder = Path(settings.VISAVIS_VAR)
    finished = folder / FINISHED
    if not finished.exists():
        if not empty_again(folder):
            print(
                "visavis: this database holds something already. Give the demo an empty one.",
                file=sys.stderr,
            )
            return 2
        call_command("migrate", verbosity=0)
        make(keys_in(folder), figures.SIGN_UPS if args.sign_ups is None else args.sign_ups)
        finished.write_text("")
        if not args.no_serve:
            serve_afresh()
    else:
        call_command("migrate", verbosity=0)
        keyring.hold(keys_in(folder))
        print(
            f"The service of the last time is kept in {folder.name}/; `make demo-new` makes another."
        )
    sweep(clock.now(), keyring.keys())
    open_sandbox(day(clock.now()))
    print(how_to_look(f"http://{args.host}:{args.port}"), flush=True)
    if not args.no_serve:
        serve(args.host, args.port)
    return 0


def serve_afresh() -> None:
    """Begins again as a new process, which finds the service made.

    The threads with which data frames were computed do not survive the fork into the server's workers.
    """
    sys.stdout.flush()
    connections.close_all()
    os.execv(sys.executable, [sys.executable, "-m", "visavis.config.cli", *sys.argv[1:]])  # noqa: S606 - ourselves


def empty_again(folder: Path) -> bool:
    """Clears away a demo whose making was broken off. False where what stands there is not ours to clear."""
    key, begun = folder / keyring.ROOT_FILE, folder / BEGUN
    sqlite = connection.vendor == "sqlite"
    name = str(settings.DATABASES["default"]["NAME"])
    file = Path(str(name))
    held = (
        file.exists() and file.stat().st_size if sqlite else connection.introspection.table_names()
    )
    if (held and not sqlite) or ((held or key.exists()) and not begun.exists()):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    begun.touch()
    for path in (key, folder / TENANT_KEYS):
        path.unlink(missing_ok=True)
    if sqlite:
        connection.close()
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{name}{end}").unlink(missing_ok=True)
    return True


def make(keys: Keys, number: int) -> None:
    """Three years of a service, the study in it, a first snapshot, and the ways in."""
    keyring.hold(keys)
    began = time.monotonic()
    now = clock.now()
    print("A service's three years are being lived through; this happens once.", flush=True)
    service = build(keys, now, progress_line(), number)
    answered = StudyLife(service).live(progress_line())
    mediator, looks = chosen(service.looks)
    known = colleague(mediator) or colleagues_of("mediator")[0]
    few = tell(keys, now, Assigned(known.account, known.name, 0, 0))
    _, looks = chosen([*service.looks, *few], known.account)
    open_entrances(known.account, looks, now)
    researcher = next(one.account for one in entrances() if one.code == "researcher")
    editions.take(researcher, now)
    publish_figures(
        figures_ring(keys), now.year, day(now)
    )  # before the sweep erases whom it should have long ago
    sweep(now, keys)
    set_by_service(now)
    look_back(keys, now, SEED)
    think_over(keys, now, known.account)
    duties_done(now)
    open_sandbox(day(now))
    asked = Person.objects.filter(partner=None).exclude(asked_on=None).count()
    print(
        f"{service.trajectories} trajectories ({service.living} living), {service.acts} acts, "
        f"{asked} people asked for the study, {answered} answered: "
        f"{time.monotonic() - began:.0f} s.",
        flush=True,
    )


def progress_line() -> Progress:
    """One line that is rewritten in a terminal, and a line now and then elsewhere."""
    terminal, last = sys.stdout.isatty(), [-1]

    def show(what: str, done: int, of: int) -> None:
        share = 100 * done // max(1, of)
        if share == last[0] or (not terminal and share % 20):
            return
        last[0] = share
        end = "\r" if terminal and share < 100 else "\n"
        print(f"  {what}: {share:3d} %", end=end, flush=True)

    return show


def how_to_look(address: str) -> str:
    lines = [
        "",
        f"  The service      {address}/          (English: {address}/en/)",
        f"  One click a role {address}/demo/",
        f"  For referrers    {address}/verwijzen/api/v1/openapi.json   (key: {SANDBOX_KEY})",
        "",
        "  Or sign in as a person would:",
    ]
    doors = {
        "desk": f"{address}/werk/binnen/",
        "research": f"{address}/werk/binnen/",
        "keeper": f"{address}/werk/binnen/",
        "participant": f"{address}/plek/in/",
        "guest": f"{address}/naast/in/",
        "answer": f"{address}/brief/",
    }
    width = max((len(one.en) for one in entrances()), default=0)
    for one in entrances():
        lines.append(f"  {one.en:{width}}  {doors[one.door]:32}  {one.words}")
    lines += ["", "  No real people. Everything here may be thrown away.", ""]
    return "\n".join(lines)
