"""Until when a person's part is kept (domain §8). A day of one's own facts, and never of the other's choices.

Five years after one's own latest closing; sooner for who was not taken up, who said no without ever having
talked, and who was named and knows of nothing. Coming back takes the day away.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from visavis.mediation.terms import KEPT_AFTER_CLOSING_YEARS, years_after
from visavis.mediation.views import DeskView, FileView, PartyView, Side
from visavis.mediation.words import ENDED, PartyState

P = PartyState
NOT_TAKEN_UP_MONTHS = 6
NO_WITHOUT_TALK_YEARS = 1
"""As long as a "no" keeps us from asking again (S7)."""
NAMED_ONLY = timedelta(weeks=4)
"""After the closing of all who began."""
WORDS_WORK_YEARS = 1
"""As long as three words of a letter open its answer, a late answer counts."""
OVER = ENDED | {P.CLOSED, P.AFTERCARE}


def own_part(me: PartyView) -> date | None:
    """The day from a person's own lane; None while they are on their way."""
    if me.closing.erase_by is not None:  # also of a sign-up nobody has said yes to
        return me.closing.erase_by
    if not me.walked or me.state not in OVER:
        return None
    last = me.walked[-1].on
    if me.not_taken_up:
        return months_after(last, NOT_TAKEN_UP_MONTHS)
    if me.state is P.DECLINED and not me.talks:
        return years_after(last, NO_WITHOUT_TALK_YEARS)
    return years_after(last, KEPT_AFTER_CLOSING_YEARS)


def was_dated(me: PartyView) -> bool:
    """Whether this person may have had such a day before, so that it must be taken away."""
    return any(step.state in OVER for step in me.walked)


def named_part(file: FileView, began: Iterable[PartyView]) -> date | None:
    """The day of somebody who has no lane of their own yet: named, or written to and silent.

    ``began``: everyone who began. None while one of them is on their way, or is over without a day known.
    """
    if file.erase_by is not None:  # closed by itself (A33)
        return file.erase_by
    others = list(began)
    if any(own_part(one) is None for one in others):
        return None
    closed = max((one.walked[-1].on for one in others), default=None)
    if closed is None:
        return None
    day = closed + NAMED_ONLY
    letters = [*(sent.on for sent in file.approaches), *file.reminders]
    if letters:
        day = max(day, years_after(max(letters), WORDS_WORK_YEARS))
    return day


def day_of(desk: DeskView, side: Side) -> date | None:
    """The day of one side of a trajectory, from own lane or file."""
    if side.own.walked:
        return own_part(side.own)
    return named_part(side.file, [one.own for one in desk.sides if one.initiating])


def months_after(start: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
