"""Crossed sign-ups, and a no said elsewhere: noticed by intake alone (A42, S7, §5.4)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import MEDIATOR, SISTER, A, B
from visavis.mediation.approach import SendApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Refusal
from visavis.mediation.joining import GoOnElsewhere, JoinTrajectories, RecordMatch
from visavis.mediation.parties import NameParty
from visavis.mediation.views import Reach
from visavis.mediation.words import PartyState, Text

pytestmark = pytest.mark.pure

P = PartyState
MATCH = RecordMatch(B, "signed_up_too", Way().today, "other")
JOIN = JoinTrajectories(B, "other", True, True, "Bob", "responsible", reach=Reach("phone", "06-2"))
NOT_CROSSED = Refusal(
    None,
    Text(
        "Dit kan pas als allebei willen meedoen, en allebei naar de ander vroegen.",
        "This is possible when both take part, and both asked for the other.",
    ),
)


def said_no(days_ago: int) -> Way:
    way = Way().with_route()
    return way.does(RecordMatch(B, "said_no", way.today - timedelta(days=days_ago)))


def test_s07_refuses_within_twelve_months_of_a_no_said_elsewhere() -> None:
    way = said_no(364)
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(7)


def test_s07_lets_pass_a_year_after_it_and_who_signed_up_too() -> None:
    way = said_no(366)
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable())))
    crossed = Way().with_route().does(MATCH)
    assert passes(crossed.tries(SendApproach(B, "minimal", crossed.reachable())))


def test_a_match_is_intakes_to_record_and_nothing_on_any_page() -> None:
    way = Way().allowed()
    pages = way.me(A), way.me(B)
    assert way.tries(MATCH, actor=MEDIATOR) == NOT_HERE
    way.does(MATCH)
    assert (way.me(A), way.me(B)) == pages
    assert "match_found" in way.tasks(B)


@pytest.mark.parametrize("lacking", ["willing_there", "allowed_there"])
def test_order_both_asked_for_each_other_refuses_while_the_other_did_not(lacking: str) -> None:
    way = Way().allowed().does(MATCH)
    assert way.tries(replace(JOIN, **{lacking: False})) == NOT_CROSSED


def test_order_both_asked_for_each_other_refuses_without_a_match_or_permission_here() -> None:
    assert Way().allowed().tries(JOIN) == NOT_CROSSED
    assert Way().allowed().does(MATCH).tries(replace(JOIN, there="third")) == NOT_CROSSED
    assert Way().willing().does(MATCH).tries(JOIN) == NOT_CROSSED
    assert Way().allowed().does(MATCH).does(Withdraw()).tries(JOIN) == NOT_CROSSED


def test_order_both_asked_for_each_other_lets_pass_two_who_did() -> None:
    assert passes(Way().allowed().does(MATCH).tries(JOIN))


def test_who_signed_up_there_goes_on_here_and_each_hears_by_telephone() -> None:
    way = Way().allowed().does(MATCH)
    page, messages = way.me(A), list(way.world.notices)
    way.does(JOIN)
    me = way.me(B)
    assert (me.state, me.first_name, me.relation, me.reach.phone) == (
        P.EXPLORING, "Bob", "responsible", "06-2",
    )  # fmt: skip
    assert me.consented_on is None  # a yes is given here anew
    assert me.news_date == way.today + timedelta(weeks=6)
    assert way.me(A) == page
    assert way.world.notices == messages
    assert "tell_by_phone" in way.tasks(A) & way.tasks(B)
    assert "ask_the_other" not in way.tasks(A)
    way.willing(B)
    assert way.states() == (P.WILLING, P.WILLING)


def test_the_other_trajectory_ends_and_is_soon_erased() -> None:
    way = Way().allowed().does(GoOnElsewhere(A, "other"))
    assert way.me(A).state is P.CLOSED
    assert way.me(A).news_date is None
    assert way.me(A).closing.erase_by == way.today + timedelta(days=30)
    assert way.tasks(A) == set()
    assert Way().explored().tries(GoOnElsewhere(A, "other")) == NOT_HERE


def test_only_who_knows_of_the_trajectory_is_told_by_telephone_that_two_became_one() -> None:
    way = Way().allowed().does(NameParty(SISTER, "Sofie", True, knows_nobody=True))
    way.does(MATCH).does(JOIN)
    assert "tell_by_phone" in way.tasks(A)
    assert "tell_by_phone" in way.tasks(B)
    assert "tell_by_phone" not in way.tasks(SISTER)
