"""Cards: what a list needs of a lane, sealed under the worklist key, rewritten with each act.

A participant's act rewrites the card of its own lane only; it opens no other card, and no list opens a lane.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.keys import LABELS, WORKLIST, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import Card, Trajectory
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.appointments import STANDS
from visavis.mediation.counted import marks_of
from visavis.mediation.entries import Audience, Entry, LaneRole, Level, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.retention import own_part, was_dated
from visavis.mediation.sight import sight
from visavis.mediation.sign_up import ASSIGNED
from visavis.mediation.terms import day
from visavis.mediation.views import (
    Appointment,
    DeskLane,
    DeskView,
    FileView,
    PartyView,
    Side,
    fold_desk,
    fold_file,
    fold_own,
    numbered,
)
from visavis.mediation.words import PartyState, TrajectoryState

CardColumns = tuple[str, str, bytes, bytes]
CardPart = tuple[str, dict[str, Any]]
ON_NO_LIST = frozenset({"glass", "approved", "approval_reason"})
"""Who looked, and what the practice lead decided: of the trajectory itself, for fewer than read lists."""
COUNTED = "counted"
"""On a card, for figures alone: no list keeps it."""


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
    return [_case(row, parts[row.id]) for row in chosen]


def opened_cards(ring: Ring, trajectories: Iterable[str]) -> dict[str, list[CardPart]]:
    """What the cards of these trajectories hold, by trajectory: the role of each lane and its fields. One query."""
    key = ring.opening(WORKLIST)
    parts: dict[str, list[CardPart]] = {one: [] for one in trajectories}
    for card in Card.objects.filter(trajectory_id__in=parts):
        try:
            role, body = unseal(key, _aad(ring, card.lane_id), bytes(card.sealed), info=ROW)
        except Unsealable:
            raise Damaged("a card does not open; rebuild the read models") from None
        parts[card.trajectory_id].append((role.decode(), json.loads(body)))
    return parts


def _case(row: Trajectory, parts: list[CardPart]) -> CaseCard:
    moved = max((fields.pop("moved", "") for _, fields in parts), default="")
    assigned = max((fields.pop("assigned_on", "") for _, fields in parts), default="")
    for _, fields in parts:
        fields.pop(COUNTED, None)
    view = _view(row.id, parts)
    return CaseCard(row.id, row.mediator, view, view.state, _day(moved), _day(assigned))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _view(trajectory: str, parts: list[CardPart]) -> DeskView:
    desk = DeskLane()
    own: dict[str, PartyView] = {}
    files: dict[str, tuple[bool, FileView]] = {}
    for role, fields in parts:
        if role == LaneRole.DESK:
            rooms = tuple((contact, room) for contact, room in fields.pop("rooms", ()))
            desk = DeskLane(**fields, rooms=rooms)
        elif role == LaneRole.OWN:
            party = PartyId(fields["party"])
            own[party] = PartyView(
                party,
                _state(fields["state"]),
                _state(fields["before_pause"]),
                first_name=fields["first_name"],
                appointments=tuple(_talk(*talk) for talk in fields.get("talks", ())),
            )
        else:
            since = datetime.fromisoformat(fields["since"]) if fields["since"] else None
            file = FileView(state=_state(fields["state"]), since=since, name=fields["name"])
            files[fields["party"]] = (fields["initiating"], file)
    sides = numbered(
        Side(PartyId(party), initiating, own.get(party, PartyView(PartyId(party))), file)
        for party, (initiating, file) in files.items()
    )
    return DeskView(trajectory, desk, sides)


def _talk(
    contact: str, form: str, arrives: str, leaves: str, entrance: str, state: str
) -> Appointment:
    """When and through which door; where it is, and who is there, stands in the dossier."""
    begins, ends = datetime.fromisoformat(arrives), datetime.fromisoformat(leaves)
    return Appointment(contact, form, begins, ends, "", entrance, state=state)


def _state(name: str | None) -> PartyState | None:
    return PartyState(name) if name else None
