"""Places of the journal: lanes, and drawers of the whole service; each with a key of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from visavis.mediation.entries import Lane, LaneRole


class PlaceRole(StrEnum):
    """What a key is for. The first four are the lanes' (``LaneRole``)."""

    OWN = "own"
    FILE = "file"
    DESK = "desk"
    JOINT = "joint"
    WORKLIST = "worklist"
    PARCEL = "parcel"
    OFFER = "offer"
    STUDY = "study"
    SIGN_UP = "sign_up"
    ACCESS = "access"
    REQUEST = "request"
    LABEL = "label"
    REFLECTION = "reflection"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Place:
    """A lane (``id``: the party, the trajectory for the desk's, the object of a joint one) or a drawer (no id)."""

    role: PlaceRole
    id: str = ""


WORKLIST = Place(PlaceRole.WORKLIST)
PARCELS = Place(PlaceRole.PARCEL)
OFFERS = Place(PlaceRole.OFFER)
STUDY = Place(PlaceRole.STUDY)
SIGN_UPS = Place(PlaceRole.SIGN_UP)
ACCESS = Place(PlaceRole.ACCESS)
REQUESTS = Place(PlaceRole.REQUEST)
LABELS = Place(PlaceRole.LABEL)

LANES = frozenset({PlaceRole.OWN, PlaceRole.FILE, PlaceRole.DESK, PlaceRole.JOINT})
SERVICE_KEYS = tuple(role for role in PlaceRole if role not in LANES)
RENEWED = frozenset({PlaceRole.WORKLIST, PlaceRole.PARCEL, PlaceRole.OFFER, PlaceRole.REFLECTION})
"""Drawers whose rows hold words of people: an erasure seals what is left in them under a new key."""

Reach = frozenset[Place] | Callable[[Place, str], bool]
"""Places; or a rule over place and trajectory (empty for the drawers of the service)."""


def place_of(lane: Lane, trajectory: str) -> Place:
    ids = {LaneRole.DESK: trajectory, LaneRole.JOINT: lane.about}
    return Place(PlaceRole(lane.role), ids.get(lane.role, lane.party))


class Outcome(StrEnum):
    """How an opening ended (NEN 7513)."""

    OPENED = "opened"
    NOT_THERE = "not_there"
    REFUSED = "refused"
    NOT_AVAILABLE = "not_available"


class OutsideReach(Exception):
    """A door asked for what it has no key to. The door answers as for what does not exist."""
