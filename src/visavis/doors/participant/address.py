"""*U* or *je*: this door speaks to whoever is signed in as they chose, and as fits a young person."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from visavis.doors.participant.room import room
from visavis.journal.envelope import Damaged
from visavis.journal.root import KeyUnavailable
from visavis.mediation.informal import JE
from visavis.mediation.terms import day
from visavis.mediation.wording import spoken_to

CANNOT_SAY = (Http404, Damaged, KeyUnavailable)
"""No place any more, or none that opens: whatever the view is for, it answers as it would, and says *u*."""


class Address:
    """The innermost: only what a view of this door renders is said with *je*; headers say ``nl``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = translation.get_language()
        try:
            return self.get_response(request)
        finally:
            if translation.get_language() != before:
                translation.activate(before or "nl")

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> None:
        who = request.signed_in
        here = getattr(request, "door", None) == "participant"
        if here and who is not None and who.kind == "participant":
            speak_as_to(request)


def speak_as_to(request: HttpRequest) -> None:
    """From here on in the words for whose place this is. Their choice is read from their own lane alone."""
    if translation.get_language() != "nl":
        return
    try:
        mine = room(request)
        spoken = spoken_to(mine.view, day(mine.now), "nl")
    except CANNOT_SAY:
        return
    if request.method != "GET":
        mine.__dict__.pop("_seen", None)  # what a form carries out comes after this look
    if spoken == JE:
        request.spoken = JE
        translation.activate(JE)
