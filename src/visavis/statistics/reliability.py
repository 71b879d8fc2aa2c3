"""How well the items of a scale hang together: Cronbach's α with Feldt's interval."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import fdtri

from visavis.statistics.errors import NoData, TooFewPeople
from visavis.statistics.rows import Floats

FEW = 50
"""study.md §2.2: below this many people α is printed with a warning."""


@dataclass(frozen=True, slots=True)
class Alpha:
    """n: people with complete answers; left_out: people without. few: n below 50."""

    estimate: float
    low: float
    high: float
    n: int
    left_out: int
    items: int
    few: bool
    level: float
    variant: str = "Cronbach's alpha, complete cases, Feldt's interval"


def cronbach(items: npt.ArrayLike, level: float = 0.95) -> Alpha:
    """α of an (n, k) array of items, all turned the same way; nan where an answer is missing.

    Raises NoData with fewer than two items or where all total scores are equal, TooFewPeople with
    fewer than two complete rows.
    Source: Cronbach (1951), Psychometrika 16, 297–334; Feldt (1965), Psychometrika 30, 357–370.
    """
    complete, left_out = complete_cases(items)
    n, k = complete.shape
    if n < 2:
        raise TooFewPeople("Fewer than two people answered all items of the scale.")
    total = complete.sum(axis=1).var(ddof=1)
    if total <= 0:
        raise NoData("Everybody has the same total score, so nothing can hang together.")
    alpha = float(k / (k - 1) * (1 - complete.var(axis=0, ddof=1).sum() / total))
    upper, lower = (
        float(fdtri(n - 1, (n - 1) * (k - 1), chance))
        for chance in ((1 + level) / 2, (1 - level) / 2)
    )
    return Alpha(
        estimate=alpha,
        low=float(1 - (1 - alpha) * upper),
        high=float(1 - (1 - alpha) * lower),
        n=n,
        left_out=left_out,
        items=k,
        few=n < FEW,
        level=level,
    )


def complete_cases(items: npt.ArrayLike) -> tuple[Floats, int]:
    """The rows of an (n, k) array with all answers, and how many others. Raises NoData for k < 2."""
    answers = np.asarray(items, dtype=np.float64)
    if answers.ndim != 2 or answers.shape[1] < 2:
        raise NoData("Whether items hang together can be asked of two items or more.")
    complete = answers[np.isfinite(answers).all(axis=1)]
    return complete, len(answers) - len(complete)
