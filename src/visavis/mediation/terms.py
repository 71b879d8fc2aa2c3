"""The service's terms: every value marked (a) in domain.md that the rules use.

Those in `Terms` a service may set for itself (`visavis.service`). They come to a rule with what it looks at, as
``me.terms`` or ``desk.terms``, and count from the moment at which they were set: what follows from an act stands in
its entry, and what a letter or a page promised is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")
"""Days are the service's days."""

NOTE_BEFORE_NEWS = timedelta(weeks=2)
"""When the desk is asked what to say on a news date."""
REMINDER_AFTER = timedelta(weeks=2)  # §1.1 step 5
MEDIATOR_REQUEST_DAYS = 5  # S29, working days
GLASS_STAYS_BROKEN = timedelta(hours=1)  # S41
SHARED_FOR = timedelta(days=14)
SHARED_AT_MOST = timedelta(days=28)
SHARED_KEPT = timedelta(days=28)
"""A case reflection (a): how long colleagues read it, how long at most, how long its mediator has it after that."""
MOVED_IN_DAYS = 20  # (a): working days in which staff look at each trajectory that was brought over
MOVES_APART = timedelta(minutes=10)
"""How long at least between two of one trajectory coming or going (S23) (a); the desk is told where it is less."""
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
LAST_CONTACTS = 3
"""How many of the last contacts are counted down (§6.3)."""
LETTERS_RETURN = {"3_months": timedelta(days=91), "6_months": timedelta(days=182)}
"""When a letter to oneself comes back (§6.3)."""
FILM_KEPT = timedelta(days=91)
"""After it was seen a video message is destroyed (§2.5); the maker's own copy as long after take or release."""
CIRCLE_CHECK = timedelta(weeks=6)
"""When a circle is asked how it goes (§6.2)."""
MEETINGS_AT_MOST = 6
"""How often they meet (§2.5)."""
FOLLOW_UPS = {
    "4_weeks": timedelta(weeks=4),
    "3_months": timedelta(days=91),
    "6_months": timedelta(days=182),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """Between which numbers a service may choose. ``unit``: days, weeks, people, or yes (1) and no;
    ``rule``: the safeguard or act that uses it.

    A safeguard that protects somebody is never made weaker than the design has it: that end is the design's own.
    """

    unit: str
    least: int
    most: int
    rule: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a service sets for itself, in the unit of `LIMITS`; as it stands here, Visavis comes."""

    reading_time: int = 1
    """How long the information was there to be read before a consent (S2)."""
    reflection: int = 7
    """How long a text was there to be thought over before it can become an agreement (S37)."""
    last_yes: int = 7
    """Within how many days before people meet each says yes once more (S6)."""
    answer_period: int = 4
    """How long we wait for an answer to the first letter (§1.1 step 5)."""
    safety_check: int = 14
    """How old the last look at safety may be when people meet (S22)."""
    open_ceiling: int = 30
    """How many open trajectories a mediator has without a reason from the practice lead (S28)."""
    year_ceiling: int = 60
    """The same, of new ones in a year (S28)."""
    first_news: int = 10
    """The first news date, from the day on which the other may be asked (§1.3)."""
    next_news: int = 6
    """The next one, from one news date to another (§1.3)."""
    rounds_off: int = 26
    """Around when the end is, as named when preparing begins (§6.3), until the mediator says otherwise."""
    film_asked: int = 2
    """How long before a video message goes the mediator looks whether everyone chose otherwise (§2.5)."""
    others: int = 7
    """How many others somebody meets at once from other events (§2.5)."""
    call_days: int = 5
    """How many days are offered to who asks to be called."""
    evening: int = 1
    """Whether we call in the evening too."""

    def lasts(self, name: str) -> timedelta:
        """One of those that is a time."""
        return timedelta(**{LIMITS[name].unit: getattr(self, name)})


DESIGN = Terms()
LIMITS = {
    "reading_time": Limit("days", DESIGN.reading_time, 14, "S2"),
    "reflection": Limit("days", DESIGN.reflection, 28, "S37"),
    "last_yes": Limit("days", 1, DESIGN.last_yes, "S6"),
    "answer_period": Limit("weeks", 3, 8, "A12"),
    "safety_check": Limit("days", 1, DESIGN.safety_check, "S22"),
    "open_ceiling": Limit("people", 1, 60, "S28"),
    "year_ceiling": Limit("people", 1, 120, "S28"),
    "first_news": Limit("weeks", 4, 16, "A9"),
    "next_news": Limit("weeks", 2, DESIGN.next_news, "A43"),
    "rounds_off": Limit("weeks", 8, 52, "A19"),
    "film_asked": Limit("weeks", 1, 8, "A25"),
    "others": Limit("people", 1, DESIGN.others, "A22"),
    "call_days": Limit("days", 2, 10, ""),
    "evening": Limit("yes", 0, 1, ""),
}


def terms_of(said: Mapping[str, int]) -> Terms:
    """The terms with what a service set; what lies outside the limits is taken to the nearest that does not."""
    return Terms(
        **{
            one.name: min(max(said[one.name], LIMITS[one.name].least), LIMITS[one.name].most)
            for one in fields(Terms)
            if one.name in said
        }
    )


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
