"""Calling back: only on days and at hours that we can promise."""

from datetime import date, datetime, timedelta

import pytest

from visavis.mediation.calling_back import (
    PARTS,
    Impossible,
    days_offered,
    impossible,
    next_day,
    parts_offered,
)
from visavis.mediation.terms import HERE, Terms

pytestmark = pytest.mark.pure
MONDAY_TEN = datetime(2026, 11, 30, 10, 0, tzinfo=HERE)


def test_today_is_offered_as_long_as_a_part_of_it_is_to_begin() -> None:
    assert days_offered(MONDAY_TEN) == tuple(
        date(2026, 11, 30 + n) if n == 0 else date(2026, 12, n) for n in range(5)
    )
    assert days_offered(MONDAY_TEN.replace(hour=18))[0] == date(2026, 12, 1)


def test_weekends_and_holidays_are_not_offered() -> None:
    assert days_offered(datetime(2026, 12, 23, 19, 0, tzinfo=HERE)) == (
        date(2026, 12, 24),
        date(2026, 12, 28),
        date(2026, 12, 29),
        date(2026, 12, 30),
        date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    ("on", "part", "why"),
    [
        (date(2026, 11, 30), "morning", Impossible.PAST),
        (date(2026, 11, 30), "afternoon", None),
        (date(2026, 11, 29), "evening", Impossible.PAST),
        (date(2026, 12, 5), "evening", Impossible.NOT_THAT_DAY),
        (date(2026, 12, 25), "morning", Impossible.NOT_THAT_DAY),
        (date(2026, 12, 15), "morning", None),
        (date(2026, 12, 16), "morning", Impossible.TOO_FAR),
        (date(9999, 12, 31), "morning", Impossible.TOO_FAR),
    ],
)
def test_an_hour_at_which_we_cannot_call_says_why(
    on: date, part: str, why: Impossible | None
) -> None:
    assert impossible(on, part, MONDAY_TEN) is why


def test_the_hour_is_that_of_the_service_and_not_of_the_computer() -> None:
    """Half past eight in the morning here, in winter: 7:30 UTC."""
    just_before = datetime(2026, 11, 30, 8, 30, tzinfo=HERE)
    assert impossible(date(2026, 11, 30), "morning", just_before) is None


def test_we_never_ring_before_nine_or_after_eight_in_the_evening() -> None:
    assert min(part.begins for part in PARTS.values()) == 9
    assert max(part.ends for part in PARTS.values()) == 20


def test_where_nobody_answered_we_try_on_the_next_day_on_which_we_call() -> None:
    assert next_day(date(2026, 12, 4)) == date(2026, 12, 7)


def test_a_service_that_does_not_call_in_the_evening_offers_none_and_keeps_what_it_promised() -> (
    None
):
    day_only = Terms(evening=0)
    assert [*parts_offered(day_only)] == ["morning", "afternoon"]
    assert "evening" in PARTS
    after_noon = MONDAY_TEN.replace(hour=13)
    assert days_offered(after_noon, day_only)[0] > after_noon.date()
    assert days_offered(after_noon)[0] == after_noon.date()


def test_as_many_days_are_offered_as_the_service_says() -> None:
    assert len(days_offered(MONDAY_TEN, Terms(call_days=8))) == 8
    far = days_offered(MONDAY_TEN, Terms(call_days=10))[-1]
    assert impossible(far, "morning", MONDAY_TEN, Terms(call_days=10)) is None
    assert impossible(far + timedelta(days=10), "morning", MONDAY_TEN) is Impossible.TOO_FAR
