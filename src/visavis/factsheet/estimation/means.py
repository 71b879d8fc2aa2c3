"""The repeated-measures model of a claim: means per wave and changes, plain or weighted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.special import stdtr, stdtrit

from visavis.factsheet.estimation.dummies import dummies
from visavis.factsheet.grades import Interval
from visavis.factsheet.population import Floats, Query, Waves
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.inference import contrast
from visavis.statistics.mmrm import Fit, mmrm
from visavis.statistics.rows import rows
from visavis.statistics.tipping import Absence
from visavis.study.snapshot import Snapshot


class NoEstimate(ValueError):
    """There are too few people, or the model refuses. why: what the model said."""

    def __init__(self, why: str, n: int, query: Query) -> None:
        super().__init__(why)
        self.why = why
        self.n = n
        self.query = query


@dataclass(frozen=True, slots=True)
class Sure:
    """An estimate with standard error and degrees of freedom."""

    estimate: float
    se: float
    df: float

    def interval(self, level: float) -> Interval:
        half = float(stdtrit(self.df, 0.5 + level / 2)) * self.se
        return Interval(self.estimate, self.estimate - half, self.estimate + half)

    def p_above(self, bar: float = 0.0) -> float:
        """Two-sided p against `bar`; 1 where the estimate is not above it."""
        if self.estimate <= bar:
            return 1.0
        return float(2 * stdtr(self.df, -(self.estimate - bar) / self.se))


@dataclass(frozen=True, eq=False)
class Means:
    """A fitted model of one score over waves, ready to be asked for means and changes.

    groups: the two groups whose ways differ, the second one's columns in the design; empty: one way.
    """

    fit: Fit
    waves: tuple[int, ...]
    groups: tuple[str, ...]
    average: Floats
    """The covariate columns at the shares averaged over; without the intercept and waves."""
    absent: Mapping[tuple[str, int], float]
    """Per group ("" for all) and wave the (weighted) share of its people who did not answer."""
    n: Mapping[str, float]
    """Per group ("" for all) how many people the weighted ones count for."""
    deff: float
    """Kish's design effect of the weights, 1 without: squared standard errors grow by it."""
    level: float

    def at(self, wave: int, group: str = "") -> Interval:
        return self.mean(wave, group).interval(self.level)

    def change(self, start: int, end: int, group: str = "") -> Interval:
        """The mean at `end` minus the mean at `start`."""
        return self.difference(start, end, group).interval(self.level)

    def mean(self, wave: int, group: str = "") -> Sure:
        return self._contrast(self._row(wave, group))

    def difference(self, start: int, end: int, group: str = "") -> Sure:
        return self._contrast(self._row(end, group) - self._row(start, group))

    def absence(self, start: int, end: int, group: str = "") -> Absence:
        """The same change with the share absent at `end`, to try how much lower they may be."""
        found = self.difference(start, end, group)
        share = self.absent[group, end]
        return Absence(found.estimate, found.se, found.df, share, self.n[group], self.level)

    def sd(self, wave: int) -> float:
        """Standard deviation of the score at a wave, of people alike in the covariates."""
        place = self.waves.index(wave)
        return float(np.sqrt(self.fit.covariance[place, place]))

    def _row(self, wave: int, group: str) -> Floats:
        later = [float(wave == other) for other in self.waves[1:]]
        own: list[float] = []
        if self.groups:
            there = float(group == self.groups[1])
            own = [there, *(there * each for each in later)]
        return np.array([1.0, *later, *own, *self.average])

    def _contrast(self, row: Floats) -> Sure:
        found = contrast(self.fit, row, df="kenward-roger", level=self.level)
        return Sure(found.estimate, found.se * sqrt(self.deff), found.df)


def means(
    people: Waves,
    snapshot: Snapshot,
    level: float,
    weights: Floats | None = None,
    groups: Sequence[str] = (),
) -> Means:
    """Fit the claim's model: wave and covariates, unstructured, REML.

    weights: shape (people,), positive; None for the plain run. groups: two values of the fact
    `contact`, each with a way of its own (wave × group); everybody is in one of them.
    Raises NoEstimate where the model cannot be fitted.
    """
    covariates = dummies(people, snapshot)
    given = np.isfinite(people.y)
    waves = tuple(wave for wave, column in zip(people.waves, given.T, strict=True) if column.any())
    given = given[:, [people.waves.index(wave) for wave in waves]]
    person, place = np.nonzero(given)
    later = (place[:, None] == np.arange(1, len(waves))[None, :]).astype(np.float64)
    columns = [np.ones(len(person)), later]
    names = ["intercept", *(f"wave={wave}" for wave in waves[1:])]
    in_group = {"": np.ones(people.n, dtype=bool)}
    if groups:
        in_group |= {name: np.array(people.facts["contact"]) == name for name in groups}
        there = in_group[groups[1]][person].astype(np.float64)
        columns += [there, later * there[:, None]]
        names += ["group", *(f"wave={wave} x group" for wave in waves[1:])]
    y = np.column_stack([people.at(wave) for wave in waves])
    try:
        fit = mmrm(
            rows(
                y[person, place],
                np.column_stack([*columns, covariates.columns[person]]),
                person,
                np.array(waves)[place],
                columns=(*names, *covariates.names),
                waves=waves,
                weights=None if weights is None else weights[person],
            ),
            instead=(),  # the claims register an unstructured covariance and no other
        )
    except CannotEstimate as refusal:
        raise NoEstimate(str(refusal), people.n, people.query) from refusal
    w = np.ones(people.n) if weights is None else weights
    return Means(
        fit=fit,
        waves=waves,
        groups=tuple(groups),
        average=w @ covariates.columns / w.sum() if weights is None else covariates.asked,
        absent={
            (name, wave): float(w[who] @ ~given[who, at] / w[who].sum())
            for name, who in in_group.items()
            for at, wave in enumerate(waves)
        },
        n={name: float(w[who].sum() ** 2 / (w[who] @ w[who])) for name, who in in_group.items()},
        deff=float(people.n * (w @ w) / w.sum() ** 2),
        level=level,
    )
