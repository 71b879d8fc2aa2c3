"""Each safeguard once refusing and once letting pass; a refusal says its number and sentence, and writes nothing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import OFFER, PASS, RELEASE, Way
from tests.worlds.steps import A, B
from visavis.mediation.approach import (
    AllowApproach,
    AnswerApproach,
    RecordRoute,
    RecordWrongAddress,
    SendApproach,
    SendReminder,
)
from visavis.mediation.closing import (
    BeginClosing,
    ChooseClosingSupport,
    Close,
    EndAftercare,
    HoldClosingTalk,
    OfferClosing,
    Reopen,
)
from visavis.mediation.course import Pause, Resume, Withdraw
from visavis.mediation.decide import decide
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.letters import RecallLetter, TellReaction
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.sign_up import PrepareSignUp, SignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.worries import RaiseConcern, SetMeasure

pytestmark = pytest.mark.pure

REMIND = SendReminder(B, date(2026, 1, 8))
YES = ConsentToTakePart(("take_part",))
TAKE_UP = TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True)


def test_s02_refuses_a_yes_within_a_day_of_the_information() -> None:
    way = Way().assessed().later(hours=23, minutes=59)
    assert way.tries(YES) == says(2)


def test_s02_refuses_a_yes_on_information_in_another_language() -> None:
    way = Way().taken_up().does(GiveInformation(A, "en", "1"))
    way.does(HoldExploratoryTalk(A, "Summary.", "mastered")).later(days=3)
    assert way.tries(YES) == says(2)


def test_s02_lets_pass_a_yes_a_day_after_the_information() -> None:
    assert passes(Way().assessed().later(hours=24).tries(YES))


@pytest.mark.parametrize("undecided", [A, B])
def test_s04_refuses_a_form_not_everyone_chose(undecided: str) -> None:
    way = Way().prepared()
    for who in {A, B} - {undecided}:
        way.does(ChooseForm("letters"), who)
    assert way.tries(AgreeForm((A, B))) == says(4)


def test_s04_refuses_another_form_than_the_one_chosen() -> None:
    way = Way().prepared().does(ChooseForm("letters")).does(ChooseForm("letters"), B)
    assert way.tries(AgreeForm((A, B), "conversation")) == says(4)


def test_s04_refuses_an_offer_after_someone_chose_otherwise() -> None:
    assert Way().passed().does(ChooseForm("not_yet"), B).tries(OFFER) == says(4)


def test_s04_lets_pass_a_form_everyone_chose() -> None:
    way = Way().prepared().does(ChooseForm("letters")).does(ChooseForm("letters"), B)
    assert passes(way.tries(AgreeForm((A, B))))


def test_s07_refuses_to_ask_or_remind_again_whoever_said_no() -> None:
    way = Way().answered("no")
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(7)
    assert way.tries(way.reminder()) == says(7)


def test_s07_refuses_also_years_later() -> None:
    way = Way().answered("no").later(days=400)
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(7)


def test_s07_lets_pass_a_first_letter_to_who_never_said_no() -> None:
    way = Way().with_route()
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable())))


def test_s08_refuses_a_second_reminder() -> None:
    way = Way().asked()
    assert way.does(way.reminder()).tries(way.reminder()) == says(8)


def test_s08_refuses_a_second_letter_by_the_same_route() -> None:
    way = Way().answered("not_me").does(RecordWrongAddress(B))
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(8)


def test_s08_refuses_a_reminder_along_a_route_no_letter_went() -> None:
    way = Way().answered("not_me").does(RecordWrongAddress(B))
    way.does(RecordRoute(B, "Street 2", "family")).does(
        SendApproach(B, "minimal", way.reachable())
    ).does(way.reminder())
    assert way.tries(way.reminder()) == says(8)


def test_s08_lets_pass_one_letter_and_one_reminder_for_each_route() -> None:
    way = Way().asked().later(days=14)
    way.does(way.reminder()).later(days=2).does(RecordWrongAddress(B))
    way.does(RecordRoute(B, "Street 2", "family"))
    way.does(SendApproach(B, "minimal", way.reachable()))
    assert passes(way.later(days=14).tries(way.reminder()))


def test_s09_refuses_a_talk_in_a_language_not_mastered() -> None:
    assert Way().informed().tries(HoldExploratoryTalk(A, "Summary.", "none")) == says(9)
    assert Way().preparing().tries(HoldPreparationTalk(A, "Plan.", "no", "none")) == says(9)


@pytest.mark.parametrize("helped", ["mastered", "interpreter", "translation"])
def test_s09_lets_pass_a_talk_that_is_understood(helped: str) -> None:
    assert passes(Way().informed().tries(HoldExploratoryTalk(A, "Summary.", helped)))


def test_s10_refuses_a_yes_whose_meaning_is_not_understood() -> None:
    assert Way().assessed(understood=False).later(days=1).tries(YES) == says(10)


def test_s10_refuses_to_carry_on_a_yes_given_before_that_was_recorded() -> None:
    way = Way().explored().later(days=1).does(YES)
    way.does(AssessSuitability(A, "go", understood=False))
    assert way.tries(ConfirmWilling(A)) == says(10)


def test_s10_lets_pass_a_yes_that_is_understood() -> None:
    assert passes(Way().assessed(understood=True).later(days=1).tries(YES))


def test_s11_refuses_whoever_is_under_sixteen() -> None:
    assert Way().tries(SignUp("harmed", "Anna", 15)) == says(11)


def test_s11_lets_pass_whoever_is_sixteen() -> None:
    assert passes(Way().tries(SignUp("harmed", "Anna", 16)))


def test_s13_refuses_a_yes_in_an_open_case_without_offering_a_lawyer() -> None:
    way = Way().assessed(criminal_case_open=True).later(days=1)
    assert way.tries(YES) == says(13)


def test_s13_refuses_to_carry_on_a_yes_given_before_the_case_was_recorded() -> None:
    way = Way().explored().later(days=1).does(YES)
    way.does(AssessSuitability(A, "go", criminal_case_open=True))
    assert way.tries(ConfirmWilling(A)) == says(13)


@pytest.mark.parametrize(
    "case",
    [
        {"criminal_case_open": True, "lawyer_offered": True},
        {"criminal_case_open": False, "lawyer_offered": False},
    ],
)
def test_s13_lets_pass_a_yes_where_advice_was_offered_or_no_case_is_open(
    case: dict[str, bool],
) -> None:
    assert passes(Way().assessed(**case).later(days=1).tries(YES))


def test_s14_refuses_readiness_before_the_question_who_comes_along() -> None:
    way = Way().preparing().does(HoldPreparationTalk(A, "Plan.", ""))
    assert way.tries(DeclareReady()) == says(14)


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_s14_lets_pass_readiness_after_it(answer: str) -> None:
    way = Way().preparing().does(HoldPreparationTalk(A, "Plan.", answer))
    assert passes(way.tries(DeclareReady()))


def test_s15_refuses_asking_without_permission() -> None:
    way = Way().willing().does(RecordRoute(B, "Street 1", "register"))
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(15)


def test_s15_refuses_asking_and_reminding_after_the_one_who_began_stopped() -> None:
    way = Way().with_route().does(Withdraw())
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(15)
    assert Way().asked().does(Withdraw()).tries(REMIND) == says(15)


def test_s15_refuses_asking_when_it_no_longer_fits_the_one_who_began() -> None:
    way = Way().with_route().does(AssessSuitability(A, "not_now"))
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(15)


def test_s15_lets_pass_asking_after_talk_assessment_and_permission() -> None:
    way = Way().with_route()
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable())))


@pytest.mark.parametrize("silent", [A, B])
def test_s16_refuses_preparation_before_each_let_the_other_know(silent: str) -> None:
    way = Way().answered().willing(B)
    for who in {A, B} - {silent}:
        way.does(SetWhatOtherMayKnow(("O.takes_part",)), who)
    assert way.tries(BeginPreparation((A, B))) == says(16)


@pytest.mark.parametrize("alone", [A, B])
def test_s16_refuses_preparation_of_one_alone(alone: Any) -> None:
    assert Way().both_willing().tries(BeginPreparation((alone,))) == says(16)


def test_s16_lets_pass_preparation_when_everyone_is_willing_and_said_so() -> None:
    assert passes(Way().both_willing().tries(BeginPreparation((A, B))))


@pytest.mark.parametrize("who", [A, B])
def test_s17_refuses_asking_preparing_and_offering_while_a_worry_is_open(who: Any) -> None:
    worry = RaiseConcern(who, "threat")
    way = Way().with_route().does(worry)
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(17)
    assert Way().asked().does(worry).tries(REMIND) == says(17)
    assert Way().both_willing().does(worry).tries(BeginPreparation((A, B))) == says(17)
    assert Way().on_letters().does(DeclareReady()).does(worry).tries(ConfirmReady(A)) == says(17)
    assert Way().passed().does(worry).tries(OFFER) == says(17)


def test_s17_lets_pass_when_each_worry_has_a_measure() -> None:
    way = Way().passed().does(RaiseConcern(A, "threat")).does(RaiseConcern(A, "retaliation"))
    way.does(SetMeasure(A, "threat", "A talk."))
    assert way.tries(OFFER) == says(17)
    assert passes(way.does(SetMeasure(A, "retaliation", "Two mediators.")).tries(OFFER))


def responsible(acknowledges: bool | None) -> Way:
    way = Way().signed_up("responsible").does(PrepareSignUp(A, "Linde", "violence")).does(TAKE_UP)
    way.does(GiveInformation(A, "nl", "1")).does(HoldExploratoryTalk(A, "Summary.", "mastered"))
    way.does(AssessSuitability(A, "go", acknowledges=acknowledges)).later(days=1)
    way.does(YES).does(ConfirmWilling(A))
    return way


def on_the_way_to_ready(way: Way) -> Way:
    way.does(AllowApproach(("someone",))).does(RecordRoute(B, "Street 1", "register"))
    way.does(SendApproach(B, "minimal", way.reachable())).does(AnswerApproach("talk"), B)
    way.willing(B)
    for who in (A, B):
        way.does(SetWhatOtherMayKnow(("O.takes_part",)), who)
    way.does(BeginPreparation((A, B))).does(HoldPreparationTalk(A, "Plan.", "no"))
    return way.does(DeclareReady())


@pytest.mark.parametrize("acknowledges", [False, None])
def test_s20_refuses_contact_before_the_facts_are_acknowledged(acknowledges: bool | None) -> None:
    assert on_the_way_to_ready(responsible(acknowledges)).tries(ConfirmReady(A)) == says(20)


def test_s20_lets_pass_whoever_acknowledges_and_whoever_is_not_responsible() -> None:
    assert passes(on_the_way_to_ready(responsible(True)).tries(ConfirmReady(A)))
    assert passes(Way().on_letters().does(DeclareReady()).tries(ConfirmReady(A)))


def test_s21_refuses_to_carry_on_a_yes_in_acute_crisis() -> None:
    assert Way().consented(acute=True).tries(ConfirmWilling(A)) == says(21)


def test_s21_refuses_readiness_in_acute_crisis() -> None:
    way = Way().on_letters().does(DeclareReady()).does(AssessSuitability(A, "go", acute=True))
    assert way.tries(ConfirmReady(A)) == says(21)


@pytest.mark.parametrize("who", [A, B])
def test_s21_refuses_an_offer_while_author_or_reader_is_in_acute_crisis(who: Any) -> None:
    way = Way().passed().does(Pause(), who).does(AssessSuitability(who, "go", acute=True))
    assert way.does(Resume(), who).tries(OFFER) == says(21)


def test_s21_lets_pass_once_the_crisis_is_over() -> None:
    way = Way().passed().does(AssessSuitability(B, "go", acute=True))
    assert passes(way.does(AssessSuitability(B, "with_measures")).tries(OFFER))


def test_s25_refuses_to_go_on_with_revenge_or_tracing_as_motive() -> None:
    assert Way().consented(motive_fair=False).tries(ConfirmWilling(A)) == says(25)
    unfair = AssessSuitability(A, "go", acknowledges=True, motive_fair=False)
    way = Way().with_route().does(unfair)
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == says(25)
    assert Way().asked().does(unfair).tries(REMIND) == says(25)
    assert Way().both_willing().does(unfair).tries(BeginPreparation((A, B))) == says(25)
    assert Way().on_letters().does(DeclareReady()).does(unfair).tries(ConfirmReady(A)) == says(25)
    assert Way().passed().does(unfair).tries(OFFER) == says(25)


def test_s25_lets_pass_a_fair_motive() -> None:
    assert passes(Way().consented(motive_fair=True).tries(ConfirmWilling(A)))


def prepared_sign_up(event: str = "property", **facts: Any) -> Way:
    return Way().signed_up().does(PrepareSignUp(A, "Linde", event, **facts))


def test_s26_refuses_a_mediator_who_knows_someone() -> None:
    assert prepared_sign_up().tries(replace(TAKE_UP, knows_nobody=False)) == says(26)


def test_s26_lets_pass_a_mediator_who_knows_nobody() -> None:
    assert passes(prepared_sign_up().tries(TAKE_UP))


@pytest.mark.parametrize(
    ("event", "fatal"),
    [
        ("sexual_harm", False),
        ("domestic", False),
        ("threat_stalking", False),
        ("homicide", False),
        ("traffic", True),
    ],
)
def test_s27_refuses_a_mediator_without_the_training_this_event_asks(
    event: str, fatal: bool
) -> None:
    assert prepared_sign_up(event, fatal=fatal).tries(TAKE_UP) == says(27)


def test_s27_lets_pass_whoever_is_trained_and_events_that_ask_for_none() -> None:
    trained = replace(TAKE_UP, trained_for=frozenset({"sensitive"}))
    assert passes(prepared_sign_up("sexual_harm").tries(trained))
    assert passes(prepared_sign_up("traffic").tries(TAKE_UP))


@pytest.mark.parametrize(("open_now", "new_this_year"), [(30, 0), (0, 60)])
def test_s28_refuses_a_load_above_the_ceiling(open_now: int, new_this_year: int) -> None:
    act = replace(TAKE_UP, open_now=open_now, new_this_year=new_this_year)
    assert prepared_sign_up().tries(act) == says(28)
    assert prepared_sign_up().tries(replace(act, reason_above_ceiling=" ")) == says(28)


def test_s28_lets_pass_one_below_the_ceiling_and_a_reason_above_it() -> None:
    below = replace(TAKE_UP, open_now=29, new_this_year=59)
    assert passes(prepared_sign_up().tries(below))
    above = replace(TAKE_UP, open_now=30, reason_above_ceiling="Two end this week.")
    assert passes(prepared_sign_up().tries(above))


def test_s30_refuses_readiness_before_a_preparation_talk_apart() -> None:
    # The question of S14 was put, so that S30 alone stands in the way.
    way = Way().preparing()
    me = way.me(A)
    asked = replace(me, talks=tuple(replace(talk, supporter="no") for talk in me.talks))
    assert decide(DeclareReady(), Actor(Audience.OWNER, A), asked, way.now) == says(30)


def ready_once_and_came_back() -> Way:
    """Both questions of readiness were answered once; then this person stopped, and came back."""
    way = Way().prepared().does(Withdraw()).later(days=400).does(Reopen())
    way.does(GiveInformation(A, "nl", "2"))
    way.does(HoldExploratoryTalk(A, "Again.", "mastered"))
    way.does(AssessSuitability(A, "go", acknowledges=True)).later(days=1).does(YES)
    way.does(ConfirmWilling(A)).does(SetWhatOtherMayKnow(("O.takes_part",)))
    page = way.me(B)
    way.does(BeginPreparation((A, B)))  # who prepares already is left as they are
    assert way.me(B) == page
    return way


def test_s16_refuses_preparation_on_a_talk_from_before_coming_back() -> None:
    way = Way().prepared().does(Withdraw()).later(days=400).does(Reopen())
    way.does(GiveInformation(A, "nl", "2")).does(AssessSuitability(A, "go")).later(days=1)
    way.does(YES).does(ConfirmWilling(A)).does(SetWhatOtherMayKnow(("O.takes_part",)))
    assert way.tries(BeginPreparation((A, B))) == says(16)


def test_s14_refuses_readiness_on_the_answer_given_before_coming_back() -> None:
    assert ready_once_and_came_back().tries(DeclareReady()) == says(14)


def test_s30_refuses_readiness_on_a_talk_from_before_coming_back() -> None:
    way = ready_once_and_came_back()
    talk = replace(way.me(A).talks[0], supporter="no")  # S14 alone would let pass
    asked = replace(way.me(A), talks=(*way.me(A).talks, talk))
    assert decide(DeclareReady(), Actor(Audience.OWNER, A), asked, way.now) == says(30)
    assert passes(way.does(HoldPreparationTalk(A, "Plan.", "yes")).tries(DeclareReady()))


def test_s30_lets_pass_readiness_after_one() -> None:
    assert passes(Way().prepared().tries(DeclareReady()))


@pytest.mark.parametrize(
    ("received", "read", "reaction"),
    [
        (True, True, "Thanks."),
        (True, True, ""),
        (True, True, "Thank you. "),
        (False, False, ""),
    ],
)
def test_s31_refuses_what_was_not_said_word_for_word(
    received: bool, read: bool, reaction: str
) -> None:
    way = Way().reacted()
    assert way.tries(TellReaction(A, "letter", received, read, reaction)) == says(31)


@pytest.mark.parametrize("led", ["released", "passed", "offered", "opened"])
def test_s31_refuses_before_the_reader_released_anything(led: str) -> None:
    way = getattr(Way(), led)()
    for received, read in [(True, False), (False, True), (False, False)]:
        assert way.tries(TellReaction(A, "letter", received, read, "")) == says(31)


def test_s31_lets_pass_exactly_that() -> None:
    assert passes(Way().reacted().tries(TellReaction(A, "letter", True, True, "Thank you.")))


@pytest.mark.parametrize("skipped", REVIEW)
def test_s32_refuses_passing_a_letter_not_looked_at_on_every_point(skipped: str) -> None:
    act = replace(PASS, looked_at=tuple(set(REVIEW) - {skipped}))
    assert Way().released().tries(act) == says(32)


def test_s32_lets_pass_a_letter_a_person_looked_at() -> None:
    assert passes(Way().released().tries(PASS))


@pytest.mark.parametrize("wish", ["no", "ask"])
def test_s33_refuses_an_offer_to_whoever_did_not_say_yes(wish: str) -> None:
    assert Way().passed().does(SetStandingWish(wish), B).tries(OFFER) == says(33)


def test_s33_lets_pass_an_offer_to_whoever_wishes_to_know() -> None:
    assert passes(Way().passed().tries(OFFER))


def test_s34_refuses_a_text_or_a_name_other_than_shown() -> None:
    way = Way().ready()
    assert way.tries(replace(RELEASE, text=RELEASE.text + " ")) == says(34)
    assert way.tries(replace(RELEASE, sign_as="Anna")) == says(34)


def test_s34_refuses_passing_and_offering_another_version_than_released() -> None:
    assert Way().released().tries(replace(PASS, version_hash="0" * 64)) == says(34)
    assert Way().passed().tries(replace(OFFER, version_hash="0" * 64)) == says(34)


def test_s34_lets_pass_exactly_what_was_shown_and_released() -> None:
    way = Way().ready()
    assert all(passes(way.tries(act)) for act in (RELEASE, PASS, OFFER))


def test_s42_refuses_closing_without_talk_and_menu() -> None:
    way = Way().willing().does(BeginClosing(A))
    way.does(ChooseClosingSupport(("nothing_now",), ("none",)))
    assert way.tries(Close(A)) == says(42)


def test_s42_refuses_to_close_a_no_that_was_offered_nothing_or_too_lately() -> None:
    way = Way().answered("no")
    assert way.tries(EndAftercare(B)) == says(42)
    assert way.does(OfferClosing(B)).later(days=27).tries(EndAftercare(B)) == says(42)


def test_s42_lets_pass_four_weeks_of_silence_after_the_offer() -> None:
    assert passes(Way().answered("no").does(OfferClosing(B)).later(days=28).tries(EndAftercare(B)))


@pytest.mark.parametrize("talk", ["held", "declined"])
def test_s42_lets_pass_after_a_talk_held_or_declined(talk: str) -> None:
    way = Way().willing().does(BeginClosing(A)).does(HoldClosingTalk(A, talk))
    assert passes(way.does(ChooseClosingSupport((), ("none",))).tries(Close(A)))


def test_s43_refuses_closing_without_dates_or_no_thanks() -> None:
    assert Way().willing().closing().tries(Close(A)) == says(43)


@pytest.mark.parametrize("choice", [("none",), ("4_weeks", "6_months")])
def test_s43_lets_pass_dates_or_a_recorded_no_thanks(choice: tuple[str, ...]) -> None:
    way = Way().willing().closing().does(ChooseClosingSupport((), choice))
    assert passes(way.tries(Close(A)))


def came_back() -> Way:
    way = Way().willing().does(Withdraw()).later(days=900).does(Reopen())
    way.does(GiveInformation(A, "nl", "1")).does(AssessSuitability(A, "go", acknowledges=True))
    return way.later(days=1)


def test_s44_refuses_going_on_with_the_consent_of_before() -> None:
    assert came_back().tries(ConfirmWilling(A)) == says(44)


def test_s44_lets_pass_a_consent_given_since() -> None:
    assert passes(came_back().does(YES).tries(ConfirmWilling(A)))


def test_a_letter_asked_back_is_not_passed_whatever_its_hash() -> None:
    assert not passes(Way().released().does(RecallLetter("letter")).tries(PASS))


def test_the_day_of_the_information_counts_in_hours_not_in_days() -> None:
    way = Way().assessed()
    way.now += timedelta(hours=15)  # the next calendar day
    assert way.tries(YES) == says(2)
