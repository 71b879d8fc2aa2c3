"""The `stays` rule: two waves alike enough, by two one-sided tests (C17, C18; study.md §3.3)."""

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import NoEstimate
from visavis.factsheet.evidence.result import At, Evidence, Figure, Panel, Series, nothing
from visavis.factsheet.evidence.runs import (
    Judge,
    Runs,
    asked_in_all,
    columns,
    loosest,
    runs,
    tipping_sd,
)
from visavis.factsheet.grades import Grade, Interval, worse
from visavis.factsheet.population import scale_of
from visavis.statistics.equivalence import tost
from visavis.study.snapshot import Snapshot


def stays(claim: Claim, snapshot: Snapshot) -> Evidence:
    start, end = claim.asked_of["from"], claim.asked_of["to"]
    margin, narrow = float(claim.rule["margin"]), float(claim.rule["level"])
    rule = grades.as_rule(grades.alike, margin)
    figures: dict[str, Figure] = {}
    panels, late = list[Panel](), list[tuple[str, Interval]]()
    plain, weighted = list[Grade](), list[Grade]()
    p, tips, found = list[float](), list[float](), list[Runs]()
    several = len(columns(claim)) > 1
    for column in columns(claim):
        try:
            run = runs(claim, snapshot, column)
        except NoEstimate as none:
            return nothing(claim, none.n, none.query, none.why)
        if run.people(end) < grades.FEWEST_PEOPLE:
            return nothing(claim, run.people(end), run.rows.query)
        found.append(run)
        change, other = (each.difference(start, end) for each in run.both)
        plain.append(rule(change.interval(narrow)))
        weighted.append(rule(other.interval(narrow)))
        p.append(max(tost(change, margin).p, tost(other, margin).p))
        tip = tipping_sd(run.both, start, end, run.plain.sd(start), Judge(rule), level=narrow)
        tips += [] if tip is None else [tip]
        tail, parts = (f"_{column}", (column,)) if several else ("", ())
        figures[f"change{tail}"] = Figure(
            f"change{tail}", "points", change.interval(narrow), run.n, other.interval(narrow),
            parts=parts, name="change_narrow",
        )  # fmt: skip
        figures[f"wide{tail}"] = Figure(
            f"wide{tail}", "points", change.interval(0.95), run.n, other.interval(0.95),
            headline=False, parts=parts, name="change_wide",
        )  # fmt: skip
        for wave in run.plain.waves:
            figures[f"mean_{wave}{tail}"] = Figure(
                f"mean_{wave}{tail}", "points", run.plain.mean(wave).interval(0.95),
                run.people(wave), run.weighted.mean(wave).interval(0.95),
                headline=False, parts=parts, name=f"mean_{wave}",
            )  # fmt: skip
        points = tuple(
            At(each.wave, run.plain.mean(each.wave).interval(0.95), each.people)
            for each in run.points()
        )
        panels.append(
            Panel(column, (Series(column, points),), scale_of(snapshot, column), (start, margin))
        )
        if run.late is not None:
            late.append((f"change{tail}", run.late.difference(start, end).interval(narrow)))
    loose = loosest(claim, snapshot, start)
    n = min(run.people(end) for run in found)
    return Evidence(
        claim,
        n,
        grades.verdict(n, worse(*plain), worse(*weighted), alpha=loose.estimate if loose else None),
        asked_in_all(found, claim),
        figures,
        panels=tuple(panels),
        alpha=loose,
        tipped=True,
        tipping_sd=min(tips, default=None),
        with_late=tuple(late),
        weighted_over=found[0].over,
        p=max(p),
    )
