"""A letter left to be given without its author: only to who asks, and back at any time (§2.3.10)."""

from dataclasses import replace

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import HASH, SIGNED, TEXT, Way
from tests.worlds.steps import A, B
from visavis.mediation.course import Withdraw
from visavis.mediation.death import RecordDeath
from visavis.mediation.effects import Refusal
from visavis.mediation.last_word import LAST_WORDS, SayLastWord
from visavis.mediation.letters import GiveKeptLetter, OpenLetter, RecallLetter, TakeOfferAway
from visavis.mediation.letters.kept import LETTER_MOVED
from visavis.mediation.preparation import SetStandingWish
from visavis.mediation.safeguards import REVIEW, kept_letter_may_be_given
from visavis.mediation.words import PartyState
from visavis.mediation.worries import RaiseConcern, SetMeasure

pytestmark = pytest.mark.pure

GIVE = GiveKeptLetter(A, B, "letter", "kept", HASH, "late", tuple(REVIEW), asked=True)


def left(wish: str = "may_give") -> Way:
    """Passed, never read; its author rounded off and said what becomes of it. The reader wishes to know."""
    way = Way().passed().closing()
    return way.does(SetStandingWish("yes"), B).does(SayLastWord("letter", wish, "kept"))


def refused_because(outcome: object) -> bool:
    return isinstance(outcome, Refusal) and outcome.text == kept_letter_may_be_given.text


def test_left_to_be_given_it_changes_nothing_for_the_other_until_they_ask() -> None:
    way = Way().passed().closing().does(SetStandingWish("yes"), B)
    before = way.me(B)
    way.does(SayLastWord("letter", "may_give", "kept"))
    assert way.me(B) == before
    assert set(way.world.parcels) == {"kept"}
    (mine,) = way.me(A).letters
    assert (mine.parcel, mine.text, mine.state) == ("kept", TEXT, "recalled")


def test_order_kept_letter_may_be_given_lets_pass_what_its_author_left_so_and_tells_them_nothing() -> (
    None
):
    way = left()
    author = way.me(A)
    way.does(GIVE)
    (offer,) = way.me(B).offers
    assert (offer.offer, offer.text, offer.state) == ("late", "", "offered")
    way.does(OpenLetter("late"), B)
    (read,) = way.me(B).offers
    assert (read.text, read.sign_as) == (TEXT, SIGNED)
    assert way.me(A) == author
    assert refused_because(way.tries(replace(GIVE, offer="again")))


def test_gone_between_reading_along_and_giving_nothing_is_kept_for_anyone() -> None:
    way = left()
    pages, file = [way.me(who) for who in (A, B)], way.side(A).file
    way.world.parcels.clear()
    assert way.tries(GIVE) == LETTER_MOVED
    assert ([way.me(who) for who in (A, B)], way.side(A).file) == (pages, file)


def test_given_also_when_its_author_has_long_gone() -> None:
    way = Way().passed().closed().does(SayLastWord("letter", "may_give", "kept"))
    assert way.me(A).state is PartyState.CLOSED
    way.later(weeks=100).does(SetStandingWish("yes"), B)
    assert way.does(GIVE).does(OpenLetter("late"), B).me(B).offers[0].text == TEXT


@pytest.mark.parametrize("wish", sorted(set(LAST_WORDS) - {"may_give"}))
def test_order_kept_letter_may_be_given_refuses_it_after_any_other_last_word(wish: str) -> None:
    way = left(wish)
    assert way.world.parcels == {}
    assert refused_because(way.tries(GIVE))


def test_it_is_given_only_to_who_asked_reads_along_wishes_to_know_and_talks_with_us() -> None:
    way = left()
    assert refused_because(way.tries(replace(GIVE, asked=False)))
    assert way.tries(replace(GIVE, looked_at=("no_blame",))) == says(32)
    assert way.tries(replace(GIVE, version_hash="other")) == says(34)
    assert left().does(SetStandingWish("ask"), B).tries(GIVE) == says(33)
    assert refused_because(left().does(Withdraw(), B).tries(GIVE))
    worried = left().does(RaiseConcern(A, "threat", "He called."))
    assert worried.tries(GIVE) == says(17)
    assert passes(worried.does(SetMeasure(A, "threat", "Talked over.")).tries(GIVE))


@pytest.mark.parametrize(
    "back",
    [
        SayLastWord("letter", "take_back"),
        SayLastWord("letter", "ask_first"),
        SayLastWord("letter", "destroy"),
        RecallLetter("letter"),
        Withdraw(),
    ],
)
def test_taken_back_unread_it_is_gone_and_whoever_opens_it_hears_from_the_mediator(
    back: object,
) -> None:
    way = left().does(GIVE).does(back)  # type: ignore[arg-type]  # each an act of a person
    assert way.world.parcels == {}
    (mine,) = way.me(A).letters
    assert not mine.may_be_given
    assert way.does(OpenLetter("late"), B).me(B).offers[0].state == "gone"
    way.does(TakeOfferAway(B, "late"))
    assert refused_because(way.tries(replace(GIVE, offer="again")))


def test_said_twice_it_stays_one_and_without_a_parcel_nothing_is_said() -> None:
    way = left()
    page = way.me(A)
    assert way.does(SayLastWord("letter", "may_give", "other")).me(A) == page
    assert set(way.world.parcels) == {"kept"}
    fresh = Way().passed().closing()
    page = fresh.me(A)
    assert fresh.does(SayLastWord("letter", "may_give")).me(A) == page


def test_a_concern_and_a_death_hold_what_may_be_given() -> None:
    way = left().does(GIVE).does(RaiseConcern(A, "threat", "He called."))
    assert way.world.parcels["kept"].held
    way.does(SetMeasure(A, "threat", "Talked over."))
    assert not way.world.parcels["kept"].held
    way.does(RecordDeath(A, ("registry", "relative"), True))
    assert way.world.parcels["kept"].held
