"""Not me, silence, a pause, a no: every ending by clicking, and what the one who began reads of it."""

import pytest

from tests.journeys import way
from tests.journeys.walkers import Opens
from tests.journeys.way import Pair
from visavis.mediation.telling import SENTENCES

pytestmark = pytest.mark.browser
NO_CONTACT = SENTENCES["O.no_contact"]
OWN_WORDS = "Ik wens je rust. Schrijf mij niet."
FIRST_NEWS = 70


def lets_us_ask(opens: Opens, tag: str) -> tuple[Pair, str]:
    """Somebody signed up, said yes, and let us ask; the letter is made. Its three words."""
    pair = way.signs_up(opens, tag)
    way.is_taken_up(pair)
    way.explores(pair, "a", pair.bram)
    way.lets_us_ask(pair.bram)
    way.says_what_may_be_told(pair.bram)
    return pair, way.gets_a_letter(pair)[1]


def reads_no_contact_on_the_day(pair: Pair, words: str, days: int) -> None:
    """The mediator writes it down ``days`` before; it is not there before the news date, and then it is."""
    pair.desk.opens("a", "Tell something of the other")
    choice = pair.desk.at.main.locator(".choice").filter(has_text=NO_CONTACT.nl[:30])
    choice = choice.filter(has_text=words) if words else choice.first
    choice.locator("input").first.check(force=True)
    pair.desk.at.presses("Tell this")
    pair.bram.goes("/plek/")
    pair.bram.reads_nothing_of(NO_CONTACT.nl, words or NO_CONTACT.nl)
    pair.bram.one_day_later(days - 1)
    pair.bram.goes("/plek/")
    pair.bram.reads_nothing_of(NO_CONTACT.nl)
    pair.bram.one_day_later()
    pair.bram.goes("/plek/")
    pair.bram.reads(NO_CONTACT)
    assert words in pair.bram.text


def test_not_me_then_silence_a_pause_meanwhile_and_no_contact_on_the_news_date(
    opens: Opens,
) -> None:
    pair, words = lets_us_ask(opens, "stil")
    desk, bram = pair.desk, pair.bram
    stranger = way.answers(pair, words, "not_me")
    stranger.presses("Send my answer")
    stranger.reads_nothing_of("Bram", way.STORY)
    desk.is_asked("“Not me”: the address no longer counts.", "b")
    desk.at.presses("Record this")
    desk.does(
        "b",
        "An address, and where it comes from",
        comes=False,
        writes={"address": "Molenweg 9\n4321 ZZ Ergens", "source": "gemeente"},
    )
    desk.opens("b", "The first letter")
    way.paper(desk.at, "Make the letter")

    bram.goes("/plek/")
    bram.follows("Pause or stop")
    bram.chooses(how_long="call")
    bram.presses("I want a pause")
    bram.reads("You are pausing.")
    bram.follows("Look or change")
    bram.presses("End the pause, I want to go on")
    bram.reads_nothing_of(*bram.said("You are pausing."))
    desk.is_asked("They go on after a pause. Call them.", "a")

    desk.is_not_asked("No answer yet: send the one reminder.")
    bram.one_day_later(20)
    desk.is_asked("No answer yet: send the one reminder.", "b")
    text, _words = way.paper(desk.at, "Make the reminder")
    assert "laatste brief" in text
    bram.one_day_later(16)
    desk.is_asked("The time to answer is over.", "b")
    desk.at.presses("Record this")
    bram.goes("/plek/")
    bram.reads_nothing_of(NO_CONTACT.nl)
    desk.is_asked("Write what they hear on their news date.", "a")
    reads_no_contact_on_the_day(pair, "", FIRST_NEWS - 20 - 16)


def test_a_no_with_words_of_ones_own_is_told_on_the_news_date_and_not_before(opens: Opens) -> None:
    pair, words = lets_us_ask(opens, "nee")
    sam = way.answers(pair, words, "no")
    sam.writes(words_for_other=OWN_WORDS)
    sam.presses("Send my answer")
    pair.desk.is_asked("An answer came. Look what it asks for.", "b")
    pair.bram.goes("/plek/")
    pair.bram.reads_nothing_of(NO_CONTACT.nl, OWN_WORDS)
    reads_no_contact_on_the_day(pair, OWN_WORDS, FIRST_NEWS)
