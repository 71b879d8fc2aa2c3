"""Who is missing: shares among those known, asked and answering, as they are and weighted (study.md §3.7)."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import polars as pl
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import Study
from visavis.factsheet import words
from visavis.factsheet.estimation import rake_to_caseload
from visavis.factsheet.pictures import group_name
from visavis.factsheet.population import FACTS, UNLINKED, grouping, levels, with_contact
from visavis.factsheet.response import response
from visavis.statistics.weights import kish
from visavis.study.flow import UNKNOWN, Flow

LEVEL = 0.95
NAMES = {
    "role": _("role"),
    "event_type": _("type of event"),
    "contact": _("contact or not"),
    "initiated": _("who began"),
    "year": _("year"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One group in words: its share of everybody known, asked, answering, and answering with weights."""

    name: str
    known: str
    asked: str
    answering: str
    weighted: str
    between: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """The table, what weighing costs, and how alike those who answered are to those asked."""

    rows: tuple[Share, ...]
    deff: str
    effective: str
    over: tuple[str, ...]
    likeness: str
    likeness_between: str
    worst_bias: str


def who_is_missing(found: Study) -> Missing | None:
    """None where too few answered to say it of any group."""
    snapshot, language = found.snapshot, found.teller.language
    told = response(snapshot, LEVEL)
    people = with_contact(snapshot.people).filter(pl.col("answered") > 0)
    if people.height < words.FEWEST_FOR_A_SHARE or not told.rows:
        return None
    facts = {fact: levels(people, fact) for fact in FACTS}
    weights = rake_to_caseload(facts, snapshot)
    flow = Flow(snapshot.flow)

    def percent(share: float) -> str:
        return words.percent(share, language)

    def number(value: float) -> str:
        return words.number(value, 2, language)

    rows = []
    for row in told.rows:
        under = grouping(
            Counter(value for value in facts[row.fact] if value != UNLINKED),
            Counter(levels(with_contact(snapshot.people), row.fact)),
        )
        linked = np.array([value != UNLINKED for value in facts[row.fact]])
        here = np.array([under.get(value, value) == row.level for value in facts[row.fact]])
        known = {
            level: flow.part(row.fact, level).n("known")
            for level in flow.levels(row.fact)
            if level != UNKNOWN
        }
        among = sum(n for level, n in known.items() if under.get(level, level) == row.level)
        rows.append(
            Share(
                name=group_name(found.teller, row.fact, row.level),
                known=percent(among / sum(known.values())) if sum(known.values()) else "–",
                asked=percent(row.whole),
                answering=percent(row.share.estimate),
                weighted=percent(float(weights.values[here].sum() / weights.values[linked].sum())),
                between=f"{percent(row.share.low)} – {percent(row.share.high)}",
                differs=row.differs,
            )
        )
    deff = kish(weights.values)
    alike = told.likeness
    return Missing(
        rows=tuple(rows),
        deff=number(deff),
        effective=words.number(people.height / deff, 0, language),
        over=tuple(str(NAMES[fact]) for fact in weights.over),
        likeness=number(alike.estimate) if alike else "–",
        likeness_between=f"{number(alike.low)} – {number(alike.high)}" if alike else "",
        worst_bias="–" if told.worst_bias is None else number(told.worst_bias),
    )
