"""What author and reader see of a letter at each of its stages (domain §2.3, security §2)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.mediation.says import says
from tests.mediation.way import HASH, NOT_HERE, OFFER, PASS, RELEASE, SIGNED, TEXT, Way
from tests.worlds.steps import A, B
from visavis.mediation.closing import AskToClose, BeginClosing
from visavis.mediation.course import Pause, PutOff, Resume, Withdraw
from visavis.mediation.effects import Anchor, Occasion
from visavis.mediation.entries import PartyId
from visavis.mediation.letters import (
    AnswerOffer,
    AskHelpWithDraft,
    HelpWithDraft,
    HoldLetter,
    OpenLetter,
    RecallLetter,
    ReleaseReaction,
    ReturnLetter,
    TakeOfferAway,
    TellReaction,
)
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.views import Offer, PartyView, Picture
from visavis.mediation.words import PartyState
from visavis.mediation.worries import RaiseConcern, SetMeasure

pytestmark = pytest.mark.pure

P = PartyState
HELD = HoldLetter(A, "letter", "parcel")
LET_ON = HoldLetter(A, "letter", "parcel", held=False)


def receives(way: Way, who: PartyId) -> Any:
    """Page, messages and invitations to the study: all that reaches someone."""
    notices = [notice for notice in way.world.notices if notice.party == who]
    return way.me(who), notices, [anchor for anchor in way.world.anchors if anchor.party == who]


def texts(me: PartyView) -> str:
    return repr(me.offers)


def test_a_hash_binds_text_and_signature_and_the_border_between_them() -> None:
    assert version_hash_of(TEXT, SIGNED) == HASH
    assert version_hash_of("ab", "c") != version_hash_of("b", "ca")
    assert version_hash_of("b", "a") != version_hash_of("ab", "")


HOUSE = Picture("f" * 32, "d" * 64, 40, 30, "a house")
WITH_IT = version_hash_of(TEXT, SIGNED, (HOUSE,))


def test_s34_a_hash_binds_each_picture_its_words_and_their_order() -> None:
    tree = replace(HOUSE, digest="e" * 64)
    others = ((), (tree,), (replace(HOUSE, says="my house"),), (HOUSE, HOUSE), (HOUSE, tree))
    hashes = {version_hash_of(TEXT, SIGNED, shown) for shown in others} | {WITH_IT}
    hashes |= {version_hash_of(TEXT, SIGNED, (tree, HOUSE))}
    assert len(hashes) == len(others) + 2
    moved = replace(HOUSE, file="0" * 32)  # a copy of the same is the same
    assert version_hash_of(TEXT, SIGNED, (moved,)) == WITH_IT


def test_s34_refuses_a_picture_that_was_not_shown() -> None:
    way = Way().ready()
    assert way.tries(replace(RELEASE, pictures=(HOUSE,))) == says(34)
    assert way.tries(replace(RELEASE, version_hash=WITH_IT)) == says(34)


def test_a_picture_is_nothing_for_the_reader_until_they_open_it() -> None:
    way = Way().ready()
    way.does(replace(RELEASE, pictures=(HOUSE,), version_hash=WITH_IT))
    assert way.me(A).letters[0].pictures == (HOUSE,)
    way.does(replace(PASS, version_hash=WITH_IT)).does(replace(OFFER, version_hash=WITH_IT))
    assert way.me(B).offers == Way().offered().me(B).offers
    way.does(OpenLetter("offer"), B)
    assert way.me(B).offers[0].pictures == (HOUSE,)


def test_what_is_written_but_not_released_is_nowhere() -> None:
    """A draft is no act: nothing of it reaches the journal, so nobody can be shown it."""
    way = Way().ready()
    assert TEXT not in repr((way.world.lanes, way.world.parcels))


def test_a_released_letter_is_content_for_author_and_desk_and_nothing_for_the_reader() -> None:
    way = Way().ready()
    reader = way.me(B)
    way.does(RELEASE)
    assert way.me(A).letters[0].text == TEXT
    assert way.side(A).own.letters[0].text == TEXT
    assert way.me(B) == reader
    assert "read_along" in way.tasks(A)


def test_the_authors_page_stays_as_it_was_at_pass_offer_open_keep_refuse_and_found_gone() -> None:
    author = receives(Way().released(), A)
    later = [
        Way().passed(),
        Way().passed().does(HELD),
        Way().offered(),
        *(Way().offered().does(AnswerOffer("offer", a), B) for a in ("later", "not", "aloud")),
        Way().opened(),
        Way().opened().does(ReleaseReaction("offer"), B),
        Way().reacted(),
        Way().offered().does(HELD).does(OpenLetter("offer"), B),
        Way().offered().does(TakeOfferAway(B, "offer")),
        Way().offered().does(Withdraw(), B),
    ]
    assert [receives(way, A) for way in later] == [author] * len(later)


def test_passing_is_nothing_for_the_reader() -> None:
    before = receives(Way().ready(), B)
    assert receives(Way().released(), B) == receives(Way().passed(), B) == before


def test_an_offer_is_existence_no_text_no_date_no_size() -> None:
    way = Way().passed()
    before = way.me(B)
    way.does(OFFER)
    assert way.me(B).offers == (Offer("offer"),)
    assert PartyView(**{**vars(way.me(B)), "offers": ()}) == before
    assert TEXT not in repr(way.world.lanes[way_lane(way)])


def way_lane(way: Way) -> Any:
    return next(lane for lane in way.world.lanes if lane.party == B and lane.role == "own")


def test_two_letters_of_different_length_and_day_are_offered_alike() -> None:
    way = Way().ready().later(days=50)
    text = "Another. " * 900
    hashed = version_hash_of(text, "Anna")
    act = RELEASE.__class__("letter", "parcel", text, hashed, "Anna")
    passed = PASS.__class__(A, "letter", hashed, PASS.looked_at)
    way.does(act).does(passed).does(OFFER.__class__(A, B, "letter", "parcel", hashed, "offer"))
    assert way.me(B).offers == Way().offered().me(B).offers


def test_opening_gives_the_reader_the_text_and_takes_the_parcel() -> None:
    way = Way().opened()
    (offer,) = way.me(B).offers
    assert (offer.state, offer.text, offer.sign_as, offer.opened_on) == (
        "opened",
        TEXT,
        SIGNED,
        way.today,
    )
    assert way.world.parcels == {}
    assert way.states() == (P.READY, P.IN_CONTACT)
    assert "talk_after_reading" in way.tasks(B)


def test_opening_twice_or_answering_after_it_changes_nothing() -> None:
    way = Way().opened()
    page = way.me(B)
    for act in (OpenLetter("offer"), AnswerOffer("offer", "not")):
        assert way.does(act, B).me(B) == page


@pytest.mark.parametrize("act", [OpenLetter("x"), AnswerOffer("x", "not"), ReleaseReaction("x")])
def test_an_offer_that_is_not_ones_own_is_as_if_it_never_was(act: Any) -> None:
    way = Way().opened()
    page = way.me(B)
    assert way.does(act, B).me(B) == page
    assert way.does(act, A).me(A).offers == ()


def test_refusing_to_read_is_nothing_for_the_author_until_a_reaction_is_released() -> None:
    way = Way().offered().does(AnswerOffer("offer", "not"), B)
    assert way.me(B).offers[0].answer == "not"
    assert way.me(A) == Way().released().me(A)
    assert "read_together" not in way.tasks(B)


@pytest.mark.parametrize("answer", ["with_mediator", "aloud"])
def test_reading_together_is_asked_of_the_mediator(answer: str) -> None:
    assert "read_together" in Way().offered().does(AnswerOffer("offer", answer), B).tasks(B)


def test_later_is_mentioned_again_only_on_the_readers_own_day() -> None:
    way = Way().offered()
    assert "read_together" not in way.does(AnswerOffer("offer", "later"), B).tasks(B)
    until = way.today.replace(month=6)
    way.does(AnswerOffer("offer", "later", until), B)
    (task,) = [task for task in way.world.tasks if task.code == "read_together"]
    assert (task.start, task.due) == (until, until)
    assert way.me(B).offers[0].until == until


def test_asking_back_before_passing_takes_it_back_alone() -> None:
    way = Way().released().does(RecallLetter("letter"))
    assert way.me(A).letters[0].state == "recalled"
    assert way.world.parcels == {}
    assert "read_along" not in way.tasks(A)


@pytest.mark.parametrize("led", ["released", "passed", "offered", "opened"])
def test_asking_back_leaves_one_page_and_one_task_wherever_the_letter_is(led: str) -> None:
    way = getattr(Way(), led)().does(RecallLetter("letter"))
    assert way.me(A) == Way().released().does(RecallLetter("letter")).me(A)
    assert "letter_asked_back" in way.tasks(A)
    assert way.does(RecallLetter("letter")).me(A).letters[0].state == "recalled"


def test_what_was_read_does_not_come_back() -> None:
    assert TEXT in texts(Way().opened().does(RecallLetter("letter")).me(B))


def test_after_asking_back_the_text_is_gone_at_once_and_the_line_stays_until_the_desk_speaks() -> (
    None
):
    way = Way().offered()
    page = way.me(B)
    assert way.does(RecallLetter("letter")).me(B) == page
    way.does(OpenLetter("offer"), B)
    assert way.me(B).offers == (Offer("offer", state="gone"),)
    assert "offer_was_gone" in way.tasks(B)
    way.does(TakeOfferAway(B, "offer"))
    assert way.me(B).offers == ()
    assert not way.tasks(B) & {"offer_was_gone", "read_together"}
    assert "letter_asked_back" not in way.tasks(A)


def test_a_letter_read_is_not_taken_off_the_readers_page() -> None:
    way = Way().opened()
    page = way.me(B)
    assert way.does(TakeOfferAway(B, "offer")).me(B) == page


def gone(way: Way) -> bool:
    return way.does(OpenLetter("offer"), B).me(B).offers[0].state == "gone"


def test_asked_back_held_paused_worried_and_stopped_look_the_same_to_who_opens() -> None:
    pages = [
        Way().offered().does(RecallLetter("letter")),
        Way().offered().does(HELD),
        Way().offered().does(Pause()),
        Way().offered().does(PutOff(A)),
        Way().offered().does(RaiseConcern(A, "threat")),
        Way().offered().does(RaiseConcern(B, "threat")),
        Way().offered().does(Withdraw()),
        Way().offered().does(AskToClose()),
        Way().offered().does(BeginClosing(A)),
    ]
    assert all(gone(way) for way in pages)
    assert len({way.me(B) for way in pages}) == 1


def test_resuming_lets_on_what_the_pause_held() -> None:
    way = Way().offered().does(Pause())
    assert gone(way)
    assert not gone(way.does(Resume()))
    assert way.me(B).offers[0].text == TEXT


def test_resuming_does_not_let_on_what_a_worry_or_the_mediator_holds() -> None:
    worried = Way().offered().does(RaiseConcern(A, "threat")).does(Pause()).does(Resume())
    assert gone(worried)
    assert gone(Way().offered().does(HELD).does(Pause()).does(Resume()))


def test_a_worry_answered_during_a_pause_leaves_the_pause_to_its_author() -> None:
    way = Way().offered().does(RaiseConcern(A, "threat")).does(Pause())
    assert gone(way.does(SetMeasure(A, "threat", "A talk.")))
    assert not gone(way.does(Resume()))


def test_letting_on_waits_for_the_last_worry() -> None:
    way = Way().offered().does(HELD).does(RaiseConcern(A, "threat"))
    assert gone(way.does(LET_ON))
    assert not gone(way.does(SetMeasure(A, "threat", "A talk.")))


def test_what_the_mediator_set_aside_is_let_on_to_the_gate_it_stood_at() -> None:
    way = Way().passed().does(HELD)
    assert way.side(A).file.gate("letter").state == "held"  # type: ignore[union-attr]  # it is there
    way.does(LET_ON).does(OFFER).does(HELD)
    assert gone(way)
    assert not gone(way.does(LET_ON))


def test_a_worry_holds_until_the_last_is_answered_and_no_longer() -> None:
    way = Way().offered().does(RaiseConcern(A, "threat")).does(RaiseConcern(B, "media_interest"))
    assert gone(way.does(SetMeasure(A, "threat", "A talk.")))
    assert not gone(way.does(SetMeasure(B, "media_interest", "A call.")))


@pytest.mark.parametrize("cause", [Pause(), HELD])
def test_an_answered_worry_does_not_let_on_what_waits_for_another_cause(cause: Any) -> None:
    way = Way().offered().does(RaiseConcern(A, "threat")).does(cause, A)
    assert gone(way.does(SetMeasure(A, "threat", "A talk.")))


def test_a_letter_given_back_comes_with_a_word_and_reaches_nobody() -> None:
    reader = Way().ready().me(B)
    way = Way().passed().does(ReturnLetter(A, "letter", "parcel", "Is this a demand?"))
    mine = way.me(A).letters[0]
    assert (mine.state, mine.word) == ("returned", "Is this a demand?")
    assert way.world.parcels == {}
    assert way.me(B) == reader
    assert not way.tasks(A) & {"read_along", "offer_letter"}


def test_an_offer_of_a_letter_that_is_no_longer_there_keeps_nothing() -> None:
    way = Way().passed()
    way.world.parcels.clear()
    lanes = repr(way.world.lanes)
    way.tries(OFFER)
    assert repr(way.world.lanes) == lanes


def test_a_reaction_reaches_the_author_when_the_mediator_tells_it_word_for_word() -> None:
    way = Way().reacted()
    assert way.me(A) == Way().released().me(A)
    way.does(TellReaction(A, "letter", True, True, "Thank you."))
    mine = way.me(A).letters[0]
    assert (mine.reaction, mine.reader_received, mine.reader_read) == ("Thank you.", True, True)
    assert way.states() == (P.IN_CONTACT, P.IN_CONTACT)
    assert Anchor(Occasion.OWN_CONTACT, A, way.today) in way.world.anchors
    assert "tell_reaction" not in way.tasks(B)


def test_that_it_was_received_is_told_alone_and_is_no_contact_yet() -> None:
    way = Way().opened().does(ReleaseReaction("offer", received=True), B)
    way.does(TellReaction(A, "letter", True, False, ""))
    assert way.me(A).state is P.READY
    assert Anchor(Occasion.OWN_CONTACT, A, way.today) not in way.world.anchors


def test_a_reaction_told_during_a_pause_is_contact_after_it() -> None:
    way = Way().reacted().does(Pause()).does(TellReaction(A, "letter", True, True, "Thank you."))
    assert way.me(A).state is P.PAUSED
    assert way.does(Resume()).me(A).state is P.IN_CONTACT


def test_opening_during_a_pause_is_contact_after_it() -> None:
    way = Way().offered().does(Pause(), B).does(OpenLetter("offer"), B)
    assert way.does(Resume(), B).me(B).state is P.IN_CONTACT


def test_the_first_reading_opens_a_round_of_the_study_and_the_second_does_not() -> None:
    way = Way().opened()
    second = RELEASE.__class__("letter2", "parcel2", TEXT, HASH, SIGNED)
    way.does(second).does(PASS.__class__(A, "letter2", HASH, PASS.looked_at))
    way.does(OFFER.__class__(A, B, "letter2", "parcel2", HASH, "offer2"))
    way.does(OpenLetter("offer2"), B)
    contact = [a for a in way.world.anchors if a.occasion == Occasion.OWN_CONTACT]
    assert contact == [Anchor(Occasion.OWN_CONTACT, B, way.today)]
    for letter, offer in (("letter", "offer"), ("letter2", "offer2")):
        way.does(ReleaseReaction(offer, True, True), B)
        way.does(TellReaction(A, letter, True, True, ""))
    assert len([a for a in way.world.anchors if a.occasion == Occasion.OWN_CONTACT]) == 2


@pytest.mark.parametrize(
    "close", [AskToClose(), BeginClosing(A), Withdraw()], ids=["asks", "desk", "stops"]
)
def test_closing_and_stopping_take_unread_letters_back_on_the_authors_page_too(close: Any) -> None:
    pages = set()
    for led in ("released", "passed", "offered", "opened"):
        way = getattr(Way(), led)().does(close, A)
        assert way.world.parcels == {}
        assert not way.tasks(A) & {"read_along", "offer_letter"}
        pages.add(way.me(A))
    assert {mine.state for page in pages for mine in page.letters} == {"recalled"}
    assert len(pages) == 1


def test_a_letter_the_author_knows_was_read_stays_as_it_is_at_closing() -> None:
    way = Way().reacted().does(TellReaction(A, "letter", True, True, "Thank you."))
    assert way.does(AskToClose()).me(A).letters[0].state == "released"


def test_letters_are_written_from_willing_on_and_not_before() -> None:
    assert Way().assessed().tries(RELEASE) == NOT_HERE
    assert Way().willing().does(RELEASE).me(A).letters[0].text == TEXT


@pytest.mark.parametrize("act", [Pause(), PutOff(A)])
def test_a_letter_given_back_is_not_touched_by_a_pause(act: Any) -> None:
    way = Way().released().does(ReturnLetter(A, "letter", "parcel", "A word."))
    assert way.does(act, A).does(Resume()).me(A).letters[0].state == "returned"


def test_a_word_about_a_draft_that_was_never_shown_writes_nothing() -> None:
    way = Way().willing().does(AskHelpWithDraft("draft", "A beginning."))
    page = receives(way, A)
    way.does(HelpWithDraft(A, "another", "Take your time."))
    assert receives(way, A) == page
    way.does(HelpWithDraft(A, "draft", "Take your time."))
    assert [one.word for one in way.me(A).drafts] == ["Take your time."]
