"""Letters on their way: a row outside all lanes with a key of its own (architecture, "Rules of writing" 5).

Before it is offered a parcel's key lies under a key only the desk opens; the offer lays it under the one that
readers open, bound to the offer's id. Whoever deletes the row first has it: opening and asking back race in
the database, and one of them finds nothing.
"""

import json
import os
from dataclasses import asdict, dataclass, replace

from django.db import connection

from visavis.journal import files
from visavis.journal.envelope import Damaged
from visavis.journal.keys import OFFERS, PARCELS, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import Parcel
from visavis.journal.seal import ROW, Unsealable, seal, unseal, unwrap, wrap
from visavis.mediation.effects import GrantParcel, HoldParcel, MakeParcel
from visavis.mediation.views import Picture


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in it, as its author released it."""

    text: str
    sign_as: str
    version_hash: str
    pictures: tuple[Picture, ...] = ()


def _owner(ring: Ring, what: str, of: str) -> list[bytes]:
    return [ring.tenant.encode(), what.encode(), of.encode()]


def make(ring: Ring, parcel: MakeParcel, lane: OpenLane | None = None) -> Parcel:
    """The row, unsaved. ``lane``: its author's own, where the pictures lie that go along."""
    key = os.urandom(32)
    ring.must_seal(PARCELS)
    pictures = files.sent_along(lane, ring, parcel.parcel, key, parcel.pictures) if lane else ()
    said = [parcel.text, parcel.sign_as, parcel.version_hash, [asdict(one) for one in pictures]]
    body = json.dumps(said, ensure_ascii=False)
    return Parcel(
        id=parcel.parcel,
        tenant_id=ring.tenant,
        wrapped=wrap(ring.sealing(PARCELS), key, _owner(ring, "parcel", parcel.parcel)),
        sealed=seal(key, _owner(ring, "parcel", parcel.parcel), b"", body.encode(), info=ROW),
    )


def contents(ring: Ring, row: Parcel) -> Contents:
    """For the desk: what a parcel holds, offered or not."""
    return _opened(row, _key(ring, row), ring)


def grant(ring: Ring, row: Parcel, effect: GrantParcel) -> None:
    """Lays the parcel's key under the offer; the row is not saved here."""
    key = _key(ring, row)
    row.offer = effect.offer
    row.wrapped = wrap(ring.sealing(OFFERS), key, _owner(ring, "offer", effect.offer))


def take(ring: Ring, offer: str, lane: OpenLane | None = None) -> Contents | None:
    """Deletes what stands under this offer and gives its contents; None when gone or held.

    ``lane``: the reader's own, into which the pictures go.
    """
    ring.must_open(OFFERS)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM journal_parcel WHERE offer = %s AND tenant_id = %s "
            "AND NOT held_by_author AND NOT held_by_desk RETURNING id, wrapped, sealed",
            [offer, ring.tenant],
        )
        found = cursor.fetchone()
    if found is None:
        return None
    row = Parcel(id=found[0], offer=offer, wrapped=bytes(found[1]), sealed=bytes(found[2]))
    return arrived(ring, row, lane)


def arrived(ring: Ring, row: Parcel, lane: OpenLane | None) -> Contents:
    """What a parcel holds that was just taken."""
    key = _key(ring, row)
    found = _opened(row, key, ring)
    if lane is None or not found.pictures:
        return found
    return replace(found, pictures=files.moved_in(lane, ring, row.id, key, found.pictures))


def find(ring: Ring, parcel: str) -> Parcel | None:
    """The parcel, locked until the transaction ends."""
    rows = Parcel.objects.filter(id=parcel, tenant_id=ring.tenant)
    return (rows.select_for_update() if connection.in_atomic_block else rows).first()


def drop(ring: Ring, parcel: str) -> None:
    Parcel.objects.filter(id=parcel, tenant_id=ring.tenant).delete()
    files.destroy_of(parcel=parcel)


def hold(ring: Ring, effect: HoldParcel) -> None:
    rows = Parcel.objects.filter(id=effect.parcel, tenant_id=ring.tenant)
    if effect.by_desk:
        rows.update(held_by_desk=effect.held)
    else:
        rows.update(held_by_author=effect.held)


def set_aside(row: Parcel, effect: HoldParcel) -> None:
    """The same of a row that is not saved yet."""
    if effect.by_desk:
        row.held_by_desk = effect.held
    else:
        row.held_by_author = effect.held


def _key(ring: Ring, row: Parcel) -> bytes:
    try:
        if row.offer:
            return unwrap(
                ring.opening(OFFERS), bytes(row.wrapped), _owner(ring, "offer", row.offer)
            )
        return unwrap(ring.opening(PARCELS), bytes(row.wrapped), _owner(ring, "parcel", row.id))
    except Unsealable:
        raise Damaged("a parcel's key does not open") from None


def _opened(row: Parcel, key: bytes, ring: Ring) -> Contents:
    try:
        _, body = unseal(key, _owner(ring, "parcel", row.id), bytes(row.sealed), info=ROW)
    except Unsealable:
        raise Damaged("a parcel does not open") from None
    text, sign_as, version_hash, *rest = json.loads(body)
    pictures = tuple(Picture(**one) for one in (rest[0] if rest else ()))
    return Contents(text, sign_as, version_hash, pictures)
