"""Lanes as they are read, opened and appended to. The one place that reads and seals entries."""

import os
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from visavis.journal.chain import GENESIS, entry_hash
from visavis.journal.envelope import Damaged, Opened, Work, open_entry, seal_entry
from visavis.journal.keys import ALARM, Place, Ring, place_of
from visavis.journal.root import KeyUnavailable
from visavis.journal.seal import SALT, SUITE, Derivation, framed
from visavis.mediation.entries import Entry, Lane, LaneRole, PartyId, joint

EntryColumns = tuple[str, str, str, int, int, bytes, bytes, bytes]
"""id, tenant, lane, version, key_generation, sealed, previous_hash, hash."""


_TURN = struct.Struct(">IIIQI32s")
"""The last three of ``OpenLane.aad``, framed: what changes from entry to entry."""


@dataclass(slots=True)
class OpenLane:
    """One lane as read: its keys as far as the ring reaches, its entries, and what is appended to it."""

    id: str
    tenant: str
    trajectory: str
    party: PartyId
    role: LaneRole
    mediator: str
    generation: int
    version: int
    head: bytes
    wrapped: dict[int, tuple[int, bytes]] = field(repr=False)
    keys: dict[int, bytes] = field(default_factory=dict, repr=False)
    derivations: dict[int, Derivation] = field(default_factory=dict, repr=False)
    read: int = 0
    entries: list[Opened] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.read = self.version

    @property
    def lane(self) -> Lane:
        return joint(self.id) if self.role is LaneRole.JOINT else Lane(self.role, self.party)

    @property
    def place(self) -> Place:
        return place_of(self.lane, self.trajectory)

    def key(self, ring: Ring, generation: int) -> bytes:
        if generation not in self.keys:
            if generation not in self.wrapped:
                raise KeyUnavailable("A key of this dossier is gone; it is not available.")
            epoch, wrapped = self.wrapped[generation]
            self.keys[generation] = ring.keys.open(wrapped, epoch, "lane", self.id, str(generation))
        return self.keys[generation]

    def derivation(self, ring: Ring, generation: int) -> Derivation:
        if generation not in self.derivations:
            self.derivations[generation] = Derivation(self.key(ring, generation))
        return self.derivations[generation]

    def opening_key(self, ring: Ring) -> bytes:
        ring.must_open(self.place, self.trajectory)
        return self.key(ring, self.generation)

    def aad(self, generation: int, version: int, previous: bytes) -> tuple[bytes, ...]:
        """Where an entry belongs; moved anywhere else it does not open."""
        return (
            self.tenant.encode(),
            self.trajectory.encode(),
            self.id.encode(),
            generation.to_bytes(4, "big"),
            version.to_bytes(8, "big"),
            previous,
        )

    def open_rows(self, ring: Ring, rows: Iterable[Sequence[Any]]) -> None:
        """Opens (id, version, key_generation, sealed, previous_hash, hash) in order.

        Raises Damaged, with an alarm, where the chain does not hold to the version the lane stands at: a
        dossier with a gap is not shown at all, because what is missing could be a withdrawal.
        """
        ring.must_open(self.place, self.trajectory)
        at, version = GENESIS, 0
        here = framed(SUITE, self.tenant.encode(), self.trajectory.encode(), self.id.encode())
        try:
            for entry_id, number, generation, sealed, previous, kept in rows:
                if number > self.version:
                    break
                version += 1
                sealed, previous = bytes(sealed), bytes(previous)
                if number != version or previous != at:
                    raise Damaged("a chain is broken")
                at = entry_hash(self.id, number, previous, sealed)
                if at != bytes(kept):
                    raise Damaged("an entry was changed")
                key = self.derivation(ring, generation)
                place = here + _TURN.pack(4, generation, 8, number, 32, previous)
                self.entries.append(open_entry(key, place, entry_id, sealed))
            if version != self.version or at != self.head:
                raise Damaged("a chain ends elsewhere than its lane says")
        except Damaged as damaged:
            ALARM.error("journal damaged: %s", damaged)
            raise

    def append(self, ring: Ring, entry: Entry, work: Iterable[Work]) -> EntryColumns:
        """Seals at the end of the chain, in memory; returns the row to be inserted."""
        ring.must_seal(self.place, self.trajectory)
        salt = os.urandom(SALT)
        version, previous = self.version + 1, self.head
        key, aad = self.key(ring, self.generation), self.aad(self.generation, version, previous)
        sealed, opened = seal_entry(key, aad, entry, work, salt)
        self.head = entry_hash(self.id, version, previous, sealed)
        self.version = version
        self.entries.append(opened)
        entry_id, generation = salt[:16].hex(), self.generation
        return entry_id, self.tenant, self.id, version, generation, sealed, previous, self.head


_LANES = """
SELECT l.id, l.tenant_id, l.trajectory_id, l.party_id, l.role, t.mediator, l.generation, l.version,
       l.head, k.generation, k.epoch, k.wrapped
FROM journal_lanerow l
JOIN journal_trajectory t ON t.id = l.trajectory_id
LEFT JOIN journal_lanekey k ON k.lane_id = l.id
WHERE l.tenant_id = %s AND NOT l.erased AND """

_OF_PARTY = "l.party_id = %s AND l.role = 'own' ORDER BY l.id"
_OF_TRAJECTORY = "l.trajectory_id = %s ORDER BY l.id"
_OF_TRAJECTORIES = "l.trajectory_id IN ({}) ORDER BY l.id"
_JOINT = "l.trajectory_id = %s AND l.role = 'joint' AND l.id IN ({}) ORDER BY l.id"


def lanes_of_party(tenant: str, party: str, *, lock: bool = False) -> list[OpenLane]:
    """The own lane of this party, in a list; empty when there is none, or none any more."""
    return _lanes(_OF_PARTY, (tenant, party), lock)


def lanes_of_trajectory(tenant: str, trajectory: str, *, lock: bool = False) -> list[OpenLane]:
    """All lanes that are not erased, in the order in which locks are taken."""
    return _lanes(_OF_TRAJECTORY, (tenant, trajectory), lock)


def lanes_of_trajectories(tenant: str, trajectories: Sequence[str]) -> list[OpenLane]:
    """All lanes of a few trajectories, for a page that shows something of each."""
    marks = ", ".join(["%s"] * len(trajectories)) or "''"
    return _lanes(_OF_TRAJECTORIES.format(marks), (tenant, *trajectories), False)


def joint_lanes(tenant: str, trajectory: str, objects: Sequence[str]) -> list[OpenLane]:
    """The joint lanes of these objects, within one trajectory."""
    marks = ", ".join(["%s"] * len(objects))
    return _lanes(_JOINT.format(marks), (tenant, trajectory, *objects), False)


def _lanes(where: str, parameters: tuple[str, ...], lock: bool) -> list[OpenLane]:
    suffix = " FOR UPDATE OF l" if lock and connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_LANES + where + suffix, parameters)  # fixed texts; values are parameters
        rows = cursor.fetchall()
    found: dict[str, OpenLane] = {}
    for row in rows:
        lane = found.get(row[0])
        if lane is None:
            party, role = PartyId(row[3] or ""), LaneRole(row[4])
            lane = found[row[0]] = OpenLane(
                row[0], row[1], row[2], party, role, row[5], row[6], row[7], bytes(row[8]), {}
            )
        if row[9] is not None:
            lane.wrapped[row[9]] = (row[10], bytes(row[11]))
    return list(found.values())


def open_lanes(ring: Ring, lanes: Sequence[OpenLane]) -> None:
    """Reads and opens the entries of these lanes in one query, up to the versions already read."""
    for lane in lanes:
        ring.must_open(lane.place, lane.trajectory)
    marks = ", ".join(["%s"] * len(lanes)) or "''"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lane_id, id, version, key_generation, sealed, previous_hash, hash "  # noqa: S608 - only placeholders are put in
            f"FROM journal_entryrow WHERE lane_id IN ({marks}) ORDER BY lane_id, version",
            [lane.id for lane in lanes],
        )
        rows = cursor.fetchall()
    by_lane: dict[str, list[Any]] = {}
    for row in rows:
        by_lane.setdefault(row[0], []).append(row[1:])
    for lane in lanes:
        lane.open_rows(ring, by_lane.get(lane.id, ()))


def moved(lanes: Sequence[OpenLane]) -> bool:
    """Locks these lanes, in order, and says whether one stands elsewhere than when it was read."""
    known = {lane.id: lane.read for lane in lanes}
    if not known:
        return False
    marks = ", ".join(["%s"] * len(known))
    suffix = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, version FROM journal_lanerow "  # noqa: S608 - only placeholders are put in
            f"WHERE id IN ({marks}) ORDER BY id{suffix}",
            sorted(known),
        )
        return dict(cursor.fetchall()) != known
