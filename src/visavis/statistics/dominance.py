"""How much of an outcome goes together with each of several predictors: dominance (Shapley R²).

Controls stand in every model. For a predictor j, D_j = Σ_S |S|! (k − |S| − 1)!/k! [R²(S ∪ j) − R²(S)],
the gain averaged over all orders of the k predictors; the D_j add up to the whole increment. For two:
D₁ = ½[R²(1) − R²(0) + R²(12) − R²(2)]. Bootstrap intervals, also of the differences between shares.
Sources: Lindeman, Merenda & Gold (1980), p. 119; Grömping (2006), J. Stat. Softw. 17(1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import NotDefined
from visavis.statistics.intervals import Interval, refuse_level
from visavis.statistics.regression import regress
from visavis.statistics.rows import Floats

MOST_PREDICTORS = 8
"""256 models. More predictors make shares that nobody can read."""

CHUNK = 4_000_000
"""Weights of draws held at once: 32 MB."""

RIDGE = 1e-10
"""In correlations: a draw without anybody at some level still gives a number."""


@dataclass(frozen=True, eq=False)
class Dominance:
    """shares: R² per predictor; differences: first minus second of two. increment: their sum.

    controls_r2: R² without the predictors. n: people.
    """

    shares: dict[str, Interval]
    differences: dict[tuple[str, str], Interval]
    increment: Interval
    controls_r2: float
    n: int


def dominance(
    outcome: npt.ArrayLike,
    predictors: npt.ArrayLike,
    controls: npt.ArrayLike,
    names: Sequence[str],
    rng: np.random.Generator,
    *,
    weights: npt.ArrayLike | None = None,
    draws: int = 2_000,
    level: float = 0.95,
) -> Dominance:
    """outcome: (n,); predictors: (n, k), k ≤ 8; controls: (n, c), c ≥ 0, without an intercept.

    names: of the predictors. rng: for the bootstrap over persons. Raises NotDefined for more than
    eight predictors, and what regress raises for the model with everything in it.
    """
    refuse_level(level)
    y = np.asarray(outcome, dtype=np.float64)
    x, z = (np.asarray(each, dtype=np.float64) for each in (predictors, controls))
    n, k = x.shape
    c = z.shape[1]
    if not 1 <= k <= MOST_PREDICTORS:
        raise NotDefined(f"Shares are for one to {MOST_PREDICTORS} predictors, not {k}.")
    labels = [*(f"control {place + 1}" for place in range(c)), *names]
    regress(y, np.column_stack([np.ones(n), z, x]), ["Intercept", *labels], weights=weights)
    w = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
    every = np.column_stack([z, x, y])

    here = _shares(_moments(every, w[None, :]), c, k, 0.0)
    drawn = []
    for start in range(0, draws, max(1, CHUNK // n)):
        size = min(max(1, CHUNK // n), draws - start)
        counts = rng.multinomial(n, np.full(n, 1 / n), size=size)
        drawn.append(_shares(_moments(every, counts * w), c, k, RIDGE))
    spread = np.concatenate(drawn)
    said = f"averaged over orders of {k} predictors; bootstrap over persons, {draws} draws"

    def interval(value: float, values: Floats) -> Interval:
        low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
        return Interval(value, float(low), float(high), level, said)

    shares, whole = here[0, :k], here[0, :k].sum()
    return Dominance(
        shares={name: interval(float(shares[j]), spread[:, j]) for j, name in enumerate(names)},
        differences={
            (names[i], names[j]): interval(
                float(shares[i] - shares[j]), spread[:, i] - spread[:, j]
            )
            for i, j in combinations(range(k), 2)
        },
        increment=interval(float(whole), spread[:, :k].sum(axis=1)),
        controls_r2=float(here[0, k]),
        n=n,
    )


def _moments(values: Floats, weights: Floats) -> Floats:
    """Correlations of the columns for each row of weights, shape (draws, q, q)."""
    n, q = values.shape
    centred = values - values.mean(axis=0)
    total = weights.sum(axis=1)
    mean = weights @ centred / total[:, None]
    products = (centred[:, :, None] * centred[:, None, :]).reshape(n, q * q)
    cov = (weights @ products).reshape(-1, q, q) / total[:, None, None]
    cov -= mean[:, :, None] * mean[:, None, :]
    deviation = np.sqrt(np.maximum(np.diagonal(cov, axis1=1, axis2=2), 0.0))
    unit = 1 / np.where(deviation > 0, deviation, 1.0)
    return np.asarray(cov * unit[:, :, None] * unit[:, None, :])


def _shares(correlations: Floats, c: int, k: int, ridge: float) -> Floats:
    """D_j of each predictor, then R² of the controls alone; shape (draws, k + 1)."""
    found = np.zeros((len(correlations), k + 1))
    explained = {
        some: _r2(correlations, [*range(c), *(c + j for j in some)], ridge)
        for size in range(k + 1)
        for some in combinations(range(k), size)
    }
    for some, r2 in explained.items():
        for j in set(range(k)) - set(some):
            weight = factorial(len(some)) * factorial(k - len(some) - 1) / factorial(k)
            found[:, j] += weight * (explained[tuple(sorted((*some, j)))] - r2)
    found[:, k] = explained[()]
    return found


def _r2(correlations: Floats, columns: list[int], ridge: float) -> Floats:
    if not columns:
        return np.zeros(len(correlations))
    among = correlations[:, columns][:, :, columns] + ridge * np.eye(len(columns))
    with_y = correlations[:, columns, -1]
    slopes = np.linalg.solve(among, with_y[:, :, None])[:, :, 0]
    return np.asarray((slopes * with_y).sum(axis=1))
