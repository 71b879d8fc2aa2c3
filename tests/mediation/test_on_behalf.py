"""Signed up by somebody else: nothing begins before the person's own yes (A2, A3)."""

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import REFERRER, A, B
from visavis.mediation.acts import Act
from visavis.mediation.entries import Actor, Audience, Via
from visavis.mediation.on_behalf import ConfirmSignUp, RefuseSignUp, SignUpOnBehalf
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.views import Reach
from visavis.mediation.words import PartyState

pytestmark = pytest.mark.pure

P = PartyState
FOR_ANNA = SignUpOnBehalf("harmed", "Anna", 34, "Dr. Smit", reach=Reach("phone", "06-1"))
TAKE_UP = TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True)


def signed_up_for(act: Act = FOR_ANNA, by: Actor = REFERRER) -> Way:
    return Way().tells(act, A, by)


def prepared(way: Way) -> Way:
    return way.does(PrepareSignUp(A, "Linde", "property"))


def test_s01_refuses_to_take_up_what_the_person_did_not_agree_to() -> None:
    assert prepared(signed_up_for()).tries(TAKE_UP) == says(1)


@pytest.mark.parametrize("via", Via)
def test_s01_lets_pass_after_the_persons_own_yes_however_it_came(via: Via) -> None:
    by = Actor(Audience.OWNER, A) if via is Via.SCREEN else Actor(Audience.INTAKE, "intake", via)
    assert passes(prepared(signed_up_for()).tells(ConfirmSignUp(), A, by).tries(TAKE_UP))


def test_s01_lets_pass_whoever_signed_up_themselves() -> None:
    assert passes(prepared(Way().signed_up()).tries(TAKE_UP))


def test_s05_refuses_a_sign_up_as_a_condition_a_reward_or_a_report() -> None:
    act = SignUpOnBehalf("responsible", "Bram", 40, "Prison", condition=True)
    assert Way().tries(act, A, REFERRER) == says(5)


def test_s05_lets_pass_a_sign_up_that_is_none_of_these() -> None:
    assert passes(Way().tries(FOR_ANNA, A, REFERRER))


@pytest.mark.parametrize("audience", Audience)
def test_a_referrer_someone_close_and_intake_sign_somebody_up_and_nobody_else(
    audience: Audience,
) -> None:
    may = audience in {Audience.REFERRER, Audience.OUTSIDER, Audience.INTAKE}
    outcome = Way().tries(FOR_ANNA, A, Actor(audience, "x"))
    assert passes(outcome) if may else outcome == NOT_HERE


def test_intake_calls_and_no_message_leaves_by_itself() -> None:
    way = signed_up_for()
    me = way.me(A)
    assert (me.state, me.confirmed, me.first_name, me.reach.phone) == (
        P.REGISTERED, False, "Anna", "06-1",
    )  # fmt: skip
    assert way.tasks(A) == {"confirm_sign_up"}
    assert way.world.notices == []
    assert me.closing.erase_by == way.today + timedelta(days=30)


def test_a_yes_takes_the_day_of_erasure_away_and_said_twice_is_said_once() -> None:
    way = signed_up_for().does(ConfirmSignUp())
    assert (way.me(A).confirmed, way.me(A).closing.erase_by) == (True, None)
    assert way.tasks(A) == {"prepare_sign_up"}
    page = way.me(A)
    assert way.does(ConfirmSignUp()).me(A) == page


def test_without_a_yes_it_lapses_after_thirty_days() -> None:
    way = signed_up_for().later(days=29)
    assert way.me(A).state is P.REGISTERED
    way.later(days=1)
    assert (way.me(A).state, way.tasks(A)) == (P.CLOSED, set())
    confirmed = signed_up_for().does(ConfirmSignUp()).later(days=40)
    assert confirmed.me(A).state is P.REGISTERED


def test_a_no_ends_it_at_once_and_leaves_its_day_of_erasure_and_no_work() -> None:
    way = signed_up_for()
    erased = way.me(A).closing.erase_by
    way.does(RefuseSignUp())
    assert (way.me(A).state, way.me(A).closing.erase_by, way.tasks(A)) == (P.CLOSED, erased, set())
    assert way.later(days=40).me(A).walked[-1].state is P.CLOSED
    page = way.me(A)
    assert way.does(RefuseSignUp()).me(A) == page


def test_after_a_yes_there_is_nothing_left_to_refuse() -> None:
    way = signed_up_for().does(ConfirmSignUp())
    page = way.me(A)
    assert way.does(RefuseSignUp()).me(A) == page


@pytest.mark.parametrize("professional", [True, False])
def test_whoever_rings_intake_to_sign_somebody_up_stands_beside_them_as_who_they_are(
    professional: bool,
) -> None:
    act = SignUpOnBehalf("harmed", "Anna", 34, "Eva", professional=professional)
    (guest,) = signed_up_for(act, Actor(Audience.INTAKE, "intake", Via.PHONE)).me(A).around
    assert guest.role is (Audience.REFERRER if professional else Audience.OUTSIDER)
    assert (guest.name, guest.shared) == ("Eva", frozenset())
    assert re.fullmatch(
        "[0-9a-f]{32}", guest.guest
    )  # nobody's account, and an address of the own page


def test_a_child_is_signed_up_by_somebody_else_and_their_guardian_says_yes() -> None:
    way = signed_up_for(
        SignUpOnBehalf("harmed", "Kim", 11, "Mother"), Actor(Audience.OUTSIDER, "m")
    )
    assert way.me(A).age(way.today) == 11
    way.tells(ConfirmSignUp(), A, Actor(Audience.GUARDIAN, "m"))
    assert way.me(A).confirmed


def test_how_old_a_grown_up_is_is_not_kept() -> None:
    assert signed_up_for().me(A).aged is None
    assert Way().signed_up().me(A).aged is None


@pytest.mark.parametrize("kind", ["sign_up_received", "sign_up_confirmed", "taken_up"])
def test_a_referrer_hears_a_sign_only_if_it_is_ticked(kind: str) -> None:
    way = prepared(signed_up_for().does(ConfirmSignUp())).does(TAKE_UP)
    view: Any = way.guest(REFERRER.id)
    assert (view.took_place, view.seen) == ((), view.seen.__class__(A))
    assert kind not in {one.kind for one in view.took_place}
