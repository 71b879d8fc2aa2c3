"""The `alike_over` rule: a mean the same over roles, or over event types (C2, C3).

Every pair of groups has to be equivalent within the margin. Groups with fewer than twenty people are
merged in the registered order; where one stays small there is no grade.
"""

from collections import Counter
from itertools import combinations

import numpy as np

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import Sure, dummies, rake_to_caseload
from visavis.factsheet.evidence.result import Dot, Evidence, Figure, nothing
from visavis.factsheet.grades import worse
from visavis.factsheet.population import Answers, Floats, answers_of, few_left_out, scale_of
from visavis.statistics.equivalence import tost
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.merging import merged
from visavis.statistics.regression import Regression, regress
from visavis.study.snapshot import Snapshot

FEWEST_IN_A_GROUP = 20
"""study.md §4, C2: n ≥ 20 in each."""


def alike_over(claim: Claim, snapshot: Snapshot) -> Evidence:
    fact, score = claim.asked_of["over"], claim.asked_of["score"]
    margin, narrow = float(claim.rule["margin"]), float(claim.rule["level"])
    people = _people(claim, snapshot, late=False)
    if people.n < grades.FEWEST_PEOPLE:
        return nothing(claim, people.n, people.query)
    try:
        groups = _groups(claim, people)
        pairs, means = _contrasts(snapshot, people, groups, fact, None)
        weights = rake_to_caseload(people.facts, snapshot)
        weighed, _ = _contrasts(snapshot, people, groups, fact, weights.values)
    except CannotEstimate as refusal:
        return nothing(claim, people.n, people.query, str(refusal), "group")
    sizes = Counter(groups)
    rule = grades.as_rule(grades.alike, margin)
    figures = {
        f"pair_{one}_{other}": Figure(
            f"pair_{one}_{other}", "points", found.interval(narrow), sizes[one] + sizes[other],
            weighed[one, other].interval(narrow),
            headline=False, parts=(f"{fact}.{one}", f"{fact}.{other}"), name="pair",
        )
        for (one, other), found in pairs.items()
    }  # fmt: skip
    widest = max(pairs, key=lambda pair: abs(pairs[pair].estimate))
    figures["widest"] = Figure(
        "widest", "points", pairs[widest].interval(narrow), people.n,
        weighed[widest].interval(narrow),
    )  # fmt: skip
    return Evidence(
        claim,
        people.n,
        grades.verdict(
            people.n,
            worse(*(rule(found.interval(narrow)) for found in pairs.values())),
            worse(*(rule(found.interval(narrow)) for found in weighed.values())),
        ),
        people.query,
        figures,
        dots=tuple(
            Dot(f"{fact}.{name}", found.interval(0.95), sizes[name])
            for name, found in means.items()
        ),
        scale=scale_of(snapshot, score),
        with_late=_late(claim, snapshot, widest, narrow),
        weighted_over=weights.over,
        rounded=few_left_out(snapshot, score, claim.asked_of["at"], people.n),
        p=max(tost(each, margin).p for each in (*pairs.values(), *weighed.values())),
    )


def _people(claim: Claim, snapshot: Snapshot, *, late: bool) -> Answers:
    wanted = {"y": (claim.asked_of["score"], claim.asked_of["at"])}
    return answers_of(snapshot, wanted, ["y"], claim.covariates, late=late, linked=True)


def _groups(claim: Claim, people: Answers) -> tuple[str, ...]:
    """Each person's group. Raises TooFewPeople where one stays too small, or only one is left."""
    fact = claim.asked_of["over"]
    order = [(small, into) for small, into in claim.asked_of["merge"]]
    counts = Counter(dict.fromkeys({name for pair in order for name in pair}, 0))
    counts.update(people.facts[fact])
    kept = merged(counts, order, FEWEST_IN_A_GROUP)
    groups = tuple(kept[value] for value in people.facts[fact])
    if len(set(groups)) < int(claim.asked_of["at_least"]):
        raise CannotEstimate(
            "After merging there are too few groups of twenty people to compare with each other."
        )
    return groups


def _contrasts(
    snapshot: Snapshot,
    people: Answers,
    groups: tuple[str, ...],
    fact: str,
    weights: Floats | None,
) -> tuple[dict[tuple[str, str], Sure], dict[str, Sure]]:
    """All differences of two groups, and the mean of each, at the covariates' shares."""
    names = sorted(set(groups), key=lambda name: (-groups.count(name), name))
    beside = dummies(people, snapshot)
    own = np.array([[float(group == name) for name in names[1:]] for group in groups])
    design = np.column_stack([np.ones(people.n), own, beside.columns])
    labels = ["intercept", *(f"{fact}={name}" for name in names[1:]), *beside.names]
    fit = regress(people.values["y"], design, labels, weights=weights)
    average = beside.columns.mean(axis=0) if weights is None else beside.asked
    rows = {
        name: np.array([1.0, *(float(name == other) for other in names[1:]), *average])
        for name in names
    }
    pairs = {
        (one, other): _sure(fit, rows[one] - rows[other]) for one, other in combinations(names, 2)
    }
    return pairs, {name: _sure(fit, row) for name, row in rows.items()}


def _sure(fit: Regression, row: Floats) -> Sure:
    return Sure(float(row @ fit.beta), float(np.sqrt(row @ fit.cov @ row)), float(fit.df))


def _late(
    claim: Claim, snapshot: Snapshot, pair: tuple[str, str], level: float
) -> tuple[tuple[str, grades.Interval], ...]:
    people = _people(claim, snapshot, late=True)
    try:
        pairs, _ = _contrasts(
            snapshot, people, _groups(claim, people), claim.asked_of["over"], None
        )
    except CannotEstimate:
        return ()
    found = pairs.get(pair) or pairs.get((pair[1], pair[0]))
    return (("widest", found.interval(level)),) if found else ()
