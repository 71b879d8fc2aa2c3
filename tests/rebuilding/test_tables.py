"""A spreadsheet is opened in the child and comes back as plain rows, or is refused with its reason."""

import json
from datetime import date
from typing import Any

import pytest

from tests.rebuilding import brought
from tests.rebuilding.tabled import open_document, packed, workbook
from visavis.rebuilding import Unfit, tables
from visavis.rebuilding.tables import LONGEST_CELL, Table, read_table

pytestmark = pytest.mark.pure


def rows(content: bytes) -> list[tuple[str, ...]]:
    read = read_table(content)
    assert isinstance(read, Table), read
    return list(read.rows)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_the_ways_in_which_programs_write_it(separator: str, codec: str) -> None:
    text = 'Nr|Naam|Plaats\n1|Zoë|\'s-Gravenhage\n2|"Bo\nDe Vries"|\n'.replace("|", separator)
    assert rows(text.encode(codec)) == [
        ("Nr", "Naam", "Plaats"), ("1", "Zoë", "'s-Gravenhage"), ("2", "Bo\nDe Vries", ""),
    ]  # fmt: skip


def test_a_separator_that_the_file_names_is_believed() -> None:
    assert rows(b"sep=;\na,b;c\n1;2\n") == [("a,b", "c"), ("1", "2")]


def test_a_workbook_gives_days_numbers_and_words_and_a_merged_cell_to_each_row_it_covers() -> None:
    made = workbook(
        [
            ["Overzicht"],
            ["Nr", "Naam", "Op", "Soort"],
            [1, "Anna", date(2024, 3, 31), "Diefstal"],
            [2, "🙂", date(2020, 2, 29), None],
            [3.5, "<b>", None, None],
        ],
        merged=["A1:D1", "D3:D5"],
    )
    assert rows(made) == [
        ("Overzicht",) * 4, ("Nr", "Naam", "Op", "Soort"), ("1", "Anna", "2024-03-31", "Diefstal"),
        ("2", "🙂", "2020-02-29", "Diefstal"), ("3.5", "<b>", "", "Diefstal"),
    ]  # fmt: skip


def test_a_hidden_sheet_stays_hidden_and_empty_rows_above_count_in_the_number() -> None:
    read = read_table(workbook([[], [], ["Nr", "Naam"], [1, "Anna"]], hidden_first=True))
    assert read == Table("lijst", (("Nr", "Naam"), ("1", "Anna")), 3)


def test_an_open_document_is_read_too() -> None:
    assert rows(open_document([["Nr", "Naam"], ["1", "Anna"]])) == [("Nr", "Naam"), ("1", "Anna")]


def test_huge_text_is_cut_where_it_can_be_seen() -> None:
    cell = rows(f"a;b\n1;{'x' * 9000}\n".encode())[1][1]
    assert cell == "x" * LONGEST_CELL + "…"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unfit.EMPTY),
        (b"\n\n", Unfit.KIND),
        (b";;\n;;\n", Unfit.EMPTY),
        (b"only words\nin lines\n", Unfit.KIND),
        (brought.photo(), Unfit.KIND),
        (b"PK\x03\x04broken", Unfit.BROKEN),
        (packed({"word/document.xml": "<a/>"}), Unfit.KIND),
        (workbook([[]]), Unfit.EMPTY),
        (b"\xd0\xcf\x11\xe0" + bytes(600), Unfit.LOCKED),
        (";".join(map(str, range(81))).encode(), Unfit.TOO_LONG),
        (b"a;b\n" + b"1;2\n" * 60_000, Unfit.TOO_LONG),
        (bytes(26 * 1024 * 1024), Unfit.TOO_BIG),
    ],
    ids=range(12),
)
def test_what_is_no_spreadsheet_of_ours_is_refused_with_its_reason(
    content: bytes, why: Unfit
) -> None:
    assert read_table(content) is why


def test_a_file_that_says_it_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    made = bytearray(packed({"xl/workbook.xml": "<a/>"}))
    size = made.index(b"PK\x01\x02") + 24  # in the list of its parts: how long the part is
    made[size : size + 4] = (300 * 1024 * 1024).to_bytes(4, "little")
    assert read_table(bytes(made)) is Unfit.TOO_BIG


def test_entities_of_xml_are_not_followed() -> None:
    evil = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    made = packed(
        {
            "content.xml": f"{evil}<a>&e;</a>",
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        }
    )
    assert isinstance(read_table(made), Unfit)


class _Said:
    """Stands for a child that says this."""

    def __init__(self, said: bytes) -> None:
        self.said = said

    def __enter__(self) -> tuple[Any, Any]:
        return self, self

    def __exit__(self, *_: object) -> None: ...

    def write(self, content: bytes) -> None: ...

    def close(self) -> None: ...

    def read(self, most: int) -> bytes:
        return self.said[:most]


GOOD: dict[str, Any] = {"name": "a", "first": 1, "rows": [["a", "b"]]}


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[1]",
        b"{",
        json.dumps({"unfit": "because"}).encode(),
        json.dumps({**GOOD, "rows": []}).encode(),
        json.dumps({**GOOD, "rows": [["a"], ["a", "b"]]}).encode(),
        json.dumps({**GOOD, "rows": [[1]]}).encode(),
        json.dumps({**GOOD, "rows": [["x" * 5000]]}).encode(),
        json.dumps({**GOOD, "rows": [["x"] * 81]}).encode(),
        json.dumps({**GOOD, "first": 0}).encode(),
        json.dumps({"rows": [["a"]]}).encode(),
    ],
)
def test_a_child_that_was_taken_over_is_believed_nothing(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "apart", lambda *_: _Said(said))
    assert read_table(b"a;b") is Unfit.BROKEN


def test_what_fits_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "apart", lambda *_: _Said(json.dumps(GOOD).encode()))
    assert read_table(b"a;b") == Table("a", (("a", "b"),), 1)
