"""The `directed` rule: a change between two waves, of one score or of several (C5, C6, C8, C13, C16).

Of several, each has to pass, and the weakest decides. A claim on one group (`among`) is fitted with a
way of its own for each of the two groups (`split`).
"""

from visavis.factsheet import grades
from visavis.factsheet.claims import Claim
from visavis.factsheet.estimation import NoEstimate
from visavis.factsheet.evidence.result import Evidence, Figure, Panel, Series, nothing
from visavis.factsheet.evidence.runs import (
    Judge,
    Runs,
    asked_in_all,
    columns,
    loosest,
    runs,
    smallest_change,
    tipping_sd,
)
from visavis.factsheet.grades import Grade, Interval, worse
from visavis.factsheet.population import few_left_out, scale_of
from visavis.study.snapshot import Snapshot


def directed(claim: Claim, snapshot: Snapshot) -> Evidence:
    start, end = claim.asked_of["from"], claim.asked_of["to"]
    group, split = claim.asked_of.get("among", ""), claim.asked_of.get("split", ())
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
        found.append(run)
        sd = run.plain.sd(start)
        smallest = smallest_change(claim, run.plain, start)
        rule = grades.as_rule(grades.directed, smallest)
        change, other = (each.change(start, end, group) for each in run.both)
        plain.append(rule(change))
        weighted.append(rule(other))
        p.append(max(each.difference(start, end, group).p_above() for each in run.both))
        tip = tipping_sd(run.both, start, end, sd, Judge(rule), group)
        tips += [] if tip is None else [tip]
        tail, parts = (f"_{column}", (column,)) if several else ("", ())
        figures[f"change{tail}"] = Figure(
            f"change{tail}", "points", change, run.n, other, parts=parts, name="change"
        )
        figures[f"change_sd{tail}"] = Figure(
            f"change_sd{tail}", "number", change.estimate / sd, run.n,
            headline=False, parts=parts, name="change_sd",
        )  # fmt: skip
        for wave in run.plain.waves:
            figures[f"mean_{wave}{tail}"] = Figure(
                f"mean_{wave}{tail}", "points", run.plain.at(wave, group), run.people(wave, group),
                run.weighted.at(wave, group), headline=False, parts=parts, name=f"mean_{wave}",
            )  # fmt: skip
        panels.append(_panel(snapshot, column, run, split))
        if run.late is not None:
            late.append((f"change{tail}", run.late.change(start, end, group)))
    loose = loosest(claim, snapshot, start)
    n, tipping = min(run.n for run in found), min(tips, default=None)
    return Evidence(
        claim,
        n,
        grades.verdict(
            n,
            worse(*plain),
            worse(*weighted),
            alpha=loose.estimate if loose else None,
            tipping_sd=tipping,
            robust_from_sd=float(claim.rule["robust_from_sd"]),
        ),
        asked_in_all(found, claim),
        figures,
        panels=tuple(panels),
        alpha=loose,
        tipped=True,
        tipping_sd=tipping,
        with_late=tuple(late),
        weighted_over=found[0].over,
        rounded=bool(split)
        and any(
            few_left_out(snapshot, column, at.wave, sum(one.people for one in both))
            for column, panel in zip(columns(claim), panels, strict=True)
            for both in zip(*(series.points for series in panel.series), strict=True)
            for at in both[:1]
        ),
        p=max(p),
    )


def _panel(snapshot: Snapshot, column: str, run: Runs, split: tuple[str, ...]) -> Panel:
    series = tuple(Series(f"contact.{name}", run.points(name)) for name in split)
    return Panel(column, series or (Series(column, run.points()),), scale_of(snapshot, column))
