"""New words for a place that stands already: a second colleague confirms, or does not (security.md §4)."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.acting import act_page
from visavis.doors.desk.asking import Window
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared.door import door
from visavis.mediation import new_words
from visavis.people import signing_in
from visavis.people.staff import colleague


def _confirm(asked_by: str, here: Desk) -> FormOf:
    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        return {"asked_by": asked_by, "confirmed_by": here.account}

    known = colleague(asked_by)
    who = known.name if known else _("A colleague")
    return FormOf(
        new_words.ConfirmNewWords,
        "bevestigen",
        _("New words for their place"),
        _("Confirm: the new words may work"),
        lead=_(
            "%(who)s made new words for this person. First ask: did you see each other, or did you call "
            "back on the number we know? This person hears that new words were made."
        )
        % {"who": who},
        given=given,
    )


REFUSE = FormOf(
    new_words.RefuseNewWords,
    "niet-bevestigen",
    _("New words for their place"),
    _("Do not confirm: these words open nothing"),
    lead=_("The words of before keep working. Whoever asked hears that you did not confirm."),
)


@door("desk", needs={"intake", "supervisor"})
def confirm(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, new_words.ConfirmNewWords.roles)
    window = frame.window(here, room.view, party)
    asked_by = signing_in.waiting_for_second(party, here.now)
    if asked_by is None:
        raise Http404
    with transaction.atomic():
        page = act_page(
            request, here, room, _confirm(asked_by, here), window, "new_words", refusing=True
        )
        if isinstance(page, HttpResponse):
            return page
        signing_in.confirm(party, here.account)
    return redirect("desk:today")


@door("desk", needs={"intake", "supervisor"})
def refuse(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, new_words.RefuseNewWords.roles)
    window = frame.window(here, room.view, party)
    if not window.side.file.new_words_wait:
        raise Http404
    with transaction.atomic():
        page = act_page(request, here, room, REFUSE, window, "new_words")
        if isinstance(page, HttpResponse):
            return page
        signing_in.refuse(party)
    return redirect("desk:today")
