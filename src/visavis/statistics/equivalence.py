"""Alike enough, or not worse: two one-sided tests against a margin fixed beforehand.

δ is equivalent to zero when its (1 − 2α) interval δ̂ ± t_{1−α,df} SE lies inside (−M, M): study.md
§3.3. Not significant is not equal: nothing here is read from a p-value above .05.
Source: Schuirmann (1987), J. Pharmacokin. Biopharm. 15, 657–680.
"""

from dataclasses import dataclass
from typing import Protocol

from scipy.special import stdtr, stdtrit

from visavis.statistics.intervals import refuse_level


class Sure(Protocol):
    """An estimate with a standard error and degrees of freedom, of a fitted model for instance."""

    @property
    def estimate(self) -> float: ...
    @property
    def se(self) -> float: ...
    @property
    def df(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Equivalence:
    """narrow_low, narrow_high: the interval that decides, 90 % for α = .05; low, high: 95 %.

    p: the larger of the two one-sided ones. outside: the deciding interval lies wholly beyond M.
    """

    estimate: float
    margin: float
    narrow_low: float
    narrow_high: float
    low: float
    high: float
    p: float
    equivalent: bool
    outside: bool
    variant: str


@dataclass(frozen=True, slots=True)
class NonInferiority:
    """low: one-sided bound at 1 − α. p: for δ ≤ −M. A claim of its own, never half of the other."""

    estimate: float
    margin: float
    low: float
    p: float
    not_worse: bool
    variant: str


def tost(found: Sure, margin: float, *, alpha: float = 0.05) -> Equivalence:
    """margin: M > 0, in the unit of the estimate, fixed before the data were seen."""
    _refuse(margin, alpha)
    reach = float(stdtrit(found.df, 1 - alpha)) * found.se
    wide = float(stdtrit(found.df, 1 - alpha / 2)) * found.se
    low, high = found.estimate - reach, found.estimate + reach
    above = float(stdtr(found.df, -(found.estimate + margin) / found.se))  # H0: δ ≤ −M
    below = float(stdtr(found.df, (found.estimate - margin) / found.se))  # H0: δ ≥ M
    return Equivalence(
        estimate=found.estimate,
        margin=margin,
        narrow_low=low,
        narrow_high=high,
        low=found.estimate - wide,
        high=found.estimate + wide,
        p=max(above, below),
        equivalent=-margin < low and high < margin,
        outside=high < -margin or low > margin,
        variant=f"two one-sided tests, {1 - 2 * alpha:.0%} interval inside ±{margin:g}",
    )


def non_inferiority(found: Sure, margin: float, *, alpha: float = 0.05) -> NonInferiority:
    """δ > −M at level α: a higher estimate is better. margin: as for tost."""
    _refuse(margin, alpha)
    low = found.estimate - float(stdtrit(found.df, 1 - alpha)) * found.se
    return NonInferiority(
        estimate=found.estimate,
        margin=margin,
        low=low,
        p=float(stdtr(found.df, -(found.estimate + margin) / found.se)),
        not_worse=low > -margin,
        variant=f"one-sided test, lower {1 - alpha:.0%} bound above −{margin:g}",
    )


def _refuse(margin: float, alpha: float) -> None:
    refuse_level(1 - alpha)
    if not margin > 0:
        raise ValueError("A margin is above zero.")
