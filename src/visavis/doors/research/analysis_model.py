"""The repeated-measures model of one outcome: who is in it, what was fitted, what it says (study.md §3.1).

Wave, role and event type, unstructured, REML, Kenward and Roger's degrees of freedom, as the claims
register it; where that covariance is refused, the registered chain. Wave × contact stands beside it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
import polars as pl

from visavis.factsheet.estimation import rake_to_caseload
from visavis.factsheet.population import UNLINKED, Floats, Waves, score_over_waves
from visavis.factsheet.words import FEWEST_FOR_A_COUNT
from visavis.mediation.words import Text
from visavis.statistics.design import INTERCEPT, Design, Term
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.inference import Estimate, coefficients, contrasts
from visavis.statistics.mmrm import Fit, mmrm
from visavis.statistics.rows import Rows, rows
from visavis.statistics.weights import kish
from visavis.study.snapshot import Snapshot

FEWEST_PEOPLE = 30
"""study.md §4: below thirty people there is no model."""

COVARIATES = ("role", "event_type")
LEVEL = 0.95
CONTACT = ("none", "contact")
"""The levels of wave × contact, the reference first; who had no outcome yet is in neither."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A score that people give at two waves or more. scale: its ends."""

    code: str
    title: Text
    instrument: str
    waves: tuple[int, ...]
    scale: tuple[float, float]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """People who answered a wave that asks this outcome and are not in the model, by reason."""

    only_late: int
    too_few_items: int


@dataclass(frozen=True, slots=True)
class Step:
    """The mean at `end` minus the mean at `start`."""

    start: int
    end: int
    estimate: Estimate


@dataclass(frozen=True, eq=False)
class Model:
    """One fitted model and what was asked of it.

    people: with the waves of the model only. small: waves left out, fewer than ten answered them.
    per_level: people at each level of a factor. deff: Kish's, 1 without weights.
    """

    people: Waves
    small: tuple[int, ...]
    design: Design
    rows: Rows
    fit: Fit
    per_level: Mapping[str, Counter[str]]
    coefficients: Mapping[str, Estimate]
    means: tuple[Estimate, ...]
    steps: tuple[Step, ...]
    deff: float = 1.0

    @property
    def n_at(self) -> tuple[int, ...]:
        """People with an answer, per wave."""
        return tuple(int(np.isfinite(self.people.at(wave)).sum()) for wave in self.people.waves)

    def sd(self, wave: int) -> float:
        """The model's deviation at a wave, of people alike in the covariates."""
        place = self.people.waves.index(wave)
        return float(np.sqrt(self.fit.covariance[place, place]))


class NoModel(ValueError):
    """There are too few people, or no model of the registered chain holds. The message is plain."""


def outcomes(snapshot: Snapshot) -> tuple[Outcome, ...]:
    """Every score of the snapshot that is asked at two waves or more, in the order asked."""
    return tuple(
        Outcome(
            score.code,
            score.title,
            asked.instrument.id,
            tuple(asked.instrument.waves),
            (score.low, score.high),
        )
        for asked in snapshot.instruments
        for score in asked.instrument.scores
        if len(asked.instrument.waves) > 1 and score.code in snapshot.scores.columns
    )


def people_of(snapshot: Snapshot, outcome: Outcome, *, late: bool = False) -> Waves:
    """Everybody of groups A and B with this score at one of its waves at least."""
    return score_over_waves(snapshot, outcome.code, outcome.waves, COVARIATES, late=late)


def left_out(snapshot: Snapshot, outcome: Outcome) -> LeftOut:
    asked = sum(1 << wave - 1 for wave in outcome.waves)
    answered = snapshot.people.filter((pl.col("answered").cast(pl.Int64) & asked) > 0).height
    in_time = people_of(snapshot, outcome).n
    with_late = people_of(snapshot, outcome, late=True).n
    return LeftOut(with_late - in_time, max(0, answered - with_late))


@lru_cache(maxsize=64)
def model(snapshot: Snapshot, outcome: Outcome, run: str = "plain") -> Model:
    """run: plain, weighted (raked to everybody asked) or late (late answers counted).

    The weighted run averages over the weighted people, so over everybody asked. Raises NoModel.
    """
    people, small = without_small_waves(people_of(snapshot, outcome, late=run == "late"))
    weights = rake_to_caseload(people.facts, snapshot).values if run == "weighted" else None
    factors = {name: list(people.covariates[name]) for name in COVARIATES}
    _one_column_for_the_unlinked(factors)
    terms: list[Term] = [INTERCEPT, ("wave",)]
    terms += [(name,) for name in COVARIATES if len(set(factors[name])) > 1]
    return fitted(people, small, factors, tuple(terms), weights)


def by_contact(snapshot: Snapshot, outcome: Outcome) -> tuple[Model, tuple[int, ...]]:
    """Wave × contact for whom it is known whether there was contact, and who of them had it.

    Raises NoModel, also where a group has fewer than ten answers at a wave.
    """
    everybody = people_of(snapshot, outcome)
    known = [place for place, met in enumerate(everybody.facts["contact"]) if met in CONTACT]
    people, small = without_small_waves(some_of(everybody, known))
    met = people.facts["contact"]
    for wave in people.waves:
        there = np.isfinite(people.at(wave))
        for group in CONTACT:
            if np.sum(there & (np.array(met) == group)) < FEWEST_FOR_A_COUNT:
                raise NoModel
    factors = {"contact": list(met)} | {name: list(people.covariates[name]) for name in COVARIATES}
    terms: list[Term] = [INTERCEPT, ("wave",), ("contact",), ("wave", "contact")]
    terms += [(name,) for name in COVARIATES if len(set(factors[name])) > 1]
    return fitted(people, small, factors, tuple(terms)), small


def without_small_waves(people: Waves) -> tuple[Waves, tuple[int, ...]]:
    """The same without waves that fewer than ten answered, and which those are. Raises NoModel."""
    enough = [np.isfinite(people.at(wave)).sum() >= FEWEST_FOR_A_COUNT for wave in people.waves]
    small = tuple(wave for wave, yes in zip(people.waves, enough, strict=True) if not yes)
    kept = tuple(wave for wave, yes in zip(people.waves, enough, strict=True) if yes)
    y = people.y[:, enough]
    there = np.flatnonzero(np.isfinite(y).any(axis=1)).tolist()
    found = some_of(
        Waves(people.ids, kept, y, people.covariates, people.facts, people.query), there
    )
    if len(kept) < 2 or found.n < FEWEST_PEOPLE:
        raise NoModel
    return found, small


def some_of(people: Waves, places: list[int]) -> Waves:
    """The people at these places."""

    def each(of: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {name: tuple(values[place] for place in places) for name, values in of.items()}

    return Waves(
        tuple(people.ids[place] for place in places),
        people.waves,
        people.y[places],
        each(people.covariates),
        each(people.facts),
        people.query,
    )


def _one_column_for_the_unlinked(factors: dict[str, list[str]]) -> None:
    """Who did not link is unlinked in every covariate: one column tells it, the first one's."""
    for name in COVARIATES[1:]:
        linked = Counter(value for value in factors[name] if value != UNLINKED)
        if linked:
            most = min(linked, key=lambda level: (-linked[level], level))
            factors[name] = [most if value == UNLINKED else value for value in factors[name]]


def fitted(
    people: Waves,
    small: tuple[int, ...],
    factors: Mapping[str, list[str]],
    terms: tuple[Term, ...],
    weights: Floats | None = None,
) -> Model:
    """Fit these terms; the most frequent level of a factor is its reference. Raises NoModel."""
    per_level = {name: Counter(values) for name, values in factors.items()}
    order = {
        name: CONTACT
        if name == "contact"
        else tuple(sorted(counts, key=lambda level: (-counts[level], level)))
        for name, counts in per_level.items()
    }
    design = Design(terms, {"wave": tuple(f"T{wave}" for wave in people.waves), **order})
    person, place = np.nonzero(np.isfinite(people.y))
    values = {"wave": place} | {
        name: np.array([order[name].index(level) for level in factors[name]])[person]
        for name in factors
    }
    data = rows(
        people.y[person, place],
        design.matrix(values),
        person,
        place,
        columns=design.columns,
        waves=range(len(people.waves)),
        weights=None if weights is None else weights[person],
    )
    try:
        fit = mmrm(data)
    except CannotEstimate as refusal:
        raise NoModel(str(refusal)) from refusal
    w = np.ones(people.n) if weights is None else weights
    shares = {
        name: [float(w[np.array(factors[name]) == level].sum()) for level in order[name]]
        for name in factors
    }
    deff = 1.0 if weights is None else kish(weights)
    _, at = design.means(("wave",), {}, shares)
    pairs = [(start, start + 1) for start in range(len(people.waves) - 1)]
    asked = np.vstack([at, *(at[end] - at[start] for start, end in pairs)])
    found = [widened(each, deff) for each in contrasts(fit, asked, level=LEVEL)]
    waves = people.waves
    return Model(
        people,
        small,
        design,
        data,
        fit,
        per_level,
        {name: widened(each, deff) for name, each in coefficients(fit, level=LEVEL).items()},
        tuple(found[: len(waves)]),
        tuple(
            Step(waves[start], waves[end], each)
            for (start, end), each in zip(pairs, found[len(waves) :], strict=True)
        ),
        deff,
    )


def widened(found: Estimate, deff: float) -> Estimate:
    """With the standard error that the weights leave: the model's times √deff (study.md §3.7)."""
    if deff == 1.0:
        return found
    from scipy.special import stdtr

    grown = sqrt(deff)
    se, t = found.se * grown, found.t / grown
    reach = (found.high - found.estimate) * grown
    p = float(2 * stdtr(found.df, -abs(t)))
    low, high = found.estimate - reach, found.estimate + reach
    said = f"{found.variant}; standard errors times √{deff:.2f} (Kish's design effect)"
    return Estimate(found.estimate, se, found.df, t, p, low, high, found.level, said)
