"""A trajectory that was lived once, sealed again under other ids: entry by entry, card by card, row by row.

What the acts of a life left on the journal's sheet is kept open (`cast`), as bytes in which every id, nickname and
mediator can be put in the place of another. `Sealed` seals it with the functions that a service seals with: keys of
its own for each lane, chains, cards, work. Nothing is decided or folded again.
"""

import os
import pickle
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, models

from visavis.journal import cards, outbox, parcels
from visavis.journal.chain import entry_hash
from visavis.journal.envelope import work_of
from visavis.journal.flush import due_row, inserted, on_the_ledger
from visavis.journal.keys import Keys, Ring, service_ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import (
    DueRow,
    FeedRow,
    LaneKey,
    LaneRow,
    OutboxRow,
    Parcel,
    Party,
    TaskRow,
    Trajectory,
)
from visavis.journal.seal import ROW, SALT, framed, seal
from visavis.journal.sheet import PendingDue, Sheet, _party_aad
from visavis.journal.worklist import task_row, work_id
from visavis.mediation.effects import Anchor, Due, GrantParcel, MakeParcel, Notice, Task
from visavis.mediation.entries import LaneRole, PartyId

ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
RECENT = timedelta(days=2)
"""Older messages were sent or passed on in their time."""
At = tuple[int, int, int]
"""Which work: of which lane, of which version, the how manieth."""


@dataclass(frozen=True, slots=True)
class Cast:
    """One trajectory, open. Lanes are named by their place in ``lanes``: party, role, and the id of a joint one."""

    trajectory: str
    mediator: str
    parties: tuple[tuple[PartyId, bool], ...]
    lanes: tuple[tuple[PartyId, LaneRole, str], ...]
    entries: tuple[tuple[int, bytes, bytes, bytes], ...]
    cards: tuple[tuple[int, dict[str, Any], bool, date | None], ...]
    tasks: tuple[tuple[At, Task], ...]
    dues: tuple[tuple[At, Due, int, bool], ...]
    notices: tuple[Notice, ...]
    anchors: tuple[Anchor, ...]
    letters: tuple[tuple[MakeParcel, str, bool, bool], ...]


def cast(sheet: Sheet, ring: Ring) -> bytes:
    """What stands on a sheet that holds one new trajectory, not written yet."""
    (trajectory,) = sheet.fresh
    place = {lane.id: at for at, lane in enumerate(sheet.new_lanes)}
    entries, works = [], {}
    for entry_id, _, lane_id, version, generation, *_ in sheet.rows:
        assert generation == 1
        at = place[lane_id]
        opened = sheet.new_lanes[at].entries[version - 1]
        entries.append((at, opened.head, opened.body, opened.work))
        for number in range(len(work_of(opened))):
            for what in ("task", "due"):
                works[work_id(ring, what, entry_id, number)] = (at, version, number)
    folded = []
    for lane, _ in sheet.touched.values():
        if lane.role is not LaneRole.JOINT:
            card = cards.card_of(lane, sheet.initiating.get(lane.party))
            folded.append((place[lane.id], card.fields, card.dated, card.erase_on))
    letters = []
    for row in sheet.made.values():
        said = parcels.contents(ring, row)
        assert not said.pictures
        made = MakeParcel(row.id, said.text, said.sign_as, said.version_hash)
        letters.append((made, row.offer or "", row.held_by_author, row.held_by_desk))
    kept = Cast(
        trajectory,
        sheet.new_lanes[0].mediator,
        tuple((new.id, sheet.initiating[new.id]) for new in sheet.new_parties),
        tuple(
            (lane.party, lane.role, lane.id if lane.role is LaneRole.JOINT else "")
            for lane in sheet.new_lanes
        ),
        tuple(entries),
        tuple(folded),
        tuple((works[one.id], one.task) for one in sheet.tasks),
        tuple((works[one.id], one.due, place[one.lane], one.done) for one in sheet.dues),
        tuple(notice for _, notice in sheet.notices),
        tuple(anchor for _, anchor in sheet.anchors),
        tuple(letters),
    )
    return pickle.dumps(kept)


def renamed(
    kept: bytes, seed: str, ids: dict[bytes, bytes], names: dict[str, str]
) -> tuple[Cast, dict[bytes, bytes]]:
    """The same with other ids (those of ``ids`` and fresh ones) and names; and which id became which.

    A name is as long as the one whose place it takes: in the bytes each text stands behind its length.
    """
    rng = random.Random(seed)
    ids = dict(ids)

    def fresh(match: re.Match[bytes]) -> bytes:
        if match[0] not in ids:
            ids[match[0]] = f"{rng.getrandbits(128):032x}".encode()
        return ids[match[0]]

    said = ID.sub(fresh, kept)
    for before, after in names.items():
        assert len(before) == len(after), (before, after)
        said = said.replace(before.encode(), after.encode())
    return pickle.loads(said), ids  # of this process


class Sealed:
    """Rows of trajectories sealed again, until ``write`` puts them into the database. Inside a transaction."""

    def __init__(self, keys: Keys, today: datetime) -> None:
        self.ring, self.today = service_ring(keys), today
        self.rows: dict[type[models.Model], list[Any]] = {}
        self.entries: list[tuple[Any, ...]] = []
        self.cards: list[cards.CardColumns] = []
        self.days: list[tuple[str, date | None]] = []

    def add(self, one: Cast) -> None:
        lanes = self._lanes(one)
        ids: dict[tuple[int, int], str] = {}
        for at, head, body, work in one.entries:
            row = self._entry(lanes[at], head, body, work)
            ids[at, row[3]] = row[0]
            self.entries.append(row)
        self._put(
            Trajectory(id=one.trajectory, tenant_id=self.ring.tenant, mediator=one.mediator),
            *self._parties(one, lanes),
            *(_lane_row(lane) for lane in lanes),
            *(_key_row(lane) for lane in lanes),
            *self._letters(one),
            *self._work(one, lanes, ids),
        )
        for at, fields, dated, erase_on in one.cards:
            self.cards.append(cards.sealed_card(self.ring, lanes[at], fields))
            if dated:
                self.days.append((lanes[at].party, erase_on))

    def _lanes(self, one: Cast) -> list[OpenLane]:
        made = []
        for party, role, joint in one.lanes:
            lane_id = joint or os.urandom(16).hex()
            key, epoch, wrapped = self.ring.keys.mint("lane", lane_id, "1")
            made.append(
                OpenLane(
                    lane_id,
                    self.ring.tenant,
                    one.trajectory,
                    party,
                    role,
                    one.mediator,
                    1,
                    0,
                    bytes(32),
                    {1: (epoch, wrapped)},
                    {1: key},
                )
            )
        return made

    def _parties(self, one: Cast, lanes: list[OpenLane]) -> Iterable[Party]:
        files = {lane.party: lane.keys[1] for lane in lanes if lane.role is LaneRole.FILE}
        for party, began in one.parties:
            said = b"1" if began else b"0"
            sealed = seal(files[party], _party_aad(self.ring, party), b"", said, info=ROW)
            yield Party(id=party, trajectory_id=one.trajectory, sealed=sealed)

    def _entry(self, lane: OpenLane, head: bytes, body: bytes, work: bytes) -> tuple[Any, ...]:
        salt, version, previous = os.urandom(SALT), lane.version + 1, lane.head
        aad = lane.aad(1, version, previous)
        inside = framed(salt[:16]), framed(body, work)
        sealed = seal(lane.keys[1], aad, head + inside[0], inside[1], salt=salt)
        lane.head, lane.version = entry_hash(lane.id, version, previous, sealed), version
        entry_id = salt[:16].hex()
        return entry_id, lane.tenant, lane.id, version, 1, sealed, previous, lane.head

    def _letters(self, one: Cast) -> Iterable[Parcel]:
        for made, offer, by_author, by_desk in one.letters:
            row = parcels.make(self.ring, made)
            if offer:
                given = GrantParcel(parcel=made.parcel, offer=offer, version_hash=made.version_hash)
                parcels.grant(self.ring, row, given)
            row.held_by_author, row.held_by_desk = by_author, by_desk
            yield row

    def _work(
        self, one: Cast, lanes: list[OpenLane], ids: dict[tuple[int, int], str]
    ) -> Iterable[models.Model]:
        for (at, version, number), task in one.tasks:
            row_id = work_id(self.ring, "task", ids[at, version], number)
            yield task_row(self.ring, row_id, task, one.trajectory, one.mediator)
        for (at, version, number), due, lane, done in one.dues:
            row_id = work_id(self.ring, "due", ids[at, version], number)
            yield due_row(PendingDue(row_id, due, lanes[lane].id, self.ring, done))
        for notice in one.notices:
            row = outbox.outbox_row(self.ring, notice)
            row.sent_at = self.today if row.not_before < self.today.date() - RECENT else None
            yield row
        for anchor in one.anchors:
            yield outbox.feed_row(self.ring, anchor)

    def _put(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def write(self) -> None:
        for model in (
            Trajectory, Party, LaneRow, LaneKey, Parcel, TaskRow, DueRow, OutboxRow, FeedRow
        ):  # fmt: skip
            put(model, self.rows.get(model, []))
        with connection.cursor() as cursor:
            inserted(
                cursor,
                "journal_entryrow",
                "id, tenant_id, lane_id, version, key_generation, sealed, previous_hash, hash",
                self.entries,
            )
            inserted(cursor, "journal_card", "lane_id, trajectory_id, sealed, label", self.cards)
            days = [(party, on) for party, on in self.days if on is not None]
            inserted(cursor, "journal_retentionrow", 'party_id, "on"', days)
        on_the_ledger(self.ring.tenant, [(row[2], row[3], row[7]) for row in self.entries])


def _lane_row(lane: OpenLane) -> LaneRow:
    return LaneRow(
        id=lane.id, tenant_id=lane.tenant, trajectory_id=lane.trajectory,
        party_id=lane.party or None, role=str(lane.role), version=lane.version, head=lane.head,
    )  # fmt: skip


def _key_row(lane: OpenLane) -> LaneKey:
    ((number, (epoch, wrapped)),) = lane.wrapped.items()
    return LaneKey(lane_id=lane.id, generation=number, epoch=epoch, wrapped=wrapped)


def put(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """These rows, by the database's own way of taking many."""
    auto = (models.AutoField, models.BigAutoField)
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, auto)]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    values = [tuple(getattr(row, one.attname) for one in fields) for row in rows]
    with connection.cursor() as cursor:
        inserted(cursor, model._meta.db_table, columns, values)
