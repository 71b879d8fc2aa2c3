"""*Terugbellen*: who asked to be called, when that is safe, and by which name we make ourselves known."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.desk.words import said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import call_backs
from visavis.journal.call_backs import CallBack
from visavis.mediation.calling_back import PARTS

SPOKEN = dict(settings.LANGUAGES)
SPOKE, NOBODY = "spoke", "nobody"


@dataclass(frozen=True, slots=True)
class Line:
    row: str
    call: CallBack
    part: Any
    late: bool
    language: str


def to_call(here: Desk) -> int:
    """How many are to be called today, or should have been; for intake alone."""
    return call_backs.number(here.ring.tenant, here.today) if "intake" in here.roles else 0


@door("desk", needs={"intake"}, methods=["GET"])
def call_back(request: HttpRequest) -> HttpResponse:
    here = desk(request)
    lines = [
        Line(
            row,
            call,
            said(PARTS[call.part].text),
            call.on < here.today,
            SPOKEN.get(call.language, call.language),
        )
        for row, call in call_backs.waiting(here.ring).items()
    ]
    return frame.show(request, here, "calling_back", here="today", lines=lines)


@door("desk", needs={"intake"}, methods=["POST"])
def called(request: HttpRequest, row: str) -> HttpResponse:
    """What came of the call. A line that is gone already is left so."""
    only_fields(request, {"came"})
    here, came = desk(request), request.POST.get("came")
    if came == SPOKE:
        call_backs.spoke(here.ring, row)
    elif came == NOBODY:
        call_backs.nobody_answered(here.ring, row)
    else:
        raise Http404
    return redirect("desk:call_back")
