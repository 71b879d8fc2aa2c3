"""How long ``see`` takes for a party with 300 acts. ``python benchmarks/see_300.py [acts]``; at most 10 ms.

Beside it in the same run: reading the rows alone, and opening them; and a party with 30 acts.
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

FOLDER = Path(tempfile.mkdtemp(prefix="see-", dir=os.environ.get("VISAVIS_VAR")))
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TIMES = 100


def median_ms(what: Callable[[], object]) -> float:
    what()
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        what()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent) * 1000


def main(acts: int) -> int:
    os.environ.update(VISAVIS_MODE="test", VISAVIS_VAR=str(FOLDER))
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    import visavis.mediation  # noqa: F401 - registers kinds and acts
    from visavis.journal.keys import create_tenant, participant_ring
    from visavis.journal.life import Life
    from visavis.journal.record import Recorded, new_id
    from visavis.journal.root import Root
    from visavis.journal.see import see_party
    from visavis.journal.sheet import Sheet
    from visavis.journal.verify import verify
    from visavis.mediation.entries import Actor, Audience
    from visavis.mediation.sign_up import SetReach, SignUp
    from visavis.mediation.views import Reach

    rng = random.Random(1)
    keys = create_tenant(Root(os.urandom(32)), new_id(rng))

    def party_with(number: int) -> str:
        life = Life(keys, rng)
        done = life.sign_up(SignUp("harmed", "Noor", 34, "Wat er gebeurde. " * 20), NOW)
        assert isinstance(done, Recorded)
        party = done.where.party
        for n in range(number - 1):
            act = SetReach(
                Reach("phone", f"06 {n}", safe_times="na het eten", never="thuis bellen")
            )
            life.carry_out(
                act, Actor(Audience.OWNER, party), done.where, NOW + timedelta(minutes=n)
            )
        life.keep()
        return party

    many, few = party_with(acts), party_with(acts // 10)

    def rows() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.* FROM journal_entryrow e JOIN journal_lanerow l ON l.id = e.lane_id "
                "WHERE l.party_id = %s",
                [many],
            )
            return cursor.fetchall()

    ring = participant_ring(keys, many)
    reading = median_ms(rows)
    opening = median_ms(lambda: Sheet().open_party(many, ring))
    seeing = median_ms(lambda: see_party(many, ring, NOW))
    fewer = median_ms(lambda: see_party(few, participant_ring(keys, few), NOW))
    assert not verify().difference
    print(f"a party with {acts} acts, median of {TIMES}")
    print(f"  reading the rows                 {reading:6.2f} ms")
    print(f"  reading, checking and opening    {opening:6.2f} ms")
    print(f"  see: opening, token and folding  {seeing:6.2f} ms (required: 10 ms)")
    print(f"  see, a party with {acts // 10} acts        {fewer:6.2f} ms")
    connection.close()
    shutil.rmtree(FOLDER)
    return 0 if seeing <= 10 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
