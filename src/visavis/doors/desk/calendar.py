"""Calendars at the desk: a mediator's own address, and stopping that of somebody who calls about a lost telephone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from visavis.doors.desk import frame
from visavis.doors.desk.invitation import ONLY_MEDIATOR
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.proving import Proof
from visavis.people import calendars


@door("desk", needs={"mediator"})
def own_calendar(request: HttpRequest) -> HttpResponse:
    """The address is shown in the answer to this form, and nowhere again."""
    here = desk(request)
    if request.method == "POST":
        only_fields(request, {"passphrase"})
    proof, made = Proof(request), ""
    if proof.is_valid():
        secret = calendars.make(here.account, here.today)
        made = request.build_absolute_uri(reverse("calendar:feed", args=[secret]))
    return frame.show(
        request,
        here,
        "calendar",
        proof=proof,
        made=made,
        since=calendars.made_on(here.account),
        page_errors=bool(proof.errors),
    )


@door("desk", needs={"mediator"}, methods=["POST"])
def end_own_calendar(request: HttpRequest) -> HttpResponse:
    only_fields(request, ())
    calendars.stop(desk(request).account)
    return redirect("desk:own_calendar")


@door("desk", needs={"mediator"})
def end_calendar(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    """The same page and the same answer whether this person has an address or not."""
    here = desk(request)
    view = here.trajectory(trajectory, ONLY_MEDIATOR).view
    side, done = frame.side_of(view, party), request.method == "POST"
    if done:
        only_fields(request, ())
        calendars.stop(side.party)
    context = {"trajectory": trajectory, "nickname": view.desk.nickname, "done": done}
    return frame.show(
        request, here, "end_calendar", here="trajectories", **frame.half(side), **context
    )
