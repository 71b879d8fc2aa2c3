"""What the practice lead decides, who takes over, and who answers: beside the numbered rules of S17, S18, S39, S46."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, OFFER, Way
from tests.worlds.steps import INTAKE, LEAD, MEDIATOR, OFFICER, PLANNER, A, B
from visavis.mediation.complaints import (
    AnswerComplaint,
    AnswerSupporter,
    Complain,
    PassComplaintOn,
    RecordSupporterComplaint,
    answer_due,
)
from visavis.mediation.course import Pause, Resume, TickOff, Withdraw
from visavis.mediation.danger import DiscloseDanger, KeepDanger, ReportDanger, TellOfDisclosure
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, Via, own
from visavis.mediation.letters import HoldLetter, OpenLetter, RecallLetter
from visavis.mediation.mediator import AskForAnotherMediator, ChangeMediator, KeepMediator
from visavis.mediation.preparation import ChooseForm
from visavis.mediation.safety import (
    ApproveContact,
    AskApproval,
    AssignCoMediator,
    StopForSafety,
    TakeOffCoMediator,
)
from visavis.mediation.terms import working_days_after
from visavis.mediation.words import PartyState, Text
from visavis.mediation.worries import (
    AskDecision,
    DecideWorry,
    HearWorry,
    RaiseConcern,
    SayWorry,
    SetMeasure,
)

pytestmark = pytest.mark.pure

P = PartyState
TRAINED = frozenset({"sensitive"})
CHANGE = ChangeMediator((A, B), "els", "Els", True, TRAINED)
CO = AssignCoMediator("cor", "Cor", True, TRAINED, (A, B))
GO_ON = DecideWorry(A, "threat", "go_on", "With two.", LEAD.id)


def refusal(nl: str, en: str) -> Refusal:
    return Refusal(None, Text(nl, en))


NOT_OPEN = refusal("Deze zorg staat niet meer open.", "This concern is no longer open.")
FROM_OUTSIDE = refusal(
    "U bemiddelt hier zelf. Vraag een collega om te beslissen.",
    "You mediate here yourself. Ask a colleague to decide.",
)
ANOTHER = refusal(
    "Kies iemand anders dan wie dit traject nu heeft.",
    "Choose someone other than whoever has this trajectory now.",
)


# Worries


def test_s17_refuses_delivery_after_the_practice_lead_said_not_now() -> None:
    way = Way().passed().does(RaiseConcern(A, "threat")).does(replace(GO_ON, decision="wait"))
    assert way.tries(OFFER) == says(17)
    assert {"answer_worry", "decision_came"} <= way.tasks(A)


def test_s17_lets_pass_after_the_practice_leads_decision_to_go_on() -> None:
    way = Way().passed().does(RaiseConcern(A, "threat")).does(AskDecision(A, "threat"))
    assert "decide_worry" in way.tasks(A)
    assert passes(way.does(GO_ON).tries(OFFER))
    assert not way.tasks(A) & {"answer_worry", "decide_worry"}
    (worry,) = way.side(A).file.worries
    assert (worry.decision, worry.words, worry.answered) == ("go_on", "With two.", True)


def test_a_decision_about_one_worry_leaves_the_others_and_those_answered_before() -> None:
    way = Way().willing().does(RaiseConcern(A, "threat")).does(RaiseConcern(A, "addiction"))
    way.does(SetMeasure(A, "threat", "First.")).does(RaiseConcern(A, "threat")).does(GO_ON)
    worries = [(w.flag, w.measure, w.decision) for w in way.side(A).file.worries]
    assert worries == [("threat", "First.", ""), ("addiction", "", ""), ("threat", "", "go_on")]
    assert [worry.flag for worry in way.side(A).file.open_worries] == ["addiction"]


def test_what_the_practice_lead_decides_leaves_every_page_as_it_was() -> None:
    way = Way().both_willing().does(RaiseConcern(A, "threat", "desk-worry"))
    before = way.me(A), way.me(B)
    way.does(AskDecision(A, "threat")).does(GO_ON)
    assert (way.me(A), way.me(B)) == before


@pytest.mark.parametrize("act", [AskDecision(A, "threat"), GO_ON])
def test_order_this_worry_is_open_refuses_what_nobody_worries_about(act: Any) -> None:
    way = Way().willing().does(RaiseConcern(B, "threat"))
    assert way.tries(act) == NOT_OPEN
    way.does(RaiseConcern(A, "threat")).does(SetMeasure(A, "threat", "Called."))
    assert way.tries(act) == NOT_OPEN


def test_order_this_worry_is_open_lets_pass_what_waits_for_an_answer() -> None:
    way = Way().willing().does(RaiseConcern(A, "threat"))
    assert passes(way.tries(AskDecision(A, "threat")))
    assert passes(way.tries(GO_ON))


def test_saying_a_worry_sets_ones_own_letters_aside_until_it_was_talked_over() -> None:
    way = Way().offered().does(SayWorry("He calls me.", "threat"))
    assert way.world.parcels["parcel"].held
    (said,) = way.me(A).worries_said
    assert (said.words, said.about, said.on) == ("He calls me.", "threat", way.today)
    way.does(HearWorry(A))
    assert not way.world.parcels["parcel"].held
    assert way.does(OpenLetter("offer"), B).me(B).offers[0].state == "opened"


def test_a_letter_that_was_asked_back_is_not_under_way() -> None:
    way = Way().released().does(RecallLetter("letter"))
    assert passes(way.tries(SayWorry("I am afraid.")))
    assert way.world.parcels == {}


def test_what_was_talked_over_and_named_waits_for_its_answer() -> None:
    way = Way().offered().does(SayWorry("He calls me.")).does(HearWorry(A, "threat"))
    assert way.world.parcels["parcel"].held
    assert not way.does(GO_ON).world.parcels["parcel"].held


def test_one_of_two_worries_keeps_letters_waiting_whoever_answers_the_other() -> None:
    way = Way().offered().does(RaiseConcern(A, "threat")).does(SayWorry("I am afraid."), B)
    for act in (SetMeasure(A, "threat", "Called."), RaiseConcern(A, "threat"), GO_ON):
        assert way.does(act).world.parcels["parcel"].held
    assert not way.does(HearWorry(B)).world.parcels["parcel"].held
    other = Way().offered().does(RaiseConcern(A, "threat")).does(SayWorry("I am afraid."), B)
    assert other.does(HearWorry(B)).world.parcels["parcel"].held


def test_what_the_mediator_set_aside_stays_aside_when_a_worry_was_talked_over() -> None:
    way = Way().passed().does(HoldLetter(A, "letter", "parcel")).does(SayWorry("I am afraid."))
    assert way.does(HearWorry(A)).world.parcels["parcel"].held


def test_a_worry_before_there_is_a_mediator_comes_to_intake() -> None:
    for way, who, role in (
        (Way().signed_up(), A, Audience.INTAKE),
        (Way().taken_up(), A, Audience.MEDIATOR),
        (Way().answered(), B, Audience.MEDIATOR),
    ):
        (task,) = [
            t for t in way.does(SayWorry("Help."), who).world.tasks if t.code == "hear_worry"
        ]
        assert task.role is role


@pytest.mark.parametrize("act", [SayWorry("Help."), AskForAnotherMediator(), KeepMediator()])
def test_the_practice_lead_writes_down_what_is_about_the_mediator(act: Any) -> None:
    told = Actor(Audience.SUPERVISOR, "lead", Via.PHONE)
    assert passes(Way().willing().tries(act, A, told))
    assert Way().willing().tries(Pause(), A, told) == NOT_HERE


# A second look


def test_order_decides_from_outside_refuses_a_mediator_of_the_trajectory() -> None:
    for account in ("mediator", "cor"):
        way = Way().both_willing().does(CO).does(RaiseConcern(A, "threat"))
        assert way.tries(ApproveContact(A, account)) == FROM_OUTSIDE
        assert way.tries(replace(GO_ON, decided_by=account)) == FROM_OUTSIDE


def test_order_decides_from_outside_lets_pass_the_practice_lead() -> None:
    assert passes(Way().both_willing().does(CO).tries(ApproveContact(A, LEAD.id)))


def test_asking_for_a_second_look_asks_once_for_a_second_mediator_where_there_is_none() -> None:
    way = Way().both_willing().does(AskApproval(A)).does(AskApproval(A))
    asked = [(t.code, t.role) for t in way.world.tasks if t.role is not Audience.MEDIATOR]
    assert asked == [
        ("approve_contact", Audience.SUPERVISOR),
        ("assign_co_mediator", Audience.PLANNER),
    ]
    assert "assign_co_mediator" not in way.does(CO).tasks(A)
    assert "assign_co_mediator" not in way.does(AskApproval(B)).tasks(B)


def test_the_mediator_reads_what_was_decided_and_why() -> None:
    way = Way().both_willing().does(ApproveContact(A, LEAD.id, False, "First a talk of three."))
    desk = way.world.desk(way.now).desk
    assert (desk.approved, desk.approval_reason) == (False, "First a talk of three.")
    assert "decision_came" in way.tasks(A)


# Stopping


def test_who_is_stopped_for_safety_reads_that_until_they_go_on_and_never_why() -> None:
    way = Way().willing().does(StopForSafety(A, "threat", "secret reason"))
    assert way.me(A).paused_for_safety
    assert "secret reason" not in repr(way.me(A))
    assert {"call_after_stop", "look_at_stop"} <= way.tasks(A)
    assert not way.does(Resume()).me(A).paused_for_safety
    assert not way.does(Pause()).me(A).paused_for_safety
    stopped = Way().willing().does(StopForSafety(A, "threat", "-")).does(Withdraw())
    assert not stopped.me(A).paused_for_safety


# Danger

REPORT = ReportDanger(A, "danger", "child_abuse", "Veilig Thuis", "A child of six.", True)
KEEP = KeepDanger(A, "danger", LEAD.id, "The family doctor knows.")
DECIDED = refusal("Over dit gevaar is al beslist.", "This danger was decided about already.")
NOTHING_TOLD = refusal(
    "Er is niets verteld waar deze persoon van moet horen.",
    "Nothing was told outside of which this person has to hear.",
)


def test_a_danger_is_a_worry_too_until_it_is_answered() -> None:
    way = Way().offered().does(REPORT)
    assert way.world.parcels["parcel"].held
    assert [worry.flag for worry in way.side(A).file.open_worries] == ["child_at_risk"]
    acute = replace(REPORT, cause="imminent")
    assert Way().passed().does(acute).tries(OFFER) == says(17)
    curious = replace(REPORT, cause="the newspaper asks")
    assert Way().passed().does(curious).side(A).file.open_worries[0].flag == "other"


def test_order_this_danger_waits_refuses_whoever_reported_it_and_a_second_decision() -> None:
    assert Way().willing().tries(KEEP) == DECIDED
    way = Way().willing().does(REPORT)
    assert way.tries(replace(KEEP, decided_by=MEDIATOR.id)) == DECIDED
    assert way.does(KEEP).tries(KEEP) == DECIDED
    told = Way().willing().does(REPORT).does(DiscloseDanger(A, "danger", LEAD.id, REPORT.text))
    assert told.tries(KEEP) == DECIDED


def test_order_this_danger_waits_lets_pass_a_no_that_the_mediator_reads() -> None:
    way = Way().willing().does(REPORT)
    assert passes(way.tries(KEEP))
    (danger,) = way.side(A).file.dangers
    assert (danger.kept, danger.waits) == ("The family doctor knows.", False)
    assert way.tasks(A) & {"decide_on_danger", "decision_came"} == {"decision_came"}


def test_order_it_was_told_outside_refuses_what_was_not() -> None:
    tell = TellOfDisclosure(A, "danger", "We told them.")
    for way in (
        Way().willing(),
        Way().willing().does(REPORT),
        Way().willing().does(REPORT).does(KEEP),
    ):
        assert way.tries(tell) == NOTHING_TOLD


def test_order_it_was_told_outside_lets_pass_what_was() -> None:
    way = Way().willing().does(REPORT).does(DiscloseDanger(A, "danger", LEAD.id, REPORT.text))
    assert passes(way.tries(TellOfDisclosure(A, "danger", "We told them.")))


def test_a_second_danger_is_decided_apart_from_the_first() -> None:
    way = Way().willing().does(REPORT).does(replace(REPORT, danger="second")).does(KEEP)
    assert [one.waits for one in way.side(A).file.dangers] == [False, True]


# Who mediates


@pytest.mark.parametrize("act", [CHANGE, CO])
def test_order_another_takes_over_refuses_whoever_mediates_and_before_anyone_does(act: Any) -> None:
    assert Way().willing().tries(replace(act, mediator="mediator")) == ANOTHER
    assert Way().signed_up().tries(replace(act, people=(A,))) == ANOTHER


@pytest.mark.parametrize("act", [CHANGE, CO])
def test_order_another_takes_over_lets_pass_another(act: Any) -> None:
    for actor in (PLANNER, LEAD):
        assert passes(Way().willing().tries(act, actor=actor))
    for actor in (MEDIATOR, INTAKE):
        assert Way().willing().tries(act, actor=actor) == NOT_HERE


@pytest.mark.parametrize("fault", [{"open_now": 30}, {"new_this_year": 60}])
def test_s28_refuses_a_second_mediator_who_has_much_and_lets_pass_with_a_reason(
    fault: dict[str, int],
) -> None:
    full = replace(CO, **fault)
    assert Way().willing().tries(full) == says(28)
    assert passes(Way().willing().tries(replace(full, reason_above_ceiling="Agreed.")))


def test_everyone_reads_who_mediates_too_and_who_knows_of_nothing_gets_no_page_by_it() -> None:
    way = Way().asked()
    notices = len(way.world.notices)
    way.does(CO)
    assert way.me(A).co_mediator == "Cor"
    assert way.world.lanes.get(own(B), []) == []
    assert [notice.party for notice in way.world.notices[notices:]] == [A]


@pytest.mark.parametrize("act", [CHANGE, CO])
def test_who_has_left_finds_the_name_on_their_page_and_gets_no_message(act: Any) -> None:
    way = Way().willing().does(Withdraw())
    notices, tasks = len(way.world.notices), way.tasks(A)
    way.does(act)
    assert "Cor" in repr(way.me(A)) or way.me(A).mediator == "Els"
    assert len(way.world.notices) == notices
    assert way.tasks(A) == tasks


def test_the_second_who_becomes_the_first_leaves_a_place_beside_them() -> None:
    way = Way().both_willing().does(CO)
    assert way.does(CHANGE).world.desk(way.now).desk.co_mediator == "cor"
    way.does(replace(CHANGE, mediator="cor", mediator_name="Cor"))
    desk = way.world.desk(way.now).desk
    assert (desk.mediator, desk.co_mediator, desk.co_mediator_name) == ("cor", "", "")


def test_who_stays_with_their_mediator_after_all_takes_the_request_off_the_list() -> None:
    untouched = Way().willing().me(A)
    way = Way().willing().does(KeepMediator())
    assert way.me(A) == untouched
    way.does(AskForAnotherMediator())
    assert way.me(A).mediator_asked_on == way.today
    assert way.does(KeepMediator()).me(A) == untouched
    assert "another_mediator" not in way.tasks(A)


# Complaints

COMPLAIN = Complain("complaint", "service", "You are late.", "Postbus 1")
ANSWER = AnswerComplaint(A, "complaint", LEAD.id, False, "We hear you.", outside_named=True)
NOT_WAITING = refusal(
    "Deze klacht wacht niet meer op een antwoord van u.",
    "This complaint no longer waits for an answer of yours.",
)


def test_s46_refuses_any_answer_by_a_mediator_of_the_trajectory() -> None:
    way = Way().willing().does(COMPLAIN)
    assert way.tries(replace(ANSWER, handled_by="mediator")) == says(46)


def test_a_complaint_keeps_where_its_answer_goes_and_when_it_came() -> None:
    way = Way().willing().does(COMPLAIN).later(days=3).does(ANSWER)
    (mine,) = way.me(A).complaints
    assert (mine.reply_to, mine.answered_on, mine.above) == ("Postbus 1", way.today, False)


def test_order_complaint_is_not_ticked_off_refuses_to_tick_it_off() -> None:
    way = Way().willing().does(COMPLAIN)
    for actor in (LEAD, OFFICER):
        assert way.tries(TickOff(A, "answer_complaint", "complaint"), actor=actor) == refusal(
            "Op een klacht komt een antwoord. Afvinken kan niet.",
            "A complaint gets an answer. It cannot be ticked off.",
        )


def test_order_complaint_is_not_ticked_off_lets_pass_other_work() -> None:
    assert passes(Way().willing().tries(TickOff(A, "look_at_stop"), actor=LEAD))


def test_order_this_complaint_waits_refuses_what_was_answered_is_above_or_never_said() -> None:
    on = PassComplaintOn(A, "complaint")
    assert Way().willing().tries(on) == NOT_WAITING
    assert Way().willing().does(COMPLAIN).does(ANSWER).tries(on) == NOT_WAITING
    above = Way().willing().does(replace(COMPLAIN, about="lead"))
    assert above.tries(on) == NOT_WAITING


def test_order_this_complaint_waits_lets_pass_on_to_the_privacy_officer_by_the_day_promised() -> (
    None
):
    way = Way().willing().does(COMPLAIN)
    asked = way.today
    way.later(days=2)
    assert passes(way.tries(PassComplaintOn(A, "complaint")))
    (task,) = [t for t in way.world.tasks if t.code == "answer_complaint"]
    assert (task.role, task.due) == (Audience.PRIVACY_OFFICER, answer_due(asked))
    (mine,) = way.me(A).complaints
    assert (mine.above, mine.on, mine.text) == (True, asked, "You are late.")
    assert way.tries(ANSWER) == says(46)
    heard = replace(ANSWER, handled_by=OFFICER.id, as_officer=True)
    assert passes(way.tries(heard, actor=OFFICER))
    assert way.tries(PassComplaintOn(A, "complaint")) == NOT_WAITING


def test_passing_one_complaint_on_leaves_another_where_it_is() -> None:
    way = Way().willing().does(COMPLAIN).does(replace(COMPLAIN, complaint="second"))
    way.does(PassComplaintOn(A, "second"))
    assert [(c.complaint, c.above) for c in way.me(A).complaints] == [
        ("complaint", False),
        ("second", True),
    ]


def test_a_supporters_complaint_is_answered_and_nothing_of_it_stands_on_a_page() -> None:
    way = Way().willing()
    before = way.me(A)
    way.does(RecordSupporterComplaint(A, "s", "Nobody called me."))
    answer = AnswerSupporter(A, "s", LEAD.id, "We call.", outside_named=True)
    assert way.tries(replace(answer, outside_named=False)) == says(46)
    assert way.tries(replace(answer, handled_by="mediator")) == says(46)
    assert way.tries(replace(answer, complaint="other")) == says(46)
    assert passes(way.tries(answer))
    (kept,) = way.side(A).file.complaints
    assert (kept.answer, kept.answered_on) == ("We call.", way.today)
    assert "answer_complaint" not in way.tasks(A)
    assert way.me(A) == before
    again = RecordSupporterComplaint(A, "t", "Again.")
    assert [c.answer for c in way.does(again).side(A).file.complaints] == ["We call.", ""]


def test_an_answer_is_due_after_ten_working_days() -> None:
    way = Way().willing().does(COMPLAIN)
    (task,) = [t for t in way.world.tasks if t.code == "answer_complaint"]
    assert task.due == working_days_after(way.today, 10) == way.today + timedelta(days=14)


GOES = TakeOffCoMediator("cor", "Cor", (A, B))


def two_mediate(way: Way) -> Way:
    return way.does(CO)


def test_order_second_is_the_one_refuses_where_there_is_none_or_another_by_now() -> None:
    none = refusal(
        "Er is hier geen tweede bemiddelaar, of al een ander.",
        "There is no second mediator here, or another one by now.",
    )
    assert Way().willing().tries(GOES) == none
    assert two_mediate(Way().willing()).tries(replace(GOES, mediator="els")) == none


def test_order_second_is_the_one_lets_pass_whoever_stands_there() -> None:
    for actor in (PLANNER, LEAD):
        assert passes(two_mediate(Way().willing()).tries(GOES, actor=actor))
    assert two_mediate(Way().willing()).tries(GOES, actor=MEDIATOR) == NOT_HERE


def test_s18_refuses_that_the_second_goes_where_two_are_needed_for_what_comes() -> None:
    way = two_mediate(Way().taken_up("sexual_harm"))
    assert way.tries(GOES) == says(18)


def test_s18_lets_the_second_go_once_nobody_there_can_meet_any_more() -> None:
    way = two_mediate(Way().taken_up("sexual_harm"))
    assert passes(way.does(Withdraw(), A).tries(GOES))


def test_order_no_group_meeting_comes_refuses_where_somebody_chose_one() -> None:
    way = two_mediate(Way().preparing()).does(ChooseForm("conference"), A)
    assert way.tries(GOES) == refusal(
        "Er komt een groepsgesprek. Dat leidt u met zijn tweeën. Wijs eerst een ander aan als tweede.",
        "A group meeting is to come. Two of you lead it. First assign another second mediator.",
    )


def test_order_no_group_meeting_comes_lets_pass_any_other_form() -> None:
    way = two_mediate(Way().preparing()).does(ChooseForm("letters"), A)
    assert passes(way.tries(GOES))


def test_whoever_read_of_two_reads_who_goes_on_and_nobody_else_hears_of_it() -> None:
    way = two_mediate(Way().asked())
    notices = len(way.world.notices)
    way.does(GOES)
    assert (way.me(A).co_mediator, way.me(A).second_left) == ("", "Cor")
    assert way.world.lanes.get(own(B), []) == []
    assert [notice.party for notice in way.world.notices[notices:]] == [A]
    assert way.world.desk(way.now).desk.co_mediator == ""


def test_the_second_who_becomes_the_first_is_not_named_as_second_any_more() -> None:
    way = two_mediate(Way().willing()).does(replace(CHANGE, mediator="cor", mediator_name="Cor"))
    assert (way.me(A).mediator, way.me(A).co_mediator) == ("Cor", "")
