"""From the rows of a claim to estimates: the design, the two runs, and what `statistics` is asked.

The plain run averages over the covariates as those who answered have them; the weighted run takes
raked weights and averages over them as everybody asked has them. Both are printed (study.md §3.7).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
import polars as pl
from numpy.typing import NDArray

from visavis.factsheet.grades import Interval
from visavis.factsheet.population import (
    FACTS,
    MERGED,
    UNKNOWN,
    Floats,
    Waves,
    caseload_counts,
    merge_small,
)
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.inference import Estimate, contrast
from visavis.statistics.mmrm import Fit, mmrm
from visavis.statistics.rows import rows
from visavis.study.snapshot import Snapshot


class NoEstimate(ValueError):
    """There are too few people, or the model refuses. why: what the model said."""

    def __init__(self, why: str, rows: Waves) -> None:
        super().__init__(why)
        self.why = why
        self.rows = rows


@dataclass(frozen=True, eq=False)
class Means:
    """A fitted model of one score over waves, ready to be asked for means and changes."""

    fit: Fit
    waves: tuple[int, ...]
    average: Floats
    """The covariate columns at the shares averaged over; without the intercept and waves."""
    absent: Mapping[int, float]
    """Per wave the (weighted) share of the claim's people who did not answer it."""
    n: float
    deff: float
    """Kish's design effect of the weights, 1 without: squared standard errors grow by it."""
    level: float

    def at(self, wave: int) -> Interval:
        return self._widened(self._contrast(self._row(wave)))

    def change(self, start: int, end: int) -> Interval:
        """The mean at `end` minus the mean at `start`."""
        return self.change_by_absence(start, end)(0.0)

    def change_by_absence(self, start: int, end: int) -> Callable[[float], Interval]:
        """The change as a function of δ, in points: how much lower than the model predicts
        whoever did not answer at `end` is taken.

        μ(δ) = μ − πδ, SE² + δ²π(1 − π)/n (study.md §3.10).
        """
        found = self._contrast(self._row(end) - self._row(start))
        share = self.absent[end]
        reach = (found.high - found.estimate) / found.se

        def if_lower_by(delta: float) -> Interval:
            estimate = found.estimate - share * delta
            se = sqrt(found.se**2 * self.deff + delta**2 * share * (1 - share) / self.n)
            return Interval(estimate, estimate - reach * se, estimate + reach * se)

        return if_lower_by

    def sd(self, wave: int) -> float:
        """Standard deviation of the score at a wave, of people alike in the covariates."""
        place = self.waves.index(wave)
        return float(np.sqrt(self.fit.covariance[place, place]))

    def _row(self, wave: int) -> Floats:
        later = [float(wave == other) for other in self.waves[1:]]
        return np.array([1.0, *later, *self.average])

    def _contrast(self, row: Floats) -> Estimate:
        return contrast(self.fit, row, df="kenward-roger", level=self.level)

    def _widened(self, found: Estimate) -> Interval:
        half = (found.high - found.estimate) * sqrt(self.deff)
        return Interval(found.estimate, found.estimate - half, found.estimate + half)


@dataclass(frozen=True, slots=True)
class Dummies:
    """Covariates as 0/1 columns, the most frequent level of each left out.

    columns: (people, k). names: "role=kin". asked: (k,), the share of everybody asked.
    """

    columns: Floats
    names: tuple[str, ...]
    asked: Floats


def dummies(people: Waves, snapshot: Snapshot) -> Dummies:
    """The covariates of a claim as columns. Unlinked people have one column for all covariates."""
    columns, names, asked = [], [], []
    for place, (name, values) in enumerate(people.covariates.items()):
        seen = sorted(set(values), key=lambda level: (-values.count(level), level))
        whole = caseload_counts(snapshot, name)
        merged = merge_small(list(people.facts[name]))
        under: dict[str, int] = {}
        for level, count in whole.items():
            target = merged.get(level, MERGED)
            under[target] = under.get(target, 0) + count
        total = sum(count for level, count in under.items() if level in seen) or 1
        for level in seen[1:]:
            if level == UNKNOWN and place > 0:
                continue
            columns.append([float(value == level) for value in values])
            names.append(f"{name}={level}")
            asked.append(0.0 if level == UNKNOWN else under.get(level, 0) / total)
    shape = (people.n, len(names))
    return Dummies(np.array(columns).T.reshape(shape), tuple(names), np.array(asked))


def means(people: Waves, snapshot: Snapshot, level: float, weights: Floats | None = None) -> Means:
    """Fit the claim's model: wave and covariates, unstructured, REML.

    weights: shape (people,), positive; None for the plain run.
    Raises NoEstimate where the model cannot be fitted.
    """
    covariates = dummies(people, snapshot)
    given = np.isfinite(people.y)
    waves = tuple(wave for wave, any_ in zip(people.waves, given.any(axis=0), strict=True) if any_)
    given = given[:, [people.waves.index(wave) for wave in waves]]
    person, place = np.nonzero(given)
    later = np.array([[float(at == other) for other in range(1, len(waves))] for at in place])
    design = np.column_stack(
        [np.ones(len(person)), later.reshape(len(person), -1), covariates.columns[person]]
    )
    y = np.column_stack([people.at(wave) for wave in waves])
    try:
        fit = mmrm(
            rows(
                y[person, place],
                design,
                person,
                np.array(waves)[place],
                columns=("intercept", *(f"wave={wave}" for wave in waves[1:]), *covariates.names),
                waves=waves,
                weights=None if weights is None else weights[person],
            )
        )
    except CannotEstimate as refusal:
        raise NoEstimate(str(refusal), people) from refusal
    w = np.ones(people.n) if weights is None else weights
    answering = w @ covariates.columns / w.sum()
    return Means(
        fit=fit,
        waves=waves,
        average=answering if weights is None else covariates.asked,
        absent={wave: float(w @ ~given[:, place] / w.sum()) for place, wave in enumerate(waves)},
        n=float(w.sum() ** 2 / (w @ w)),
        deff=float(people.n * (w @ w) / w.sum() ** 2),
        level=level,
    )


def wilson(yes: NDArray[np.bool_], weights: Floats | None, level: float) -> Interval:
    """Share of yes with Wilson's interval; weighted, with n divided by Kish's design effect."""
    raise NotImplementedError


def alpha(items: Floats) -> Interval | None:
    """Cronbach's α of complete answers with Feldt's interval; None where too few answered."""
    raise NotImplementedError


def rake_to_caseload(facts: Mapping[str, tuple[str, ...]], snapshot: Snapshot) -> Floats:
    """Weights, mean one, that give these people the caseload's shares; one for the unlinked."""
    raise NotImplementedError


def likeness(people: pl.DataFrame) -> tuple[float | None, float | None]:
    """R-indicator and worst-case standardised bias of the response; None where undefined."""
    raise NotImplementedError
