"""Danger, opened glass, complaints, another mediator: trust has rules too (A36 to A38, A40)."""

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import INTAKE, LEAD, MEDIATOR, OFFICER, PLANNER, A, B
from visavis.mediation.complaints import (
    HANDLED_BY,
    OUTSIDE,
    AnswerComplaint,
    AnswerSupporter,
    Complain,
    RecordSupporterComplaint,
)
from visavis.mediation.course import TickOff
from visavis.mediation.danger import DiscloseDanger, ReportDanger, TellOfDisclosure
from visavis.mediation.entries import DESK_LANE, Actor, Audience, file_of, own
from visavis.mediation.exploring import AddNote, HoldExploratoryTalk
from visavis.mediation.mediator import (
    AnswerMediatorRequest,
    AskForAnotherMediator,
    ChangeMediator,
    HandOver,
)
from visavis.mediation.opening import BreakGlass, TellOfOpening
from visavis.mediation.safety import AssignCoMediator
from visavis.mediation.terms import working_days_after
from visavis.mediation.windows import Opened, desk_view
from visavis.mediation.words import PartyState

pytestmark = pytest.mark.pure

# Danger

REPORT = ReportDanger(
    A, "danger", "imminent", "police", "He has a weapon and is on his way.", False
)
DISCLOSE = DiscloseDanger(A, "danger", LEAD.id, REPORT.text)


def test_s39_refuses_what_one_person_alone_decides() -> None:
    assert Way().willing().tries(DISCLOSE) == says(39)
    way = Way().willing().does(REPORT)
    assert way.tries(replace(DISCLOSE, decided_by=MEDIATOR.id)) == says(39)
    assert way.tries(DISCLOSE, actor=MEDIATOR) == NOT_HERE


def test_s39_refuses_anything_beyond_what_was_reported() -> None:
    way = Way().willing().does(REPORT)
    assert way.tries(replace(DISCLOSE, text=REPORT.text + " His name is Bob.")) == says(39)
    assert way.tries(replace(DISCLOSE, danger="another")) == says(39)


def test_s39_refuses_any_other_cause_and_a_second_time() -> None:
    curious = replace(REPORT, cause="the newspaper asks")
    assert Way().willing().does(curious).tries(DISCLOSE) == says(39)
    assert Way().willing().does(REPORT).does(DISCLOSE).tries(DISCLOSE) == says(39)


@pytest.mark.parametrize("cause", ["imminent", "child_abuse"])
def test_s39_lets_pass_what_two_decide_and_no_more(cause: str) -> None:
    assert passes(Way().willing().does(replace(REPORT, cause=cause)).tries(DISCLOSE))


def test_a_report_is_nothing_on_any_page_until_the_person_is_told() -> None:
    way = Way().both_willing()
    pages = way.me(A), way.me(B)
    way.does(REPORT)
    (task,) = [t for t in way.world.tasks if t.code == "decide_on_danger"]
    assert task.role is Audience.SUPERVISOR
    way.does(DISCLOSE)
    assert (way.me(A), way.me(B)) == pages
    assert "tell_of_disclosure" in way.tasks(A)
    way.does(TellOfDisclosure(A, "danger", "We told the police that you were in danger."))
    assert way.me(A).disclosures[0].told.startswith("We told the police")
    assert way.me(B) == pages[1]
    assert "tell_of_disclosure" not in way.tasks(A)


# Opening with a reason


def broken(minutes: int = 60, reason: str = "A threat by telephone.") -> BreakGlass:
    return BreakGlass(reason, Way().now + timedelta(minutes=minutes))


@pytest.mark.parametrize("reason", ["", "   "])
def test_s41_refuses_without_a_reason(reason: str) -> None:
    assert Way().tries(broken(reason=reason)) == says(41)


@pytest.mark.parametrize("minutes", [-1, 0, 61, 600])
def test_s41_refuses_for_longer_than_an_hour_or_backwards(minutes: int) -> None:
    assert Way().tries(broken(minutes)) == says(41)


def test_s41_refuses_whoever_is_neither_lead_nor_privacy_officer() -> None:
    for actor in (MEDIATOR, INTAKE, PLANNER, Actor(Audience.ADMIN, "x")):
        assert Way().tries(broken(), actor=actor) == NOT_HERE


def test_s41_lets_pass_a_reason_for_an_hour_and_the_privacy_officer_hears() -> None:
    way = Way().willing()
    page = way.me(A)
    assert passes(way.tries(BreakGlass("A threat.", way.now + timedelta(hours=1))))
    assert way.me(A) == page
    (task,) = [t for t in way.world.tasks if t.code == "glass_was_broken" and t.party == A]
    assert task.role is Audience.PRIVACY_OFFICER
    way.does(TellOfOpening(A, "On 7 January our practice lead looked, because of a threat."))
    assert len(way.me(A).openings) == 1
    assert "glass_was_broken" not in way.tasks(A)


def test_who_has_no_place_yet_is_told_nothing_of_an_opening() -> None:
    way = Way().asked()
    way.does(BreakGlass("A threat.", way.now + timedelta(hours=1)))
    way.does(TellOfOpening(B, "We looked."))
    assert (way.me(B).openings, way.me(B).state) == ((), None)
    assert "glass_was_broken" not in way.tasks(B)


# Complaints

COMPLAIN = Complain("complaint", "mediator", "She does not listen.")
ANSWER = AnswerComplaint(A, "complaint", LEAD.id, False, "We hear you.", outside_named=True)


def test_s46_refuses_an_answer_by_who_it_is_about() -> None:
    way = Way().willing().does(COMPLAIN)
    assert way.tries(replace(ANSWER, handled_by="mediator")) == says(46)
    assert way.tries(ANSWER, actor=MEDIATOR) == NOT_HERE
    co = AssignCoMediator("els", "Els", knows_nobody=True)
    assert way.does(co).tries(replace(ANSWER, handled_by="els")) == says(46)


def test_s46_refuses_an_answer_that_hides_the_way_outside() -> None:
    way = Way().willing().does(COMPLAIN)
    assert way.tries(replace(ANSWER, outside_named=False)) == says(46)
    assert OUTSIDE.nl
    assert OUTSIDE.en


def test_s46_refuses_the_lead_answering_about_the_lead_and_what_was_never_said() -> None:
    about_lead = replace(COMPLAIN, about="lead")
    way = Way().willing().does(about_lead)
    assert way.tries(ANSWER) == says(46)
    assert Way().willing().tries(ANSWER) == says(46)


@pytest.mark.parametrize("about", ["mediator", "service"])
def test_s46_lets_pass_an_answer_by_somebody_else(about: str) -> None:
    way = Way().willing().does(replace(COMPLAIN, about=about))
    assert passes(way.tries(ANSWER))
    assert way.me(A).complaints[0].answer == "We hear you."
    assert "answer_complaint" not in way.tasks(A)


def test_s46_lets_pass_the_privacy_officer_about_the_lead() -> None:
    way = Way().willing().does(replace(COMPLAIN, about="lead"))
    officer = replace(ANSWER, handled_by=OFFICER.id, as_officer=True)
    assert passes(way.tries(officer, actor=OFFICER))


@pytest.mark.parametrize("about", [*HANDLED_BY, "something else"])
def test_s46_a_complaint_is_never_work_of_the_mediator_and_not_seen_by_them(about: str) -> None:
    way = Way().willing().does(replace(COMPLAIN, about=about))
    (task,) = [t for t in way.world.tasks if t.code == "answer_complaint"]
    assert task.role in {Audience.SUPERVISOR, Audience.PRIVACY_OFFICER}
    assert (task.role is Audience.PRIVACY_OFFICER) == (about == "lead")
    for audience in (Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE):
        assert "does not listen" not in repr(seen(way, audience))
    lead = "does not listen" in repr(seen(way, Audience.SUPERVISOR))
    assert lead == (about != "lead")


def test_one_can_complain_from_every_place_and_said_twice_is_said_once() -> None:
    for led in ("signed_up", "explored", "willing", "ready", "opened"):
        assert passes(getattr(Way(), led)().tries(COMPLAIN, A))
    way = Way().answered("no")
    assert passes(way.tries(COMPLAIN, B))
    page = way.me(B)
    assert way.does(replace(COMPLAIN, text="Again."), B).me(B) == page


def test_of_two_complaints_the_one_that_is_answered_has_an_answer() -> None:
    way = Way().willing().does(COMPLAIN).does(replace(COMPLAIN, complaint="second"), A)
    assert passes(way.tries(replace(ANSWER, complaint="second")))
    assert [one.answer for one in way.me(A).complaints] == ["", "We hear you."]
    for name in ("c2", "c3"):
        way.does(RecordSupporterComplaint(A, name, "Nobody called me."))
    way.does(AnswerSupporter(A, "c2", LEAD.id, "We hear you.", outside_named=True))
    assert [one.answer for one in way.side(A).file.complaints] == ["We hear you.", ""]


def test_a_supporters_complaint_stands_on_nobodys_page() -> None:
    way = Way().willing()
    page = way.me(A)
    way.does(RecordSupporterComplaint(A, "c2", "Nobody called me."))
    assert way.me(A) == page
    assert "Nobody called me." not in repr(seen(way, Audience.MEDIATOR))
    assert "answer_complaint" in way.tasks(A)


# Another mediator

CHANGE = ChangeMediator((A, B), "els", "Els", knows_nobody=True)


def seen(way: Way, audience: Audience) -> Any:
    lanes = way.world.lanes
    sides = [Opened(w, w == A, lanes.get(own(w), []), lanes.get(file_of(w), [])) for w in (A, B)]
    return desk_view("t", lanes.get(DESK_LANE, []), sides, way.today, audience)


@pytest.mark.parametrize("led", ["signed_up", "explored", "ready", "opened"])
def test_s29_a_request_is_always_recorded_and_due_within_five_working_days(led: str) -> None:
    way = getattr(Way(), led)().does(AskForAnotherMediator())
    (task,) = [t for t in way.world.tasks if t.code == "another_mediator"]
    assert task.due == working_days_after(way.today, 5)
    assert task.role is Audience.PLANNER
    assert "mediator_asked_on=datetime" not in repr(seen(way, Audience.MEDIATOR))
    assert fields(AskForAnotherMediator) == ()
    way.does(AskForAnotherMediator())
    assert len([t for t in way.world.tasks if t.code == "another_mediator"]) == 1


def test_s29_refuses_ticking_a_request_off() -> None:
    way = Way().willing().does(AskForAnotherMediator())
    assert way.tries(TickOff(A, "another_mediator"), actor=PLANNER) == says(29)


def test_s29_lets_pass_a_change_or_an_answer_and_ticking_off_other_work() -> None:
    way = Way().willing().does(AskForAnotherMediator())
    assert passes(way.tries(AnswerMediatorRequest(A)))
    assert (way.me(A).asked_for_mediator, "another_mediator" in way.tasks(A)) == (False, False)
    changed = Way().willing().does(AskForAnotherMediator()).does(CHANGE)
    assert (changed.me(A).asked_for_mediator, "another_mediator" in changed.tasks(A)) == (
        False,
        False,
    )
    assert passes(Way().taken_up().tries(TickOff(A, "first_talk")))


@pytest.mark.parametrize(
    ("field", "value", "number"), [("knows_nobody", False, 26), ("open_now", 30, 28)]
)
def test_a_new_mediator_is_chosen_as_the_first(field: str, value: Any, number: int) -> None:
    assert Way().willing().tries(replace(CHANGE, **{field: value})) == says(number)
    assert Way().taken_up("domestic").tries(CHANGE) == says(27)


def test_each_hears_of_it_who_has_a_place_and_nobody_else() -> None:
    way = Way().asked()
    page = way.me(B)
    way.does(CHANGE)
    assert way.me(A).mediator == "Els"
    assert way.me(B) == page
    assert way.world.desk(way.now).desk.mediator == "els"
    assert "meet_new_mediator" in way.tasks(A)
    assert "meet_new_mediator" not in way.tasks(B)


def with_notes() -> Way:
    way = Way().explored().does(AddNote(A, "canary-note"))
    way.now += timedelta(hours=1)
    return way.does(CHANGE)


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ((), set()),
        (("summary",), {"Summary."}),
        (("notes",), {"canary-note"}),
        (("summary", "notes"), {"Summary.", "canary-note"}),
    ],
)
def test_the_new_mediator_sees_of_before_what_was_handed_over(
    what: tuple[str, ...], shown: set[str]
) -> None:
    way = with_notes()
    way.does(HandOver((*what, "nonsense")))
    text = repr(seen(way, Audience.MEDIATOR))
    assert {one for one in ("Summary.", "canary-note") if one in text} == shown
    assert seen(way, Audience.MEDIATOR).side(A).state is PartyState.EXPLORING


def test_what_comes_after_the_change_is_the_new_mediators_own() -> None:
    way = with_notes()
    way.now += timedelta(hours=1)
    way.does(HoldExploratoryTalk(A, "A new talk.", "mastered")).does(AddNote(A, "new-note"))
    text = repr(seen(way, Audience.MEDIATOR))
    assert "A new talk." in text
    assert "new-note" in text
    assert "Summary." not in text


def test_handing_over_can_be_taken_back_and_is_void_at_the_next_change() -> None:
    way = with_notes().does(HandOver(("summary",))).does(HandOver(()))
    assert "Summary." not in repr(seen(way, Audience.MEDIATOR))
    way.does(HandOver(("summary",)))
    way.now += timedelta(hours=1)
    way.does(replace(CHANGE, mediator="mo", mediator_name="Mo"))
    assert way.me(A).handed == ()
    assert "Summary." not in repr(seen(way, Audience.MEDIATOR))
    page = Way().willing()
    before = page.me(A)
    assert page.does(HandOver(("summary",))).me(A) == before
