"""A telephone call that ended half-way: what was written down so far, sealed for intake, until it is taken up again.

Nobody signed up yet, so there is no dossier. It is erased when they are signed up, when intake throws it away, and
at the latest as long after the call as a sign-up without a yes is kept. In clear stands that day alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from visavis.journal.envelope import Damaged
from visavis.journal.keys import REQUESTS, Ring
from visavis.journal.models import TelephoneNoteRow
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.terms import UNCONFIRMED_KEPT, day


@dataclass(frozen=True, slots=True)
class TelephoneNote:
    """``said``: what stands in each field of the form, as it was typed. ``by``: the name of who wrote it down."""

    said: Mapping[str, str]
    by: str
    on: date


def keep(ring: Ring, note: str, said: Mapping[str, str], by: str, now: datetime) -> None:
    """What stands in the form now, in place of what stood there. The day on which it goes stays the first one's.

    ``note``: a random id. Raises OutsideReach for whoever does not look after these.
    """
    ring.must_open(REQUESTS)
    body = json.dumps(
        {"said": dict(said), "by": by, "on": day(now).isoformat()}, ensure_ascii=False
    )
    sealed = seal(ring.sealing(REQUESTS), _aad(ring, note), b"", body.encode(), info=ROW)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_telephonenoterow (id, tenant_id, until, sealed) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed "
            "WHERE journal_telephonenoterow.tenant_id = excluded.tenant_id",
            [note, ring.tenant, day(now) + UNCONFIRMED_KEPT, sealed],
        )


def waiting(ring: Ring) -> dict[str, TelephoneNote]:
    """All that can be taken up again, the oldest first, by id."""
    rows = TelephoneNoteRow.objects.filter(tenant_id=ring.tenant).order_by("until", "id")
    return {row.id: _opened(ring, row) for row in rows}


def number(tenant: str) -> int:
    """How many there are; needs no key."""
    return TelephoneNoteRow.objects.filter(tenant_id=tenant).count()


def note_of(ring: Ring, note: str) -> TelephoneNote | None:
    """One of them, or None where it was taken up or thrown away."""
    row = TelephoneNoteRow.objects.filter(tenant_id=ring.tenant, id=note).first()
    return None if row is None else _opened(ring, row)


def erase(ring: Ring, note: str) -> None:
    """They are signed up, or it is of no use. What is gone already stays gone."""
    ring.must_open(REQUESTS)
    TelephoneNoteRow.objects.filter(tenant_id=ring.tenant, id=note).delete()


def forget(today: date) -> int:
    """Drops those whose day came; how many. Needs no key."""
    return TelephoneNoteRow.objects.filter(until__lte=today).delete()[0]


def _opened(ring: Ring, row: TelephoneNoteRow) -> TelephoneNote:
    key = ring.opening(REQUESTS)
    try:
        body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
    except Unsealable:
        raise Damaged("a note of a telephone call does not open") from None
    found: Mapping[str, Any] = json.loads(body)
    return TelephoneNote(found["said"], found["by"], date.fromisoformat(found["on"]))


def _aad(ring: Ring, note: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"telephone_note", note.encode())
