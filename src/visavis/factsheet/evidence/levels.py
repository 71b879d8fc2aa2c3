"""The `level` rule: a mean at one wave against its bar (C1, C10, C11)."""

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import NoEstimate
from visavis.factsheet.evidence.result import Dot, Evidence, Figure, nothing
from visavis.factsheet.evidence.runs import loosest, runs
from visavis.factsheet.population import scale_of
from visavis.study.snapshot import Snapshot


def level(claim: Claim, snapshot: Snapshot) -> Evidence:
    score, wave, bar = claim.asked_of["score"], claim.asked_of["at"], float(claim.rule["bar"])
    try:
        run = runs(claim, snapshot, score)
    except NoEstimate as none:
        return nothing(claim, none.n, none.query, none.why)
    n = run.people(wave)
    if n < grades.FEWEST_PEOPLE:
        return nothing(claim, n, run.rows.query)
    mean, weighted = run.plain.at(wave), run.weighted.at(wave)
    loose = loosest(claim, snapshot, wave)
    return Evidence(
        claim,
        n,
        grades.verdict(
            n,
            grades.level(mean, bar),
            grades.level(weighted, bar),
            alpha=loose.estimate if loose else None,
        ),
        run.rows.query,
        {"mean": Figure("mean", "points", mean, n, weighted)},
        dots=(Dot("", mean, n, bar),),
        scale=scale_of(snapshot, score),
        alpha=loose,
        with_late=(("mean", run.late.at(wave)),) if run.late else (),
        weighted_over=run.over,
        p=max(each.mean(wave).p_above(bar) for each in run.both),
    )
