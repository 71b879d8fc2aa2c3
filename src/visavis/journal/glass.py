"""Emergency access (S41): a reason, one hour, the privacy officer is told, the person is informed later."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from visavis.journal import access
from visavis.journal.access import Line, What, Why
from visavis.journal.cards import cards_of
from visavis.journal.envelope import Damaged
from visavis.journal.keys import ACCESS, WORKLIST, Ring
from visavis.journal.models import GlassRow, Trajectory
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.journal.worklist import tasks_of
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import GLASS_STAYS_BROKEN

LASTS = GLASS_STAYS_BROKEN
WAITS = "glass_was_broken"
"""The privacy officer's work that the act leaves, for each person."""
SHORTEST_REASON = 10


class NoReason(ValueError):
    """An emergency is declared with its reason, in a sentence."""


@dataclass(frozen=True, slots=True)
class Glass:
    """One emergency. ``noticed_on``: the privacy officer has seen it; ``informed_on``: the person knows."""

    id: str
    account: str
    role: str
    trajectory: str
    reason: str
    at: datetime
    until: datetime
    noticed_on: date | None
    informed_on: date | None


def break_glass(
    ring: Ring, account: str, role: str, trajectory: str, reason: str, now: datetime
) -> datetime:
    """Opens this dossier to this member of staff for an hour; until when. Raises NoReason.

    The notice to the privacy officer is the row itself, and the line in the access log.
    """
    said = reason.strip()
    if len(said) < SHORTEST_REASON:
        raise NoReason
    row_id, until = os.urandom(16).hex(), now + LASTS
    body = json.dumps([account, role, trajectory, said, now.isoformat()], ensure_ascii=False)
    with transaction.atomic():
        GlassRow.objects.create(
            id=row_id,
            tenant_id=ring.tenant,
            tag=_tag(ring, account, trajectory),
            until=until,
            sealed=seal(ring.sealing(ACCESS), _aad(ring, row_id), b"", body.encode(), info=ROW),
        )
        line = Line(now, account, role, What.GLASS, trajectory, "", Why.GLASS, words=said)
        access.write(ring, [line])
    return until


def broken(ring: Ring, account: str, trajectories: Iterable[str], now: datetime) -> set[str]:
    """In which of these this member of staff has declared an emergency in the last hour. One query."""
    tags = {_tag(ring, account, one): one for one in trajectories}
    rows = GlassRow.objects.filter(tag__in=tags, until__gt=now, until__lte=now + LASTS)
    return {tags[tag] for tag in rows.values_list("tag", flat=True)}


def emergencies(ring: Ring, limit: int = 100) -> list[Glass]:
    """All of them, the newest first. For the privacy officer."""
    key, found = ring.opening(ACCESS), []
    for row in GlassRow.objects.filter(tenant_id=ring.tenant).order_by("-until", "id")[:limit]:
        try:
            body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
        except Unsealable:
            raise Damaged("an emergency does not open") from None
        account, role, trajectory, reason, at = json.loads(body)
        begun = datetime.fromisoformat(at)
        found.append(
            Glass(
                row.id,
                account,
                role,
                trajectory,
                reason,
                begun,
                row.until,
                row.noticed_on,
                row.informed_on,
            )
        )
    return found


def unseen(tenant: str) -> int:
    """How many the privacy officer has not looked at."""
    return GlassRow.objects.filter(tenant_id=tenant, noticed_on=None).count()


def notice(ring: Ring, glass: str, today: date) -> None:
    ring.must_seal(ACCESS)
    GlassRow.objects.filter(tenant_id=ring.tenant, id=glass, noticed_on=None).update(
        noticed_on=today
    )


def inform(ring: Ring, glass: str, today: date) -> None:
    """The person was told that their dossier was opened in an emergency, and why."""
    ring.must_seal(ACCESS)
    GlassRow.objects.filter(tenant_id=ring.tenant, id=glass, informed_on=None).update(
        informed_on=today
    )


@dataclass(frozen=True, slots=True)
class Listener:
    """Somebody who is to be told of an emergency in their trajectory. ``began``: who signed up."""

    party: PartyId
    began: bool


def to_tell(ring: Ring, trajectory: str) -> list[Listener]:
    """Who has not been told yet. From the worklist and the cards; of the cards only who began is given back."""
    ring.must_open(ACCESS)
    inside = Ring(ring.keys, "emergencies", frozenset({WORKLIST}), frozenset({WORKLIST}))
    waiting = {one.party for one in tasks_of(inside, trajectory) if one.code == WAITS}
    cards = cards_of(inside, Trajectory.objects.filter(id=trajectory)) if waiting else []
    return [
        Listener(side.party, side.initiating)
        for card in cards
        for side in card.view.sides
        if side.party in waiting
    ]


def _tag(ring: Ring, account: str, trajectory: str) -> str:
    return ring.tag(ACCESS, "glass", account, trajectory)


def _aad(ring: Ring, row_id: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"glass", row_id.encode())
