"""Papers around an end, for one side: D20 to D23, the card of a circle, a booklet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from visavis.doors.desk import frame, papers
from visavis.doors.desk.rooms import desk
from visavis.doors.shared import end_papers
from visavis.doors.shared.door import door
from visavis.doors.shared.downloads import own_paper
from visavis.mediation.entries import MEDIATES
from visavis.outside import afterwards


@door("desk", needs={"mediator"}, methods=["GET"])
def paper(request: HttpRequest, trajectory: str, party: str, which: str) -> HttpResponse:
    here = desk(request)
    own = frame.side_of(here.trajectory(trajectory, MEDIATES).view, party).own
    with papers.said_to(own, here.today):
        made = end_papers.paper(own, which, here.today)
    if made is None:
        raise Http404
    return made


@door("desk", needs={"mediator"}, methods=["GET"])
def handover(request: HttpRequest, trajectory: str, party: str, note: str) -> HttpResponse:
    """D22, once its person agreed to exactly these words."""
    here = desk(request)
    found = frame.side_of(here.trajectory(trajectory, MEDIATES).view, party).own.handover(note)
    if found is None or not found.agreed:
        raise Http404
    made = afterwards.handover(found, language=get_language() or "nl", on=here.today)
    return own_paper(made, here.today)
