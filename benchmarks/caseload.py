"""A large caseload for benchmarks: a few stories lived act by act, then sealed again under new ids.

The first lives are decided as in the service. What each left is then sealed for the whole caseload with ids, nickname
and mediator of its own (`again.py`), by the functions that a service seals with. Two processes seal at once; what
they share, the ledger's head, is held for the length of one insert of a batch.
"""

import hashlib
import json
import os
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

import visavis
from benchmarks.again import Cast, Sealed, cast, renamed
from visavis.demo import figures
from visavis.demo import study as demo_study
from visavis.demo.service import Service, beginnings, remember_facts
from visavis.demo.story import Assigned, Story
from visavis.demo.study import StudyLife
from visavis.factsheet import editions
from visavis.journal.keys import Keys, create_tenant, desk_ring, open_service, service_ring
from visavis.journal.life import Life
from visavis.journal.models import Trajectory
from visavis.journal.root import create_root, open_root
from visavis.journal.see import see_desk
from visavis.mediation.entries import PartyId
from visavis.people import signing_in
from visavis.people.models import Account

TODAY = datetime(2026, 11, 20, 10, tzinfo=UTC)
"""The day on which a kept caseload is looked at, whenever that is: what is due stays the same."""
STORIES = 150
EACH = 75
"""Trajectories of one mediator; a larger service has more mediators."""
AT_ONCE = 250
"""Trajectories sealed in one transaction."""
PROCESSES = 2
STUDIED = 10_000
"""A larger service has no study here: its answers are lived one by one, which takes hours."""
SEALED, FINISHED, TO_SEAL = "sealed", "caseload.json", "to-seal"
PASSPHRASE = "a benchmark without people"
NICKNAME = "Kievit 000000"
FIRST, SECOND = ("a" * 32, "Bemiddelaar AAAAA"), ("b" * 32, "Bemiddelaar BBBBB")
"""Who mediates in a story that is lived, and who mediates where that is another: account and name."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Lived:
    """One story as it was lived (`again.cast`), and its people's facts."""

    kept: bytes
    facts: dict[str, Any]


def lived(keys: Keys, number: int, progress: Progress) -> list[Lived]:
    """The stories to repeat, in an order that mixes old and new."""
    starts = beginnings(random.Random("benchmark"), TODAY, number)
    found = []
    for index, begins in enumerate(starts):
        rng = random.Random(f"benchmark:{index}")
        life = Life(keys, rng)
        story = Story(life, rng, NICKNAME, begins, TODAY, _assigned)
        story.live()
        found.append(_kept(story))
        progress("stories lived", index + 1, number)
    random.Random(1).shuffle(found)
    return found


def _assigned(_: datetime, without: Collection[str] = (), __: Any = None) -> Assigned:
    account, name = next(one for one in (FIRST, SECOND) if one[0] not in without)
    return Assigned(account, name, 9, 9)


def _kept(story: Story) -> Lived:
    service = Service(story.life.keys, TODAY)
    remember_facts(service, story.view(TODAY))
    return Lived(cast(story.life.sheet, service_ring(story.life.keys)), dict(service.facts))


@dataclass
class Sealing:
    """Writes the caseload of one service. ``mediators``: accounts, by number."""

    keys: Keys
    stories: list[Lived]
    mediators: list[str]
    facts: dict[PartyId, Any] = field(default_factory=dict)

    def batch(self, numbers: range) -> None:
        """These trajectories in one transaction."""
        sealed = Sealed(self.keys, TODAY)
        for number in numbers:
            sealed.add(self._again(number))
        with transaction.atomic():
            sealed.write()

    def _again(self, number: int) -> Cast:
        story = self.stories[number % len(self.stories)]
        one = number // EACH
        ids, names = {}, {NICKNAME: f"Kievit {number:06}"}
        for (account, name), other in ((FIRST, one), (SECOND, (one + 1) % len(self.mediators))):
            ids[account.encode()] = self.mediators[other].encode()
            names[name] = name_of(other)
        made, became = renamed(story.kept, f"sealing:{number}", ids, names)
        if number < STUDIED:
            self.facts |= {
                PartyId(became[party.encode()].decode()): facts
                for party, facts in story.facts.items()
            }
        return made


def name_of(mediator: int) -> str:
    return f"Bemiddelaar {mediator:05}"


def staff(login: str, role: str, name: str) -> str:
    return signing_in.open_staff_account(login, PASSPHRASE, name, frozenset({role}))


def study_scaled(number: int) -> None:
    """As large a share answers as in the demo's service."""
    share = number / figures.SIGN_UPS
    figures.ANSWERED = round(131 * share)
    figures.WAVES = {wave: round(n * share) for wave, n in {1: 105, 2: 85, 3: 70}.items()}
    demo_study.KEPT_ROUNDS = (round(55 * share), round(74 * share))


def build(folder: Path, number: int, progress: Progress) -> None:
    """A service of ``number`` trajectories, with its study, in the database of this process."""
    os.environ["VISAVIS_ROOT_PASSPHRASE"] = PASSPHRASE
    (folder / "root.key").unlink(missing_ok=True)
    keys = create_tenant(create_root(folder / "root.key", PASSPHRASE), "benchmark")
    stories = lived(keys, min(STORIES, number), progress)
    mediators = [staff(f"m{one}", "mediator", name_of(one)) for one in range(-(-number // EACH))]
    (folder / TO_SEAL).write_bytes(pickle.dumps((stories, mediators)))
    facts = sealed_by_all(folder, number, progress)
    if number <= STUDIED:
        study_scaled(number)
        StudyLife(Service(keys, TODAY, facts=facts)).live(progress)
    (folder / TO_SEAL).unlink()
    if connection.vendor == "postgresql":
        # What a server does by itself in the days in which this was lived.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    (folder / SEALED).write_text(tables())


def sealed_by_all(folder: Path, number: int, progress: Progress) -> dict[PartyId, Any]:
    """Each process takes every other batch; with SQLite, where one writes at a time, there is one."""
    processes = PROCESSES if connection.vendor == "postgresql" else 1
    connection.close()
    command = [sys.executable, "-c", _SEAL, str(folder), str(number), str(processes)]
    sealing = [
        subprocess.Popen([*command, str(one)], stdout=subprocess.PIPE, text=True)
        for one in range(processes)
    ]
    assert sealing[0].stdout is not None
    for line in sealing[0].stdout:
        progress("trajectories sealed", min(number, int(line)), number)
    ended = [one.wait() for one in sealing]
    if any(ended):
        raise SystemExit("the caseload was not sealed")
    facts: dict[PartyId, Any] = {}
    for one in range(processes):
        part = folder / f"facts.{one}"
        facts |= pickle.loads(part.read_bytes())  # of these processes
        part.unlink()
    return facts


_SEAL = """
import django, sys
django.setup()
from pathlib import Path
from benchmarks.caseload import seal_share
seal_share(Path(sys.argv[1]), *map(int, sys.argv[2:]))
"""


def seal_share(folder: Path, number: int, processes: int, mine: int) -> None:
    """One process's batches; says after each how far all are, if others are as fast."""
    stories, mediators = pickle.loads((folder / TO_SEAL).read_bytes())  # of the process before
    sealing = Sealing(open_service(open_root(folder / "root.key", PASSPHRASE)), stories, mediators)
    for first in range(mine * AT_ONCE, number, processes * AT_ONCE):
        sealing.batch(range(first, min(number, first + AT_ONCE)))
        print(first + AT_ONCE, flush=True)
    (folder / f"facts.{mine}").write_bytes(pickle.dumps(sealing.facts))


def looked_at(keys: Keys) -> dict[str, str]:
    """The accounts and the trajectory whose pages are measured: one where somebody has written."""
    mediator = Account.objects.get(locator="m0").pk
    where, party = next(
        (row.id, side.party)
        for row in Trajectory.objects.filter(mediator=mediator).order_by("id")
        for side in see_desk(row.id, desk_ring(keys), TODAY).view.sides
        if side.own.letters and side.own.active
    )
    return {
        "trajectory": where,
        "mediator": mediator,
        "participant": signing_in.open_place(where, party).account,
        "planner": staff("planner", "planner", "Planner"),
        "intake": staff("intake", "intake", "Aanmelding"),
        "researcher": staff("researcher", "researcher", "Onderzoeker"),
    }


def tables() -> str:
    """A digest of all migrations."""
    rooms = Path(visavis.__file__ or "").parent
    made = b"".join(each.read_bytes() for each in sorted(rooms.glob("**/migrations/0*.py")))
    return hashlib.sha256(made).hexdigest()


def emptied(folder: Path) -> None:
    """No database of an earlier caseload, or of one half made."""
    if connection.vendor == "postgresql":
        name = connection.settings_dict["NAME"]
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
        return
    for end in ("", "-wal", "-shm", "-journal"):
        (folder / f"visavis.sqlite3{end}").unlink(missing_ok=True)


def kept_looks() -> dict[str, str]:
    """What to look at in the caseload of this process, which is there."""
    found: dict[str, str] = json.loads((Path(settings.VISAVIS_VAR) / FINISHED).read_text())
    return found


def kept(folder: Path, number: int, progress: Progress) -> dict[str, str]:
    """What to look at in the caseload of this folder, which is made where it is not there."""
    sealed = folder / SEALED
    if sealed.exists() and sealed.read_text() != tables():  # of a program whose tables were others
        sealed.unlink()
        (folder / FINISHED).unlink(missing_ok=True)
    if (folder / FINISHED).exists():
        call_command("migrate", verbosity=0)
        found: dict[str, str] = json.loads((folder / FINISHED).read_text())
        return found
    if not sealed.exists():
        emptied(folder)
        call_command("migrate", verbosity=0)
        build(folder, number, progress)
    keys = open_service(open_root(folder / "root.key", PASSPHRASE))
    with transaction.atomic():
        looks = looked_at(keys)
    if number <= STUDIED:
        editions.take(looks["researcher"], TODAY)
    (folder / FINISHED).write_text(json.dumps(looks))
    return looks
