"""One more person in a trajectory, on either side: a party of their own, with a barrier of their own (domain §1.3)."""

from random import SystemRandom
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import FormOf, form_for
from visavis.doors.desk.asking import Window, line, tick
from visavis.doors.desk.rooms import desk
from visavis.doors.desk.words import HALVES, SIDES
from visavis.doors.shared.door import door
from visavis.journal.record import new_id
from visavis.mediation.entries import PartyId
from visavis.mediation.parties import NameParty
from visavis.mediation.views import FileView, PartyView, Side

SIDE_OF = {half: initiating for initiating, half in HALVES.items()}


def _row(initiating: bool, party: PartyId) -> FormOf:
    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        return {"party": party, "initiating": initiating}

    return FormOf(
        NameParty,
        "erbij",
        _("One more person"),
        _("Name this person"),
        lead=_(
            "They were part of what happened. They know of nothing yet, and nobody hears that they are named. "
            "Each person on a side goes their own way."
        ),
        asks={
            "name": line(_("Their name"), most=120),
            "knows_nobody": tick(
                _("The mediator knows none of the people, and has no other role for one")
            ),
        },
        given=given,
    )


@door("desk", needs={"mediator", "planner", "supervisor"})
def name_party(request: HttpRequest, trajectory: str, half: str) -> HttpResponse:
    """On the side that the address names, so that the form belongs to exactly one side."""
    here = desk(request)
    room = here.trajectory(trajectory, NameParty.roles)
    if half not in SIDE_OF or not room.view.desk.taken_up:
        raise Http404
    new = PartyId(new_id(SystemRandom()))
    initiating = SIDE_OF[half]
    nobody = Side(new, initiating, PartyView(new), FileView())
    row = _row(initiating, new)
    form = form_for(request, room, row, Window(room.view, nobody, here.today))
    if form.carried_out():
        return redirect("desk:trajectory", trajectory)
    return frame.show(
        request,
        here,
        "name_party",
        form=form,
        here="trajectories",
        trajectory=trajectory,
        nickname=room.view.desk.nickname,
        row=row,
        half=half,
        label=SIDES[initiating],
    )
