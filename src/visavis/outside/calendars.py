"""One appointment for a person's own calendar: a day, two times, one neutral word (S45).

An iCalendar file (RFC 5545) of one event. No place, people, description or alarm stand in it, so nothing that
anyone wrote ever does, and no text needs escaping.
"""

from datetime import UTC, datetime

from visavis.mediation.views import Appointment
from visavis.mediation.words import Text

APPOINTMENT = Text("Afspraak", "Appointment")
OFF = frozenset({"cannot", "off", "not_held"})


def calendar(one: Appointment, language: str) -> bytes:
    """UTF-8 with CRLF. ``UID`` is this person's own name of it; ``SEQUENCE`` counts what they saw change, and
    ``DTSTAMP`` is when that was, so that the same appointment gives the same bytes."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//-//-//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{one.mine}",
        f"DTSTAMP:{_utc(one.changed_at or one.arrives)}",
        f"SEQUENCE:{one.changes}",
        f"DTSTART:{_utc(one.arrives)}",
        f"DTEND:{_utc(one.leaves)}",
        f"SUMMARY:{APPOINTMENT.within(language)}",
        f"STATUS:{'CANCELLED' if one.state in OFF else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
