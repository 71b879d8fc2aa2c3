"""A new epoch: every key of the service under a new tenant key, and the old one destroyed (security §3 "Keys").

Yearly, when anyone with access to the server leaves, and with every erasure. What free pages, logs and copies
still hold of the old rows is then of no use. ``renew`` goes further, for erasures: worklist, cards, messages and
letters on their way hold words too, under the service's own keys; those get new keys as well.

Others write meanwhile with the keys they hold. They find out at the end of their transaction (``flush``), put
themselves right and do it again; whoever only reads does so with ``steady``.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection, models, transaction

from visavis.journal.envelope import Damaged
from visavis.journal.keys import ALARM, RENEWED, Keys, PlaceRole, Ring
from visavis.journal.models import (
    Card,
    DueRow,
    LaneKey,
    MonthRow,
    OutboxRow,
    Parcel,
    ReflectionReader,
    ReflectionRow,
    RefusalRow,
    ServiceKey,
    TaskRow,
    Tenant,
)
from visavis.journal.root import KeyUnavailable
from visavis.journal.seal import ROW, Unsealable, seal, unseal, unwrap, wrap

TRIES = 3
AT_ONCE = 5_000
_LOCKED = (
    "lanekey", "parcel", "taskrow", "duerow", "outboxrow", "card", "refusalrow", "reflectionrow",
    "reflectionreader",
)  # fmt: skip
"""In the order in which an act writes them, so that neither waits for the other for ever."""
_SEALED: Sequence[tuple[type[models.Model], bytes, PlaceRole]] = (
    (Card, b"card", PlaceRole.WORKLIST),
    (MonthRow, b"figures", PlaceRole.WORKLIST),
    (TaskRow, b"task", PlaceRole.WORKLIST),
    (DueRow, b"due", PlaceRole.WORKLIST),
    (OutboxRow, b"outbox", PlaceRole.WORKLIST),
    (RefusalRow, b"refused", PlaceRole.WORKLIST),
    (ReflectionRow, b"reflection", PlaceRole.REFLECTION),
    (ReflectionReader, b"thought", PlaceRole.REFLECTION),
)
"""Rows of drawers, with the name that stands in their seal before their id, and whose key they lie under."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class NewEpoch:
    """What was done: the epoch, and how many keys of lanes and rows of read models were laid under it."""

    epoch: int
    lanes: int
    rows: int = 0


def steady(look: Callable[P, R]) -> Callable[P, R]:
    """For what only reads: where the keys moved to a new epoch meanwhile, it looks once more."""

    @wraps(look)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return look(*args, **kwargs)
        except (Damaged, KeyUnavailable):
            given = [one for one in (*args, *kwargs.values()) if isinstance(one, Ring)]
            if not any(ring.keys.moved() for ring in given):
                raise
            return look(*args, **kwargs)

    return again


def new_epoch(
    keys: Keys,
    first: Callable[[], None] | None = None,
    *,
    lock: Callable[[], None] | None = None,
    renew: bool = False,
) -> NewEpoch:
    """Begins one. ``first``: what is done in the same transaction, before any key is laid anew; ``lock``: what
    it must hold for that, taken before anything else.

    Whole or not at all; where it breaks off between the transaction and the destroying of the old key, `tidy`
    (which every next one begins with) destroys it. Not inside another transaction.
    """
    for number in range(1, TRIES + 1):
        tidy(keys)
        try:
            with transaction.atomic(durable=True):
                if lock is not None:
                    lock()
                _begin(keys)
                if first is not None:
                    first()
                done = _laid_anew(keys, renew)
        except OperationalError:  # of two that wait for each other the database gave up this one
            if number == TRIES:
                raise
            continue
        tidy(keys)
        return done
    raise AssertionError("the last try raises")


def tidy(keys: Keys) -> bool:
    """Destroys the tenant keys of every epoch but the one the database stands in; whether there were any."""
    with transaction.atomic():
        epoch = _held(keys.tenant)
        destroyed = keys.root.tenants.keep_only(keys.tenant, epoch)
    keys.refresh()
    return destroyed


def _held(tenant: str) -> int:
    """The epoch, with the tenant's row locked: nobody else is between two epochs now."""
    rows = Tenant.objects.filter(id=tenant).select_for_update()
    return rows.values_list("epoch", flat=True).get()


def _begin(keys: Keys) -> None:
    if connection.vendor == "postgresql":
        tables = ", ".join(f"journal_{name}" for name in _LOCKED)
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")
    _held(keys.tenant)
    keys.moved()


def _laid_anew(keys: Keys, renew: bool) -> NewEpoch:
    epoch, tenant_key = keys.epoch + 1, os.urandom(32)
    wrapped = keys.root.wrap(tenant_key, "tenant", keys.tenant, str(epoch))
    keys.root.tenants.add(keys.tenant, epoch, wrapped)
    lanes = _lane_keys(keys, epoch, tenant_key)
    rows = _renewed(keys, epoch, tenant_key) if renew else 0
    _service_keys(keys, epoch, tenant_key)
    Tenant.objects.filter(id=keys.tenant).update(epoch=epoch)
    return NewEpoch(epoch, lanes, rows)


def _lane_keys(keys: Keys, epoch: int, tenant_key: bytes) -> int:
    tenant = keys.tenant.encode()
    rows = LaneKey.objects.filter(lane__tenant_id=keys.tenant).order_by("id")
    laid: list[tuple[int, bytes]] = []
    olds: dict[int, bytes] = {}
    for pk, lane, generation, old, wrapped in rows.values_list(
        "id", "lane_id", "generation", "epoch", "wrapped"
    ):
        if old not in olds:
            olds[old] = keys.tenant_key(old)
        owner = [tenant, b"lane", lane.encode(), str(generation).encode()]
        try:
            key = unwrap(olds[old], bytes(wrapped), owner)
        except Unsealable:
            ALARM.error("a lane's key does not open and was left as it was")
            continue
        laid.append((pk, wrap(tenant_key, key, owner)))
    _write("journal_lanekey", "id", "bigint", "wrapped", laid, epoch)
    return len(laid)


def _service_keys(keys: Keys, epoch: int, tenant_key: bytes) -> None:
    """The others are laid under the new epoch as they are; the renewed ones stand there already."""
    for row in ServiceKey.objects.filter(tenant_id=keys.tenant).exclude(epoch=epoch):
        key = keys.open(bytes(row.wrapped), row.epoch, "service", row.name)
        _keep(row, keys, epoch, tenant_key, key)


def _keep(row: ServiceKey, keys: Keys, epoch: int, tenant_key: bytes, key: bytes) -> None:
    owner = [keys.tenant.encode(), b"service", row.name.encode()]
    row.epoch, row.wrapped = epoch, wrap(tenant_key, key, owner)
    row.save(update_fields=["epoch", "wrapped"])


def _renewed(keys: Keys, epoch: int, tenant_key: bytes) -> int:
    """New keys for the drawers that hold words, and all that is in them sealed again."""
    old = {role: keys.service(role) for role in RENEWED}
    new = {role: os.urandom(32) for role in RENEWED}
    for row in ServiceKey.objects.filter(tenant_id=keys.tenant, name__in=RENEWED):
        _keep(row, keys, epoch, tenant_key, new[PlaceRole(row.name)])
    tenant, number = keys.tenant.encode(), 0
    for model, name, drawer in _SEALED:
        field = model._meta.pk.attname
        pairs = _of(model, keys.tenant).values_list(field, "sealed")
        turned = _sealed_anew(pairs, (tenant, name), old[drawer], new[drawer])
        number += _write(model._meta.db_table, field, "text", "sealed", turned)
    parcels = []
    for parcel in Parcel.objects.filter(tenant_id=keys.tenant):
        role, of = (
            (PlaceRole.OFFER, parcel.offer) if parcel.offer else (PlaceRole.PARCEL, parcel.id)
        )
        owner = [tenant, role.encode(), str(of).encode()]
        try:
            key = unwrap(old[role], bytes(parcel.wrapped), owner)
        except Unsealable:
            ALARM.error("a parcel's key does not open and was left as it was")
            continue
        parcels.append((parcel.id, wrap(new[role], key, owner)))
    return number + _write("journal_parcel", "id", "text", "wrapped", parcels)


def _of(model: type[models.Model], tenant: str) -> Any:
    rows = model._default_manager
    if model in (Card, DueRow):
        return rows.filter(lane__tenant_id=tenant)
    return rows.filter(tenant_id=tenant)


def _sealed_anew(
    pairs: Iterable[tuple[str, Any]], owner: tuple[bytes, bytes], old: bytes, new: bytes
) -> list[tuple[str, bytes]]:
    turned = []
    for pk, sealed in pairs:
        aad = (*owner, pk.encode())
        try:
            header, body = unseal(old, aad, bytes(sealed), info=ROW)
        except Unsealable:
            ALARM.error("a row beside the journal does not open and was left as it was")
            continue
        turned.append((pk, seal(new, aad, header, body, info=ROW)))
    return turned


def _write(
    table: str,
    key: str,
    kind: str,
    column: str,
    rows: Sequence[tuple[Any, bytes]],
    epoch: int | None = None,
) -> int:
    """One statement for many rows. Names of tables and columns are ours; values are parameters."""
    also = "" if epoch is None else ", epoch = %s"
    more = [] if epoch is None else [epoch]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for at in range(0, len(rows), AT_ONCE):
                ids, values = zip(*rows[at : at + AT_ONCE], strict=True)
                cursor.execute(
                    f"UPDATE {table} t SET {column} = d.value{also} "  # noqa: S608
                    f"FROM unnest(%s::{kind}[], %s::bytea[]) AS d(id, value) WHERE t.{key} = d.id",
                    [*more, list(ids), list(values)],
                )
        elif rows:
            cursor.executemany(
                f"UPDATE {table} SET {column} = %s{also} WHERE {key} = %s",  # noqa: S608
                [(value, *more, pk) for pk, value in rows],
            )
    return len(rows)
