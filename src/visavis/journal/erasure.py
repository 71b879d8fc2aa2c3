"""Erasing a person's part: keys, texts and all that stands beside them, and the epoch in which they lay.

What stays: ids, numbers and hashes, so that chains still hold; and what others received, in their own lanes.
All of it is one transaction, in which the service moves to a new epoch; then the old tenant key is destroyed,
the lanes are written on the list that restored backups are held against, and the database is swept. Where it
breaks off after the transaction, `finish` does the rest at the next run.
"""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from visavis.journal import access, anchors, files, outbox, parcels, worklist
from visavis.journal.access import Line, What, Why
from visavis.journal.cards import labels
from visavis.journal.chain import erased_hash
from visavis.journal.clearing import sweep_database
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import new_epoch, tidy
from visavis.journal.flush import on_the_ledger
from visavis.journal.keys import ACCESS, ALARM, WORKLIST, Keys, Ring, service_ring
from visavis.journal.lanes import OpenLane, lanes_of_trajectory, open_lanes
from visavis.journal.models import (
    Card,
    Draft,
    DueRow,
    EntryRow,
    ErasureRow,
    FeedRow,
    HoldRow,
    LaneKey,
    LaneRow,
    OutboxRow,
    Party,
    ReflectionRow,
    ReplyForm,
    RetentionRow,
    TaskRow,
    Trajectory,
)
from visavis.journal.root import KeyUnavailable
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.journal.sheet import objects_of
from visavis.mediation.effects import Anchor, Occasion
from visavis.mediation.entries import LaneRole, PartyId
from visavis.mediation.terms import day
from visavis.mediation.views import fold_own

SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Order:
    """Whom to erase, and on what ground. ``by``: the accounts that confirmed it, none for a day that came."""

    party: str
    ground: Why
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the privacy officer gets. No word of the person: ids, numbers and who confirmed.

    ``letters``: released ones that nobody had opened yet, gone with their author; None where the own lane
    could not be opened any more. ``trajectory_too``: nobody is left in it.
    """

    party: str
    trajectory: str
    nickname: str
    ground: str
    by: list[str]
    lanes: list[str]
    entries: int
    letters: int | None
    trajectory_too: bool
    on: str = ""
    finished: str = ""


def erase(
    keys: Keys,
    orders: Sequence[Order],
    now: datetime,
    also: Callable[[PartyId], None] = lambda party: None,
) -> int:
    """Erases those not erased yet, in one transaction; how many. ``also``: what other rooms know of a party.

    `finish` must follow. Not inside another transaction.
    """
    ring = service_ring(keys)
    done = set(ErasureRow.objects.values_list("party_id", flat=True))
    wanted = {order.party: order for order in orders if order.party not in done}
    known = Party.objects.filter(id__in=wanted, trajectory__tenant_id=keys.tenant)
    where = dict(known.values_list("id", "trajectory_id"))
    if not where:
        return 0

    def lock() -> None:
        rows = (
            LaneRow.objects.filter(trajectory_id__in=set(where.values()))
            .order_by("id")
            .select_for_update()
        )
        list(rows.values_list("id", flat=True))

    def first() -> None:
        for party in sorted(where):
            _one(ring, wanted[party], where[party], now)
            also(PartyId(party))
        _messages(ring, set(where))

    new_epoch(keys, first, lock=lock, renew=True)
    return len(where)


def _one(ring: Ring, order: Order, trajectory: str, now: datetime) -> None:
    party, today = PartyId(order.party), day(now)
    lanes = lanes_of_trajectory(ring.tenant, trajectory)
    mine = [lane for lane in lanes if lane.party == party]
    letters = _letters(ring, mine)
    nickname = labels(ring, [trajectory]).get(trajectory, "")
    left = any(lane.party and lane.party != party for lane in lanes)
    ended = [*mine, *_orphaned(ring, lanes, party)] if left else lanes
    entries = sum(lane.version for lane in ended)
    _end(ring, ended)
    _beside(ring, party, trajectory, ended)
    if not left:
        Trajectory.objects.filter(id=trajectory).update(mediator="", erased=True)
    FeedRow.objects.filter(token=outbox.study_token(ring, party), taken=True).delete()
    outbox.feed_row(ring, Anchor(Occasion.ERASED, party, today)).save(force_insert=True)
    lane_ids = [lane.id for lane in ended]
    _certify(
        ring,
        Certificate(
            party, trajectory, nickname, order.ground, list(order.by), lane_ids, entries, letters,
            not left,
        ),
        today,
    )  # fmt: skip
    line = Line(now, SERVICE, SERVICE, What.ERASED, trajectory, party, order.ground)
    access.write(ring, [line])


def _orphaned(ring: Ring, lanes: Sequence[OpenLane], party: PartyId) -> list[OpenLane]:
    """Joint objects that nobody who stays is part of."""
    joint = [lane for lane in lanes if lane.role is LaneRole.JOINT]
    stay = [lane for lane in lanes if lane.role is LaneRole.OWN and lane.party != party]
    if not joint:
        return []
    try:
        open_lanes(ring, stay)
    except (Damaged, KeyUnavailable):
        ALARM.error("joint objects stay, because a lane that may name them could not be opened")
        return []
    named = {about for lane in stay for about in objects_of(lane)}
    return [lane for lane in joint if lane.id not in named]


def _letters(ring: Ring, lanes: Iterable[OpenLane]) -> int | None:
    """Takes this author's letters from between the lanes; the reader's line about one stays as it is."""
    own = [lane for lane in lanes if lane.role is LaneRole.OWN]
    try:
        open_lanes(ring, own)
    except (Damaged, KeyUnavailable):
        ALARM.error("a lane is erased that could not be opened; letters of it may be left between")
        return None
    view = fold_own(own[0].party, [opened.entry for opened in own[0].entries])
    for letter in view.letters:
        parcels.drop(ring, letter.parcel)
    return len(view.letters)


def _end(ring: Ring, lanes: Sequence[OpenLane]) -> None:
    """Each chain gets its last entry, keys and files go, texts are emptied."""
    ids = [lane.id for lane in lanes]
    last = []
    for lane in lanes:
        version = lane.version + 1
        last.append((lane, version, erased_hash(lane.id, version, lane.head)))
    EntryRow.objects.bulk_create(
        EntryRow(
            id=end[:16].hex(), tenant_id=ring.tenant, lane_id=lane.id, version=version,
            key_generation=0, sealed=b"", previous_hash=lane.head, hash=end,
        )
        for lane, version, end in last
    )  # fmt: skip
    for lane, version, end in last:
        LaneRow.objects.filter(id=lane.id).update(version=version, head=end, erased=True)
    on_the_ledger(ring.tenant, [(lane.id, version, end) for lane, version, end in last])
    LaneKey.objects.filter(lane_id__in=ids).delete()
    EntryRow.objects.filter(lane_id__in=ids, key_generation__gt=0).update(sealed=b"")
    files.destroy_of(lanes=ids)


def _beside(ring: Ring, party: PartyId, trajectory: str, lanes: Sequence[OpenLane]) -> None:
    """Drafts, cards, dated work, forms on paper, tasks, the day of erasure, who began; and every case reflection of
    their trajectory, for each is about all who are in it."""
    ReflectionRow.objects.filter(trajectory_id=trajectory).delete()
    ids = [lane.id for lane in lanes]
    for model in (Draft, Card, DueRow, ReplyForm):
        model._default_manager.filter(lane_id__in=ids).delete()
    RetentionRow.objects.filter(party_id=party).delete()
    HoldRow.objects.filter(party_id=party).delete()
    Party.objects.filter(id=party).update(sealed=b"")
    gone = []
    for row in TaskRow.objects.filter(case=worklist.case_tag(ring, trajectory)):
        try:
            of = worklist.item(ring, row).party
        except Damaged:
            of = party  # it says nothing to anybody any more
        if of == party:
            gone.append(row.id)
    TaskRow.objects.filter(id__in=gone).delete()


def _messages(ring: Ring, parties: set[str]) -> None:
    """What was to be sent, or was, to these people. It is sealed to whom, so all are looked at once."""
    gone, key = [], ring.opening(WORKLIST)
    rows = OutboxRow.objects.filter(tenant_id=ring.tenant)
    for row_id, sealed in rows.values_list("id", "sealed"):
        try:
            to = unseal(key, outbox.aad(ring, row_id), bytes(sealed), info=ROW)[1].decode()
        except Unsealable:
            continue
        if to in parties:
            gone.append(row_id)
    OutboxRow.objects.filter(id__in=gone).delete()


def finish(keys: Keys, today: date, folder: Path) -> int:
    """What follows an erasure's transaction; how many erasures are finished by it. Also after a broken one.

    ``folder``: of the anchors, where the list of erased lanes stands.
    """
    open_ = ErasureRow.objects.filter(finished=None)
    rows = list(open_.values_list("id", flat=True))
    if not rows:
        return 0
    lanes = LaneRow.objects.filter(erased=True, tenant_id=keys.tenant).order_by("id")
    anchors.list_erased(folder, lanes.values_list("id", flat=True))
    tidy(keys)
    if not sweep_database():
        return 0
    return ErasureRow.objects.filter(id__in=rows).update(finished=today)


def _certify(ring: Ring, certificate: Certificate, today: date) -> None:
    row_id = os.urandom(16).hex()
    said = asdict(certificate)
    del said["on"], said["finished"]
    sealed = seal(
        ring.sealing(ACCESS), _aad(ring, row_id), b"", json.dumps(said).encode(), info=ROW
    )
    ErasureRow.objects.create(id=row_id, party_id=certificate.party, on=today, sealed=sealed)


def certificates(ring: Ring) -> list[Certificate]:
    """All of them, the newest first. For the privacy officer."""
    key, found = ring.opening(ACCESS), []
    rows = ErasureRow.objects.filter(party__trajectory__tenant_id=ring.tenant)
    for row in rows.order_by("-on", "id"):
        try:
            body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
        except Unsealable:
            raise Damaged("a certificate does not open") from None
        finished = row.finished.isoformat() if row.finished else ""
        found.append(Certificate(**json.loads(body), on=row.on.isoformat(), finished=finished))
    return found


def _aad(ring: Ring, row_id: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"erasure", row_id.encode())
