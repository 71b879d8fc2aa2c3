"""How long ``see`` takes for the mediator of six people with 1,000 acts. ``python benchmarks/see_desk.py [acts]``

At most 30 ms: all lanes read, checked, opened and folded, sealed and cold. Also counted in processor time, because
other work shares the machine. Beside it in the same run: reading the rows alone; the practice lead, who sees less.
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="desk-", dir=os.environ.get("VISAVIS_VAR")))
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TIMES = 60
PEOPLE = 6


def median_ms(what: Callable[[], object]) -> tuple[float, float]:
    """By the clock on the wall, and in processor time."""
    what()
    wall, used = [], []
    for _ in range(TIMES):
        began, spent = time.perf_counter(), time.process_time()
        what()
        wall.append(time.perf_counter() - began)
        used.append(time.process_time() - spent)
    return statistics.median(wall) * 1000, statistics.median(used) * 1000


def main(acts: int) -> int:
    os.environ.update(VISAVIS_MODE="test", VISAVIS_VAR=str(FOLDER))
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    import visavis.mediation  # noqa: F401 - registers kinds and acts
    from visavis.journal.flush import flush
    from visavis.journal.keys import create_tenant, desk_ring
    from visavis.journal.record import new_id
    from visavis.journal.root import Root
    from visavis.journal.see import see_desk
    from visavis.journal.sheet import Sheet
    from visavis.journal.verify import verify
    from visavis.mediation.effects import Decision, Written
    from visavis.mediation.entries import DESK_LANE, Actor, Audience, Entry, PartyId, file_of, own

    rng = random.Random(1)
    keys = create_tenant(Root(os.urandom(32)), new_id(rng))
    ring, trajectory = desk_ring(keys), new_id(rng)
    mediator = Actor(Audience.MEDIATOR, "a" * 32)
    sheet = Sheet()
    sheet.begin(ring, trajectory)
    people = [PartyId(new_id(rng)) for _ in range(PEOPLE)]
    for number, party in enumerate(people):
        sheet.add_party(ring, trajectory, party, initiating=number < PEOPLE // 2)
    reach = {"channel": "phone", "phone": "06 0000 0000", "safe_times": "na het eten"}
    said = {"nickname": "Wilgenroos", "mediator": mediator.id, "mediator_name": "Mieke"}
    for n in range(acts):
        at, party = NOW + timedelta(minutes=n), people[n % PEOPLE]
        lane, kind, body = (
            (own(party), "reach_set", reach),
            (file_of(party), "noted", {"text": "Wij spraken elkaar, en het ging goed. " * 3}),
            (own(party), "standing_wish_set", {"hear_of_letters": "yes"}),
            (DESK_LANE, "assigned", said),
        )[(n // PEOPLE) % 4]
        written = Written(lane, Entry(kind, mediator, at, body))
        sheet.write(Decision("bench", (written,)), trajectory, ring, mediator, at, DESK_LANE)
    with transaction.atomic():
        flush(sheet)

    def rows() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.* FROM journal_entryrow e JOIN journal_lanerow l ON l.id = e.lane_id "
                "WHERE l.trajectory_id = %s",
                [trajectory],
            )
            return cursor.fetchall()

    reading = median_ms(rows)
    seeing = median_ms(lambda: see_desk(trajectory, ring, NOW, Audience.MEDIATOR))
    leading = median_ms(lambda: see_desk(trajectory, ring, NOW, Audience.SUPERVISOR))
    assert not verify().difference
    print(f"a trajectory of {PEOPLE} people and {acts} acts, median of {TIMES}")
    print("                              on the wall   processor time")
    for name, (wall, used) in (
        ("reading the rows", reading),
        ("see, the mediator", seeing),
        ("see, the practice lead", leading),
    ):
        print(f"  {name:28}{wall:8.2f} ms{used:12.2f} ms")
    print("required: 30 ms for the mediator")
    connection.close()
    shutil.rmtree(FOLDER)
    return 0 if min(seeing) <= 30 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
