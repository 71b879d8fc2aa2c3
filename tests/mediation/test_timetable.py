"""Rooms and doorways over all trajectories: what is booked twice, and who would meet without meaning to."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from visavis.mediation.booking import BOOKED, book
from visavis.mediation.entries import Actor, Audience, Entry, PartyId
from visavis.mediation.safeguards import room_is_free
from visavis.mediation.terms import HERE, MOVES_APART
from visavis.mediation.timetable import (
    Booking,
    Part,
    booked_twice,
    bookings,
    near_each_other,
    on_days,
)
from visavis.mediation.views import (
    Appointment,
    DeskLane,
    DeskView,
    FileView,
    PartyView,
    Side,
    fold_desk,
)

pytestmark = pytest.mark.pure
A, B = PartyId("a"), PartyId("b")
NINE = datetime(2026, 3, 9, 9, 0, tzinfo=HERE)


def at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def part(party: PartyId, begins: int, ends: int) -> Part:
    return Part(party, at(begins), at(ends), "voor")


def booking(trajectory: str, room: str, *parts: Part, form: str = "conversation") -> Booking:
    return Booking(trajectory, f"contact of {trajectory}", form, room, parts)


def talk(contact: str, begins: int, ends: int, state: str = "planned") -> Appointment:
    return Appointment(
        contact, "conversation", at(begins), at(ends), "Utrecht", "voor", state=state
    )


def desk_of(*own: PartyView, rooms: tuple[tuple[str, str], ...] = ()) -> DeskView:
    sides = tuple(Side(me.party, me.party == A, me, FileView()) for me in own)
    return DeskView("t", DeskLane(rooms=rooms), sides)


def test_what_stands_in_a_trajectory_is_one_booking_for_each_appointment() -> None:
    mine = PartyView(A, appointments=(talk("late", 300, 360), talk("one", 0, 60)))
    theirs = PartyView(B, appointments=(talk("one", 15, 75, "move"), talk("gone", 0, 60, "off")))
    first, second = bookings(desk_of(mine, theirs, rooms=(("one", "room 2"),)))
    assert (first.contact, first.room, first.begins, first.ends) == ("one", "room 2", at(0), at(75))
    assert [one.state for one in first.parts] == ["planned", "move"]
    assert (second.contact, second.room) == ("late", "")
    assert bookings(desk_of()) == ()


def test_a_day_holds_what_begins_on_it() -> None:
    one, two = booking("t", "", part(A, 60, 90)), booking("s", "", part(B, 0, 90))
    later = booking("r", "", part(A, 24 * 60, 25 * 60))
    assert on_days([one, later, two], NINE.date(), NINE.date()) == [two, one]
    week = on_days([later, one], NINE.date(), NINE.date() + timedelta(days=6))
    assert week == [one, later]


def test_a_room_is_booked_twice_when_two_need_it_at_one_moment_and_not_one_after_the_other() -> (
    None
):
    one = booking("t", "room 2", part(A, 0, 60), part(B, 15, 75))
    assert list(booked_twice([one, booking("s", "room 2", part(A, 70, 90))])) != []
    for other in (
        booking("s", "room 2", part(A, 75, 90)),  # begins as the other ends
        booking("s", "room 3", part(A, 0, 60)),
        booking("s", "", part(A, 0, 60)),
    ):
        assert list(booked_twice([one, other])) == []
    nowhere = [booking("t", "", part(A, 0, 60)), booking("s", "", part(A, 0, 60))]
    assert list(booked_twice(nowhere)) == []


@pytest.mark.parametrize(
    ("other", "near"),
    [
        ((9, 75), True),  # comes nine minutes after
        ((10, 75), False),
        ((20, 69), True),  # leaves nine minutes after
        ((20, 80), False),
        ((65, 120), True),  # comes when the first has just gone
    ],
)
def test_two_people_of_one_trajectory_have_some_minutes_between(
    other: tuple[int, int], near: bool
) -> None:
    assert timedelta(minutes=10) == MOVES_APART
    found = list(near_each_other([booking("t", "", part(A, 0, 60), part(B, *other))]))
    assert bool(found) is near


def test_near_is_asked_of_people_of_one_trajectory_alone_and_not_of_a_video_call() -> None:
    one = booking("t", "", part(A, 0, 60))
    assert list(near_each_other([one, booking("s", "", part(B, 0, 60))])) == []
    assert list(near_each_other([one, booking("t", "", part(A, 60, 90))])) == []
    call = booking("t", "", part(A, 0, 60), part(B, 5, 65), form="video_call")
    assert list(near_each_other([call])) == []
    again = booking("t", "", part(B, 5, 65))  # for another appointment of theirs, the same morning
    assert len(list(near_each_other([one, again]))) == 1


def test_a_room_stands_on_the_desks_lane_and_is_given_back() -> None:
    staff = Actor(Audience.PLANNER, "staff")

    def after(*said: tuple[str, str]) -> DeskLane:
        entries = [
            Entry(BOOKED, staff, NINE, {"contact": contact, "room": room}) for contact, room in said
        ]
        return fold_desk(entries)

    assert after(("one", "2"), ("two", "3")).rooms == (("one", "2"), ("two", "3"))
    assert after(("one", "2"), ("one", "3")).rooms == (("one", "3"),)
    assert after(("one", "2"), ("one", "")).rooms == ()
    view = desk_of(rooms=(("one", "2"),))
    assert list(book(view, "one", "2")) == []
    assert list(book(view, "new", "")) == []
    assert len(list(book(view, "one", ""))) == 1


def test_order_room_is_free_refuses_a_room_that_is_in_use_before_anything_is_planned() -> None:
    assert not room_is_free.lets_pass(SimpleNamespace(room_taken=True), desk_of(), NINE)


def test_order_room_is_free_lets_pass_any_other() -> None:
    assert room_is_free.lets_pass(SimpleNamespace(room_taken=False), desk_of(), NINE)
