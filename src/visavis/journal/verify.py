"""Checks rows, chains and ledger without any key, and names the first difference (security §3).

One pass along the ledger, which lists every entry of the service in order; then the ends and the counts.
Someone who holds the database and the application's keys can rewrite everything: only heads kept elsewhere
show that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from visavis.journal.chain import GENESIS, entry_hash, ledger_head
from visavis.journal.models import EntryRow, LaneRow, LedgerRow, Tenant

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Verified:
    """``difference``: the first one, as a sentence; empty when all is as it was written."""

    entries: int
    lanes: int
    difference: str = ""


class _Difference(Exception):
    pass


@dataclass(slots=True)
class _Chain:
    tenant: str
    generation: int
    version: int = 0
    head: bytes = GENESIS


@dataclass(slots=True)
class _Ledger:
    tenant: str
    n: int = 0
    head: bytes = GENESIS


def verify() -> Verified:
    """Reads everything once; the service goes on meanwhile. Memory grows with lanes, not with entries.

    The long walk holds no lock; what was recorded during it is walked in one short transaction, in which the
    ends are compared.
    """
    ledgers = {tenant.id: _Ledger(tenant.id) for tenant in Tenant.objects.order_by("id")}
    chains: dict[str, _Chain] = {}
    try:
        _walk(ledgers, chains)
        outer = connection.in_atomic_block
        with transaction.atomic():
            if connection.vendor == "postgresql" and not outer:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            _walk(ledgers, chains)
            _compare_ends(ledgers, chains)
    except _Difference as first:
        return Verified(_entries(ledgers), len(chains), str(first))
    return Verified(_entries(ledgers), len(chains))


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
        raise _Difference(f"Ledger row {ledger.n} is missing.")
    entry = bytes(entry)
    ledger.head = ledger_head(ledger.tenant, ledger.n, lane, version, entry, ledger.head)
    if ledger.head != bytes(kept_head):
        raise _Difference(f"Ledger row {ledger.n} was changed, or one before it was.")
    _next_entry(ledger.n, lane, version, entry, stored, chains.get(lane), ledger.tenant)


def _compare_ends(ledgers: dict[str, _Ledger], chains: dict[str, _Chain]) -> None:
    for tenant in Tenant.objects.order_by("id"):
        ledger = ledgers.get(tenant.id, _Ledger(tenant.id))
        if ledger.n != tenant.n or ledger.head != bytes(tenant.head):
            raise _Difference(
                f"The ledger should end at row {tenant.n}; it ends at {ledger.n}, or otherwise."
            )
    listed = _entries(ledgers)
    if LedgerRow.objects.count() != listed:
        raise _Difference("The ledger holds a row that belongs to no place in it.")
    if EntryRow.objects.count() != listed:
        raise _Difference("An entry stands in the journal that the ledger does not list.")
    for lane in LaneRow.objects.order_by("id").iterator():
        chain = chains.get(lane.id, _Chain(lane.tenant_id, lane.generation))
        if chain.version != lane.version or chain.head != bytes(lane.head):
            raise _Difference(
                f"Lane {lane.id} should end at version {lane.version}; "
                f"its chain ends at {chain.version}, or otherwise."
            )


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
        raise _Difference(f"{where} is missing.")
    if chain is None:
        raise _Difference(f"{where} stands in a lane that does not exist.")
    sealed, previous, kept = bytes(sealed), bytes(previous), bytes(kept)
    if entry_tenant != tenant or chain.tenant != tenant:
        raise _Difference(f"{where} stands under another service.")
    if entry_id != sealed[1:17].hex():
        raise _Difference(f"{where} bears an id that is not its own.")
    if not 1 <= generation <= chain.generation:
        raise _Difference(f"{where} names a key generation that its lane never had.")
    if version != chain.version + 1 or previous != chain.head:
        raise _Difference(f"{where} does not follow the one before it.")
    if kept != listed or entry_hash(lane, version, previous, sealed) != kept:
        raise _Difference(f"{where} was changed.")
    chain.version, chain.head = version, kept


def _joined(ledger: _Ledger) -> Iterator[list[tuple[Any, ...]]]:
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT g.n, g.lane_id, g.version, g.hash, g.head, e.id, e.tenant_id, "
                "e.key_generation, e.sealed, e.previous_hash, e.hash FROM journal_ledgerrow g "
                "LEFT JOIN journal_entryrow e ON e.lane_id = g.lane_id AND e.version = g.version "
                "WHERE g.tenant_id = %s AND g.n > %s ORDER BY g.n LIMIT %s",
                [ledger.tenant, ledger.n, CHUNK],
            )
            rows = cursor.fetchall()
        yield rows
        if len(rows) < CHUNK:
            return
