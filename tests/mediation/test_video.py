"""A video call in rooms of ours: apart until the mediator lets one in, and out again for all at once (§2.2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.mediation.says import says
from tests.mediation.test_contact import on_conversation, plan
from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.appointments import CannotCome, PlanContact, Reconfirm, in_calendar
from visavis.mediation.course import Pause, Resume, Withdraw
from visavis.mediation.preparation import AgreeForm, ChooseForm
from visavis.mediation.safety import CheckSafety
from visavis.mediation.video import (
    EARLY,
    LATE,
    LONGEST_NAME,
    ChooseCallName,
    EndCall,
    LetIn,
    may_enter,
    may_try,
)
from visavis.mediation.views.meeting import IN, ROOM, WAITING

pytestmark = pytest.mark.pure


def by_video(way: Way) -> PlanContact:
    talk = plan(way, form="video_call")
    rooms = zip(talk.arrivals, ("a" * 32, "b" * 32), strict=True)
    return replace(talk, arrivals=tuple(replace(one, entrance=f"{ROOM}{r}") for one, r in rooms))


def planned() -> Way:
    way = Way().ready()
    for who in (A, B):
        way.does(ChooseForm("video_call"), who)
    way.does(AgreeForm((A, B), "video_call"))
    return way.does(by_video(way))


def today() -> Way:
    way = planned().later(days=4)
    for who in (A, B):
        way.does(Reconfirm(), who).does(CheckSafety(who))
    return way.later(days=1)


def let(who: str) -> LetIn:
    return LetIn("contact", "video_call", (A, B), A if who == "a" else B)


def test_each_has_a_room_that_no_other_plan_names() -> None:
    way = planned()
    assert [way.me(who).appointments[0].room for who in (A, B)] == ["a" * 32, "b" * 32]
    assert on_conversation().does(plan(Way().ready())).me(A).appointments[0].room == ""


def test_letting_one_in_opens_the_talk_to_that_one_and_tells_the_other_nothing() -> None:
    way = today()
    before = way.me(B)
    way.does(let("a"))
    assert way.me(A).appointments[0].call == IN
    assert way.me(B) == before


def test_nobody_is_let_in_before_everyone_said_yes_once_more() -> None:
    way = planned().later(days=4)
    way.does(Reconfirm(), A).does(CheckSafety(A)).does(CheckSafety(B))
    assert way.later(days=1).tries(let("a")) == says(6)


def test_one_key_ends_it_for_all_and_says_nothing_to_who_was_not_in() -> None:
    way = today().does(let("a"))
    outside = way.me(B)
    way.does(EndCall("contact", (A, B)))
    assert way.me(A).appointments[0].call == WAITING
    assert way.me(B) == outside
    assert way.does(let("a")).does(let("b")).does(EndCall("contact", (A, B))).me(B) == outside


def test_a_plan_for_another_time_begins_in_the_waiting_room_again() -> None:
    way = today().does(let("a"))
    (mine,) = way.me(A).appointments
    same = by_video(way)
    stands = replace(
        same,
        arrivals=tuple(
            replace(
                one,
                arrives=way.me(one.party).appointments[0].arrives,
                leaves=way.me(one.party).appointments[0].leaves,
            )
            for one in same.arrivals
        ),
    )
    assert way.tries(stands) is not None
    assert way.does(same).me(A).appointments[0].call == WAITING
    assert mine.call == IN


def test_the_door_opens_around_ones_own_hour_and_for_nobody_who_pauses_or_stopped() -> None:
    way = planned()
    me = way.me(A)
    (one,) = me.appointments
    moments = {
        "before": one.arrives - EARLY - timedelta(seconds=1),
        "at first": one.arrives - EARLY,
        "last": one.leaves + LATE - timedelta(seconds=1),
        "after": one.leaves + LATE,
    }
    assert {n: may_enter(me, one, at) for n, at in moments.items()} == {
        "before": False, "at first": True, "last": True, "after": False,
    }  # fmt: skip
    assert {n: may_try(me, one, at) for n, at in moments.items()} == {
        "before": True, "at first": True, "last": True, "after": False,
    }  # fmt: skip
    at = one.arrives
    link = replace(one, entrance="https://meet.example.org/x")
    assert not may_enter(me, link, at)
    assert not may_try(me, link, at)
    gone = way.does(CannotCome("contact"), A).me(A)
    assert not may_enter(gone, gone.appointments[0], at)
    for act in (Pause(), Withdraw()):
        other = planned().does(act, A).me(A)
        assert not may_enter(other, other.appointments[0], at)
        assert not may_try(other, other.appointments[0], at)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("Noor", "Noor"), ("  N.  de  V. ", "N. de V."), ("x" * 90, "x" * LONGEST_NAME), ("  ", "")],
)
def test_the_name_on_the_screen_is_the_one_chosen_on_one_line(typed: str, shown: str) -> None:
    way = planned()
    before = way.me(B)
    assert way.does(ChooseCallName(typed), A).me(A).call_name == shown
    assert way.me(B) == before


def test_ones_own_calendar_shows_what_is_planned_and_nothing_in_a_pause_or_after_a_stop() -> None:
    way = planned()
    today = way.today
    (one,) = way.me(A).appointments
    assert in_calendar(way.me(A), today) == (one,)
    assert in_calendar(way.me(A), today + timedelta(days=6)) == ()
    assert in_calendar(way.does(Pause(), A).me(A), today) == ()
    assert in_calendar(way.does(Resume(), A).me(A), today) == (one,)
    assert in_calendar(way.does(CannotCome("contact"), A).me(A), today) == ()
    assert in_calendar(planned().does(Withdraw(), A).me(A), today) == ()
