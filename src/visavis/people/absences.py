"""When staff are away, from and till a day: no reason is asked, and what is over is forgotten."""

from dataclasses import dataclass
from datetime import date

from visavis.people.models import Absence


@dataclass(frozen=True, slots=True)
class Away:
    """``first`` and ``last``: both days included."""

    id: str
    account: str
    first: date
    last: date


def put(account: str, first: date, last: date, by: str) -> None:
    """The same days said twice stand there once."""
    Absence.objects.get_or_create(
        account_id=account, first=first, last=last, defaults={"put_by": by}
    )


def take_off(account: str, absence: str) -> None:
    """They are here after all. What is gone already stays gone."""
    Absence.objects.filter(account_id=account, id=absence).delete()


def coming(account: str, today: date) -> list[Away]:
    """Of one of them, what is not over, the soonest first."""
    rows = Absence.objects.filter(account_id=account, last__gte=today).order_by("first", "last")
    return [Away(row.pk, row.account_id, row.first, row.last) for row in rows]


def away_on(today: date) -> dict[str, date]:
    """Who is away today, by account, with the last day of it."""
    rows = Absence.objects.filter(first__lte=today, last__gte=today).order_by("last")
    return dict(rows.values_list("account_id", "last"))


def forget(today: date) -> int:
    """Drops what is over; how many."""
    return Absence.objects.filter(last__lt=today).delete()[0]
