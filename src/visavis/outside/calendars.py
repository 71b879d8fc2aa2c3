"""Appointments for a person's own calendar: a day, two times, one neutral word (S45).

iCalendar (RFC 5545), one event as a file or all that comes as a calendar to follow. No place, people, description,
alarm, sender or name of the service stand in it; the only word that is not ours is a nickname of the desk, in the
calendar of staff, and of that no sign that would need quoting.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from visavis.mediation.views import Appointment
from visavis.mediation.words import Text

APPOINTMENT = Text("Afspraak", "Appointment")
OFF = frozenset({"cannot", "off", "not_held"})
MEDIA_TYPE = "text/calendar; charset=utf-8"
ASKED_AGAIN = "PT6H"
LONGEST = 30


@dataclass(frozen=True, slots=True)
class Event:
    """The lines of one appointment."""

    lines: tuple[str, ...]


def event(one: Appointment, language: str) -> Event:
    """``UID`` is this person's own name of it; ``SEQUENCE`` counts what they saw change, and ``DTSTAMP`` is the day
    of that: not the moment, which two people of one talk would share to the second."""
    changed = (one.changed_at or one.arrives).astimezone(UTC).date()
    return Event(
        (
            f"UID:{one.mine}",
            f"DTSTAMP:{_midnight(changed)}",
            f"SEQUENCE:{one.changes}",
            f"DTSTART:{_utc(one.arrives)}",
            f"DTEND:{_utc(one.leaves)}",
            f"SUMMARY:{APPOINTMENT.within(language)}",
            f"STATUS:{'CANCELLED' if one.state in OFF else 'CONFIRMED'}",
        )
    )


def whole_day(uid: str, on: date, nickname: str) -> Event:
    """For the calendar of staff: that something is planned for a trajectory, by its nickname, on a day."""
    said = "".join(sign for sign in nickname if sign.isalnum() or sign in " -")[:LONGEST]
    return Event(
        (
            f"UID:{uid}",
            f"DTSTAMP:{_midnight(on)}",
            f"DTSTART;VALUE=DATE:{on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{said}",
        )
    )


def calendar(events: Iterable[Event]) -> bytes:
    """A calendar to follow: without an event it is the same for everyone. UTF-8 with CRLF."""
    again = (f"REFRESH-INTERVAL;VALUE=DURATION:{ASKED_AGAIN}", f"X-PUBLISHED-TTL:{ASKED_AGAIN}")
    return _file(events, again)


def one_file(one: Appointment, language: str) -> bytes:
    """One appointment, to take over once; the same appointment gives the same bytes."""
    return _file([event(one, language)])


def _file(events: Iterable[Event], more: tuple[str, ...] = ()) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//-//-//EN", "CALSCALE:GREGORIAN", *more]
    for each in events:
        lines += ["BEGIN:VEVENT", *each.lines, "CLASS:PRIVATE", "END:VEVENT"]
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _midnight(on: date) -> str:
    return f"{on:%Y%m%d}T000000Z"
