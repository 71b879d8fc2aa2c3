"""Until when a person's part is kept (domain §8 "Retention")."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.mediation.entries import PartyId
from visavis.mediation.retention import (
    day_of,
    months_after,
    named_part,
    own_part,
    was_dated,
)
from visavis.mediation.views import (
    Approach,
    Closing,
    DeskLane,
    DeskView,
    FileView,
    PartyView,
    Side,
    Step,
    Talk,
)
from visavis.mediation.words import ACTIVE, PartyState

pytestmark = pytest.mark.pure
P = PartyState
ME = PartyId("a" * 32)
LAST = date(2026, 3, 2)


def person(state: PartyState, **more: Any) -> PartyView:
    walked = (Step(P.REGISTERED, date(2025, 1, 6)), Step(state, LAST))
    return PartyView(ME, state, walked=walked, **more)


def test_the_latest_closing_and_five_years() -> None:
    closed = person(P.CLOSED, closing=Closing(erase_by=date(2031, 3, 2)))
    assert own_part(closed) == date(2031, 3, 2)
    aftercare = person(P.AFTERCARE, closing=Closing(erase_by=date(2031, 9, 2)))
    assert own_part(aftercare) == date(2031, 9, 2)


def test_who_stopped_and_was_never_closed_is_not_kept_for_ever() -> None:
    for state in (P.WITHDRAWN, P.UNREACHABLE):
        assert own_part(person(state)) == date(2031, 3, 2)


def test_not_taken_up_six_months() -> None:
    assert own_part(person(P.CLOSED, not_taken_up="outside_scope")) == date(2026, 9, 2)


def test_a_no_without_a_talk_one_year_and_after_a_talk_five() -> None:
    assert own_part(person(P.DECLINED)) == date(2027, 3, 2)
    talked = person(P.DECLINED, talks=(Talk("exploratory", LAST),))
    assert own_part(talked) == date(2031, 3, 2)


@pytest.mark.parametrize("state", sorted(ACTIVE | {P.REGISTERED, P.CLOSING}))
def test_nobody_on_their_way_has_a_day(state: PartyState) -> None:
    assert own_part(person(state)) is None
    assert own_part(PartyView(ME)) is None


def test_a_day_that_may_have_stood_is_taken_away_by_coming_back() -> None:
    back = PartyView(ME, P.EXPLORING, walked=(Step(P.WITHDRAWN, LAST), Step(P.EXPLORING, LAST)))
    assert own_part(back) is None
    assert was_dated(back)
    assert not was_dated(person(P.EXPLORING))


def test_who_was_only_named_goes_four_weeks_after_the_closing_of_who_began() -> None:
    began = person(P.CLOSED, closing=Closing(erase_by=date(2031, 3, 2)))
    assert named_part(FileView(state=P.NAMED), [began]) == LAST + timedelta(weeks=4)
    later = person(P.WITHDRAWN)
    assert named_part(FileView(state=P.NAMED), [began, later]) == LAST + timedelta(weeks=4)


def test_whose_letter_can_still_be_answered_stays_a_year_after_the_last_one() -> None:
    began = person(P.CLOSED, closing=Closing(erase_by=date(2031, 3, 2)))
    sent = FileView(
        state=P.UNREACHABLE,
        approaches=(Approach("minimal", date(2026, 1, 6), 0),),
        reminders=(date(2026, 1, 20),),
    )
    assert named_part(sent, [began]) == date(2027, 1, 20)


def test_as_long_as_someone_who_began_is_on_their_way_nobody_named_has_a_day() -> None:
    closed = person(P.CLOSED, closing=Closing(erase_by=date(2031, 3, 2)))
    assert named_part(FileView(state=P.NAMED), [closed, person(P.WILLING)]) is None
    assert named_part(FileView(state=P.NAMED), []) is None


def test_one_side_of_a_trajectory_has_its_own_day() -> None:
    other = PartyId("b" * 32)
    began = Side(ME, True, person(P.DECLINED), FileView())
    named = Side(other, False, PartyView(other), FileView(state=P.NAMED))
    desk = DeskView("t", DeskLane(), (began, named))
    assert day_of(desk, began) == date(2027, 3, 2)
    assert day_of(desk, named) == LAST + timedelta(weeks=4)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    start: date, months: int
) -> None:
    found = months_after(start, months)
    assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
    tomorrow = found + timedelta(days=1)
    assert found.day == start.day or (found.day < start.day and tomorrow.day == 1)


def test_the_ends_of_months() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)
