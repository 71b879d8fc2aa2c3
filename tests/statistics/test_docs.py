"""The examples of docs/statistics.md, executed as they stand there."""

import doctest
from pathlib import Path

import pytest

import visavis.statistics

pytestmark = pytest.mark.pure

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "statistics.md"


def test_every_example_gives_what_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    found = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert found.attempted > 60
    assert found.failed == 0


def test_the_page_names_everything_that_the_package_offers() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in visavis.statistics.__all__ if name not in page] == []


def test_all_that_is_offered_is_there_and_in_order() -> None:
    names = visavis.statistics.__all__
    assert all(hasattr(visavis.statistics, name) for name in names)
    assert len(set(names)) == len(names)
