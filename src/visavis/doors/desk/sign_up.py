"""*Nieuw*: who just came. Intake rings and prepares or passes on; the planner takes up."""

import random
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import DeskForm, FormOf, form_for
from visavis.doors.desk.asking import Window, line, municipality, number, one, tick
from visavis.doors.desk.choosing import Choice, choice
from visavis.doors.desk.load import loads
from visavis.doors.desk.moving_fields import LEGAL_STAGES
from visavis.doors.desk.nicknames import propose
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.telephone_notes import half_way
from visavis.doors.desk.words import event_of
from visavis.doors.shared.carrying import DeskRoom
from visavis.doors.shared.door import door
from visavis.journal.record import new_id
from visavis.mediation import sign_up
from visavis.mediation.entries import PartyId
from visavis.mediation.spoken import LANGUAGES
from visavis.mediation.views import Guest, Side
from visavis.people import words_door
from visavis.people.staff import one_at_a_time
from visavis.service.current import current

PAGE = 10
FIRST_YEAR = 1930


def _month(answers: Mapping[str, Any]) -> str:
    """Year and month as kept; empty unless both are known."""
    month, year = answers.get("month"), answers.get("year")
    return f"{year}-{int(month):02}" if month and year else ""


def prepare_row(nickname: str) -> FormOf:
    return FormOf(
        sign_up.PrepareSignUp,
        "voorbereiden",
        _("Prepare this sign-up"),
        _("Pass it to the planner"),
        asks={
            "nickname": line(
                _("Nickname"), _("For the desk alone. Never say it to a participant."), most=40
            ),
            "event_type": one(_("What kind of event was it?"), sign_up.EVENT_TYPES),
            "fatal": tick(_("Someone died")),
            "month": one(
                _("In which month?"), [(str(n), name) for n, name in MONTHS.items()], required=False
            ),
            "year": _optional_year,
            "legal_stage": one(
                _("Where does the law stand?"), list(LEGAL_STAGES.items()), first="none"
            ),
            "referral_source": _found_by,
            "region": municipality(_("Municipality")),
            "language": one(_("In which language do they want to talk?"), LANGUAGES),
        },
        given=lambda window, answers: {"event_month": _month(answers)},
        begins=lambda window: _prepared(nickname, window),
    )


def _prepared(nickname: str, window: Window) -> dict[str, Any]:
    """What is known already: how they say they found us, and what an earlier system knew."""
    facts = window.side.file.facts
    year, _dash, month = facts.get("event_month", "").partition("-")
    return {
        **{name: code for name, code in facts.items() if name != "fatal"},
        "nickname": nickname,
        "referral_source": facts.get("referral_source") or window.side.own.found_by,
        "language": facts.get("language") or window.side.own.language,
        "fatal": facts.get("fatal") == "yes",
        "year": year,
        "month": month.lstrip("0"),
    }


def _found_by(window: Window) -> forms.Field | None:
    """What is offered now, and what somebody said while it was."""
    sources, said_so = current().sources, window.side.own.found_by
    offered = {
        code: name
        for code, name in sources.every_name.items()
        if code in sources.offered or code == said_so
    }
    return one(_("How did they find us?"), offered)(window)


def _optional_year(window: Window) -> forms.Field | None:
    field = number(
        _("In which year?"),
        _("Leave it empty if nobody knows."),
        least=FIRST_YEAR,
        most=window.today.year,
    )(window)
    if field is not None:
        field.required = False
    return field


DECLINE = FormOf(
    sign_up.DeclineToTakeUp,
    "niet",
    _("Not taken up"),
    _("Say so, with the reason"),
    lead=_("They hear the reason, other help, and the way back."),
    asks={"reason": one(_("Why not?"), sign_up.NOT_TAKEN_UP)},
)


def take_up_row(choice: Choice, other: str) -> FormOf:
    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        return {"other": PartyId(other), **choice.told(answers["mediator"])}

    return FormOf(
        sign_up.TakeUp,
        "start",
        _("Take up"),
        _("Take up and assign"),
        asks={"other_name": line(_("Who will be asked: the name of the other")), **choice.asks},
        given=given,
        needs=("mediator",),
    )


def sender_of(side: Side) -> Guest | None:
    """Who signed this person up and stands beside them, while their own yes is not there."""
    return side.own.around[0] if side.own.around and not side.own.confirmed else None


@door("desk", methods=["GET"])
def new(request: HttpRequest) -> HttpResponse:
    """Oldest first, a few at a time: each is opened to say whether and when we may ring."""
    here = desk(request)
    items = frame.worklist(here)
    waiting = [item for item in items if item.code in frame.NEW]
    try:
        first = max(0, int(request.GET.get("na", "0")))
    except ValueError:
        first = 0
    page = waiting[first : first + PAGE]
    views = here.views([item.trajectory for item in page])
    shown = []
    for item in page:
        view = views[item.trajectory]
        side = view.side(item.party)
        shown.append(
            {
                "item": item,
                "nickname": view.desk.nickname,
                "sender": sender_of(side),
                **frame.half(side),
            }
        )
    return frame.show(
        request,
        here,
        "new",
        items=items,
        here="new",
        shown=shown,
        number=len(waiting),
        half_way=half_way(here),
        after=first + PAGE if len(waiting) > first + PAGE else 0,
        may_prepare="intake" in here.roles,
    )


def _sign_up_at(here: Desk, trajectory: str, row_act: Any) -> tuple[DeskRoom, Window]:
    room = here.trajectory(trajectory, row_act.roles)
    began = [side for side in room.view.sides if side.initiating]
    signed_up = [side for side in began if side.own.state is not None]
    if not signed_up:
        raise Http404
    return room, Window(room.view, signed_up[0], here.today)


def _page(
    request: HttpRequest, here: Desk, form: DeskForm, win: Window, template: str, **shown: Any
) -> HttpResponse:
    return frame.show(
        request,
        here,
        template,
        form=form,
        here="new",
        trajectory=win.desk.trajectory,
        nickname=win.desk.desk.nickname,
        row=form.row,
        **frame.half(win.side),
        **shown,
    )


@door("desk", needs={"intake", "planner"})
def prepare(request: HttpRequest, trajectory: str) -> HttpResponse:
    """Intake has rung: the facts, a nickname, and on to the planner."""
    here = desk(request)
    room, win = _sign_up_at(here, trajectory, sign_up.PrepareSignUp)
    if not win.side.own.confirmed:  # first their own yes (S1)
        return redirect("desk:own_yes", trajectory)
    known = here.service.cards() if request.method == "GET" else []
    taken = {card.nickname for card in known}
    row = prepare_row(win.desk.desk.nickname or propose(taken, random.SystemRandom()))
    form = form_for(request, room, row, win)
    if form.carried_out():
        words_door.end("sign_up", win.side.party)
        return redirect("desk:new")
    return _page(request, here, form, win, "prepare")


@door("desk", needs={"intake", "planner"})
def decline(request: HttpRequest, trajectory: str) -> HttpResponse:
    here = desk(request)
    room, win = _sign_up_at(here, trajectory, sign_up.DeclineToTakeUp)
    form = form_for(request, room, DECLINE, win)
    if form.carried_out():
        words_door.end("sign_up", win.side.party)
        return redirect("desk:new")
    return _page(request, here, form, win, "prepare")


@door("desk", needs={"planner"})
def take_up(request: HttpRequest, trajectory: str) -> HttpResponse:
    """The planner assigns a mediator who has room and knows nobody."""
    here = desk(request)
    room, win = _sign_up_at(here, trajectory, sign_up.TakeUp)
    with one_at_a_time() if request.method == "POST" else nullcontext():
        able = choice(request, win.desk, loads(here.ring, here.today))
        form = form_for(request, room, take_up_row(able, new_id(random.SystemRandom())), win)
        done = form.carried_out()
    if done:
        return redirect("desk:new")
    shown = {"event": event_of(win.desk), "choice": able, "fits": able.fits(here.today)}
    return _page(request, here, form, win, "prepare", **shown)
