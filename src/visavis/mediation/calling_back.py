"""When somebody who asks for it is called back: days and parts of a day that we can promise.

No act and no entry: whoever asks to be called is nobody's party yet, and perhaps never will be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count, islice

from visavis.mediation.days import public_holidays
from visavis.mediation.terms import DESIGN, HERE, Terms, day
from visavis.mediation.words import Text

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day, in whole hours of the service's clock. ``text`` follows the name of a day."""

    text: Text
    begins: int
    ends: int


PARTS = {
    "morning": Part(Text("tussen 9 en 12 uur", "between 9 and 12"), 9, 12),
    "afternoon": Part(Text("tussen 12 en 17 uur", "between 12 and 17"), 12, 17),
    "evening": Part(Text("na 18 uur", "after 18"), 18, 20),
}
"""When we call. We ring no later than eight in the evening."""
EVENING = "evening"


class Impossible(StrEnum):
    """Why we cannot call then."""

    PAST = "past"
    NOT_THAT_DAY = "not_that_day"
    TOO_FAR = "too_far"


def parts_offered(terms: Terms = DESIGN) -> dict[str, Part]:
    """The parts of a day in which the service calls. A part that was promised before is kept."""
    return {code: part for code, part in PARTS.items() if terms.evening or code != EVENING}


def days_offered(now: datetime, terms: Terms = DESIGN) -> tuple[date, ...]:
    """The next days on which we call: today as long as a part of it is still to begin."""
    parts = parts_offered(terms)
    free = (
        on for on in _from(day(now)) if any(not impossible(on, part, now, terms) for part in parts)
    )
    return tuple(islice(free, terms.call_days))


def impossible(on: date, part: str, now: datetime, terms: Terms = DESIGN) -> Impossible | None:
    """Why we cannot promise to call on this day in this part of it; None: we can.

    A part that has begun is over: nobody waits for a call that may have been made already.
    """
    begins = datetime(on.year, on.month, on.day, PARTS[part].begins, tzinfo=HERE)
    if begins <= now:
        return Impossible.PAST
    if not _we_call(on):
        return Impossible.NOT_THAT_DAY
    if on > day(now) + timedelta(days=3 * terms.call_days):
        return Impossible.TOO_FAR
    return None


def next_day(on: date) -> date:
    """The next day on which we call, where nobody answered."""
    return next(later for later in _from(on + timedelta(days=1)) if _we_call(later))


def _from(start: date) -> Iterator[date]:
    return (start + timedelta(days=number) for number in count())


def _we_call(on: date) -> bool:
    return on.weekday() < SATURDAY and on not in public_holidays(on.year)
