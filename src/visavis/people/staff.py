"""Who works here: what lists and letters need of staff, as frozen values."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import QuerySet

from visavis.people import calendars
from visavis.people.models import Account, Invitation, Kind, Membership, ThreeWords
from visavis.people.sessions import end_all


@dataclass(frozen=True, slots=True)
class Colleague:
    account: str
    name: str
    roles: frozenset[str]
    phone_hours: str
    trained_for: frozenset[str]
    languages: frozenset[str] = frozenset()
    region: str = ""
    leaves_on: date | None = None
    here: bool = True
    """Whether they still work here."""


COLUMNS = (
    "pk",
    "name",
    "roles",
    "phone_hours",
    "trained_for",
    "languages",
    "region",
    "leaves_on",
    "closed_at",
)


def _read(rows: QuerySet[Account]) -> list[Colleague]:
    return [_as_colleague(*row) for row in rows.values_list(*COLUMNS)]


def _as_colleague(
    account: str,
    name: str,
    roles: str,
    phone_hours: str,
    trained_for: str,
    languages: str,
    region: str,
    leaves_on: date | None,
    closed_at: datetime | None,
) -> Colleague:
    return Colleague(
        account,
        name,
        _codes(roles),
        phone_hours,
        _codes(trained_for),
        _codes(languages),
        region,
        leaves_on,
        closed_at is None,
    )


@lru_cache(maxsize=1024)
def _codes(written: str) -> frozenset[str]:
    return frozenset(written.split())


def colleagues(role: str | None = None) -> list[Colleague]:
    """Those who work here now, by name; with ``role``, those who have it."""
    rows = Account.objects.filter(kind=Kind.STAFF, closed_at=None).order_by("name", "pk")
    return [each for each in _read(rows) if role is None or role in each.roles]


def colleague(account: str) -> Colleague | None:
    """One of them, also when they have left: letters and entries still name them."""
    return next(iter(_read(Account.objects.filter(kind=Kind.STAFF, pk=account))), None)


def names() -> dict[str, str]:
    """What everyone is called by account, also who has left."""
    return dict(Account.objects.filter(kind=Kind.STAFF).values_list("pk", "name"))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whoever assigns a mediator and whoever ends a departure wait for each other, so that nobody is given what
    they have just left, and no ceiling is passed by two at once. Whole or not at all."""
    with transaction.atomic():
        held = Account.objects.filter(kind=Kind.STAFF).order_by("pk").select_for_update()
        list(held.values_list("pk"))
        yield


def keep_profile(
    account: str, trained_for: Iterable[str], languages: Iterable[str], region: str
) -> None:
    """What a planner looks at when choosing who mediates."""
    Account.objects.filter(pk=account).update(
        trained_for=" ".join(sorted(trained_for)),
        languages=" ".join(sorted(languages)),
        region=region,
    )


def leaves(account: str, on: date | None) -> None:
    """Somebody leaves the service on this day, or stays after all (None)."""
    Account.objects.filter(pk=account, closed_at=None).update(leaves_on=on)


def keep_keys(account: str, chosen: str) -> None:
    """Which keys somebody chose at the desk, wherever they sign in."""
    Account.objects.filter(pk=account).update(keys=chosen)


def close_account(account: str, now: datetime) -> None:
    """Nobody signs in with it any more; all its sessions end, and so does its calendar address."""
    Account.objects.filter(pk=account).update(closed_at=now)
    end_all(account)
    calendars.stop(account)


def erase_party(party: str) -> None:
    """Everything this room knows of a party: place, invitations, words, calendar address.

    The account goes too when it spoke for nobody else.
    """
    held = list(Membership.objects.filter(party=party).values_list("account", flat=True))
    Membership.objects.filter(party=party).delete()
    for account in held:
        if not Membership.objects.filter(account=account).exists():
            end_all(account)
            Account.objects.filter(pk=account).delete()
    Invitation.objects.filter(party=party).delete()
    ThreeWords.objects.filter(party=party).delete()
    calendars.stop(party)
