"""*Vandaag*: what needs me now, grouped, each a plain sentence and a link to the exact form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from visavis.doors.desk import frame, telephone_notes
from visavis.doors.desk.by_hand import waiting
from visavis.doors.desk.calling_back import to_call
from visavis.doors.desk.colleagues import orphans
from visavis.doors.desk.mediator import PLANS
from visavis.doors.desk.reflections import asked_of
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.tasks import GROUPS, WORK, link_of
from visavis.doors.desk.words import label_of
from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.door import door
from visavis.journal.case_cards import CaseCard
from visavis.journal.worklist import TaskItem
from visavis.people import staff

SHOWN = 100
"""Lines on the page, by promised day; it says how many more there are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. ``nickname`` is empty until intake gave one."""

    item: TaskItem
    nickname: str
    side: Any
    says: Any
    url: str
    late: bool
    key: str
    appointment: bool = False
    instead_of: str = ""
    """Whose work it is, where somebody stands in for a colleague who is away."""


def lines(here: Desk, items: list[TaskItem]) -> list[Line]:
    """Work as it reads."""
    some = here.service.some(item.trajectory for item in items)
    cards = {card.trajectory: card for card in some}
    names = staff.names() if any(_of_another(here, item) for item in items) else {}
    return [_line(here, item, cards.get(item.trajectory), names) for item in items]


def _of_another(here: Desk, item: TaskItem) -> bool:
    return item.mediator not in {"", here.account}


def _line(here: Desk, item: TaskItem, card: CaseCard | None, names: Mapping[str, str]) -> Line:
    sides = card.view.sides if card else ()
    label = next((label_of(side) for side in sides if side.party == item.party), "")
    ticked = WORK[item.code].ticked
    return Line(
        item,
        card.nickname if card else "",
        label,
        WORK[item.code].says,
        link_of(item),
        item.due < here.today,
        new_key() if ticked else "",
        WORK[item.code].group == "appointment",
        names.get(item.mediator, "") if _of_another(here, item) else "",
    )


@door("desk", methods=["GET"])
def today(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    items = frame.worklist(here)
    grouped: dict[str, list[Line]] = {name: [] for name in GROUPS}
    for line in lines(here, items[:SHOWN]):
        grouped[WORK[line.item.code].group].append(line)
    plans = bool(PLANS & here.roles)
    everyone = staff.colleagues() if plans else []
    groups = [(name, GROUPS[name], found) for name, found in grouped.items() if found]
    return frame.show(
        request,
        here,
        "today",
        items=items,
        here="today",
        groups=groups,
        later=len(items[SHOWN:]),
        day=here.today,
        mediates="mediator" in here.roles,
        to_pass_on=len(waiting(here)[0]),
        to_call=to_call(here),
        thinks=len(asked_of(here)) if frame.THINKS_ALONG & here.roles else 0,
        half_way=telephone_notes.number(here),
        leads="supervisor" in here.roles,
        plans=plans,
        leaving=[one for one in everyone if one.leaves_on and one.leaves_on <= here.today],
        orphaned=len(orphans(here.service, everyone)) if plans else 0,
    )
