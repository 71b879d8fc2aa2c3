"""Weights that give those who answered the caseload's shares, and what weighing costs.

Raking mends what is measured only. Source: Deming & Stephan (1940), Ann. Math. Stat. 11, 427–444;
design effect: Kish (1965), Survey Sampling, §11.7.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import NoData, NotConverged
from visavis.statistics.rows import Floats, Ints

LOWEST, HIGHEST = 0.2, 5.0
"""study.md §3.7: weights are trimmed to this many times their mean."""

CLOSE_ENOUGH = 1e-6
MOST_ROUNDS = 1_000
MOST_TRIMS = 100


@dataclass(frozen=True, eq=False)
class Raked:
    """weights: (n,), mean one. margin_error: the largest difference of a share from its target.

    trimmed: how many weights were cut at least once. deff, effective_n: Kish's.
    """

    weights: Floats
    margin_error: float
    trimmed: int
    deff: float
    effective_n: float


def kish(weights: npt.ArrayLike) -> float:
    """Design effect n Σw² / (Σw)² ≥ 1. Raises NoData without weights, ValueError if one is ≤ 0."""
    w = np.asarray(weights, dtype=np.float64)
    if w.size == 0:
        raise NoData("There are no weights.")
    if not (np.isfinite(w).all() and (w > 0).all()):
        raise ValueError("Each weight is a number above zero.")
    return float(w.size * (w @ w) / w.sum() ** 2)


def rake(
    categories: Sequence[npt.ArrayLike],
    totals: Sequence[npt.ArrayLike],
    *,
    start: npt.ArrayLike | None = None,
    lowest: float = LOWEST,
    highest: float = HIGHEST,
) -> Raked:
    """Weights whose shares per margin equal those of `totals`, trimmed and raked again.

    categories: per margin (n,) whole numbers 0..k−1; totals: per margin (k,) counts or shares of
    the caseload. start: weights to begin from. lowest, highest: bounds as multiples of the mean.
    Raises NoData where a category of the caseload has nobody who answered or the reverse (merge it
    first), NotConverged where no weights within the bounds give these shares.
    """
    margins = [np.asarray(margin, dtype=np.int64) for margin in categories]
    shares = [_shares(total) for total in totals]
    if not margins or len(margins) != len(shares):
        raise ValueError("Each margin has its categories and its totals.")
    if not len(margins[0]):
        raise NoData("Nobody answered, so there is nobody to weigh.")
    for number, (margin, share) in enumerate(zip(margins, shares, strict=True), start=1):
        _refuse_empty(number, margin, share)
    n = len(margins[0])
    weights = np.ones(n) if start is None else np.asarray(start, dtype=np.float64).copy()
    kish(weights)

    cut = np.zeros(n, dtype=bool)
    for _ in range(MOST_TRIMS):
        weights, error = _cycle(weights / weights.mean(), margins, shares)
        outside = (weights < lowest * (1 - CLOSE_ENOUGH)) | (weights > highest * (1 + CLOSE_ENOUGH))
        if error < CLOSE_ENOUGH and not outside.any():
            deff = kish(weights)
            return Raked(weights, error, int(cut.sum()), deff, n / deff)
        if error >= CLOSE_ENOUGH:
            break
        cut |= outside
        weights = np.clip(weights, lowest, highest)
    raise NotConverged(
        "No weights within the bounds give the shares of the caseload in all margins. "
        "Merge small categories, or rake over fewer margins."
    )


def _cycle(
    weights: Floats, margins: Sequence[Ints], shares: Sequence[Floats]
) -> tuple[Floats, float]:
    """Round the margins until the largest error is small; weights of mean one, and that error."""
    n = len(weights)
    error = np.inf
    for _ in range(MOST_ROUNDS):
        for margin, share in zip(margins, shares, strict=True):
            have = np.bincount(margin, weights=weights, minlength=len(share))
            factor = np.divide(share * n, have, out=np.zeros_like(have), where=have > 0)
            weights = weights * factor[margin]
        error = max(
            float(np.abs(np.bincount(m, weights=weights, minlength=len(s)) / n - s).max())
            for m, s in zip(margins, shares, strict=True)
        )
        if error < CLOSE_ENOUGH / 10:
            break
    return weights / weights.mean(), error


def _shares(total: npt.ArrayLike) -> Floats:
    counts = np.asarray(total, dtype=np.float64)
    if not (np.isfinite(counts).all() and (counts >= 0).all() and counts.sum() > 0):
        raise ValueError("Totals of a margin are counts, not all of them zero.")
    return np.asarray(counts / counts.sum())


def _refuse_empty(number: int, margin: Ints, share: Floats) -> None:
    if len(margin) and (margin.min() < 0 or margin.max() >= len(share)):
        raise ValueError(f"Margin {number} has a category without a total.")
    have = np.bincount(margin, minlength=len(share))
    for place, (answered, target) in enumerate(zip(have, share, strict=True)):
        if (answered == 0) != (target == 0):
            who = "nobody who answered" if answered == 0 else "nobody in the caseload"
            raise NoData(f"Category {place} of margin {number} has {who}. Merge it with another.")
