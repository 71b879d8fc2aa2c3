"""The service's terms: every value marked (a) in domain.md that the rules use."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
"""Days are the service's days."""

READING_TIME = timedelta(hours=24)  # S2
FIRST_NEWS = timedelta(weeks=10)  # §1.3 News
NEXT_NEWS = timedelta(weeks=6)  # §1.3 News: at most
NOTE_BEFORE_NEWS = timedelta(weeks=2)
"""When the desk is asked what to say on a news date."""
REMINDER_AFTER = timedelta(weeks=2)  # §1.1 step 5
ANSWER_PERIOD = timedelta(weeks=4)  # §1.1 step 5
SAFETY_CHECK_HOLDS = timedelta(days=14)  # S22
RECONFIRMED_WITHIN = timedelta(days=7)  # S6
REFLECTION = timedelta(days=7)  # S37
MEDIATOR_REQUEST_DAYS = 5  # S29, working days
GLASS_STAYS_BROKEN = timedelta(hours=1)  # S41
MOVED_IN_DAYS = 20  # (a): working days in which staff look at each trajectory that was brought over
MOVES_APART = timedelta(minutes=10)
"""How long at least between two of one trajectory coming or going (S23) (a); the desk is told where it is less."""
OPEN_CEILING = 30  # S28
YEAR_CEILING = 60  # S28
OWN_CONSENT_FROM = 16  # S11
CHILD_UNTIL = 12  # S11: below, a guardian decides and the child is heard
GROWN_UP = 18
UNCONFIRMED_KEPT = timedelta(days=30)  # §8 retention
KEPT_AFTER_CLOSING_YEARS = 5  # §8 retention
NO_KEPT_YEARS = (
    1  # §8: of a no without a talk only what S7 needs; also how long the words of a letter work
)
NEVER_APPROACHED_KEPT = timedelta(weeks=4)  # §8 retention
SILENCE_AFTER_OFFER = timedelta(weeks=4)
"""How long whoever was offered closing may stay silent before their way is closed (A33)."""
ROUNDS_OFF_AFTER = timedelta(weeks=26)
"""Around when the end is, as named when preparing begins (§6.3), until the mediator says otherwise (a)."""
LAST_CONTACTS = 3
"""How many of the last contacts are counted down (§6.3)."""
LETTERS_RETURN = {"3_months": timedelta(days=91), "6_months": timedelta(days=182)}
"""When a letter to oneself comes back (§6.3)."""
FILM_KEPT = timedelta(days=91)
"""After it was seen a video message is destroyed (§2.5); the maker's own copy as long after take or release."""
FILM_ASKED_BEFORE = timedelta(weeks=2)
"""How long before that the mediator looks whether everyone chose otherwise (a)."""
CIRCLE_CHECK = timedelta(weeks=6)
"""When a circle is asked how it goes (§6.2)."""
OTHERS_AT_MOST = 7
"""How many others somebody meets at once from other events (§2.5) (a)."""
MEETINGS_AT_MOST = 6
"""How often they meet (§2.5)."""
FOLLOW_UPS = {
    "4_weeks": timedelta(weeks=4),
    "3_months": timedelta(days=91),
    "6_months": timedelta(days=182),
}


def day(now: datetime) -> date:
    """The calendar day at the service. ``now`` is aware."""
    return now.astimezone(HERE).date()


def working_days_after(start: date, number: int) -> date:
    """The day ``number`` working days (Monday to Friday) after ``start``."""
    result = start
    while number:
        result += timedelta(days=1)
        number -= result.weekday() < 5
    return result


def years_after(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)
