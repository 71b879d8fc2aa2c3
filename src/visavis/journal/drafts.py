"""What someone is still writing: sealed, replaceable, beside the journal. Only release is an act."""

from visavis.journal.envelope import Damaged
from visavis.journal.keys import Place, PlaceRole, Ring
from visavis.journal.lanes import OpenLane, lanes_of_party
from visavis.journal.models import Draft
from visavis.journal.seal import ROW, Unsealable, hkdf_expand, seal, tag, unseal
from visavis.journal.sheet import NotThere
from visavis.mediation.entries import PartyId


def save_draft(party: PartyId, name: str, text: str, ring: Ring) -> None:
    """Keeps this text under this name, instead of what stood there. ``name``: the letter's random id."""
    lane, key = _lane(party, ring)
    ring.must_seal(lane.place, lane.trajectory)
    name_tag = _tag(key, name)
    sealed = seal(key, _aad(lane, name_tag), name.encode(), text.encode(), info=ROW)
    Draft.objects.update_or_create(lane_id=lane.id, name_tag=name_tag, defaults={"sealed": sealed})


def draft(party: PartyId, name: str, ring: Ring) -> str | None:
    """The text as last kept, or None."""
    lane, key = _lane(party, ring)
    row = Draft.objects.filter(lane_id=lane.id, name_tag=_tag(key, name)).first()
    return None if row is None else _opened(lane, key, row)[1]


def drafts(party: PartyId, ring: Ring) -> dict[str, str]:
    """All drafts of this person: name → text."""
    lane, key = _lane(party, ring)
    return dict(_opened(lane, key, row) for row in Draft.objects.filter(lane_id=lane.id))


def discard_draft(party: PartyId, name: str, ring: Ring) -> None:
    """Gone, if it was there."""
    lane, key = _lane(party, ring)
    Draft.objects.filter(lane_id=lane.id, name_tag=_tag(key, name)).delete()


def own_lane(party: PartyId, ring: Ring) -> OpenLane:
    """The lane of somebody whom this ring reaches. Raises OutsideReach, NotThere."""
    if isinstance(ring.opens, frozenset):
        ring.must_open(Place(PlaceRole.OWN, party))
    lanes = lanes_of_party(ring.tenant, party)
    if not lanes:
        raise NotThere
    return lanes[0]


def _lane(party: PartyId, ring: Ring) -> tuple[OpenLane, bytes]:
    lane = own_lane(party, ring)
    return lane, lane.opening_key(ring)


def _tag(key: bytes, name: str) -> str:
    return tag(hkdf_expand(key, b"visavis/draft/1", 32), name)


def _aad(lane: OpenLane, name_tag: str) -> tuple[bytes, ...]:
    return (lane.tenant.encode(), b"draft", lane.id.encode(), name_tag.encode())


def _opened(lane: OpenLane, key: bytes, row: Draft) -> tuple[str, str]:
    try:
        name, text = unseal(key, _aad(lane, row.name_tag), bytes(row.sealed), info=ROW)
    except Unsealable:
        raise Damaged("a draft does not open") from None
    return name.decode(), text.decode()
