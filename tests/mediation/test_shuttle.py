"""Messages through the mediator: approved word for word, spoken in a talk, and no receipt (A25, §2.4)."""

from dataclasses import replace
from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, Way, way_copy
from tests.worlds.steps import A, B
from visavis.mediation.course import Pause, Withdraw
from visavis.mediation.effects import Anchor, Occasion, Refusal
from visavis.mediation.preparation import AgreeForm, ChooseForm, SetStandingWish
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.safety import RecordBan
from visavis.mediation.shuttle import (
    ApproveMessage,
    DeliverMessage,
    PassMessage,
    ReactToMessage,
    RecallMessage,
    ReturnMessage,
    SayMessage,
    TellMessageReaction,
)
from visavis.mediation.words import PartyState, Text
from visavis.mediation.worries import RaiseConcern

pytestmark = pytest.mark.pure

TEXT = "I think of it every day."
HASH = version_hash_of(TEXT, "")
SAY = SayMessage("message", TEXT)
APPROVE = ApproveMessage("message", TEXT, HASH)
PASS = PassMessage(A, "message", HASH, tuple(REVIEW))
DELIVER = DeliverMessage(A, B, "message", TEXT, HASH, "delivery")
RECALL = RecallMessage("message")
REACT = ReactToMessage("delivery", received=True, reaction="I heard it.")
TELL = TellMessageReaction(A, "message", True, "I heard it.")
NOT_AT_THE_GATE = Refusal(
    None,
    Text("Deze boodschap staat niet meer bij de poort.", "This message is no longer at the gate."),
)


def on_shuttle() -> Way:
    way = Way().ready()
    for who in (A, B):
        way.does(ChooseForm("shuttle"), who)
    return way.does(AgreeForm((A, B), "shuttle"))


def said() -> Way:
    return on_shuttle().does(SAY)


def approved() -> Way:
    return said().does(APPROVE)


def passed() -> Way:
    return approved().does(PASS)


def delivered() -> Way:
    return passed().does(DELIVER)


def test_a_message_goes_word_for_word_from_one_to_the_other() -> None:
    way = passed()
    page = way.me(A)
    way.does(replace(DELIVER, to_read=True))
    (heard,) = way.me(B).heard
    assert heard.text == TEXT
    assert way.me(A) == page  # no receipt
    assert way.states() == (PartyState.READY, PartyState.IN_CONTACT)
    assert Anchor(Occasion.OWN_CONTACT, B, way.today) in way.world.anchors
    assert "talk_after_message" in way.tasks(B)


def test_what_was_only_spoken_stands_on_no_page() -> None:
    way = delivered()
    assert way.me(B).heard[0].text == ""
    assert TEXT not in repr(way.me(B))


def test_s36_refuses_passing_and_speaking_what_was_not_approved_word_for_word() -> None:
    assert said().tries(PASS) == says(36)
    assert approved().tries(replace(PASS, version_hash=version_hash_of("x", ""))) == says(36)
    assert passed().tries(replace(DELIVER, text=TEXT + "!")) == says(36)
    other = version_hash_of(TEXT + "!", "")
    assert passed().tries(replace(DELIVER, text=TEXT + "!", version_hash=other)) == says(36)


def test_s36_lets_pass_exactly_what_was_approved() -> None:
    way = approved()
    assert all(passes(way.tries(act)) for act in (PASS, DELIVER))


def test_s34_refuses_approving_another_text_than_was_shown() -> None:
    assert said().tries(replace(APPROVE, text=TEXT + "!")) == says(34)
    way = said()
    other = ApproveMessage("message", "Another.", version_hash_of("Another.", ""))
    assert way.does(other).me(A).messages[0].state == "said"


def test_who_wrote_it_says_and_approves_it_at_once() -> None:
    way = on_shuttle().does(APPROVE)
    (mine,) = way.me(A).messages
    assert (mine.text, mine.state) == (TEXT, "approved")
    assert "pass_message" in way.tasks(A)
    assert "approve_message" not in way.tasks(A)
    assert way.does(APPROVE).me(A).messages == (mine,)


def test_s32_refuses_passing_what_nobody_looked_at() -> None:
    assert approved().tries(replace(PASS, looked_at=())) == says(32)


@pytest.mark.parametrize("wish", ["no", "ask"])
def test_s33_refuses_speaking_to_who_does_not_wish_to_hear(wish: str) -> None:
    assert passed().does(SetStandingWish(wish), B).tries(DELIVER) == says(33)


def test_other_safeguards_hold_for_messages_as_for_letters() -> None:
    assert passed().does(ChooseForm("letters"), B).tries(DELIVER) == says(4)
    assert passed().does(RaiseConcern(A, "threat")).tries(DELIVER) == says(17)
    assert passed().does(RecordBan(B, "court")).tries(DELIVER) == says(19)
    assert not passes(passed().does(Pause()).tries(DELIVER))


@pytest.mark.parametrize(
    ("before", "act"),
    [
        ((), PASS),
        ((SAY, APPROVE, PASS), PASS),
        ((SAY, APPROVE), DELIVER),
        ((SAY, APPROVE, PASS, DELIVER), DELIVER),
        ((SAY, APPROVE, RECALL), PASS),
        ((SAY, APPROVE, PASS, RECALL), DELIVER),
        ((SAY, APPROVE, PASS, DELIVER), ReturnMessage(A, "message", "A word.")),
        ((SAY, APPROVE, ReturnMessage(A, "message", "A word.")), PASS),
    ],
)
def test_order_message_is_at_this_gate_refuses_a_message_that_is_elsewhere(
    before: tuple[Any, ...], act: Any
) -> None:
    way = on_shuttle()
    for earlier in before:
        way.does(earlier, A)
    assert way.tries(act) == NOT_AT_THE_GATE


def test_order_message_is_at_this_gate_lets_pass_each_step_once() -> None:
    way = approved()
    assert passes(way_copy(way).tries(ReturnMessage(A, "message", "A word.")))
    assert all(passes(way.tries(act)) for act in (PASS, DELIVER))


def test_a_message_given_back_has_a_word_and_is_said_anew_under_an_id_of_its_own() -> None:
    way = passed().does(ReturnMessage(A, "message", "Softer?"))
    assert (way.me(A).messages[0].state, way.me(A).messages[0].word) == ("returned", "Softer?")
    assert not way.tasks(A) & {"pass_message", "deliver_message"}
    page = way.me(A)
    assert way.does(SayMessage("message", "Softer.")).me(A) == page
    way.does(SayMessage("second", "Softer."))
    assert [mine.state for mine in way.me(A).messages] == ["returned", "said"]


def test_s32_what_was_asked_back_and_said_anew_never_goes_on_unread() -> None:
    way = passed().does(RECALL)
    other = version_hash_of("Threats.", "")
    way.does(SayMessage("message", "Threats.")).does(ApproveMessage("message", "Threats.", other))
    assert way.me(A).messages[0].text == TEXT
    act = replace(DELIVER, text="Threats.", version_hash=other)
    assert way.tries(act) == NOT_AT_THE_GATE


def test_what_is_not_approved_yet_can_be_said_in_other_words() -> None:
    way = said().does(SayMessage("message", "Softer."))
    assert [(mine.text, mine.state) for mine in way.me(A).messages] == [("Softer.", "said")]
    assert way.does(APPROVE).me(A).messages[0].state == "said"  # of the words before


def test_what_is_approved_is_not_changed_any_more() -> None:
    way = approved()
    page = way.me(A)
    assert way.does(SayMessage("message", "Something else.")).me(A) == page


def test_asking_back_always_leaves_the_author_the_same_page() -> None:
    pages = set()
    for led in (said, approved, passed, delivered):
        way = led().does(RECALL)
        pages.add(way.me(A).messages)
        assert not way.tasks(A) & {"approve_message", "pass_message", "deliver_message"}
    assert {page[0].state for page in pages} == {"recalled"}
    assert len(pages) == 1
    page = approved().does(RECALL)
    before = page.me(A)
    assert page.does(RECALL).does(RecallMessage("unknown")).me(A) == before


def test_stopping_takes_messages_along_that_nobody_said_they_heard() -> None:
    way = passed().does(Withdraw())
    assert way.me(A).messages[0].state == "recalled"
    assert way.tries(DELIVER) == NOT_AT_THE_GATE
    assert not way.tasks(A) & {"pass_message", "deliver_message"}
    heard = delivered().does(REACT, B).does(TELL).does(Withdraw())
    assert heard.me(A).messages[0].state == "approved"


def test_s31_refuses_telling_the_author_what_the_other_did_not_let_go() -> None:
    assert passed().tries(TELL) == says(31)
    assert delivered().tries(TELL) == says(31)
    way = delivered().does(ReactToMessage("delivery", reaction="I heard it."), B)
    assert way.tries(TELL) == says(31)
    assert way.tries(replace(TELL, received=False, reaction="")) == says(31)


def test_s31_lets_pass_exactly_what_was_let_go() -> None:
    way = delivered().does(REACT, B)
    assert "tell_message_reaction" in way.tasks(B)
    way.does(TELL)
    mine = way.me(A).messages[0]
    assert (mine.reaction, mine.received) == ("I heard it.", True)
    assert way.me(A).state is PartyState.IN_CONTACT
    assert "tell_message_reaction" not in way.tasks(B)
    assert Anchor(Occasion.OWN_CONTACT, A, way.today) in way.world.anchors


def test_letting_go_words_alone_moves_nobody_and_nothing_at_all_is_fine() -> None:
    way = delivered().does(ReactToMessage("delivery", reaction="Words."), B)
    way.does(replace(TELL, received=False, reaction="Words."))
    assert way.me(A).state is PartyState.READY
    quiet = delivered().does(ReactToMessage("delivery"), B)
    assert "tell_message_reaction" not in quiet.tasks(B)
    page = quiet.me(B)
    assert quiet.does(ReactToMessage("unknown", received=True), B).me(B) == page


def test_only_the_first_contact_is_an_occasion_for_the_study() -> None:
    way = delivered()
    way.does(SayMessage("second", TEXT)).does(replace(APPROVE, message="second"))
    way.does(replace(PASS, message="second"))
    way.does(replace(DELIVER, message="second", delivery="d2"))
    assert [a for a in way.world.anchors if a.occasion == Occasion.OWN_CONTACT] == [
        Anchor(Occasion.OWN_CONTACT, B, way.today)
    ]
    assert [one.delivery for one in way.me(B).heard] == ["delivery", "d2"]
    way.does(REACT, B).does(TELL)
    assert "tell_message_reaction" not in way.tasks(B)


def test_a_message_is_said_by_who_takes_part_only() -> None:
    assert Way().explored().tries(SAY) == NOT_HERE
