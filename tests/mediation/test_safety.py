"""Worries, bans, second looks and stopping for safety: while something is wrong, nothing goes on (S17 to S22, A29)."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, OFFER, Way, way_copy
from tests.worlds.steps import LEAD, MEDIATOR, PLANNER, A, B
from visavis.mediation.approach import SendApproach
from visavis.mediation.course import Pause, Resume
from visavis.mediation.death import RecordDeath
from visavis.mediation.effects import Anchor, Occasion
from visavis.mediation.entries import Audience
from visavis.mediation.letters import HoldLetter, OpenLetter
from visavis.mediation.preparation import BeginPreparation, DeclareReady, HoldPreparationTalk
from visavis.mediation.safety import (
    ApproveContact,
    AskApproval,
    AssignCoMediator,
    CheckSafety,
    RecordBan,
    RecordPermission,
    StopForSafety,
)
from visavis.mediation.words import PartyState
from visavis.mediation.worries import HearWorry, RaiseConcern, SayWorry, SetMeasure

pytestmark = pytest.mark.pure

P = PartyState
CO = AssignCoMediator("colleague", "Els", knows_nobody=True, trained_for=frozenset({"sensitive"}))


def test_s17_refuses_while_somebodys_own_worry_was_not_heard() -> None:
    way = Way().passed().does(SayWorry("He follows me."), B)
    assert way.tries(OFFER) == says(17)
    assert "hear_worry" in way.tasks(B)


def test_s17_lets_pass_once_it_was_talked_over_or_has_a_measure() -> None:
    way = Way().passed().does(SayWorry("He follows me."), B)
    talked = way_copy(way).does(HearWorry(B))
    assert passes(talked.tries(OFFER))
    named = way.does(HearWorry(B, "threat", "At the station."))
    assert named.me(B).worries_said == ()
    assert named.tries(OFFER) == says(17)
    assert passes(named.does(SetMeasure(B, "threat", "Another way home.")).tries(OFFER))


def test_a_worry_said_by_one_is_nothing_for_the_other() -> None:
    way = Way().offered()
    page = way.me(A)
    way.does(SayWorry("He follows me."), B).does(HearWorry(B, "threat"))
    assert way.me(A) == page
    assert way.world.parcels["parcel"].held_by_desk
    assert way.does(OpenLetter("offer"), B).me(B).offers[0].state == "gone"


@pytest.mark.parametrize("until", [None, date(2026, 12, 31)])
@pytest.mark.parametrize("who", [A, B])
def test_s19_refuses_asking_reminding_and_offering_while_a_ban_holds(who: Any, until: Any) -> None:
    ban = RecordBan(who, "court of Breda", until)
    way = Way().with_route().does(ban)
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(19)
    asked = Way().asked().does(ban)
    assert asked.tries(asked.reminder()) == says(19)
    assert Way().passed().does(ban).tries(OFFER) == says(19)


def test_s19_lets_pass_after_its_end_and_with_written_permission() -> None:
    over = Way().passed().does(RecordBan(B, "court", Way().today))
    assert passes(over.later(days=5).tries(OFFER))
    way = Way().passed().does(RecordBan(B, "court")).does(RecordBan(B, "probation"))
    way.does(RecordPermission(B, "court", "letter of 3 March"))
    assert way.tries(OFFER) == says(19)
    assert passes(way.does(RecordPermission(B, "probation", "letter of 4 March")).tries(OFFER))


def test_a_ban_is_nothing_on_anybodys_page() -> None:
    way = Way().willing()
    pages = way.me(A), way.me(B)
    way.does(RecordBan(B, "court")).does(RecordPermission(B, "court", "l")).does(CheckSafety(A))
    assert (way.me(A), way.me(B)) == pages


def sensitive() -> Way:
    """Both willing and released, after sexual harm."""
    way = Way().taken_up("sexual_harm")
    for who in (A, B):
        if who == B:
            way.does_allowing_and_asking()
        way.willing_now(who)
    return way


def test_s30_refuses_preparing_with_one_talk_after_sexual_harm() -> None:
    assert sensitive().tries(BeginPreparation((A, B))) == says(30)


def test_s30_lets_pass_two_talks_and_ready_only_after_both() -> None:
    way = sensitive().does(BeginPreparation((A, B), talks=2))
    assert way.me(A).talks_needed == 2
    way.does(HoldPreparationTalk(A, "Plan.", "no"))
    assert way.tries(DeclareReady()) == says(30)
    assert passes(way.does(HoldPreparationTalk(A, "Plan again.", "no")).tries(DeclareReady()))


def test_the_practice_lead_is_asked_and_approves_or_takes_it_back() -> None:
    way = sensitive().does(AskApproval(A))
    (task,) = [t for t in way.world.tasks if t.code == "approve_contact"]
    assert task.role is Audience.SUPERVISOR
    assert way.tries(ApproveContact(A, LEAD.id), actor=MEDIATOR) == NOT_HERE
    way.does(ApproveContact(A, LEAD.id))
    assert way.world.desk(way.now).desk.approved
    assert "approve_contact" not in way.tasks(A)
    way.does(ApproveContact(A, LEAD.id, approved=False, reason="New facts."))
    assert not way.world.desk(way.now).desk.approved


def test_a_second_mediator_is_chosen_as_the_first_and_by_the_planner_or_the_lead() -> None:
    way = sensitive()
    assert way.tries(CO, actor=MEDIATOR) == NOT_HERE
    unknown = AssignCoMediator("colleague", "Els", knows_nobody=False)
    assert way.tries(unknown, actor=PLANNER) == says(26)
    untrained = AssignCoMediator("colleague", "Els", knows_nobody=True)
    assert way.tries(untrained, actor=LEAD) == says(27)
    page = way.me(A)
    desk = way.does(CO).world.desk(way.now).desk
    assert (desk.co_mediator, desk.co_mediator_name) == ("colleague", "Els")
    assert way.me(A) == page


STOP = StopForSafety(B, "threat", "He was seen near her house.")


@pytest.mark.parametrize("led", ["explored", "willing", "preparing", "ready", "opened"])
def test_stopping_for_safety_pauses_from_everywhere_and_is_nothing_for_the_other(led: str) -> None:
    way = getattr(Way(), led)()
    who = A if led in {"explored", "willing"} else B
    other = B if who == A else A
    page = way.me(other)
    way.does(StopForSafety(who, "threat", "Reason."))
    assert way.me(who).state is P.PAUSED
    assert way.me(other) == page
    assert "Reason." not in repr((way.me(A), way.me(B)))
    assert Anchor(Occasion.PAUSED, who, way.today) in way.world.anchors


def test_what_is_on_its_way_waits_until_the_reason_has_an_answer() -> None:
    way = Way().offered().does(STOP)
    assert way.world.parcels["parcel"].held_by_desk
    assert way.does(Resume(), B).does(OpenLetter("offer"), B).me(B).offers[0].state == "gone"
    way.does(SetMeasure(B, "threat", "Two mediators."))
    assert not way.world.parcels["parcel"].held


def test_ones_own_letters_wait_with_ones_own_pause() -> None:
    way = Way().released().does(StopForSafety(A, "threat", "Reason."))
    assert way.world.parcels["parcel"].held_by_author
    assert not way.does(Resume()).world.parcels["parcel"].held_by_author


def test_stopping_for_safety_can_lead_to_rounding_off_and_the_desk_writes_what_the_other_hears() -> (
    None
):
    way = Way().answered().does(StopForSafety(B, "threat", "Reason.", ends=True))
    assert way.me(B).state is P.CLOSING
    assert {"closing_talk", "answer_worry"} <= way.tasks(B)
    assert "tell_on_news_date" in way.tasks(A)
    early = Way().explored().does(StopForSafety(A, "threat", "Reason."))
    assert "tell_on_news_date" not in early.tasks(B)


def test_whoever_pauses_already_stays_where_they_are() -> None:
    way = Way().willing().does(Pause(Way().today + timedelta(days=30)))
    page = way.me(A)
    way.does(StopForSafety(A, "threat", "Reason."))
    assert way.me(A) == page


def test_the_last_measure_does_not_let_on_what_a_death_holds() -> None:
    way = Way().offered().does(RecordDeath(B, by_relative=True)).does(RaiseConcern(A, "threat"))
    way.does(SetMeasure(A, "threat", "A talk.")).does(HoldLetter(A, "letter", "parcel"))
    way.does(HoldLetter(A, "letter", "parcel", held=False))
    assert way.world.parcels["parcel"].held_by_desk
