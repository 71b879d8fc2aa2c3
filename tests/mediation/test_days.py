"""Days on which a letter may arrive: Dutch public holidays, and the days around which none comes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.mediation.days import (
    KnownDay,
    easter,
    is_calm,
    letter_may_arrive,
    next_letter_day,
    public_holidays,
)

pytestmark = pytest.mark.pure

# Source: Nautical almanac (astronomical tables of Easter), U.S. Naval Observatory, "The Date of Easter".
EASTER = """
1818-03-22 1886-04-25 1943-04-25 1961-04-02 1981-04-19 1995-04-16 2000-04-23 2008-03-23 2011-04-24
2016-03-27 2019-04-21 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28
2028-04-16 2029-04-01 2030-04-21 2035-03-25 2038-04-25 2049-04-18 2076-04-19 2285-03-22
""".split()


@pytest.mark.parametrize("day", [date.fromisoformat(day) for day in EASTER])
def test_easter_is_where_the_tables_have_it(day: date) -> None:
    assert easter(day.year) == day


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_public_holidays_of_2026_are_those_of_the_government() -> None:
    """Source: rijksoverheid.nl, "Officiële feestdagen", 2026."""
    assert public_holidays(2026) == {
        date(2026, 1, 1),  # Nieuwjaarsdag
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 5),
        date(2026, 4, 6),  # Pasen
        date(2026, 4, 27),  # Koningsdag
        date(2026, 5, 5),  # Bevrijdingsdag
        date(2026, 5, 14),  # Hemelvaartsdag
        date(2026, 5, 24),
        date(2026, 5, 25),  # Pinksteren
        date(2026, 12, 25),
        date(2026, 12, 26),  # Kerstmis
    }


def test_kings_day_is_kept_on_saturday_where_it_falls_on_a_sunday() -> None:
    assert date(2025, 4, 26) in public_holidays(2025)
    assert date(2025, 4, 27) not in public_holidays(2025)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_help_is_near_on_the_day_after_a_letter(day: date) -> None:
    if letter_may_arrive(day):
        for one in (day, day + timedelta(days=1)):
            assert one.weekday() <= 4
            assert one not in public_holidays(one.year)


@given(
    st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    st.sampled_from(["event", "hearing", "release"]),
    st.integers(-20, 20),
)
def test_two_weeks_around_a_heavy_day_are_left_free(day: date, what: str, shift: int) -> None:
    near = KnownDay(what, day + timedelta(days=shift))
    assert is_calm(day, [near]) is (abs(shift) > 14)


def test_a_day_of_the_end_of_february_comes_back_each_year() -> None:
    assert not is_calm(date(2027, 2, 28), [KnownDay("birthday", date(2000, 2, 29))])
    assert not is_calm(date(2027, 1, 4), [KnownDay("event", date(2024, 12, 28))])


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_there_is_always_a_day_within_two_months(day: date) -> None:
    known = [KnownDay("event", day.replace(year=2019, day=1)), KnownDay("hearing", day)]
    found = next_letter_day(day, known)
    assert letter_may_arrive(found)
    assert is_calm(found, known)
    assert day <= found < day + timedelta(days=60)
