"""Somebody asked to be called: no dossier, a sealed line for intake, gone once we spoke (experience §2.1).

The front door seals it and can open none. In clear stands the day alone.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import connection, transaction

from visavis.journal.envelope import Damaged
from visavis.journal.keys import REQUESTS, Ring
from visavis.journal.models import CallBackRow
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.calling_back import next_day


@dataclass(frozen=True, slots=True)
class CallBack:
    """Whom to call, when, and what not to do. ``as_whom``: who we say that we are, if somebody else answers."""

    on: date
    part: str
    phone: str
    name: str = ""
    as_whom: str = ""
    message: bool = False
    """Whether we may leave one."""
    careful: str = ""
    language: str = "nl"
    tries: int = 0


def ask(ring: Ring, call: CallBack, key: str) -> None:
    """Writes it down; the same form sent twice stands there once."""
    row = ring.tag(REQUESTS, "call_back", key)
    sealed = _sealed(ring, row, call)
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO journal_callbackrow (id, tenant_id, "on", sealed) VALUES (%s, %s, %s, %s) '
            "ON CONFLICT (id) DO NOTHING",
            [row, ring.tenant, call.on, sealed],
        )


def waiting(ring: Ring) -> dict[str, CallBack]:
    """All that are to be called, the first day first, by the id of the row."""
    rows = CallBackRow.objects.filter(tenant_id=ring.tenant).order_by("on", "id")
    return {row.id: _opened(ring, row) for row in rows}


def number(tenant: str, until: date) -> int:
    """How many are to be called up to this day; needs no key."""
    return CallBackRow.objects.filter(tenant_id=tenant, on__lte=until).count()


def spoke(ring: Ring, row: str) -> None:
    """We spoke with them, or they need no call: nothing of it is kept. What is gone already stays gone."""
    ring.must_open(REQUESTS)
    CallBackRow.objects.filter(tenant_id=ring.tenant, id=row).delete()


def nobody_answered(ring: Ring, row: str) -> None:
    """To be tried again on the next day on which we call, in the same part of it."""
    with transaction.atomic():
        rows = CallBackRow.objects.filter(tenant_id=ring.tenant, id=row)
        for found in rows.select_for_update():
            call = _opened(ring, found)
            again = replace(call, on=next_day(call.on), tries=call.tries + 1)
            rows.update(on=again.on, sealed=_sealed(ring, row, again))


def _sealed(ring: Ring, row: str, call: CallBack) -> bytes:
    said = asdict(call) | {"on": call.on.isoformat()}
    body = json.dumps(said, ensure_ascii=False).encode()
    return seal(ring.sealing(REQUESTS), _aad(ring, row), b"", body, info=ROW)


def _opened(ring: Ring, row: CallBackRow) -> CallBack:
    key = ring.opening(REQUESTS)
    try:
        body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
    except Unsealable:
        raise Damaged("a call to make does not open") from None
    said: Mapping[str, Any] = json.loads(body)
    return CallBack(**{**said, "on": date.fromisoformat(said["on"])})


def _aad(ring: Ring, row: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"call_back", row.encode())
