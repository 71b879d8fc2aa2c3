"""What goes together with appreciation: agency and communion (C7), tailoring (C9).

`explains`: shares of R² at one wave, and whether earlier change goes before appreciation; study.md §3.6.
`slope`: one standardised slope, adjusted. Same person, same moment: caveat K6 stands with both.
"""

from contextlib import suppress

import numpy as np

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import dummies, rake_to_caseload
from visavis.factsheet.evidence.result import Dot, Evidence, Figure, nothing
from visavis.factsheet.grades import Interval
from visavis.factsheet.population import Answers, Floats, Query, answers_of, scale_of
from visavis.statistics.dominance import Dominance, dominance
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.inference import Estimate
from visavis.statistics.intervals import Interval as Drawn
from visavis.statistics.regression import regress, standardised
from visavis.study.snapshot import Snapshot

FEWEST_IN_A_BIN = 10
LATE_DRAWS = 400


def explains(claim: Claim, snapshot: Snapshot) -> Evidence:
    asked = claim.asked_of
    of, at, least = tuple(asked["columns"]), asked["at"], float(claim.rule["least_r2"])
    now = answers_of(
        snapshot, {"y": (asked["score"], at)} | {one: (one, at) for one in of}, ["y", *of],
        claim.covariates,
    )  # fmt: skip
    wanted = {"y": (asked["score"], at)}
    wanted |= {f"{one}_{wave}": (one, wave) for one in of for wave in (1, at)}
    earlier = answers_of(snapshot, wanted, list(wanted), claim.covariates)
    n = min(now.n, earlier.n)
    query = Query({"at one wave": now.query.said, "earlier change": earlier.query.said})
    if n < grades.FEWEST_PEOPLE:
        return nothing(claim, n, query)
    weights = [rake_to_caseload(each.facts, snapshot) for each in (now, earlier)]
    runs = []
    try:
        for w in ((None, None), (weights[0].values, weights[1].values)):
            shares = _shares(claim, snapshot, now, of, w[0], int(claim.rule["draws"]))
            runs.append((shares, _lagged(claim, snapshot, earlier, of, w[1])))
    except CannotEstimate as refusal:
        return nothing(claim, n, query, str(refusal))
    (found, slopes), (weighed, slopes_weighed) = runs
    given = [
        grades.explains(
            [_plain(share) for share in shares.shares.values()],
            _plain(shares.increment),
            [_plain(slope) for slope in lagged.values()],
            least,
        )
        for shares, lagged in runs
    ]
    figures = {
        "increment": Figure(
            "increment", "part", _plain(found.increment), now.n, _plain(weighed.increment)
        )
    }
    for one in of:
        figures[f"share_{one}"] = Figure(
            f"share_{one}", "part", _plain(found.shares[one]), now.n,
            _plain(weighed.shares[one]), headline=False, parts=(one,), name="r2",
        )  # fmt: skip
        figures[f"lagged_{one}"] = Figure(
            f"lagged_{one}", "points", _plain(slopes[one]), earlier.n,
            _plain(slopes_weighed[one]), headline=False, parts=(one,), name="lagged",
        )  # fmt: skip
    difference = found.differences[of[0], of[1]]
    figures["r2_difference"] = Figure(
        "r2_difference", "part", _plain(difference), now.n, headline=False, parts=of
    )
    stacked = [(one, found.shares[one].estimate) for one in of]
    rest = 1 - found.controls_r2 - found.increment.estimate
    return Evidence(
        claim,
        n,
        grades.verdict(n, *given),
        query,
        figures,
        stacked=(*stacked, ("controls", found.controls_r2), ("rest", rest)),
        with_late=_explains_late(claim, snapshot, of),
        weighted_over=weights[0].over,
        p=max(
            slope.p if slope.estimate > 0 else 1.0
            for lagged in (slopes, slopes_weighed)
            for slope in lagged.values()
        ),
    )


def _shares(
    claim: Claim,
    snapshot: Snapshot,
    people: Answers,
    of: tuple[str, ...],
    weights: Floats | None,
    draws: int,
) -> Dominance:
    rng = np.random.default_rng([int(snapshot.sha256[:16], 16), claim.number])
    predictors = np.column_stack([people.values[one] for one in of])
    controls = dummies(people, snapshot).columns
    return dominance(
        people.values["y"], predictors, controls, of, rng,
        weights=weights, draws=draws, level=claim.level,
    )  # fmt: skip


def _lagged(
    claim: Claim, snapshot: Snapshot, people: Answers, of: tuple[str, ...], weights: Floats | None
) -> dict[str, Estimate]:
    """Slopes of appreciation on the change before it, with first scores and controls beside."""
    at = claim.asked_of["at"]
    change = [people.values[f"{one}_{at}"] - people.values[f"{one}_1"] for one in of]
    first = [people.values[f"{one}_1"] for one in of]
    beside = dummies(people, snapshot)
    design = np.column_stack([np.ones(people.n), *change, *first, beside.columns])
    names = ["intercept", *of, *(f"{one} first" for one in of), *beside.names]
    fit = regress(people.values["y"], design, names, weights=weights, level=claim.level)
    return {one: fit.coefficients[one] for one in of}


def _explains_late(
    claim: Claim, snapshot: Snapshot, of: tuple[str, ...]
) -> tuple[tuple[str, Interval], ...]:
    asked = claim.asked_of
    wanted = {"y": (asked["score"], asked["at"])} | {one: (one, asked["at"]) for one in of}
    people = answers_of(snapshot, wanted, ["y", *of], claim.covariates, late=True)
    try:
        found = _shares(claim, snapshot, people, of, None, LATE_DRAWS)
    except CannotEstimate:
        return ()
    return (("increment", _plain(found.increment)),)


def slope(claim: Claim, snapshot: Snapshot) -> Evidence:
    asked = claim.asked_of
    before = {f"{one}_1": (one, 1) for one in asked["before"]}
    wanted = {
        "y": (asked["score"], asked["at"]),
        "x": (asked["on"], asked["at"]),
        **before,
    }
    people = answers_of(snapshot, wanted, list(wanted), claim.covariates)
    if people.n < grades.FEWEST_PEOPLE:
        return nothing(claim, people.n, people.query)
    weights = rake_to_caseload(people.facts, snapshot)
    least = float(claim.rule["least_b"])
    try:
        found = _slope(claim, snapshot, people, None)
        weighed = _slope(claim, snapshot, people, weights.values)
    except CannotEstimate as refusal:
        return nothing(claim, people.n, people.query, str(refusal))
    late = answers_of(snapshot, wanted, list(wanted), claim.covariates, late=True)
    with_late: tuple[tuple[str, Interval], ...] = ()
    with suppress(CannotEstimate):
        with_late = (("b", _plain(_slope(claim, snapshot, late, None))),)
    return Evidence(
        claim,
        people.n,
        grades.verdict(
            people.n,
            grades.directed(_plain(found), least),
            grades.directed(_plain(weighed), least),
        ),
        people.query,
        {"b": Figure("b", "points", _plain(found), people.n, _plain(weighed))},
        dots=_bins(people, [float(cut) for cut in asked["cuts"]]),
        scale=scale_of(snapshot, asked["score"]),
        with_late=with_late,
        weighted_over=weights.over,
        p=max(each.p if each.estimate > 0 else 1.0 for each in (found, weighed)),
    )


def _slope(claim: Claim, snapshot: Snapshot, people: Answers, weights: Floats | None) -> Estimate:
    names = ["x", *(name for name in people.values if name.endswith("_1"))]
    beside = dummies(people, snapshot)
    columns = [standardised(people.values[name], weights) for name in names]
    design = np.column_stack([np.ones(people.n), *columns, beside.columns])
    fit = regress(
        standardised(people.values["y"], weights), design, ["intercept", *names, *beside.names],
        weights=weights, level=claim.level,
    )  # fmt: skip
    return fit.coefficients["x"]


def _bins(people: Answers, cuts: list[float]) -> tuple[Dot, ...]:
    """Mean outcome in each bin of x, low to high; a bin with fewer than ten joins its neighbour."""
    x, y = people.values["x"], people.values["y"]
    where = np.searchsorted(cuts, x, side="right")
    bins = [[place] for place in range(len(cuts) + 1)]
    while len(bins) > 1:
        sizes = [int(np.isin(where, some).sum()) for some in bins]
        small = next((at for at, size in enumerate(sizes) if size < FEWEST_IN_A_BIN), None)
        if small is None:
            break
        other = small - 1 if small else 1
        low, high = min(small, other), max(small, other)
        bins[low : high + 1] = [bins[low] + bins[high]]
    dots = []
    for number, some in enumerate(bins):
        inside = y[np.isin(where, some)]
        spread = float(inside.std(ddof=1)) if len(inside) > 1 else 0.0
        middle, reach = float(inside.mean()), 1.96 * spread / len(inside) ** 0.5
        part = ("bins.low", "bins.middle", "bins.high")[
            round(2 * number / max(1, len(bins) - 1)) if len(bins) > 1 else 1
        ]
        dots.append(Dot(part, Interval(middle, middle - reach, middle + reach), len(inside)))
    return tuple(dots)


def _plain(found: Drawn | Estimate) -> Interval:
    """A percentile interval need not hold its estimate; the picture and the words ask that it does."""
    return Interval(found.estimate, min(found.low, found.estimate), max(found.high, found.estimate))
