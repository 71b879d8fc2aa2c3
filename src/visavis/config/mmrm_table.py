"""A table as columns, and what becomes of them in a model: numbers, levels, rows.

Every row that cannot be used is counted and remembered by its place in the file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from visavis.statistics import Term

MISSING = frozenset({"", "NA", "NaN", "nan", ".", "NULL", "null"})
"""How absent values are written: R, SAS, Python and databases."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class BadInput(ValueError):
    """The file or the command cannot be used as it is. The message is a plain sentence."""


@dataclass(frozen=True)
class Asked:
    """The columns of the file by what they are. weights: None for everybody alike."""

    outcome: str
    terms: tuple[Term, ...]
    categories: frozenset[str]
    subject: str
    wave: str
    weights: str | None = None


@dataclass(frozen=True)
class Column:
    """cells: text or numbers, null where there is no value. names: what numbers stand for.

    nominal: the file itself says that its numbers only stand for names.
    """

    cells: pl.Series
    names: Mapping[float, str] = field(default_factory=dict)
    nominal: bool = False


@dataclass(frozen=True)
class Table:
    """columns: by name. places: where each row stands in the file, in its unit: line or row."""

    columns: Mapping[str, Column]
    places: Sequence[int]
    unit: str

    def column(self, name: str) -> Column:
        """Raises BadInput with the columns there are."""
        if name not in self.columns:
            there = ", ".join(self.columns)
            raise BadInput(
                f"The file has no column {name}. Its columns are: {there}. Name one of these."
            )
        return self.columns[name]

    def place(self, row: int) -> str:
        return f"{self.unit} {self.places[row]}"


def is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def numbers(table: Table, name: str) -> npt.NDArray[np.float64]:
    """The column as numbers, nan where missing. Raises BadInput where it holds anything else."""
    cells = table.column(name).cells
    if cells.dtype == pl.String:
        given = cells.to_list()
        text = [row for row, cell in enumerate(given) if cell is not None and not is_number(cell)]
        _refuse(table, name, text, "text")
        return np.array([np.nan if cell is None else float(cell) for cell in given])
    values = np.array(cells.cast(pl.Float64).to_numpy(), dtype=np.float64)
    _refuse(table, name, np.flatnonzero(np.isinf(values)).tolist(), "an infinite value")
    return values


def is_numeric(table: Table, name: str) -> bool:
    """Numbers only, text only, or refused: half of each is a slip of the pen (BadInput)."""
    column = table.column(name)
    filled = column.cells.drop_nulls()
    if filled.dtype != pl.String:
        return len(filled) > 0 and not (column.nominal and column.names)
    right = sum(map(is_number, filled))
    if len(filled) / 2 < right < len(filled):
        numbers(table, name)
    return len(filled) > 0 and right == len(filled)


def labels(table: Table, name: str) -> tuple[list[str | None], list[str]]:
    """The column as levels (None where missing), and its levels sorted, numbers by size.

    Equal numbers are one level however they are written. Numbers that the file has names for go by
    these names, in the order of the numbers.
    """
    column = table.column(name)
    filled = column.cells.drop_nulls().unique().to_list()
    spelled: dict[object, str]
    if column.cells.dtype != pl.String:
        known = [column.names.get(value) for value in filled]
        if None not in known and len(set(known)) == len(known):
            spelled = dict(zip(filled, map(str, known), strict=True))
        else:
            spelled = {value: _plainly(value) for value in filled}
        levels = list(dict.fromkeys(spelled[value] for value in sorted(filled)))
    elif all(map(is_number, filled)):
        spelled = {cell: f"{float(cell):.15g}" for cell in filled}
        levels = sorted(set(spelled.values()), key=float)
    else:
        spelled = {cell: cell for cell in filled}
        levels = sorted(filled)
    return [spelled.get(cell) for cell in column.cells], levels


def _plainly(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.15g}"


def _refuse(table: Table, name: str, rows: Sequence[int], what: str) -> None:
    if not rows:
        return
    cells = table.column(name).cells
    where = some([table.places[row] for row in rows])
    units, hold = (f"{table.unit}s", "hold") if len(rows) > 1 else (table.unit, "holds")
    examples = some(list(dict.fromkeys(repr(cells[row]) for row in rows)), 3)
    raise BadInput(
        f"The column {name} must hold numbers, but {units} {where} {hold} {what} ({examples}). "
        "Correct it, or leave the cell empty."
    )


@dataclass(frozen=True)
class LeftOut:
    """Rows without a value where the model needs one. missing: column → rows, may overlap."""

    rows: int
    of: int
    missing: Mapping[str, int]
    places: Sequence[int]
    unit: str
    people: Sequence[str]

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "of": self.of,
            "missing": dict(self.missing),
            "lines" if self.unit == "line" else "row_numbers": list(self.places),
            "subjects": list(self.people),
        }

    def sentences(self, shown: int = 12) -> list[str]:
        """For the table: how many, why, which rows, and who has nothing left."""
        if not self.rows:
            return [f"All {self.of} rows are used."]
        why = ", ".join(f"{name} ({count})" for name, count in self.missing.items())
        where = f"{self.unit.capitalize()}s: {some(self.places, shown)}."
        said = [f"{self.rows} of {self.of} rows left out, no value in: {why}. {where}"]
        if self.people:
            said.append(f"{len(self.people)} with no row left: {some(self.people, shown)}.")
        return said


def some(names: Sequence[object], shown: int = 12) -> str:
    """The first of a list, and how many more."""
    listed = ", ".join(map(str, names[:shown]))
    return f"{listed} and {len(names) - shown} more" if len(names) > shown else listed
