"""Minors and their guardians: who must agree, who may not decide, and what age leaves to be seen (S11, S12)."""

from datetime import date
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, OFFER, Way, way_copy
from tests.worlds.steps import A, B
from visavis.mediation.approach import RecordRoute, SendApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import Refusal, Task
from visavis.mediation.entries import Actor, Audience, Via
from visavis.mediation.exploring import (
    AssessSuitability,
    ConfirmWilling,
    ConsentToTakePart,
    GiveInformation,
    HoldExploratoryTalk,
)
from visavis.mediation.guardians import GuardianSays, HearChild, NameGuardian, RecordAge
from visavis.mediation.preparation import ConfirmReady, DeclareReady
from visavis.mediation.sign_up import SignUp
from visavis.mediation.views import Guest
from visavis.mediation.words import PartyState, Text

pytestmark = pytest.mark.pure

MOTHER, FATHER = Actor(Audience.GUARDIAN, "mother"), Actor(Audience.GUARDIAN, "father")
YES = ConsentToTakePart(("take_part",))


def says_yes(guardian: Actor = MOTHER, agrees: bool = True) -> GuardianSays:
    return GuardianSays(guardian.id, agrees)


def assessed(age: int, who: Any = A, **guardian: bool) -> Way:
    """Somebody of this age, with a mother who is named; talk and assessment are done, nobody said yes yet."""
    way = Way().assessed(who) if who == A else Way().answered().assessed(who)
    way.does(RecordAge(who, age)).does(NameGuardian(who, MOTHER.id, "Mother", **guardian))
    return way.later(days=1)


def test_s11_refuses_a_child_under_12_without_a_guardians_yes_or_without_having_been_heard() -> (
    None
):
    heard = assessed(11).does(HearChild(A, "I want to ask why.")).does(YES)
    assert heard.tries(ConfirmWilling(A)) == says(11)
    agreed = assessed(11).tells(says_yes(), A, MOTHER)
    assert agreed.tries(ConfirmWilling(A)) == says(11)


def test_s11_lets_pass_a_child_under_12_who_was_heard_and_whose_guardian_agrees() -> None:
    way = assessed(11).does(HearChild(A, "I want to ask why.")).tells(says_yes(), A, MOTHER)
    assert passes(way.tries(ConfirmWilling(A)))


@pytest.mark.parametrize("age", [12, 15])
def test_s11_refuses_a_child_of_12_to_15_where_only_one_of_both_agrees(age: int) -> None:
    assert assessed(age).does(YES).tries(ConfirmWilling(A)) == says(11)
    only_mother = assessed(age).tells(says_yes(), A, MOTHER)
    assert not passes(only_mother.tries(ConfirmWilling(A)))


@pytest.mark.parametrize("age", [12, 15])
def test_s11_lets_pass_a_child_of_12_to_15_where_both_agree(age: int) -> None:
    assert passes(assessed(age).does(YES).tells(says_yes(), A, MOTHER).tries(ConfirmWilling(A)))


def test_s11_lets_pass_a_young_person_of_16_on_their_own_yes() -> None:
    assert passes(assessed(16).does(YES).tries(ConfirmWilling(A)))


def test_s11_refuses_a_young_person_of_16_without_their_own_yes() -> None:
    way = assessed(16).tells(says_yes(), A, MOTHER)
    assert not passes(way.tries(ConfirmWilling(A)))


def test_s11_refuses_while_one_guardian_who_may_decide_says_no() -> None:
    way = assessed(13).does(NameGuardian(A, FATHER.id, "Father")).does(YES)
    way.tells(says_yes(), A, MOTHER).tells(says_yes(FATHER, False), A, FATHER)
    assert way.tries(ConfirmWilling(A)) == says(11)
    assert passes(way.tells(says_yes(FATHER), A, FATHER).tries(ConfirmWilling(A)))


def test_s11_refuses_contact_once_a_guardian_takes_their_yes_back() -> None:
    way = Way().passed().does(RecordAge(B, 13)).does(NameGuardian(B, MOTHER.id, "Mother"))
    assert way.tries(OFFER) == says(11)
    assert passes(way_copy(way.tells(says_yes(), B, MOTHER)).tries(OFFER))
    way.tells(says_yes(agrees=False), B, MOTHER)
    assert way.tries(OFFER) == says(11)
    ready = Way().on_letters().does(DeclareReady()).does(RecordAge(A, 13))
    assert ready.tries(ConfirmReady(A)) == says(11)


@pytest.mark.parametrize("fault", ["is_party", "under_suspicion"])
def test_s12_refuses_the_yes_of_a_guardian_who_may_not_decide(fault: str) -> None:
    way = assessed(13, **{fault: True}).does(YES).tells(says_yes(), A, MOTHER)
    assert way.tries(ConfirmWilling(A)) == says(12)
    assert "another_guardian" in way.tasks(A)


def test_s12_lets_pass_the_yes_of_another_guardian() -> None:
    way = assessed(13, is_party=True).does(YES).tells(says_yes(), A, MOTHER)
    way.does(NameGuardian(A, FATHER.id, "Father")).tells(says_yes(FATHER), A, FATHER)
    assert passes(way.tries(ConfirmWilling(A)))


def test_s12_lets_pass_whoever_needs_no_guardian() -> None:
    assert passes(assessed(17, is_party=True).does(YES).tries(ConfirmWilling(A)))


def test_a_guardians_no_goes_to_the_practice_lead_and_ends_nothing() -> None:
    way = Way().willing().does(RecordAge(A, 14)).does(NameGuardian(A, MOTHER.id, "Mother"))
    way.tells(says_yes(agrees=False), A, MOTHER)
    assert way.me(A).state is PartyState.WILLING
    (task,) = [t for t in way.world.tasks if t.code == "guardian_refused"]
    assert task.role is Audience.SUPERVISOR
    way.tells(says_yes(), A, MOTHER)
    assert "guardian_refused" not in way.tasks(A)
    assert [said.agrees for said in way.me(A).guardians_said] == [True]


def test_whoever_is_no_guardian_here_says_nothing_for_a_child() -> None:
    way = assessed(13)
    page = way.me(A)
    assert (
        way.tells(GuardianSays("stranger", True), A, Actor(Audience.GUARDIAN, "stranger")).me(A)
        == page
    )
    assert way.tries(says_yes(), A) == NOT_HERE  # the child does not speak for their mother
    assert passes(way.tries(says_yes(), A, Actor(Audience.MEDIATOR, "m", Via.PAPER)))


def test_what_is_known_of_a_guardian_can_change_and_they_are_named_once() -> None:
    way = assessed(13).does(NameGuardian(A, MOTHER.id, "Mother", under_suspicion=True))
    assert [one.may_decide for one in way.side(A).file.guardians] == [False]
    assert way.me(A).around == (Guest(MOTHER.id, Audience.GUARDIAN, "Mother", state="admitted"),)


def test_age_is_counted_in_full_years_at_least() -> None:
    way = Way().willing().does(RecordAge(A, 15))
    born = way.today
    assert way.me(A).age(born) == 15
    assert way.me(A).age(born.replace(year=born.year + 1)) == 16
    assert way.me(A).age(date(born.year + 1, born.month, born.day - 1)) == 15
    assert Way().willing().me(A).age(born) is None


TO_WHOM = Refusal(
    None,
    Text(
        "Onder 12 gaat de brief naar een ouder of voogd, van 12 tot en met 15 naar allebei.",
        "Under 12 the letter goes to a parent or guardian, from 12 to 15 to both.",
    ),
)
RIGHT = {11: "guardian", 12: "both", 15: "both", 16: "them", None: "them"}


def to_be_asked(age: int | None) -> Way:
    way = Way().with_route()
    return way if age is None else way.does(RecordAge(B, age))


@pytest.mark.parametrize("age", RIGHT)
def test_order_letter_goes_to_who_may_answer_refuses_any_other_addressee(age: int | None) -> None:
    way = to_be_asked(age)
    for to in {"guardian", "both", "them"} - {RIGHT[age]}:
        assert way.tries(SendApproach(B, "minimal", way.reachable(), to)) == TO_WHOM


@pytest.mark.parametrize("age", RIGHT)
def test_order_letter_goes_to_who_may_answer_lets_pass_the_right_one(age: int | None) -> None:
    way = to_be_asked(age)
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable(), RIGHT[age])))


def test_a_childs_age_known_before_they_answer_is_no_place_of_their_own() -> None:
    way = to_be_asked(11)
    assert way.me(B).state is None
    assert way.side(B).file.age(way.today) == 11


SEEN_BY_AGE: dict[int, set[str]] = {
    11: {"first_name", "consented_on", "state", "suitability", "confirmed"},
    13: {"first_name", "consented_on", "state", "confirmed"},
    16: {"confirmed"},
}


@pytest.mark.parametrize("age", SEEN_BY_AGE)
def test_a_guardian_sees_less_as_a_child_grows(age: int) -> None:
    way = assessed(age).does(YES)
    view: Any = way.guest(MOTHER.id)
    empty = view.seen.__class__(A)
    seen = {
        name
        for name in ("first_name", "consented_on", "state", "suitability", "talks", "reach")
        if getattr(view.seen, name) != getattr(empty, name)
    }
    assert seen == SEEN_BY_AGE[age] - {"confirmed"}


def test_coming_back_voids_a_guardians_yes_too() -> None:
    from visavis.mediation.closing import Reopen

    way = assessed(11).does(HearChild(A, "Why?")).tells(says_yes(), A, MOTHER)
    way.does(ConfirmWilling(A)).does(Withdraw()).later(days=200).does(Reopen())
    assert (way.me(A).guardians_said, way.me(A).heard_as_child) == ((), "")
    way.does(GiveInformation(A, "nl", "2")).does(HoldExploratoryTalk(A, "Again.", "mastered"))
    way.does(AssessSuitability(A, "go", acknowledges=True)).later(days=1)
    way.does(HearChild(A, "Still why."))
    assert way.tries(ConfirmWilling(A)) == says(44)
    assert passes(way.tells(says_yes(), A, MOTHER).tries(ConfirmWilling(A)))


def test_under_sixteen_one_does_not_sign_up_alone() -> None:
    assert Way().tries(SignUp("harmed", "Anna", 15)) == says(11)
    assert Way().does(SignUp("harmed", "Anna", 17)).me(A).aged == 17


def test_a_route_of_a_child_needs_no_more_than_any_other() -> None:
    way = Way().allowed().does(RecordAge(B, 11)).does(RecordRoute(B, "Street", "register"))
    assert passes(way.tries(SendApproach(B, "minimal", way.reachable(), "guardian")))


def test_a_task_for_the_practice_lead_names_whom_it_is_about() -> None:
    way = assessed(13, is_party=True)
    assert any(
        isinstance(t, Task) and t.about == MOTHER.id and t.role is Audience.SUPERVISOR
        for t in way.world.tasks
    )
