"""The runs of every claim on a score over waves: plain, weighted, and with late answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import Means, NoEstimate, alpha, means, rake_to_caseload
from visavis.factsheet.evidence.result import At
from visavis.factsheet.grades import Grade, Interval
from visavis.factsheet.population import Query, Waves, complete_items, items_of, score_over_waves
from visavis.statistics.tipping import Adjusted, tipping_point
from visavis.study.snapshot import Snapshot

FURTHEST_SD = 3.0
"""No absence further than this is tried."""


@dataclass(frozen=True, eq=False)
class Runs:
    """The rows of a claim and its models. n: people of the claim, of one group where it has one.

    over: the facts whose shares the weights give. late: None where the model with late answers refuses.
    """

    rows: Waves
    plain: Means
    weighted: Means
    late: Means | None
    over: tuple[str, ...]
    n: int

    @property
    def both(self) -> tuple[Means, Means]:
        return self.plain, self.weighted

    def people(self, wave: int, group: str = "") -> int:
        """How many gave this score at a wave."""
        return int((np.isfinite(self.rows.at(wave)) & self._of(group)).sum())

    def points(self, group: str = "") -> tuple[At, ...]:
        return tuple(
            At(wave, self.plain.at(wave, group), self.people(wave, group))
            for wave in self.plain.waves
        )

    def _of(self, group: str) -> NDArray[np.bool_]:
        if not group:
            return np.ones(self.rows.n, dtype=bool)
        return np.array([each == group for each in self.rows.facts["contact"]], dtype=bool)


def columns(claim: Claim) -> tuple[str, ...]:
    """The scores or items that a claim is about."""
    asked = claim.asked_of
    return tuple(asked["columns"]) if "columns" in asked else (asked["score"],)


def runs(claim: Claim, snapshot: Snapshot, column: str) -> Runs:
    """Raises NoEstimate with fewer than thirty people, or where the model refuses."""
    among, split = claim.asked_of.get("among", ""), claim.asked_of.get("split", ())

    def take(*, late: bool) -> Waves:
        counted = [claim.asked_of[key] for key in ("from", "to") if key in claim.asked_of]
        return score_over_waves(
            snapshot,
            column,
            claim.asked_of["waves"],
            claim.covariates,
            late=late,
            any_of=counted or None,
            among=split or None,
        )

    rows = take(late=False)
    n = rows.facts["contact"].count(among) if among else rows.n
    if n < grades.FEWEST_PEOPLE:
        raise NoEstimate("", n, rows.query)
    weights = rake_to_caseload(rows.facts, snapshot)
    plain = means(rows, snapshot, claim.level, groups=split)
    weighted = means(rows, snapshot, claim.level, weights.values, groups=split)
    late: Means | None
    try:
        late = means(take(late=True), snapshot, claim.level, groups=split)
    except NoEstimate:
        late = None
    return Runs(rows, plain, weighted, late, weights.over, n)


def asked_in_all(found: Sequence[Runs], claim: Claim) -> Query:
    """The query of a claim on several columns."""
    first = found[0].rows.query.said
    return Query({**first, "column": list(columns(claim))} if len(found) > 1 else first)


def loosest(claim: Claim, snapshot: Snapshot, wave: int) -> Interval | None:
    """The lowest α of the scores of a claim; None where it rests on single items."""
    found = []
    for column in columns(claim):
        items = items_of(snapshot, column)
        loose = alpha(complete_items(snapshot, items, wave), claim.level) if items else None
        if loose is not None:
            found.append(loose)
    return min(found, key=lambda each: each.estimate, default=None)


def smallest_change(claim: Claim, run: Means, wave: int) -> float:
    """The smallest interesting change in points: a share of an SD registered, or the model's own."""
    sd = claim.rule["sd"]
    registered = run.sd(wave) if isinstance(sd, str) else float(sd)
    return float(claim.rule["smallest_in_sd"]) * registered


class Judge:
    """A rule as `tipping_point` asks it."""

    def __init__(self, rule: grades.Rule) -> None:
        self.rule = rule

    def __call__(self, adjusted: Adjusted) -> Grade:
        return self.rule(Interval(adjusted.estimate, adjusted.low, adjusted.high))


def tipping_sd(
    both: Sequence[Means],
    start: int,
    end: int,
    sd: float,
    judge: Judge,
    group: str = "",
    level: float | None = None,
) -> float | None:
    """How many SD lower the absent must be before either run says something else; None: never.

    level: of the interval that is judged, where it is not the model's.
    """
    found = []
    for run in both:
        absence = run.absence(start, end, group)
        if level is not None:
            absence = replace(absence, level=level)
        found.append(tipping_point(absence, judge, furthest=FURTHEST_SD * sd))
    return min((delta / sd for delta in found if delta is not None), default=None)
