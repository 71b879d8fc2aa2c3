"""A video message: takes, captions, a release as of a letter, seen in a talk, destroyed unless all keep it (§2.5)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.mediation.way import Way, way_copy
from tests.worlds.steps import A, B
from visavis.mediation.closing import BeginClosing
from visavis.mediation.course import Withdraw
from visavis.mediation.effects import DropFiles, Refusal
from visavis.mediation.entries import PartyId
from visavis.mediation.last_word import DESTROY, MAY_GIVE, TAKE_BACK, SayLastWord
from visavis.mediation.letters import (
    OfferLetter,
    OpenLetter,
    PassLetter,
    RecallLetter,
    ReleaseReaction,
    ReturnLetter,
    TellReaction,
)
from visavis.mediation.preparation import AgreeForm, ChooseForm
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.terms import DESIGN, FILM_KEPT
from visavis.mediation.video_message import (
    BringTake,
    ChooseTake,
    DiscardVideo,
    KeepFilm,
    OfferVideo,
    ReleaseVideo,
    SettleFilm,
    WriteCaptions,
)
from visavis.mediation.views import Picture

pytestmark = pytest.mark.pure

FILM = Picture("one", "a" * 64, 640, 360, seconds=65)
OTHER = replace(FILM, file="two", digest="b" * 64)
SAID = "0:01 Hello.\n0:05 I think of it."
HASH = version_hash_of(SAID, "", (FILM,))
RELEASE = ReleaseVideo("video", "letter", "parcel", SAID, (FILM,), HASH)
OFFER = OfferVideo(A, B, "letter", "parcel", HASH, "offer", minutes=2)
KEEPS, ENDS = SettleFilm(B, "offer", stays=True), SettleFilm(B, "offer", stays=False)
JUST_BEFORE = FILM_KEPT.days - 1


def agreed() -> Way:
    way = Way().ready()
    for who in (A, B):
        way.does(ChooseForm("video_message"), who)
    return way.does(AgreeForm((A, B), "video_message"))


def made() -> Way:
    way = agreed().does(BringTake(A, "video", FILM)).does(BringTake(A, "video", OTHER))
    return way.does(ChooseTake(A, "video", "one")).does(WriteCaptions(A, "video", SAID))


def released(**more: Any) -> Way:
    return made().does(replace(RELEASE, **more))


def offered(**more: Any) -> Way:
    way = released(**more)
    return way.does(PassLetter(A, "letter", HASH, tuple(REVIEW))).does(OFFER)


def seen(**more: Any) -> Way:
    return offered(**more).does(OpenLetter("offer"), B)


def dropped(way: Way, act: Any, who: PartyId) -> list[str]:
    """The files that an act destroys."""
    decided = way.tries(act, who)
    assert not isinstance(decided, Refusal), decided
    return [f for one in decided.effects if isinstance(one, DropFiles) for f in one.files]


def test_the_takes_that_are_not_chosen_are_destroyed_at_once_and_no_more_are_taken() -> None:
    way = agreed().does(BringTake(A, "video", FILM)).does(BringTake(A, "video", OTHER))
    assert dropped(way_copy(way), ChooseTake(A, "video", "one"), A) == ["two"]
    way.does(ChooseTake(A, "video", "one"))
    (mine,) = way.me(A).videos
    assert mine.takes == (FILM,)
    assert mine.film == FILM
    for act in (BringTake(A, "video", OTHER), ChooseTake(A, "video", "one")):
        assert isinstance(way.tries(act), Refusal)


def test_a_take_that_is_not_there_is_not_chosen_and_of_none_there_are_no_captions() -> None:
    way = agreed().does(ChooseTake(A, "video", "one")).does(WriteCaptions(A, "video", SAID))
    assert way.me(A).videos == ()
    way.does(BringTake(A, "video", FILM)).does(ChooseTake(A, "video", "two"))
    assert not way.me(A).videos[0].chosen


def test_order_take_can_still_be_changed_refuses_a_thirteenth_take() -> None:
    way = agreed()
    for number in range(12):
        way.does(BringTake(A, "video", replace(FILM, file=f"{number}")))
    assert isinstance(way.tries(BringTake(A, "video", OTHER)), Refusal)


def test_order_take_can_still_be_changed_lets_pass_a_take_and_choosing_one() -> None:
    way = agreed().does(BringTake(A, "video", FILM)).does(BringTake(A, "video", OTHER))
    assert way.does(ChooseTake(A, "video", "two")).me(A).videos[0].film == OTHER


def test_what_is_released_is_the_chosen_film_with_its_captions_and_nothing_else() -> None:
    way = agreed().does(BringTake(A, "video", FILM)).does(ChooseTake(A, "video", "one"))
    mute = replace(RELEASE, text="", version_hash=version_hash_of("", "", (FILM,)))
    assert isinstance(way.tries(mute), Refusal)  # captions come first
    way.does(WriteCaptions(A, "video", SAID))
    another = replace(RELEASE, pictures=(OTHER,), version_hash=version_hash_of(SAID, "", (OTHER,)))
    stale = replace(RELEASE, text="Hello.", version_hash=version_hash_of("Hello.", "", (FILM,)))
    unknown = replace(RELEASE, video="nothing")
    for act in (another, stale, unknown, replace(RELEASE, version_hash="other")):
        assert isinstance(way.tries(act), Refusal)
    (letter,) = way.does(RELEASE).me(A).letters
    assert (letter.film, letter.text, letter.may_stay) == (FILM, SAID, False)
    assert "read_along" in way.tasks(A)
    page = way.me(A)
    assert way.does(replace(RELEASE, letter="again", parcel="again")).me(A) == page
    assert way.does(WriteCaptions(A, "video", "Other words.")).me(A) == page


def test_from_release_on_its_maker_always_has_a_day_on_which_they_hear_something() -> None:
    way = Way().willing()
    assert way.me(A).news_date is None
    way.does(BringTake(A, "video", FILM)).does(ChooseTake(A, "video", "one"))
    way.does(WriteCaptions(A, "video", SAID)).does(RELEASE)
    assert way.me(A).news_date == way.today + DESIGN.lasts("next_news")
    other = made()
    day = other.me(A).news_date
    assert day is not None
    assert other.does(RELEASE).me(A).news_date == day


def test_a_film_is_offered_as_one_with_its_minutes_and_a_letter_is_not() -> None:
    way = released().does(PassLetter(A, "letter", HASH, tuple(REVIEW)))
    plain = OfferLetter(A, B, "letter", "parcel", HASH, "offer")
    assert isinstance(way.tries(plain), Refusal)
    in_letters = way_copy(way)
    for who in (A, B):
        in_letters.does(ChooseForm("letters"), who)
    refused = in_letters.tries(plain)
    assert isinstance(refused, Refusal)
    assert refused.text.en == "This letter is no longer at the gate."
    (offer,) = way.does(OFFER).me(B).offers
    assert (offer.minutes, offer.film, offer.text) == (2, None, "")


def test_its_maker_sees_nothing_of_what_became_of_it_until_the_other_lets_go() -> None:
    way = offered()
    page = way.me(A)
    way.does(OpenLetter("offer"), B)
    assert way.me(A) == page
    assert way.me(B).offers[0].film == FILM
    way.does(ReleaseReaction("offer", received=True, read=True), B)
    assert way.me(A) == page
    way.does(TellReaction(A, "letter", received=True, read=True, reaction=""))
    assert way.me(A).letters[0].reader_read


def test_asked_back_the_answer_is_the_same_and_who_opens_finds_nothing() -> None:
    before, after = offered(), seen()
    for way in (before, after):
        way.does(RecallLetter("letter"))
    assert before.me(A) == after.me(A)
    before.does(OpenLetter("offer"), B)
    assert before.me(B).offers[0].state == "gone"


def test_what_comes_back_can_be_captioned_anew_and_released_again() -> None:
    way = released().does(ReturnLetter(A, "letter", "parcel", "A word."))
    way.does(WriteCaptions(A, "video", "Better."))
    exact = version_hash_of("Better.", "", (FILM,))
    way.does(ReleaseVideo("video", "second", "way", "Better.", (FILM,), exact))
    assert [one.state for one in way.me(A).letters] == ["returned", "released"]


def test_its_maker_does_away_with_it_at_any_time_but_first_asks_back_what_stands() -> None:
    way = released()
    assert dropped(way_copy(way), DiscardVideo("video"), A) == []
    way.does(RecallLetter("letter"))
    assert dropped(way_copy(way), DiscardVideo("video"), A) == ["one"]
    assert way.does(DiscardVideo("video")).me(A).videos == ()
    assert dropped(way, DiscardVideo("video"), A) == []
    stopped = made().does(Withdraw(), A)
    assert dropped(stopped, DiscardVideo("video"), A) == ["one"]


def test_the_makers_own_copy_ends_three_months_after_take_or_release_whatever_the_other_did() -> (
    None
):
    opened, untouched = seen(), released()
    for way in (opened, untouched):
        way.later(days=JUST_BEFORE)
        assert way.me(A).videos
        way.later(days=1)
        assert not way.me(A).videos
        assert way.me(A).letters[0].film == FILM  # the letter says that there was one
    assert opened.me(A).letters == untouched.me(A).letters


def test_released_later_the_makers_own_copy_ends_later() -> None:
    way = made().later(days=30).does(RELEASE).later(days=JUST_BEFORE)
    assert way.me(A).videos
    assert not way.later(days=1).me(A).videos


def test_three_months_after_it_was_seen_a_film_is_destroyed() -> None:
    way = seen(may_stay=True).later(days=JUST_BEFORE)
    assert way.me(B).offers[0].film == FILM
    (offer,) = way.later(days=1).me(B).offers
    assert (offer.film, offer.ended) == (None, True)
    assert way.does(ENDS).me(B).offers == (offer,)
    assert way.does(KeepFilm("offer", True), B).me(B).offers == (offer,)


@pytest.mark.parametrize(("maker", "viewer"), [(True, False), (False, True), (False, False)])
def test_order_everyone_keeps_it_refuses_where_not_each_chose_so(maker: bool, viewer: bool) -> None:
    way = seen(may_stay=maker).does(KeepFilm("offer", viewer), B)
    assert isinstance(way.tries(KEEPS), Refusal)
    assert way.later(days=FILM_KEPT.days).me(B).offers[0].ended


def test_what_one_chose_changes_nothing_on_the_page_of_the_other() -> None:
    way = seen()
    of_a, of_b = way.me(A), way.me(B)
    way.does(KeepFilm("letter", True), A)
    assert way.me(B) == of_b
    way.does(KeepFilm("letter", False), A).does(KeepFilm("offer", True), B)
    assert way.me(A) == of_a
    assert "film_no_longer_stays" in way.tasks(A)
    assert "film_may_stay" in way.tasks(B)


def test_order_everyone_keeps_it_lets_pass_what_both_keep_until_one_wants_otherwise() -> None:
    way = seen(may_stay=True).does(KeepFilm("offer", True), B).does(KEEPS)
    assert "film_may_stay" not in way.tasks(B)
    way.later(days=FILM_KEPT.days + 30)
    assert way.me(B).offers[0].film == FILM
    again = way_copy(way)
    assert dropped(again, KeepFilm("offer", False), B) == ["one"]
    way.does(KeepFilm("letter", False), A)
    assert isinstance(way.tries(KEEPS), Refusal)
    assert dropped(way_copy(way), ENDS, B) == ["one"]
    assert way.does(ENDS).me(B).offers[0].ended


def test_taken_back_before_its_time_it_is_destroyed_when_that_comes() -> None:
    way = seen(may_stay=True).does(KeepFilm("offer", True), B).does(KEEPS)
    assert dropped(way_copy(way), ENDS, B) == []
    way.does(KeepFilm("offer", False), B)
    assert way.me(B).offers[0].film == FILM
    assert way.later(days=FILM_KEPT.days).me(B).offers[0].ended


def test_a_last_word_to_destroy_it_takes_the_own_copy_too() -> None:
    way = released().does(Withdraw(), A).does(BeginClosing(A))
    assert dropped(way_copy(way), SayLastWord("letter", TAKE_BACK), A) == []
    page = way.me(A)
    assert way_copy(way).does(SayLastWord("letter", MAY_GIVE, "later"), A).me(A) == page
    assert dropped(way_copy(way), SayLastWord("letter", DESTROY), A) == ["one"]
    assert way.does(SayLastWord("letter", DESTROY), A).me(A).videos == ()


def test_nothing_is_said_of_a_film_that_is_not_there() -> None:
    way = offered()
    for act, who in ((KeepFilm("nothing", True), B), (KeepFilm("offer", True), B), (ENDS, None)):
        page = way.me(B)
        assert way.does(act, who).me(B) == page
