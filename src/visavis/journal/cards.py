"""Cards: what a list needs of a lane, sealed under the worklist key, rewritten with each act.

A participant's act rewrites the card of its own lane only; it opens no other card, and no list opens a lane.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from visavis.journal.case_cards import COUNTED, CardPart, CaseCard, case_of
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.keys import LABELS, WORKLIST, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import Card, Trajectory
from visavis.journal.seal import (
    ROW,
    SUITE,
    Derivation,
    Unsealable,
    framed,
    seal,
    unseal,
    unseal_at,
)
from visavis.mediation.appointments import STANDS
from visavis.mediation.counted import marks_of
from visavis.mediation.entries import Audience, Entry, LaneRole, Level, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.retention import own_part, was_dated
from visavis.mediation.sight import sight
from visavis.mediation.sign_up import ASSIGNED
from visavis.mediation.terms import day
from visavis.mediation.views import fold_desk, fold_file, fold_own

CardColumns = tuple[str, str, bytes, bytes]
ON_NO_LIST = frozenset({"glass", "approved", "approval_reason"})
"""Who looked, and what the practice lead decided: of the trajectory itself, for fewer than read lists."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What a lane's read models are made of. ``dated``: whether the lane says when its party is to be erased."""

    fields: dict[str, Any]
    dated: bool = False
    erase_on: date | None = None


def card_of(lane: OpenLane, initiating: bool | None) -> Folded:
    """Folded from all of the lane's entries; ``moved``: the day of the last that mediators may know of, for
    their lists show it (who complains, or asks for another one, does not move it)."""
    entries = [opened.entry for opened in lane.entries]
    last = next((entry for entry in reversed(entries) if _moves(entry.kind)), None)
    moved = {"moved": day(last.at).isoformat() if last else ""}
    beside = moved | _counted(entries)
    if lane.role is not LaneRole.OWN:
        return Folded(_fields(lane.role, entries, lane.party, initiating) | beside)
    me = fold_own(lane.party, entries)
    fields = {
        "party": lane.party,
        "state": me.state,
        "before_pause": me.before_pause,
        "first_name": me.first_name,
        "talks": [
            [
                one.contact,
                one.form,
                one.arrives.isoformat(),
                one.leaves.isoformat(),
                one.entrance,
                one.state,
            ]
            for one in me.appointments
            if one.state in STANDS
        ],
    }
    erase_on = own_part(me)
    return Folded(fields | beside, erase_on is not None or was_dated(me), erase_on)


def _counted(entries: Sequence[Entry]) -> dict[str, Any]:
    """What figures count of this lane (`mediation.figures`): kinds, days, codes."""
    marks = marks_of(entries)
    return (
        {COUNTED: [[one.kind, one.on.isoformat(), dict(one.said)] for one in marks]}
        if marks
        else {}
    )


def _moves(kind: str) -> bool:
    return kind not in KINDS or sight(kind, Audience.MEDIATOR) > Level.NOTHING


def _fields(
    role: LaneRole, entries: Sequence[Entry], party: PartyId, initiating: bool | None
) -> dict[str, Any]:
    if role is LaneRole.FILE:
        file = fold_file(entries)
        return {
            "party": party,
            "initiating": bool(initiating),
            "state": file.state,
            "name": file.name,
            "since": file.since.isoformat() if file.since else "",
        }
    desk = fold_desk(entries)
    assigned = [day(entry.at).isoformat() for entry in entries if entry.kind == ASSIGNED]
    return {
        "assigned_on": assigned[-1] if assigned else "",
        **{name: value for name, value in vars(desk).items() if name not in ON_NO_LIST},
    }


def sealed_card(ring: Ring, lane: OpenLane, fields: dict[str, Any]) -> CardColumns:
    body = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
    aad = _aad(ring, lane.id)
    sealed = seal(ring.sealing(WORKLIST), aad, lane.role.encode(), body, info=ROW)
    label = b""
    if lane.role is LaneRole.DESK:
        nickname = str(fields["nickname"]).encode()
        label = seal(ring.sealing(LABELS), aad, b"label", nickname, info=ROW)
    return lane.id, lane.trajectory, sealed, label


def _aad(ring: Ring, lane: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"card", lane.encode())


def write_cards(cards: Sequence[CardColumns]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO journal_card (lane_id, trajectory_id, sealed, label) "
            "VALUES (%s, %s, %s, %s) ON CONFLICT (lane_id) "
            "DO UPDATE SET sealed = excluded.sealed, label = excluded.label",
            cards,
        )


def labels(ring: Ring, trajectories: Iterable[str]) -> dict[str, str]:
    """Nicknames by trajectory, for those who may see no more; what has none, or is erased, is left out."""
    key = ring.opening(LABELS)
    rows = Card.objects.filter(trajectory_id__in=set(trajectories)).exclude(label=b"")
    found = {}
    for card in rows:
        try:
            label = unseal(key, _aad(ring, card.lane_id), bytes(card.label), info=ROW)[1]
        except Unsealable:
            raise Damaged("a nickname does not open; rebuild the read models") from None
        found[card.trajectory_id] = label.decode()
    return found


@steady
def caseload(
    ring: Ring, *, mediator: str | None = None, after: str = "", limit: int = 50
) -> list[CaseCard]:
    """A page of trajectories, in the order of their (random) ids: those of one mediator, or all.

    Pages by key: ``after`` is the last trajectory of the page before. Two queries, whatever the page.
    """
    rows = Trajectory.objects.filter(tenant_id=ring.tenant, id__gt=after, erased=False, arriving="")
    if mediator is not None:
        rows = rows.filter(mediator=mediator)
    return cards_of(ring, rows.order_by("id")[:limit])


@steady
def cards_of(ring: Ring, trajectories: Iterable[Trajectory]) -> list[CaseCard]:
    """The cards of these trajectories, in their order; one query more. What is erased, or not here yet, has none."""
    chosen = [row for row in trajectories if not row.erased and not row.arriving]
    parts = opened_cards(ring, [row.id for row in chosen])
    return [case_of(row.id, row.mediator, parts[row.id]) for row in chosen]


def opened_cards(ring: Ring, trajectories: Iterable[str]) -> dict[str, list[CardPart]]:
    """What the cards of these trajectories hold, by trajectory: the role of each lane and its fields. One query."""
    key = Derivation(ring.opening(WORKLIST))
    begins = framed(SUITE, ring.tenant.encode(), b"card")
    parts: dict[str, list[CardPart]] = {one: [] for one in trajectories}
    rows = Card.objects.filter(trajectory_id__in=parts)
    for lane, trajectory, sealed in rows.values_list("lane_id", "trajectory_id", "sealed"):
        try:
            role, body = unseal_at(key, begins + framed(lane.encode()), bytes(sealed), ROW)
        except Unsealable:
            raise Damaged("a card does not open; rebuild the read models") from None
        parts[trajectory].append((role.decode(), _decoded(body.decode())))
    return parts


_decoded = json.JSONDecoder().decode
