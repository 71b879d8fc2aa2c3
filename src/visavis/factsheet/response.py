"""Who was asked, who answered, and how alike they are (study.md §1.4, §3.7)."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from visavis.factsheet.estimation import likeness, wilson
from visavis.factsheet.grades import Interval
from visavis.factsheet.population import (
    FEWEST_IN_A_CATEGORY,
    Query,
    caseload_counts,
    grouping,
    levels,
    regrouped,
    with_contact,
)
from visavis.study.flow import STEPS, WAVE_STEPS, Flow
from visavis.study.snapshot import Snapshot

COMPARED = ("role", "event_type")
"""The facts whose shares are printed beside each other."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: its share of everybody asked, and of those who answered.

    asked, answered: counts. whole: share of everybody asked. share: of those who answered, with
    its interval. differs: the interval leaves the share of everybody asked out.
    """

    fact: str
    level: str
    asked: int
    answered: int
    whole: float
    share: Interval
    differs: bool


@dataclass(frozen=True, slots=True)
class Response:
    """The numbers of the flow and of who answered.

    share: answered at least once, of all asked; None where it is not known who was asked.
    waves: people per wave, first to third. unlinked: answered, but their facts may not be used.
    likeness: R-indicator, 0 (nothing alike) to 1 (alike). worst_bias: (1 − R) / 2ρ̄, in SD.
    """

    asked: int
    answered: int
    waves: tuple[int, ...]
    share: Interval | None
    flow: tuple[tuple[str, int], ...]
    rows: tuple[GroupRow, ...]
    likeness: Interval | None
    worst_bias: float | None
    unlinked: int
    query: Query


@lru_cache(maxsize=1)
def response(snapshot: Snapshot, level: float) -> Response:
    """The response of a snapshot. level: of the intervals. Several claims ask for the same one."""
    people = with_contact(snapshot.people)
    flow = Flow(snapshot.flow)
    answered, asked = flow.response
    waves = tuple(flow.n(step) for step in WAVE_STEPS)
    share = None
    if asked and asked >= answered:
        share = wilson(np.arange(asked) < answered, None, level)
    known = people.filter(pl.col("role").is_not_null())
    # The bootstrap draws from the snapshot's own name, so that the same snapshot gives the same ends.
    rng = np.random.default_rng(int(snapshot.sha256[:16], 16))
    alike, worst = likeness(known, rng, level)
    return Response(
        asked=asked,
        answered=answered,
        waves=waves,
        share=share,
        flow=tuple((step, flow.n(step)) for step in (*STEPS, *WAVE_STEPS)),
        rows=tuple(row for fact in COMPARED for row in _rows(snapshot, known, fact, level)),
        likeness=alike,
        worst_bias=worst,
        unlinked=int((people["role"].is_null() & (people["answered"] > 0)).sum()),
        query=Query(
            {
                "asked, answered": "boxes of the response flow",
                "compared": list(COMPARED),
                "merged below": FEWEST_IN_A_CATEGORY,
            }
        ),
    )


def _rows(snapshot: Snapshot, known: pl.DataFrame, fact: str, level: float) -> tuple[GroupRow, ...]:
    """Shares by one fact; groups with few answers together under "other", all or nothing."""
    whole = caseload_counts(snapshot, fact)
    answering = known.filter(pl.col("answered") > 0)
    here = Counter(levels(answering, fact))
    under = grouping(here, whole)
    total, n = sum(whole.values()), answering.height
    if not n:
        return ()
    of_all, of_these = regrouped(whole, under), regrouped(here, under)
    rows = []
    for label, asked in of_all.items():
        count = of_these[label]
        share = wilson(np.arange(n) < count, None, level)
        among = asked / total
        differs = not share.low <= among <= share.high
        rows.append(GroupRow(fact, label, asked, count, among, share, differs))
    return tuple(sorted(rows, key=lambda row: (-row.asked, row.level)))
