"""Regions: a municipality falls under one of them however it is written, and nothing that was recorded is lost."""

import pytest

from visavis.service.regions import UNPLACED, places_in, regions_of

pytestmark = pytest.mark.pure
LIST = regions_of(
    {
        "north": ("Noord", "Groningen\r\nAssen, Súdwest-Fryslân", "2", ""),
        "south": ("Zuid", "Den Bosch", "1", ""),
        "old": ("Drenthe", "Assen\nHoogeveen", "", "retired"),
        "odd": ("from another version",),
    }
)


def found(municipality: str) -> str:
    one = LIST.of(municipality)
    return one.name if one else ""


@pytest.mark.parametrize(
    ("written", "region"),
    [
        ("Groningen", "Noord"), ("  groningen ", "Noord"), ("gemeente Groningen", "Noord"),
        ("sudwest fryslan", "Noord"), ("DEN BOSCH", "Zuid"), ("Noord", "Noord"),
        ("Utrecht", ""), ("", ""), ("unknown", ""),
    ],
)  # fmt: skip
def test_a_municipality_is_known_however_it_is_written(written: str, region: str) -> None:
    assert found(written) == region


def test_what_is_used_now_goes_before_what_once_was_and_what_was_is_still_counted_there() -> None:
    assert found("Assen") == "Noord"
    assert found("Hoogeveen") == "Drenthe"
    assert [one.name for one in LIST.offered] == ["Zuid", "Noord"]
    assert "Hoogeveen" not in LIST.suggested


def test_regions_stand_in_the_order_of_the_service_and_suggestions_by_name() -> None:
    assert [one.code for one in LIST.all] == ["south", "north", "old"]
    assert LIST.all[-1].place == UNPLACED
    assert LIST.suggested == ("Assen", "Den Bosch", "Groningen", "Noord", "Súdwest-Fryslân", "Zuid")


def test_municipalities_are_read_one_on_a_line_or_with_commas_each_once() -> None:
    assert places_in(" Assen,\nEmmen \n\nassen, ,Den  Bosch") == ("assen", "Emmen", "Den Bosch")


def test_without_a_list_nothing_falls_under_anything() -> None:
    empty = regions_of({})
    assert (empty.all, empty.suggested, empty.of("Assen")) == ((), (), None)
