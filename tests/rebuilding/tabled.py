"""Spreadsheets for the tests, made by hand: no other library writes what ours reads."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

_NAMES = "http" + "://schemas.openxmlformats.org"  # no address: the name of a vocabulary
_MAIN = f"{_NAMES}/spreadsheetml/2006/main"
_OFFICE = f"{_NAMES}/officeDocument/2006/relationships"
_PACKED = f"{_NAMES}/package/2006/relationships"


def workbook(
    rows: Sequence[Sequence[object]], *, merged: Sequence[str] = (), hidden_first: bool = False
) -> bytes:
    """An .xlsx: text as text, numbers as numbers, a date as a date. ``hidden_first``: behind a hidden sheet."""
    names = ["geheim", "lijst"] if hidden_first else ["lijst"]
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"{_state(name)}/>'
        for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKED}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKED}">{related}'
        f'<Relationship Id="rs" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/s{n}.xml": _sheet([["x", "y"]], ()) for n in range(1, len(names))},
        f"xl/worksheets/s{len(names)}.xml": _sheet(rows, merged),
    }
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return made.getvalue()


def _state(name: str) -> str:
    return ' state="hidden"' if name == "geheim" else ""


def _sheet(rows: Sequence[Sequence[object]], merged: Sequence[str]) -> str:
    lines = "".join(
        f'<row r="{n}">{"".join(_cell(n, at, cell) for at, cell in enumerate(row) if cell is not None)}</row>'
        for n, row in enumerate(rows, 1)
    )
    covers = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f"<mergeCells>{covers}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData>{merges}</worksheet>'


def _cell(row: int, column: int, value: object) -> str:
    at = f"{chr(65 + column)}{row}"
    if isinstance(value, date):
        return f'<c r="{at}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def open_document(rows: Sequence[Sequence[str]]) -> bytes:
    """An .ods."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:manifest "
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
            f'xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="lijst">'
            f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )
