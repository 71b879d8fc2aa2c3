"""Shares: each item against its own bar (C12, C14, C15, C20, C21), or one among another (C19)."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim, offers_rule
from visavis.factsheet.estimation import p_above, rake_to_caseload, wilson
from visavis.factsheet.evidence.interviews import in_interviews
from visavis.factsheet.evidence.offers import offers_of
from visavis.factsheet.evidence.result import Dot, Evidence, Figure, nothing
from visavis.factsheet.grades import Interval
from visavis.factsheet.population import Floats, Query, Waves, score_over_waves
from visavis.study.snapshot import Snapshot

FEWEST_IN_A_CELL = 10


def each_share(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Every item has to pass its bar, among those who were asked it and answered."""
    asked = claim.asked_of
    items, wave, yes_from = tuple(asked["items"]), asked["at"], asked["yes_from"]
    bars = [float(bar) for bar in claim.rule["bars"]]
    fewest = int(asked.get("fewest_each", grades.FEWEST_PEOPLE))
    taken = {item: score_over_waves(snapshot, item, [wave], ()) for item in items}
    query = _query(taken[items[0]], items, yes_from)
    everybody = len({person for rows in taken.values() for person in rows.ids})
    least = min(rows.n for rows in taken.values())
    n = everybody if "fewest_each" in asked else least
    if n < grades.FEWEST_PEOPLE:
        return nothing(claim, n, query)
    if least < fewest:
        return nothing(claim, n, query, silent="group")
    plain, weighted, p, late = [], [], [], []
    figures, dots = {}, []
    over: tuple[str, ...] = ()
    for item, bar in zip(items, bars, strict=True):
        rows = taken[item]
        yes = rows.at(wave) >= yes_from
        weights = rake_to_caseload(rows.facts, snapshot)
        over = weights.over
        found, other = (wilson(yes, w, claim.level) for w in (None, weights.values))
        plain.append(found)
        weighted.append(other)
        p.append(max(p_above(yes, w, bar) for w in (None, weights.values)))
        few = min(int(yes.sum()), int((~yes).sum())) < FEWEST_IN_A_CELL
        key = f"share_{item}" if len(items) > 1 else "share"
        figures[key] = Figure(
            key, "share", found, rows.n, other, few=few, parts=(item,), name="says_yes"
        )
        dots.append(Dot(item, found, rows.n, bar, few))
        every = score_over_waves(snapshot, item, [wave], (), late=True)
        late.append((key, wilson(every.at(wave) >= yes_from, None, claim.level)))
    code = in_interviews(snapshot, asked["code"]) if "code" in asked else None
    beside = offers_rule()
    offers = offers_of(beside, snapshot, taken[items[0]]) if claim.id == beside.claim else None
    if offers is not None:
        query = Query({**query.said, "offers": beside.estimand})
        figures |= {one.helped.key: one.helped for one in offers.of if one.helped is not None}
    return Evidence(
        claim,
        n,
        grades.verdict(
            n,
            grades.shares(plain, bars),
            grades.shares(weighted, bars),
            coders_disagree=code is not None and not code.usable,
        ),
        query,
        figures,
        dots=tuple(dots),
        with_late=tuple(late),
        weighted_over=over,
        interviews=code,
        offers=offers,
        p=max(p),
    )


def one_among_another(claim: Claim, snapshot: Snapshot) -> Evidence:
    """Two shares from a two by two table: the first item, and the second among the first."""
    rows, query, hard, worth = _both(claim, snapshot, late=False)
    n = len(hard)
    if n < grades.FEWEST_PEOPLE or not hard.any():
        return nothing(claim, n, query)
    weights = rake_to_caseload(rows.facts, snapshot)
    table = (
        (int((hard & worth).sum()), int((hard & ~worth).sum())),
        (int((~hard & worth).sum()), int((~hard & ~worth).sum())),
    )
    bars = [float(bar) for bar in claim.rule["bars"]]
    plain = _found(hard, worth, None, claim.level)
    weighted = _found(hard, worth, weights.values, claim.level)
    p = [
        max(p_above(hard, w, bars[0]), p_above(worth[hard], w if w is None else w[hard], bars[1]))
        for w in (None, weights.values)
    ]
    few = any(cell < FEWEST_IN_A_CELL for row in table for cell in row)
    _, _, hard_late, worth_late = _both(claim, snapshot, late=True)
    late = _found(hard_late, worth_late, None, claim.level)
    return Evidence(
        claim,
        n,
        grades.verdict(
            n,
            grades.shares(plain, bars),
            grades.shares(weighted, bars),
            # The second share speaks of fewer people than the first.
            few=int(hard.sum()) < grades.FEWEST_PEOPLE,
        ),
        query,
        {
            "burdensome": Figure("burdensome", "share", plain[0], n, weighted[0], few=few),
            "worth": Figure("worth", "share", plain[1], int(hard.sum()), weighted[1], few=few),
        },
        table=table,
        with_late=(("burdensome", late[0]), ("worth", late[1])),
        weighted_over=weights.over,
        p=max(p),
    )


def _both(
    claim: Claim, snapshot: Snapshot, *, late: bool
) -> tuple[Waves, Query, NDArray[np.bool_], NDArray[np.bool_]]:
    """Everybody who answered both items, and whether they said yes to each."""
    first, second = claim.asked_of["items"]
    wave, yes_from = claim.asked_of["at"], claim.asked_of["yes_from"]
    rows = score_over_waves(snapshot, first, [wave], (), late=late)
    others = score_over_waves(snapshot, second, [wave], (), late=late)
    theirs = {person: place for place, person in enumerate(others.ids)}
    keep = [place for place, person in enumerate(rows.ids) if person in theirs]
    kept = replace(
        rows,
        ids=tuple(rows.ids[place] for place in keep),
        y=rows.y[keep],
        facts={name: tuple(values[at] for at in keep) for name, values in rows.facts.items()},
    )
    hard = kept.at(wave) >= yes_from
    worth = others.at(wave)[[theirs[person] for person in kept.ids]] >= yes_from
    return kept, _query(rows, (first, second), yes_from), hard, worth


def _found(
    hard: NDArray[np.bool_],
    worth: NDArray[np.bool_],
    weight: Floats | None,
    level: float,
) -> tuple[Interval, Interval]:
    return (
        wilson(hard, weight, level),
        wilson(worth[hard], None if weight is None else weight[hard], level),
    )


def _query(rows: Waves, items: tuple[str, ...], yes_from: int) -> Query:
    return Query({**rows.query.said, "column": list(items), "yes from": yes_from})
