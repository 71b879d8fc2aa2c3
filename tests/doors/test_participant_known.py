"""*What does the other know of me?* is an upper bound of what stands in the other's lane."""

from dataclasses import replace
from datetime import date

import pytest

from tests.doors.lived import EVA, TALK
from visavis.doors.participant.known import known, unknown
from visavis.mediation.appointments import CannotCome
from visavis.mediation.approach import AnswerApproach
from visavis.mediation.closing import ChooseClosingSupport, Reopen
from visavis.mediation.conference import ProposeAttendee, TakeAttendeeBack
from visavis.mediation.course import Withdraw
from visavis.mediation.letters import OpenLetter, RecallLetter, ReleaseReaction, TellReaction
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.shuttle import (
    PassMessage,
    ReactToMessage,
    RecallMessage,
    SayMessage,
    TellMessageReaction,
)
from visavis.mediation.sign_up import SetReach
from visavis.mediation.telling import SetWhatOtherMayKnow, Tell
from visavis.mediation.views import PartyView, Reach
from visavis.mediation.words import PartyState


def told_of_me(other: PartyView) -> set[str]:
    """Everything in the other's view that says something of me, by the code of the line that must cover it."""
    codes = {told.code for told in other.told if told.code in {"O.talking", "O.takes_part"}}
    codes |= {"words" for told in other.told if told.words}
    codes |= {f"letter:{offer.text}" for offer in other.offers if offer.text}
    for mine in other.letters:
        if mine.reader_received or mine.reader_read or mine.reaction:
            codes.add("reaction")
    codes |= {f"message:{one.text}" for one in other.heard if one.text}
    codes |= {"heard" for mine in other.messages if mine.received or mine.reaction}
    mine = {*other.group.told_once, *(one.shown_as for one in other.group.mine)}
    codes |= {f"attendee:{name}" for name in other.group.names if name not in mine}
    codes |= {f"attendee:{name}" for h in other.held for name in h.came if name not in mine}
    codes |= {"shuttle" for agreed in (other.form_agreed,) if agreed == "shuttle"}
    return codes


def covered(me: PartyView) -> set[str]:
    codes = set()
    for line in known(me):
        kind, _, about = line.code.partition(".")
        if kind == "letter":
            codes.add(f"letter:{me.letter(about).text}")
        elif kind == "message":
            codes.add(f"message:{me.message(about).text}")
        elif kind == "attendee":
            codes.add(f"attendee:{line.words}")
        elif kind in {"reaction", "heard"}:
            codes.add(kind)
        else:
            codes.add(line.code)
    return codes


def bounded(lived) -> None:
    for me, other in ((lived.a, lived.b), (lived.b, lived.a)):
        assert told_of_me(lived.view(other)) <= covered(lived.view(me))


def test_the_page_covers_all_that_stands_in_the_others_lane_at_every_moment(lived):
    lived.ready()
    bounded(lived)
    lived.desk(Tell(lived.b, "O.takes_part", date(2026, 3, 2)))
    bounded(lived)
    letter = lived.released()
    bounded(lived)
    offer = lived.offered(letter)
    bounded(lived)
    lived.own(OpenLetter(offer), lived.b)
    assert told_of_me(lived.view(lived.b)) >= {"O.takes_part"}
    assert any(code.startswith("letter:") for code in told_of_me(lived.view(lived.b)))
    bounded(lived)
    lived.own(
        RecallLetter(letter), lived.a
    )  # read already: it cannot come back, and the page says so
    bounded(lived)
    lived.own(ReleaseReaction(offer, True, True, "Dank je."), lived.b)
    bounded(lived)
    lived.desk(TellReaction(lived.a, letter, True, True, "Dank je."))
    assert "reaction" in told_of_me(lived.view(lived.a))
    bounded(lived)
    lived.own(Withdraw(), lived.a)
    bounded(lived)


def test_a_message_stands_there_from_ones_own_yes_also_when_it_was_asked_back(lived):
    lived.ready("shuttle").own(SayMessage("5" * 32, "Nog niet."), lived.a)
    assert "message" not in repr([line.code for line in known(lived.view(lived.a))])
    message = lived.gave()
    bounded(lived)
    line = next(line for line in known(lived.view(lived.a)) if line.about == message)
    assert line.words == "Ik denk er nog elke dag aan."
    lived.desk(PassMessage(lived.a, message, version_hash_of(line.words, ""), tuple(REVIEW)))
    heard = lived.said(message)
    bounded(lived)
    lived.own(ReactToMessage(heard, True, "Dank je."), lived.b)
    lived.desk(TellMessageReaction(lived.a, message, True, "Dank je."))
    bounded(lived)
    said = {line.code: line.since for line in known(lived.view(lived.a))}
    assert "liet u weten" in said[f"message.{message}"]
    lived.own(RecallMessage(message), lived.a)
    bounded(lived)


def test_a_talk_stands_there_as_all_know_it_and_ones_own_hours_do_not(lived):
    lived.ready_to_talk()
    assert "meets" in {line.code for line in known(lived.view(lived.a))}
    lived.plan(TALK)
    me = lived.view(lived.a)
    line = next(line for line in known(me) if line.code.startswith("appointment."))
    assert "10.00" not in line.text + line.since
    assert "first_name" not in {line.code for line in unknown(me)}
    lived.own(CannotCome(TALK), lived.a)
    assert "cannot" not in repr(known(lived.view(lived.b)))
    bounded(lived)


def test_whom_one_brings_stands_there_once_it_may_stand_on_the_list_and_stays_once_it_did(lived):
    lived.ready("conference")
    lived.own(ProposeAttendee(EVA, "Eva Smit", "Eva, een vriendin"), lived.a)
    assert "attendee" not in repr([line.code for line in known(lived.view(lived.a))])
    lived.in_a_group()
    bounded(lived)
    words = {line.words for line in known(lived.view(lived.a))}
    assert "Eva, een vriendin" in words
    lived.listed()
    bounded(lived)
    lived.own(TakeAttendeeBack(EVA), lived.a)
    bounded(lived)
    assert "Eva, een vriendin" in {line.words for line in known(lived.view(lived.a))}


def test_a_no_with_own_words_says_that_these_words_may_be_heard(lived):
    lived.asked()
    lived.own(AnswerApproach("no", words="Het ga je goed."), lived.b)
    news = lived.view(lived.a).news_date
    lived.desk(Tell(lived.a, "O.no_contact", news, "Het ga je goed."))
    lived.tick(days=71)
    assert lived.view(lived.a).told[-1].words == "Het ga je goed."
    bounded(lived)


def test_nothing_is_known_of_who_only_signed_up(lived):
    lived.signed_up()
    assert known(lived.view(lived.a)) == []
    assert len(unknown(lived.view(lived.a))) > 8


def test_ticks_and_sentences_stand_there_with_their_day_and_leave_the_other_list(lived):
    lived.asked()
    me = lived.view(lived.a)
    lines = {line.code: line for line in known(me)}
    assert {"tick.someone", "tick.first_name", "O.takes_part"} == set(lines)
    assert all(line.since for line in lines.values())
    assert "first_name" not in {line.code for line in unknown(me)}
    assert "home" in {line.code for line in unknown(me)}


def test_changing_ones_mind_says_that_what_was_told_cannot_come_back(lived):
    lived.asked()
    before = {line.code: line.since for line in known(lived.view(lived.a))}
    lived.own(SetWhatOtherMayKnow(()), lived.a)
    after = {line.code: line.since for line in known(lived.view(lived.a))}
    assert before.keys() == after.keys()
    assert before["O.takes_part"] != after["O.takes_part"]


@pytest.mark.pure
def test_contact_wishes_never_reach_the_first_list():
    me = PartyView("a", PartyState.WILLING, reach=Reach("phone", "0612345678"), story="Geheim")
    assert known(me) == []
    assert SetReach(me.reach)
    assert known(replace(me, may_tell=frozenset({"O.talking"})))[0].text


def test_what_was_told_before_stays_on_the_list_when_less_is_allowed_or_one_comes_back(lived):
    lived.ready("shuttle")
    lived.desk(Tell(lived.b, "O.takes_part", date(2026, 3, 2)))
    lived.own(SetWhatOtherMayKnow(()), lived.a)
    assert "O.takes_part" not in lived.view(lived.a).may_tell
    bounded(lived)
    lived.closing(lived.a)
    lived.own(ChooseClosingSupport(("nothing_now",), ("none",)), lived.a)
    lived.closed(lived.a)
    lived.own(Reopen(), lived.a)
    bounded(lived)
    assert {"O.takes_part", "shuttle"} <= covered(lived.view(lived.a))
