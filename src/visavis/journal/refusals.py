"""How often a safeguard refused a step at the desk: its number, the step, the month; of nobody.

The journal keeps what happened, and a refusal is what did not happen: it has no entry. What a practice lead may
learn from it is where the rules bite, not who pressed, about whom or on which day; so none of that is written.
Rows are sealed under the worklist key, for a list of refused steps tells a thief of the course of mediations. In
clear stands the day on which a row is forgotten, the same for a whole month.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.models import RefusalRow
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.terms import years_after


@dataclass(frozen=True, slots=True)
class Refused:
    """One safeguard at one step. ``act``: the name of the act; ``month``: the first day of it."""

    number: int
    act: str
    month: date


def keep(ring: Ring, number: int, act: str, on: date, key: str) -> None:
    """Counts it. The same form (``key``) refused by the same safeguard counts once, however often it is sent.

    Sealed again where the keys moved to a new epoch meanwhile; where they move twice it is not counted, for nobody
    waits for a count. Raises OutsideReach where a person acts for themselves: what they are refused is theirs.
    """
    ring.must_open(WORKLIST)
    month = on.replace(day=1)
    row = ring.tag(WORKLIST, "refused", act, str(number), key)
    body = json.dumps([number, act, month.isoformat()]).encode()
    for _ in range(2):
        sealed = seal(ring.sealing(WORKLIST), _aad(ring, row), b"", body, info=ROW)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO journal_refusalrow (id, tenant_id, until, sealed) "
                "VALUES (%s, %s, %s, %s) ON CONFLICT (id) DO NOTHING",
                [row, ring.tenant, years_after(_next(month), 1), sealed],
            )
            if not ring.keys.moved():
                return
            RefusalRow.objects.filter(id=row).delete()


@steady
def counted(ring: Ring, today: date) -> Counter[Refused]:
    """This month and the twelve before it. One query. Raises OutsideReach, Damaged."""
    key = ring.opening(WORKLIST)
    rows = RefusalRow.objects.filter(tenant_id=ring.tenant, until__gt=today)
    return Counter(_opened(ring, key, row) for row in rows)


def forget(today: date) -> int:
    """Drops what is a year old; how many. Needs no key."""
    return RefusalRow.objects.filter(until__lte=today).delete()[0]


def _next(month: date) -> date:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _opened(ring: Ring, key: bytes, row: RefusalRow) -> Refused:
    try:
        body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
    except Unsealable:
        raise Damaged("a refusal that was counted does not open") from None
    number, act, month = json.loads(body)
    return Refused(number, act, date.fromisoformat(month))


def _aad(ring: Ring, row: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"refused", row.encode())
