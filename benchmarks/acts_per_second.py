"""Acts recorded per second, against bare SQL that inserts the same rows into the same tables.

``python benchmarks/acts_per_second.py [acts]`` — SQLite, one transaction per act, the durability that this
installation has chosen (printed). Both write into copies of one database, in turns, so that what else the machine
does hits both. Required: ``record`` alone reaches half of bare SQL.
"""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="acts-", dir=os.environ.get("VISAVIS_VAR")))
ROUND = 50
PEOPLE = 20
LANE_LENGTH = 30
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TABLES = ("idempotency", "entryrow", "taskrow", "card", "ledgerrow")


def start() -> None:
    os.environ.update(VISAVIS_MODE="test", VISAVIS_VAR=str(FOLDER))
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def main(acts: int) -> int:
    start()
    import visavis.mediation  # noqa: F401 - registers kinds and acts
    from visavis.config import environment
    from visavis.journal.keys import create_tenant, participant_ring, sign_up_ring
    from visavis.journal.life import Life
    from visavis.journal.once import Once
    from visavis.journal.record import (
        Recorded,
        Where,
        begin,
        carry_out,
        fingerprint,
        new_id,
        record,
    )
    from visavis.journal.root import Root
    from visavis.journal.see import seen_party
    from visavis.journal.sheet import Sheet
    from visavis.journal.verify import verify
    from visavis.mediation.decide import decide
    from visavis.mediation.effects import Decision
    from visavis.mediation.entries import Actor, Audience, PartyId
    from visavis.mediation.sign_up import SignUp
    from visavis.mediation.telling import SetWhatOtherMayKnow
    from visavis.mediation.terms import day

    rng = random.Random(1)
    keys = create_tenant(Root(os.urandom(32)), new_id(rng))
    places = []
    act = SetWhatOtherMayKnow(("O.talking",), "Ik wil graag eerst rustig praten.")
    for _ in range(PEOPLE):
        life, where = Life(keys, rng), Where(new_id(rng), PartyId(new_id(rng)))
        begin(life.sheet, SignUp("harmed", "Noor", 34), where, sign_up_ring(keys), NOW, None)
        for _ in range(LANE_LENGTH):
            life.carry_out(act, Actor(Audience.OWNER, where.party), where, NOW)
        life.keep()
        places.append(where)
    database = FOLDER / "visavis.sqlite3"
    bare_path = FOLDER / "bare.sqlite3"
    shutil.copy(database, bare_path)
    bare = sqlite3.connect(bare_path, isolation_level=None)
    bare.executescript(environment.sqlite_commands("test"))

    counted = {"see": 0.0, "record": 0.0, "whole": 0.0, "inserts": 0.0, "bare": 0.0}
    source = sqlite3.connect(database)
    number = 0

    def prepared() -> Callable[[], None]:
        """One act seen and decided; what is returned records it."""
        where, now = places[number % PEOPLE], NOW + timedelta(minutes=number)
        ring, actor = participant_ring(keys, where.party), Actor(Audience.OWNER, where.party)
        sheet = Sheet()
        lane = sheet.open_party(where.party, ring)
        decided = decide(act, actor, seen_party(lane, ring, now).view, now)
        assert isinstance(decided, Decision)
        once = Once.of(ring, actor.id, f"form-{number}", fingerprint(act), day(now))

        def recorded() -> None:
            done = record(sheet, decided, where, ring, actor, now, once)
            assert isinstance(done, Recorded)

        return recorded

    while number < acts:
        before = {t: source.execute(f"SELECT max(rowid) FROM journal_{t}").fetchone()[0] or 0
                  for t in TABLES}  # fmt: skip
        for _ in range(ROUND):
            number += 1
            began = time.perf_counter()
            finish = prepared()
            counted["see"] += time.perf_counter() - began
            began = time.perf_counter()
            finish()
            counted["record"] += time.perf_counter() - began
        repeat(source, bare, before, counted)
        for _ in range(ROUND):
            where, now = places[number % PEOPLE], NOW + timedelta(minutes=number)
            ring = participant_ring(keys, where.party)
            began = time.perf_counter()
            carry_out(act, Actor(Audience.OWNER, where.party), where, ring, now,
                      key=f"whole-{number}")  # fmt: skip
            counted["whole"] += time.perf_counter() - began
            number += 1
        number -= ROUND
    found = verify()
    assert not found.difference, found.difference

    rates = {name: number / spent for name, spent in counted.items() if spent}
    journal = source.execute("PRAGMA journal_mode").fetchone()[0]
    wal = environment.wal_is_safe()
    print(f"SQLite {sqlite3.sqlite_version}, journal {journal}, "
          f"synchronous {'FULL' if wal else 'EXTRA'}, {number} acts, lanes of {LANE_LENGTH} and up")  # fmt: skip
    print(f"bare SQL, the same inserts               {rates['inserts']:8.0f} acts/s")
    print(f"bare SQL, the same inserts and updates   {rates['bare']:8.0f} acts/s")
    print(f"record alone                             {rates['record']:8.0f} acts/s")
    print(f"the whole act with its see               {rates['whole']:8.0f} acts/s")
    share = rates["record"] / rates["inserts"]
    print(f"record alone reaches {share:.0%} of bare inserts (required: 50 %), "
          f"{rates['record'] / rates['bare']:.0%} of inserts and updates")  # fmt: skip
    bare.close()
    source.close()
    shutil.rmtree(FOLDER)
    return 0 if share >= 0.5 else 1


def repeat(
    source: sqlite3.Connection,
    bare: sqlite3.Connection,
    before: dict[str, int],
    counted: dict[str, float],
) -> None:
    """What ``record`` just wrote, by bare SQL into the copy: inserts alone, then with the updates they need."""
    rows = {}
    for table in TABLES:
        name = f"journal_{table}"
        where = "" if table == "card" else f"WHERE rowid > {before[table]} ORDER BY rowid"
        rows[table] = source.execute(f"SELECT * FROM {name} {where}").fetchall()
    sql = {
        table: f"INSERT INTO journal_{table} VALUES ({', '.join('?' * len(rows[table][0]))})"
        for table in TABLES
    }
    sql["card"] = sql["card"].replace("INSERT", "INSERT OR REPLACE")
    # The tables are emptied of this round's rows between the two ways, outside the measured time.
    for way in ("inserts", "bare"):
        for index in range(ROUND):
            one = [(sql[t], rows[t][index % len(rows[t])]) for t in TABLES]
            entry = rows["entryrow"][index]
            columns = [c[1] for c in bare.execute("PRAGMA table_info(journal_entryrow)")]
            named = dict(zip(columns, entry, strict=True))
            began = time.perf_counter()
            bare.execute("BEGIN IMMEDIATE")
            for statement, values in one:
                bare.execute(statement, values)
            if way == "bare":
                bare.execute(
                    "UPDATE journal_lanerow SET version = ?, head = ? WHERE id = ?",
                    (named["version"], named["hash"], named["lane_id"]),
                )
                bare.execute(
                    "UPDATE journal_tenant SET n = n + 1, head = ? WHERE id = ?",
                    (named["hash"], named["tenant_id"]),
                )
            bare.execute("COMMIT")
            counted[way] += time.perf_counter() - began
        if way == "inserts":
            emptied(bare, rows)


def emptied(bare: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]) -> None:
    from visavis.journal import triggers

    bare.execute("BEGIN IMMEDIATE")
    for statement in triggers.removing("sqlite"):
        bare.execute(statement)
    for table in TABLES:
        if table != "card":
            bare.executemany(
                f"DELETE FROM journal_{table} WHERE id = ?", [(row[0],) for row in rows[table]]
            )
    for statement in triggers.installing("sqlite"):
        bare.execute(statement)
    bare.execute("COMMIT")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
