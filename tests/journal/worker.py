"""Real processes on a real database: killed at any moment, and racing each other.

``main`` runs in a process of its own, with VISAVIS_VAR or DATABASE_URL naming an empty database, and prints one
line of JSON.
"""

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connections, transaction

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.journal.service import INTAKE, MEDIATOR, PLANNER, START, Service
from visavis.journal import models
from visavis.journal.flush import flush
from visavis.journal.keys import create_tenant, open_service, sweep_ring
from visavis.journal.record import Recorded, Where, new_id
from visavis.journal.root import Root
from visavis.journal.sheet import Sheet
from visavis.journal.sweep import run_due
from visavis.journal.verify import verify
from visavis.mediation.effects import (
    Decision,
    DropParcel,
    Due,
    Effect,
    GrantParcel,
    MakeParcel,
    TakeParcel,
    Write,
    Written,
)
from visavis.mediation.entries import DESK_LANE, Entry, PartyId, own
from visavis.mediation.exploring import AddNote
from visavis.mediation.sign_up import PrepareSignUp, SetReach, TakeUp
from visavis.mediation.telling import NEWS_CAME, TOLD
from visavis.mediation.terms import day
from visavis.mediation.views import Reach

ROOT = Root(bytes(range(32)))


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """A child with its own connection, and the end of the pipe it writes to."""
    connections.close_all()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = 1
        try:
            work(writer)
            code = 0
        finally:
            connections.close_all()
            os._exit(code)
    os.close(writer)
    return child, reader


def live(seed: int, writer: int) -> None:
    """Signs up, prepares, takes up, for ever; says each act when it is acknowledged, not before."""
    service = Service(open_service(ROOT), random.Random(seed))

    def kept(stage: str, trajectory: str) -> None:
        os.write(writer, f"{stage} {trajectory}\n".encode())

    while True:
        where = service.sign_up(key=new_id(service.rng))
        kept("1", where.trajectory)
        prepared = PrepareSignUp(where.party, "Linde", "traffic")
        key = new_id(service.rng)
        assert isinstance(service.desk_act(prepared, INTAKE, where.trajectory, key=key), Recorded)
        kept("2", where.trajectory)
        act = TakeUp(
            where.party, MEDIATOR.id, "Mieke", PartyId(new_id(service.rng)), "de ander", True,
            frozenset({"traffic"}),
        )  # fmt: skip
        key = new_id(service.rng)
        assert isinstance(service.desk_act(act, PLANNER, where.trajectory, key=key), Recorded)
        kept("3", where.trajectory)


SHAPES = {  # entries per lane, and how many tasks, cards, parties: all of an act or nothing of it
    ("own:2",): 1,
    ("desk:1", "file:1", "own:2"): 2,
    ("desk:2", "file:1", "file:1", "own:3"): 3,
}


def kills(number: int) -> dict[str, Any]:
    rng, said, killed = random.Random(1), {}, 0
    for seed in range(number):
        child, reader = forked(lambda writer, seed=seed: live(seed, writer))
        said_now = os.read(reader, 64)
        time.sleep(rng.uniform(0.0, 0.06))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        while chunk := os.read(reader, 65536):
            said_now += chunk
        os.close(reader)
        for line in said_now.decode().splitlines():
            stage, trajectory = line.split()
            said[trajectory] = int(stage)
    torn, found = [], {}
    taken_up = acts = 0
    for row in models.Trajectory.objects.all():
        lanes = models.LaneRow.objects.filter(trajectory=row, version__gt=0)
        shape = tuple(sorted(f"{lane.role}:{lane.version}" for lane in lanes))
        stage = SHAPES.get(shape, 0)
        parties = models.Party.objects.filter(trajectory=row).count()
        cards = models.Card.objects.filter(trajectory=row).count()
        if stage == 0 or parties != 1 + (stage == 3) or cards != len(shape):
            torn.append(shape)
        found[row.id] = stage
        taken_up += stage == 3
        acts += stage
    for model, expected in (
        (models.TaskRow, len(found)), (models.OutboxRow, taken_up), (models.Idempotency, acts),
    ):  # fmt: skip
        if model.objects.count() != expected:
            torn.append((model.__name__, model.objects.count(), expected))
    lost = [key for key, stage in said.items() if found.get(key, 0) < stage]
    return {
        "killed": killed, "acknowledged": sum(said.values()), "recorded": acts,
        "lost": len(lost), "torn": torn, "difference": verify().difference,
    }  # fmt: skip


def together(*works: Callable[[int], None]) -> int:
    """Runs them at the same time; how many failed."""
    children = [forked(work) for work in works]
    failed = 0
    for child, reader in children:
        failed += os.waitpid(child, 0)[1] != 0
        os.close(reader)
    return failed


def races(number: int) -> dict[str, Any]:
    setting_up = Service(open_service(ROOT))
    where, other = setting_up.taken_up()
    for n in range(number):
        letters(setting_up, where, MakeParcel(f"parcel-{n}", "text", "S.", "hash"))
        letters(setting_up, where, GrantParcel(f"parcel-{n}", "hash", f"offer-{n}"))

    def desk(writer: int) -> None:
        service = Service(open_service(ROOT))
        for n in range(number):
            note = AddNote(other, f"note {n}")
            assert isinstance(service.desk_act(note, MEDIATOR, where.trajectory), Recorded)

    def person(party: PartyId) -> Callable[[int], None]:
        def writes(writer: int) -> None:
            service = Service(open_service(ROOT))
            for n in range(number):
                done = service.own_act(SetReach(Reach("phone", str(n))), party)
                assert isinstance(done, Recorded)

        return writes

    def opens(writer: int) -> None:
        service = Service(open_service(ROOT))
        for n in range(number):
            take = TakeParcel(
                f"offer-{n}",
                Write("letter_opened", {"offer": "o"}),
                Write("offer_found_gone", {"offer": "o"}),
            )
            letters(service, where, take)

    def asks_back(writer: int) -> None:
        service = Service(open_service(ROOT))
        for n in range(number):
            letters(service, where, DropParcel(f"parcel-{n}"))

    def same_form(writer: int) -> None:
        service = Service(open_service(ROOT))
        for n in range(number):
            done = service.own_act(SetReach(Reach("sms", str(n))), where.party, key=f"form-{n}")
            assert isinstance(done, Recorded)

    failed = together(desk, desk, person(where.party), person(other))
    failed += together(same_form, same_form)
    failed += together(opens, asks_back)
    sheet = Sheet()
    sheet.open_trajectory(where.trajectory, setting_up.desk)
    kinds = Counter(opened.entry.kind for lane in sheet.lanes.values() for opened in lane.entries)
    return {
        "failed": failed, "notes": kinds["noted"], "reach": kinds["reach_set"],
        "read": kinds["letter_opened"] + kinds["offer_found_gone"],
        "left": models.Parcel.objects.count(), "difference": verify().difference,
    }  # fmt: skip


def sweeps(number: int) -> dict[str, Any]:
    """Three workers come for the same news dates at once."""
    setting_up = Service(open_service(ROOT))
    parties = [waits_for_news(setting_up, setting_up.sign_up()) for _ in range(number)]

    def works(writer: int) -> None:
        swept = run_due(sweep_ring(open_service(ROOT)), setting_up.now)
        assert swept.failed == 0
        os.write(writer, str(swept.done).encode())

    children, done, failed = [forked(works) for _ in range(3)], 0, 0
    for child, reader in children:
        done += int(os.read(reader, 64) or b"0")
        failed += os.waitpid(child, 0)[1] != 0
        os.close(reader)
    news = []
    for party in parties:
        lane = Sheet().open_party(party, setting_up.ring(party))
        news.append([opened.entry.kind for opened in lane.entries].count(NEWS_CAME))
    return {
        "failed": failed, "done": done, "news": news, "words": models.OutboxRow.objects.count(),
        "next": models.DueRow.objects.filter(done=False).count(),
        "difference": verify().difference,
    }  # fmt: skip


def waits_for_news(service: Service, where: Where) -> PartyId:
    """Somebody who was told a date to hear from us, and it is today."""
    party, now = where.party, service.tick()
    body = {"code": "O.asked", "on": "2026-02-02", "words": "", "next": day(now).isoformat()}
    entry = Written(own(party), Entry(TOLD, MEDIATOR, now, body))
    decision = Decision("race", (entry,), (Due("news", party, day(now)),))
    ring = sweep_ring(service.keys).only(party)
    with transaction.atomic():
        sheet = Sheet()
        sheet.open_party(party, ring, lock=True)
        assert sheet.write(decision, where.trajectory, ring, MEDIATOR, now, own(party)) is None
        flush(sheet)
    return party


def letters(service: Service, where: Where, effect: Effect) -> None:
    """One thing that happens to a letter, in a transaction of its own, with the reader's lane locked first."""
    with transaction.atomic():
        sheet, now = Sheet(), service.tick()
        if isinstance(effect, TakeParcel):
            sheet.open_party(where.party, service.desk, lock=True)
        taker = (own(where.party), Entry("letter_opened", MEDIATOR, START))
        decision = Decision("race", (), (effect,), taker)
        home = own(where.party) if isinstance(effect, TakeParcel) else DESK_LANE
        assert sheet.write(decision, where.trajectory, service.desk, MEDIATOR, now, home) is None
        flush(sheet)


def main(what: str, number: int) -> None:
    call_command("migrate", verbosity=0)
    create_tenant(ROOT, "7" * 32)
    from tests.journal.erasing_worker import erasures, residue

    works = {
        "kills": kills, "races": races, "sweeps": sweeps, "erasures": erasures, "residue": residue,
    }  # fmt: skip
    print(json.dumps(works[what](number)))
