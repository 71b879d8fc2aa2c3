"""*What does the other know of me?* is an upper bound of what stands in the other's lane."""

from dataclasses import replace
from datetime import date

import pytest

from visavis.doors.participant.known import known, unknown
from visavis.mediation.approach import AnswerApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.letters import OpenLetter, RecallLetter, ReleaseReaction, TellReaction
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
    return codes


def covered(me: PartyView) -> set[str]:
    codes = set()
    for line in known(me):
        kind, _, about = line.code.partition(".")
        if kind == "letter":
            codes.add(f"letter:{me.letter(about).text}")
        elif kind == "reaction":
            codes.add("reaction")
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


def test_changing_ones_mind_takes_the_line_away(lived):
    lived.asked()
    lived.own(SetWhatOtherMayKnow(()), lived.a)
    assert "O.takes_part" not in {line.code for line in known(lived.view(lived.a))}


@pytest.mark.pure
def test_contact_wishes_never_reach_the_first_list():
    me = PartyView("a", PartyState.WILLING, reach=Reach("phone", "0612345678"), story="Geheim")
    assert known(me) == []
    assert SetReach(me.reach)
    assert known(replace(me, may_tell=frozenset({"O.talking"})))[0].text
