"""Two people prepare a group meeting: each names somebody, one list, a no that the other never reads, a plan."""

from datetime import timedelta

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.lived import Lived
from tests.doors.test_desk_roles import at
from tests.journal.service import PLANNER
from tests.journeys.at_once import at_the_desk, comes_in
from tests.journeys.walkers import Opens, Walker
from visavis.mediation.safety import AssignCoMediator
from visavis.mediation.terms import day

__all__ = ["work"]
pytestmark = pytest.mark.browser
HOW = {
    "zonder-script": {"language": "nl", "width": 1280, "script": False},
    "english-telephone": {"language": "en", "width": 390, "scheme": "dark"},
}
EVA, DAAN = "Eva S.", "Daan"
NO = "Daan, D. Bos"


@pytest.mark.parametrize("opens_here", HOW.values(), ids=HOW, indirect=True)
def test_two_people_prepare_a_meeting_with_people_of_their_own(
    work: AtWork, opens_here: Opens
) -> None:
    lived = work.lived().ready("conference")
    people = (lived.a, lived.b)
    lived.desk(AssignCoMediator("second", "Sam Smit", True, people=people), PLANNER)
    noor, _ = comes_in(opens_here, "Noor", lived, lived.a)
    rik, _ = comes_in(opens_here, "Rik", lived, lived.b)
    desk = at_the_desk(opens_here)
    names_somebody(noor)
    is_named_by_telephone(lived, desk)
    puts_the_list(lived, desk, EVA, DAAN)
    answers_the_list(noor, rik)
    puts_the_list(lived, desk, EVA)
    rik.goes("/plek/mensen/erbij/")
    rik.reads_nothing_of(NO)
    for who in (noor, rik):
        who.goes("/plek/mensen/erbij/allen/")
        who.chooses(choice="yes")
        who.presses("Continue")
        who.reads("You said yes to this list. You can still change that.")
    speaks_with_whom_she_brings(lived, desk)
    plans(lived, desk)
    rik.goes("/plek/afspraken/")
    rik.reads("Who sits where")
    rik.reads("Soep in de keuken.")


def names_somebody(noor: Walker) -> None:
    noor.goes("/plek/")
    noor.follows("Who comes along?")
    noor.follows("Name somebody")
    noor.writes(name="Eva Smit", shown_as=EVA)
    noor.chooses(released="no")
    noor.presses("Keep this")
    noor.reads("Not on the list. Only your mediator knows that you think of this person.")
    noor.follows("Change this")
    noor.chooses(released="yes")
    noor.presses("Keep this")
    assert EVA in noor.text


def is_named_by_telephone(lived: Lived, desk: Walker) -> None:
    desk.goes(at("told", lived.where.trajectory, lived.b, "noemt-wie-erbij"))
    desk.writes(name=DAAN)
    desk.chooses(released="yes", via="phone")
    desk.presses("Record this")


def puts_the_list(lived: Lived, desk: Walker, *names: str) -> None:
    desk.goes(at("between", lived.where.trajectory, "wie-komt-erbij"))
    if len(names) == 1:
        assert NO in desk.text
    desk.chooses(names=names)
    desk.presses("Put this list to everyone")


def answers_the_list(noor: Walker, rik: Walker) -> None:
    rik.goes("/plek/")
    rik.reads("A list lies here of who would come along.")
    noor.goes("/plek/")
    noor.follows("Look and decide")
    noor.chooses(choice="no")
    noor.writes(said=NO)
    noor.presses("Continue")
    noor.reads("You said no to this list. Only your mediator knows, and talks about it with you.")
    rik.goes("/plek/mensen/erbij/allen/")
    rik.reads_nothing_of(NO)


def speaks_with_whom_she_brings(lived: Lived, desk: Walker) -> None:
    desk.goes(at("act", lived.where.trajectory, lived.a, "erbij-voorbereid"))
    desk.writes(name="Eva Smit")
    desk.chooses(consents="yes", signed="yes")
    desk.presses("Record this")


def plans(lived: Lived, desk: Walker) -> None:
    on = day(lived.service.now) + timedelta(days=5)
    desk.goes(at("between", lived.where.trajectory, "afspraak-plannen"))
    desk.writes(
        on_0=str(on.day), on_1=str(on.month), on_2=str(on.year), place="Buurthuis, halte Plein",
        present="Noor, Rik, Eva en twee bemiddelaars.", stop_plan="Een hand omhoog.",
        seating="Een kring.", speaking="Noor begint.", afterwards="Soep in de keuken.",
        arrives_0="10.00", leaves_0="12.00", entrance_0="Voordeur",
        arrives_1="10.30", leaves_1="12.30", entrance_1="Tuindeur",
    )  # fmt: skip
    desk.chooses(method="peace_circle")
    desk.ticks("neutral", "near_exit")
    desk.presses("Plan this; each hears their own part")
