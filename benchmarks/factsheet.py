"""From a snapshot to the web page and both PDFs, beside what setting the paper alone costs.

Run: python -m benchmarks.factsheet
"""

import os
import platform
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "visavis.config.settings_test")

RUNS = 5
AIM = 2.0
"""Seconds; the service's own aim for a factsheet from a ready snapshot."""


def seconds(work: Callable[[], object]) -> float:
    """Median of RUNS, after one run that is not counted."""
    work()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    import django

    django.setup()
    from tests.factsheet.synthetic import snapshot
    from visavis.factsheet.estimation import _raked
    from visavis.factsheet.evidence import gather
    from visavis.factsheet.making import make
    from visavis.factsheet.pdf import pdf
    from visavis.factsheet.response import response

    study = snapshot()
    evidence = gather(study)
    sheets = make(study, evidence).sheets

    def forget() -> None:
        """Each run starts as the first one does."""
        response.cache_clear()
        _raked.cache_clear()

    def whole() -> None:
        forget()
        make(study)

    def model() -> None:
        forget()
        gather(study)

    rows = (
        ("snapshot → evidence, both pages, both PDFs", seconds(whole)),
        ("of which evidence (7 claims, plain and weighted)", seconds(model)),
        (
            "of which both PDFs by typst alone (the floor)",
            seconds(lambda: [*map(pdf, sheets.values())]),
        ),
    )
    people = study.people.height
    print(f"Factsheet, {people} asked, 131 answered; Python {platform.python_version()}")
    for name, taken in rows:
        print(f"  {name:<52} {taken:6.2f} s")
    verdict = "met" if rows[0][1] <= AIM else "missed"
    print(f"  aim ≤ {AIM:.0f} s: {verdict}")


if __name__ == "__main__":
    main()
