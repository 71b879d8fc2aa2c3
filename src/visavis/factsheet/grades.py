"""From an estimate to a grade: pure rules, fixed before the data are opened (study.md §4).

A grade is the worse of what the plain and the weighted run give. It is held back to *uncertain*
where the answers hang together too loosely (α < .60), where a modest absence (less than half a
standard deviation) would change it, where its family of claims leaves too much to chance (Holm), or
where coders of the interviews do not agree. Below thirty people there is no grade at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

FEWEST_PEOPLE = 30
"""study.md §4: n below 30 in the population → no grade."""

LOOSEST_ALPHA = 0.60
"""study.md §2.2: α < .60 stops a claim from being better than uncertain."""


class Grade(Enum):
    """What may be said. The value is the key of the words for it."""

    SUPPORTED = "supported"
    UNCERTAIN = "uncertain"
    NOT_SUPPORTED = "not_supported"
    TOO_FEW = "too_few"
    NONE = "none"  # a count or a standing limit: printed, never graded


_FROM_BEST = (Grade.SUPPORTED, Grade.UNCERTAIN, Grade.NOT_SUPPORTED)


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its interval, in the unit of the estimate (points or shares).

    Raises ValueError unless low ≤ estimate ≤ high.
    """

    estimate: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.estimate <= self.high:
            raise ValueError("An estimate lies inside its interval.")


def worse(*grades: Grade) -> Grade:
    """The least that any of them allows. Raises ValueError for a grade that is no verdict."""
    if not grades or any(grade not in _FROM_BEST for grade in grades):
        raise ValueError("Only verdicts can be compared.")
    return max(grades, key=_FROM_BEST.index)


def directed(change: Interval, smallest: float) -> Grade:
    """The default rule for a change: clear of nothing, and large enough to matter.

    smallest: smallest interesting change, above 0, in the unit of the interval.
    """
    if smallest <= 0:
        raise ValueError("The smallest interesting change is above 0.")
    if change.high < smallest:
        return Grade.NOT_SUPPORTED
    if change.low > 0 and change.estimate >= smallest:
        return Grade.SUPPORTED
    return Grade.UNCERTAIN


def level(mean: Interval, bar: float) -> Grade:
    """The rule for a level: the whole interval above the bar, or the whole of it below."""
    if mean.low > bar:
        return Grade.SUPPORTED
    return Grade.NOT_SUPPORTED if mean.high < bar else Grade.UNCERTAIN


def shares(found: Sequence[Interval], bars: Sequence[float]) -> Grade:
    """The rule for shares: each must pass its own bar, and the weakest decides."""
    if len(found) != len(bars) or not found:
        raise ValueError("Each share has its own bar.")
    return worse(*(level(share, bar) for share, bar in zip(found, bars, strict=True)))


def alike(difference: Interval, margin: float) -> Grade:
    """The rule for equivalence: the whole (90 %) interval inside the margin, or the whole outside."""
    if margin <= 0:
        raise ValueError("A margin is above 0.")
    if -margin < difference.low and difference.high < margin:
        return Grade.SUPPORTED
    if difference.low > margin or difference.high < -margin:
        return Grade.NOT_SUPPORTED
    return Grade.UNCERTAIN


def explains(
    shares: Sequence[Interval], increment: Interval, lagged: Sequence[Interval], least: float
) -> Grade:
    """The rule for "explains" (study.md §3.6): shares and lagged slopes above nothing, R² enough.

    increment: R² that the predictors add; least: what it has to be. lagged: slopes of earlier change.
    """
    if increment.high < least or all(slope.high < 0 for slope in lagged):
        return Grade.NOT_SUPPORTED
    above = all(found.low > 0 for found in (*shares, *lagged))
    return Grade.SUPPORTED if above and increment.estimate >= least else Grade.UNCERTAIN


Rule = Callable[[Interval], Grade]


def as_rule(rule: Callable[[Interval, float], Grade], threshold: float) -> Rule:
    """The rule with its threshold, to be asked of one interval after another."""
    return lambda found: rule(found, threshold)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A grade and all that held it back, so that a reader can follow how it came about."""

    grade: Grade
    unweighted: Grade
    weighted: Grade
    held_by_alpha: bool = False
    held_by_absence: bool = False
    held_by_family: bool = False
    held_by_coders: bool = False
    held_by_few: bool = False


def verdict(
    n: int,
    unweighted: Grade,
    weighted: Grade,
    *,
    alpha: float | None = None,
    tipping_sd: float | None = None,
    robust_from_sd: float = 0.5,
    coders_disagree: bool = False,
    few: bool = False,
) -> Verdict:
    """The grade that is printed.

    n: people in the claim's population.
    unweighted, weighted: verdicts of the two runs.
    alpha: Cronbach's α of the score, None where the claim rests on single items.
    tipping_sd: |δ*| in standard deviations, None where no absence tried changes the grade.
    robust_from_sd: the |δ*| from which a grade stands.
    coders_disagree: the interviews' code that it needs is not there, or its α is below .67.
    few: a part of it speaks of fewer than thirty people.
    """
    if n < FEWEST_PEOPLE:
        return Verdict(Grade.TOO_FEW, unweighted, weighted)
    grade = worse(unweighted, weighted)
    loose = alpha is not None and alpha < LOOSEST_ALPHA
    fragile = (
        grade is Grade.SUPPORTED and tipping_sd is not None and abs(tipping_sd) < robust_from_sd
    )
    held = few and grade is Grade.SUPPORTED
    if loose or fragile or coders_disagree or held:
        grade = worse(grade, Grade.UNCERTAIN)
    return Verdict(
        grade,
        unweighted,
        weighted,
        held_by_alpha=loose,
        held_by_absence=fragile,
        held_by_coders=coders_disagree,
        held_by_few=held,
    )


def held_by_family(verdict: Verdict) -> Verdict:
    """A supported claim that its family leaves to chance: uncertain."""
    if verdict.grade is not Grade.SUPPORTED:
        return verdict
    return replace(verdict, grade=Grade.UNCERTAIN, held_by_family=True)
