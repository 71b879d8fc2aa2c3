"""The child that opens a spreadsheet. ``python -I -m visavis.rebuilding.table_child``.

What parses is loaded and used once before the locks close; then it reads, says what stands in the cells, and ends.
"""

import csv
import io
import json
import math
import os
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from visavis.rebuilding import Unfit, locks
from visavis.rebuilding.tables import CUT, LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from visavis.rebuilding.unfit import IsUnfit

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that the parts of a packed file may say they unpack to; memory has its own limit besides."""
SEPARATORS = ";,\t|"
_LOOKED_AT = 20
"""Lines by which the separator of a CSV file is told."""


def main() -> int:
    warm()
    locks.lock()
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        name, first, rows = opened(content)
        said = {"name": name, "first": first, "rows": rows}
    except IsUnfit as unfit:
        said = {"unfit": unfit.why}
    except BaseException:  # whatever a reader does not like; a panic of Rust is no Exception
        said = {"unfit": Unfit.BROKEN}
    out = sys.stdout.buffer
    out.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
    out.flush()
    os._exit(0)


def opened(content: bytes) -> tuple[str, int, list[list[str]]]:
    """Name, number of the first row, and the rows. Told by content. Raises IsUnfit."""
    if content.startswith(OLD_OFFICE):  # an .xls of long ago, or a file with a password
        raise IsUnfit(Unfit.LOCKED)
    if content.startswith(ZIP):
        return _sheet(content)
    return "", *_tidy(_csv(content))


def _sheet(content: bytes) -> tuple[str, int, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        known = {part.filename for part in parts.infolist()}
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise IsUnfit(Unfit.TOO_BIG)
    if not known & {"xl/workbook.xml", "content.xml"}:
        raise IsUnfit(Unfit.KIND)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
    except python_calamine.PasswordError:
        raise IsUnfit(Unfit.LOCKED) from None
    for about in book.sheets_metadata:
        if about.visible != python_calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height > MOST_ROWS or sheet.total_width > 1000:
            raise IsUnfit(Unfit.TOO_LONG)
        rows = sheet.to_python(skip_empty_area=False)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
            _spread(rows, top, left, bottom, right)
        first, tidy = _tidy(rows, empty=True)
        if tidy:
            return about.name, first, tidy
    raise IsUnfit(Unfit.EMPTY)


def _spread(rows: list[list[Any]], top: int, left: int, bottom: int, right: int) -> None:
    """A merged cell says the same for all that it covers; the file holds it once."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = value


def _csv(content: bytes) -> list[list[str]]:
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise IsUnfit(Unfit.KIND)
    text = _decoded(content)
    lines = text.splitlines()[:_LOOKED_AT]
    if not lines:
        raise IsUnfit(Unfit.EMPTY)
    if (
        lines[0].lower().startswith("sep=") and len(lines[0]) == 5
    ):  # as one well-known program writes it
        separator, text = lines[0][4], text.split("\n", 1)[1] if "\n" in text else ""
    else:
        separator = max(SEPARATORS, key=lambda sign: _separates(lines, sign))
    csv.field_size_limit(1_000_000)
    try:
        rows = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise IsUnfit(Unfit.TOO_LONG)
    except csv.Error:
        raise IsUnfit(Unfit.BROKEN) from None
    if max(map(len, rows)) < 2:  # one column is a text, not a table
        raise IsUnfit(Unfit.KIND)
    return rows


def _separates(lines: Sequence[str], sign: str) -> tuple[int, int]:
    """In how many of the lines it stands, and how often at least: the separator stands in nearly all."""
    counts = [line.count(sign) for line in lines]
    return sum(count > 0 for count in counts), max(counts)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _tidy(rows: Iterable[Sequence[Any]], *, empty: bool = False) -> tuple[int, list[list[str]]]:
    """Without empty rows above and below and empty columns to the right; every row of one length.

    ``empty``: whether nothing at all may come of it."""
    said = [[_said(cell) for cell in row] for row in rows]
    while said and not any(said[-1]):
        said.pop()
    above = next((n for n, row in enumerate(said) if any(row)), len(said))
    said = said[above:]
    width = max((n + 1 for row in said for n, cell in enumerate(row) if cell), default=0)
    if not said and not empty:
        raise IsUnfit(Unfit.EMPTY)
    if width > MOST_COLUMNS:
        raise IsUnfit(Unfit.TOO_LONG)
    return above + 1, [(row + [""] * width)[:width] for row in said]


def _said(cell: Any) -> str:
    """What a cell shows, as text."""
    if isinstance(cell, str):
        return _shown(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "ja" if cell else "nee"
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float) and math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e15:
        return str(int(cell))
    return _shown(str(cell))


def _shown(text: str) -> str:
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    text = text.strip()
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + CUT


def warm() -> None:
    """Uses each reader once, so that nothing needs to be loaded any more."""
    _decoded("é".encode("cp1252"))
    "".encode("utf-8", "replace").decode("utf-16", "replace")
    b"".decode("cp437")  # of names within a packed file
    book = python_calamine.load_workbook(io.BytesIO(_smallest_book()))
    book.get_sheet_by_index(0).to_python()
    json.dumps({"a": ["é"]}, ensure_ascii=False)


def _smallest_book() -> bytes:
    """A workbook with a number and a day in it."""
    names = "http" + "://schemas.openxmlformats.org"  # no address: the name of a vocabulary
    main = f"{names}/spreadsheetml/2006/main"
    related = f"{names}/officeDocument/2006/relationships"
    packed = f"{names}/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{packed}"><Relationship Id="r1" '
        f'Type="{related}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{related}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packed}"><Relationship Id="r1" '
        f'Type="{related}/worksheet" Target="worksheets/a.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        '<c r="B1" s="0"><v>45000</v></c></row></sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    with zipfile.ZipFile(made) as book:
        for part in book.infolist():
            book.read(part)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
