"""Letters and leaflets for one person, each looked at as it is received, then printed."""

from django.http import Http404, HttpRequest, HttpResponse

from visavis.doors.desk import frame, papers
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.doors.shared.languages import OURS, in_ours
from visavis.outside.way_letters import DOCUMENTS, documents_for


@door("desk", needs={"mediator", "intake"}, methods=["GET"])
def letters(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    view = here.trajectory(trajectory).view
    side = frame.side_of(view, party)
    language = in_ours(side.own.language)
    listed = [
        (slug, DOCUMENTS[slug].number, papers.said_of(slug)) for slug in documents_for(side.own)
    ]
    return frame.show(
        request,
        here,
        "way_letters",
        here="trajectories",
        trajectory=trajectory,
        nickname=view.desk.nickname,
        listed=listed,
        languages=[language, *(one for one in OURS if one != language)],
        **frame.half(side),
    )


@door("desk", needs={"mediator", "intake"}, methods=["GET"])
def letter(
    request: HttpRequest, trajectory: str, party: str, slug: str, language: str
) -> HttpResponse:
    """Exactly the file that is received."""
    here = desk(request)
    view = here.trajectory(trajectory).view
    side = frame.side_of(view, party)
    if language not in OURS or slug not in documents_for(side.own):
        raise Http404
    made = papers.way_letter(view, side, slug, language=language, on=here.today)
    return papers.as_file(made, here.today, view.desk.nickname)
