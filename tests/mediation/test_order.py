"""The plain rules of order: each once refusing, once letting pass. And: no rule is without such a pair."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.mediation.way import NOT_HERE, OFFER, PASS, Way
from tests.worlds.steps import A, B
from visavis.mediation.acts import ACTS, DeskAct, PartyAct, SweepAct
from visavis.mediation.approach import (
    AllowApproach,
    RecordDay,
    RecordNoAnswer,
    RecordRoute,
    SendApproach,
    SendReminder,
)
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.effects import Decision, Refusal
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.letters import HoldLetter, RecallLetter, ReturnLetter
from visavis.mediation.new_words import AskNewWords, ConfirmNewWords
from visavis.mediation.preparation import ConfirmReady, DeclareReady
from visavis.mediation.safeguards import ORDER_RULES, SAFEGUARDS
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.telling import SetWhatOtherMayKnow, Tell
from visavis.mediation.words import Text

pytestmark = pytest.mark.pure


def says(nl: str, en: str) -> Refusal:
    return Refusal(None, Text(nl, en))


def passes(outcome: Any) -> bool:
    return isinstance(outcome, Decision)


NOT_PREPARED = says(
    "Intake belt eerst en legt vast waar het om gaat.",
    "Intake calls first and records what it is about.",
)
INFORM_FIRST = says(
    "Geef eerst de uitleg over bemiddeling en privacy.",
    "Give the information about mediation and privacy first.",
)
DOES_IT_FIT = says("Leg eerst vast of dit nu past.", "Record first whether this fits now.")
ANOTHER_DAY = says(
    "Een brief komt niet aan op vrijdag, in het weekend, of op of vlak voor een feestdag."
    " Kies een andere dag.",
    "A letter does not arrive on Friday to Sunday, nor on or just before a public holiday."
    " Choose another day.",
)
CALMER = says(
    "Deze dag ligt te dicht bij een verjaardag of de dag van toen. Of bij een zitting of een vrijlating.",
    "This day is too near a birthday, the day it happened, a hearing or a release.",
)
WHICH_ROUTE = says(
    "Kies eerst langs welke weg wij schrijven, en hoe wij aan het adres komen.",
    "Record first by which route we write, and where the address comes from.",
)
STILL_TIME = says("De antwoordtijd loopt nog.", "The time to answer is still running.")
NOT_RELEASED = says(
    "Deze zin mag nu niet: wie het aangaat gaf hem niet vrij.",
    "This sentence is not possible now: whoever it is about did not release it.",
)
ON_THE_DAY = says(
    "Dit hoort iemand op de afgesproken dag. Kies hun nieuwsdatum.",
    "This is told on the agreed day. Choose their news date.",
)
NOT_AT_THE_GATE = says(
    "Deze brief staat niet meer bij de poort.", "This letter is no longer at the gate."
)
NOT_ALL_READY = says(
    "Laten weten dat er iets is kan pas als iedereen klaar is voor contact.",
    "Saying that something is here is possible when everyone is ready for contact.",
)
ANOTHER_OF_US = says(
    "Dit doen we met z'n tweeën. Vraag een collega.", "Two of us do this. Ask a colleague."
)
INTAKE = Actor(Audience.INTAKE, "els")
NOT_SAID = says(
    "Deze persoon heeft dit nog niet zelf gezegd.",
    "This person has not yet said so themselves.",
)


def test_order_sign_up_is_prepared_refuses_taking_up_before_the_facts_are_there() -> None:
    act = TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True)
    assert Way().signed_up().tries(act) == NOT_PREPARED


def test_order_sign_up_is_prepared_lets_pass_after_intake_called() -> None:
    way = Way().signed_up().does(PrepareSignUp(A, "Linde", "violence"))
    assert passes(way.tries(TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True)))


def test_order_information_was_given_refuses_a_talk_before_the_leaflet() -> None:
    act = HoldExploratoryTalk(A, "Summary.", "mastered")
    assert Way().taken_up().tries(act) == INFORM_FIRST


def test_order_information_was_given_lets_pass_after_it() -> None:
    assert passes(Way().informed().tries(HoldExploratoryTalk(A, "Summary.", "mastered")))


@pytest.mark.parametrize("verdict", ["not_now", "not_suitable"])
def test_order_suitability_is_positive_refuses_after_a_negative_assessment(verdict: str) -> None:
    assert Way().consented(verdict=verdict).tries(ConfirmWilling(A)) == DOES_IT_FIT
    ready = Way().on_letters().does(DeclareReady())
    assert ready.does(AssessSuitability(A, verdict)).tries(ConfirmReady(A)) == DOES_IT_FIT
    assert Way().passed().does(AssessSuitability(B, verdict)).tries(OFFER) == DOES_IT_FIT


def test_order_suitability_is_positive_refuses_before_any_assessment() -> None:
    way = Way().explored().later(days=1).does(ConsentToTakePart(("take_part",)))
    assert way.tries(ConfirmWilling(A)) == DOES_IT_FIT


@pytest.mark.parametrize("verdict", ["go", "with_measures"])
def test_order_suitability_is_positive_lets_pass_after_a_positive_one(verdict: str) -> None:
    assert passes(Way().consented(verdict=verdict).tries(ConfirmWilling(A)))


@pytest.mark.parametrize("offset", range(7))
def test_order_arrives_on_a_reachable_day_refuses_friday_to_sunday(offset: int) -> None:
    way = Way().with_route()
    day = way.today + timedelta(days=offset)
    outcome = way.tries(SendApproach(B, "minimal", day))
    assert (outcome == ANOTHER_DAY) == (day.weekday() >= 4)


def test_order_arrives_on_a_reachable_day_refuses_a_day_that_has_passed() -> None:
    way = Way().with_route()
    assert way.tries(SendApproach(B, "minimal", way.today - timedelta(days=1))) == ANOTHER_DAY


def test_order_arrives_on_a_reachable_day_lets_pass_monday_to_thursday() -> None:
    way = Way().with_route()
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable())))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 2),  # the day before Good Friday
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 27),  # King's Day
        date(2026, 5, 13),  # the day before Ascension Day
        date(2026, 12, 24),
        date(2026, 12, 31),  # the day before New Year
    ],
)
def test_order_arrives_on_a_reachable_day_refuses_holidays_and_the_day_before(day: date) -> None:
    way = Way().with_route()
    assert way.tries(SendApproach(B, "minimal", day)) == ANOTHER_DAY
    reminded = Way().asked()
    assert reminded.tries(SendReminder(B, day)) == ANOTHER_DAY


TUESDAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("what", "whose", "on"),
    [
        ("birthday", B, date(1980, 2, 10)),
        ("event", A, date(2024, 2, 24)),
        ("event", B, date(2019, 1, 27)),
        ("hearing", A, date(2026, 2, 24)),
        ("release", B, date(2026, 1, 27)),
    ],
)
def test_order_arrives_on_a_calm_day_refuses_a_day_near_what_is_known(
    what: str, whose: Any, on: date
) -> None:
    way = Way().with_route().does(RecordDay(whose, what, on))
    assert way.tries(SendApproach(B, "minimal", TUESDAY)) == CALMER
    reminded = Way().asked().does(RecordDay(whose, what, on))
    assert reminded.tries(SendReminder(B, TUESDAY)) == CALMER


@pytest.mark.parametrize(
    ("what", "whose", "on"),
    [
        ("birthday", B, date(1980, 2, 11)),
        ("birthday", A, date(1980, 2, 10)),  # of who began: nothing to the other
        ("event", A, date(2024, 2, 25)),
        ("event", A, date(2019, 1, 26)),
        ("hearing", A, date(2026, 2, 25)),
        ("release", B, date(2025, 2, 10)),  # a year ago: no day that comes back
    ],
)
def test_order_arrives_on_a_calm_day_lets_pass_any_other(what: str, whose: Any, on: date) -> None:
    way = Way().with_route().does(RecordDay(whose, what, on))
    assert passes(way.tries(SendApproach(B, "minimal", TUESDAY)))


def test_order_there_is_a_route_refuses_a_letter_to_nowhere() -> None:
    way = Way().allowed()
    assert way.tries(SendApproach(B, "minimal", way.reachable())) == WHICH_ROUTE


def test_order_there_is_a_route_lets_pass_an_address_with_its_source() -> None:
    way = Way().allowed().does(RecordRoute(B, "Street 1", "register"))
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable())))


TOO_MUCH = says(
    "In deze brief staat meer dan er verteld mag worden. Kies de korte brief.",
    "This letter says more than may be told. Choose the short one.",
)


def test_order_letter_says_what_was_ticked_refuses_the_informed_letter_without_the_tick() -> None:
    way = Way().willing().does(AllowApproach(("first_name",)))
    way.does(RecordRoute(B, "Street 1", "register"))
    assert way.tries(SendApproach(B, "informed", way.reachable())) == TOO_MUCH


def test_order_letter_says_what_was_ticked_lets_pass_the_short_letter_and_what_was_ticked() -> None:
    way = Way().willing().does(AllowApproach(("first_name",)))
    way.does(RecordRoute(B, "Street 1", "register"))
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable())))
    ticked = Way().with_route()
    assert passes(ticked.tries(SendApproach(B, "informed", ticked.reachable())))


def test_order_answer_period_is_over_refuses_silence_within_four_weeks() -> None:
    assert Way().asked().later(days=27).tries(RecordNoAnswer(B)) == STILL_TIME


def test_order_answer_period_is_over_lets_pass_after_four_weeks() -> None:
    assert passes(Way().asked().later(days=28).tries(RecordNoAnswer(B)))


@pytest.mark.parametrize("code", ["O.talking", "O.takes_part"])
def test_order_sentence_may_be_told_refuses_what_the_other_did_not_release(code: str) -> None:
    way = Way().answered().willing(B)
    assert way.tries(Tell(A, code, way.today)) == NOT_RELEASED


@pytest.mark.parametrize("code", ["O.talking", "O.takes_part"])
def test_order_sentence_may_be_told_refuses_what_is_no_longer_so(code: str) -> None:
    way = Way().both_willing().does(Withdraw(), B)
    assert way.tries(Tell(A, code, way.today)) == NOT_RELEASED


def test_order_sentence_may_be_told_refuses_that_someone_takes_part_who_explores() -> None:
    way = Way().answered().does(SetWhatOtherMayKnow(("O.talking", "O.takes_part")), B)
    assert way.tries(Tell(A, "O.takes_part", way.today)) == NOT_RELEASED


@pytest.mark.parametrize("code", ["O.with_mediator", "O.wavers", ""])
def test_order_sentence_may_be_told_refuses_sentences_that_are_not_the_desks(code: str) -> None:
    way = Way().both_willing()
    assert way.tries(Tell(A, code, way.today)) == NOT_RELEASED


def test_order_sentence_may_be_told_refuses_words_that_differ_or_stand_elsewhere() -> None:
    way = Way().answered("no", words="I wish them well.")
    news = way.me(A).news_date
    assert news is not None
    for code, words in [
        ("O.no_contact", "I wish them well"),
        ("O.longer", "I wish them well."),
        ("O.talking", "I wish them well."),
        ("O.takes_part", "I wish them well."),
    ]:
        assert way.tries(Tell(A, code, news, words)) == NOT_RELEASED


@pytest.mark.parametrize("code", ["O.talking", "O.takes_part", "O.asked", "O.not_asked"])
def test_order_sentence_may_be_told_lets_pass_what_was_released_or_is_always_so(
    code: str,
) -> None:
    way = Way().both_willing()
    assert passes(way.tries(Tell(A, code, way.today)))


def test_order_sentence_may_be_told_lets_pass_own_words_beside_no_contact() -> None:
    way = Way().answered("no", words="I wish them well.")
    news = way.me(A).news_date
    assert news is not None
    assert passes(way.tries(Tell(A, "O.no_contact", news, "I wish them well.")))


@pytest.mark.parametrize("code", ["O.no_contact", "O.longer"])
@pytest.mark.parametrize("days", [-1, 1])
def test_order_told_on_the_news_date_refuses_any_other_day(code: str, days: int) -> None:
    way = Way().asked()
    news = way.me(A).news_date
    assert news is not None
    assert way.tries(Tell(A, code, news + timedelta(days=days))) == ON_THE_DAY


@pytest.mark.parametrize("code", ["O.no_contact", "O.longer"])
def test_order_told_on_the_news_date_refuses_whoever_has_none(code: str) -> None:
    way = Way().willing()
    assert way.tries(Tell(A, code, way.today)) == ON_THE_DAY


@pytest.mark.parametrize("code", ["O.no_contact", "O.longer"])
def test_order_told_on_the_news_date_lets_pass_that_day(code: str) -> None:
    way = Way().asked()
    news = way.me(A).news_date
    assert news is not None
    assert passes(way.tries(Tell(A, code, news)))


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ((), PASS),  # nothing was released
        ((PASS,), PASS),
        ((), OFFER),
        ((PASS, OFFER), OFFER),
        ((PASS, OFFER), ReturnLetter(A, "letter", "parcel", "A word.")),
        ((RecallLetter("letter"),), PASS),
        ((PASS, RecallLetter("letter")), OFFER),
        ((ReturnLetter(A, "letter", "parcel", "A word."),), PASS),
        ((PASS, HoldLetter(A, "letter", "parcel")), OFFER),
        ((), HoldLetter(A, "letter", "parcel")),
        ((RecallLetter("letter"),), HoldLetter(A, "letter", "parcel", held=False)),
    ],
)
def test_order_letter_is_at_this_gate_refuses_a_letter_that_is_elsewhere(
    before: tuple[Any, ...], act: Any
) -> None:
    way = Way().ready() if act == PASS and not before else Way().released()
    for earlier in before:
        way.does(earlier, A)
    assert way.tries(act) == NOT_AT_THE_GATE


def test_order_letter_is_at_this_gate_lets_pass_each_step_once() -> None:
    way = Way().released()
    held = HoldLetter(A, "letter", "parcel")
    let_on = HoldLetter(A, "letter", "parcel", held=False)
    assert all(passes(way.tries(act)) for act in (PASS, held, let_on, OFFER, held, let_on))
    assert passes(Way().passed().tries(ReturnLetter(A, "letter", "parcel", "A word.")))


@pytest.mark.parametrize("who", [A, B])
def test_order_both_are_ready_refuses_an_offer_while_author_or_reader_is_elsewhere(
    who: Any,
) -> None:
    assert Way().passed().does(Pause(), who).tries(OFFER) == NOT_ALL_READY
    if who == B:
        assert Way().passed().does(Withdraw(), who).tries(OFFER) == NOT_ALL_READY


def test_order_both_are_ready_lets_pass_ready_and_in_contact() -> None:
    assert passes(Way().passed().tries(OFFER))


def test_order_two_of_us_refuses_whoever_asked_for_new_words_to_confirm_them() -> None:
    way = Way().taken_up().does(AskNewWords(A))
    assert way.tries(ConfirmNewWords(A, "els", "els"), actor=INTAKE) == ANOTHER_OF_US


def test_order_two_of_us_lets_pass_a_colleague() -> None:
    way = Way().taken_up().does(AskNewWords(A))
    assert passes(way.tries(ConfirmNewWords(A, "mia", "els"), actor=INTAKE))


def test_order_they_consented_refuses_carrying_on_a_yes_nobody_said() -> None:
    assert Way().assessed().later(days=1).tries(ConfirmWilling(A)) == NOT_SAID


def test_order_they_consented_lets_pass_a_yes_they_said() -> None:
    assert passes(Way().consented().tries(ConfirmWilling(A)))


def test_order_they_said_they_are_ready_refuses_carrying_on_what_nobody_said() -> None:
    assert Way().on_letters().tries(ConfirmReady(A)) == NOT_SAID


def test_order_they_said_they_are_ready_lets_pass_what_they_said() -> None:
    assert passes(Way().on_letters().does(DeclareReady()).tries(ConfirmReady(A)))


def test_who_is_elsewhere_on_the_way_is_told_only_that() -> None:
    assert Way().signed_up().tries(DeclareReady()) == NOT_HERE
    assert Way().willing().tries(GiveInformation(A, "nl", "1")) == NOT_HERE


TESTS = {
    name
    for room in Path(__file__).parent.glob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", room.read_text(), flags=re.M)
}


@pytest.mark.parametrize("number", SAFEGUARDS)
@pytest.mark.parametrize("verb", ["refuses", "lets_pass"])
def test_each_numbered_safeguard_has_its_two_tests(number: int, verb: str) -> None:
    assert any(name.startswith(f"test_s{number:02}_{verb}") for name in TESTS)


@pytest.mark.parametrize("rule", [rule.name for rule in ORDER_RULES])
@pytest.mark.parametrize("verb", ["refuses", "lets_pass"])
def test_each_rule_of_order_has_its_two_tests(rule: str, verb: str) -> None:
    assert any(name.startswith(f"test_order_{rule}_{verb}") for name in TESTS)


def test_each_safeguard_guards_an_act() -> None:
    used = {guard for act in ACTS.values() for guard in act.guards}
    elsewhere = {guard for guard in SAFEGUARDS.values() if guard.where}
    assert {*SAFEGUARDS.values(), *ORDER_RULES} == used | elsewhere


def test_what_a_participant_does_is_checked_on_their_own_view_and_by_the_few_of_the_table() -> None:
    """Domain §1.4: S2, S9–S11, S13, S14, S30 and S34, never a fact of the other; S5 for who signs up another."""
    theirs = {guard for act in ACTS.values() if issubclass(act, PartyAct) for guard in act.guards}
    assert {guard.number for guard in theirs} <= {2, 5, 9, 10, 11, 13, 14, 30, 34}
    for guard in theirs:
        hints = guard.lets_pass.__annotations__
        assert "PartyView" in str(next(hints[name] for name in ("me", "view") if name in hints))


def test_stopping_and_dated_work_have_no_guard_at_all() -> None:
    for act in ACTS.values():
        if issubclass(act, SweepAct) or getattr(act, "always", False):
            assert act.guards == ()
        assert issubclass(act, PartyAct | DeskAct)
