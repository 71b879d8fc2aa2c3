"""The telephone note: each field is kept while somebody talks, a call may end at any line, and is taken up again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visavis.doors.desk import frame, told_acts
from visavis.doors.desk.act_forms import FormOf, form_for
from visavis.doors.desk.asking import nobody_yet
from visavis.doors.desk.came_back import came_back
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import telephone_notes
from visavis.journal.telephone_notes import TelephoneNote
from visavis.mediation.entries import Via
from visavis.mediation.terms import UNCONFIRMED_KEPT

NOTE = re.compile("[0-9a-f]{32}")
BESIDE = frozenset({"note", "go"})
END = "end"
BEGINS = {"language", "via"}
"""What is chosen before anybody said a word: alone it is no note."""
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One call that ended half-way."""

    id: str
    note: TelephoneNote

    @property
    def name(self) -> str:
        return self.note.said.get("first_name", "")

    @property
    def until(self) -> Any:
        return self.note.on + timedelta(days=UNCONFIRMED_KEPT.days)


def half_way(here: Desk) -> list[Line]:
    """Those to be taken up again; for intake alone."""
    if "intake" not in here.roles:
        return []
    return [Line(id_, note) for id_, note in telephone_notes.waiting(here.ring).items()]


def number(here: Desk) -> int:
    return telephone_notes.number(here.ring.tenant) if "intake" in here.roles else 0


def _row(found: TelephoneNote | None) -> FormOf:
    """The form, with what was written down before. Who calls is heard by telephone, unless a sheet says otherwise."""
    begins = {"via": Via.PHONE.value, **(found.said if found else {})}
    return replace(told_acts.SIGN_UP, begins=lambda window: begins)


@door("desk", needs={"intake"})
def by_telephone(request: HttpRequest) -> HttpResponse:
    """Somebody calls: one page to type into while listening; their act, told by telephone."""
    here = desk(request)
    win = nobody_yet(here.today)
    posted = request.method == "POST"
    note = _id(request.POST.get("note", "") if posted else request.GET.get("notitie", ""))
    found = telephone_notes.note_of(here.ring, note) if note else None
    if note and not posted and found is None:  # taken up or thrown away meanwhile
        return redirect("desk:new")
    note = note or new_key()
    row = _row(found)
    came = came_back(request, here, told_acts.SIGN_UP, win)
    form = form_for(request, here.new_sign_up(), row, win, came=came, beside=BESIDE)
    if posted and request.POST.get("go") == END:
        only_fields(request, {*form.fields, *BESIDE})
        _keep(here, note, request)
        return redirect("desk:new")
    if form.carried_out() and form.recorded is not None:
        telephone_notes.erase(here.ring, note)
        return redirect("desk:prepare", form.recorded.where.trajectory)
    return frame.show(
        request, here, "by_telephone", form=form, here="new", row=row, note=note, half=found
    )


@door("desk", needs={"intake"}, methods=["POST"])
def keep(request: HttpRequest, note: str) -> HttpResponse:
    """Saved in passing: answers with one line of text."""
    here = desk(request)
    win = nobody_yet(here.today)
    form = form_for(request, here.new_sign_up(), told_acts.SIGN_UP, win, beside=BESIDE)
    only_fields(request, {*form.fields, *BESIDE})
    if not _keep(here, _id(note) or _gone(), request):
        return HttpResponse("", content_type="text/plain; charset=utf-8")
    at = time_format(localtime(here.now), "H:i" if get_language() == "en" else "H.i")
    line = _("Saved at %(time)s.") % {"time": at}
    return HttpResponse(line, content_type="text/plain; charset=utf-8")


@door("desk", needs={"intake"}, methods=["POST"])
def throw_away(request: HttpRequest, note: str) -> HttpResponse:
    """It is of no use; nothing of it is kept."""
    only_fields(request, set())
    telephone_notes.erase(desk(request).ring, _id(note) or _gone())
    return redirect("desk:new")


def _keep(here: Desk, note: str, request: HttpRequest) -> bool:
    """False where nothing was said yet."""
    said = _said(request)
    if not said.keys() - BEGINS:
        return False
    telephone_notes.keep(here.ring, note, said, here.name, here.now)
    return True


def _said(request: HttpRequest) -> Mapping[str, str]:
    """What stands in each field; nothing is asked of it yet, for it may end at any line."""
    beside = {*BESIDE, "token", "key", "csrfmiddlewaretoken"}
    sent = {name: str(text)[:LONGEST] for name, text in request.POST.items() if name not in beside}
    return {name: text for name, text in sent.items() if text.strip()}


def _id(text: str) -> str:
    return text if NOTE.fullmatch(text) else ""


def _gone() -> str:
    raise Http404
