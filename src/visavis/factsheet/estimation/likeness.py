"""How alike those who answered are to those who were asked: the R-indicator (study.md §3.7)."""

from collections import Counter

import numpy as np
import polars as pl

from visavis.factsheet.grades import Interval
from visavis.factsheet.population import grouping, levels
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.representativeness import representativeness

BOOTSTRAP_DRAWS = 200
"""Draws of persons for the R-indicator's interval: its ends move by about ± .01 at this number."""


def likeness(
    people: pl.DataFrame, rng: np.random.Generator, level: float
) -> tuple[Interval | None, float | None]:
    """R-indicator and worst-case standardised bias of the response; None where undefined.

    people: everybody asked whose facts may be used, with `contact`. rng: for the bootstrap.
    """
    answered = people["answered"].to_numpy() > 0
    columns = [np.ones(people.height)]
    for fact in ("role", "event_type", "contact", "initiated"):
        values = levels(people, fact)
        under = grouping(
            Counter(value for value, yes in zip(values, answered, strict=True) if yes),
            Counter(values),
        )
        groups = sorted({under[value] for value in values})
        columns += [
            np.array([float(under[value] == group) for value in values]) for group in groups[1:]
        ]
    try:
        found = representativeness(
            answered, np.column_stack(columns), rng, draws=BOOTSTRAP_DRAWS, level=level
        )
    except CannotEstimate:
        return None, None
    return Interval(found.r, found.low, found.high), found.worst_bias
