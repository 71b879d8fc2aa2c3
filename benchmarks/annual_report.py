"""The annual report of a service: its figures published, and set as PDF in both languages.

    python benchmarks/annual_report.py [--size 100000] [--keep FOLDER] [--all]

On a caseload that `pages.py` keeps in PostgreSQL. A service's sweep counts each month in its time, before anybody of it
is erased, so that a report opens no card of a month that was kept; here they are kept the first time this runs, and
how long it took to count everything at once is printed beside it (``--all`` counts again). What is published is rolled
back, so that it can be published again. Required: 5 seconds, with progress said on the way.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.pages import environment_of, folder_of, megabytes_of  # noqa: E402

LIMIT = 5.0


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--size", type=int, default=100_000)
    asked.add_argument("--keep", type=Path, default=ROOT / "var" / "bench")
    asked.add_argument("--all", action="store_true", help="count every month again")
    asked.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    said = asked.parse_args()
    here = folder_of(said.keep, "postgres", said.size)
    if said.here:
        return measured(here, said.size, anew=said.all)
    command = [
        sys.executable,
        __file__,
        "--here",
        "--size",
        str(said.size),
        "--keep",
        str(said.keep),
    ]
    env = environment_of(here, "postgres", said.size)
    return subprocess.run(
        [*command, *(["--all"] if said.all else [])], env=env, check=False
    ).returncode


def measured(here: Path, size: int, *, anew: bool) -> int:
    import django

    django.setup()
    from django.db import transaction

    from benchmarks.caseload import PASSPHRASE, TODAY
    from visavis.doors.shared.desk_annual_report import annual_report
    from visavis.journal import figures
    from visavis.journal.keys import figures_ring, open_service
    from visavis.journal.models import MonthRow
    from visavis.journal.root import open_root

    ring = figures_ring(open_service(open_root(here / "root.key", PASSPHRASE)))
    today, counted = TODAY.date(), here / "counted.json"
    if anew or not MonthRow.objects.exists():
        MonthRow.objects.all().delete()
        began, before = time.perf_counter(), megabytes_of("self")
        months = figures.keep_months(ring, today)
        whole = {"months": months, "seconds": time.perf_counter() - began}
        counted.write_text(json.dumps(whole | {"grew": megabytes_of("self") - before}))
    whole = json.loads(counted.read_text())
    told: list[float] = []
    began = time.perf_counter()
    with transaction.atomic():
        years = figures.make(ring, figures.last_over(today), today, told.append)
        published = time.perf_counter() - began
        editions = figures.editions(ring.tenant)
        sizes = [len(annual_report(editions[0], editions, one)) for one in ("nl", "en")]
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    print(f"Annual report of a service of {size} trajectories: {took:.1f} s (limit {LIMIT:.0f} s)")
    print(
        f"  {len(years)} years published from kept months in {published:.2f} s; progress said {len(told)} times"
    )
    print(f"  two PDFs, {sum(sizes) / 1000:.0f} kB; load {os.getloadavg()[0]:.1f}")
    print(
        f"  beside it: counting {whole['months']} months of everything at once, {whole['seconds']:.0f} s "
        f"and {whole['grew']:.0f} MB more"
    )
    return 0 if took <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
