"""Who mediates: another one instead (A40), or a second one beside (S18). The planner chooses by who has room."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import FormOf, form_for
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window
from visavis.doors.desk.choosing import Choice, choice
from visavis.doors.desk.load import Load, loads
from visavis.doors.desk.rooms import desk
from visavis.doors.desk.words import event_of
from visavis.doors.shared.door import door
from visavis.mediation.acts import DeskAct
from visavis.mediation.mediator import AnswerMediatorRequest, ChangeMediator
from visavis.mediation.safety import AssignCoMediator, TakeOffCoMediator
from visavis.mediation.views import DeskLane
from visavis.people import absences
from visavis.people.staff import one_at_a_time

PLANS = {"planner", "supervisor"}
STAYS = FormOf(
    AnswerMediatorRequest,
    "blijft",
    _("They stay with their mediator"),
    _("Record that they stay"),
    lead=_("Only after you called them, and only if they want it themselves."),
)

GOES = FormOf(
    TakeOffCoMediator,
    "geen-tweede",
    _("No second mediator any more"),
    _("Take the second mediator off"),
    lead=_(
        "Everyone who takes part and heard of two reads who goes on. Whoever goes reaches this trajectory no more. "
        "What they wrote down stays."
    ),
    given=lambda window, said: {
        "people": tuple(side.party for side in window.desk.sides),
        "mediator": window.desk.desk.co_mediator,
        "mediator_name": window.desk.desk.co_mediator_name,
    },
    between=True,
)
ANOTHER_FIRST = _(
    "Assign another second mediator: then this one goes at once. Or wait until everyone here is rounding off."
)


def _row(act: type[DeskAct], choice: Choice, **said: Any) -> FormOf:
    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        people = tuple(side.party for side in window.desk.sides)
        return {"people": people, **choice.told(answers["mediator"])}

    return FormOf(act, asks=choice.asks, given=given, needs=("mediator",), between=True, **said)


def _page(
    request: HttpRequest, trajectory: str, party: str, act: type[DeskAct], title: Any, lead: Any
) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, act.roles)
    now = room.view.desk
    if not now.mediator or not room.view.sides:
        raise Http404
    win = frame.window(here, room.view, party or room.view.sides[0].party)
    without = {now.mediator}
    if act is AssignCoMediator:
        without.add(now.co_mediator)
    with one_at_a_time() if request.method == "POST" else nullcontext():
        known = loads(here.ring, here.today)
        able = choice(request, room.view, known, without)
        row = _row(act, able, slug=act.__name__, title=title, button=_("Assign"), lead=lead)
        form = form_for(request, room, row, win)
        done = form.carried_out()
    if done:
        return redirect(*_onward(known, now, here.today))
    return frame.show(
        request,
        here,
        "mediator",
        form=form,
        here="trajectories",
        nickname=now.nickname,
        trajectory=trajectory,
        row=row,
        event=event_of(room.view),
        desk=now,
        choice=able,
        fits=able.fits(here.today),
        asked=[frame.half(side) for side in room.view.sides if side.own.asked_for_mediator],
        changes=act is ChangeMediator,
        may_go=act is AssignCoMediator and bool(now.co_mediator),
    )


def _onward(
    known: Mapping[str, Load], before: DeskLane, today: date, *otherwise: str
) -> tuple[str, ...]:
    """Back to the list of a colleague who leaves or is away, where one of them does; otherwise there, or to Today."""
    for account in (before.mediator, before.co_mediator):
        if account in known and known[account].leaves_on is not None:
            return "desk:leaving", account
    if before.mediator in known and absences.coming(before.mediator, today):
        return "desk:away", before.mediator
    return otherwise or ("desk:today",)


@door("desk", needs=PLANS)
def change_mediator(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """Another mediator takes over. Nobody who takes part reads who asked for it, or why."""
    return _page(
        request,
        trajectory,
        party,
        ChangeMediator,
        _("Another mediator"),
        _(
            "Everyone who takes part reads who their mediator is from now on, and chooses what this mediator "
            "may read of before. Whoever has this trajectory now reaches it no more."
        ),
    )


@door("desk", needs=PLANS)
def co_mediator(request: HttpRequest, trajectory: str) -> HttpResponse:
    """A second mediator beside the first, or another second one."""
    return _page(
        request,
        trajectory,
        "",
        AssignCoMediator,
        _("A second mediator"),
        _(
            "Everyone who takes part reads who mediates too. The work on the list stays with the first."
        ),
    )


@door("desk", needs=PLANS)
def no_second(request: HttpRequest, trajectory: str) -> HttpResponse:
    """The second mediator goes without another, where the rules let one go on alone (S18)."""
    here = desk(request)
    room = here.trajectory(trajectory, TakeOffCoMediator.roles)
    now = room.view.desk
    if not now.co_mediator or not room.view.sides:
        raise Http404
    win = frame.window(here, room.view, room.view.sides[0].party)
    with one_at_a_time() if request.method == "POST" else nullcontext():
        form = form_for(request, room, GOES, win)
        done = form.carried_out()
    if done:
        return redirect(
            *_onward(loads(here.ring, here.today), now, here.today, "desk:trajectory", trajectory)
        )
    if form.refused is not None and form.status != 409:
        form.refused = replace(form.refused, instead=str(ANOTHER_FIRST))
    return frame.show(
        request,
        here,
        "no_second",
        form=form,
        here="trajectories",
        nickname=now.nickname,
        trajectory=trajectory,
        row=GOES,
        desk=now,
    )


@door("desk", needs=PLANS)
def stays(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """Whoever asked for another mediator stays with the one they have, by their own wish."""
    here = desk(request)
    room = here.trajectory(trajectory, AnswerMediatorRequest.roles)
    win = frame.window(here, room.view, party)
    if not win.side.own.asked_for_mediator:
        raise Http404
    page = act_page(request, here, room, STAYS, win)
    return page if isinstance(page, HttpResponse) else redirect("desk:today")
