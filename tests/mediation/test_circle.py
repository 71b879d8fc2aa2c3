"""A circle around one person: wish, talk, guests, one call with each, meeting, card, a question after six weeks."""

from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import A, B
from visavis.mediation.around import AdmitGuest, EndSupporter, InviteSupporter
from visavis.mediation.circle import (
    LINES,
    CheckCircle,
    HoldCircle,
    HoldCircleTalk,
    LetCircleGo,
    PlanCircle,
    SetCircleCard,
    WishCircle,
)
from visavis.mediation.closing import ChooseClosingSupport
from visavis.mediation.effects import Refusal
from visavis.mediation.ticks import TICKS
from visavis.mediation.views import Circle, Does

pytestmark = pytest.mark.pure

WHERE = "Community house"
LOT = InviteSupporter("g", "Lot", ("circle",), ("circle",))


def talked() -> Way:
    return Way().willing().does(WishCircle()).does(HoldCircleTalk(A, "That they just come."))


def called() -> Way:
    return talked().does(LOT).does(AdmitGuest(A, "g", "person"))


def plans(way: Way) -> PlanCircle:
    return PlanCircle(A, way.now + timedelta(days=14), WHERE)


def met() -> Way:
    way = called()
    return way.does(plans(way)).later(days=14).does(HoldCircle(A))


def test_from_wish_to_card_and_the_question_after_six_weeks() -> None:
    way = Way().willing().does(WishCircle())
    assert "circle_talk" in way.tasks(A)
    way.does(HoldCircleTalk(A, "That they just come."))
    assert {"circle_plan"} == {code for code in way.tasks(A) if code.startswith("circle")}
    way.does(LOT)
    assert "admit_guest" in way.tasks(A)
    way.does(AdmitGuest(A, "g", "person")).does(plans(way))
    assert way.me(A).circle.meets_where == WHERE
    assert "circle_meeting" in way.tasks(A)
    way.later(days=14).does(HoldCircle(A)).does(SetCircleCard((("Lot", "Calls on Sundays"),)))
    assert way.me(A).circle.card == (Does("Lot", "Calls on Sundays"),)
    assert way.me(A).supported("support_circle").held_on == way.today
    (check,) = (task for task in way.world.tasks if task.code == "circle_check")
    assert check.start == way.today + timedelta(weeks=6)
    way.later(weeks=6).does(CheckCircle(A))
    assert way.me(A).circle.checked_on == way.today
    assert "circle_check" not in way.tasks(A)


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
    assert way.does(WishCircle(), who).me(who).circle.wished_on == way.today


def test_before_the_first_talk_it_is_too_early() -> None:
    assert Way().signed_up().tries(WishCircle()) == NOT_HERE


def test_it_can_be_chosen_from_the_closing_menu() -> None:
    way = Way().willing().closing()
    way.does(ChooseClosingSupport(("support_circle",), ("none",)))
    way.does(HoldCircleTalk(A, "Quiet."))
    assert way.me(A).circle.wished_on == way.today
    assert {t.about for t in way.world.tasks if t.code == "arrange_support"} == set()


def test_it_is_wished_once_at_a_time_and_let_go_without_a_reason() -> None:
    way = talked().does(WishCircle())
    assert way.me(A).circle.wishes == "That they just come."
    way.does(LetCircleGo())
    assert way.me(A).circle == Circle()
    assert not {code for code in way.tasks(A) if code.startswith("circle")}
    page = way.me(A)
    assert way.does(LetCircleGo()).does(SetCircleCard((("Lot", "Calls"),))).me(A) == page
    assert met().does(WishCircle()).me(A).circle.met_on is None
    after = met()
    page = after.me(A)
    assert after.does(LetCircleGo()).me(A) == page


def test_without_a_wish_nothing_is_talked_over_or_asked_later() -> None:
    way = Way().willing()
    page = way.me(A)
    assert way.does(HoldCircleTalk(A, "Quiet.")).does(CheckCircle(A)).me(A) == page
    over = met()
    page = over.me(A)
    assert over.does(HoldCircleTalk(A, "Again.")).me(A) == page


def test_order_circle_is_talked_over_refuses_before_the_talk_and_a_second_meeting() -> None:
    way = Way().willing().does(WishCircle()).does(LOT).does(AdmitGuest(A, "g", "person"))
    assert isinstance(way.tries(plans(way)), Refusal)
    assert isinstance(met().tries(HoldCircle(A)), Refusal)


def test_order_circle_is_talked_over_lets_pass_after_it() -> None:
    met()


@pytest.mark.parametrize(
    "led", [talked, lambda: talked().does(LOT), lambda: called().does(EndSupporter("g"))]
)
def test_order_everyone_in_the_circle_was_called_refuses_without_guests_or_calls(led: Any) -> None:
    way = led()
    assert isinstance(way.tries(plans(way)), Refusal)


def test_order_everyone_in_the_circle_was_called_lets_pass_once_each_was() -> None:
    way = called()
    way.does(InviteSupporter("h", "Gijs", ("listen",))).does(plans(way))


def test_the_card_holds_what_somebody_does_and_no_more_lines_than_fit() -> None:
    lines = (("", "Cooks"), ("Lot", " "), *(("Lot", f"{n}") for n in range(40)))
    card = met().does(SetCircleCard(lines)).me(A).circle.card
    assert card[0] == Does("", "Cooks")
    assert len(card) == LINES


def test_who_comes_sees_when_and_who_does_what_if_that_was_ticked() -> None:
    way = met().does(SetCircleCard((("Lot", "Calls"),)))
    seen = way.guest("g")
    assert seen is not None
    assert seen.seen.circle.card == (Does("Lot", "Calls"),)
    assert seen.seen.circle.wishes == ""
    assert "circle" in TICKS
    other = called().does(InviteSupporter("h", "Gijs", ("circle",))).does(AdmitGuest(A, "h", "p2"))
    hidden = other.does(SetCircleCard((("Lot", "Calls"),))).guest("h")
    assert hidden is not None
    assert hidden.seen.circle == Circle()


def test_the_other_is_no_part_of_it_and_does_not_know() -> None:
    plain = Way().opened().me(B)
    way = Way().opened().does(WishCircle()).does(HoldCircleTalk(A, "Quiet.")).does(LOT)
    way.does(AdmitGuest(A, "g", "person")).does(SetCircleCard((("Lot", "Calls"),)))
    way.does(plans(way)).does(HoldCircle(A))
    assert way.me(B) == plain
