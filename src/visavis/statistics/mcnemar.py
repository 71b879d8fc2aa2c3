"""Change in a yes-or-no answer of the same people: McNemar's test, exact.

Only people who changed tell anything: of b who went from no to yes and c from yes to no, b is
binomial(b + c, ½) when nothing changed. Source: McNemar (1947), Psychometrika 12, 153–157.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import bdtr

from visavis.statistics.errors import NoData


@dataclass(frozen=True, slots=True)
class Changed:
    """gained: no → yes, lost: yes → no, of n people. difference: (gained − lost)/n. p: two-sided."""

    n: int
    before: float
    after: float
    gained: int
    lost: int
    difference: float
    p: float
    variant: str = "McNemar, exact, two-sided"


def mcnemar(before: npt.ArrayLike, after: npt.ArrayLike) -> Changed:
    """before, after: (n,) yes or no of the same people, both answered. Raises NoData for nobody."""
    first, second = np.asarray(before, dtype=bool), np.asarray(after, dtype=bool)
    if first.shape != second.shape or first.ndim != 1:
        raise ValueError("Each person has one answer before and one after.")
    n = len(first)
    if n == 0:
        raise NoData("Nobody answered both times, so no change can be seen.")
    gained, lost = int((~first & second).sum()), int((first & ~second).sum())
    changed = gained + lost
    p = min(1.0, 2 * float(bdtr(min(gained, lost), changed, 0.5))) if changed else 1.0
    difference = (gained - lost) / n
    return Changed(n, float(first.mean()), float(second.mean()), gained, lost, difference, p)
