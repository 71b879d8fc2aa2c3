"""A large caseload for benchmarks: a few stories lived act by act, then sealed again under new ids.

The first lives are decided as in the service. Of each, the calls to the journal's sheet are kept; the other
trajectories repeat those calls with ids, nickname and mediator of their own, so that every entry is sealed,
chained, put on the ledger and followed by its read models by the code that a service runs. Only ``see`` and
``decide`` are left out.
"""

import hashlib
import json
import os
import pickle
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction

import visavis
from visavis.demo import figures
from visavis.demo import study as demo_study
from visavis.demo.service import Service, beginnings, passed_on, remember_facts
from visavis.demo.story import Assigned, Story
from visavis.demo.study import StudyLife
from visavis.factsheet import editions
from visavis.journal.flush import flush
from visavis.journal.keys import (
    Keys,
    Ring,
    create_tenant,
    desk_ring,
    open_service,
    participant_ring,
    sign_up_ring,
    sweep_ring,
)
from visavis.journal.life import Life
from visavis.journal.models import Trajectory
from visavis.journal.root import create_root, open_root
from visavis.journal.see import see_desk
from visavis.journal.sheet import Sheet
from visavis.mediation.entries import SWEEP, Actor, Audience, PartyId
from visavis.people import signing_in
from visavis.people.models import Account

TODAY = datetime(2026, 11, 20, 10, tzinfo=UTC)
"""The day on which a kept caseload is looked at, whenever that is: what is due stays the same."""
STORIES = 150
EACH = 75
"""Trajectories of one mediator; a larger service has more mediators."""
AT_ONCE = 50
"""Trajectories sealed in one transaction."""
SEALED, FINISHED = "sealed", "caseload.json"
PASSPHRASE = "a benchmark without people"
ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
NICKNAME, MEDIATOR = "Kievit 00000", "Bemiddelaar 00000"
ACCOUNT = "a" * 32

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Tape(Sheet):
    """A sheet that remembers what it was asked to write."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def begin(self, ring: Ring, trajectory: str) -> None:
        self.calls.append(("begin", trajectory))
        Sheet.begin(self, ring, trajectory)

    def add_party(self, ring: Ring, trajectory: str, party: PartyId, initiating: bool) -> None:
        if initiating:  # the others are added by what is written
            self.calls.append(("add_party", trajectory, party))
        Sheet.add_party(self, ring, trajectory, party, initiating)

    def write(self, decision, trajectory, ring, actor, now, home):  # type: ignore[no-untyped-def]  # as Sheet's
        self.calls.append(("write", decision, trajectory, actor, now, home))
        return Sheet.write(self, decision, trajectory, ring, actor, now, home)


@dataclass(frozen=True, slots=True)
class Lived:
    """One story as it was lived: its calls as bytes, which dated work was done, and its people's facts."""

    calls: bytes
    done: tuple[bool, ...]
    facts: dict[str, Any]


def lived(keys: Keys, number: int, progress: Progress) -> list[Lived]:
    """The stories to repeat, in an order that mixes old and new."""
    starts = beginnings(random.Random("benchmark"), TODAY, number)
    found = []
    for index, begins in enumerate(starts):
        rng = random.Random(f"benchmark:{index}")
        life = Life(keys, rng, Tape())
        story = Story(
            life, rng, NICKNAME, begins, TODAY, lambda _: Assigned(ACCOUNT, MEDIATOR, 9, 9)
        )
        story.live()
        found.append(_kept(story))
        progress("stories lived", index + 1, number)
    random.Random(1).shuffle(found)
    return found


def _kept(story: Story) -> Lived:
    tape = story.life.sheet
    assert isinstance(tape, Tape)
    view, service = story.view(TODAY), Service(story.life.keys, TODAY)
    remember_facts(service, view)
    return Lived(
        pickle.dumps(tape.calls),
        tuple(due.done for due in tape.dues),
        dict(service.facts),
    )


def ring_of(keys: Keys, actor: Actor, party: PartyId) -> Ring:
    if actor == SWEEP:
        return sweep_ring(keys).only(party)
    if actor.audience is Audience.OWNER:
        return participant_ring(keys, party)
    return desk_ring(keys)


@dataclass
class Sealing:
    """Writes the caseload of one service."""

    keys: Keys
    rng: random.Random = field(default_factory=lambda: random.Random("sealing"))
    facts: dict[PartyId, Any] = field(default_factory=dict)
    mediators: dict[int, str] = field(default_factory=dict)

    def again(self, story: Lived, number: int) -> None:
        """The story once more, as trajectory ``number``. Inside a transaction."""
        ids: dict[bytes, bytes] = {ACCOUNT.encode(): self._mediator(number // EACH).encode()}

        def other(match: re.Match[bytes]) -> bytes:
            if match[0] not in ids:
                ids[match[0]] = f"{self.rng.getrandbits(128):032x}".encode()
            return ids[match[0]]

        said = ID.sub(other, story.calls)
        said = said.replace(NICKNAME.encode(), f"Kievit {number:05}".encode())
        said = said.replace(MEDIATOR.encode(), f"Bemiddelaar {number // EACH:05}".encode())
        sheet = Sheet()
        for call in pickle.loads(said):  # of this process
            self._replay(sheet, call)
        for due, done in zip(sheet.dues, story.done, strict=True):
            due.done = done
        flush(sheet)
        self.facts |= {
            PartyId(ids[party.encode()].decode()): facts for party, facts in story.facts.items()
        }

    def _replay(self, sheet: Sheet, call: tuple[Any, ...]) -> None:
        match call:
            case ("begin", trajectory):
                sheet.begin(sign_up_ring(self.keys), trajectory)
            case ("add_party", trajectory, party):
                sheet.add_party(sign_up_ring(self.keys), trajectory, party, initiating=True)
            case ("write", decision, trajectory, actor, now, home):
                ring = ring_of(self.keys, actor, home.party)
                refused = sheet.write(decision, trajectory, ring, actor, now, home)
                assert refused is None, refused

    def _mediator(self, number: int) -> str:
        if number not in self.mediators:
            self.mediators[number] = staff(f"m{number}", "mediator", f"Bemiddelaar {number:05}")
        return self.mediators[number]


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
    sealing = Sealing(keys)
    for first in range(0, number, AT_ONCE):
        with transaction.atomic():
            for one in range(first, min(number, first + AT_ONCE)):
                sealing.again(stories[one % len(stories)], one)
        progress("trajectories sealed", min(number, first + AT_ONCE), number)
    passed_on(TODAY)
    study_scaled(number)
    StudyLife(Service(keys, TODAY, facts=sealing.facts)).live(progress)
    (folder / SEALED).write_text(tables())


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
        for end in ("", "-wal", "-shm", "-journal"):
            (folder / f"visavis.sqlite3{end}").unlink(missing_ok=True)
        call_command("migrate", verbosity=0)
        build(folder, number, progress)
    keys = open_service(open_root(folder / "root.key", PASSPHRASE))
    with transaction.atomic():
        looks = looked_at(keys)
    editions.take(looks["researcher"], TODAY)
    (folder / FINISHED).write_text(json.dumps(looks))
    return looks
