"""The one page of whoever stands beside somebody: what was ticked for them, and how to be of help.

Never anything of the other, whatever was ticked: of what a person shares, this page has places for their own
appointments, that talks took place, their summaries and their rounding off, and for nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from visavis.doors.shared.carrying import NOT_HERE, show
from visavis.doors.shared.door import door
from visavis.doors.shared.keyring import keys
from visavis.journal.keys import guest_ring
from visavis.journal.see import see_guest
from visavis.mediation.around import WHAT_FOR
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.support import CLOSING_MENU
from visavis.mediation.ticks import ticks_of
from visavis.mediation.views import Appointment, Circle, Closing, GuestView, Talk
from visavis.people import clock


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands on the page. ``ticks``: what may be seen, also where there is nothing of it yet."""

    ticks: tuple[str, ...]
    appointments: tuple[Appointment, ...]
    talked_on: tuple[date, ...]
    talks: tuple[Talk, ...]
    closing: Closing
    helps: tuple[str, ...]
    circle: Circle


def shared(view: GuestView, now: datetime) -> Shared:
    ticks = ticks_of(view.guest)
    planned = (one for one in view.seen.appointments if one.state == "planned")
    coming = (one for one in planned if one.leaves >= now)
    return Shared(
        tuple(tick for tick in ticks if tick in PLACES),
        tuple(sorted(coming, key=lambda one: one.arrives)) if "appointments" in ticks else (),
        tuple(one.on for one in view.took_place) if "talks" in ticks else (),
        view.seen.talks if "summary" in ticks else (),
        view.seen.closing if "closing" in ticks else Closing(),
        tuple(_helps(view.seen.closing)) if "closing" in ticks else (),
        view.seen.circle if "circle" in ticks else Circle(),
    )


PLACES = frozenset({"appointments", "talks", "summary", "closing", "circle"})


def _helps(closing: Closing) -> Iterator[str]:
    for code in closing.choices:
        if code in CLOSING_MENU:
            yield CLOSING_MENU[code].within(get_language() or "nl")


def look(request: HttpRequest) -> GuestView | None:
    """What this guest may see now; None: nothing, because it ended, or because nothing is kept any more."""
    me = request.signed_in
    ring = guest_ring(keys(), PartyId(me.party))
    try:
        return see_guest(PartyId(me.party), me.guest, ring, clock.now())
    except NOT_HERE:
        return None


@door("guest", methods=["GET"])
def page(request: HttpRequest) -> HttpResponse:
    view = look(request)
    if view is None:
        return show(request, "guest/thanks.html")
    language = get_language() or "nl"
    return show(
        request,
        "guest/page.html",
        lawyer=view.guest.role is Audience.LAWYER,
        what_for=[WHAT_FOR[one].within(language) for one in view.guest.what_for if one in WHAT_FOR],
        shared=shared(view, clock.now()),
    )
