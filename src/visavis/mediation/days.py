"""Days on which a first letter may arrive, and days around which it may not (domain §1.2.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from visavis.mediation.terms import years_after
from visavis.mediation.words import Text

FRIDAY = 4
AROUND = timedelta(days=14)
"""No letter within this many days before or after a heavy day."""

HEAVY_DAYS = {
    "event": Text("De dag waarop het gebeurde", "The day it happened"),
    "hearing": Text("Een zitting", "A hearing"),
    "release": Text("Een vrijlating", "A release"),
    "birthday": Text("Verjaardag", "Birthday"),
}
"""Which days staff may know of. The event and a birthday come back each year."""


@dataclass(frozen=True, slots=True)
class KnownDay:
    """``what``: of ``HEAVY_DAYS``."""

    what: str
    on: date


def easter(year: int) -> date:
    """Easter Sunday. Source: the Gregorian computus of Meeus, Jones and Butcher; 1583 and later."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, before = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, before + 1)


def public_holidays(year: int) -> frozenset[date]:
    """Dutch public holidays. Source: Algemene termijnenwet, article 3, as in force since 2014."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == 6:
        kings_day -= timedelta(days=1)
    movable = {sunday + timedelta(days=shift) for shift in (-2, 0, 1, 39, 49, 50)}
    fixed = {date(year, month, number) for month, number in ((1, 1), (5, 5), (12, 25), (12, 26))}
    return frozenset({*movable, *fixed, kings_day})


def letter_may_arrive(on: date) -> bool:
    """Monday to Thursday, no public holiday and not the day before one: help is near on the days after."""
    tomorrow = on + timedelta(days=1)
    free = public_holidays(on.year) | public_holidays(tomorrow.year)
    return on.weekday() < FRIDAY and on not in free and tomorrow not in free


def is_calm(on: date, known: Iterable[KnownDay]) -> bool:
    """Whether no heavy day is near: none within two weeks, and for a birthday not the day itself."""
    return not any(_heavy(on, one) for one in known)


def _heavy(on: date, known: KnownDay) -> bool:
    if known.what in {"event", "birthday"}:
        years = range(on.year - known.on.year - 1, on.year - known.on.year + 2)
        days = [years_after(known.on, number) for number in years]
    else:
        days = [known.on]
    reach = timedelta() if known.what == "birthday" else AROUND
    return any(abs(on - day) <= reach for day in days)


def next_letter_day(start: date, known: Iterable[KnownDay] = ()) -> date:
    """The first day from ``start`` on which a letter may arrive, with these heavy days."""
    heavy, on = tuple(known), start
    while not (letter_may_arrive(on) and is_calm(on, heavy)):
        on += timedelta(days=1)
    return on
