"""Files that researchers have, read into a table: CSV, Parquet and SPSS (.sav, .zsav)."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from visavis.config.mmrm_table import MISSING, BadInput, Column, Table

PARQUET = frozenset({".parquet", ".pq"})
SPSS = frozenset({".sav", ".zsav"})


def read_table(path: Path) -> Table:
    """By the file's ending; what is neither Parquet nor SPSS is read as CSV. Raises BadInput."""
    ending = path.suffix.lower()
    if ending in PARQUET:
        table = _parquet(path)
    elif ending in SPSS:
        table = _spss(path)
    else:
        table = _csv(path)
    if not table.places and table.unit == "row":
        raise BadInput(f"{path.name} has columns, but no rows.")
    if not table.places:
        raise BadInput(f"{path.name} has a first line with names, but no rows below it.")
    return table


def _csv(path: Path) -> Table:
    """Comma-separated, UTF-8, the first line names the columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(header, path)
            cells: list[list[str | None]] = [[] for _ in header]
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
                    stripped = cell.strip()
                    column.append(None if stripped in MISSING else stripped)
                lines.append(reader.line_num)
    except OSError as error:
        raise _cannot_be_opened(path, error) from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not text in UTF-8. Save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise BadInput(f"{path.name} is not a CSV file as it should be: {error}.") from None
    columns = {
        name: Column(pl.Series(name, column, dtype=pl.String))
        for name, column in zip(header, cells, strict=True)
    }
    return Table(columns, lines, "line")


def _check_header(header: Sequence[str], path: Path) -> None:
    if not any(header):
        raise BadInput(f"{path.name} is empty. Its first line should name the columns.")
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        raise BadInput(f"{path.name} is not separated by commas. Save it as CSV with commas.")
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise BadInput(f"Two columns of {path.name} are called {twice}. Give one another name.")


def scan_parquet(path: Path) -> pl.LazyFrame:
    """The file, with only its names and kinds of columns read. Raises BadInput."""
    try:
        path.open("rb").close()
        frame = pl.scan_parquet(path.resolve(), glob=False)
        frame.collect_schema()
    except OSError as error:
        raise _cannot_be_opened(path, error) from None
    except pl.exceptions.PolarsError as error:
        why = str(error).splitlines()[0]
        raise BadInput(f"{path.name} is not a Parquet file as it should be: {why}.") from None
    return frame


def _parquet(path: Path) -> Table:
    return _table(scan_parquet(path).collect())


def _spss(path: Path) -> Table:
    """Values that the file declares missing have none; value labels name the levels."""
    import pyreadstat  # brings compiled code along: only when such a file is really read

    try:
        path.open("rb").close()
        frame, said = pyreadstat.read_sav(str(path), output_format="polars")
    except OSError as error:
        raise _cannot_be_opened(path, error) from None
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        raise BadInput(f"{path.name} is not an SPSS file as it should be: {error}.") from None
    nominal = {name for name, kind in said.variable_measure.items() if kind == "nominal"}
    return _table(frame, said.variable_value_labels, nominal)


def _table(
    frame: pl.DataFrame,
    names: Mapping[str, Mapping[float, str]] | None = None,
    nominal: set[str] | frozenset[str] = frozenset(),
) -> Table:
    columns = {
        series.name: Column(
            _cells(series), (names or {}).get(series.name, {}), series.name in nominal
        )
        for series in frame
    }
    return Table(columns, range(1, frame.height + 1), "row")


def _cells(series: pl.Series) -> pl.Series:
    """Numbers stay numbers, without NaN; everything else becomes text."""
    if series.dtype.is_float():
        return series.fill_nan(None)
    if series.dtype.is_numeric():
        return series
    if series.dtype.is_nested():
        series = pl.Series(series.name, [None if cell is None else str(cell) for cell in series])
    text = series.cast(pl.String).str.strip_chars()
    return text.set(text.is_in(list(MISSING)), None)


def _cannot_be_opened(path: Path, error: OSError) -> BadInput:
    return BadInput(f"{path} cannot be opened: {error.strerror or error}.")
