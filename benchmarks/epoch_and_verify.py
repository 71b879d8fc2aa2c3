"""A new epoch over 20,000 lanes, and verifying their entries. ``python benchmarks/epoch_and_verify.py [lanes]``

Required: all lane keys laid under a new tenant key in 1 s at most; 20,000 entries verified each second at least. On
SQLite, or on the server that ``DATABASE_URL`` names, in a database with nothing in it. Beside it in the same
run: an epoch that seals the read models anew as well, as
an erasure does; hashing the same number of entries alone.
"""

import hashlib
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="epoch-", dir=os.environ.get("VISAVIS_VAR")))
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ENTRIES_EACH = 8
"""In every fifth lane: the own one of who signed up."""
AT_ONCE = 200


def timed(what: Callable[[], object]) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - began, time.process_time() - used


def main(lanes: int) -> int:
    os.environ.update(VISAVIS_MODE="test", VISAVIS_VAR=str(FOLDER))
    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    import visavis.mediation  # noqa: F401 - registers kinds and acts
    from visavis.journal.epoch import new_epoch
    from visavis.journal.keys import create_tenant
    from visavis.journal.life import Life
    from visavis.journal.models import EntryRow, LaneKey
    from visavis.journal.record import Recorded, new_id
    from visavis.journal.root import Root
    from visavis.journal.tenant_keys import TenantKeys
    from visavis.journal.verify import verify
    from visavis.mediation.entries import Actor, Audience
    from visavis.mediation.sign_up import SetReach, SignUp
    from visavis.mediation.views import Reach

    rng = random.Random(1)
    root = Root(os.urandom(32), TenantKeys(FOLDER / "tenant.keys"))
    keys = create_tenant(root, new_id(rng))
    while LaneKey.objects.count() < lanes:
        life = Life(keys, rng)
        for _ in range(AT_ONCE):
            done = life.sign_up(SignUp("harmed", "Noor", 34, "Wat er gebeurde. " * 20), NOW)
            assert isinstance(done, Recorded)
            actor = Actor(Audience.OWNER, done.where.party)
            for n in range(ENTRIES_EACH - 1):
                act = SetReach(Reach("phone", f"06 {n}", safe_times="na het eten"))
                life.carry_out(act, actor, done.where, NOW + timedelta(minutes=n))
        life.keep()
    entries, kept = EntryRow.objects.count(), LaneKey.objects.count()

    plain = min(timed(lambda: new_epoch(keys)) for _ in range(3))
    renewed = timed(lambda: new_epoch(keys, renew=True))
    found = []
    checked = min(timed(lambda: found.append(verify())) for _ in range(3))
    assert not found[-1].difference, found[-1].difference
    block = os.urandom(700)
    hashed = timed(lambda: [hashlib.sha256(block).digest() for _ in range(3 * entries)])
    print(f"{connection.vendor}, {kept} lanes with a key, {entries} entries")
    print("                                          on the wall   processor time")
    for name, (wall, used) in (
        ("a new epoch", plain),
        ("a new epoch, read models sealed anew", renewed),
        ("verify", checked),
        ("hashing as many texts, three times", hashed),
    ):
        print(f"  {name:40}{wall:9.2f} s{used:13.2f} s")
    rate = entries / checked[0]
    print(f"verify: {rate:,.0f} entries/s (required: 20,000); epoch required: 1 s for 20,000 lanes")
    connection.close()
    shutil.rmtree(FOLDER)
    return 0 if min(plain) <= kept / 20_000 and rate >= 20_000 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
