"""Claim → numbers. Each kind of rule has one function here that finds what the rule asks for.

Evidence holds raw numbers: rounding, words and the hiding of small groups happen where it is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from visavis.factsheet import grades
from visavis.factsheet.charts import Point
from visavis.factsheet.claims import Claim, claims
from visavis.factsheet.estimation import (
    Means,
    NoEstimate,
    Weights,
    alpha,
    means,
    rake_to_caseload,
    wilson,
)
from visavis.factsheet.grades import Grade, Interval, Verdict
from visavis.factsheet.population import (
    Query,
    Waves,
    complete_items,
    items_of,
    scale_of,
    score_over_waves,
)
from visavis.factsheet.response import Response, response
from visavis.statistics.tipping import Adjusted, tipping_point
from visavis.study.snapshot import Snapshot

Kind = Literal["points", "share", "percent", "count", "number"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a claim. `kind` says how it may be shown; `key` is its name within the claim.

    weighted: the same number from the weighted run, where there is one.
    of: how many people it rests on.
    """

    key: str
    kind: Kind
    value: Interval | float | int
    of: int
    weighted: Interval | None = None
    headline: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the study knows about one claim.

    n: people in the claim's population. points: means per wave (slopes) or the one mean (dot).
    table: the two by two counts of a `shares` claim, rows first item yes/no.
    tipping_sd: |δ*|, None where the grade stands against every absence tried or none was tried.
    response: of the claims about who answered. exploratory: a primary claim tested after one failed.
    """

    claim: Claim
    n: int
    verdict: Verdict
    query: Query
    figures: Mapping[str, Figure] = field(default_factory=dict)
    points: tuple[Point, ...] = ()
    people_per_point: tuple[int, ...] = ()
    scale: tuple[int, int] = (0, 1)
    table: tuple[tuple[int, int], tuple[int, int]] | None = None
    alpha: Interval | None = None
    tipping_sd: float | None = None
    with_late: Interval | None = None
    weighted_over: tuple[str, ...] = ()
    response: Response | None = None
    differs: bool = False
    exploratory: bool = False
    refused: str = ""

    @property
    def outcome(self) -> str:
        """Which of the claim's texts may be printed."""
        if self.claim.rule["kind"] == "always":
            return "differs" if self.differs else "supported"
        grade = self.verdict.grade
        return "supported" if grade is Grade.NONE else grade.value


FURTHEST_SD = 3.0
"""No absence further than this is tried."""

PRIMARY_ORDER = ("C5", "C6", "C1")
"""study.md §3.9: each at .05, stop at the first that fails; what comes after it is exploratory."""


def gather(snapshot: Snapshot, registered: Sequence[Claim] | None = None) -> tuple[Evidence, ...]:
    """The evidence for every registered claim, in the order of the claims."""
    found = tuple(
        FIND[claim.rule["kind"]](claim, snapshot)
        for claim in (claims() if registered is None else registered)
    )
    passed = {each.claim.id: each.verdict.grade is Grade.SUPPORTED for each in found}
    return tuple(
        replace(each, exploratory=each.claim.primary and not _reached(each.claim.id, passed))
        for each in found
    )


def _reached(claim: str, passed: Mapping[str, bool]) -> bool:
    """Whether all primary claims before this one were supported."""
    before = PRIMARY_ORDER[: PRIMARY_ORDER.index(claim)]
    return all(passed.get(earlier, True) for earlier in before)


def _two_runs(claim: Claim, snapshot: Snapshot) -> tuple[Waves, Means, Means, Weights]:
    """The rows of a claim on a mean, its plain and its weighted run, and the weights."""
    rows = _rows(claim, snapshot)
    if rows.n < grades.FEWEST_PEOPLE:
        raise NoEstimate("", rows)
    weights = rake_to_caseload(rows.facts, snapshot)
    plain = means(rows, snapshot, claim.level)
    return rows, plain, means(rows, snapshot, claim.level, weights.values), weights


def _rows(claim: Claim, snapshot: Snapshot, *, late: bool = False) -> Waves:
    counted = [claim.asked_of[key] for key in ("from", "to") if key in claim.asked_of]
    return score_over_waves(
        snapshot,
        claim.asked_of["score"],
        claim.asked_of["waves"],
        claim.covariates,
        late=late,
        any_of=counted or None,
    )


def _mean_at_a_wave(claim: Claim, snapshot: Snapshot) -> Evidence:
    """The `level` rule: a mean at one wave against its bar."""
    wave, bar = claim.asked_of["at"], float(claim.rule["bar"])
    try:
        rows, plain, weighted, weights = _two_runs(claim, snapshot)
    except NoEstimate as none:
        return _too_few(claim, none)
    at = np.isfinite(rows.at(wave))
    n = int(at.sum())
    mean, mean_weighted = plain.at(wave), weighted.at(wave)
    loose = alpha(
        complete_items(snapshot, items_of(snapshot, claim.asked_of["score"]), wave), claim.level
    )
    verdict = grades.verdict(
        n,
        grades.level(mean, bar),
        grades.level(mean_weighted, bar),
        alpha=loose.estimate if loose else None,
    )
    figures = {"mean": Figure("mean", "points", mean, n, mean_weighted)}
    with_late = means(_rows(claim, snapshot, late=True), snapshot, claim.level)
    return Evidence(
        claim,
        n,
        verdict,
        rows.query,
        figures,
        points=(Point("", mean.estimate, mean.low, mean.high),),
        people_per_point=(n,),
        scale=scale_of(snapshot, claim.asked_of["score"]),
        alpha=loose,
        with_late=with_late.at(wave),
        weighted_over=weights.over,
    )


def _change(claim: Claim, snapshot: Snapshot) -> Evidence:
    """The default rule for a directed change between two waves."""
    start, end = claim.asked_of["from"], claim.asked_of["to"]
    try:
        rows, plain, weighted, weights = _two_runs(claim, snapshot)
    except NoEstimate as none:
        return _too_few(claim, none)
    sd = plain.sd(start)
    smallest = float(claim.rule["smallest_in_sd"]) * sd

    tipping = _tipping_sd((plain, weighted), start, end, sd, smallest)
    loose = alpha(
        complete_items(snapshot, items_of(snapshot, claim.asked_of["score"]), start), claim.level
    )
    verdict = grades.verdict(
        rows.n,
        grades.directed(plain.change(start, end), smallest),
        grades.directed(weighted.change(start, end), smallest),
        alpha=loose.estimate if loose else None,
        tipping_sd=tipping,
        robust_from_sd=float(claim.rule["robust_from_sd"]),
    )
    change = plain.change(start, end)
    people = tuple(int(np.isfinite(rows.at(wave)).sum()) for wave in rows.waves)
    figures = {
        "change": Figure("change", "points", change, rows.n, weighted.change(start, end)),
        "change_sd": Figure("change_sd", "number", change.estimate / sd, rows.n, headline=False),
    }
    for wave, n in zip(rows.waves, people, strict=True):
        figures[f"mean_{wave}"] = Figure(
            f"mean_{wave}", "points", plain.at(wave), n, weighted.at(wave), headline=False
        )
    with_late = means(_rows(claim, snapshot, late=True), snapshot, claim.level)
    return Evidence(
        claim,
        rows.n,
        verdict,
        rows.query,
        figures,
        points=tuple(
            Point(str(wave), mean.estimate, mean.low, mean.high)
            for wave, mean in ((wave, plain.at(wave)) for wave in rows.waves)
        ),
        people_per_point=people,
        scale=scale_of(snapshot, claim.asked_of["score"]),
        alpha=loose,
        tipping_sd=tipping,
        with_late=with_late.change(start, end),
        weighted_over=weights.over,
    )


def _tipping_sd(
    runs: Sequence[Means], start: int, end: int, sd: float, smallest: float
) -> float | None:
    """How many SD lower the absent must be before either run says something else; None: never."""

    def judge(adjusted: Adjusted) -> Grade:
        return grades.directed(Interval(adjusted.estimate, adjusted.low, adjusted.high), smallest)

    found = [
        tipping_point(run.absence(start, end), judge, furthest=FURTHEST_SD * sd) for run in runs
    ]
    return min((delta / sd for delta in found if delta is not None), default=None)


def _shares(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Two shares from a two by two table: the first item, and the second among the first."""
    first, second = claim.asked_of["items"]
    wave, yes_from = claim.asked_of["at"], claim.asked_of["yes_from"]
    rows = score_over_waves(snapshot, first, [wave], ())
    others = score_over_waves(snapshot, second, [wave], ())
    both = sorted(set(rows.ids) & set(others.ids))
    query = Query({**rows.query.said, "column": [first, second], "yes from": yes_from})
    if len(both) < grades.FEWEST_PEOPLE:
        return _nothing(claim, len(both), query)
    keep = [rows.ids.index(person) for person in both]
    hard = rows.at(wave)[keep] >= yes_from
    worth = others.at(wave)[[others.ids.index(person) for person in both]] >= yes_from
    facts = {name: tuple(values[place] for place in keep) for name, values in rows.facts.items()}
    weights = rake_to_caseload(facts, snapshot)

    def found(weight: np.ndarray | None) -> tuple[Interval, ...]:
        return (
            wilson(hard, weight, claim.level),
            wilson(worth[hard], None if weight is None else weight[hard], claim.level),
        )

    table = (
        (int((hard & worth).sum()), int((hard & ~worth).sum())),
        (int((~hard & worth).sum()), int((~hard & ~worth).sum())),
    )
    if not hard.any():
        return _nothing(claim, len(both), query)
    plain, weighted = found(None), found(weights.values)
    bars = [float(bar) for bar in claim.rule["bars"]]
    verdict = grades.verdict(len(both), grades.shares(plain, bars), grades.shares(weighted, bars))
    if hard.sum() < grades.FEWEST_PEOPLE and verdict.grade is Grade.SUPPORTED:
        # The second share speaks of fewer people than the first; below thirty it cannot carry.
        verdict = Verdict(Grade.UNCERTAIN, verdict.unweighted, verdict.weighted)
    figures = {
        "burdensome": Figure("burdensome", "share", plain[0], len(both), weighted[0]),
        "worth": Figure("worth", "share", plain[1], int(hard.sum()), weighted[1]),
    }
    return Evidence(
        claim, len(both), verdict, query, figures, table=table, weighted_over=weights.over
    )


def _count(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Who answered, of all asked: a count, never graded."""
    found = response(snapshot, claim.level)
    figures = {
        "asked": Figure("asked", "count", found.asked, found.asked, headline=False),
        "answered": Figure("answered", "count", found.answered, found.asked, headline=False),
    }
    if found.share is not None:
        figures["share"] = Figure("share", "percent", found.share, found.asked)
    return Evidence(claim, found.asked, _ungraded(), found.query, figures, response=found)


def _who_answered(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Whether those who answered resemble those asked: always printed, never graded."""
    found = response(snapshot, claim.level)
    figures: dict[str, Figure] = {}
    if found.likeness is not None:
        figures["likeness"] = Figure("likeness", "number", found.likeness, found.asked)
    if found.worst_bias is not None:
        figures["worst_bias"] = Figure(
            "worst_bias", "number", found.worst_bias, found.asked, headline=False
        )
    return Evidence(
        claim,
        found.asked,
        _ungraded(),
        found.query,
        figures,
        response=found,
        differs=any(row.differs for row in found.rows),
    )


def _ungraded() -> Verdict:
    return Verdict(Grade.NONE, Grade.NONE, Grade.NONE)


def _nothing(claim: Claim, n: int, query: Query, why: str = "") -> Evidence:
    verdict = Verdict(Grade.TOO_FEW, Grade.TOO_FEW, Grade.TOO_FEW)
    return Evidence(claim, n, verdict, query, refused=why)


def _too_few(claim: Claim, none: NoEstimate) -> Evidence:
    return _nothing(claim, none.rows.n, none.rows.query, none.why)


FIND: Mapping[str, Callable[[Claim, Snapshot], Evidence]] = {
    "level": _mean_at_a_wave,
    "directed": _change,
    "shares": _shares,
    "count": _count,
    "always": _who_answered,
}
