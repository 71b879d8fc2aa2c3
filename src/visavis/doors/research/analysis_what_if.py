"""What if: other people counted, other weights, the absent worse, or like those without contact (§3.7, §3.10)."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from visavis.doors.research.analysis_model import (
    CONTACT,
    COVARIATES,
    LEVEL,
    Model,
    NoModel,
    Outcome,
    Step,
    model,
)
from visavis.factsheet.words import FEWEST_FOR_A_COUNT
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.reference import Strategy, difference_at, impute
from visavis.statistics.rubin import Pooled
from visavis.statistics.tipping import Absence, Adjusted, tipping_point
from visavis.study.snapshot import Snapshot

LOWER_BY = (0.0, 0.25, 0.5, 1.0)
"""How many standard deviations lower the absent are taken to be."""

FURTHEST_SD = 3.0
SEED = 20261130
"""Of the draws for imputation, so that the same snapshot gives the same numbers."""

IMPUTATIONS = 200
STRATEGIES: tuple[Strategy, ...] = ("mar", "jump", "copy")


@dataclass(frozen=True, slots=True)
class Run:
    """The same model on other people or with other weights; None with the reason where not run.

    why: small (fewer than ten late answers would be told by the difference), none, or the model's refusal.
    """

    name: str
    steps: tuple[Step, ...]
    n: int
    deff: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lower:
    """A step when those absent at its end are so many SD lower than the model predicts."""

    start: int
    end: int
    absent: float
    sd: float
    found: tuple[Adjusted, ...]
    tips_at: float | None


@dataclass(frozen=True, slots=True)
class Imputed:
    """Contact minus no contact at a wave, per strategy in the order of STRATEGIES."""

    wave: int
    n: int
    found: tuple[Pooled, ...]


def runs(snapshot: Snapshot, outcome: Outcome, plain: Model) -> tuple[Run, ...]:
    late = left_out_late(snapshot, outcome)
    found = [Run("plain", plain.steps, plain.people.n, 1.0), _run(snapshot, outcome, "weighted")]
    if late == 0:
        found.append(Run("late", (), 0, 1.0, "none"))
    elif late < FEWEST_FOR_A_COUNT:
        found.append(Run("late", (), 0, 1.0, "small"))
    else:
        found.append(_run(snapshot, outcome, "late"))
    return tuple(found)


def left_out_late(snapshot: Snapshot, outcome: Outcome) -> int:
    """How many answers of this outcome came outside their window."""
    rows = snapshot.scores
    late = rows[outcome.code].is_not_null() & rows["outside_window"]
    return int((late & rows["wave"].is_in(list(outcome.waves))).sum())


def _run(snapshot: Snapshot, outcome: Outcome, name: str) -> Run:
    try:
        found = model(snapshot, outcome, name)
    except NoModel as none:
        return Run(name, (), 0, 1.0, str(none) or "none")
    return Run(name, found.steps, found.people.n, found.deff)


def lower(plain: Model) -> tuple[Lower, ...]:
    """Delta adjustment of each step, and where its interval comes to lie otherwise around zero."""
    there = np.isfinite(plain.people.y)
    found = []
    for step in plain.steps:
        each, sd = step.estimate, plain.sd(step.start)
        absent = 1 - float(there[:, plain.people.waves.index(step.end)].mean())
        absence = Absence(each.estimate, each.se, each.df, absent, plain.people.n, LEVEL)
        found.append(
            Lower(
                step.start,
                step.end,
                absent,
                sd,
                tuple(absence.lower_by(by * sd) for by in LOWER_BY),
                _tips_at(absence, sd),
            )
        )
    return tuple(found)


def _tips_at(absence: Absence, sd: float) -> float | None:
    """In standard deviations."""

    def side(adjusted: Adjusted) -> Hashable:
        return (adjusted.low > 0) - (adjusted.high < 0)

    delta = tipping_point(absence, side, furthest=FURTHEST_SD * sd)
    return None if delta is None else delta / sd


def imputed(people: Model) -> tuple[Imputed, ...]:
    """people: the model of wave × contact, whose people are imputed. Raises NoModel."""
    y, met = people.people.y, np.array(people.people.facts["contact"])
    in_a = met == CONTACT[1]
    columns = [
        (np.array(people.people.covariates[name]) == level).astype(float)
        for name in COVARIATES
        for level in people.design.factors[name][1:]
    ]
    covariates = np.column_stack(columns) if columns else np.zeros((len(y), 0))
    pooled = []
    try:
        for strategy in STRATEGIES:
            rng = np.random.default_rng(SEED)
            done = impute(y, in_a, covariates, strategy, rng, imputations=IMPUTATIONS)
            pooled.append(
                [
                    difference_at(done, in_a, covariates, place, level=LEVEL)
                    for place in range(y.shape[1])
                ]
            )
    except CannotEstimate as refusal:
        raise NoModel(str(refusal)) from refusal
    return tuple(
        Imputed(wave, len(y), tuple(each[place] for each in pooled))
        for place, wave in enumerate(people.people.waves)
        if place > 0 or people.people.waves[0] > 1
    )
