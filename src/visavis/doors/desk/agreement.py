"""What was agreed, on paper: for those who agreed it, and to whom everyone let it go (D18, D19)."""

from django.http import Http404, HttpRequest, HttpResponse

from visavis.doors.desk.agreement_acts import agreements_of
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.agreement_papers import paper_of
from visavis.doors.shared.door import door
from visavis.mediation.agreement import RECIPIENTS
from visavis.mediation.entries import MEDIATES

OURS = "zelf"
"""Stands in an address where the paper is for those who agreed it."""


@door("desk", needs={"mediator"}, methods=["GET"])
def paper(request: HttpRequest, trajectory: str, agreement: str, to: str) -> HttpResponse:
    room = desk(request).trajectory(trajectory, MEDIATES)
    if to != OURS and to not in RECIPIENTS:
        raise Http404
    found = next((one for one in agreements_of(room.view) if one.agreement == agreement), None)
    return paper_of(found, "" if to == OURS else to)
