"""Talking with people from other events: from a wish to the end of it; the other of one's mediation never knows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import A, B
from visavis.mediation.closing import ChooseClosingSupport
from visavis.mediation.effects import Notice, Refusal
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.joining import RecordMatch
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    AskSymbolic,
    CallOffSymbolic,
    HoldSymbolic,
    HoldSymbolicTalk,
    LetSymbolicGo,
    LookBackSymbolic,
    PlanSymbolic,
    RoundOffSymbolic,
    WishSymbolic,
    meeting_of,
)
from visavis.mediation.terms import DESIGN, MEETINGS_AT_MOST
from visavis.mediation.views import Symbolic
from visavis.mediation.words import TrajectoryState
from visavis.mediation.worries import RaiseConcern, SetMeasure

pytestmark = pytest.mark.pure

TALK = HoldSymbolicTalk(
    A, "To hear how it was for them.", "Lot", "other_side", "pair", "violence", "nl", "Utrecht"
)
ASK = AskSymbolic(A, "group", ("of Gijs", "of Noor"), know_nobody=True)


def wished() -> Way:
    return Way().willing().does(WishSymbolic())


def talked() -> Way:
    return wished().does(TALK)


def asked() -> Way:
    return talked().does(ASK)


def says_yes() -> Way:
    return asked().does(AnswerSymbolic(True))


def plans(way: Way, meeting: str = "one", **changes: Any) -> PlanSymbolic:
    plan = PlanSymbolic(
        A,
        "group",
        meeting,
        way.now + timedelta(days=10),
        "Community house",
        ("Mia", "Jo"),
        ("Gijs", "Noor"),
        each_said_yes=True,
    )
    return replace(plan, **changes)


def planned() -> Way:
    way = says_yes()
    return way.does(plans(way))


def met(came: bool = True) -> Way:
    return planned().later(days=10).does(HoldSymbolic(A, "group", "one", came))


def mine(way: Way) -> str:
    return way.me(A).symbolic.meetings[-1].mine


def codes(way: Way) -> set[str]:
    return {code for code in way.tasks(A) if code.startswith("symbolic")}


def test_from_wish_to_rounding_off() -> None:
    way = wished()
    assert codes(way) == {"symbolic_talk"}
    way.does(TALK)
    assert codes(way) == {"symbolic_match"}
    way.does(ASK)
    assert codes(way) == {"symbolic_answer", "symbolic_group"}
    assert (way.me(A).symbolic.others, way.me(A).symbolic.says_yes) == (2, None)
    way.does(AnswerSymbolic(True))
    assert codes(way) == {"symbolic_plan", "symbolic_group"}
    way.does(plans(way))
    assert codes(way) == {"symbolic_group"}
    assert way.me(A).symbolic.meetings[0].first_names == "Gijs, Noor"
    assert way.me(A).symbolic.meetings[0].led_by == "Mia, Jo"
    way.later(days=10).does(HoldSymbolic(A, "group", "one", came=True))
    assert codes(way) == {"symbolic_call", "symbolic_group"}
    assert way.me(A).supported("symbolic").held_on == way.today
    way.does(LookBackSymbolic(mine(way), "I said it."))
    assert way.me(A).symbolic.meetings[0].look_back == "I said it."
    way.does(RoundOffSymbolic(A))
    assert codes(way) == set()
    assert way.me(A).symbolic.rounded_off_on == way.today
    assert way.side(A).file.meets_in == ""


def test_the_desk_alone_knows_the_group_and_two_people_name_a_meeting_differently() -> None:
    way = planned()
    assert way.side(A).file.meets_in == "group"
    assert "group" not in repr(way.me(A).symbolic)
    assert mine(way) != "one"


@pytest.mark.parametrize(
    "led",
    [
        lambda: Way().willing(),
        lambda: Way().answered("no"),
        lambda: Way().opened(),
        lambda: Way().willing().closed(),
    ],
)
def test_it_is_possible_before_instead_of_and_after_contact(led: Any) -> None:
    way = led()
    who = B if way.me(A).state is None else A
    assert way.does(WishSymbolic(), who).me(who).symbolic.wished_on == way.today


def test_before_the_first_talk_it_is_too_early() -> None:
    assert Way().signed_up().tries(WishSymbolic()) == NOT_HERE


def test_a_trajectory_of_its_own_kind_has_one_side_and_goes_the_same_way() -> None:
    way = Way().signed_up().does(PrepareSignUp(A, "Linde", "violence", sort="symbolic"))
    way.does(TakeUp(A, "mediator", "Mia", PartyId(""), "", True, sort="symbolic")).willing_now(A)
    way.does(WishSymbolic()).does(TALK).does(ASK).does(AnswerSymbolic(True)).does(plans(way))
    assert way.world.desk(way.now).state is TrajectoryState.TAKEN_UP
    assert [side.party for side in way.world.desk(way.now).sides] == [A]


def test_it_can_be_chosen_from_the_closing_menu() -> None:
    way = Way().willing().closing().does(ChooseClosingSupport(("symbolic",), ("none",)))
    assert {t.about for t in way.world.tasks if t.code == "arrange_support"} == {"symbolic"}
    way.does(TALK)
    assert way.me(A).symbolic.wished_on == way.today
    assert {t.about for t in way.world.tasks if t.code == "arrange_support"} == set()


def test_it_is_wished_once_at_a_time() -> None:
    way = talked()
    page = way.me(A)
    assert way.does(WishSymbolic()).me(A) == page
    after = met().does(RoundOffSymbolic(A)).does(WishSymbolic())
    assert after.me(A).symbolic.talked_on is None
    assert [one.state for one in after.me(A).symbolic.meetings] == ["held"]


def test_it_is_let_go_without_a_reason_at_every_moment() -> None:
    for way in (wished(), talked()):
        way.does(LetSymbolicGo())
        assert way.me(A).symbolic == Symbolic()
        assert way.me(A).supported("symbolic").chosen_on is None
        assert codes(way) == set()
        page = way.me(A)
        assert way.does(LetSymbolicGo()).me(A) == page
    for way in (asked(), planned()):
        way.does(LetSymbolicGo())
        assert way.me(A).symbolic == Symbolic()
        assert codes(way) == {"symbolic_left"}
    way = met().does(LetSymbolicGo())
    assert way.me(A).symbolic.met
    assert way.me(A).supported("symbolic").held_on is not None


def test_a_no_is_never_refused_and_may_follow_a_yes() -> None:
    way = says_yes().does(AnswerSymbolic(False))
    assert way.me(A).symbolic.says_yes is False
    assert codes(way) == {"symbolic_plan", "symbolic_group"}
    page = way.me(A)
    assert way.does(AnswerSymbolic(False)).me(A) == page
    for early in (Way().willing(), talked()):
        page = early.me(A)
        assert early.does(AnswerSymbolic(True)).me(A) == page


def test_asked_anew_with_others_what_was_planned_stands_no_more() -> None:
    way = planned().does(replace(ASK, group="another"))
    assert way.me(A).symbolic.meetings == ()
    assert way.me(A).symbolic.says_yes is None
    assert way.side(A).file.meets_in == "another"


def test_a_meeting_is_moved_called_off_and_held_once() -> None:
    way = planned()
    way.does(plans(way, where="Library"))
    assert [one.where for one in way.me(A).symbolic.meetings] == ["Library"]
    way.does(CallOffSymbolic(A, "group", "one"))
    assert way.me(A).symbolic.meetings[0].state == "off"
    page = way.me(A)
    way.does(CallOffSymbolic(A, "group", "one")).does(HoldSymbolic(A, "group", "one", came=True))
    assert way.me(A) == page
    assert (
        way.does(CallOffSymbolic(A, "group", "unknown"))
        .does(HoldSymbolic(A, "group", "unknown", came=True))
        .me(A)
        == page
    )


def test_who_did_not_come_got_nothing_and_is_called_too() -> None:
    way = met(came=False)
    assert way.me(A).symbolic.meetings[0].was_there is False
    assert way.me(A).supported("symbolic").held_on is None
    assert "symbolic_call" in codes(way)


def test_looking_back_is_of_a_meeting_that_was_held() -> None:
    way = planned()
    page = way.me(A)
    assert (
        way.does(LookBackSymbolic(mine(way), "Words")).does(LookBackSymbolic("x", "Words")).me(A)
        == page
    )


def test_without_a_wish_there_is_no_talk_and_after_rounding_off_none() -> None:
    way = Way().willing()
    page = way.me(A)
    assert way.does(TALK).me(A) == page
    over = met().does(RoundOffSymbolic(A))
    page = over.me(A)
    assert over.does(TALK).me(A) == page


def test_order_wish_to_meet_is_talked_over_refuses_before_the_talk_and_after_the_end() -> None:
    assert isinstance(wished().tries(ASK), Refusal)
    assert isinstance(met().does(RoundOffSymbolic(A)).tries(ASK), Refusal)
    assert isinstance(wished().tries(RoundOffSymbolic(A)), Refusal)


def test_order_wish_to_meet_is_talked_over_lets_pass_after_it() -> None:
    asked()


@pytest.mark.parametrize(
    "change",
    [
        {"know_nobody": False},
        {"beside": ()},
        {"beside": ("one", "one")},
        {"beside": ("t", "one")},
        {"beside": tuple(f"{number}" for number in range(DESIGN.others + 1))},
    ],
)
def test_order_all_are_strangers_refuses_one_event_acquaintances_and_a_crowd(change: Any) -> None:
    way = talked()
    own = way.world.desk(way.now).trajectory
    if "t" in change.get("beside", ()):
        change = {"beside": (own, "one")}
    assert isinstance(way.tries(replace(ASK, **change)), Refusal)


def test_order_all_are_strangers_refuses_two_trajectories_that_intake_tied_together() -> None:
    way = Way().opened().does(WishSymbolic()).does(TALK)
    way.does(RecordMatch(B, "signed_up_too", way.today, "of Gijs"))
    assert isinstance(way.tries(ASK), Refusal)
    way.does(replace(ASK, beside=("of Noor",)))


def test_order_all_are_strangers_lets_pass_one_other_and_the_most() -> None:
    for others in (1, DESIGN.others):
        beside = tuple(f"{number}" for number in range(others))
        assert talked().does(replace(ASK, beside=beside)).me(A).symbolic.others == others


def test_order_everyone_wants_to_meet_refuses_without_the_yes_of_each() -> None:
    way = asked()
    assert isinstance(way.tries(plans(way)), Refusal)
    assert isinstance(way.does(AnswerSymbolic(False)).tries(plans(way)), Refusal)
    way.does(AnswerSymbolic(True))
    assert isinstance(way.tries(plans(way, each_said_yes=False)), Refusal)
    assert isinstance(way.tries(plans(way, names=())), Refusal)


def test_order_everyone_wants_to_meet_lets_pass_when_all_said_yes() -> None:
    planned()


@pytest.mark.parametrize("led_by", [("Mia", ""), ("Mia", " mia ")])
def test_order_meeting_is_sound_refuses_one_leader_the_past_and_a_seventh(led_by: Any) -> None:
    way = says_yes()
    assert isinstance(way.tries(plans(way, led_by=led_by)), Refusal)
    assert isinstance(way.tries(plans(way, at=way.now)), Refusal)
    for number in range(MEETINGS_AT_MOST):
        way.does(plans(way, f"{number}"))
    assert isinstance(way.tries(plans(way, "seventh")), Refusal)
    way.does(plans(way, "0", where="Elsewhere")).does(CallOffSymbolic(A, "group", "1")).does(
        plans(way, "seventh")
    )


def test_order_meeting_is_sound_lets_pass_two_leaders_on_a_day_to_come() -> None:
    planned()


def test_order_no_worry_of_their_own_refuses_while_a_concern_about_them_is_open() -> None:
    way = talked().does(RaiseConcern(A, "threat", "He was threatened."))
    assert isinstance(way.tries(ASK), Refusal)
    way.does(SetMeasure(A, "threat", "We call each week.")).does(ASK)


def test_order_no_worry_of_their_own_lets_pass_a_concern_about_the_other() -> None:
    way = Way().opened().does(WishSymbolic()).does(TALK)
    way.does(RaiseConcern(B, "threat", "x")).does(ASK)


def test_only_the_planner_composes_plans_and_counts_who_came() -> None:
    for act in (
        ASK,
        CallOffSymbolic(A, "group", "one"),
        HoldSymbolic(A, "group", "one", came=True),
    ):
        assert act.roles == {Audience.PLANNER}


def test_each_hears_by_the_same_neutral_message() -> None:
    way = talked()
    before = len([one for one in way.world.notices if one.party == A])
    way.does(ASK)
    assert len([one for one in way.world.notices if one.party == A]) == before + 1
    assert all(isinstance(one, Notice) for one in way.world.notices)


def test_the_other_is_no_part_of_it_and_does_not_know() -> None:
    plain = Way().opened().me(B)
    way = Way().opened().does(WishSymbolic()).does(TALK).does(ASK).does(AnswerSymbolic(True))
    way.does(plans(way)).does(HoldSymbolic(A, "group", "one", came=True)).does(RoundOffSymbolic(A))
    assert way.me(B) == plain


def test_it_counts_apart_from_mediated_contact() -> None:
    plain = Way().willing()
    way = met().does(RoundOffSymbolic(A))
    assert way.me(A).state is plain.me(A).state
    assert way.me(A).held == ()
    assert [one.occasion for one in way.world.anchors] == [
        one.occasion for one in plain.world.anchors
    ]


def test_the_meetings_of_a_group_have_each_an_id_of_their_own() -> None:
    ids = {meeting_of(group, number) for group in ("one", "two") for number in range(1, 7)}
    assert len(ids) == 12
    assert all(len(one) == 32 for one in ids)
