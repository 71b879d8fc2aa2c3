"""Somebody of sixteen reads easily: one press, six screens with pictures, *je* on each; the same acts behind them."""

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.journeys.at_once import comes_in
from tests.journeys.walkers import Opens, Walker
from visavis.mediation.guardians import RecordAge
from visavis.mediation.informal import ADDRESSED
from visavis.mediation.wording import ChooseReading
from visavis.mediation.words import PartyState

__all__ = ["work"]
pytestmark = pytest.mark.browser
HOW = {
    "telefoon": {"language": "nl", "width": 390},
    "english-wide-without-script": {
        "language": "en",
        "width": 1280,
        "script": False,
        "scheme": "dark",
    },
}


def says_je(who: Walker) -> None:
    assert who.language == "en" or not ADDRESSED.search(who.text), who.text


@pytest.mark.parametrize("opens_here", HOW.values(), ids=HOW, indirect=True)
def test_a_young_person_reads_easily_and_acts_as_everyone(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().ready()
    lived.desk(RecordAge(lived.b, 16))
    lived.offered(lived.released())
    rik, _ = comes_in(opens_here, "Rik", lived, lived.b)
    rik.presses("Easy to read, with pictures")
    rik.reads("Show all the words")
    assert lived.view(lived.b).easy
    says_je(rik)
    puts_the_letter_away_and_opens_it_after_all(rik)
    looks_what_the_other_knows(rik)
    looks_a_letter_over_and_keeps_it(rik)
    takes_a_pause_goes_on_and_stops(rik)
    assert lived.view(lived.b).state is PartyState.WITHDRAWN
    reads_an_appointment(work, opens_here)


def puts_the_letter_away_and_opens_it_after_all(rik: Walker) -> None:
    rik.follows("Look and decide")
    rik.reads("You do not have to read it.")
    says_je(rik)
    rik.presses("Continue")
    rik.reads("Choose an answer first.")
    rik.chooses(answer="not")
    rik.presses("Continue")
    rik.follows("The letter that your mediator told you about")
    rik.chooses(answer="now")
    rik.presses("Continue")
    rik.presses("Open the letter")
    rik.reads("A letter for you")


def looks_what_the_other_knows(rik: Walker) -> None:
    rik.goes("/plek/")
    rik.follows("What does the other know about me?")
    rik.reads("This list is always right.")
    says_je(rik)


def looks_a_letter_over_and_keeps_it(rik: Walker) -> None:
    rik.goes("/plek/schrijven/")
    rik.presses("Begin a new letter")
    rik.writes(text="Bel 06 12 34 56 78.", sign_as="Rik")
    rik.presses("Continue")
    rik.reads("We do not send your address along.")
    rik.reads("Your letter has a phone number.")
    says_je(rik)
    rik.chooses(choice="keep")
    rik.presses("Continue")


def takes_a_pause_goes_on_and_stops(rik: Walker) -> None:
    rik.goes("/plek/pauze/")
    says_je(rik)
    rik.chooses(how_long="call")
    rik.presses("I want a pause")
    rik.goes("/plek/pauze/")
    rik.reads("You are pausing until you call")
    rik.presses("End the pause, I want to go on")
    rik.goes("/plek/pauze/")
    rik.follows("I stop")
    rik.reads("Your mediator calls you once.")
    says_je(rik)
    rik.presses("I stop")
    says_je(rik)


def reads_an_appointment(work: AtWork, opens: Opens) -> None:
    lived = work.lived().planned()
    lived.own(ChooseReading("easy"), lived.a)
    noor, _ = comes_in(opens, "Noor", lived, lived.a)
    noor.goes("/plek/afspraken/")
    noor.reads("Nobody else comes through this door.")
    noor.follows("I cannot come then")
    noor.reads("Not coming, or another time")
