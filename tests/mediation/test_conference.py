"""A group meeting: proposed, released, one list for all, each prepared apart, seats and turns in the plan (§2.5)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.test_safety import CO
from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.steps import A, B
from visavis.mediation.acts import Safeguard
from visavis.mediation.appointments import Arrival, CallOffContact, PlanContact, Reconfirm
from visavis.mediation.around import AdmitGuest, EndSupporter, InviteSupporter
from visavis.mediation.closing import Reopen
from visavis.mediation.conference import (
    MOST,
    AnswerAttendees,
    PrepareAttendee,
    ProposeAttendee,
    PutAttendees,
    TakeAttendeeBack,
    listed_hash,
)
from visavis.mediation.contact import HoldContact
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Notice
from visavis.mediation.preparation import AgreeForm, ChooseForm
from visavis.mediation.safeguards import (
    attendee_was_proposed,
    everyone_agreed_who_comes,
    everyone_who_comes_is_prepared,
    group_plan_is_whole,
    stands_on_one_side_only,
    two_lead_a_group,
)
from visavis.mediation.safety import CheckSafety
from visavis.mediation.terms import working_days_after
from visavis.mediation.views import Attendee, changed

pytestmark = pytest.mark.pure

EVA, DAAN = "Eva, a friend", "Daan"
LIST = PutAttendees((A, B), (EVA, DAAN))
NAMES = (DAAN, EVA)
HASH = listed_hash(NAMES)
PREPARED = (
    PrepareAttendee(A, "eva", True, True, "person-eva"),
    PrepareAttendee(B, "daan", True, True, "person-daan"),
)


def on_a_group(way: Way | None = None) -> Way:
    way = way or Way().ready()
    for who in (A, B):
        way.does(ChooseForm("conference"), who)
    return way.does(AgreeForm((A, B), "conference")).does(CO)


def proposed() -> Way:
    way = on_a_group().does(ProposeAttendee("eva", "Eva", EVA, released=True))
    return way.does(ProposeAttendee("daan", "Daan", released=True), B)


def listed() -> Way:
    return proposed().does(LIST)


def agreed() -> Way:
    way = listed()
    for who in (A, B):
        way.does(AnswerAttendees(HASH, True), who)
    for act in PREPARED:
        way.does(act)
    return way


def plan(way: Way, **changes: Any) -> PlanContact:
    at = way.now + timedelta(days=5)
    made = PlanContact(
        "contact",
        "conference",
        "Community house",
        (
            Arrival(A, at, at + timedelta(hours=3), "front"),
            Arrival(B, at + timedelta(minutes=30), at + timedelta(hours=4), "garden"),
        ),
        neutral=True,
        near_exit=True,
        stop_plan="A raised hand.",
        seating="A circle; beside each their own people.",
        speaking="Anna first, then round.",
        method="peace_circle",
        afterwards="Soup.",
    )
    return replace(made, **changes)


def about_to_meet() -> Way:
    way = agreed()
    way.does(plan(way)).later(days=4)
    for who in (A, B):
        way.does(Reconfirm(), who).does(CheckSafety(who))
    return way


HOLD = HoldContact("contact", "conference", (A, B), 120, came=(EVA, DAAN))


def refused(way: Way, act: Any, by: Safeguard) -> bool:
    return getattr(way.tries(act), "text", None) == by.text


# Whom somebody proposes, and the list


def test_whom_one_proposes_is_nothing_for_the_other_also_once_it_is_released() -> None:
    way = on_a_group()
    page = way.me(B)
    way.does(ProposeAttendee("eva", "Eva Smit", EVA))
    assert way.me(A).group.mine == (Attendee("eva", "Eva Smit", EVA),)
    assert way.me(B) == page
    way.does(ProposeAttendee("eva", "Somebody else", EVA, released=True))
    assert way.me(A).group.mine == (Attendee("eva", "Eva Smit", EVA, released=True),)
    assert way.me(B) == page
    assert "attendee_proposed" in way.tasks(A)
    way.does(TakeAttendeeBack("eva"))
    assert (way.me(A).group.mine, way.me(B)) == ((), page)
    assert "attendee_proposed" not in way.tasks(A)


def test_what_is_no_proposal_changes_nothing() -> None:
    way = on_a_group()
    page = way.me(A)
    for act in (
        ProposeAttendee("eva", "  ", released=True),
        TakeAttendeeBack("eva"),
        AnswerAttendees(HASH, True),
    ):
        assert way.does(act).me(A) == page
    for number in range(MOST + 2):
        way.does(ProposeAttendee(f"p{number}", f"P {number}"))
    assert len(way.me(A).group.mine) == MOST


def test_a_name_breaks_no_line_and_is_kept_as_it_is_shown() -> None:
    way = on_a_group().does(ProposeAttendee("eva", " Eva\n\nSmit ", "\n", released=True))
    assert way.me(A).group.mine[0].shown_as == "Eva Smit"


def test_who_stands_beside_somebody_may_come_along_until_their_help_ends() -> None:
    way = on_a_group().does(InviteSupporter("guest", "Eva", ("come_along",)))
    way.does(ProposeAttendee("eva", "", released=True, guest="guest"))
    way.does(ProposeAttendee("daan", "Daan", guest="unknown"))
    assert [(one.name, one.guest) for one in way.me(A).group.mine] == [
        ("Eva", "guest"),
        ("Daan", ""),
    ]
    way.does(EndSupporter("guest"))
    assert [one.name for one in way.me(A).group.mine] == ["Daan"]


def test_the_list_is_one_for_all_in_an_order_that_does_not_say_who_invited_whom() -> None:
    way = listed()
    for who in (A, B):
        group = way.me(who).group
        assert (group.names, group.version_hash, group.listed_on) == (NAMES, HASH, way.today)
        assert group.asks
        assert "ask_attendees" in way.tasks(who)
        assert Notice(who, working_days_after(way.today, 1)) in way.world.notices
    assert way.does(PutAttendees((A, B), (DAAN, EVA))).me(B).group.names == NAMES


@pytest.mark.parametrize("names", [(), (EVA, "Lot"), ("Eva",)])
def test_s31_refuses_a_name_that_stands_there_otherwise_than_released(names: Any) -> None:
    assert proposed().tries(PutAttendees((A, B), names)) == says(31)


def test_s31_refuses_a_name_that_was_not_released_or_was_taken_back() -> None:
    way = on_a_group().does(ProposeAttendee("eva", "Eva", EVA))
    assert way.tries(PutAttendees((A, B), (EVA,))) == says(31)
    assert proposed().does(TakeAttendeeBack("eva")).tries(LIST) == says(31)


def test_s04_refuses_a_list_where_not_everyone_chose_a_group_meeting() -> None:
    assert proposed().does(ChooseForm("conversation"), B).tries(LIST) == says(4)


def test_a_no_to_a_name_is_heard_by_the_mediator_and_changes_no_other_page() -> None:
    way = listed()
    page = way.me(A)
    way.does(AnswerAttendees(HASH, False, "Not Eva."), B)
    assert way.me(A) == page
    group = way.side(B).own.group
    assert (group.accepts, group.said) == (False, "Not Eva.")
    assert "attendees_answered" in way.tasks(B)
    assert "ask_attendees" not in way.tasks(B)
    way.does(PutAttendees((A, B), (DAAN,)))
    assert "Not Eva." not in repr(way.me(A))
    assert (way.me(B).group.accepts, way.me(B).group.said) == (None, "Not Eva.")


def test_a_yes_is_to_exactly_that_list_and_ends_with_it() -> None:
    way = listed().does(AnswerAttendees("another", True))
    assert way.me(A).group.accepts is None
    way.does(AnswerAttendees(HASH, True))
    assert way_copy(way).does(LIST).me(A).group.accepts is True
    assert way.does(PutAttendees((A, B), (EVA,))).me(A).group.accepts is None


def test_who_stops_brings_nobody_and_who_comes_back_begins_without_a_list() -> None:
    way = agreed().does(Withdraw())
    assert (way.me(A).group.mine, way.me(A).group.accepts) == ((), None)
    assert not way.tasks(A) & {"attendee_proposed", "ask_attendees", "attendees_answered"}
    assert way.does(Reopen()).me(A).group.names == ()
    assert way.tries(ProposeAttendee("eva", "Eva")) == NOT_HERE


# Preparing whoever comes along


def test_what_we_know_of_whoever_comes_along_stands_on_no_page() -> None:
    way = listed()
    pages = way.me(A), way.me(B)
    for act in PREPARED:
        way.does(act)
    assert (way.me(A), way.me(B)) == pages
    assert way.side(A).file.attendees[0].may_come
    assert "attendee_proposed" not in way.tasks(A)
    way.does(replace(PREPARED[0], consents=False))
    assert [one.may_come for one in way.side(A).file.attendees] == [False]


def test_order_attendee_was_proposed_refuses_whom_nobody_asked() -> None:
    act = PrepareAttendee(B, "eva", True, True, "person-eva")
    assert refused(proposed(), act, attendee_was_proposed)


def test_order_attendee_was_proposed_lets_pass_whom_somebody_asked() -> None:
    assert passes(proposed().tries(PREPARED[0]))


def test_nobody_comes_along_with_one_side_and_stands_beside_the_other() -> None:
    way = proposed().does(PREPARED[0])
    assert refused(way, replace(PREPARED[1], person="person-eva"), stands_on_one_side_only)
    way.does(InviteSupporter("guest", "Eva"), B)
    assert refused(way, AdmitGuest(B, "guest", "person-eva"), stands_on_one_side_only)


# Planning it, and holding it


def test_order_two_lead_a_group_refuses_one_mediator_alone() -> None:
    way = agreed()
    alone = replace(way.world.desk(way.now).desk, co_mediator="")
    desk = replace(way.world.desk(way.now), desk=alone)
    for act in (plan(way), HOLD):
        assert two_lead_a_group in type(act).guards
        assert not two_lead_a_group.lets_pass(act, desk, way.now)
        assert two_lead_a_group.lets_pass(replace(act, form="conversation"), desk, way.now)


def test_order_two_lead_a_group_lets_pass_two() -> None:
    way = agreed()
    assert passes(way.tries(plan(way)))


@pytest.mark.parametrize(
    "after",
    [
        lambda way: way.does(AnswerAttendees(HASH, False), B),
        lambda way: way.does(PutAttendees((A, B), (EVA,))),
        lambda way: way.does(TakeAttendeeBack("eva")),
        lambda way: way.does(ProposeAttendee("eva", "Eva", EVA)),
        lambda way: way.does(ProposeAttendee("eva", "Eva", "Eva, my friend", True)),
    ],
)
def test_order_everyone_agreed_who_comes_refuses_a_list_that_is_no_longer_everyones(
    after: Any,
) -> None:
    way = after(agreed())
    assert refused(way, plan(way), everyone_agreed_who_comes)
    assert refused(after(about_to_meet()), HOLD, everyone_agreed_who_comes)


def test_order_everyone_agreed_who_comes_refuses_whoever_came_unlisted_and_two_lists() -> None:
    way = about_to_meet()
    assert refused(way, replace(HOLD, came=(EVA, "Lot")), everyone_agreed_who_comes)
    way = agreed()
    way.does(PutAttendees((A, B), (EVA,))).does(AnswerAttendees(listed_hash((EVA,)), True))
    assert refused(way, plan(way), everyone_agreed_who_comes)
    desk = agreed().world.desk(way.now)
    theirs = desk.side(B)
    another = replace(theirs.own.group, version_hash="of another list")
    both = (desk.side(A), replace(theirs, own=changed(theirs.own, group=another)))
    assert not everyone_agreed_who_comes.lets_pass(plan(way), replace(desk, sides=both), way.now)


def test_order_everyone_agreed_who_comes_lets_pass_one_list_and_asks_nothing_of_other_forms() -> (
    None
):
    assert passes(about_to_meet().tries(HOLD))
    way = Way().ready()
    assert everyone_agreed_who_comes.lets_pass(
        replace(HOLD, form="conversation"), way.world.desk(way.now), way.now
    )


@pytest.mark.parametrize("lacking", ["consents", "signed", "talk"])
def test_order_everyone_who_comes_is_prepared_refuses_without_talk_yes_or_signature(
    lacking: str,
) -> None:
    way = listed()
    for who in (A, B):
        way.does(AnswerAttendees(HASH, True), who)
    way.does(PREPARED[0])
    if lacking != "talk":
        way.does(replace(PREPARED[1], **{lacking: False}))
    assert refused(way, plan(way), everyone_who_comes_is_prepared)
    met = about_to_meet().does(replace(PREPARED[1], consents=False))
    assert refused(met, HOLD, everyone_who_comes_is_prepared)


def test_order_everyone_who_comes_is_prepared_lets_pass_without_who_did_not_come_after_all() -> (
    None
):
    way = about_to_meet().does(replace(PREPARED[1], consents=False))
    assert passes(way.tries(replace(HOLD, came=(EVA,))))
    assert everyone_who_comes_is_prepared.lets_pass(
        replace(HOLD, form="conversation"), way.world.desk(way.now), way.now
    )


@pytest.mark.parametrize("lacking", ["seating", "speaking", "method", "afterwards"])
def test_order_group_plan_is_whole_refuses_without_seats_turns_or_an_end(lacking: str) -> None:
    way = agreed()
    assert refused(way, plan(way, **{lacking: " "}), group_plan_is_whole)


def test_order_group_plan_is_whole_lets_pass_a_whole_one() -> None:
    way = agreed()
    assert passes(way.tries(plan(way)))


def test_each_reads_seats_turns_and_end_and_says_yes_anew_when_they_change() -> None:
    way = about_to_meet()
    for who in (A, B):
        (mine,) = way.me(who).appointments
        assert (mine.seating, mine.speaking) == (plan(way).seating, plan(way).speaking)
        assert (mine.method, mine.afterwards) == ("peace_circle", "Soup.")
    again = plan(way, seating="Otherwise.")
    was = way.me(A).appointments[0]
    same = tuple(
        replace(each, arrives=mine.arrives, leaves=mine.leaves)
        for each, mine in zip(
            again.arrivals, (way.me(who).appointments[0] for who in (A, B)), strict=True
        )
    )
    assert (
        way_copy(way).does(replace(again, seating=was.seating, arrivals=same)).me(A).reconfirmed_at
    )
    assert way.does(replace(again, arrivals=same)).me(A).reconfirmed_at is None


def test_who_was_there_is_known_to_all_who_were_and_each_is_called_by_us() -> None:
    way = about_to_meet().does(replace(HOLD, came=(EVA,)))
    for who in (A, B):
        (held,) = way.me(who).held
        assert (held.form, held.came) == ("conference", (EVA,))
    assert "call_attendee" in way.tasks(A)
    assert "call_attendee" not in way.tasks(B)
    due = {task.due for task in way.world.tasks if task.code == "call_attendee"}
    assert due == {working_days_after(way.today, 1)}


def test_whom_one_brings_is_told_of_a_plan_and_that_it_is_off_until_nobody_comes() -> None:
    way = agreed().does(ProposeAttendee("lot", "Lot"))
    way.does(plan(way))
    told = {task.about for task in way.world.tasks if task.code == "tell_attendee"}
    assert told == {"eva", "daan"}
    off = way_copy(way).does(CallOffContact("contact", (A, B)))
    assert "tell_attendee" in off.tasks(B)
    assert "tell_attendee" not in way_copy(way).does(TakeAttendeeBack("eva")).tasks(A)
    met = about_to_meet().does(HOLD)
    assert "tell_attendee" not in met.tasks(A)
    talk = Way().ready()
    for who in (A, B):
        talk.does(ChooseForm("conversation"), who)
    talk.does(AgreeForm((A, B), "conversation"))
    talk.does(plan(talk, form="conversation")).does(CallOffContact("contact", (A, B)))
    assert "tell_attendee" not in talk.tasks(A)


def test_what_once_stood_on_a_list_stays_among_what_the_others_may_know() -> None:
    way = listed().does(TakeAttendeeBack("eva"))
    assert (way.me(A).group.told_once, way.me(B).group.told_once) == ((EVA,), (DAAN,))
    assert way.does(Withdraw()).does(Reopen()).me(A).group.told_once == (EVA,)
