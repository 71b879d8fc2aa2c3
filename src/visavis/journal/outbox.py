"""The outbox and the study's feed: written with their act, carried out elsewhere, never rebuilt."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.keys import STUDY, WORKLIST, EpochMoved, Ring
from visavis.journal.models import FeedRow, OutboxRow
from visavis.journal.remembered import Remembered
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.effects import Anchor, Notice
from visavis.mediation.entries import PartyId

TAKEN = timedelta(minutes=10)
"""Longer than sending one message ever takes."""


@dataclass(frozen=True, slots=True)
class Message:
    """Somebody is to be told that there is something for them; how, ``people`` knows."""

    id: str
    party: PartyId
    not_before: date


_KNOWN: Remembered[Message] = Remembered(100_000)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An anchor of the study, as the study reads it. ``token``: this person's stable tag in the study."""

    id: str
    token: str
    party: PartyId
    occasion: str
    on: date


def outbox_row(ring: Ring, notice: Notice) -> OutboxRow:
    row_id = os.urandom(16).hex()
    sealed = seal(ring.sealing(WORKLIST), aad(ring, row_id), b"", notice.party.encode(), info=ROW)
    return OutboxRow(id=row_id, tenant_id=ring.tenant, not_before=notice.not_before, sealed=sealed)


def aad(ring: Ring, row_id: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"outbox", row_id.encode())


def queue(ring: Ring, notice: Notice) -> None:
    """A message that follows from no act. Sealed again where the keys moved to a new epoch meanwhile."""
    for _ in range(2):
        row = outbox_row(ring, notice)
        with transaction.atomic():
            # The row first: it waits for a new epoch that is being made, which then shows.
            row.save(force_insert=True)
            if not ring.keys.moved():
                return
            row.delete()
    raise EpochMoved("The keys moved to a new epoch twice.")


@steady
def to_send(ring: Ring, today: date, limit: int = 10_000) -> list[Message]:
    """What may go out on this day and has not, oldest first: all of it, for what waits to be passed on by hand
    may be much, and must keep nothing else from leaving."""
    waiting = OutboxRow.objects.filter(
        tenant_id=ring.tenant, sent_at__isnull=True, not_before__lte=today
    ).order_by("not_before", "id")
    ids = list(waiting.values_list("id", flat=True)[:limit])

    def opened(some: list[str]) -> Iterator[tuple[str, Message]]:
        rows = OutboxRow.objects.filter(id__in=some)
        for row_id, sealed, not_before in rows.values_list("id", "sealed", "not_before"):
            party = _opened(ring.opening(WORKLIST), aad(ring, row_id), bytes(sealed)).decode()
            yield row_id, Message(row_id, PartyId(party), not_before)

    known = _KNOWN.of(ring.opening(WORKLIST), ids, opened)
    return [known[row_id] for row_id in ids if row_id in known]


def take(message: str, now: datetime) -> bool:
    """Whether it is this call that sends it: of rounds at the same time one does, for `TAKEN` at most, so that
    what a crash left unsent leaves in a later round."""
    free = Q(taken_at=None) | Q(taken_at__lte=now - TAKEN) | Q(taken_at__gt=now)
    rows = OutboxRow.objects.filter(free, id=message, sent_at__isnull=True)
    return bool(rows.update(taken_at=now))


def mark_sent(message: str, now: datetime) -> bool:
    """Whether it was this call that marked it; sending is a fact of its own."""
    return bool(OutboxRow.objects.filter(id=message, sent_at__isnull=True).update(sent_at=now))


def feed_row(ring: Ring, anchor: Anchor) -> FeedRow:
    row_id = os.urandom(16).hex()
    aad = (ring.tenant.encode(), b"feed", row_id.encode())
    body = json.dumps([anchor.party, anchor.occasion, anchor.on.isoformat()]).encode()
    return FeedRow(
        id=row_id,
        tenant_id=ring.tenant,
        token=study_token(ring, anchor.party),
        sealed=seal(ring.sealing(STUDY), aad, b"", body, info=ROW),
    )


def study_token(ring: Ring, party: PartyId) -> str:
    """This person in the study's tables; without the study key it leads nowhere."""
    return ring.tag(STUDY, "person", party)


def occasions(ring: Ring, limit: int = 1000) -> list[Occasion]:
    """Occasions the study has not taken yet, of all people, in no telling order."""
    key = ring.opening(STUDY)
    found = []
    for row in FeedRow.objects.filter(tenant_id=ring.tenant, taken=False).order_by("id")[:limit]:
        aad = (ring.tenant.encode(), b"feed", row.id.encode())
        party, occasion, on = json.loads(_opened(key, aad, bytes(row.sealed)))
        found.append(Occasion(row.id, row.token, PartyId(party), occasion, date.fromisoformat(on)))
    return sorted(found, key=lambda item: (item.on, item.id))


def take_occasions(ids: Iterable[str]) -> bool:
    """The study takes them, in the transaction in which it acts on them. False: another took some of them."""
    wanted = set(ids)
    return FeedRow.objects.filter(id__in=wanted, taken=False).update(taken=True) == len(wanted)


def _opened(key: bytes, aad: tuple[bytes, ...], sealed: bytes) -> bytes:
    try:
        return unseal(key, aad, sealed, info=ROW)[1]
    except Unsealable:
        raise Damaged("a row beside the journal does not open") from None
