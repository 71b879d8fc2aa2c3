"""Which pages are measured, whose they are, and where they lie in a kept caseload."""

from dataclasses import dataclass

from benchmarks import caseload
from visavis.doors.desk.tasks import link_of
from visavis.doors.shared.keyring import keys
from visavis.factsheet.models import Edition
from visavis.journal.cards import caseload as cards_in
from visavis.journal.keys import desk_ring
from visavis.journal.overview import overview
from visavis.journal.worklist import TaskItem, tasks
from visavis.mediation.entries import Audience
from visavis.people import clock
from visavis.people.models import Account


@dataclass(frozen=True, slots=True)
class Page:
    """``who``: a role; empty: nobody signed in. ``limit``: milliseconds that 95 of 100 requests must keep."""

    name: str
    who: str
    address: str
    limit: float


def _desk(looks: dict[str, str]) -> list[tuple[str, str, str]]:
    one = f"/werk/trajecten/{looks['trajectory']}/"
    side = f"{one}kant/{looks['party']}/"
    colleague = f"/werk/collegas/{looks['mediator']}/"
    return [
        ("Today, mediator", "mediator", "/werk/"),
        ("Today, planner", "planner", "/werk/"),
        ("Today, intake", "intake", "/werk/"),
        ("Today, practice lead", "lead", "/werk/"),
        ("New, intake", "intake", "/werk/nieuw/"),
        ("Telephone note", "intake", "/werk/nieuw/telefoon/"),
        ("Let them know, mediator", "mediator", "/werk/laten-weten/"),
        ("Let them know, intake", "intake", "/werk/laten-weten/"),
        ("Call back", "intake", "/werk/terugbellen/"),
        ("Paper", "intake", "/werk/papier/"),
        ("Meetings of others", "planner", "/werk/ontmoetingen/"),
        ("Trajectories, mediator", "mediator", "/werk/trajecten/"),
        ("Trajectories, planner", "planner", "/werk/trajecten/"),
        ("  closed", "planner", "/werk/trajecten/?stand=closed"),
        ("  of one mediator", "planner", f"/werk/trajecten/?wie={looks['mediator']}&stand=all"),
        ("  halfway the list", "planner", "/werk/trajecten/?na=8"),
        ("One trajectory", "mediator", one),
        ("One side", "mediator", side),
        ("Writing: a note", "mediator", f"{side}notitie/"),
        ("Told: a pause", "mediator", f"{side}zegt/pauze/"),
        ("Documents", "mediator", f"{side}stukken/"),
        ("One trajectory, planner", "planner", one),
        ("Take up, with loads", "planner", "/werk/nieuw/{new}/start/"),
        ("Gate", "mediator", "/werk/poort/"),
        ("Timetable, mediator", "mediator", "/werk/rooster/"),
        ("Timetable, week", "planner", "/werk/rooster/?week"),
        ("Rooms", "planner", "/werk/kamers/"),
        ("Colleagues", "planner", "/werk/collegas/"),
        ("One colleague", "planner", colleague),
        ("Absence", "planner", f"{colleague}afwezig/"),
        ("Departure", "planner", f"{colleague}vertrek/"),
        ("Practice, with refusals", "lead", "/werk/praktijk/"),
        ("Figures", "planner", "/werk/cijfers/"),
        ("Keys", "mediator", "/werk/toetsen/"),
        ("Moving in", "intake", "/werk/verhuizen/"),
        ("Settings", "keeper", "/toezicht/instellingen/"),
    ]


def _found(looks: dict[str, str]) -> list[tuple[str, str, str]]:
    """Pages of work that waits somewhere in the caseload; left out where there is none of it."""
    ring, today = desk_ring(keys()), clock.now().date()

    def first(role: Audience, code: str, mediator: str | None = None) -> TaskItem | None:
        waiting = tasks(ring, role, today, mediator=mediator, limit=20_000)
        return next((one for one in waiting if one.code == code), None)

    named = [
        ("A letter at the gate", "mediator", first(Audience.MEDIATOR, "read_along", looks["mediator"])),
        ("A complaint", "lead", first(Audience.SUPERVISOR, "answer_complaint")),
        ("Prepare a sign-up", "intake", first(Audience.INTAKE, "prepare_sign_up")),
    ]  # fmt: skip
    return [(name, who, link_of(item)) for name, who, item in named if item is not None]


def pages(looks: dict[str, str], limit: float) -> list[Page]:
    """Every page, in the order in which they are asked for."""
    looks = looks | {"new": somebody_new(), "party": somebody(looks)}
    rows = [
        ("Home", "", "/"),
        ("Guide", "", "/is-dit-iets/"),
        ("My place", "participant", "/plek/"),
    ]
    rows += [*_desk(looks), *_found(looks)]
    found = [Page(name, who, address.format(**looks), limit) for name, who, address in rows]
    own, every = _names(looks)
    search = "/werk/trajecten/?stand=all&zoek="
    return [
        *found,
        Page("Search, own caseload", "mediator", search + own, min(limit, 200.0)),
        Page("Search over all, intake", "intake", search + every, 3000.0),
        Page("Search, nobody found", "intake", search + "zzzz", 3000.0),
        *(
            [Page("Research overview", "researcher", "/onderzoek/", 200.0)]
            if Edition.objects.exists()
            else []
        ),
    ]


def roles(looks: dict[str, str]) -> dict[str, str]:
    """Those who came to the pages after the caseload was kept."""
    return looks | {
        "lead": _there("lead", "supervisor", "Praktijkleider"),
        "keeper": _there("keeper", "privacy_officer", "Privacy"),
    }


def _there(login: str, role: str, name: str) -> str:
    found = Account.objects.filter(locator=login).first()
    return str(found.pk) if found else caseload.staff(login, role, name)


def somebody_new() -> str:
    """A trajectory that waits for the planner."""
    waiting = tasks(desk_ring(keys()), Audience.PLANNER, clock.now().date(), limit=20_000)
    return next(one.trajectory for one in waiting if one.code == "take_up")


def somebody(looks: dict[str, str]) -> str:
    """Who began, in the trajectory that is looked at."""
    ring = desk_ring(keys())
    mine = cards_in(ring, mediator=looks["mediator"], limit=1000)
    card = next(one for one in mine if one.trajectory == looks["trajectory"])
    return card.view.sides[0].party


def _names(looks: dict[str, str]) -> tuple[str, str]:
    """A first name within one caseload, and one over all: those that the fewest have."""
    service = overview(desk_ring(keys()))
    mine: dict[str, int] = {}
    for card in service.carried_by(looks["mediator"]):
        for side in card.view.sides:
            if side.own.first_name:
                mine[side.own.first_name] = mine.get(side.own.first_name, 0) + 1
    name = min(mine, key=lambda one: (mine[one], one))
    return name, name
