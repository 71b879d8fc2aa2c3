"""Two who are ready for a talk in one room: from there to aftercare, by clicking."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.journeys import afterwards
from tests.journeys.colleagues import Mediator
from tests.journeys.walkers import HOW, Opens, Walker
from tests.journeys.way import Pair
from visavis.demo.looks import PLACES

pytestmark = pytest.mark.browser
NICKNAME = "Mispel"
ASK = "Waarom ons huis en geen ander?"


def looks_as(opens: Opens, name: str, code: str) -> Walker:
    """One click on the demo's page, as who stands at this place."""
    walker = opens(name)
    walker.goes("/demo/")
    with walker.page.expect_navigation():
        text = next(place.text for place in PLACES if place.code == code)
        walker.main.locator("button").filter(has_text=walker.pattern(text)).click()
    walker.goes("/plek/")
    return walker


def today(walker: Walker) -> date:
    """As the demo has it, whose clock other journeys may have moved."""
    found = re.search(r"it is (\d+ \w+ \d{4})", walker.demo.read("/en/demo/"))
    assert found is not None
    return datetime.strptime(found[1], "%d %B %Y").replace(tzinfo=UTC).date()


@pytest.mark.parametrize("opens", [HOW["telefoon"]], ids=["telefoon"], indirect=True)
def test_two_people_talk_in_one_room(opens: Opens) -> None:
    marit = looks_as(opens, "Marit", "talk_ready")
    ruben = looks_as(opens, "Ruben", "talk_ready_too")
    desk = Mediator.of(opens, NICKNAME)
    pair = Pair(opens, marit, desk, ruben)
    says_what_it_is_about(pair)
    is_planned(pair)
    each_says_yes_once_more(pair)
    is_held(pair)
    looks_back(pair)
    afterwards.rounds_off(pair)


def says_what_it_is_about(pair: Pair) -> None:
    pair.bram.reads("What should the talk be about?")
    pair.bram.follows("Look and write")
    pair.bram.writes(ask=ASK)
    pair.bram.presses("Keep this")
    assert ASK in pair.desk.side("a").text
    assert ASK not in pair.desk.side("b").text


def is_planned(pair: Pair) -> None:
    """The first plan lets both come at one time; the second does not."""
    on = today(pair.bram) + timedelta(days=3)
    at = pair.desk.trajectory()
    at.follows("Plan an appointment")
    at.writes(
        on_0=str(on.day), on_1=str(on.month), on_2=str(on.year), place="Buurthuis, halte Plein",
        present="Marit, Ruben en de bemiddelaar.", stop_plan="Een hand omhoog. Halverwege pauze.",
        arrives_0="13.30", leaves_0="15.00", entrance_0="Voordeur, zaal links",
        arrives_1="13.30", leaves_1="15.30", entrance_1="Tuindeur, kamer boven",
    )  # fmt: skip
    at.chooses(our_room="elsewhere")
    at.ticks("neutral", "near_exit")
    at.presses("Plan this; each hears their own part")
    assert "S23" in at.text
    at.writes(arrives_1="14.00")
    at.presses("Plan this; each hears their own part")
    for walker, own, theirs in (
        (pair.bram, "13.30", "14.00"),
        (pair.other, "14.00", "13.30"),
    ):
        walker.goes("/plek/")
        walker.follows("Appointments")
        assert own in walker.text
        assert "Buurthuis, halte Plein" in walker.text
        walker.reads_nothing_of(theirs, "Tuindeur" if walker is pair.bram else "Voordeur")


def each_says_yes_once_more(pair: Pair) -> None:
    for walker in (pair.bram, pair.other):
        walker.goes("/plek/")
        walker.reads("Do you still want this?")
        walker.follows("Look and decide")
        walker.presses("Yes, I want this")
        walker.reads("You said: I want this. You may still change that.")
    for half in "ab":
        pair.desk.is_asked("Look at safety again before they meet.", half)
        pair.desk.at.writes(note="Rustig. Haar zus wacht buiten.")
        pair.desk.at.presses("Record this")


def is_held(pair: Pair) -> None:
    pair.bram.one_day_later()
    pair.bram.one_day_later(2)
    pair.desk.is_asked("They have an appointment. Afterwards: was the talk held?", "a")
    pair.desk.at.writes(minutes="80")
    pair.desk.at.chooses(stopped="no")
    pair.desk.at.presses("Record this")
    pair.desk.is_not_asked("They have an appointment. Afterwards: was the talk held?")


def looks_back(pair: Pair) -> None:
    pair.bram.goes("/plek/")
    pair.bram.reads("You talked. Be kind to yourself today.")
    pair.bram.follows("Look back")
    pair.bram.writes(words="Ik kreeg antwoord.")
    pair.bram.presses("Keep this")
    assert "Ik kreeg antwoord." in pair.bram.text
    pair.other.goes("/plek/afspraken/")
    pair.other.reads_nothing_of("Ik kreeg antwoord.", ASK)
    pair.bram.one_day_later()
    pair.desk.is_asked("Call: how was it?", "a")
