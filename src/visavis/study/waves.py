"""When somebody is asked what: three rounds, their windows and their reminders (study §1.1).

Pure. The input is what this person can see of their own way and what they chose about the study;
nothing of the other. So a refusal, a silence and a person who was not found give the same dates:
all three come here as the one day somebody was told that there will be no contact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

ASK = 0
WAVES = (1, 2, 3)
MOST_NOTICES = 3
"""The first message and two reminders."""

# Study §1.1; all (a): settings of a service.
ASK_STANDS = 182
T1_OPENS, T1_CLOSES = 3, 28
T2_AFTER_CONTACT, T2_CLOSES = 28, 42
T3_AFTER_T2, T3_OPENS, T3_CLOSES = 182, -14, 56
REMINDERS = {ASK: (), 1: (7, 14), 2: (10, 21), 3: (14, 28)}
MOST_DELAY = 10
FINISH_WITHIN = 14
"""A questionnaire begun in its window may be finished this many days after it; marked as late."""


@dataclass(frozen=True, slots=True)
class Way:
    """The days of somebody's own way, as their own screen showed them.

    ``silence``: the day of a stop, a crisis or a no; it holds from then on. ``paused`` and ``resumed``: the
    days on which pauses began and ended.
    """

    first_talk: date | None = None
    own_contact: date | None = None
    own_closing: date | None = None
    told_no_contact: date | None = None
    silence: date | None = None
    paused: tuple[date, ...] = ()
    resumed: tuple[date, ...] = ()

    def quiet(self, on: date) -> bool:
        """Whether nothing goes out on this day: silence, or more pauses begun than ended by then.

        What fell in a pause follows one rule: windows do not move. A round whose window is still open when
        the pause ends opens on that day; one whose window closed meanwhile does not come; a reminder whose
        day fell in the pause is not made up for.
        """
        began = sum(day <= on for day in self.paused)
        return _reached(self.silence, on) or began > sum(day <= on for day in self.resumed)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody chose about the study. ``enough`` is "no more", a no, or stopping."""

    agreed: date | None = None
    enough: date | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round has had so far. ``over``: finished or broken off by the person."""

    opens: date
    closes: date
    notices: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """When a round can be answered, first and last day, and on which days we remind."""

    wave: int
    opens: date
    closes: date
    reminders: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Make the private link and send the first message."""

    window: Window


@dataclass(frozen=True, slots=True)
class Close:
    """The last day has moved: own contact came."""

    wave: int
    closes: date


@dataclass(frozen=True, slots=True)
class Remind:
    """Send one reminder; ``notices`` is how many messages this round has had afterwards."""

    wave: int
    notices: int


Step = Open | Close | Remind


def delay_of(study_id: str) -> int:
    """0 to 10 days, random per person and always the same for that person.

    It blurs the day of T2 after "no contact", so that an invitation cannot be told apart from
    one that follows another cause.
    """
    draw = sha256(b"visavis/study/delay/1" + study_id.encode()).digest()
    return int.from_bytes(draw, "big") % (MOST_DELAY + 1)


def t2_anchor(way: Way) -> date | None:
    """The first of: own contact + 28 days, own closing, the day they were told of no contact."""
    contact = way.own_contact and way.own_contact + timedelta(T2_AFTER_CONTACT)
    days = [day for day in (contact, way.own_closing, way.told_no_contact) if day]
    return min(days, default=None)


def group(way: Way) -> str | None:
    """A contact, B signed up and no contact; fixed at T2, None before (study §1.2)."""
    anchor = t2_anchor(way)
    if anchor is None:
        return None
    return "A" if way.own_contact and way.own_contact <= anchor else "B"


def windows(way: Way, wish: Wish, delay: int) -> tuple[Window, ...]:
    """The rounds that somebody's way has brought so far, in order; ``delay`` from `delay_of`."""
    return tuple(one for one in _windows(way, wish, delay) if one.opens <= one.closes)


def _windows(way: Way, wish: Wish, delay: int) -> tuple[Window, ...]:
    """The same with those whose last day came before their first: own contact was too soon."""
    found = []
    if way.first_talk:
        found.append(_window(ASK, way.first_talk, way.first_talk + timedelta(ASK_STANDS)))
    if wish.agreed is None or way.first_talk is None:
        return tuple(found)
    anchor = t2_anchor(way)
    # T1 tells how it was before. It ends when that has passed: at own contact, or at T2's anchor.
    before = min([day for day in (way.own_contact, anchor) if day], default=None)
    closes = way.first_talk + timedelta(T1_CLOSES)
    if before is not None:
        closes = min(closes, before - timedelta(1))
    found.append(_window(1, max(way.first_talk + timedelta(T1_OPENS), wish.agreed), closes))
    if anchor is not None:
        later = delay if anchor == way.told_no_contact else 0
        third = anchor + timedelta(T3_AFTER_T2)
        for wave, opens, closes in (
            (2, anchor + timedelta(later), anchor + timedelta(T2_CLOSES + later)),
            (3, third + timedelta(T3_OPENS), third + timedelta(T3_CLOSES)),
        ):
            found.append(_window(wave, max(opens, wish.agreed), closes))
    return tuple(found)


def due(
    way: Way, wish: Wish, sent: Mapping[int, Sent], delay: int, today: date
) -> tuple[Step, ...]:
    """What to do today. Doing it and asking again gives nothing: the sweep may run any number of times.

    After a late sweep a round gets one message, not all that were missed.
    """
    steps: list[Step] = []
    quiet = way.quiet(today) or _reached(wish.enough, today)
    for window in _windows(way, wish, delay):
        had = sent.get(window.wave)
        if had is None:
            answered = window.wave == ASK and wish.agreed is not None
            if not quiet and not answered and window.opens <= today <= window.closes:
                # Reminders count from the day the message went out, so that none follows at once.
                steps.append(Open(_window(window.wave, today, window.closes)))
            continue
        if window.closes < had.closes:
            steps.append(Close(window.wave, window.closes))
        reminders = _reminders(window.wave, had.opens)
        wanted = 1 + sum(day <= today and not way.quiet(day) for day in reminders)
        if (
            had.notices < wanted <= MOST_NOTICES
            and not (quiet or had.over)
            and today <= window.closes
        ):
            steps.append(Remind(window.wave, wanted))
    return tuple(steps)


def next_look(
    way: Way, wish: Wish, sent: Mapping[int, Sent], delay: int, today: date
) -> date | None:
    """The first day after today on which `due` can have something for what is known now."""
    if way.quiet(today) or _reached(wish.enough, today):
        return None
    days: list[date] = []
    for window in windows(way, wish, delay):
        had = sent.get(window.wave)
        if had is None:
            days.append(window.opens)
        elif not had.over:
            days += [day for day in _reminders(window.wave, had.opens) if day <= window.closes]
    return min((day for day in days if day > today), default=None)


def _window(wave: int, opens: date, closes: date) -> Window:
    return Window(wave, opens, closes, _reminders(wave, opens))


def _reminders(wave: int, opens: date) -> tuple[date, ...]:
    return tuple(opens + timedelta(days) for days in REMINDERS[wave])


def _reached(day: date | None, today: date) -> bool:
    return day is not None and day <= today
