"""The annual report of one year as PDF/UA-1: the same figures as the page, in either language."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from visavis.doors.shared import desk_figures_words as w
from visavis.doors.shared.desk_figures import Figure, all_figures, notes, years_beside
from visavis.journal.figures_shown import Shown
from visavis.outside.typeset import typeset

TEMPLATE = files("visavis.outside").joinpath("paper", "annual_report.typ")


def annual_report(one: Shown, all_: Sequence[Shown], language: str) -> bytes:
    """``all_``: every year published so far; those up to this one stand side by side in it.

    Raises PaperError when the document would not be accessible.
    """
    figures = all_figures(one, language)
    pictures = {f"{each.code}.svg": each.picture.on_paper(20).encode() for each in figures}
    columns, rows = years_beside([each for each in all_ if each.year <= one.year], language)
    with translation.override(language):
        day = date_format(one.made_on, "j F Y")
    data = {
        "language": language,
        "title": w.REPORT.within(language).format(year=one.year),
        "lead": w.LEAD.within(language).format(year=one.year, day=day),
        "page": w.PAGE.within(language),
        "figures": [_figure(each) for each in figures],
        "years": {"heading": w.YEARS.within(language), "columns": columns, "rows": rows},
        "notes": {"heading": w.MADE.within(language), "lines": notes(language)},
    }
    return typeset(TEMPLATE.read_bytes(), data, one.made_on, pictures)


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "heading": one.title,
        "finding": one.finding,
        "definition": one.definition,
        "file": f"{one.code}.svg",
        "alt": f"{one.picture.title}. {one.picture.description}",
        "columns": one.columns,
        "rows": one.rows,
    }
