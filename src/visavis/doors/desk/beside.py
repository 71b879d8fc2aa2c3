"""A page for whoever stands beside somebody: a code, the answer agreed in a talk, and the invitation (D14)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from visavis.doors.desk import frame, papers
from visavis.doors.desk.invitation import NAMES, ONLY_MEDIATOR, InvitationForm
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.languages import ours
from visavis.mediation.terms import day
from visavis.mediation.ticks import OFFERED
from visavis.mediation.views import Guest, Side
from visavis.people.signing_in import has_place, invite


def let_in(side: Side, guest: str) -> Guest:
    """Whoever was let in and has a page. Raises Http404 for anyone else: unknown, ended, an interpreter."""
    found = side.own.guest(guest)
    if found is None or found.state != "admitted" or found.role not in OFFERED:
        raise Http404
    return found


class BesideForm(InvitationForm):
    """Their letter, and the pages that it opens, are in our two languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = ours()


@door("desk", needs={"mediator"})
def beside(request: HttpRequest, trajectory: str, party: str, guest: str) -> HttpResponse:
    """The code is shown this once: on the page, or in a letter to print."""
    here = desk(request)
    room = here.trajectory(trajectory, ONLY_MEDIATOR)
    view = room.view
    side = frame.side_of(view, party)
    known = let_in(side, guest)
    form, invited = BesideForm(), None
    if request.method == "POST":
        only_fields(request, NAMES)
        form = BesideForm(request.POST)
        if form.is_valid():
            agreed = form.cleaned_data["agreed"]
            invited = invite(
                trajectory, side.party, agreed, here.now, by=here.account, guest=known.guest
            )
            if request.POST.get("as") == "file":
                letter = papers.supporter_invited(
                    view,
                    known,
                    language=form.cleaned_data["language"],
                    code=invited.code,
                    until=day(invited.valid_until),
                )
                return papers.as_file(letter, here.today, view.desk.nickname)
    context = frame.half(side) | {
        "trajectory": trajectory,
        "nickname": view.desk.nickname,
        "guest": known,
        "asked": form,
        "invited": invited,
        "stands": has_place(side.party, known.guest),
        "code": " ".join(invited.code) if invited else "",
        "page_errors": bool(form.errors),
    }
    return frame.show(request, here, "beside", here="trajectories", **context)
