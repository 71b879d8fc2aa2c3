"""From the rows of a claim to estimates: the design, the two runs, and what `statistics` is asked.

The plain run averages over the covariates as those who answered have them; the weighted run takes
raked weights and averages over them as everybody asked has them. Both are printed (study.md §3.7).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
import polars as pl
from numpy.typing import NDArray

from visavis.factsheet.grades import Interval
from visavis.factsheet.population import (
    FACTS,
    UNLINKED,
    Floats,
    Waves,
    caseload_counts,
    grouping,
    levels,
    regrouped,
)
from visavis.statistics import proportions
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.inference import Estimate, contrast
from visavis.statistics.mmrm import Fit, mmrm
from visavis.statistics.reliability import cronbach
from visavis.statistics.representativeness import representativeness
from visavis.statistics.rows import rows
from visavis.statistics.tipping import Absence
from visavis.statistics.weights import kish, rake
from visavis.study.snapshot import Snapshot

BOOTSTRAP_DRAWS = 200
"""Draws of persons for the R-indicator's interval: its ends move by about ± .01 at this number."""


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
        return self._widened(self._contrast(self._row(end) - self._row(start)))

    def absence(self, start: int, end: int) -> Absence:
        """The same change with the share absent at `end`, to try how much lower they may be."""
        found = self._contrast(self._row(end) - self._row(start))
        share = self.absent[end]
        se = found.se * sqrt(self.deff)
        return Absence(found.estimate, se, found.df, share, self.n, self.level)

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
    """Covariates as 0/1 columns, the most frequent group of each left out.

    columns: (people, k). names: "role=kin". asked: (k,), the share of everybody asked.
    """

    columns: Floats
    names: tuple[str, ...]
    asked: Floats


def dummies(people: Waves, snapshot: Snapshot) -> Dummies:
    """The covariates of a claim as columns. Unlinked people have one column for all covariates."""
    columns, names, asked = [], [], []
    for place, (name, values) in enumerate(people.covariates.items()):
        seen = sorted(set(values), key=lambda group: (-values.count(group), group))
        whole = caseload_counts(snapshot, name)
        under = grouping(Counter(people.facts[name]), whole)
        of_all = regrouped(whole, under)
        total = sum(of_all[group] for group in seen) or 1
        for group in seen[1:]:
            if group == UNLINKED and place > 0:
                continue  # the same people as in the first covariate's column
            columns.append([float(value == group) for value in values])
            names.append(f"{name}={group}")
            asked.append(of_all[group] / total)
    shape = (people.n, len(names))
    return Dummies(np.array(columns).T.reshape(shape), tuple(names), np.array(asked))


def means(people: Waves, snapshot: Snapshot, level: float, weights: Floats | None = None) -> Means:
    """Fit the claim's model: wave and covariates, unstructured, REML.

    weights: shape (people,), positive; None for the plain run.
    Raises NoEstimate where the model cannot be fitted.
    """
    covariates = dummies(people, snapshot)
    given = np.isfinite(people.y)
    waves = tuple(wave for wave, column in zip(people.waves, given.T, strict=True) if column.any())
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
    w = np.ones(len(yes)) if weights is None else weights / weights.mean()
    deff = 1.0 if weights is None else kish(w)
    found = proportions.wilson(min(float(w @ yes), len(yes)), len(yes), level, deff=deff)
    return Interval(found.estimate, found.low, found.high)


def alpha(items: Floats, level: float) -> Interval | None:
    """Cronbach's α of complete answers with Feldt's interval; None where too few answered."""
    try:
        found = cronbach(items, level)
    except CannotEstimate:
        return None
    return Interval(found.estimate, found.low, found.high)


@dataclass(frozen=True, eq=False)
class Weights:
    """values: (people,), mean one. over: the facts whose shares they give, as far as possible."""

    values: Floats
    over: tuple[str, ...]


def rake_to_caseload(facts: Mapping[str, tuple[str, ...]], snapshot: Snapshot) -> Weights:
    """Weights that give these people the caseload's shares; one for the unlinked.

    Facts join in their registered order. One that no weights within the bounds of study.md §3.7
    could satisfy beside those before it is left out; `over` tells what remained.
    """
    return _raked(tuple(facts[fact] for fact in FACTS), snapshot)


@lru_cache(maxsize=4)
def _raked(levels_of: tuple[tuple[str, ...], ...], snapshot: Snapshot) -> Weights:
    """Kept, because several claims speak of the same people."""
    facts = dict(zip(FACTS, levels_of, strict=True))
    linked = np.array([value != UNLINKED for value in facts[FACTS[0]]])
    categories, totals, names = [], [], []
    for fact in FACTS:
        mine = [value for value in facts[fact] if value != UNLINKED]
        whole = caseload_counts(snapshot, fact)
        under = grouping(Counter(mine), whole)
        groups = sorted({under[value] for value in mine})
        if len(groups) < 2:
            continue
        of_all = regrouped(whole, under)
        if any(not of_all[group] for group in groups):
            continue
        categories.append([groups.index(under[value]) for value in mine])
        totals.append([of_all[group] for group in groups])
        names.append(fact)
    weights, over = np.ones(len(linked)), list[int]()
    for place in range(len(names)):
        tried = [*over, place]
        try:
            raked = rake([categories[one] for one in tried], [totals[one] for one in tried])
        except CannotEstimate:
            continue
        weights[linked], over = raked.weights, tried
    return Weights(weights, tuple(names[place] for place in over))


def likeness(
    people: pl.DataFrame, rng: np.random.Generator, level: float
) -> tuple[Interval | None, float | None]:
    """R-indicator and worst-case standardised bias of the response; None where undefined.

    people: everybody asked whose facts may be used, with `contact`. rng: for the bootstrap.
    """
    answered = people["answered"].to_numpy() > 0
    columns = [np.ones(people.height)]
    for fact in ("role", "event_type", "contact", "initiated"):
        values = levels(people, fact)
        under = grouping(
            Counter(value for value, yes in zip(values, answered, strict=True) if yes),
            Counter(values),
        )
        groups = sorted({under[value] for value in values})
        columns += [
            np.array([float(under[value] == group) for value in values]) for group in groups[1:]
        ]
    try:
        found = representativeness(
            answered, np.column_stack(columns), rng, draws=BOOTSTRAP_DRAWS, level=level
        )
    except CannotEstimate:
        return None, None
    return Interval(found.r, found.low, found.high), found.worst_bias
