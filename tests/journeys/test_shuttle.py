"""Two people choose messages through the mediator: written, approved, looked at, said, answered, asked back."""

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.test_desk_roles import at
from tests.journeys.at_once import at_the_desk, comes_in
from tests.journeys.walkers import Opens, Walker
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.shuttle import MESSAGE_RECALL_ANSWER

__all__ = ["work"]
pytestmark = pytest.mark.browser
HOW = {
    "zonder-script": {"language": "nl", "width": 1280, "script": False},
    "english-telephone": {"language": "en", "width": 390, "scheme": "dark"},
}
TEXT = "Ik loop weer buiten. Dat wil ik u laten weten."
DICTATED = "Ik loop voortaan door de andere straat."
ANSWER = "Dank dat u dat zegt."


@pytest.mark.parametrize("opens_here", HOW.values(), ids=HOW, indirect=True)
def test_two_people_speak_through_the_mediator(work: AtWork, opens_here: Opens) -> None:
    lived = work.lived().prepared()
    noor, words = comes_in(opens_here, "Noor", lived, lived.a)
    rik, _ = comes_in(opens_here, "Rik", lived, lived.b)
    desk = at_the_desk(opens_here)
    each_chooses(lived, desk, noor, rik)
    says_exactly_this(noor, words)
    is_looked_at_and_said(lived, desk)
    noor.goes("/plek/schrijven/kort/")
    noor.reads("With your mediator.")  # as before: no receipt
    lets_something_be_known(desk, rik)
    looks_back(noor)
    is_written_down_by_telephone(lived, desk, rik)


def each_chooses(lived: Lived, desk: Walker, *both: Walker) -> None:
    for who in both:
        who.goes("/plek/")
        who.reads("How would you like to have contact?")
        who.follows("Look and decide")
        who.chooses(form="shuttle")
        who.presses("Continue")
        who.reads("Are you ready for contact?")
        who.follows("Look and decide")
        who.presses("Yes, I am ready")
    for party in (lived.a, lived.b):
        desk.goes(at("act", lived.where.trajectory, party, "is-klaar"))
        desk.presses("Yes, they are ready")
    desk.goes(at("trajectory", lived.where.trajectory))
    desk.follows("The form of contact")
    desk.presses("Record that all choices meet")


def says_exactly_this(noor: Walker, words: str) -> None:
    noor.goes("/plek/")
    noor.reads("You can give your mediator a message, if you like.")
    noor.follows("Look")
    noor.presses("Begin a message")
    noor.writes(text=TEXT)
    noor.presses("Continue")
    assert TEXT in noor.text
    noor.chooses(choice="approve")
    noor.writes(words=words)
    noor.presses("Continue")
    noor.reads("Your message is with your mediator.")


def is_looked_at_and_said(lived: Lived, desk: Walker) -> None:
    desk.goes("/werk/poort/")
    desk.follows("A message was approved. Look at it.")
    assert TEXT in desk.text
    desk.chooses(looked_at=tuple(REVIEW))
    desk.presses("Let it pass")
    desk.follows("Say it to %(label)s, in a talk", label=desk.said("Side B")[0])
    desk.ticks("to_read")
    desk.presses("I said exactly this, in a talk")


def lets_something_be_known(desk: Walker, rik: Walker) -> None:
    rik.goes("/plek/")
    rik.reads("Your mediator said something to you. You do not have to do anything with it.")
    rik.follows("Look and decide")
    assert TEXT in rik.text
    rik.ticks("received")
    rik.writes(reaction=ANSWER)
    rik.presses("Let this be known")
    assert ANSWER in rik.text
    desk.goes("/werk/poort/")
    desk.follows("They let something go for the other.")
    assert ANSWER in desk.text
    desk.presses("Tell exactly this")


def looks_back(noor: Walker) -> None:
    """What came back, what the other knows, and asking it back all the same."""
    noor.goes("/plek/mensen/")
    assert TEXT in noor.text
    noor.goes("/plek/")
    noor.follows("Messages")
    noor.follows(f"“{TEXT[:10]}")
    noor.reads("I have heard the message.")
    assert ANSWER in noor.text
    noor.presses("Take the message back")
    noor.reads(MESSAGE_RECALL_ANSWER)


def is_written_down_by_telephone(lived: Lived, desk: Walker, rik: Walker) -> None:
    """Told by telephone, changed on one's own screen, and kept unsaid after all."""
    desk.goes(at("told", lived.where.trajectory, lived.b, "boodschap"))
    desk.writes(text=DICTATED)
    desk.chooses(via="phone")
    desk.presses("This is what they said")
    rik.goes("/plek/")
    rik.reads("Your mediator wrote down your message. Is this exactly it?")
    rik.follows("Look and decide")
    assert DICTATED in rik.text
    rik.chooses(choice="change")
    rik.presses("Continue")
    rik.writes(text=f"{DICTATED} Dat is beter.")
    rik.presses("Keep this")
    rik.chooses(choice="keep")
    rik.presses("Continue")
    rik.reads(MESSAGE_RECALL_ANSWER)
    rik.goes("/plek/schrijven/kort/")
    rik.reads("You asked it back.")
