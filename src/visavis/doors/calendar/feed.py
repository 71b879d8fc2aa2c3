"""A person's calendar, read by their own calendar program with an address instead of a session.

An address that nobody has, one that was stopped, one of somebody who pauses, and one without an appointment are
one and the same empty calendar. So whoever finds an address learns nothing from it, and a telephone that still
asks forgets what it had.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from visavis.doors.shared import errors, keyring
from visavis.doors.shared.door import door
from visavis.doors.shared.downloads import download
from visavis.journal.cards import labels
from visavis.journal.keys import calendar_ring, desk_calendar_ring
from visavis.journal.see import see_party
from visavis.journal.sheet import NotThere
from visavis.journal.worklist import appointments_of
from visavis.mediation.appointments import in_calendar
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.mediation.views.meeting import own_id
from visavis.outside import calendars
from visavis.people import calendars as addresses
from visavis.people import clock, throttle
from visavis.people.addresses import address
from visavis.people.staff import colleague


@door("calendar", methods=["GET"])
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    if throttle.reads_calendar(address(request), clock.real_now()):
        return errors.page(429, request)
    language = get_language() or "nl"
    content = calendars.calendar(_events(addresses.whose(secret), language))
    name = f"{calendars.APPOINTMENT.within(language).lower()}.ics"
    return download(content, calendars.MEDIA_TYPE, name)


def _events(who: addresses.Whose | None, language: str) -> list[calendars.Event]:
    if who is None:
        return []
    if not who.trajectory:
        return _of_staff(who.owner)
    now, party = clock.now(), PartyId(who.owner)
    try:
        view = see_party(party, calendar_ring(keyring.keys(), party), now).view
    except NotThere:
        return []
    return [calendars.event(one, language) for one in in_calendar(view, day(now))]


def _of_staff(account: str) -> list[calendars.Event]:
    """Days and nicknames, from the worklist: no dossier is opened, so there is no hour in it."""
    who = colleague(account)
    if who is None or "mediator" not in who.roles:
        return []
    ring = desk_calendar_ring(keyring.keys())
    work = appointments_of(ring, account, day(clock.now()))
    names = labels(ring, {item.trajectory for item in work})
    days: dict[tuple[str, str], tuple[date, str]] = {}
    for item in work:
        if item.trajectory in names:
            days[item.trajectory, item.about] = item.due, names[item.trajectory]
    return [
        calendars.whole_day(own_id(PartyId(account), f"{trajectory}\n{about}"), on, name)
        for (trajectory, about), (on, name) in sorted(days.items(), key=lambda one: one[1])
    ]
