"""Papers for a young person and their parents: the leaflets of their age (D28)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from visavis.doors.desk import frame, papers
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.young import is_child, is_young, needs_guardian
from visavis.doors.shared.door import door
from visavis.mediation.guardians import NameGuardian
from visavis.mediation.views import Side
from visavis.outside.leaflets import CHILD, GUARDIAN, YOUNG


def leaflets_for(here: Desk, side: Side) -> list[str]:
    """Which leaflets there are for this person and those who decide with them."""
    if not is_young(side, here.today):
        return []
    own = CHILD if is_child(side, here.today) else YOUNG
    return [own, GUARDIAN] if needs_guardian(side, here.today) else [own]


@door("desk", needs={"mediator", "intake"}, methods=["GET"])
def leaflet(request: HttpRequest, trajectory: str, party: str, reader: str) -> HttpResponse:
    """The leaflet as a file. The same for everyone of that age: nothing of this person stands in it."""
    here = desk(request)
    view = here.trajectory(trajectory, NameGuardian.roles).view
    if reader not in leaflets_for(here, frame.side_of(view, party)):
        raise Http404
    pdf = papers.leaflet(reader, language=get_language() or "nl", on=here.today)
    return papers.as_file(pdf, here.today, view.desk.nickname)
