"""Tables of this door: each cell knows its column, so that a narrow screen can show rows as cards."""

from dataclasses import dataclass

from visavis.factsheet.sheet import Table


@dataclass(frozen=True, slots=True)
class Cards(Table):
    """A table that ``research/table.html`` shows. The first cell of a row is its header."""

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]
