"""Papers around a talk, for one side: to prepare with, to sign apart, and for afterwards (D11, D12, D13)."""

from django.http import Http404, HttpRequest, HttpResponse

from visavis.doors.desk import frame, papers
from visavis.doors.desk.rooms import desk
from visavis.doors.shared import talk_papers
from visavis.doors.shared.door import door
from visavis.doors.shared.languages import OURS
from visavis.mediation.entries import MEDIATES
from visavis.mediation.preparation import TALKS


@door("desk", needs={"mediator"}, methods=["GET"])
def guide(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    own = frame.side_of(here.trajectory(trajectory, MEDIATES).view, party).own
    if own.form_agreed not in TALKS:
        raise Http404
    with papers.said_to(own, here.today):
        return talk_papers.guide(own, here.today)


@door("desk", needs={"mediator"}, methods=["GET"])
def attendee(request: HttpRequest, trajectory: str, party: str, language: str) -> HttpResponse:
    """D15: for whoever comes along, in their language. Nothing of this dossier stands on it."""
    here = desk(request)
    own = frame.side_of(here.trajectory(trajectory, MEDIATES).view, party).own
    if language not in OURS or not talk_papers.in_a_group(own):
        raise Http404
    return talk_papers.attendee(here.today, language)


@door("desk", needs={"mediator"}, methods=["GET"])
def paper(request: HttpRequest, trajectory: str, party: str, mine: str, which: str) -> HttpResponse:
    """``afspraak``: of an appointment that stands; ``daarna``: of a talk that was held."""
    here = desk(request)
    own = frame.side_of(here.trajectory(trajectory, MEDIATES).view, party).own
    one, held = own.appointment(mine), own.contact_held(mine)
    with papers.said_to(own, here.today):
        if which == "afspraak" and one is not None and one.state == "planned":
            return talk_papers.agreement(one, here.today)
        if which == "daarna" and held is not None:
            return talk_papers.afterwards(held, here.today)
    raise Http404
