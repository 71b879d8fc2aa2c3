"""Shares of people, and whether questions hang together."""

from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

from visavis.factsheet.grades import Interval
from visavis.factsheet.population import Floats
from visavis.statistics import proportions
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.reliability import cronbach
from visavis.statistics.weights import kish


def wilson(yes: NDArray[np.bool_], weights: Floats | None, level: float) -> Interval:
    """Share of yes with Wilson's interval; weighted, with n divided by Kish's design effect."""
    w = np.ones(len(yes)) if weights is None else weights / weights.mean()
    deff = 1.0 if weights is None else kish(w)
    found = proportions.wilson(min(float(w @ yes), len(yes)), len(yes), level, deff=deff)
    return Interval(found.estimate, found.low, found.high)


def p_above(yes: NDArray[np.bool_], weights: Floats | None, bar: float) -> float:
    """Two-sided p of the score test against `bar`; 1 where the share is not above it.

    It is below .05 exactly where Wilson's 95 % interval lies above the bar.
    """
    w = np.ones(len(yes)) if weights is None else weights / weights.mean()
    n = len(yes) / (1.0 if weights is None else kish(w))
    share = float(w @ yes) / len(yes)
    if share <= bar:
        return 1.0
    z = (share - bar) / sqrt(bar * (1 - bar) / n)
    return 1 - erf(z / sqrt(2))


def alpha(items: Floats, level: float) -> Interval | None:
    """Cronbach's α of complete answers with Feldt's interval; None where too few answered."""
    try:
        found = cronbach(items, level)
    except CannotEstimate:
        return None
    return Interval(found.estimate, found.low, found.high)
