"""What every page of the desk has around it: who is here, what waits, and the words of one side."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from visavis.doors.desk.asking import Window
from visavis.doors.desk.key_choice import chosen
from visavis.doors.desk.rooms import Desk
from visavis.doors.desk.standing_in import stands_in
from visavis.doors.desk.tasks import WORK
from visavis.doors.desk.words import PLACES, began_of, half_of, label_of, name_of
from visavis.doors.shared import carrying
from visavis.journal.worklist import TaskItem, tasks
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.views import DeskView, Side

NEW = frozenset({"confirm_sign_up", "prepare_sign_up", "take_up"})
READS_TIMETABLE = frozenset({"mediator", "planner", "supervisor"})
THINKS_ALONG = frozenset({"mediator", "supervisor"})
MOST = 20_000
"""Work read for one person: all of it, for what waits longest must not hide who signed up today."""


def worklist(here: Desk) -> list[TaskItem]:
    """All that waits for this person, by promised day: one query for each role they have, and one for each colleague
    who is away and whom they stand in for."""
    found: list[TaskItem] = []
    if "mediator" in here.roles:
        found += tasks(here.ring, Audience.MEDIATOR, here.today, mediator=here.account, limit=MOST)
        found += stands_in(here, MOST)
    for role in (Audience.INTAKE, Audience.PLANNER, Audience.SUPERVISOR):
        if role in here.roles:
            listed = tasks(here.ring, role, here.today, limit=MOST)
            found += here.not_of_own(listed) if role is Audience.SUPERVISOR else listed
    return sorted(found, key=lambda item: (item.due, item.id))


def counts(items: Iterable[TaskItem]) -> dict[str, int]:
    """For the navigation: what is due, new, at the gate."""
    waiting = list(items)
    return {
        "today": sum(item.code not in NEW for item in waiting),
        "new": sum(item.code in NEW for item in waiting),
        "gate": sum(WORK[item.code].group == "gate" for item in waiting),
    }


def show(
    request: HttpRequest,
    here: Desk,
    template: str,
    /,
    *,
    form: carrying.ActForm | None = None,
    items: list[TaskItem] | None = None,
    **context: Any,
) -> HttpResponse:
    """A page of the desk. ``items``: the worklist, where the page has read it already."""
    waiting = worklist(here) if items is None else items
    context["safeguard"] = getattr(form.room, "number", None) if form is not None else None
    page = carrying.show(
        request,
        f"desk/{template}.html",
        form,
        who_name=here.name,
        counts=counts(waiting),
        keys=chosen(here.keys),
        reads_timetable=bool(READS_TIMETABLE & here.roles),
        thinks_along=bool(THINKS_ALONG & here.roles),
        **context,
    )
    page.is_page = True  # a 409 of ours keeps its text; the page of that status would not
    return page


def side_of(desk: DeskView, party: str) -> Side:
    """This person's side of the trajectory. Raises Http404 where they are not in it."""
    found = next((side for side in desk.sides if side.party == PartyId(party)), None)
    if found is None:
        raise Http404
    return found


def window(here: Desk, desk: DeskView, party: str, about: str = "") -> Window:
    return Window(
        desk, side_of(desk, party), here.today, about, here.account, lambda: here.bookings
    )


def opened(
    here: Desk, trajectory: str, party: str, about: str, roles: frozenset[Audience]
) -> tuple[carrying.DeskRoom, Window]:
    """The trajectory, opened in one of these roles, and what its forms for this person ask from."""
    room = here.trajectory(trajectory, roles)
    return room, window(here, room.view, party, about)


def half(side: Side) -> dict[str, Any]:
    """The words that stand in each block of a side: which, who, where they are."""
    state = side.state
    return {
        "side": side,
        "party": side.party,
        "half": half_of(side),
        "label": label_of(side),
        "began": began_of(side),
        "name": name_of(side),
        "place": PLACES[state] if state else "",
        "paused": side.own.before_pause is not None,
        "until": side.own.pause_until,
    }
