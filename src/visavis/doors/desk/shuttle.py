"""Messages beside the letters at the gate: looked at on the side of who said it, said on the side of who listens."""

import random

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import frame, shuttle_acts
from visavis.doors.desk.act_forms import form_for
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window
from visavis.doors.desk.letters import MEDIATOR
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.journal.record import new_id
from visavis.mediation.entries import MEDIATES
from visavis.mediation.views import MyMessage


def _said(win: Window) -> MyMessage:
    found = shuttle_acts.message_of(win)
    if found is None:
        raise Http404
    return found


@door("desk", needs={"mediator"})
def message(request: HttpRequest, trajectory: str, party: str, message: str) -> HttpResponse:
    """One message on its author's side: its words, the review, and the ways on."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, message, MEDIATES)
    found, at = _said(win), shuttle_acts.gate_of(win)
    form = form_for(request, room, shuttle_acts.PASS, win)
    if form.carried_out():
        return redirect("desk:message", trajectory, party, message)
    listeners = [o for o in win.desk.others(win.side.party) if o.own.state is not None]
    return frame.show(
        request,
        here,
        "message",
        form=form,
        here="gate",
        trajectory=trajectory,
        nickname=win.desk.desk.nickname,
        row=shuttle_acts.PASS,
        message=found,
        at=at,
        may_pass=room.actor.audience in MEDIATOR,
        listeners=[frame.half(one) for one in listeners],
        **frame.half(win.side),
    )


@door("desk", needs={"mediator"})
def give_back(request: HttpRequest, trajectory: str, party: str, message: str) -> HttpResponse:
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, message, MEDIATOR)
    shown = {"message": _said(win)}
    page = act_page(request, here, room, shuttle_acts.RETURN, win, "message_act", **shown)
    if isinstance(page, HttpResponse):
        return page
    return redirect("desk:message", trajectory, party, message)


@door("desk", needs={"mediator"})
def deliver(request: HttpRequest, trajectory: str, party: str, message: str) -> HttpResponse:
    """On the side of who listens: the words to say, and nothing else of who said them."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, message, MEDIATOR)
    author = shuttle_acts.author_of(win)
    if author is None:
        raise Http404
    row = shuttle_acts.deliver_for(new_id(random.SystemRandom()))
    shown = {"message": author.own.message(message), "wish": win.side.own.standing_wish}
    page = act_page(request, here, room, row, win, "message_act", **shown)
    return page if isinstance(page, HttpResponse) else redirect("desk:side", trajectory, party)


@door("desk", needs={"mediator"})
def reaction(request: HttpRequest, trajectory: str, party: str, message: str) -> HttpResponse:
    """What the other let go, told to who said the message: exactly that."""
    here = desk(request)
    room, win = frame.opened(here, trajectory, party, message, MEDIATOR)
    _said(win)
    row = shuttle_acts.TELL_REACTION
    shown = {"says": shuttle_acts.let_go(win, {})}
    page = act_page(request, here, room, row, win, "message_act", **shown)
    return page if isinstance(page, HttpResponse) else redirect("desk:side", trajectory, party)
