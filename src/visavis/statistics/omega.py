"""McDonald's ω: the share of a sum score's variance that one common factor explains.

ω = (Σλ)² / ((Σλ)² + Σθ), with loadings λ and own variances θ of a one-factor model fitted by maximum
likelihood: Σ = λλᵀ + diag(θ), W = Σ⁻¹, G = W (Σ − S) W. Fisher scoring, for one sample or many at
once (the bootstrap): gradient ∂λ = 2Gλ, ∂θ = diag G; information λλ: 2(λᵀWλ W + Wλ λᵀW), λθ:
2 W_ij (Wλ)_j, θθ: W_ij². Sources: McDonald (1999), Test Theory, §6; Jöreskog (1967), Psychometrika 32.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import NoData, NotConverged, TooFewPeople
from visavis.statistics.intervals import refuse_level
from visavis.statistics.reliability import FEW, complete_cases
from visavis.statistics.rows import Floats

MOST_STEPS = 200
CLOSE = 1e-9
LEAST_OWN = 0.005
"""θ of an item is held above this share of its variance, as in R's factanal: a lower one would be
an item without error (a Heywood case), and is said."""


@dataclass(frozen=True, slots=True)
class Omega:
    """loadings, own: λ and θ per item, in the items' units. heywood: an item was held at the bound.

    n: people with complete answers; left_out: people without. few: n below 50.
    """

    estimate: float
    low: float
    high: float
    loadings: tuple[float, ...]
    own: tuple[float, ...]
    heywood: bool
    n: int
    left_out: int
    few: bool
    level: float
    variant: str


def mcdonald(
    items: npt.ArrayLike,
    rng: np.random.Generator,
    *,
    draws: int = 1_000,
    level: float = 0.95,
) -> Omega:
    """ω of an (n, k) array of items, k ≥ 3, all turned the same way; nan where an answer is missing.

    Raises NoData with fewer than three items or an item that all answered alike, TooFewPeople
    unless more people than items answered all, NotConverged.
    """
    refuse_level(level)
    complete, left_out = complete_cases(items)
    n, k = complete.shape
    if k < 3:
        raise NoData("One factor behind the answers can be seen in three items or more.")
    if n <= k:
        raise TooFewPeople(f"{n} people answered all {k} items; more people than items are needed.")
    spread = complete.std(axis=0)
    if spread.min() <= 0:
        raise NoData(
            "Everybody gave the same answer to an item, so it hangs together with nothing."
        )
    standard = (complete - complete.mean(axis=0)) / spread
    loadings, own, converged = one_factor((standard.T @ standard / n)[None])
    if not converged[0]:
        raise NotConverged(
            "One factor behind these items could not be found. Check how items were turned, or "
            "leave the item out that goes its own way."
        )
    drawn = _drawn(standard, spread, rng, draws)
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    estimate = float(_omega(loadings * spread, own * spread**2)[0])
    return Omega(
        estimate=estimate,
        low=min(float(low), estimate),
        high=max(float(high), estimate),
        loadings=tuple((loadings[0] * spread).tolist()),
        own=tuple((own[0] * spread**2).tolist()),
        heywood=bool(own.min() <= LEAST_OWN * 1.001),
        n=n,
        left_out=left_out,
        few=n < FEW,
        level=level,
        variant=f"McDonald's omega, one factor by ML, complete cases; bootstrap, {draws} draws",
    )


def one_factor(correlations: Floats) -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """λ, θ (S, k each) and whether found (S,), for S correlation matrices at once."""
    studies, k = correlations.shape[:2]
    values, vectors = np.linalg.eigh(correlations)
    first = vectors[:, :, -1] * np.sqrt(values[:, -1:])
    loadings = 0.9 * first * np.where(first.sum(axis=1, keepdims=True) < 0, -1.0, 1.0)
    own = np.clip(1 - loadings**2, 0.1, 1.0)
    found = np.zeros(studies, dtype=bool)
    running = np.arange(studies)
    value = _discrepancy(loadings, own, correlations)
    for _ in range(MOST_STEPS):
        step, slope = _scoring(loadings[running], own[running], correlations[running])
        moved = np.zeros(len(running), dtype=bool)
        length = 1.0
        for _ in range(25):
            still = running[~moved]
            way = length * step[~moved]
            further = loadings[still] - way[:, :k]
            rest = np.maximum(own[still] - way[:, k:], LEAST_OWN)
            lower = _discrepancy(further, rest, correlations[still])
            better = lower <= value[still] + 1e-13
            at = still[better]
            loadings[at], own[at], value[at] = further[better], rest[better], lower[better]
            moved[np.flatnonzero(~moved)[better]] = True
            length /= 2
            if moved.all():
                break
        ended = slope < CLOSE
        found[running[ended]] = True
        running = running[~ended & moved]
        if not len(running):
            break
    return loadings, own, found


def _scoring(loadings: Floats, own: Floats, s: Floats) -> tuple[Floats, Floats]:
    """The scoring step (S, 2k) and gᵀF⁻¹g; an item at its bound stays there unless pulled inside."""
    k = loadings.shape[1]
    w = np.linalg.inv(_sigma(loadings, own))
    g = w @ (_sigma(loadings, own) - s) @ w
    by_own = np.diagonal(g, axis1=1, axis2=2)
    gradient = np.concatenate([2 * (g @ loadings[:, :, None])[:, :, 0], by_own], axis=1)
    seen = (w @ loadings[:, :, None])[:, :, 0]
    information = np.empty((len(own), 2 * k, 2 * k))
    whole = (seen * loadings).sum(axis=1)[:, None, None]
    information[:, :k, :k] = 2 * (whole * w + seen[:, :, None] * seen[:, None, :])
    information[:, :k, k:] = 2 * w * seen[:, None, :]
    information[:, k:, :k] = information[:, :k, k:].swapaxes(1, 2)
    information[:, k:, k:] = w * w
    held = np.concatenate([np.zeros_like(own, bool), (own <= LEAST_OWN) & (by_own > 0)], axis=1)
    gradient = np.where(held, 0.0, gradient)
    information = np.where(held[:, :, None] | held[:, None, :], 0.0, information)
    information[:, range(2 * k), range(2 * k)] += np.where(held, 1.0, 1e-12)
    step = np.linalg.solve(information, gradient[:, :, None])[:, :, 0]
    return step, np.abs((gradient * step).sum(axis=1))


def _sigma(loadings: Floats, own: Floats) -> Floats:
    return loadings[:, :, None] * loadings[:, None, :] + own[:, :, None] * np.eye(own.shape[1])


def _discrepancy(loadings: Floats, own: Floats, s: Floats) -> Floats:
    """log|Σ| + tr(SΣ⁻¹), by Woodbury: Σ is a diagonal and one more."""
    scaled = loadings / own
    more = 1 + (scaled * loadings).sum(axis=1)
    quadratic = (scaled[:, None, :] @ s @ scaled[:, :, None])[:, 0, 0]
    diagonal = np.diagonal(s, axis1=1, axis2=2)
    return np.asarray(
        np.log(own).sum(axis=1) + np.log(more) + (diagonal / own).sum(axis=1) - quadratic / more
    )


def _drawn(standard: Floats, spread: Floats, rng: np.random.Generator, draws: int) -> Floats:
    """ω of `draws` samples of persons; samples without a factor, or an item all alike, left out."""
    n, k = standard.shape
    counts = rng.multinomial(n, np.full(n, 1 / n), size=draws).astype(np.float64)
    products = (standard[:, :, None] * standard[:, None, :]).reshape(n, k * k)
    mean = counts @ standard / n
    cov = (counts @ products / n).reshape(draws, k, k) - mean[:, :, None] * mean[:, None, :]
    deviation = np.sqrt(np.diagonal(cov, axis1=1, axis2=2))
    usable = deviation.min(axis=1) > 1e-6
    cov, deviation = cov[usable], deviation[usable]
    loadings, own, found = one_factor(cov / (deviation[:, :, None] * deviation[:, None, :]))
    unit = deviation * spread
    return _omega(loadings * unit, own * unit**2)[found]


def _omega(loadings: Floats, own: Floats) -> Floats:
    common = loadings.sum(axis=-1) ** 2
    return np.asarray(common / (common + own.sum(axis=-1)))
