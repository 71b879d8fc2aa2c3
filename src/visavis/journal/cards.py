"""Cards: what a list needs of a lane, sealed under the worklist key, rewritten with each act.

A participant's act rewrites the card of its own lane only; it opens no other card, and no list opens a lane.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from visavis.journal.envelope import Damaged
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import Card, Trajectory
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.entries import LaneRole, PartyId
from visavis.mediation.sign_up import ASSIGNED
from visavis.mediation.terms import day
from visavis.mediation.views import (
    DeskLane,
    DeskView,
    FileView,
    PartyView,
    Side,
    fold_desk,
    fold_file,
    fold_own,
)
from visavis.mediation.words import PartyState, TrajectoryState

CardColumns = tuple[str, str, bytes]


def card_of(lane: OpenLane, initiating: bool | None) -> dict[str, Any]:
    """The card's fields, folded from all of the lane's entries; ``moved``: the day of the last one."""
    moved = day(lane.entries[-1].entry.at).isoformat() if lane.entries else ""
    return {**_fields(lane, initiating), "moved": moved}


def _fields(lane: OpenLane, initiating: bool | None) -> dict[str, Any]:
    entries = [opened.entry for opened in lane.entries]
    match lane.role:
        case LaneRole.OWN:
            me = fold_own(lane.party, entries)
            return {
                "party": lane.party,
                "state": me.state,
                "before_pause": me.before_pause,
                "first_name": me.first_name,
            }
        case LaneRole.FILE:
            file = fold_file(entries)
            return {
                "party": lane.party,
                "initiating": bool(initiating),
                "state": file.state,
                "name": file.name,
            }
        case LaneRole.DESK:
            desk = fold_desk(entries)
            assigned = [day(entry.at).isoformat() for entry in entries if entry.kind == ASSIGNED]
            return {
                "assigned_on": assigned[-1] if assigned else "",
                "nickname": desk.nickname,
                "mediator": desk.mediator,
                "mediator_name": desk.mediator_name,
                "prepared": desk.prepared,
                "taken_up": desk.taken_up,
                "declined_to_take_up": desk.declined_to_take_up,
            }


def sealed_card(ring: Ring, lane: OpenLane, fields: dict[str, Any]) -> CardColumns:
    body = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()
    sealed = seal(ring.sealing(WORKLIST), _aad(ring, lane.id), lane.role.encode(), body, info=ROW)
    return lane.id, lane.trajectory, sealed


def _aad(ring: Ring, lane: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"card", lane.encode())


def write_cards(cards: Sequence[CardColumns]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO journal_card (lane_id, trajectory_id, sealed) VALUES (%s, %s, %s) "
            "ON CONFLICT (lane_id) DO UPDATE SET sealed = excluded.sealed",
            cards,
        )


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A trajectory on a list. ``view`` holds only what cards hold: nickname, mediator, states and names.

    ``state``: ``view.state``, worked out once, because lists choose by it. ``moved``: the day of its last act;
    ``assigned_on``: the day its mediator got it.
    """

    trajectory: str
    mediator: str
    view: DeskView
    state: TrajectoryState
    moved: date | None = None
    assigned_on: date | None = None


def caseload(
    ring: Ring, *, mediator: str | None = None, after: str = "", limit: int = 50
) -> list[CaseCard]:
    """A page of trajectories, in the order of their (random) ids: those of one mediator, or all.

    Pages by key: ``after`` is the last trajectory of the page before. Two queries, whatever the page.
    """
    rows = Trajectory.objects.filter(tenant_id=ring.tenant, id__gt=after)
    if mediator is not None:
        rows = rows.filter(mediator=mediator)
    return cards_of(ring, rows.order_by("id")[:limit])


def cards_of(ring: Ring, trajectories: Iterable[Trajectory]) -> list[CaseCard]:
    """The cards of these trajectories, in their order; one query more."""
    chosen = list(trajectories)
    key = ring.opening(WORKLIST)
    parts: dict[str, list[tuple[str, dict[str, Any]]]] = {row.id: [] for row in chosen}
    for card in Card.objects.filter(trajectory_id__in=parts):
        try:
            role, body = unseal(key, _aad(ring, card.lane_id), bytes(card.sealed), info=ROW)
        except Unsealable:
            raise Damaged("a card does not open; rebuild the read models") from None
        parts[card.trajectory_id].append((role.decode(), json.loads(body)))
    return [_case(row, parts[row.id]) for row in chosen]


def _case(row: Trajectory, parts: list[tuple[str, dict[str, Any]]]) -> CaseCard:
    moved = max((fields.pop("moved", "") for _, fields in parts), default="")
    assigned = max((fields.pop("assigned_on", "") for _, fields in parts), default="")
    view = _view(row.id, parts)
    return CaseCard(row.id, row.mediator, view, view.state, _day(moved), _day(assigned))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _view(trajectory: str, parts: list[tuple[str, dict[str, Any]]]) -> DeskView:
    desk = DeskLane()
    own: dict[str, PartyView] = {}
    files: dict[str, tuple[bool, FileView]] = {}
    for role, fields in parts:
        if role == LaneRole.DESK:
            desk = DeskLane(**fields)
        elif role == LaneRole.OWN:
            party = PartyId(fields["party"])
            own[party] = PartyView(
                party,
                _state(fields["state"]),
                _state(fields["before_pause"]),
                first_name=fields["first_name"],
            )
        else:
            file = FileView(state=_state(fields["state"]), name=fields["name"])
            files[fields["party"]] = (fields["initiating"], file)
    sides = [
        Side(PartyId(party), initiating, own.get(party, PartyView(PartyId(party))), file)
        for party, (initiating, file) in files.items()
    ]
    sides.sort(key=lambda side: (not side.initiating, side.party))
    return DeskView(trajectory, desk, tuple(sides))


def _state(name: str | None) -> PartyState | None:
    return PartyState(name) if name else None
