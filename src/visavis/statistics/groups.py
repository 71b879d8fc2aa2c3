"""Two self-selected groups compared among people like those of the first.

(i) ATT: entropy balancing of B to A, augmented with a linear model m̂₀ of the outcome in B,
τ̂ = mean_A(y − m̂₀(x)) − Σ_B w (y − m̂₀(x)): right if either the weights or m̂₀ are.
(ii) Overlap weights 1 − e(x) for A and e(x) for B: best balance, but another target population, and
right only if e is. Intervals: bootstrap over persons with every step done again. study.md §3.5.
Sources: Zhao & Percival (2017), J. Causal Inference 5(1); Li, Morgan & Zaslavsky (2018), JASA 113,
390–400; E-value: VanderWeele & Ding (2017), Ann. Intern. Med. 167, 268–274.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.balance import Gap, deviations, entropy_balance
from visavis.statistics.balance_many import balance_many
from visavis.statistics.bootstrap import Drawn, refuse_failed, resample
from visavis.statistics.errors import NoData, NotFinite, PoorOverlap
from visavis.statistics.intervals import Interval
from visavis.statistics.logistic import chances, most_likely
from visavis.statistics.rows import Floats, Ints

FEWEST_EFFECTIVE = 30
WIDEST_GAP = 0.1
"""study.md §3.5: below this effective n, or beyond this standardised difference, no comparison."""

CHUNK = 4_000_000
"""Weights of draws held at once: 32 MB."""

FAINT = 1e-10
"""In normal equations: a draw without anybody at some level still gives a number."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """difference: A − B. effective_n: of the weighed group(s), the smaller. gaps: by covariate.

    drawn: the difference in every draw of persons, for an interval of another level.
    """

    difference: Interval
    effective_n: float
    gaps: dict[str, Gap]
    n: tuple[int, int]
    drawn: Drawn


def augmented_att(
    outcome: npt.ArrayLike,
    in_a: npt.ArrayLike,
    covariates: npt.ArrayLike,
    columns: Sequence[str],
    rng: np.random.Generator,
    *,
    weights: npt.ArrayLike | None = None,
    variances: bool = True,
    draws: int = 2_000,
    level: float = 0.95,
    fewest: float = FEWEST_EFFECTIVE,
) -> Comparison:
    """Mean difference among people like those in A.

    outcome: (n,); in_a: (n,) bool; covariates: (n, p), no intercept, with p names. weights: (n,)
    above zero, how many people somebody stands for; the target is then the weighted A.
    Raises NoData, NotFinite, NotConverged where no weights balance, PoorOverlap below `fewest`.
    """
    y, a, x = _checked(outcome, in_a, covariates)
    w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
    if w.shape != y.shape or not (np.isfinite(w).all() and (w > 0).all()):
        raise ValueError("Each person has one weight above zero.")
    w = w / w.mean()
    balanced = entropy_balance(x[a], x[~a], columns, start=w[~a], among=w[a], variances=variances)
    _refuse_poor(balanced.effective_n, balanced.widest, fewest)
    z = _moments(x, a, variances=variances)
    (found,) = _augmented(y, x, a, w[None, :], balanced.weights[None, :])
    drawn = [_drawn(y, x, z, a, w, rng, size) for size in _chunks(len(y), draws)]
    kept = np.concatenate(drawn)
    kept = kept[np.isfinite(kept)]
    refuse_failed(draws - len(kept), draws)
    spread = Drawn(kept[:, None], draws - len(kept))
    low, high = spread.interval(level)
    said = f"augmented ATT, entropy balancing; bootstrap over persons, {draws} draws"
    return Comparison(
        Interval(float(found), float(low[0]), float(high[0]), level, said),
        balanced.effective_n,
        balanced.gaps,
        (int(a.sum()), int((~a).sum())),
        spread,
    )


def overlap(
    outcome: npt.ArrayLike,
    in_a: npt.ArrayLike,
    covariates: npt.ArrayLike,
    columns: Sequence[str],
    rng: np.random.Generator,
    *,
    draws: int = 2_000,
    level: float = 0.95,
    fewest: float = FEWEST_EFFECTIVE,
) -> Comparison:
    """Mean difference among people who could as well be in either group. As augmented_att."""
    y, a, x = _checked(outcome, in_a, covariates)
    weights = _overlap_weights(a, x)
    in_each = [weights[side] / weights[side].sum() for side in (a, ~a)]
    effective = min(float(1 / (w @ w)) for w in in_each)
    before = x[a].mean(axis=0) - x[~a].mean(axis=0)
    after = in_each[0] @ x[a] - in_each[1] @ x[~a]
    deviation = np.where(x[a].std(axis=0) > 0, x[a].std(axis=0), 1.0)
    gaps = {
        name: Gap(float(before[j] / deviation[j]), float(after[j] / deviation[j]))
        for j, name in enumerate(columns)
    }
    _refuse_poor(effective, max(abs(gap.after) for gap in gaps.values()), fewest)

    def estimate(rows: Ints) -> float:
        group = a[rows]
        if group.all() or not group.any():
            raise NoData("One of the two groups is empty.")
        return _weighted(y[rows], group, _overlap_weights(group, x[rows]))

    drawn = resample(estimate, np.arange(len(y)), rng, draws=draws)
    low, high = drawn.interval(level)
    said = f"overlap weights, logistic; bootstrap over persons, {draws} draws"
    return Comparison(
        Interval(_weighted(y, a, weights), float(low[0]), float(high[0]), level, said),
        effective,
        gaps,
        (int(a.sum()), int((~a).sum())),
        drawn,
    )


@dataclass(frozen=True, slots=True)
class Hidden:
    """How strongly something unmeasured must go together with group and outcome, as risk ratios,

    to explain away the estimate, and to move its interval to nothing (1 where it is there already).
    """

    estimate: float
    interval: float
    variant: str = "E-value; risk ratio taken as exp(.91 d)"


def e_value(difference: Interval, deviation: float) -> Hidden:
    """deviation: of the outcome, to put the difference in standard deviations."""
    if not deviation > 0:
        raise ValueError("A deviation is above zero.")
    nearest = difference.low if difference.estimate >= 0 else -difference.high
    return Hidden(
        _e_value_of(abs(difference.estimate) / deviation), _e_value_of(max(nearest, 0) / deviation)
    )


def e_value_of_ratio(ratio: float) -> float:
    """For a risk ratio; below one, of its inverse."""
    if not ratio > 0:
        raise ValueError("A risk ratio is above zero.")
    high = max(ratio, 1 / ratio)
    return float(high + np.sqrt(high * (high - 1)))


def _e_value_of(standardised: float) -> float:
    return e_value_of_ratio(float(np.exp(0.91 * standardised)))


def _chunks(n: int, draws: int) -> list[int]:
    size = max(1, CHUNK // n)
    return [min(size, draws - done) for done in range(0, draws, size)]


def _drawn(
    y: Floats,
    x: Floats,
    z: Floats,
    a: npt.NDArray[np.bool_],
    w: Floats,
    rng: np.random.Generator,
    draws: int,
) -> Floats:
    """The difference in so many draws of persons, every step done again; nan where none."""
    n = len(y)
    counts = rng.multinomial(n, np.full(n, 1 / n), size=draws) * w
    both = counts[:, a].any(axis=1) & counts[:, ~a].any(axis=1)
    counts = counts[both]
    goals = counts[:, a] @ z[a] / counts[:, a].sum(axis=1)[:, None]
    balanced = balance_many(z[~a], goals, counts[:, ~a])
    found = np.full(draws, np.nan)
    found[both] = _augmented(y, x, a, counts, balanced)
    return found


def _moments(x: Floats, a: npt.NDArray[np.bool_], *, variances: bool) -> Floats:
    """The columns in standard deviations of A around its mean, and their squares where they differ.

    A column that says the same of everybody is left out: there is nothing to balance.
    """
    z = (x - x[a].mean(axis=0)) / deviations(x[a], x[~a])
    several = [j for j in range(x.shape[1]) if len(np.unique(x[:, j])) > 2] if variances else []
    whole = np.column_stack([z, z[:, several] ** 2])
    return whole[:, np.ptp(whole, axis=0) > 0]


def _augmented(
    y: Floats,
    x: Floats,
    a: npt.NDArray[np.bool_],
    counts: Floats,
    balanced: Floats,
) -> Floats:
    """τ̂ per draw. counts: (d, n), how much each person counts; balanced: (d, n₀), of sum one."""
    p = x.shape[1] + 1
    design = np.column_stack([np.ones(len(y)), (x - x.mean(axis=0)) / deviations(x, x)])
    of = counts[:, ~a]
    within = (design[~a][:, :, None] * design[~a][:, None, :]).reshape(-1, p * p)
    total = of.sum(axis=1)
    normal = (of @ within).reshape(-1, p, p) / total[:, None, None] + FAINT * np.eye(p)
    with_y = of @ (design[~a] * y[~a, None]) / total[:, None]
    beta = np.linalg.solve(normal, with_y[:, :, None])[:, :, 0]
    one = counts[:, a] / counts[:, a].sum(axis=1)[:, None]
    here = one @ y[a] - ((one @ design[a]) * beta).sum(axis=1)
    there = balanced @ y[~a] - ((balanced @ design[~a]) * beta).sum(axis=1)
    return np.asarray(here - there)


def _overlap_weights(a: npt.NDArray[np.bool_], x: Floats) -> Floats:
    deviation = x.std(axis=0)
    scaled = (x - x.mean(axis=0)) / np.where(deviation > 0, deviation, 1.0)
    design = np.column_stack([np.ones(len(x)), scaled])
    e = chances(most_likely(a, design, np.ones(len(a))), design)
    return np.where(a, 1 - e, e)


def _weighted(y: Floats, a: npt.NDArray[np.bool_], w: Floats) -> float:
    return float(w[a] @ y[a] / w[a].sum() - w[~a] @ y[~a] / w[~a].sum())


def _checked(
    outcome: npt.ArrayLike, in_a: npt.ArrayLike, covariates: npt.ArrayLike
) -> tuple[Floats, npt.NDArray[np.bool_], Floats]:
    y, a = np.asarray(outcome, dtype=np.float64), np.asarray(in_a, dtype=bool)
    x = np.asarray(covariates, dtype=np.float64)
    if not a.any() or a.all():
        raise NoData("One of the two groups is empty, so there is nothing to compare.")
    if not (np.isfinite(y).all() and np.isfinite(x).all()):
        raise NotFinite("Something is missing of a person. Leave such people out first.")
    return y, a, x


def _refuse_poor(effective: float, widest: float, fewest: float) -> None:
    if effective < fewest:
        raise PoorOverlap(
            f"Weighed to be alike, the people compared with count for {effective:.0f}; at least "
            f"{fewest:g} are needed. The two groups have too few people alike: do not compare them."
        )
    if widest >= WIDEST_GAP:
        raise PoorOverlap(
            f"Even weighed, the groups differ by {widest:.2f} standard deviations in something "
            f"known of them; {WIDEST_GAP} is the limit. Do not compare them."
        )
