"""Reading along with a draft: a copy its writer showed, and the mediator's word; never a changed text."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import words
from visavis.doors.desk.of_the_other import to_this_side
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.mediation.letters import HelpWithDraft

WORD = FormOf(
    HelpWithDraft,
    "meelezen",
    _("Read along with a draft"),
    _("Give them this word"),
    lead=_(
        "They showed you this copy and release nothing by it. You change nothing: say what you think, kindly, "
        "and leave every choice with them."
    ),
    asks={
        "word": to_this_side(
            words(_("Your word to the writer"), _("Only they read it."), most=2000)
        )
    },
    given=lambda window, answers: {"letter": window.about},
    about="draft",
)


@door("desk", needs={"mediator"})
def draft(request: HttpRequest, trajectory: str, party: str, letter: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, HelpWithDraft.roles)
    win = frame.window(here, room.view, party, letter)
    found = next((one for one in win.side.own.drafts if one.letter == letter), None)
    if found is None:
        raise Http404
    page = act_page(request, here, room, WORD, win, "draft", draft=found)
    return page if isinstance(page, HttpResponse) else redirect("desk:side", trajectory, party)
