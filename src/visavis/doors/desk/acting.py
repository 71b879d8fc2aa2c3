"""The page of an act: one form, one side. By the desk itself, or as told by the person."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import desk_acts, frame, told_acts
from visavis.doors.desk.act_forms import CameBack, DeskForm, FormOf, form_for
from visavis.doors.desk.asking import Window
from visavis.doors.desk.came_back import came_back
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.tasks import WORK
from visavis.doors.shared.carrying import DeskRoom, new_key
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import record
from visavis.mediation.acts import DeskAct
from visavis.mediation.course import TickOff
from visavis.mediation.death import RecordDeath
from visavis.mediation.entries import Audience
from visavis.people.staff import erase_party

NOTHING = "-"
"""Stands in an address where a task is about nothing in particular."""


def row_of(rows: dict[str, FormOf], slug: str, *, between: bool = False, about: str = "") -> FormOf:
    """The row at this address. Raises Http404 where there is none."""
    row = rows.get(slug)
    if row is None or row.between is not between or bool(row.about) is not bool(about):
        raise Http404
    return row


def roles_for(row: FormOf) -> frozenset[Audience] | None:
    return row.act.roles if issubclass(row.act, DeskAct) else None


def act_page(
    request: HttpRequest,
    here: Desk,
    room: DeskRoom,
    row: FormOf,
    win: Window,
    template: str = "act",
    came: CameBack | None = None,
    **shown: Any,
) -> HttpResponse | DeskForm:
    """The page, or the form once it was carried out. ``came``: the sheet of paper that is typed over."""
    acting = room
    if row.told:
        acting = here.person(room.where.trajectory, win.side.party, row.act)  # type: ignore[assignment]  # another room, same two verbs
    form = form_for(request, acting, row, win, came=came)
    if form.carried_out():
        return form
    return frame.show(
        request,
        here,
        template,
        form=form,
        here="trajectories",
        nickname=win.desk.desk.nickname,
        trajectory=win.desk.trajectory,
        row=row,
        shows=row.shows(win),
        win=win,
        **({} if row.between else frame.half(win.side)),
        **shown,
    )


def is_here(win: Window, about: str) -> bool:
    """Whether the letter, the offer or the message that the address names is this person's."""
    own = win.side.own
    look: dict[str, Callable[[str], Any]] = {
        "letter": own.letter,
        "offer": own.offer,
        "agreement": own.agreement,
        "message": own.message,
        "heard": own.heard_of,
        "video": own.video,
        "film": lambda about: next(
            (one for one in (own.letter(about), own.offer(about)) if one and one.film), None
        ),
    }
    return look[about](win.about) is not None


def _side(trajectory: str, party: str) -> HttpResponse:
    return redirect("desk:side", trajectory, party)


@door("desk")
def act(request: HttpRequest, trajectory: str, party: str, slug: str) -> HttpResponse:
    """An act of the desk about one person."""
    here = desk(request)
    row = row_of(desk_acts.BY_SLUG, slug)
    room = here.trajectory(trajectory, roles_for(row))
    page = act_page(request, here, room, row, frame.window(here, room.view, party))
    if isinstance(page, HttpResponse):
        return page
    if row.act is RecordDeath:
        erase_party(party)  # their place: nobody comes in with a card that was left behind
    return _side(trajectory, party)


@door("desk")
def between(request: HttpRequest, trajectory: str, slug: str) -> HttpResponse:
    """What both sides decided, each for themselves; asks nothing of either."""
    here = desk(request)
    row = row_of(desk_acts.BY_SLUG, slug, between=True)
    room = here.trajectory(trajectory, roles_for(row))
    if not room.view.sides:
        raise Http404
    page = act_page(
        request, here, room, row, frame.window(here, room.view, room.view.sides[0].party)
    )
    return page if isinstance(page, HttpResponse) else redirect("desk:trajectory", trajectory)


@door("desk")
def told(
    request: HttpRequest, trajectory: str, party: str, slug: str, about: str = ""
) -> HttpResponse:
    """A person's own act, told to us by telephone or on paper."""
    here = desk(request)
    row = row_of(told_acts.BY_SLUG, slug, about=about)
    room = here.trajectory(trajectory)
    win = frame.window(here, room.view, party, about)
    if row.about and not is_here(win, row.about):
        raise Http404
    page = act_page(request, here, room, row, win, came=came_back(request, here, row, win))
    if isinstance(page, HttpResponse):
        return page
    if row.slug == "lezen":
        return redirect("desk:read", trajectory, party, about)
    return _side(trajectory, party)


@door("desk", methods=["POST"])
def tick_off(
    request: HttpRequest, trajectory: str, party: str, code: str, about: str
) -> HttpResponse:
    """A task off the list, where nothing else takes it off. Changes nothing for anyone, so no page of
    it can be stale; sent twice it is off once. What an act takes off is not there to be ticked."""
    only_fields(request, ("key",))
    if code not in WORK or not WORK[code].ticked:
        raise Http404
    here = desk(request)
    room = here.trajectory(trajectory, TickOff.roles)
    side = frame.side_of(room.view, party)
    done = TickOff(side.party, code, "" if about == NOTHING else about)
    key = request.POST.get("key") or new_key()
    record.carry_out(done, room.actor, room.where, room.ring, room.now, key=f"TickOff:{key}")
    return redirect("desk:today")
