"""Services that sign people up in their work, each with a key of its own (security §1 "Hostile or false referrer").

A key has 256 random bits, so a digest of it is enough; it is shown once, when it is made.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from visavis.people.hashing import lookup, lookups
from visavis.people.models import ReferrerKey

PREFIX = "vv_"
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Referrer:
    """``id``: what stands beside a person whom they signed up. ``source``: of domain §8."""

    id: str
    name: str
    source: str
    since: date
    ended: date | None


def _of(row: ReferrerKey) -> Referrer:
    return Referrer(row.pk, row.name, row.source, row.made_on, row.ended_on)


def issue(name: str, source: str, by: str, today: date, key: str = "") -> tuple[Referrer, str]:
    """A new key, and whose it is. ``by``: the account that made it; ``key``: of the demo's sandbox alone."""
    key = key or PREFIX + secrets.token_urlsafe(32)
    row = ReferrerKey.objects.create(
        name=name, source=source, lookup=_digest(key), made_by=by, made_on=today
    )
    return _of(row), key


def end(referrer: str, today: date) -> None:
    """Their key opens nothing any more. Ended twice, it keeps the first day."""
    ReferrerKey.objects.filter(pk=referrer, ended_on=None).update(ended_on=today)


def everyone() -> list[Referrer]:
    """Those who have a key first, by name; then those whose key was ended."""
    rows = [_of(row) for row in ReferrerKey.objects.order_by("name", "pk")]
    return sorted(rows, key=lambda one: one.ended is not None)


def of_key(key: str) -> Referrer | None:
    """Whose key this is; None for one that is unknown, ended or no key at all."""
    if not key.startswith(PREFIX) or len(key) > LONGEST:
        return None
    found = lookups("referrer", key)
    row = ReferrerKey.objects.filter(lookup__in=found, ended_on=None).first()
    return None if row is None else _of(row)


def _digest(key: str) -> str:
    return lookup("referrer", key)
