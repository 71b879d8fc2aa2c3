"""Who is due, and who fell out? Counts only; nobody stands here by name or number (experience.md §2.4)."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from visavis.doors.research.study import RESEARCHER, language, study
from visavis.doors.shared.door import door
from visavis.factsheet import words
from visavis.mediation.terms import day
from visavis.people.clock import now
from visavis.study import waves as rule
from visavis.study.catalogue import questions
from visavis.study.due import WaveCount, wave_counts
from visavis.study.missing import LABELS, Missing
from visavis.study.waves import WAVES

ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Row:
    """One wave in words: each count, or that it is fewer than ten."""

    wave: int
    counts: tuple[str, ...]


@door("research", needs=RESEARCHER, methods=["GET"])
def waves(request: HttpRequest) -> HttpResponse:
    counted = wave_counts(day(now()))
    page = {
        "here": "waves",
        "rows": [Row(one.wave, tuple(said(n) for n in counts_of(one))) for one in counted],
        "notices": [
            Row(one.wave, tuple(said(one.notices.get(n, 0)) for n in (1, 2, 3))) for one in counted
        ],
        "windows": windows(),
        "gaps": gaps(),
        "study": study(),
    }
    return render(request, "research/waves.html", page)


def counts_of(one: WaveCount) -> tuple[int, ...]:
    return (one.coming, one.open, one.answered, one.late, one.stopped, one.missed)


def said(n: int) -> str:
    """A count, or that it is small; none is said as none."""
    return "0" if n == 0 else words.count(n, language())


def windows() -> list[tuple[int, str, str, str]]:
    """The rule in numbers of days: opens, closes, reminders."""

    def days(wave: int) -> str:
        return ", ".join(f"{one}" for one in rule.REMINDERS[wave])

    return [
        (1, f"+{rule.T1_OPENS}", f"+{rule.T1_CLOSES}", days(1)),
        (2, "0", f"+{rule.T2_CLOSES}", days(2)),
        (
            3,
            f"+{rule.T3_AFTER_T2 + rule.T3_OPENS}",
            f"+{rule.T3_AFTER_T2 + rule.T3_CLOSES}",
            days(3),
        ),
    ]


def gaps() -> list[tuple[str, tuple[str, ...]]]:
    """Of the newest snapshot, per wave answered: which share of the questions has which reason."""
    found = study()
    if found is None:
        return []
    codes = (ANSWERED, *(str(one) for one in LABELS if one is not Missing.WAVE_MISSING))
    rows = []
    counted: Counter[tuple[int, str]] = Counter()
    asked = {wave: {item.code for _, item in questions(wave)} for wave in WAVES}
    for wave, item, code, n in found.snapshot.gaps.select("wave", "item", "code", "n").rows():
        if item in asked[wave]:
            counted[wave, code] += n
    for code in codes:
        shares = []
        for wave in (1, 2, 3):
            whole = sum(n for (w, c), n in counted.items() if w == wave and c in codes)
            here = counted[wave, code]
            few = whole < words.FEWEST_FOR_A_SHARE or 0 < here < words.FEWEST_FOR_A_COUNT
            shares.append("–" if few else words.percent(here / whole, language()))
        name = "" if code == ANSWERED else LABELS[Missing(code)].within(language())
        rows.append((name, tuple(shares)))
    return rows
