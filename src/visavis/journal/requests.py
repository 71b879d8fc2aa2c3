"""What the law gives a person to ask: a copy of what is theirs, or to be erased (domain §8 "Rights").

Each is answered within a month. Two members of staff stand for it before it is carried out: whoever wrote it
down as told is the first; for an erasure one of the two is the privacy officer. Every step is in the access log.
A copy that somebody takes at their own screen, after proving who they are, needs no request.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from visavis.journal import access
from visavis.journal.access import Line, What, Why
from visavis.journal.envelope import Damaged
from visavis.journal.keys import REQUESTS, Ring
from visavis.journal.models import RequestRow
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.retention import months_after
from visavis.mediation.terms import day

ANSWERED_WITHIN_MONTHS = 1  # GDPR 12.3
NEEDED = 2


class Asked(StrEnum):
    COPY = "copy"
    ERASURE = "erasure"


class Closed(StrEnum):
    DONE = "done"
    WITHDRAWN = "withdrawn"  # by the person
    REFUSED = "refused"  # with the reason, in words


class NotAgain(ValueError):
    """This person of staff has stood for it already: the second must be another."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Who of staff stands for it, in which role, on which day."""

    account: str
    role: str
    on: str


@dataclass(frozen=True, slots=True)
class Request:
    """``by_themselves``: at their own screen; otherwise the first of ``stood`` wrote it down as told."""

    id: str
    asked: Asked
    party: str
    trajectory: str
    by_themselves: bool
    stood: tuple[Stood, ...]
    asked_on: date
    due_on: date
    closed_on: date | None = None
    closed: str = ""
    words: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether it may be carried out."""
        officer = any(one.role == Audience.PRIVACY_OFFICER for one in self.stood)
        return len(self.stood) >= NEEDED and (officer or self.asked is not Asked.ERASURE)

    def waits_for(self, account: str) -> bool:
        """Whether this member of staff could still stand for it."""
        return not self.confirmed and all(one.account != account for one in self.stood)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks or stands for something: a member of staff in a role; None for the person themselves."""

    account: str
    role: str


def ask(
    ring: Ring,
    asked: Asked,
    party: PartyId,
    trajectory: str,
    now: datetime,
    by: Asker | None = None,
) -> Request:
    """Writes it down; what this person asked before and is still open is given back instead."""
    open_ = RequestRow.objects.filter(tag=_tag(ring, asked, party), closed_on=None).first()
    today = day(now)
    if open_ is not None:
        return Request(
            open_.id, asked, party, trajectory, by is None, (), open_.asked_on, open_.due_on
        )
    stood = (Stood(by.account, by.role, today.isoformat()),) if by else ()
    due = months_after(today, ANSWERED_WITHIN_MONTHS)
    made = Request(os.urandom(16).hex(), asked, party, trajectory, by is None, stood, today, due)
    with transaction.atomic():
        RequestRow.objects.create(
            id=made.id, tenant_id=ring.tenant, tag=_tag(ring, asked, party), asked_on=today,
            due_on=due, sealed=_sealed(ring, made),
        )  # fmt: skip
        _log(ring, made, by or Asker("", Audience.OWNER), now, f"asked:{asked}")
    return made


def asked_on(ring: Ring, asked: Asked, party: PartyId) -> date | None:
    """For the person's own page: the day on which they asked this, while it is open."""
    rows = RequestRow.objects.filter(tag=_tag(ring, asked, party), closed_on=None)
    return rows.values_list("asked_on", flat=True).first()


def of_party(ring: Ring, party: PartyId) -> list[Request]:
    """What this person asked and is open."""
    tags = [_tag(ring, asked, party) for asked in Asked]
    return [_opened(ring, row) for row in RequestRow.objects.filter(tag__in=tags, closed_on=None)]


def open_requests(ring: Ring) -> list[Request]:
    """All that wait, the first to be answered first."""
    rows = RequestRow.objects.filter(tenant_id=ring.tenant, closed_on=None)
    return [_opened(ring, row) for row in rows.order_by("due_on", "id")]


def closed_requests(ring: Ring, limit: int = 50) -> list[Request]:
    rows = RequestRow.objects.filter(tenant_id=ring.tenant).exclude(closed_on=None)
    return [_opened(ring, row) for row in rows.order_by("-closed_on", "id")[:limit]]


def find(ring: Ring, request: str) -> Request | None:
    row = RequestRow.objects.filter(tenant_id=ring.tenant, id=request).first()
    return None if row is None else _opened(ring, row)


def stand_for(ring: Ring, request: str, by: Asker, now: datetime) -> Request | None:
    """One more member of staff stands for it. None where it is not open; NotAgain for the same person twice."""
    with transaction.atomic():
        found = _locked(ring, request)
        if found is None:
            return None
        if not found.waits_for(by.account):
            raise NotAgain
        stood = Stood(by.account, by.role, day(now).isoformat())
        found = replace(found, stood=(*found.stood, stood))
        RequestRow.objects.filter(id=request).update(sealed=_sealed(ring, found))
        _log(ring, found, by, now, f"stood:{found.asked}")
    return found


def close(
    ring: Ring, request: str, how: Closed, by: Asker, now: datetime, words: str = ""
) -> Request | None:
    """It was carried out, taken back, or refused with a reason. None where it is not open."""
    with transaction.atomic():
        found = _locked(ring, request)
        if found is None:
            return None
        found = replace(found, closed=how, words=words, closed_on=day(now))
        RequestRow.objects.filter(id=request).update(
            sealed=_sealed(ring, found), closed_on=found.closed_on
        )
        _log(ring, found, by, now, f"{how}:{found.asked}")
    return found


def _locked(ring: Ring, request: str) -> Request | None:
    rows = RequestRow.objects.filter(
        tenant_id=ring.tenant, id=request, closed_on=None
    ).select_for_update()
    row = rows.first()
    return None if row is None else _opened(ring, row)


def _log(ring: Ring, request: Request, by: Asker, now: datetime, words: str) -> None:
    line = Line(
        now, by.account, by.role, What.REQUEST, request.trajectory, request.party, Why.REQUEST,
        words=words,
    )  # fmt: skip
    access.write(ring, [line])


def _tag(ring: Ring, asked: Asked, party: PartyId) -> str:
    return ring.tag(REQUESTS, asked, party)


def _sealed(ring: Ring, request: Request) -> bytes:
    said = asdict(request)
    for clear in ("id", "asked_on", "due_on", "closed_on"):
        del said[clear]
    body = json.dumps(said, ensure_ascii=False).encode()
    return seal(ring.sealing(REQUESTS), _aad(ring, request.id), b"", body, info=ROW)


def _opened(ring: Ring, row: RequestRow) -> Request:
    try:
        sealed = bytes(row.sealed)
        said = json.loads(unseal(ring.opening(REQUESTS), _aad(ring, row.id), sealed, info=ROW)[1])
    except Unsealable:
        raise Damaged("a request does not open") from None
    said["asked"] = Asked(said["asked"])
    said["stood"] = tuple(Stood(**one) for one in said["stood"])
    return Request(
        id=row.id, asked_on=row.asked_on, due_on=row.due_on, closed_on=row.closed_on, **said
    )


def _aad(ring: Ring, request: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"request", request.encode())
