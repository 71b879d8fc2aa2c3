"""Entropy balancing: weights that make one group like another in what is known of both.

Minimise Σ w log(w/q) so that Σ w = 1 and the weighted means of the columns are the other group's.
The solution is w ∝ q exp(xᵀλ); λ minimises log Σ q exp((x − target)ᵀλ), by Newton's method.
Source: Hainmueller (2012), Political Analysis 20, 25–46.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import NoData, NotConverged, NotFinite
from visavis.statistics.rows import Floats

MOST_STEPS = 100
CLOSE = 1e-8
"""Largest difference of a mean that is left, in standard deviations of the target group."""

STEEPEST = 200.0
"""|λ| per standard deviation beyond which a single person would carry everything."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Standardised difference of a mean, target minus other: as it was, and weighted."""

    before: float
    after: float


@dataclass(frozen=True, eq=False)
class Balanced:
    """weights: (n,), sum one. effective_n: (Σw)²/Σw². gaps: by column. columns: names, in order."""

    weights: Floats
    effective_n: float
    gaps: dict[str, Gap]

    @property
    def widest(self) -> float:
        """The largest standardised difference left."""
        return max(abs(gap.after) for gap in self.gaps.values())


def entropy_balance(
    target: npt.ArrayLike,
    other: npt.ArrayLike,
    columns: Sequence[str],
    *,
    start: npt.ArrayLike | None = None,
    among: npt.ArrayLike | None = None,
    variances: bool = True,
) -> Balanced:
    """Weights of `other` that give it the means of `target`, and its variances if wanted.

    target: (n₁, p); other: (n₀, p); columns: p names, no intercept. start: q, (n₀,) above zero.
    among: (n₁,) above zero, how much each of `target` counts. variances: of columns with more than
    two values (of two, the mean says it all). Raises NoData, NotFinite, NotConverged
    where no weights can do it: nobody in `other` is like the target there.
    """
    to, of = (np.asarray(each, dtype=np.float64) for each in (target, other))
    if not len(to) or not len(of):
        raise NoData("One of the two groups is empty, so there is nothing to compare.")
    if not (np.isfinite(to).all() and np.isfinite(of).all()):
        raise NotFinite("Something is missing of a person. Leave such people out first.")
    q = np.ones(len(of)) if start is None else np.asarray(start, dtype=np.float64)
    if q.shape != (len(of),) or not (np.isfinite(q).all() and (q > 0).all()):
        raise ValueError("Each person to be weighed starts from a weight above zero.")
    p = np.full(len(to), 1 / len(to)) if among is None else np.asarray(among) / np.sum(among)
    mean, deviation = p @ to, deviations(to, of)
    z1, z0 = (to - mean) / deviation, (of - mean) / deviation
    moments, goals = z0, np.zeros(z0.shape[1])
    if variances:
        several = [j for j in range(z0.shape[1]) if len(np.unique(np.r_[to[:, j], of[:, j]])) > 2]
        moments = np.column_stack([z0, z0[:, several] ** 2])
        goals = np.r_[goals, p @ z1[:, several] ** 2]
    weights = _solve(moments - goals, q / q.sum(), columns)
    before = -(q / q.sum()) @ z0
    after = -weights @ z0
    gaps = {name: Gap(float(before[j]), float(after[j])) for j, name in enumerate(columns)}
    return Balanced(weights, float(1 / (weights @ weights)), gaps)


def _solve(distances: Floats, q: Floats, columns: Sequence[str]) -> Floats:
    """distances: (n₀, c), moments minus goals. Newton on the dual, halved until it falls."""
    slopes = np.zeros(distances.shape[1])
    weights, value = _at(distances, q, slopes)
    for _ in range(MOST_STEPS):
        gradient = weights @ distances
        if np.abs(gradient).max(initial=0.0) < CLOSE:
            return weights
        about = distances - gradient
        curvature = about.T @ (weights[:, None] * about)
        step = np.linalg.lstsq(curvature, gradient, rcond=1e-12)[0]
        length = 1.0
        while length > 1e-10:
            further, lower = _at(distances, q, slopes - length * step)
            if lower <= value - 1e-4 * length * float(gradient @ step) + 1e-15:
                break
            length /= 2
        else:
            break
        slopes, weights, value = slopes - length * step, further, lower
        if np.abs(slopes).max() > STEEPEST:
            break
    far = int(np.argmax(np.abs(weights @ distances)))
    name = columns[far] if far < len(columns) else "how much people differ"
    raise NotConverged(
        f"No weights can make the two groups alike: of {name} the one has what nobody in the other "
        "has. Take levels together, leave a column out, or do not compare."
    )


def _at(distances: Floats, q: Floats, slopes: Floats) -> tuple[Floats, float]:
    powers = distances @ slopes
    highest = float(powers.max())
    raised = q * np.exp(powers - highest)
    total = float(raised.sum())
    return raised / total, float(np.log(total)) + highest


def deviations(target: Floats, other: Floats) -> Floats:
    """Of the target group; where that does not differ, of both; one where nobody does."""
    own = target.std(axis=0)
    both = np.concatenate([target, other]).std(axis=0)
    found = np.where(own > 0, own, both)
    return np.where(found > 0, found, 1.0)
