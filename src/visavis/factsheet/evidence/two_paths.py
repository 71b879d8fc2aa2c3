"""Contact beside no contact, among people like those with contact (C4, C24; study.md §3.5).

B is weighed to be like A (entropy balancing) and a model of the outcome in B takes away what is left;
the interval draws persons again with every step redone. Fewer than thirty in effect, or no weights that
make the groups alike: no comparison and no grade.
"""

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import dummies, rake_to_caseload
from visavis.factsheet.evidence.result import Dot, Evidence, Figure, nothing
from visavis.factsheet.grades import Interval
from visavis.factsheet.population import (
    Answers,
    Floats,
    answers_of,
    few_left_out,
    grouping,
    scale_of,
)
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.groups import Comparison, augmented_att, e_value, overlap
from visavis.study.snapshot import Snapshot

CONTACT, NONE = "contact", "none"
OVERLAP_DRAWS = 200
"""Draws for the sensitivity run with overlap weights: its ends move by about ± .02 SD at this number."""
LATE_DRAWS = 400


@dataclass(frozen=True, eq=False)
class Two:
    """Both groups in one: outcome, who had contact, what is known of each."""

    people: Answers
    y: Floats
    in_a: NDArray[np.bool_]
    x: Floats
    names: tuple[str, ...]


def alike_paths(claim: Claim, snapshot: Snapshot) -> Evidence:
    """The `alike_paths` rule: the difference lies within the margin."""
    margin = float(claim.rule["margin"])
    return _compared(claim, snapshot, grades.as_rule(grades.alike, margin), margin)


def adds(claim: Claim, snapshot: Snapshot) -> Evidence:
    """The `adds` rule: the default rule for a directed difference."""
    smallest = float(claim.rule["smallest_in_sd"]) * float(claim.rule["sd"])
    return _compared(claim, snapshot, grades.as_rule(grades.directed, smallest), None)


def _compared(
    claim: Claim, snapshot: Snapshot, rule: grades.Rule, margin: float | None
) -> Evidence:
    two = _two(claim, snapshot, late=False)
    n, query = two.people.n, two.people.query
    fewest = min(int(two.in_a.sum()), int((~two.in_a).sum()))
    if fewest < grades.FEWEST_PEOPLE:
        return nothing(claim, n, query, silent="group" if n >= grades.FEWEST_PEOPLE else "people")
    weights = rake_to_caseload(two.people.facts, snapshot)
    try:
        plain = _att(claim, snapshot, two)
        weighted = _att(claim, snapshot, two, weights.values)
    except CannotEstimate as refusal:
        return nothing(claim, n, query, str(refusal), "alike")
    level = claim.level
    found, other = _interval(plain, level), _interval(weighted, level)
    a, b = two.y[two.in_a], two.y[~two.in_a]
    figures = {
        "difference": Figure("difference", "points", found, n, other),
        "effective_n": Figure(
            "effective_n", "number", plain.effective_n, len(b), weighted.effective_n, headline=False
        ),
        "widest_gap": Figure(
            "widest_gap", "number", max(abs(gap.after) for gap in plain.gaps.values()), n,
            max(abs(gap.after) for gap in weighted.gaps.values()), headline=False,
        ),
    }  # fmt: skip
    figures |= _sensitivity(claim, snapshot, two, plain)
    dots: tuple[Dot, ...] = (Dot("difference", found, n),)
    scale: tuple[float, float] = scale_of(snapshot, claim.asked_of["score"])
    if margin is not None:
        # The mean of A as answered, and the mean that people like them had without contact.
        dots = (
            Dot("contact.contact", _mean(a), len(a)),
            Dot("contact.none", _moved(_mean(a), found), len(b)),
        )
    else:
        reach = float(scale[1] - scale[0]) / 2
        scale = (-reach, reach)
    return Evidence(
        claim,
        n,
        grades.verdict(n, rule(found), rule(other)),
        query,
        figures,
        dots=dots,
        scale=scale,
        balance=plain.gaps,
        with_late=_late(claim, snapshot),
        weighted_over=weights.over,
        rounded=few_left_out(snapshot, claim.asked_of["score"], claim.asked_of["at"], n),
        p=max(_p(each, margin) for each in (plain, weighted)),
    )


def _two(claim: Claim, snapshot: Snapshot, *, late: bool) -> Two:
    """Both groups with all covariates as columns; a first wave not answered has a column of its own.

    A missing score takes the mean of those given, and a column says so (Rosenbaum & Rubin 1984,
    JASA 79, 516–524), so that people are not lost who answered only later.
    """
    before = tuple(claim.asked_of["before"])
    wanted = {"y": (claim.asked_of["score"], claim.asked_of["at"])}
    wanted |= {column: (column, 1) for column in before}
    people = answers_of(
        snapshot, wanted, ["y"], claim.covariates, late=late, among=(CONTACT, NONE), linked=True
    )
    in_a = np.array([value == CONTACT for value in people.facts["contact"]], dtype=bool)
    regrouped = {name: _in_both(people.facts[name], in_a) for name in claim.covariates}
    known = dummies(replace(people, covariates=regrouped), snapshot)
    columns, names = [known.columns], list(known.names)
    for column in before:
        value = people.values[column]
        given = np.isfinite(value)
        middle = float(value[given].mean()) if given.any() else 0.0
        columns.append(np.where(given, value, middle)[:, None])
        names.append(column)
    first = people.values[before[0]]
    if 0 < np.isfinite(first).sum() < people.n:
        columns.append((~np.isfinite(first)).astype(np.float64)[:, None])
        names.append("first wave missing")
    x = np.column_stack(columns)
    told = [j for j in range(x.shape[1]) if people.n and np.ptp(x[:, j]) > 0]
    return Two(people, people.values["y"], in_a, x[:, told], tuple(names[j] for j in told))


def _in_both(values: tuple[str, ...], in_a: NDArray[np.bool_]) -> tuple[str, ...]:
    """Groups of which both sides have ten people at least; others together."""
    sides = [Counter(v for v, a in zip(values, in_a, strict=True) if a == side) for side in (1, 0)]
    least = {value: min(side[value] for side in sides) for value in set(values)}
    under = grouping(least, least)
    return tuple(under[value] for value in values)


def _att(
    claim: Claim,
    snapshot: Snapshot,
    two: Two,
    weights: Floats | None = None,
    draws: int | None = None,
) -> Comparison:
    return augmented_att(
        two.y,
        two.in_a,
        two.x,
        two.names,
        _rng(claim, snapshot),
        weights=weights,
        variances=False,
        draws=draws or int(claim.rule["draws"]),
        level=claim.level,
    )


def _rng(claim: Claim, snapshot: Snapshot) -> np.random.Generator:
    """From the snapshot's own name, so that the same snapshot gives the same ends."""
    return np.random.default_rng([int(snapshot.sha256[:16], 16), claim.number])


def _interval(found: Comparison, level: float) -> Interval:
    low, high = found.drawn.interval(level)
    middle = found.difference.estimate
    return Interval(middle, min(float(low[0]), middle), max(float(high[0]), middle))


def _p(found: Comparison, margin: float | None) -> float:
    """From the share of draws on the wrong side: two-sided, or the larger of two one-sided ones."""
    values = found.drawn.values[:, 0]
    n = len(values) + 1
    if margin is None:
        return min(1.0, 2 * (float((values <= 0).sum()) + 1) / n)
    wrong = max(float((values <= -margin).sum()), float((values >= margin).sum()))
    return (wrong + 1) / n


def _mean(values: Floats) -> Interval:
    middle, reach = float(values.mean()), 1.96 * float(values.std(ddof=1)) / len(values) ** 0.5
    return Interval(middle, middle - reach, middle + reach)


def _moved(mean: Interval, difference: Interval) -> Interval:
    middle = mean.estimate - difference.estimate
    return Interval(
        middle,
        middle - (difference.high - difference.estimate),
        middle + (difference.estimate - difference.low),
    )


def _sensitivity(
    claim: Claim, snapshot: Snapshot, two: Two, plain: Comparison
) -> dict[str, Figure]:
    """Overlap weights, and how strong something hidden must be to explain the difference away."""
    found: dict[str, Figure] = {}
    try:
        other = overlap(
            two.y, two.in_a, two.x, two.names, _rng(claim, snapshot),
            draws=OVERLAP_DRAWS, level=claim.level,
        )  # fmt: skip
    except CannotEstimate:
        pass
    else:
        value = _interval(other, claim.level)
        found["overlap"] = Figure("overlap", "points", value, two.people.n, headline=False)
    hidden = e_value(plain.difference, float(two.y.std(ddof=1)))
    found["e_value"] = Figure("e_value", "number", hidden.estimate, two.people.n, headline=False)
    return found


def _late(claim: Claim, snapshot: Snapshot) -> tuple[tuple[str, Interval], ...]:
    two = _two(claim, snapshot, late=True)
    try:
        found = _att(claim, snapshot, two, draws=LATE_DRAWS)
    except CannotEstimate:
        return ()
    return (("difference", _interval(found, claim.level)),)
