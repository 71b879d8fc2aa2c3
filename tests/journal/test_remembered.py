"""What a process opened once it does not open again: by the key that opens it, and a bounded number of rows."""

from collections.abc import Iterator

import pytest

from visavis.journal import remembered
from visavis.journal.remembered import Remembered

pytestmark = pytest.mark.pure
KEY, OTHER = b"k" * 32, b"o" * 32


class Rows:
    """A table that says which of its rows were opened."""

    def __init__(self, *there: str) -> None:
        self.there, self.opened = set(there), list[list[str]]()

    def open(self, some: list[str]) -> Iterator[tuple[str, str]]:
        self.opened.append(some)
        return ((row, row.upper()) for row in some if row in self.there)


def test_a_row_is_opened_once_and_one_that_is_gone_is_left_out() -> None:
    rows, known = Rows("a", "b"), Remembered[str](10)
    assert known.of(KEY, ["a", "gone"], rows.open) == {"a": "A"}
    assert known.of(KEY, ["a", "b"], rows.open) == {"a": "A", "b": "B"}
    assert known.of(KEY, ["b"], rows.open) == {"b": "B"}
    assert rows.opened == [["a", "gone"], ["b"]]


def test_another_key_opens_everything_anew() -> None:
    rows, known = Rows("a"), Remembered[str](10)
    known.of(KEY, ["a"], rows.open)
    known.of(OTHER, ["a"], rows.open)
    assert rows.opened == [["a"], ["a"]]


def test_it_holds_no_more_than_it_may_and_still_gives_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "AT_ONCE", 2)
    rows, known = Rows(*"abcde"), Remembered[str](3)
    assert known.of(KEY, "abcde", rows.open) == {each: each.upper() for each in "abcde"}
    assert rows.opened == [["a", "b"], ["c", "d"], ["e"]]
    assert len(known._said) <= 3
