"""Meeting: each plans, comes and leaves apart; a last yes, a stop signal, no recording (A20, A22, A23)."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.test_safety import CO, sensitive
from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.steps import LEAD, PLANNER, A, B
from visavis.mediation.acts import ACTS
from visavis.mediation.appointments import (
    Arrival,
    CallOffContact,
    CannotCome,
    PlanContact,
    Reconfirm,
    SetSubjects,
    becomes,
)
from visavis.mediation.contact import GoOn, HoldContact, LookBack, RecordNotHeld
from visavis.mediation.course import Pause, Resume, Withdraw
from visavis.mediation.effects import Anchor, Due, Notice, Occasion
from visavis.mediation.entries import Entry
from visavis.mediation.exploring import AssessSuitability
from visavis.mediation.guardians import NameGuardian, RecordAge
from visavis.mediation.letters import TellReaction
from visavis.mediation.preparation import AgreeForm, BeginPreparation, ChooseForm
from visavis.mediation.safeguards import plan_lies_ahead
from visavis.mediation.safety import ApproveContact, CheckSafety, RecordBan
from visavis.mediation.terms import working_days_after
from visavis.mediation.views import Held, Subjects
from visavis.mediation.views.meeting import own_id
from visavis.mediation.words import PartyState, TrajectoryState
from visavis.mediation.worries import RaiseConcern

pytestmark = pytest.mark.pure

P = PartyState


def plan(way: Way, days: int = 5, **changes: Any) -> PlanContact:
    at = way.now + timedelta(days=days)
    made = PlanContact(
        "contact",
        "conversation",
        "Community house",
        (
            Arrival(A, at, at + timedelta(hours=2), "front"),
            Arrival(B, at + timedelta(minutes=30), at + timedelta(hours=3), "garden"),
        ),
        neutral=True,
        near_exit=True,
        stop_plan="Anyone raises a hand; who asked leaves first.",
    )
    return replace(made, **changes)


HOLD = HoldContact("contact", "conversation", (A, B), minutes=90)


def on_conversation(way: Way | None = None) -> Way:
    """Both ready for a conversation that both chose."""
    way = way or Way().ready()
    for who in (A, B):
        way.does(ChooseForm("conversation"), who)
    return way.does(AgreeForm((A, B), "conversation"))


def planned() -> Way:
    way = on_conversation()
    return way.does(plan(way))


def about_to_meet() -> Way:
    way = planned().later(days=4)
    for who in (A, B):
        way.does(Reconfirm(), who).does(CheckSafety(who))
    return way


def test_s04_refuses_planning_a_form_someone_did_not_choose() -> None:
    way = on_conversation().does(ChooseForm("shuttle"), B)
    assert way.tries(plan(way)) == says(4)
    assert about_to_meet().does(ChooseForm("shuttle"), B).tries(HOLD) == says(4)


def test_s04_takes_no_choice_for_none() -> None:
    way = Way().ready()
    for who in (A, B):
        way.does(ChooseForm("not_yet"), who)
    for form in ("", "not_yet"):
        assert way.tries(AgreeForm((A, B), form)) == says(4)


def test_s06_refuses_contact_without_a_yes_of_these_days_or_after_a_pause() -> None:
    way = planned().later(days=4)
    for who in (A, B):
        way.does(CheckSafety(who))
    assert way.tries(HOLD) == says(6)
    assert way.does(Reconfirm()).tries(HOLD) == says(6)
    assert way.does(Reconfirm(), B).later(days=8).tries(HOLD) == says(6)
    paused = about_to_meet().does(Pause(), B).does(Resume(), B)
    assert paused.tries(HOLD) == says(6)


def test_s06_lets_pass_a_yes_within_the_week() -> None:
    assert passes(about_to_meet().later(days=3).tries(HOLD))


@pytest.mark.parametrize("lacking", ["approval", "second mediator"])
def test_s18_refuses_meeting_after_sexual_harm_without_a_second_look(lacking: str) -> None:
    way = sensitive_ready()
    if lacking == "approval":
        way.does(CO)
    else:
        way.does(ApproveContact(A, LEAD.id))
    assert way.tries(plan(way)) == says(18)


def test_s18_lets_pass_with_both_and_whatever_is_not_sensitive() -> None:
    way = sensitive_ready().does(ApproveContact(A, LEAD.id)).does(CO)
    assert passes(way.tries(plan(way)))
    other = on_conversation()
    assert passes(other.tries(plan(other)))


def sensitive_ready() -> Way:
    way = sensitive().does(BeginPreparation((A, B), talks=2))
    return on_conversation(way.get_ready())


def test_s19_refuses_meeting_while_a_ban_holds() -> None:
    way = on_conversation().does(RecordBan(A, "court"))
    assert way.tries(plan(way)) == says(19)
    assert about_to_meet().does(RecordBan(A, "court")).tries(HOLD) == says(19)


@pytest.mark.parametrize("days", [None, 15])
def test_s22_refuses_meeting_without_a_safety_check_of_these_weeks(days: int | None) -> None:
    way = on_conversation()
    if days is not None:
        way.does(CheckSafety(A)).does(CheckSafety(B)).later(days=days)
    way.does(plan(way, days=2)).does(Reconfirm()).does(Reconfirm(), B)
    assert way.tries(HOLD) == says(22)
    assert way.does(CheckSafety(A)).tries(HOLD) == says(22)


def test_s22_lets_pass_a_check_of_fourteen_days_ago() -> None:
    way = on_conversation().does(CheckSafety(A)).does(CheckSafety(B)).later(days=14)
    way.does(plan(way)).does(Reconfirm()).does(Reconfirm(), B)
    assert passes(way.tries(HOLD))


@pytest.mark.parametrize("lacking", ["neutral", "near_exit", "stop_plan"])
def test_s23_refuses_a_plan_without_neutral_place_exit_or_stop(lacking: str) -> None:
    way = on_conversation()
    empty: Any = "  " if lacking == "stop_plan" else False
    assert way.tries(plan(way, **{lacking: empty})) == says(23)


@pytest.mark.parametrize("same", ["arrives", "leaves", "entrance"])
def test_s23_refuses_a_plan_in_which_two_arrive_or_leave_together(same: str) -> None:
    way = on_conversation()
    made = plan(way)
    first, second = made.arrivals
    together = (first, replace(second, **{same: getattr(first, same)}))
    assert way.tries(replace(made, arrivals=together)) == says(23)


def test_s23_lets_pass_a_safe_plan() -> None:
    way = on_conversation()
    assert passes(way.tries(plan(way)))


def test_s24_refuses_to_go_on_the_same_day_until_each_said_so_apart() -> None:
    way = about_to_meet().does(replace(HOLD, stopped=True))
    assert way.tries(HOLD) == says(24)
    way.now += timedelta(minutes=10)
    assert way.does(GoOn()).tries(HOLD) == says(24)


def test_s24_refuses_on_a_yes_given_before_the_stop() -> None:
    way = about_to_meet().does(GoOn()).does(GoOn(), B)
    way.now += timedelta(minutes=10)
    assert way.does(replace(HOLD, stopped=True)).tries(HOLD) == says(24)


def test_s24_lets_pass_once_each_said_so_and_the_next_day() -> None:
    way = about_to_meet().does(replace(HOLD, stopped=True))
    later = way_copy(way).later(days=1)
    way.now += timedelta(minutes=10)
    assert passes(way.does(GoOn()).does(GoOn(), B).tries(HOLD))
    assert passes(later.tries(HOLD))


def test_s35_refuses_contact_that_was_recorded() -> None:
    assert about_to_meet().tries(replace(HOLD, recorded=True)) == says(35)


def test_s35_lets_pass_contact_nobody_recorded() -> None:
    assert passes(about_to_meet().tries(HOLD))


def test_s35_no_act_about_a_talk_has_a_place_for_a_recording_or_a_transcript() -> None:
    """A video message is made for the other, and is no talk (§2.1)."""
    talks = {n: act for n, act in ACTS.items() if ".video_message." not in act.__module__}
    for name, act in talks.items():
        for field in fields(act):  # type: ignore[arg-type]  # every act is a dataclass
            for word in ("audio", "video", "transcript", "recording", "file", "upload"):
                assert word not in field.name, (name, field.name)


def test_s11_refuses_meeting_without_a_guardians_yes() -> None:
    way = on_conversation().does(RecordAge(B, 14)).does(NameGuardian(B, "mother", "Mother"))
    assert way.tries(plan(way)) == says(11)


def test_s17_s21_and_s25_hold_up_meeting_too() -> None:
    assert about_to_meet().does(RaiseConcern(A, "threat")).tries(HOLD) == says(17)
    acute = AssessSuitability(B, "go", acute=True)
    assert about_to_meet().does(acute).tries(HOLD) == says(21)
    unfair = AssessSuitability(B, "go", motive_fair=False)
    assert about_to_meet().does(unfair).tries(HOLD) == says(25)


def test_each_reads_their_own_time_and_entrance_and_nothing_of_the_other() -> None:
    way = planned()
    (mine,) = way.me(A).appointments
    (theirs,) = way.me(B).appointments
    assert (mine.entrance, theirs.entrance) == ("front", "garden")
    assert mine.arrives != theirs.arrives
    assert "garden" not in repr(way.me(A))
    moved = plan(way)
    later = replace(moved.arrivals[1], arrives=moved.arrivals[1].arrives + timedelta(hours=1))
    page = way.me(A)
    way.does(replace(moved, arrivals=(moved.arrivals[0], later)))
    assert way.me(A).appointments == (page.appointments[0],)


def test_a_plan_asks_for_a_last_yes_and_a_safety_check_in_time() -> None:
    way = on_conversation()
    way.does(plan(way, days=20))
    tasks = {t.code: t for t in way.world.tasks if t.party == A}
    meeting = way.today + timedelta(days=20)
    for code in ("reconfirm", "check_safety"):
        assert tasks[code].start == meeting - timedelta(days=7)
        assert tasks[code].due == meeting - timedelta(days=1)
    assert passes(way_copy(way).tries(plan(way), actor=PLANNER))
    way.does(Reconfirm()).does(CheckSafety(A))
    assert not way.tasks(A) & {"reconfirm", "check_safety"}


def test_a_plan_called_off_is_off_for_each_and_says_no_why() -> None:
    way = planned()
    way.does(CallOffContact("contact", (A, B)))
    assert [one.state for one in way.me(A).appointments] == ["off"]
    assert Notice(B, way.today) in way.world.notices
    assert not way.tasks(B) & {"reconfirm", "check_safety"}
    way.does(CallOffContact("another", (A,)))
    assert [one.state for one in way.me(B).appointments] == ["off"]


def test_meeting_moves_each_into_contact_and_is_called_about_the_next_day_and_after_a_week() -> (
    None
):
    way = about_to_meet().does(HOLD)
    assert way.states() == (P.IN_CONTACT, P.IN_CONTACT)
    assert way.world.desk(way.now).state is TrajectoryState.CONTACT
    for who in (A, B):
        held = Held("contact", "conversation", way.today, 90, False, own_id(who, "contact"))
        assert way.me(who).held == (held,)
        assert way.me(who).appointments == ()
        assert {"call_after_contact", "call_week_after_contact"} <= way.tasks(who)
        assert Anchor(Occasion.OWN_CONTACT, who, way.today) in way.world.anchors


def test_a_second_meeting_is_no_second_occasion_for_the_study() -> None:
    way = about_to_meet().does(HOLD).later(days=2).does(HOLD)
    assert [a.occasion for a in way.world.anchors].count(Occasion.OWN_CONTACT) == 2  # one for each


def test_who_met_before_a_letter_came_had_contact_then() -> None:
    way = Way().reacted().does(TellReaction(A, "letter", True, True, "Thank you."))
    anchors = len(way.world.anchors)
    way = on_conversation(way)
    way.does(plan(way)).does(Reconfirm()).does(Reconfirm(), B)
    way.does(CheckSafety(A)).does(CheckSafety(B)).does(HOLD)
    assert len(way.world.anchors) == anchors


def test_what_one_thinks_of_it_and_wants_to_speak_of_stays_with_oneself() -> None:
    way = about_to_meet()
    page = way.me(B)
    way.does(SetSubjects("Why?", "It hurt.", "Excuses"))
    assert way.me(A).subjects == Subjects("Why?", "It hurt.", "Excuses")
    assert way.me(B) == page
    way.does(HOLD)
    page = way.me(B)
    way.does(LookBack("contact", "Heavy, and good."))
    assert way.me(A).held[0].look_back == "Heavy, and good."
    assert way.me(B) == page
    same = way.me(A)
    assert way.does(LookBack("unknown", "x")).me(A) == same


def test_whoever_stops_has_no_plan_left_and_the_other_is_told_by_the_mediator() -> None:
    way = planned()
    page = way.me(B)
    way.does(Withdraw())
    assert [one.state for one in way.me(A).appointments] == ["off"]
    assert way.me(B) == page
    assert way.tries(HOLD) == NOT_HERE
    assert not way.tasks(A) & {"reconfirm", "check_safety"}


@pytest.mark.parametrize("another_time", [False, True])
def test_who_cannot_come_says_so_without_a_reason_and_the_other_reads_nothing(
    another_time: bool,
) -> None:
    way = about_to_meet()
    theirs = way.me(B)
    way.does(CannotCome("contact", another_time))
    (mine,) = way.me(A).appointments
    assert (mine.state, mine.changes) == ("move" if another_time else "cannot", 1)
    assert way.me(B) == theirs
    assert "cannot_come" in way.tasks(A)
    assert "cannot_come" not in way.tasks(B)
    assert way.does(Reconfirm()).tries(HOLD) == says(6)


def test_saying_so_of_what_is_called_off_or_unknown_changes_nothing() -> None:
    way = planned().does(CallOffContact("contact", (A, B)))
    before = way.me(A)
    way.does(CannotCome("contact")).does(CannotCome("another"))
    assert way.me(A) == before
    assert "cannot_come" not in way.tasks(A)


def test_another_plan_answers_it_and_asks_for_a_fresh_yes() -> None:
    way = about_to_meet().does(CannotCome("contact", another_time=True))
    way.does(plan(way, days=9))
    (mine,) = way.me(A).appointments
    assert (mine.state, mine.changes) == ("planned", 2)
    assert way.me(A).reconfirmed_at is None
    assert "reconfirm" in {task.code for task in way.world.tasks if task.party == A}


def test_order_plan_lies_ahead_lets_pass_times_that_come() -> None:
    assert passes(on_conversation().tries(plan(on_conversation())))


@pytest.mark.parametrize("change", [{"arrives": -9}, {"leaves": -9}])
def test_order_plan_lies_ahead_refuses_what_is_behind_or_ends_before_it_begins(
    change: dict[str, int],
) -> None:
    way = on_conversation()
    made = plan(way)
    first, second = made.arrivals
    name, days = next(iter(change.items()))
    wrong = replace(first, **{name: getattr(first, name) + timedelta(days=days)})
    refused = way.tries(replace(made, arrivals=(wrong, second)))
    assert getattr(refused, "text", None) == plan_lies_ahead.text


def test_that_it_did_not_take_place_reads_the_same_for_all_whoever_stayed_away() -> None:
    way = about_to_meet().does(RecordNotHeld("contact", (A, B)))
    for who in (A, B):
        (mine,) = way.me(who).appointments
        assert (mine.state, way.me(who).held) == ("not_held", ())
        talk = next(t for t in way.world.tasks if (t.code, t.party) == ("talk_after_not_held", who))
        assert talk.due == working_days_after(way.today, 2)
        assert Notice(who, way.today) in way.world.notices
    assert not way.tasks(A) & {"reconfirm", "check_safety", "appointment"}


def test_the_names_of_one_meeting_on_two_pages_have_nothing_in_common() -> None:
    way = planned()
    (mine,), (theirs,) = way.me(A).appointments, way.me(B).appointments
    assert mine.contact == theirs.contact
    assert mine.mine != theirs.mine
    assert len(mine.mine) == 32
    assert way.me(A).appointment(mine.mine) == mine
    assert way.me(A).appointment(theirs.mine) is None


def test_the_day_before_a_neutral_message_goes_out_if_it_still_stands() -> None:
    way = on_conversation()
    way.does(plan(way, days=20))
    eve = way.today + timedelta(days=19)
    assert Due("day_before", A, eve) in way.world.dues
    off = way_copy(way).does(CallOffContact("contact", (A, B)))
    for each, comes in ((way, True), (off, False)):
        each.later(days=19)
        assert (Notice(A, eve) in each.world.notices) is comes


def test_of_two_appointments_the_one_that_is_named_stands_otherwise() -> None:
    way = planned()
    me = way.me(A)
    (one,) = me.appointments
    two = replace(me, appointments=(one, replace(one, contact="another")))
    entry = Entry("off", LEAD, way.now, {"contact": "another"})
    assert [each.state for each in becomes(two, entry, "off").appointments] == [one.state, "off"]
