"""The key ring: who may open, who may seal (security §3 "Keys", lock 3 and 4 of §2).

root → tenant key of the epoch → lane keys and service keys. A door gets a ``Ring``: the keys with two reaches.
What lies outside a reach is refused and logged, before anything is looked up.
"""

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.db import transaction

from visavis.journal.models import AccessHead, ServiceKey, Tenant
from visavis.journal.places import (
    ACCESS,
    LABELS,
    LANES,
    OFFERS,
    PARCELS,
    RENEWED,
    REQUESTS,
    SERVICE_KEYS,
    SIGN_UPS,
    STUDY,
    WORKLIST,
    Outcome,
    OutsideReach,
    Place,
    PlaceRole,
    Reach,
    place_of,
)
from visavis.journal.root import KeyUnavailable, Root
from visavis.journal.seal import Unsealable, hkdf_expand, tag, unwrap, wrap
from visavis.mediation.entries import PartyId

__all__ = [
    "ACCESS",
    "ALARM",
    "LABELS",
    "LANES",
    "OFFERS",
    "PARCELS",
    "RENEWED",
    "REQUESTS",
    "SERVICE_KEYS",
    "SIGN_UPS",
    "STUDY",
    "WORKLIST",
    "EpochMoved",
    "Keys",
    "Outcome",
    "OutsideReach",
    "Place",
    "PlaceRole",
    "Reach",
    "Ring",
    "Visitor",
    "call_back_ring",
    "create_tenant",
    "desk_ring",
    "figures_ring",
    "guest_ring",
    "keeper_ring",
    "open_service",
    "outbox_ring",
    "participant_ring",
    "place_of",
    "reflection_ring",
    "service_ring",
    "sign_up_ring",
    "study_ring",
    "sweep_ring",
]

ALARM = logging.getLogger("visavis.alarm")


class EpochMoved(KeyUnavailable):
    """The keys moved to a new epoch while something was being written; the keys at hand are fresh again."""


class Keys:
    """One service's keys, opened once per process. Raises KeyUnavailable where the root does not fit."""

    def __init__(self, root: Root, tenant: str, *, even_closed: bool = False) -> None:
        self.tenant = tenant
        self.root = root
        self._even_closed = even_closed
        self.refresh()

    def refresh(self) -> None:
        """Forgets every key and begins with the epoch in which the database stands now."""
        row = Tenant.objects.filter(id=self.tenant).values_list("epoch", "closed").first()
        if row is None:
            raise KeyUnavailable("This database has no such service.")
        self.epoch, closed = row
        if closed and not self._even_closed:
            raise KeyUnavailable(
                "This service was restored and is not open yet: `visavis restore` has not finished."
            )
        self._epochs: dict[int, bytes] = {}
        self._services: dict[str, bytes] = {}
        self._tags: dict[str, bytes] = {}
        self.tenant_key(self.epoch)

    def moved(self) -> bool:
        """Whether the database stands in another epoch than these keys; then they are refreshed."""
        now = Tenant.objects.filter(id=self.tenant).values_list("epoch", flat=True).first()
        if now == self.epoch:
            return False
        self.refresh()
        return True

    def must_stand_in(self, epoch: int) -> None:
        """Raises EpochMoved, refreshed, when these are not the keys of that epoch."""
        if epoch != self.epoch:
            self.refresh()
            raise EpochMoved("The keys moved to a new epoch meanwhile.")

    def tenant_key(self, epoch: int) -> bytes:
        if epoch not in self._epochs:
            wrapped = self.root.tenants.of(self.tenant).get(epoch)
            if wrapped is None:
                raise KeyUnavailable(
                    "The file with the tenant keys does not belong to this database: "
                    f"it has no key of epoch {epoch}."
                )
            self._epochs[epoch] = self.root.unwrap(wrapped, "tenant", self.tenant, str(epoch))
        return self._epochs[epoch]

    def mint(self, *owner: str) -> tuple[bytes, int, bytes]:
        """A new key for this owner: key, epoch, and wrapped for keeping."""
        key = os.urandom(32)
        return key, self.epoch, wrap(self.tenant_key(self.epoch), key, self._aad(owner))

    def open(self, wrapped: bytes, epoch: int, *owner: str) -> bytes:
        """The key again. Raises KeyUnavailable when it is not this owner's."""
        try:
            return unwrap(self.tenant_key(epoch), wrapped, self._aad(owner))
        except Unsealable:
            ALARM.error("a wrapped key does not open")
            raise KeyUnavailable("A key does not open; the dossier is not available.") from None

    def service(self, name: PlaceRole) -> bytes:
        """The key of a drawer of the whole service."""
        if name not in self._services:
            row = ServiceKey.objects.get(tenant_id=self.tenant, name=name)
            self._services[name] = self.open(bytes(row.wrapped), row.epoch, "service", name)
        return self._services[name]

    def tag_key(self, name: PlaceRole) -> bytes:
        """What a drawer's lookup values are made with; the same in every epoch."""
        if name not in self._tags:
            source = PlaceRole.TAGS if name in RENEWED else name
            info = b"visavis/tag/1" + (name.encode() if name in RENEWED else b"")
            self._tags[name] = hkdf_expand(self.service(source), info, 32)
        return self._tags[name]

    def _aad(self, owner: tuple[str, ...]) -> list[bytes]:
        return [part.encode() for part in (self.tenant, *owner)]

    def __repr__(self) -> str:
        return "Keys(…)"


def create_tenant(root: Root, tenant: str) -> Keys:
    """A new service: its ledger, its first tenant key and its service keys. ``tenant``: a random id."""
    Tenant.objects.create(id=tenant)
    AccessHead.objects.create(tenant_id=tenant)
    root.tenants.keep_only(tenant, 0)  # what a service of this name left here before
    root.tenants.add(tenant, 1, root.wrap(os.urandom(32), "tenant", tenant, "1"))
    keys = Keys(root, tenant)
    for name in SERVICE_KEYS:
        _, epoch, kept = keys.mint("service", name)
        ServiceKey.objects.create(tenant_id=tenant, name=name, epoch=epoch, wrapped=kept)
    return keys


def open_service(root: Root, *, even_closed: bool = False) -> Keys:
    """The keys of the one service in this database. Raises KeyUnavailable when there is none, or several.

    ``even_closed``: for restoring, which is what a restored service waits for.
    """
    tenants = list(Tenant.objects.values_list("id", flat=True)[:2])
    if len(tenants) != 1:
        raise KeyUnavailable(
            "This database must hold exactly one service; say which one otherwise."
        )
    keys = Keys(root, tenants[0], even_closed=even_closed)
    _drawers_that_came_later(keys)
    return keys


def _drawers_that_came_later(keys: Keys) -> None:
    """A service that was here before a drawer of this version gets its key."""
    rows = ServiceKey.objects.filter(tenant_id=keys.tenant)
    if rows.count() == len(SERVICE_KEYS):
        return
    with transaction.atomic():
        Tenant.objects.select_for_update().get(id=keys.tenant)
        keys.moved()
        there = set(rows.values_list("name", flat=True))
        for name in (one for one in SERVICE_KEYS if one not in there):
            _, epoch, kept = keys.mint("service", name)
            ServiceKey.objects.create(tenant_id=keys.tenant, name=name, epoch=epoch, wrapped=kept)


def _within(reach: Reach, place: Place, trajectory: str) -> bool:
    return place in reach if isinstance(reach, frozenset) else reach(place, trajectory)


class Visitor(Protocol):
    """Who is behind a ring, when it is a member of staff: told of each opening before anything is shown."""

    def note(
        self,
        ring: "Ring",
        trajectories: Sequence[str],
        outcome: Outcome,
        *,
        party: str = "",
        listed: bool = False,
    ) -> None:
        """``party``: one person's own part alone; ``listed``: looked into for a list."""


@dataclass(frozen=True, slots=True)
class Ring:
    """What one door's request may open and what it may seal; two reaches, set by the door."""

    keys: Keys = field(repr=False)
    door: str
    opens: Reach = field(repr=False)
    seals: Reach = field(repr=False)
    visit: Visitor | None = field(default=None, repr=False)

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
        self.must_seal(place)
        return tag(self.keys.tag_key(place.role), place.role, *parts)

    def reaching(self, objects: Iterable[str]) -> "Ring":
        """The same reach and the joint objects that a person's own lane names: being part of them is written
        there by the desk, under that lane's key."""
        if not isinstance(self.opens, frozenset):
            return self
        return replace(self, opens=self.opens | {Place(PlaceRole.JOINT, one) for one in objects})

    def only(self, party: PartyId) -> "Ring":
        """The same door, narrowed to one person's own lane: for the sweep, one due row at a time."""
        mine = participant_ring(self.keys, party)
        return replace(mine, door=self.door)


_SEALED_BY_ALL = frozenset({WORKLIST, STUDY})
_NOT_THE_DESKS = frozenset(
    {PlaceRole.STUDY, PlaceRole.ACCESS, PlaceRole.TAGS, PlaceRole.REFLECTION}
)


def participant_ring(keys: Keys, party: PartyId) -> Ring:
    """Opens this person's own lane and what was offered; seals that lane, parcels, work for the desk, the feed,
    and what they ask of us about their data."""
    mine = Place(PlaceRole.OWN, party)
    seals = _SEALED_BY_ALL | {mine, PARCELS, ACCESS, REQUESTS}
    return Ring(keys, "participant", frozenset({mine, OFFERS}), seals)


def guest_ring(keys: Keys, party: PartyId) -> Ring:
    """Whoever stands beside this person: opens that one lane, to be looked at through `windows.guest_view`, and
    seals nothing; no joint object, so nothing that the other wrote or said."""
    return Ring(keys, "guest", frozenset({Place(PlaceRole.OWN, party)}), frozenset())


def calendar_ring(keys: Keys, party: PartyId) -> Ring:
    """Whoever holds the address of this person's calendar: opens that one lane, and seals nothing."""
    return Ring(keys, "calendar", frozenset({Place(PlaceRole.OWN, party)}), frozenset())


def desk_calendar_ring(keys: Keys) -> Ring:
    """Whoever holds the address of a colleague's calendar: work and nicknames, no dossier; seals nothing."""
    return Ring(keys, "desk calendar", frozenset({WORKLIST, LABELS}), frozenset())


def sign_up_ring(keys: Keys) -> Ring:
    """The front door: opens no lane, seals new sign-ups and knows its own receipts again."""
    return Ring(keys, "frontdoor", frozenset({SIGN_UPS}), _SEALED_BY_ALL | {SIGN_UPS})


def call_back_ring(keys: Keys) -> Ring:
    """The front door, for whoever asks to be called: opens nothing at all, also not what it sealed."""
    return Ring(keys, "frontdoor", frozenset(), frozenset({REQUESTS}))


def desk_ring(
    keys: Keys, within: Callable[[str], bool] | None = None, visit: Visitor | None = None
) -> Ring:
    """The desk: the lanes of all trajectories, or of those ``within`` allows (the caseload); worklist, parcels.

    ``visit``: the member of staff behind it, whose openings are written down; None: the service itself.
    """

    def opens(place: Place, trajectory: str) -> bool:
        if place.role in LANES:
            return within is None or within(trajectory)
        return place.role not in _NOT_THE_DESKS

    def seals(place: Place, trajectory: str) -> bool:
        return place in {STUDY, ACCESS} or opens(place, trajectory)

    return Ring(keys, "desk", opens, seals, visit)


def reflection_ring(keys: Keys, reflection: str) -> Ring:
    """One case reflection, for its mediator or a colleague it is shared with: that one, and no lane of anybody."""
    one = frozenset({Place(PlaceRole.REFLECTION, reflection)})
    return Ring(keys, "case reflection", one, one)


def service_ring(keys: Keys) -> Ring:
    """The service's own work on whole dossiers, with nobody behind it: erasing, the study's facts, rebuilding."""

    def reaches(place: Place, trajectory: str) -> bool:
        return place.role is not PlaceRole.TAGS

    return Ring(keys, "service", reaches, reaches)


def sweep_ring(keys: Keys) -> Ring:
    """Dated work: own lanes and what is due; narrowed to one lane per row by ``Ring.only``."""

    def opens(place: Place, trajectory: str) -> bool:
        return place.role is PlaceRole.OWN or place == WORKLIST

    def seals(place: Place, trajectory: str) -> bool:
        return place == STUDY or opens(place, trajectory)

    return Ring(keys, "sweep", opens, seals)


def facts_ring(keys: Keys, party: PartyId, trajectory: str) -> Ring:
    """For the study's six facts: this person's own lane, and the files of their trajectory; seals nothing."""

    def opens(place: Place, within: str) -> bool:
        mine = place == Place(PlaceRole.OWN, party)
        return mine or (place.role is PlaceRole.FILE and within == trajectory)

    return Ring(keys, "study facts", opens, frozenset())


def offers_ring(keys: Keys, party: PartyId) -> Ring:
    """For what the study may know of how somebody's way ended: their own lane; seals nothing."""
    return Ring(keys, "study offers", frozenset({Place(PlaceRole.OWN, party)}), frozenset())


def outbox_ring(keys: Keys) -> Ring:
    """Sending: to whom, never what about."""
    return Ring(keys, "outbox", frozenset({WORKLIST}), frozenset())


def figures_ring(keys: Keys) -> Ring:
    """Counting: the cards of all lanes, and no lane; seals what was counted of a month."""
    return Ring(keys, "figures", frozenset({WORKLIST}), frozenset({WORKLIST}))


def study_ring(keys: Keys) -> Ring:
    """The study's own feed and nothing of a mediation."""
    return Ring(keys, "study", frozenset({STUDY}), frozenset({STUDY}))


def keeper_ring(keys: Keys) -> Ring:
    """The privacy officer: who opened what, requests and certificates, and nicknames. No lane, no card."""
    return Ring(
        keys, "keeper", frozenset({ACCESS, REQUESTS, LABELS}), frozenset({ACCESS, REQUESTS})
    )
