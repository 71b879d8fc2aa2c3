"""Checks rows, chains, ledger, access log and files without any key, and names the first difference (security §3).

One pass along the ledger, which lists every entry of the service in order; then the ends and the counts; then
the chain of the access log and the files. An entry may lack its text only in a lane that ends with an erasure.
Someone who holds the database and the application's keys can rewrite everything: only heads that were signed and
kept elsewhere (``anchors``) show that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, transaction

from visavis.journal.anchors import Anchor
from visavis.journal.chain import GENESIS, Difference, entry_hash, erased_hash, ledger_head
from visavis.journal.models import EntryRow, LaneKey, LaneRow, LedgerRow, Tenant
from visavis.journal.verify_access import verify_access
from visavis.journal.verify_files import verify_files

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verified:
    """``difference``: the first one, as a sentence; empty when all is as it was written."""

    entries: int
    lanes: int
    difference: str = ""
    openings: int = 0
    """Lines of the access log."""
    files: int = 0


@dataclass(slots=True)
class _Chain:
    tenant: str
    generation: int
    version: int = 0
    head: bytes = GENESIS
    erased: bool = False
    gap: str = ""
    """The first entry without its text."""


@dataclass(slots=True)
class _Ledger:
    tenant: str
    n: int = 0
    head: bytes = GENESIS
    anchors: dict[int, list[Anchor]] = field(default_factory=dict)


def verify(anchors: Sequence[Anchor] = (), today: date | None = None) -> Verified:
    """Reads everything once; the service goes on meanwhile. Memory grows with lanes, not with entries.

    The long walk holds no lock; what was recorded during it is walked in one short transaction, in which the
    ends are compared. ``anchors``: heads with a signature that was checked; ``today``: for how long the access
    log must reach back beneath them.
    """
    ledgers = {tenant.id: _Ledger(tenant.id) for tenant in Tenant.objects.order_by("id")}
    chains: dict[str, _Chain] = {}
    openings = files = 0
    try:
        for anchor in anchors:
            if anchor.tenant not in ledgers:
                raise Difference(f"The anchor of {anchor.day} names a service that is not here.")
            ledgers[anchor.tenant].anchors.setdefault(anchor.n, []).append(anchor)
        _walk(ledgers, chains)
        outer = connection.in_atomic_block
        with transaction.atomic():
            if connection.vendor == "postgresql" and not outer:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            _walk(ledgers, chains)
            _compare_ends(ledgers, chains)
        for tenant in ledgers:
            openings += verify_access(tenant, anchors, today)
        files = verify_files()
    except Difference as first:
        return Verified(_entries(ledgers), len(chains), str(first), openings)
    return Verified(_entries(ledgers), len(chains), "", openings, files)


def _entries(ledgers: dict[str, _Ledger]) -> int:
    return sum(ledger.n for ledger in ledgers.values())


def _walk(ledgers: dict[str, _Ledger], chains: dict[str, _Chain]) -> None:
    for ledger in ledgers.values():
        for rows in _joined(ledger):
            _learn_lanes(rows, chains)
            for row in rows:
                _next_row(ledger, row, chains)


def _learn_lanes(rows: list[tuple[Any, ...]], chains: dict[str, _Chain]) -> None:
    unknown = {row[1] for row in rows} - chains.keys()
    for lane in LaneRow.objects.filter(id__in=unknown).only("id", "tenant_id", "generation"):
        chains[lane.id] = _Chain(lane.tenant_id, lane.generation)


def _next_row(ledger: _Ledger, row: tuple[Any, ...], chains: dict[str, _Chain]) -> None:
    number, lane, version, entry, kept_head, *stored = row
    ledger.n += 1
    if number != ledger.n:
        raise Difference(f"Ledger row {ledger.n} is missing.")
    entry = bytes(entry)
    ledger.head = ledger_head(ledger.tenant, ledger.n, lane, version, entry, ledger.head)
    if ledger.head != bytes(kept_head):
        raise Difference(f"Ledger row {ledger.n} was changed, or one before it was.")
    for anchor in ledger.anchors.get(ledger.n, ()):
        if anchor.head != ledger.head:
            raise Difference(f"Ledger row {ledger.n} is not the one anchored on {anchor.day}.")
    _next_entry(ledger.n, lane, version, entry, stored, chains.get(lane), ledger.tenant)


def _compare_ends(ledgers: dict[str, _Ledger], chains: dict[str, _Chain]) -> None:
    for tenant in Tenant.objects.order_by("id"):
        ledger = ledgers.get(tenant.id, _Ledger(tenant.id))
        if ledger.n != tenant.n or ledger.head != bytes(tenant.head):
            raise Difference(
                f"The ledger should end at row {tenant.n}; it ends at {ledger.n}, or otherwise."
            )
        last = max(ledger.anchors, default=0)
        if last > ledger.n:
            raise Difference(
                f"The ledger ends at row {ledger.n}; "
                f"on {ledger.anchors[last][0].day} row {last} was anchored."
            )
    listed = _entries(ledgers)
    if LedgerRow.objects.count() != listed:
        raise Difference("The ledger holds a row that belongs to no place in it.")
    if EntryRow.objects.count() != listed:
        raise Difference("An entry stands in the journal that the ledger does not list.")
    for lane in LaneRow.objects.order_by("id").iterator():
        chain = chains.get(lane.id, _Chain(lane.tenant_id, lane.generation))
        if chain.version != lane.version or chain.head != bytes(lane.head):
            raise Difference(
                f"Lane {lane.id} should end at version {lane.version}; "
                f"its chain ends at {chain.version}, or otherwise."
            )
        if chain.erased != lane.erased:
            raise Difference(f"Lane {lane.id} and its chain differ about its being erased.")
        if chain.gap and not chain.erased:
            raise Difference(f"{chain.gap} has no text, and its lane was not erased.")
    if key := LaneKey.objects.filter(lane__erased=True).values_list("lane_id", flat=True).first():
        raise Difference(f"Lane {key} was erased and still has a key.")


def _next_entry(
    n: int,
    lane: str,
    version: int,
    listed: bytes,
    stored: list[Any],
    chain: _Chain | None,
    tenant: str,
) -> None:
    where = f"Entry {version} of lane {lane} (ledger row {n})"
    entry_id, entry_tenant, generation, sealed, previous, kept = stored
    if entry_id is None:
        raise Difference(f"{where} is missing.")
    if chain is None:
        raise Difference(f"{where} stands in a lane that does not exist.")
    sealed, previous, kept = bytes(sealed), bytes(previous), bytes(kept)
    if chain.erased:
        raise Difference(f"{where} stands behind the end of an erased lane.")
    if entry_tenant != tenant or chain.tenant != tenant:
        raise Difference(f"{where} stands under another service.")
    if version != chain.version + 1 or previous != chain.head:
        raise Difference(f"{where} does not follow the one before it.")
    if generation == 0 and not sealed:
        chain.erased = True
        made = erased_hash(lane, version, previous)
        if entry_id != made[:16].hex():
            raise Difference(f"{where} bears an id that is not its own.")
    elif not 1 <= generation <= chain.generation:
        raise Difference(f"{where} names a key generation that its lane never had.")
    elif sealed:
        made = entry_hash(lane, version, previous, sealed)
        if entry_id != sealed[1:17].hex():
            raise Difference(f"{where} bears an id that is not its own.")
    else:
        made, chain.gap = kept, chain.gap or where
    if kept != listed or made != kept:
        raise Difference(f"{where} was changed.")
    chain.version, chain.head = version, kept


def _joined(ledger: _Ledger) -> Iterator[list[tuple[Any, ...]]]:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT g.n, g.lane_id, g.version, g.hash, g.head, e.id, e.tenant_id, "
                "e.key_generation, e.sealed, e.previous_hash, e.hash FROM journal_ledgerrow g "
                "LEFT JOIN journal_entryrow e ON e.lane_id = g.lane_id AND e.version = g.version "
                # A range, not a limit: whatever a database knows of its tables, it reads no more than this.
                "WHERE g.tenant_id = %s AND g.n > %s AND g.n <= %s ORDER BY g.n",
                [ledger.tenant, ledger.n, ledger.n + CHUNK],
            )
            rows = cursor.fetchall()
        yield rows
        if len(rows) < CHUNK:
            return
