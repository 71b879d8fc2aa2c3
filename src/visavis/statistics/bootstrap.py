"""Bootstrap over persons (or over interviews): percentile intervals with every step done again.

Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, §13.3; whole clusters:
Davison & Hinkley (1997), Bootstrap Methods and their Application, §3.8.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import CannotEstimate, NoData, NotConverged
from visavis.statistics.intervals import refuse_level
from visavis.statistics.rows import Floats, Ints

MOST_FAILED = 0.1
"""Above this share of draws without a result the rest says too little of the whole."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """values: (draws that gave a result, k). failed: draws that gave none."""

    values: Floats
    failed: int

    def interval(self, level: float) -> tuple[Floats, Floats]:
        """Low and high per number, (k,) each: the quantiles of what was drawn."""
        refuse_level(level)
        low, high = np.quantile(self.values, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return np.asarray(low), np.asarray(high)


def resample(
    statistic: Callable[[Ints], npt.ArrayLike],
    clusters: npt.ArrayLike,
    rng: np.random.Generator,
    *,
    draws: int,
) -> Drawn:
    """What the statistic says of rows drawn with replacement, whole clusters at a time.

    statistic: takes row numbers (with repeats), gives a number or k of them; a draw in which it
    raises CannotEstimate or gives nan counts as failed. clusters: (n,), who each row belongs to;
    np.arange(n) where each row is a person. Raises NoData without rows, NotConverged where more
    than a tenth of the draws fail.
    """
    _, which = np.unique(np.asarray(clusters), return_inverse=True)
    if not len(which):
        raise NoData("There is nobody to draw from.")
    order = np.argsort(which, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(which))[:-1])
    alone = len(members) == len(which)
    found = []
    for _ in range(draws):
        drawn = rng.integers(0, len(members), len(members))
        rows = order[drawn] if alone else np.concatenate([members[each] for each in drawn])
        try:
            value = np.atleast_1d(np.asarray(statistic(rows), dtype=np.float64))
        except CannotEstimate:
            continue
        if np.isfinite(value).all():
            found.append(value)
    failed = draws - len(found)
    refuse_failed(failed, draws)
    return Drawn(np.stack(found), failed)


def refuse_failed(failed: int, draws: int) -> None:
    """Raises NotConverged where more than a tenth of the draws gave nothing."""
    if failed > MOST_FAILED * draws:
        raise NotConverged(
            f"In {failed} of {draws} repeats with others drawn the same steps gave no result, so there "
            "are too few people for an interval. Use fewer columns, or take levels or codes together."
        )
