"""A CSV file as columns of text, and what becomes of it in a model: numbers, levels, rows.

Every row that cannot be used is counted and remembered by its line in the file.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

MISSING = frozenset({"", "NA", "NaN", "nan", ".", "NULL", "null"})
"""How absent values are written: R, SAS, Python and databases."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class BadInput(ValueError):
    """The file or the command cannot be used as it is. The message is a plain sentence."""


@dataclass(frozen=True)
class Table:
    """columns: name → cells as text, stripped. lines: where each row ends in the file."""

    columns: Mapping[str, list[str]]
    lines: Sequence[int]

    def cells(self, name: str) -> list[str]:
        """Raises BadInput with the columns there are."""
        if name not in self.columns:
            there = ", ".join(self.columns)
            raise BadInput(f"The file has no column {name}. Its columns are: {there}.")
        return self.columns[name]

    def first_line(self, name: str, wanted: Iterable[int]) -> tuple[int, str]:
        row = next(iter(wanted))
        return self.lines[row], self.columns[name][row]


def read_table(path: Path) -> Table:
    """Comma-separated, UTF-8, the first line names the columns. Raises BadInput."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(header, path)
            cells: list[list[str]] = [[] for _ in header]
            lines = []
            for row in reader:
                if not row:
                    continue
                if len(row) != len(header):
                    raise BadInput(
                        f"Line {reader.line_num} of {path.name} has {len(row)} cells, but the "
                        f"first line names {len(header)} columns."
                    )
                for column, cell in zip(cells, row, strict=True):
                    column.append(cell.strip())
                lines.append(reader.line_num)
    except OSError as error:
        raise BadInput(f"{path} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not text in UTF-8. Save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise BadInput(f"{path.name} is not a CSV file as it should be: {error}.") from None
    if not lines:
        raise BadInput(f"{path.name} has a first line with names, but no rows below it.")
    return Table(dict(zip(header, cells, strict=True)), lines)


def _check_header(header: Sequence[str], path: Path) -> None:
    if not any(header):
        raise BadInput(f"{path.name} is empty.")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise BadInput(f"{path.name} is not separated by commas. Save it as CSV with commas.")
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise BadInput(f"Two columns of {path.name} are called {twice}. Give one another name.")


def is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def numbers(table: Table, name: str) -> npt.NDArray[np.float64]:
    """The column as numbers, nan where missing. Raises BadInput where it holds text."""
    cells = table.cells(name)
    text = [row for row, cell in enumerate(cells) if cell not in MISSING and not is_number(cell)]
    if text:
        line, cell = table.first_line(name, text)
        more = f" and {len(text) - 1} more" if len(text) > 1 else ""
        raise BadInput(
            f"The column {name} must hold numbers, but line {line}{more} holds text ({cell!r}). "
            "Correct it, or leave the cell empty."
        )
    return np.array([np.nan if cell in MISSING else float(cell) for cell in cells])


def is_numeric(table: Table, name: str) -> bool:
    """Numbers only, text only, or refused: half of each is a slip of the pen (BadInput)."""
    filled = [cell for cell in table.cells(name) if cell not in MISSING]
    right = sum(map(is_number, filled))
    if len(filled) / 2 < right < len(filled):
        numbers(table, name)
    return bool(filled) and right == len(filled)


def labels(table: Table, name: str) -> tuple[list[str | None], list[str]]:
    """The column as levels (None where missing), and its levels sorted, numbers by size.

    Equal numbers are one level however they are written.
    """
    cells = table.cells(name)
    filled = {cell for cell in cells if cell not in MISSING}
    if all(map(is_number, filled)):
        spelled = {cell: f"{float(cell):.15g}" for cell in filled}
        levels = sorted(set(spelled.values()), key=float)
    else:
        spelled = {cell: cell for cell in filled}
        levels = sorted(filled)
    return [spelled.get(cell) for cell in cells], levels


@dataclass(frozen=True)
class LeftOut:
    """Rows without a value where the model needs one. missing: column → rows, may overlap."""

    rows: int
    of: int
    missing: Mapping[str, int]
    lines: Sequence[int]
    people: Sequence[str]

    def as_json(self) -> dict[str, object]:
        return {
            "rows": self.rows,
            "of": self.of,
            "missing": dict(self.missing),
            "lines": list(self.lines),
            "subjects": list(self.people),
        }

    def sentences(self, shown: int = 12) -> list[str]:
        """For the table: how many, why, which lines, and who has nothing left."""
        if not self.rows:
            return [f"All {self.of} rows are used."]
        why = ", ".join(f"{name} ({count})" for name, count in self.missing.items())
        where = _some([str(line) for line in self.lines], shown)
        said = [f"{self.rows} of {self.of} rows left out, no value in: {why}. Lines: {where}."]
        if self.people:
            said.append(f"{len(self.people)} with no row left: {_some(list(self.people), shown)}.")
        return said


def _some(names: Sequence[str], shown: int) -> str:
    listed = ", ".join(names[:shown])
    return f"{listed} and {len(names) - shown} more" if len(names) > shown else listed
