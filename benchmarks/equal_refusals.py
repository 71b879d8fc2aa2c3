"""Whether time tells what a refusal does not: 2,000 interleaved pairs of what is unknown and what is another's.

``python benchmarks/equal_refusals.py [pairs]``. In each pair one of the two comes first by chance, so that what
else the machine does hits both. Required: the bytes are equal, and the 95 % interval of the median of the paired
differences lies within ± 0.2 ms (distribution-free, from the order statistics of the sign test).
"""

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from math import ceil, floor, sqrt
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="equal-", dir=os.environ.get("VISAVIS_VAR")))
LIMIT = 0.2
"""Milliseconds."""


def main(pairs: int) -> int:
    os.environ.update(VISAVIS_MODE="test", VISAVIS_VAR=str(FOLDER))
    os.environ.pop("DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "visavis.config.settings"
    import logging

    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    import visavis.mediation  # noqa: F401 - registers kinds and acts
    from tests.bad_input import town as towns
    from tests.journal.service import Service
    from visavis.doors.shared import keyring
    from visavis.journal.keys import create_tenant
    from visavis.journal.root import Root

    service = Service(create_tenant(Root(os.urandom(32)), "7" * 32))
    keyring.hold(service.keys)
    town = towns.build(service, lambda now: None)
    rng = random.Random(5)
    unreleased = towns.released(town.mine.lived, town.mine.b, "Nog bij de bemiddelaar.")
    person, _words = town.place(town.mine, town.mine.a)
    desk = town.staff()
    cases = {
        "a letter of the other": (person, "/plek/geschreven/{}/", town.mine.letters[town.mine.b]),
        "a letter not offered yet": (person, "/plek/lezen/{}/", unreleased),
        "an offer to the other": (person, "/plek/lezen/{}/", town.mine.offers[town.mine.b]),
        "a trajectory of a colleague": (desk, "/werk/trajecten/{}/", town.theirs.trajectory),
    }
    worst = 0.0
    print(f"{pairs} pairs each: another's against unknown, in process, SQLite")
    for name, (client, address, others) in cases.items():

        def timed(identifier: str) -> tuple[float, bytes]:
            began = time.perf_counter()
            answer = client.get(address.format(identifier))  # noqa: B023 - called at once
            spent = (time.perf_counter() - began) * 1000
            assert answer.status_code == 404
            return spent, answer.content

        differences, known = [], []
        for number in range(pairs + 20):
            unknown = f"{rng.getrandbits(128):032x}"
            if rng.random() < 0.5:
                (ours, page), (none, nothing) = timed(others), timed(unknown)
            else:
                (none, nothing), (ours, page) = timed(unknown), timed(others)
            assert page == nothing, name
            if number >= 20:  # the first are warming up
                differences.append(ours - none)
                known.append(ours)
        low, middle, high = median_interval(differences)
        worst = max(worst, abs(low), abs(high))
        print(
            f"  {name:30} {statistics.median(known):6.2f} ms; difference {middle:+.3f} ms, "
            f"95 % between {low:+.3f} and {high:+.3f}"
        )
    print(f"  required: within ± {LIMIT} ms")
    keyring.hold(None)
    shutil.rmtree(FOLDER, ignore_errors=True)
    return 0 if worst <= LIMIT else 1


def median_interval(values: list[float]) -> tuple[float, float, float]:
    """The median and its 95 % interval. Source: Conover (1999), Practical Nonparametric Statistics, §3.2."""
    ordered, n = sorted(values), len(values)
    half = 1.96 * sqrt(n) / 2
    low, high = max(floor(n / 2 - half), 1), min(ceil(n / 2 + half) + 1, n)
    return ordered[low - 1], statistics.median(ordered), ordered[high - 1]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
