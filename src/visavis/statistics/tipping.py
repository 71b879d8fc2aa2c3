"""What if those who stayed away did worse than the model thinks? (study.md §3.10)

The model assumes that absence depends only on what was answered before. Delta adjustment takes the
absent δ lower than it predicts; the tipping point is the δ at which the conclusion changes.
Source: Carpenter & Kenward (2013), Multiple Imputation and its Application, §10.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit


@dataclass(frozen=True, slots=True)
class Adjusted:
    """An estimate when the absent differ by `delta`, with its interval, in the same unit."""

    delta: float
    estimate: float
    se: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Absence:
    """An estimate with its absence. share: (weighted) share not answering, n: people in all."""

    estimate: float
    se: float
    df: float
    share: float
    n: float
    level: float = 0.95

    def __post_init__(self) -> None:
        if not (0 <= self.share <= 1 and self.n > 0 and self.se >= 0 and 0 < self.level < 1):
            raise ValueError("Absence is a share of a number of people.")

    def lower_by(self, delta: float) -> Adjusted:
        """μ(δ) = μ − π δ with SE² + δ² π(1 − π)/n; δ > 0: the absent did worse."""
        estimate = self.estimate - self.share * delta
        se = float(np.sqrt(self.se**2 + delta**2 * self.share * (1 - self.share) / self.n))
        reach = float(stdtrit(self.df, 0.5 + self.level / 2)) * se
        return Adjusted(delta, estimate, se, estimate - reach, estimate + reach)


def tipping_point(
    absence: Absence,
    judge: Callable[[Adjusted], Hashable],
    *,
    furthest: float,
    steps: int = 300,
) -> float | None:
    """The smallest δ in (0, furthest] at which `judge` says something else than at δ = 0.

    furthest: in the unit of the estimate, as a rule three standard deviations. The grid has
    `steps` steps; within the step found δ is halved down to a millionth of it. None: nothing changes.
    """
    if furthest <= 0 or steps < 1:
        raise ValueError("The search needs a distance above zero.")
    said = judge(absence.lower_by(0.0))
    before = 0.0
    for step in range(1, steps + 1):
        after = furthest * step / steps
        if judge(absence.lower_by(after)) != said:
            for _ in range(20):
                middle = (before + after) / 2
                if judge(absence.lower_by(middle)) != said:
                    after = middle
                else:
                    before = middle
            return after
        before = after
    return None
