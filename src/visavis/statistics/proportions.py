"""Shares and their differences, with intervals that hold for few people and near 0 or 1."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from visavis.statistics.errors import NoData


@dataclass(frozen=True, slots=True)
class Share:
    """A share, or a difference of two, with its interval. n: people, before any design effect."""

    estimate: float
    low: float
    high: float
    n: float
    level: float
    variant: str


def wilson(successes: float, trials: float, level: float = 0.95, *, deff: float = 1.0) -> Share:
    """Interval for a share.

    successes, trials: counts, 0 ≤ successes ≤ trials; with weights, sums of weights of mean one.
    deff: Kish's design effect; trials count for trials/deff people.
    Raises NoData where trials is 0: there is no share. ValueError where counts are impossible.
    Source: Wilson (1927), JASA 22, 209–212.
    """
    _check(successes, trials, level)
    if not deff > 0:
        raise ValueError("A design effect is above 0.")
    low, high = _wilson(successes / trials, trials / deff, level)
    variant = "Wilson" if deff == 1 else "Wilson, n divided by Kish's design effect"
    return Share(successes / trials, low, high, trials, level, variant)


def agresti_coull(successes: float, trials: float, level: float = 0.95) -> Share:
    """Wilson's middle with a plain normal interval around it: simpler, never narrower.

    The estimate stays the share itself. Arguments and errors as for wilson.
    Source: Agresti & Coull (1998), The American Statistician 52, 119–126.
    """
    _check(successes, trials, level)
    z = float(ndtri(0.5 + level / 2))
    n = trials + z**2
    middle = (successes + z**2 / 2) / n
    reach = z * float(np.sqrt(middle * (1 - middle) / n))
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Share(successes / trials, low, high, trials, level, "Agresti-Coull")


def newcombe(
    successes: float,
    trials: float,
    other_successes: float,
    other_trials: float,
    level: float = 0.95,
    *,
    deff: float = 1.0,
) -> Share:
    """The first share minus the other, from two separate groups of people.

    Arguments and errors as for wilson. n is the number of people in both groups.
    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
    """
    one = wilson(successes, trials, level, deff=deff)
    other = wilson(other_successes, other_trials, level, deff=deff)
    difference = one.estimate - other.estimate
    down = np.hypot(one.estimate - one.low, other.high - other.estimate)
    up = np.hypot(one.high - one.estimate, other.estimate - other.low)
    return Share(
        difference,
        float(difference - down),
        float(difference + up),
        trials + other_trials,
        level,
        "Newcombe, hybrid score" + ("" if deff == 1 else ", n divided by Kish's design effect"),
    )


@dataclass(frozen=True, slots=True)
class Both:
    """Two yes-or-no answers of the same people, as a 2 × 2 table and its shares.

    counts: ((both, first only), (second only, neither)). second_given_first and
    second_given_not_first are None where nobody is in that row; so is their difference.
    """

    counts: tuple[tuple[int, int], tuple[int, int]]
    first: Share
    second: Share
    both: Share
    second_given_first: Share | None
    second_given_not_first: Share | None
    difference: Share | None


def two_answers(first: npt.ArrayLike, second: npt.ArrayLike, level: float = 0.95) -> Both:
    """Burdensome and worth it, for instance: how many say both, and the one given the other.

    first, second: (n,) yes or no of the same people. Raises NoData for nobody.
    """
    one, other = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    if one.shape != other.shape or one.ndim != 1:
        raise ValueError("Each person has one answer to either question.")
    both, only_one = int((one & other).sum()), int((one & ~other).sum())
    only_other, neither = int((~one & other).sum()), int((~one & ~other).sum())
    n, yes, no = len(one), both + only_one, only_other + neither
    return Both(
        counts=((both, only_one), (only_other, neither)),
        first=wilson(yes, n, level),
        second=wilson(both + only_other, n, level),
        both=wilson(both, n, level),
        second_given_first=wilson(both, yes, level) if yes else None,
        second_given_not_first=wilson(only_other, no, level) if no else None,
        difference=newcombe(both, yes, only_other, no, level) if yes and no else None,
    )


def _wilson(share: float, n: float, level: float) -> tuple[float, float]:
    z = float(ndtri(0.5 + level / 2))
    middle = share + z**2 / (2 * n)
    reach = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    whole = 1 + z**2 / n
    # At 0 and 1 the interval ends there exactly; rounding would leave it a hair outside.
    low = 0.0 if share == 0 else float((middle - reach) / whole)
    high = 1.0 if share == 1 else float((middle + reach) / whole)
    return low, high


def _check(successes: float, trials: float, level: float) -> None:
    if trials == 0:
        raise NoData("Nobody answered, so there is no share.")
    if not 0 <= successes <= trials:
        raise ValueError("Successes lie between 0 and the number of trials.")
    if not 0 < level < 1:
        raise ValueError("A level lies between 0 and 1.")
