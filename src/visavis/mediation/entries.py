"""What is kept: an entry, standing in one lane, written by an actor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import NewType

PartyId = NewType("PartyId", str)
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Body = Mapping[str, Json]


class LaneRole(StrEnum):
    """Own: what a person wrote, chose, was told. File: what staff write about them. Desk: assignment and planning.
    Joint: an object of several people, such as an agreement."""

    OWN = "own"
    FILE = "file"
    DESK = "desk"
    JOINT = "joint"


@dataclass(frozen=True, slots=True, order=True)
class Lane:
    """One part of a trajectory's journal with a key of its own.

    ``party`` is empty for the desk's and for joint ones; ``about`` names the object of a joint one.
    """

    role: LaneRole
    party: PartyId = PartyId("")
    about: str = ""


DESK_LANE = Lane(LaneRole.DESK)


def own(party: PartyId) -> Lane:
    return Lane(LaneRole.OWN, party)


def joint(about: str) -> Lane:
    return Lane(LaneRole.JOINT, about=about)


def file_of(party: PartyId) -> Lane:
    return Lane(LaneRole.FILE, party)


class Level(IntEnum):
    """How much of an entry someone may know (domain §5.1)."""

    NOTHING = 0
    EXISTENCE = 1
    FACT = 2
    CONTENT = 3


class Audience(StrEnum):
    """Everyone the sight table speaks about (domain §3); ``owner`` is the party whose lane it is."""

    OWNER = "owner"
    OTHER_PARTY = "other_party"
    GUARDIAN = "guardian"
    SUPPORTER = "supporter"
    REFERRER = "referrer"
    LAWYER = "lawyer"
    INTERPRETER = "interpreter"
    INTAKE = "intake"
    MEDIATOR = "mediator"
    CO_MEDIATOR = "co_mediator"
    SUPERVISOR = "supervisor"
    PLANNER = "planner"
    RESEARCHER = "researcher"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"
    OUTSIDER = "outsider"


MEDIATES = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR})


class Via(StrEnum):
    """How an act reached the journal: by the person's own hand, or told to staff by telephone or on paper."""

    SCREEN = "screen"
    PHONE = "phone"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it. ``id`` is an account or party id, random; never a name."""

    audience: Audience
    id: str
    via: Via = Via.SCREEN
    paper: str = ""
    """Where the paper or its scan lies, for what came on paper."""


SWEEP = Actor(Audience.OWNER, "sweep")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact. ``shown_from`` keeps it out of its owner's view and token until that day (a news date)."""

    kind: str
    by: Actor
    at: datetime
    body: Body = field(default_factory=dict)
    shown_from: date | None = None
