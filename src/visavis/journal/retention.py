"""Who is to be erased, and when: a read model of days; and holds, which put an erasure off."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from visavis.journal.envelope import Damaged
from visavis.journal.keys import ACCESS, Ring
from visavis.journal.models import HoldRow, Party, RetentionRow
from visavis.journal.seal import ROW, Unsealable, seal, unseal


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody's day. ``held``: until when a hold puts it off."""

    party: str
    trajectory: str
    on: date
    held: date | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """``ground``: complaint or legal_claim; ``words`` and ``by`` (an account) for those who look after it."""

    id: str
    party: str
    until: date
    ground: str
    words: str
    by: str


GROUNDS = ("complaint", "legal_claim")


def write_days(days: Iterable[tuple[str, date | None]]) -> None:
    """Sets the day of each party; None takes it away."""
    chosen = list(days)
    with connection.cursor() as cursor:
        if gone := [(party,) for party, on in chosen if on is None]:
            cursor.executemany("DELETE FROM journal_retentionrow WHERE party_id = %s", gone)
        if dated := [(party, on) for party, on in chosen if on is not None]:
            cursor.executemany(
                'INSERT INTO journal_retentionrow (party_id, "on") VALUES (%s, %s) '
                'ON CONFLICT (party_id) DO UPDATE SET "on" = excluded."on"',
                dated,
            )


def due(tenant: str, until: date, today: date) -> list[Due]:
    """Whose day is no later than ``until``, oldest first, with the hold that stands today."""
    rows = RetentionRow.objects.filter(party__trajectory__tenant_id=tenant, on__lte=until)
    held: dict[str, date] = {}
    for party, day in HoldRow.objects.filter(until__gte=today).values_list("party_id", "until"):
        held[party] = max(day, held.get(party, day))
    return [
        Due(party, trajectory, on, held.get(party))
        for party, trajectory, on in rows.order_by("on", "party_id").values_list(
            "party_id", "party__trajectory_id", "on"
        )
    ]


def put_hold(ring: Ring, party: str, until: date, ground: str, words: str, by: str) -> str:
    """Puts an erasure off until after this day; its id. Raises LookupError for nobody, ValueError for no ground."""
    if ground not in GROUNDS:
        raise ValueError(f"a hold is for one of {GROUNDS}, not {ground!r}")
    if not Party.objects.filter(id=party, trajectory__tenant_id=ring.tenant).exists():
        raise LookupError(party)
    hold = os.urandom(16).hex()
    body = json.dumps([ground, words, by], ensure_ascii=False).encode()
    sealed = seal(ring.sealing(ACCESS), _aad(ring, hold), b"", body, info=ROW)
    HoldRow.objects.create(id=hold, party_id=party, until=until, sealed=sealed)
    return hold


def end_hold(hold: str, yesterday: date) -> None:
    """A hold ends before its day: what it was for is settled."""
    HoldRow.objects.filter(id=hold, until__gt=yesterday).update(until=yesterday)


def holds(ring: Ring, today: date) -> list[Hold]:
    """Those that stand on this day."""
    key, found = ring.opening(ACCESS), []
    rows = HoldRow.objects.filter(until__gte=today, party__trajectory__tenant_id=ring.tenant)
    for row in rows.order_by("until", "id"):
        try:
            body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
        except Unsealable:
            raise Damaged("a hold does not open") from None
        found.append(Hold(row.id, row.party_id, row.until, *json.loads(body)))
    return found


def _aad(ring: Ring, hold: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"hold", hold.encode())
