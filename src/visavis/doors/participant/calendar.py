"""*In mijn eigen agenda*: an address that one's own calendar follows, new or stopped at any time.

Making one asks for one's words, because it keeps working without them; stopping asks for nothing.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from visavis.doors.participant.own_data import OwnWords
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.mediation.terms import day
from visavis.people import calendars


class CalendarForm(OwnWords):
    """Nothing but who asks."""


@door("participant")
def own_calendar(request: HttpRequest) -> HttpResponse:
    """The address is shown in the answer to this form, and nowhere again."""
    mine = room(request)
    form, made = CalendarForm(request), ""
    if form.is_valid():
        where = mine.where
        secret = calendars.make(where.party, day(mine.now), trajectory=where.trajectory)
        made = request.build_absolute_uri(reverse("calendar:feed", args=[secret]))
    return show(
        request,
        "participant/appointments/calendar.html",
        calendar_form=form,
        made=made,
        follow=made.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
        since=calendars.made_on(mine.where.party),
        page_errors=bool(form.errors),
    )


@door("participant", methods=["POST"])
def end_calendar(request: HttpRequest) -> HttpResponse:
    only_fields(request, ())
    calendars.stop(room(request).where.party)
    return redirect("participant:own_calendar")
