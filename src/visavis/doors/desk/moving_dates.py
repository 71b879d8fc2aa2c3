"""How days stand in an earlier system: chosen for each column with an example from it, never guessed row by row.

31-12 and 12-31 cannot be told apart in a cell that says 3-4; in a column they mostly can. A real date of a
spreadsheet arrives as ``2024-03-31``, and so is read in every column, whatever was chosen.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("augustus", "august", "aug"),
    ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_NAMED = {name: n for n, names in enumerate(MONTHS, 1) for name in names}
_CENTURY = 30
"""Two figures of a year: up to this they are of this century."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, a month or a year, as much as was said."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def as_month(self) -> str:
        """Year and month as registration keeps them; empty where no month was said."""
        return f"{self.year}-{self.month:02}" if self.month else ""

    @property
    def as_date(self) -> date | None:
        return date(self.year, self.month, self.day) if self.day else None


Read = Callable[[re.Match[str]], When]


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number <= _CENTURY else 1900)


def _named(text: str) -> int:
    number = _NAMED.get(text.lower().strip("."), 0)
    if not number:
        raise ValueError("no month")
    return number


_SEP = r"\s*[-/. ]\s*"
_TIME = r"(?:[ T]\d{1,2}[:.]\d{2}.*)?"
_YEAR = r"(\d{4}|\d{2})"
_FORMS: Mapping[str, tuple[str, Read]] = {
    "dmy": (rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}{_YEAR}{_TIME}", lambda m: When(_year(m[3]), int(m[2]), int(m[1]))),
    "mdy": (rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}{_YEAR}{_TIME}", lambda m: When(_year(m[3]), int(m[1]), int(m[2]))),
    "ymd": (rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}}){_TIME}", lambda m: When(int(m[1]), int(m[2]), int(m[3]))),
    "my": (rf"(\d{{1,2}}){_SEP}(\d{{4}})", lambda m: When(int(m[2]), int(m[1]))),
    "ym": (rf"(\d{{4}}){_SEP}(\d{{1,2}})", lambda m: When(int(m[1]), int(m[2]))),
}  # fmt: skip
_ALWAYS: tuple[tuple[str, Read], ...] = (
    _FORMS["ymd"],
    (rf"(\d{{1,2}})[-. ]+([A-Za-z]+)[-., ]+{_YEAR}", lambda m: When(_year(m[3]), _named(m[2]), int(m[1]))),
    (r"([A-Za-z]+)[-. ]+(\d{1,2}),? +(\d{4})", lambda m: When(int(m[3]), _named(m[1]), int(m[2]))),
    (r"([A-Za-z]+)[-. ]+(\d{4})", lambda m: When(int(m[2]), _named(m[1]))),
    (r"(\d{4})", lambda m: When(int(m[1]))),
)  # fmt: skip
"""Read in any column: nothing of it can be mistaken."""
FORMATS: Mapping[str, Any] = {
    "dmy": _("day, month, year"),
    "mdy": _("month, day, year"),
    "ymd": _("year, month, day"),
    "my": _("month and year"),
    "ym": _("year and month"),
}


def read(text: str, form: str, today: date) -> When | None:
    """What the cell says, in this form; None: nothing that exists, or a day to come. ``form``: of `FORMATS`."""
    return _read_as((_FORMS[form], *_ALWAYS), text, today)


def _read_as(forms: Iterable[tuple[str, Read]], text: str, today: date) -> When | None:
    for pattern, made in forms:
        match = re.fullmatch(pattern, text.strip())
        if match is None:
            continue
        try:
            found = made(match)
            if found.month:
                date(found.year, found.month, found.day or 1)
        except ValueError:
            continue
        if found.year >= 1900 and (found.year, found.month, found.day) <= (
            today.year, today.month, today.day,
        ):  # fmt: skip
            return found
    return None


def guess(cells: Iterable[str], today: date) -> str:
    """The form that reads most of them; where several do, the Dutch one."""
    filled = [cell for cell in cells if cell]
    score = {form: sum(read(cell, form, today) is not None for cell in filled) for form in FORMATS}
    return max(FORMATS, key=lambda form: score[form])


def example(cells: Iterable[str], form: str, today: date) -> tuple[str, When] | None:
    """A cell of the column that stands in this form, and what it says read so: with the latest day of a month."""
    read_so = [
        (cell, when)
        for cell in cells
        if (when := _read_as([_FORMS[form]], cell, today)) is not None
    ]
    return max(read_so, key=lambda pair: pair[1].day, default=None)
