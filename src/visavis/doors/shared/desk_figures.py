"""The figures of one year as somebody reads them: picture, sentence, definition and table, in either language.

Made from what was published alone (`journal.figures_shown`), so a page, a file and the annual report say the same.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from visavis.doors.shared import desk_figures_words as w
from visavis.doors.shared.downloads import plain
from visavis.factsheet.charts import Drawing, Point, Row, bars, dots, empty
from visavis.journal.figures_shown import Cell, Shown, Span
from visavis.mediation.words import Text
from visavis.service.current import current
from visavis.statistics.disclosure import Mark

FEW_TICKS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. ``rows``: cells as text, the first of each is its name."""

    code: str
    title: str
    finding: str
    definition: str
    picture: Drawing
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """Each cell with the name of its column, so that a narrow screen can show rows as cards."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def svg(self) -> SafeString:
        return SafeString(self.picture.on_page(self.code))


def all_figures(one: Shown, language: str) -> list[Figure]:
    return [
        _times(one, language) if code == "spans" else _counts(one, code, language)
        for code in w.FIGURES
    ]


def figure(one: Shown, code: str, language: str) -> Figure | None:
    return next((each for each in all_figures(one, language) if each.code == code), None)


def told(cell: Cell, language: str) -> str:
    """What stands in a cell."""
    if cell.mark is Mark.SMALL:
        return w.CELLS["small"].within(language)
    if cell.mark is Mark.HIDDEN or cell.n is None:
        return w.CELLS["hidden"].within(language)
    if cell.mark is Mark.ROUNDED:
        return w.CELLS["rounded"].within(language).format(n=cell.n)
    return str(cell.n)


def _named(code: str, cell: Cell, language: str) -> tuple[str, str]:
    """The name of a row, and what it counts where that is not plain."""
    known = {**w.NAMES[code], **(current().sources.every_name if code == "sources" else {})}
    found: object = known.get(cell.names[-1])
    if isinstance(found, tuple):
        name, what = found
        return name.within(language), what.within(language) if what else ""
    return found.within(language) if isinstance(found, Text) else cell.names[-1], ""


def _counts(one: Shown, code: str, language: str) -> Figure:
    named = [(*_named(code, cell, language), cell) for cell in one.tables[code]]
    title = f"{w.FIGURES[code].within(language)}, {one.year}"
    rows = [(name, told(cell, language), what) for name, what, cell in named]
    columns = [w.ROWS[code].within(language), w.COLUMNS["number"].within(language)]
    explained = any(what for *_, what in rows)
    drawn = [(name, told(cell, language), cell.n) for name, _, cell in named]
    return Figure(
        code,
        w.FIGURES[code].within(language),
        "" if code == "steps" else _finding(named, language),
        w.DEFINITIONS[code].within(language),
        bars(title, _said((name, number) for name, number, _ in rows), drawn),
        (*columns, *([w.COLUMNS["what"].within(language)] if explained else [])),
        tuple(row if explained else row[:2] for row in rows),
    )


def _finding(named: Sequence[tuple[str, str, Cell]], language: str) -> str:
    """The largest row, where it is known: one that is left out could be larger. Not the row of all."""
    if any(cell.mark is Mark.HIDDEN for *_, cell in named):
        return ""
    able = [
        (cell.n, name, cell)
        for name, _, cell in named
        if cell.n is not None and cell.names != ("all",)
    ]
    if not able:
        return w.NONE.within(language)
    most = max(n for n, *_ in able)
    first = [each for each in able if each[0] == most]
    if len(first) > 1:
        return ""
    _, name, cell = first[0]
    return w.MOST.within(language).format(name=name, n=told(cell, language))


def _times(one: Shown, language: str) -> Figure:
    rows, drawn = [], []
    for code, name in w.SPANS.items():
        span = one.spans[code]
        middle, between = _days(span, language)
        rows.append((name.within(language), middle, between))
        if span.median is not None:
            low, high = (span.median if end is None else end for end in (span.low, span.high))
            value = Point(code, span.median, low, high)
            drawn.append(Row(name.within(language), value, middle))
    title = f"{w.FIGURES['spans'].within(language)}, {one.year}"
    most = max([row.value.high for row in drawn], default=1.0) or 1.0
    size = next(size for size in (28, 60, 120, 200, 400, 800, 1600, 100_000) if size >= most)
    ticks = [(size * at / FEW_TICKS, str(size * at // FEW_TICKS)) for at in range(FEW_TICKS + 1)]
    description = _said((name, f"{middle} ({between})") for name, middle, between in rows)
    return Figure(
        "spans",
        w.FIGURES["spans"].within(language),
        "" if drawn else w.NONE.within(language),
        w.DEFINITIONS["spans"].within(language),
        dots(title, description, drawn, (0, size), ticks)
        if drawn
        else empty(title, w.NONE.within(language)),
        (
            w.ROWS["spans"].within(language),
            w.COLUMNS["median"].within(language),
            w.COLUMNS["half"].within(language),
        ),
        tuple(rows),
    )


def _days(span: Span, language: str) -> tuple[str, str]:
    hidden = w.CELLS["hidden"].within(language)
    middle = between = hidden
    if span.median is not None:
        middle = w.DAYS.within(language).format(n=span.median)
    if span.low is not None:
        between = w.BETWEEN.within(language).format(low=span.low, high=span.high)
    return middle, between


def _said(rows: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name}: {number}" for name, number in rows) + "."


def years_beside(all_: Sequence[Shown], language: str) -> tuple[list[str], list[list[str]]]:
    """Each step in each year that was published: columns and rows."""
    ordered = sorted(all_, key=lambda one: one.year)
    columns = [w.ROWS["steps"].within(language), *(str(one.year) for one in ordered)]
    rows = [
        [name.within(language), *(told(one.step(code), language) for one in ordered)]
        for code, (name, _) in w.STEPS.items()
    ]
    return columns, rows


def as_csv(figure: Figure) -> bytes:
    """A table to keep, UTF-8 with a mark that spreadsheets know; no cell is a formula."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(map(plain, figure.columns))
    table.writerows([plain(cell) for cell in row] for row in figure.rows)
    return text.getvalue().encode("utf-8-sig")


def notes(language: str) -> list[str]:
    return [one.within(language) for one in w.NOTES]
