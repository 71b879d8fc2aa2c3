"""A spreadsheet somebody brings: opened in a child that can open nothing else, and given back as rows of plain text.

CSV, .xlsx and .ods, told by what they hold. The child gives no formula, no picture and no macro: only what a cell
shows. What comes back is held against fixed limits, like every answer of a child.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from visavis.rebuilding import SECONDS, Unfit
from visavis.rebuilding.process import apart

MOST_BYTES = 25 * 1024 * 1024
MOST_ROWS = 60_000
MOST_COLUMNS = 80
LONGEST_CELL = 4_000
"""Signs; a longer cell is cut there, and its row says so."""
CUT = "…"
_MOST_OUT = 120 * 1024 * 1024
_CHILD = "visavis.rebuilding.table_child"


@dataclass(frozen=True, slots=True)
class Table:
    """The first sheet with something on it. ``rows``: all of one length, text without spaces around it; a day as
    ``2024-03-31``; a merged cell stands in each row and column that it covers. ``first``: the number of the first of
    them in the file, from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    first: int = 1


def read_table(content: bytes) -> Table | Unfit:
    """What stands in it. Never raises for what the file holds; takes at most `SECONDS` of the clock."""
    if not content:
        return Unfit.EMPTY
    if len(content) > MOST_BYTES:
        return Unfit.TOO_BIG
    with apart(_CHILD, SECONDS) as (to, answers):
        try:
            to.write(content)
            to.close()
            said = answers.read(_MOST_OUT + 1)
        except OSError:  # it ended before it had read all
            said = b""
    return _believed(said) if 0 < len(said) <= _MOST_OUT else Unfit.BROKEN


def _believed(said: bytes) -> Table | Unfit:
    """What the child said, believed as little as the file itself."""
    try:
        answer = json.loads(said)
        if "unfit" in answer:
            return Unfit(answer["unfit"])
        rows = tuple(tuple(map(_cell, row)) for row in answer["rows"])
        name, first = str(answer["name"])[:100], int(answer["first"])
    except (ValueError, KeyError, TypeError):
        return Unfit.BROKEN
    if not rows or len(rows) > MOST_ROWS or first < 1 or not _even(rows):
        return Unfit.BROKEN
    return Table(name, rows, first)


def _cell(text: object) -> str:
    if not isinstance(text, str) or len(text) > LONGEST_CELL + len(CUT):
        raise TypeError("no cell of ours")
    return text


def _even(rows: Sequence[Sequence[str]]) -> bool:
    width = len(rows[0])
    return 0 < width <= MOST_COLUMNS and all(len(row) == width for row in rows)
