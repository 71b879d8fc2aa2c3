"""Growing delays after failed attempts, and for a flood of sign-ups, in the database, so that every process knows them.

Four keys count: what was aimed at together with where from, what was aimed at, where from, and
everything. Only the two with a place in them grow long. What an attacker elsewhere can push makes
an owner wait seconds, and not at all from a place where they signed in before. The delay depends
on attempts alone and not on whether the account exists.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from visavis.people.hashing import lookup
from visavis.people.models import Throttle

FORGET = timedelta(hours=24)
NO_WAIT = timedelta(0)
KNOWN_PLACE = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Rule:
    """``free`` failures cost nothing; then one second, doubling, up to ``most``.

    One failure is forgiven per ``leak``, so that a house where many sign in (a prison, a library)
    is not slowed by yesterday's typing errors.
    """

    free: int
    most: timedelta
    leak: timedelta

    def delay(self, failures: int) -> timedelta:
        over = failures - self.free
        if over < 0:
            return NO_WAIT
        return min(timedelta(seconds=2 ** min(over, 20)), self.most)

    def after(self, failures: int, passed: timedelta) -> int:
        """How many failures still count after ``passed``."""
        return max(failures - int(passed / self.leak), 0)


HERE_AND_THIS = Rule(5, timedelta(minutes=15), timedelta(minutes=20))
THIS = Rule(10, timedelta(seconds=5), timedelta(minutes=10))
HERE = Rule(20, timedelta(minutes=15), timedelta(minutes=2))
ALL = Rule(500, timedelta(seconds=2), timedelta(seconds=2))
PUSHED_FROM_ELSEWHERE = (THIS, ALL)

SIGN_UPS_HERE = Rule(60, timedelta(hours=1), timedelta(minutes=2))
SIGN_UPS = Rule(600, timedelta(minutes=2), timedelta(seconds=10))
"""A house of many (a prison, a hospital) signs up sixty at once; a service gets fewer in a week."""


CALENDARS_HERE = Rule(240, timedelta(minutes=5), timedelta(seconds=5))
"""A calendar asks again every quarter of an hour or so; a company that reads for many asks from one place."""
REFERRAL = Rule(120, timedelta(minutes=15), timedelta(seconds=30))
"""What one service may send or ask with its key; a sign-up takes somebody minutes."""


def prefix(address: str) -> str:
    """The network an address belongs to: /24, or /48 for IPv6. What is no address is one place."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    size = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network(f"{parsed}/{size}", strict=False))


def _keys(target: str, address: str) -> list[tuple[Rule, str]]:
    place = prefix(address)
    return [
        (HERE_AND_THIS, lookup("throttle", "both", target, place)),
        (THIS, lookup("throttle", "target", target)),
        (HERE, lookup("throttle", "place", place)),
        (ALL, lookup("throttle", "all")),
    ]


def wait(target: str, address: str, now: datetime) -> timedelta:
    """How long this attempt must still wait; zero when it may be made.

    A place from which this target was opened before does not wait for what others do elsewhere.
    """
    keys = _keys(target, address)
    rows = _rows(keys)
    both = rows.get(keys[0][1])
    known = both is not None and both.known_until is not None and both.known_until > now
    return max(
        (
            _left(rule, rows[key], now)
            for rule, key in keys
            if key in rows and not (known and rule in PUSHED_FROM_ELSEWHERE)
        ),
        default=NO_WAIT,
    )


def _rows(keys: list[tuple[Rule, str]]) -> dict[str, Throttle]:
    found = Throttle.objects.filter(pk__in=[key for _, key in keys])
    return {row.key: row for row in found}


def _left(rule: Rule, row: Throttle, now: datetime) -> timedelta:
    return max(row.last_at + rule.delay(row.failures) - now, NO_WAIT)


def failed(target: str, address: str, now: datetime) -> None:
    """Count a failed attempt."""
    _count(_keys(target, address), now)


def _count(keys: list[tuple[Rule, str]], now: datetime) -> None:
    with transaction.atomic():
        # Sorted, so that two attempts at once lock their rows in one order.
        for rule, key in sorted(keys, key=lambda pair: pair[1]):
            row, new = Throttle.objects.select_for_update().get_or_create(
                pk=key, defaults={"failures": 1, "last_at": now}
            )
            if not new:
                row.failures = rule.after(row.failures, now - row.last_at) + 1
                row.last_at = now
                row.save()


def crowded(address: str, now: datetime) -> timedelta:
    """How long whoever signs up, or signs somebody up, must still wait; zero when it may be sent."""
    keys = _sign_up_keys(address)
    rows = _rows(keys)
    return max((_left(rule, rows[key], now) for rule, key in keys if key in rows), default=NO_WAIT)


def signed_up(address: str, now: datetime) -> None:
    """Count a sign-up that was taken in."""
    _count(_sign_up_keys(address), now)


def _sign_up_keys(address: str) -> list[tuple[Rule, str]]:
    place = lookup("throttle", "sign_up", prefix(address))
    return [(SIGN_UPS_HERE, place), (SIGN_UPS, lookup("throttle", "sign_ups"))]


def reads_calendar(address: str, now: datetime) -> timedelta:
    """How long whoever asks for a calendar must still wait; zero when it may be read, which counts.

    It depends on how often was asked from there, never on what for: a right address costs as a wrong one.
    """
    keys = [(CALENDARS_HERE, lookup("throttle", "calendar", prefix(address)))]
    rows = _rows(keys)
    left = max((_left(rule, rows[key], now) for rule, key in keys if key in rows), default=NO_WAIT)
    if not left:
        _count(keys, now)
    return left


def too_much(referrer: str, now: datetime) -> timedelta:
    """Counts one question or sign-up of this service; how long the next must wait, zero if it need not."""
    key = lookup("throttle", "referrer", referrer)
    rows = _rows([(REFERRAL, key)])
    left = _left(REFERRAL, rows[key], now) if key in rows else NO_WAIT
    if not left:
        _count([(REFERRAL, key)], now)
    return left


def succeeded(target: str, address: str, now: datetime) -> None:
    """Forget this place's failures with this target, and remember the place as known."""
    Throttle.objects.update_or_create(
        pk=_keys(target, address)[0][1],
        defaults={"failures": 0, "last_at": now, "known_until": now + KNOWN_PLACE},
    )


def forget_old(now: datetime) -> int:
    """Delete rows that no longer matter; part of the sweep."""
    old = Throttle.objects.filter(last_at__lt=now - FORGET).exclude(known_until__gt=now)
    return old.delete()[0]
