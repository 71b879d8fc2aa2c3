"""*Rooster*: a day or a week of appointments by room, by nickname and side; what goes wrong between them, in words.

It opens no dossier: times, doors and rooms are on the cards. A nickname stands there for whoever reaches that
trajectory; for a mediator, a room that somebody else needs is only taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.desk import frame
from visavis.doors.desk.caseload import own_caseload
from visavis.doors.desk.mediator import PLANS
from visavis.doors.desk.planned import STATES
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.words import PLACES, label_of, said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal.case_cards import CaseCard
from visavis.mediation.appointments import MEETING
from visavis.mediation.preparation import FORMS
from visavis.mediation.terms import HERE, day
from visavis.mediation.timetable import (
    BY_VIDEO,
    Booking,
    booked_twice,
    near_each_other,
    on_days,
)
from visavis.mediation.views import Side
from visavis.people import meeting_rooms

WEEK = 7
ELSEWHERE, VIDEO = gettext_lazy("Somewhere else"), gettext_lazy("By video")


@dataclass(frozen=True, slots=True)
class Line:
    """One appointment in one room. ``parts``: who comes when, through which door, and what they said of it."""

    nickname: str
    trajectory: str
    form: Any
    parts: tuple[tuple[str, str, str, Any], ...]


@dataclass(frozen=True, slots=True)
class Day:
    """``troubles``: sentences; ``rooms``: each with its lines, the first first."""

    on: date
    troubles: tuple[str, ...]
    rooms: tuple[tuple[Any, tuple[Line, ...]], ...]


def clock(moment: datetime) -> str:
    return date_format(moment.astimezone(HERE), "H.i")


def a_day(
    on: date, some: Sequence[Booking], names: Mapping[str, str], cards: Mapping[str, CaseCard]
) -> Day:
    """``some``: what is planned that day in all trajectories; ``cards``: of those that this person reaches."""
    mine = [one for one in some if one.trajectory in cards]
    by_room: dict[Any, list[Line]] = {}
    for one in mine:
        where = names.get(one.room) or (VIDEO if one.form == BY_VIDEO else ELSEWHERE)
        by_room.setdefault(where, []).append(_line(one, cards[one.trajectory]))
    ours = sorted((name for name in by_room if name not in {VIDEO, ELSEWHERE}), key=str)
    rest = [name for name in (VIDEO, ELSEWHERE) if name in by_room]
    return Day(
        on,
        tuple(_troubles(some, mine, names, cards)),
        tuple((name, tuple(by_room[name])) for name in (*ours, *rest)),
    )


def _line(one: Booking, card: CaseCard) -> Line:
    sides = {side.party: side for side in card.view.sides}
    parts = tuple(
        (
            label_of(sides[part.party]),
            f"{clock(part.arrives)}–{clock(part.leaves)}",
            "" if one.form == BY_VIDEO else part.entrance,
            STATES.get(part.state) or _elsewhere(sides[part.party]),
        )
        for part in sorted(one.parts, key=lambda part: part.arrives)
    )
    return Line(card.nickname, one.trajectory, said(FORMS[one.form]), parts)


def _elsewhere(side: Side) -> Any:
    """Where somebody is who does not come as they stand now: in a pause, or stopped."""
    state = side.own.state
    return "" if state in MEETING or state is None else PLACES[state]


def _troubles(
    some: Sequence[Booking],
    mine: Sequence[Booking],
    names: Mapping[str, str],
    cards: Mapping[str, CaseCard],
) -> list[str]:
    """What somebody must mend, each a sentence, once."""
    found = []
    for one, other in booked_twice(some):
        if one.trajectory not in cards and other.trajectory not in cards:
            continue
        first, second = sorted((one, other), key=lambda each: each.trajectory not in cards)
        words = {
            "room": names.get(one.room, ""),
            "mine": _called(first, cards),
            "theirs": _called(second, cards),
        }
        found.append(_("%(room)s is booked twice: for %(mine)s, and for %(theirs)s.") % words)
    for part, near in near_each_other(mine):
        card = next(
            card for card in cards.values() if any(s.party == part.party for s in card.view.sides)
        )
        labels = {side.party: label_of(side) for side in card.view.sides}
        words = {
            "nickname": card.nickname,
            "one": labels[part.party],
            "other": labels[near.party],
        }
        found.append(
            _(
                "%(nickname)s: %(one)s and %(other)s come or go within ten minutes of each other. "
                "Plan more time between."
            )
            % words
        )
    return list(dict.fromkeys(found))


def _called(one: Booking, cards: Mapping[str, CaseCard]) -> str:
    """A booking in a sentence; of somebody else's trajectory, only when."""
    card = cards.get(one.trajectory)
    whose = card.nickname if card else _("somebody else’s appointment")
    return f"{whose}, {clock(one.begins)}–{clock(one.ends)}"


def _first_day(request: HttpRequest, today: date) -> date:
    try:
        asked = date.fromisoformat(request.GET.get("dag", ""))
    except ValueError:
        return today
    near = timedelta(days=1000)
    return asked if today - near < asked < today + near else today


def _reached(here: Desk) -> dict[str, CaseCard]:
    """Of those in which something is planned, what this person's lists may show."""
    planned = {one.trajectory for one in here.bookings}
    cards = here.service.some(planned) if here.reaches_all else own_caseload(here, "")
    return {card.trajectory: card for card in cards if card.trajectory in planned}


@door("desk", needs=frame.READS_TIMETABLE, methods=["GET"])
def timetable(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    first, week = _first_day(request, here.today), "week" in request.GET
    span = WEEK if week else 1
    if week:
        first -= timedelta(days=first.weekday())
    cards, names, all_of_them = _reached(here), meeting_rooms.names(), here.bookings
    days = [first + timedelta(days=n) for n in range(span)]
    shown = [a_day(on, on_days(all_of_them, on, on), names, cards) for on in days]
    return frame.show(
        request,
        here,
        "timetable",
        here="timetable",
        days=shown,
        first=first,
        last=days[-1],
        week=week,
        before=first - timedelta(days=span),
        after=first + timedelta(days=span),
        following=None if any(each.rooms for each in shown) else _following(here, cards, days[-1]),
        keeps_rooms=bool(PLANS & here.roles),
    )


def _following(here: Desk, cards: Mapping[str, CaseCard], last: date) -> date | None:
    """The first day after this one on which something is planned in what this person reaches."""
    coming = (day(one.begins) for one in here.bookings if one.trajectory in cards)
    return min((on for on in coming if on > last), default=None)


class RoomForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("What is this room called?"),
        help_text=gettext_lazy("As staff call it, with the place. For example: room 2, Utrecht."),
        max_length=80,
        error_messages={"required": gettext_lazy("Write something here first.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@door("desk", needs=PLANS)
def rooms(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    form = RoomForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        only_fields(request, {"name"})
    if form.is_valid():
        meeting_rooms.add(form.cleaned_data["name"])
        return redirect("desk:rooms")
    context = {"room_form": form, "ours": meeting_rooms.current(), "page_errors": form.errors}
    return frame.show(request, here, "rooms", here="timetable", **context)


@door("desk", needs=PLANS, methods=["POST"])
def end_room(request: HttpRequest, room: str) -> HttpResponse:
    """Not booked any more; what was booked there still stands in its day."""
    only_fields(request, ())
    meeting_rooms.end(room, desk(request).today)
    return redirect("desk:rooms")
