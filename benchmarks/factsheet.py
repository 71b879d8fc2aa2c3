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


def seconds(work: Callable[[int], object]) -> tuple[float, float]:
    """Median of RUNS by the clock and by the processor, after one run that is not counted.

    Each run takes a study of its own, because typst remembers what it has set before.
    """
    work(0)
    taken, spent = [], []
    for run in range(1, RUNS + 1):
        start, began = time.perf_counter(), time.process_time()
        work(run)
        taken.append(time.perf_counter() - start)
        spent.append(time.process_time() - began)
    return statistics.median(taken), statistics.median(spent)


def main() -> None:
    import django

    django.setup()
    from tests.factsheet.synthetic import snapshot
    from visavis.factsheet.estimation.weights import _raked
    from visavis.factsheet.evidence import gather
    from visavis.factsheet.laid_out import laid_out
    from visavis.factsheet.layout import lay_out
    from visavis.factsheet.making import make
    from visavis.factsheet.pdf import pdf
    from visavis.factsheet.population import caseload_counts
    from visavis.factsheet.response import response
    from visavis.factsheet.words import LANGUAGES

    studies = [snapshot(seed=run) for run in range(2 * RUNS + 2)]
    evidence = gather(studies[-1])

    def forget() -> None:
        """Each run starts as the first one does."""
        response.cache_clear()
        caseload_counts.cache_clear()
        laid_out.cache_clear()
        _raked.cache_clear()

    def whole(run: int) -> None:
        forget()
        make(studies[run])

    def model(run: int) -> None:
        forget()
        gather(studies[run])

    def paper(run: int) -> None:
        for language in LANGUAGES:
            pdf(lay_out(studies[RUNS + 1 + run], evidence, language, f"run {run}"))

    rows = (
        ("snapshot → evidence, both pages, both PDFs", *seconds(whole)),
        ("of which evidence (24 claims, plain, weighted, late)", *seconds(model)),
        ("of which both PDFs by typst", *seconds(paper)),
    )
    study = studies[0]
    people = study.people.height
    print(f"Factsheet, {people} asked, 131 answered; Python {platform.python_version()}")
    for name, taken, spent in rows:
        print(f"  {name:<54} {taken:6.2f} s  (processor {spent:.2f} s)")
    load = os.getloadavg()[0]
    print(f"  load of the machine {load:.1f}")
    verdict = "met" if rows[0][1] <= AIM else "missed"
    print(f"  aim ≤ {AIM:.0f} s: {verdict}")


if __name__ == "__main__":
    main()
