"""A sheet becomes rows: one transaction, the ledger's head last and shortest."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from visavis.journal import cards, outbox, worklist
from visavis.journal.chain import ledger_head
from visavis.journal.keys import WORKLIST, Ring
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
from visavis.journal.retention import write_days
from visavis.journal.seal import ROW, seal
from visavis.journal.sheet import PendingDue, Sheet
from visavis.mediation.entries import LaneRole

_ENTRY = "id, tenant_id, lane_id, version, key_generation, sealed, previous_hash, hash"
_LEDGER = "tenant_id, n, lane_id, version, hash, head"
COPIED = 200
"""From how many rows on PostgreSQL copies them in."""
_LANE = "UPDATE journal_lanerow SET version = %s, head = %s WHERE id = %s"


def flush(sheet: Sheet) -> None:
    """Writes everything on the sheet and empties it of what was written. Only inside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an act is written whole or not at all: flush needs a transaction")
    _new_rows(sheet)
    _entries(sheet)
    _letters(sheet)
    _work(sheet)
    if sheet.touched:
        folded = [
            (lane, ring, cards.card_of(lane, sheet.initiating.get(lane.party)))
            for lane, ring in sheet.touched.values()
            if lane.role is not LaneRole.JOINT  # no list shows anything of a joint object
        ]
        cards.write_cards(
            [cards.sealed_card(ring, lane, card.fields) for lane, ring, card in folded]
        )
        write_days((lane.party, card.erase_on) for lane, _, card in folded if card.dated)
    _ledger(sheet)
    for lane in sheet.lanes.values():
        lane.read = lane.version
    for pending in (
        sheet.rows, sheet.touched, sheet.tasks, sheet.off, sheet.dues, sheet.notices,
        sheet.anchors, sheet.made, sheet.mediators, sheet.fresh, sheet.new_lanes,
        sheet.new_parties,
    ):  # fmt: skip
        pending.clear()


def _new_rows(sheet: Sheet) -> None:
    if not sheet.new_lanes:
        return
    tenant = sheet.new_lanes[0].tenant
    Trajectory.objects.bulk_create(
        Trajectory(id=trajectory, tenant_id=tenant, arriving=sheet.arriving)
        for trajectory in sorted(sheet.fresh)
    )
    Party.objects.bulk_create(
        Party(id=new.id, trajectory_id=new.trajectory, sealed=new.sealed)
        for new in sheet.new_parties
    )
    LaneRow.objects.bulk_create(
        LaneRow(
            id=lane.id, tenant_id=tenant, trajectory_id=lane.trajectory,
            party_id=lane.party or None, role=str(lane.role),
        )
        for lane in sheet.new_lanes
    )  # fmt: skip
    LaneKey.objects.bulk_create(
        LaneKey(lane_id=lane.id, generation=number, epoch=epoch, wrapped=wrapped)
        for lane in sheet.new_lanes
        for number, (epoch, wrapped) in lane.wrapped.items()
    )


def _entries(sheet: Sheet) -> None:
    if not sheet.rows:
        return
    with connection.cursor() as cursor:
        inserted(cursor, "journal_entryrow", _ENTRY, sheet.rows)
        cursor.executemany(
            _LANE, [(lane.version, lane.head, lane.id) for lane, _ in sheet.touched.values()]
        )


def inserted(cursor: Any, table: str, columns: str, rows: Sequence[Sequence[Any]]) -> None:
    """New rows: one after the other, or where PostgreSQL takes many (a move, a caseload) by its COPY, in a fifth of
    the time. ``table`` and ``columns`` are fixed words."""
    if connection.vendor == "postgresql":  # noqa: SIM102 - this line names what SQLite does not count
        if len(rows) >= COPIED:
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            return
    marks = ", ".join(["%s"] * len(columns.split(",")))
    cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - fixed words


def _letters(sheet: Sheet) -> None:
    if sheet.made:
        Parcel.objects.bulk_create(sheet.made.values())


def _work(sheet: Sheet) -> None:
    worklist.take_off(worklist.done_tags(ring, done) for ring, done in sheet.off)
    for trajectory, (mediator, ring) in sheet.mediators.items():
        Trajectory.objects.filter(id=trajectory).update(mediator=mediator)
        if trajectory not in sheet.fresh:
            worklist.reassign(ring, trajectory, mediator)
    if sheet.tasks:
        of = {lane.trajectory: lane.mediator for lane in sheet.lanes.values()}
        TaskRow.objects.bulk_create(
            worklist.task_row(
                item.ring,
                item.id,
                item.task,
                item.trajectory,
                of[item.trajectory],
                arriving=bool(sheet.arriving),
            )
            for item in sheet.tasks
        )
    if sheet.dues:
        DueRow.objects.bulk_create(due_row(item) for item in sheet.dues)
    if sheet.notices:
        OutboxRow.objects.bulk_create(
            outbox.outbox_row(ring, notice) for ring, notice in sheet.notices
        )
    if sheet.anchors:
        FeedRow.objects.bulk_create(outbox.feed_row(ring, anchor) for ring, anchor in sheet.anchors)


def due_row(item: PendingDue) -> DueRow:
    """The row, unsaved; its code is sealed."""
    aad = due_aad(item.ring, item.id)
    sealed = seal(item.ring.sealing(WORKLIST), aad, b"", item.due.code.encode(), info=ROW)
    return DueRow(id=item.id, lane_id=item.lane, on=item.due.on, sealed=sealed, done=item.done)


def due_aad(ring: Ring, row_id: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"due", row_id.encode())


def _ledger(sheet: Sheet) -> None:
    """Raises EpochMoved where the keys that sealed all this are not those of the service any more."""
    if not sheet.rows:
        return
    tenant = sheet.rows[0][1]
    epoch = on_the_ledger(tenant, [(row[2], row[3], row[7]) for row in sheet.rows])
    for _, ring in sheet.touched.values():
        ring.keys.must_stand_in(epoch)


def on_the_ledger(tenant: str, entries: Iterable[tuple[str, int, bytes]]) -> int:
    """The one thing all lanes share: locked for the length of these inserts, waited for, never refused.

    ``entries``: lane, version, hash. Returns the epoch in which the service stands, now that it cannot move.
    """
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT n, head, epoch FROM journal_tenant WHERE id = %s{lock}",  # noqa: S608 - a fixed word
            [tenant],
        )
        n, head, epoch = cursor.fetchone()
        head, lines = bytes(head), []
        for lane, version, entry in entries:
            n += 1
            head = ledger_head(tenant, n, lane, version, entry, head)
            lines.append((tenant, n, lane, version, entry, head))
        inserted(cursor, "journal_ledgerrow", _LEDGER, lines)
        cursor.execute(
            "UPDATE journal_tenant SET n = %s, head = %s WHERE id = %s", [n, head, tenant]
        )
    return int(epoch)
