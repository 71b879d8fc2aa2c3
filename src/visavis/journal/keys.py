"""The key ring: who may open, who may seal (security §3 "Keys", lock 3 and 4 of §2).

root → tenant key per epoch → lane keys and service keys. A door gets a ``Ring``: the keys with two reaches.
What lies outside a reach is refused and logged, before anything is looked up.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from visavis.journal.models import ServiceKey, Tenant, TenantKey
from visavis.journal.root import KeyUnavailable, Root
from visavis.journal.seal import Unsealable, hkdf_expand, tag, unwrap, wrap
from visavis.mediation.entries import Lane, LaneRole, PartyId

ALARM = logging.getLogger("visavis.alarm")


class PlaceRole(StrEnum):
    """What a key is for. The first three are the lanes' (``LaneRole``)."""

    OWN = "own"
    FILE = "file"
    DESK = "desk"
    WORKLIST = "worklist"
    PARCEL = "parcel"
    OFFER = "offer"
    STUDY = "study"
    SIGN_UP = "sign_up"


@dataclass(frozen=True, slots=True)
class Place:
    """A lane (``id``: the party, or for the desk's the trajectory) or a drawer of the service (no id)."""

    role: PlaceRole
    id: str = ""


WORKLIST = Place(PlaceRole.WORKLIST)
PARCELS = Place(PlaceRole.PARCEL)
OFFERS = Place(PlaceRole.OFFER)
STUDY = Place(PlaceRole.STUDY)
SIGN_UPS = Place(PlaceRole.SIGN_UP)

Reach = frozenset[Place] | Callable[[Place, str], bool]
"""Places; or a rule over place and trajectory (empty for the drawers of the service)."""


def place_of(lane: Lane, trajectory: str) -> Place:
    return Place(PlaceRole(lane.role), trajectory if lane.role is LaneRole.DESK else lane.party)


class OutsideReach(Exception):
    """A door asked for what it has no key to. The door answers as for what does not exist."""


class Keys:
    """One service's keys, opened once per process. Raises KeyUnavailable where the root does not fit."""

    def __init__(self, root: Root, tenant: str) -> None:
        self.tenant = tenant
        self._root = root
        self._epochs: dict[int, bytes] = {}
        self._services: dict[str, bytes] = {}
        newest = TenantKey.objects.filter(tenant_id=tenant).order_by("-epoch").first()
        if newest is None:
            raise KeyUnavailable("This database has no key of this service.")
        self.epoch = newest.epoch
        self._tenant_key(newest.epoch)

    def _tenant_key(self, epoch: int) -> bytes:
        if epoch not in self._epochs:
            row = TenantKey.objects.get(tenant_id=self.tenant, epoch=epoch)
            wrapped = bytes(row.wrapped)
            self._epochs[epoch] = self._root.unwrap(wrapped, "tenant", self.tenant, str(epoch))
        return self._epochs[epoch]

    def mint(self, *owner: str) -> tuple[bytes, int, bytes]:
        """A new key for this owner: key, epoch, and wrapped for keeping."""
        key = os.urandom(32)
        return key, self.epoch, wrap(self._tenant_key(self.epoch), key, self._aad(owner))

    def open(self, wrapped: bytes, epoch: int, *owner: str) -> bytes:
        """The key again. Raises KeyUnavailable when it is not this owner's."""
        try:
            return unwrap(self._tenant_key(epoch), wrapped, self._aad(owner))
        except Unsealable:
            ALARM.error("a wrapped key does not open")
            raise KeyUnavailable("A key does not open; the dossier is not available.") from None

    def service(self, name: PlaceRole) -> bytes:
        """The key of a drawer of the whole service."""
        if name not in self._services:
            row = ServiceKey.objects.get(tenant_id=self.tenant, name=name)
            self._services[name] = self.open(bytes(row.wrapped), row.epoch, "service", name)
        return self._services[name]

    def _aad(self, owner: tuple[str, ...]) -> list[bytes]:
        return [part.encode() for part in (self.tenant, *owner)]

    def __repr__(self) -> str:
        return "Keys(…)"


_LANES = frozenset({PlaceRole.OWN, PlaceRole.FILE, PlaceRole.DESK})
SERVICE_KEYS = tuple(role for role in PlaceRole if role not in _LANES)


def create_tenant(root: Root, tenant: str) -> Keys:
    """A new service: its ledger, its first tenant key and its service keys. ``tenant``: a random id."""
    Tenant.objects.create(id=tenant)
    wrapped = root.wrap(os.urandom(32), "tenant", tenant, "1")
    TenantKey.objects.create(tenant_id=tenant, epoch=1, wrapped=wrapped)
    keys = Keys(root, tenant)
    for name in SERVICE_KEYS:
        _, epoch, kept = keys.mint("service", name)
        ServiceKey.objects.create(tenant_id=tenant, name=name, epoch=epoch, wrapped=kept)
    return keys


def open_service(root: Root) -> Keys:
    """The keys of the one service in this database. Raises KeyUnavailable when there is none, or several."""
    tenants = list(Tenant.objects.values_list("id", flat=True)[:2])
    if len(tenants) != 1:
        raise KeyUnavailable(
            "This database must hold exactly one service; say which one otherwise."
        )
    return Keys(root, tenants[0])


def _within(reach: Reach, place: Place, trajectory: str) -> bool:
    return place in reach if isinstance(reach, frozenset) else reach(place, trajectory)


@dataclass(frozen=True, slots=True)
class Ring:
    """What one door's request may open and what it may seal; two reaches, set by the door."""

    keys: Keys = field(repr=False)
    door: str
    opens: Reach = field(repr=False)
    seals: Reach = field(repr=False)

    @property
    def tenant(self) -> str:
        return self.keys.tenant

    def must_open(self, place: Place, trajectory: str = "") -> None:
        """Raises OutsideReach, and logs it, when this door may not open there."""
        if not _within(self.opens, place, trajectory):
            self._refuse("open", place)

    def must_seal(self, place: Place, trajectory: str = "") -> None:
        """The same for sealing."""
        if not _within(self.seals, place, trajectory):
            self._refuse("seal", place)

    def _refuse(self, what: str, place: Place) -> None:
        ALARM.warning("outside reach: door %s may not %s %s", self.door, what, place.role.value)
        raise OutsideReach(f"the {self.door} door may not {what} {place.role.value}")

    def opening(self, place: Place) -> bytes:
        """The key of a drawer of the service, for opening."""
        self.must_open(place)
        return self.keys.service(place.role)

    def sealing(self, place: Place) -> bytes:
        """The key of a drawer of the service, for sealing into it."""
        self.must_seal(place)
        return self.keys.service(place.role)

    def tag(self, place: Place, *parts: str) -> str:
        """A lookup value of that drawer; who may seal into it may look up in it."""
        key = self.sealing(place)
        return tag(hkdf_expand(key, b"visavis/tag/1", 32), place.role, *parts)

    def only(self, party: PartyId) -> "Ring":
        """The same door, narrowed to one person's own lane: for the sweep, one due row at a time."""
        mine = participant_ring(self.keys, party)
        return replace(mine, door=self.door)


_SEALED_BY_ALL = frozenset({WORKLIST, STUDY})


def participant_ring(keys: Keys, party: PartyId) -> Ring:
    """Opens this person's own lane and what was offered; seals that lane, parcels, work for the desk, the feed."""
    mine = Place(PlaceRole.OWN, party)
    return Ring(keys, "participant", frozenset({mine, OFFERS}), _SEALED_BY_ALL | {mine, PARCELS})


def sign_up_ring(keys: Keys) -> Ring:
    """The front door: opens no lane, seals new sign-ups and knows its own receipts again."""
    return Ring(keys, "frontdoor", frozenset({SIGN_UPS}), _SEALED_BY_ALL | {SIGN_UPS})


def desk_ring(keys: Keys, within: Callable[[str], bool] | None = None) -> Ring:
    """The desk: the lanes of all trajectories, or of those ``within`` allows (the caseload); worklist, parcels."""

    def opens(place: Place, trajectory: str) -> bool:
        if place.role in _LANES:
            return within is None or within(trajectory)
        return place.role is not PlaceRole.STUDY

    def seals(place: Place, trajectory: str) -> bool:
        return place == STUDY or opens(place, trajectory)

    return Ring(keys, "desk", opens, seals)


def sweep_ring(keys: Keys) -> Ring:
    """Dated work: own lanes and what is due; narrowed to one lane per row by ``Ring.only``."""

    def opens(place: Place, trajectory: str) -> bool:
        return place.role is PlaceRole.OWN or place == WORKLIST

    def seals(place: Place, trajectory: str) -> bool:
        return place == STUDY or opens(place, trajectory)

    return Ring(keys, "sweep", opens, seals)


def outbox_ring(keys: Keys) -> Ring:
    """Sending: to whom, never what about."""
    return Ring(keys, "outbox", frozenset({WORKLIST}), frozenset())


def study_ring(keys: Keys) -> Ring:
    """The study's own feed and nothing of a mediation."""
    return Ring(keys, "study", frozenset({STUDY}), frozenset({STUDY}))
