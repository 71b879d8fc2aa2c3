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
OPEN_CEILING = 30  # S28
YEAR_CEILING = 60  # S28
OWN_CONSENT_FROM = 16  # S11
KEPT_AFTER_CLOSING_YEARS = 5  # §8 retention
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
