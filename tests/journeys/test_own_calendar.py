"""What goes out of a place and comes back: an address for one's own calendar, a video call, a drawing shown."""

from typing import Any

import pytest
from django.test import Client

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_roles import at
from tests.doors.test_video import SERVER, planned, to_the_hour
from tests.journeys.at_once import at_the_desk, comes_in
from tests.journeys.walkers import HOW, Opens
from visavis.mediation.ecogram import PutDot

__all__ = ["work"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    "opens_here", [HOW["zonder-script"], HOW["english-dark"]], indirect=True, ids=["nl", "en"]
)
def test_a_calendar_of_ones_own_a_call_and_a_drawing(
    opens_here: Opens, work: AtWork, settings: Any
) -> None:
    settings.VISAVIS_VIDEO = SERVER
    lived = planned(work)
    lived.own(PutDot("5" * 32, "Lot", "family", 1, "yes", "gives", "more"), lived.a)
    noor, words = comes_in(opens_here, "Noor", lived, lived.a)
    noor.goes("/plek/afspraken/")
    noor.reads("From half an hour before, you find a button here.")
    noor.follows("Choose a name")
    noor.writes(name="Noor")
    noor.presses("Keep this")
    assert "Noor" in noor.text
    noor.follows("All in my own calendar, by itself")
    noor.presses("Make my address")
    noor.reads("Fill in your own five words.")
    noor.writes(words=words)
    noor.presses("Make my address")
    address = noor.main.locator("bdi").inner_text()
    noor.reads("Your address")
    path = "/" + address.split("/", 3)[3]
    assert b"BEGIN:VEVENT" in Client().get(path).content
    noor.presses("Stop this address")
    noor.reads("Make an address")
    assert b"BEGIN:VEVENT" not in Client().get(path).content

    noor.goes("/plek/mensen/kring/")
    noor.follows("Show it to my mediator")
    noor.presses("Yes, show it")
    noor.reads("You and your mediator see this. The other does not.")
    mieke = at_the_desk(opens_here)
    side = at("side", lived.where.trajectory, lived.a)
    mieke.goes(side)
    assert "Lot" in mieke.text
    noor.follows("Take it back")
    noor.presses("Yes, take it back")
    mieke.goes(side)
    assert "Lot" not in mieke.text
    mieke.follows("Their calendar address")
    mieke.presses("Stop their address")
    mieke.goes(at("scans", lived.where.trajectory, lived.a))
    mieke.goes(at("own_calendar"))

    to_the_hour(lived)
    mieke = at_the_desk(opens_here)
    mieke.goes(at("video", lived.where.trajectory))
    mieke.reads("Their link brings them to their waiting room")
    mieke.follows("Let someone in")
    mieke.chooses(who=lived.a)
    mieke.presses("Let this person in")
    mieke.goes(at("video", lived.where.trajectory))
    mieke.reads("Was let in")
    noor, _ = comes_in(opens_here, "Noor", lived, lived.a)
    noor.goes("/plek/afspraken/")
    noor.reads("To the call (opens in a new tab)")
    noor.reads("When the line drops")
