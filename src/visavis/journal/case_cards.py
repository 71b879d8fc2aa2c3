"""A trajectory on a list: what all its cards say, small enough that a process remembers those of a whole service.

What lists choose, sort and count by stands open on it. The rest lies packed, some five hundred bytes, and is made
into a view for the few that a page shows.
"""

import marshal
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from sys import intern
from typing import Any

from visavis.mediation.entries import LaneRole, PartyId
from visavis.mediation.views import (
    Appointment,
    DeskLane,
    DeskView,
    FileView,
    PartyView,
    Side,
    numbered,
)
from visavis.mediation.words import PartyState, TrajectoryState

CardPart = tuple[str, dict[str, Any]]
"""The role of a lane, and what its card holds."""
COUNTED = "counted"
"""On a card, for figures alone: no list keeps it."""
_SAME = 2
"""Of ``marshal``: the version in which what is equal has the same bytes."""


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A trajectory on a list. ``view`` holds only what cards hold: nickname, mediators, states, names, appointments.

    ``state``: ``view.state``, worked out once. ``moved``: the day of its last act; ``assigned_on``: the day its
    mediator got it. ``called``: every name in it, to look through many quickly; who may find it by which of them
    is asked of ``view``. ``planned``: whether anybody has an appointment.
    """

    trajectory: str
    mediator: str
    co_mediator: str
    nickname: str
    state: TrajectoryState
    moved: date | None
    assigned_on: date | None
    planned: bool
    called: str
    packed: bytes = field(repr=False)

    @property
    def view(self) -> DeskView:
        return _view(self.trajectory, marshal.loads(self.packed))  # noqa: S302 - of this process

    @property
    def people(self) -> frozenset[PartyId]:
        """Everyone of whom there is a card: also who has just signed up, of whom no file is kept yet."""
        parts = marshal.loads(self.packed)  # noqa: S302 - of this process
        return frozenset(PartyId(fields["party"]) for _, fields in parts if "party" in fields)

    def carried_by(self, account: str) -> bool:
        """Whether this mediator has it, as the first or the second."""
        return account in (self.mediator, self.co_mediator)


def case_of(trajectory: str, mediator: str, parts: list[CardPart]) -> CaseCard:
    """What lists keep of a trajectory."""
    moved = max((fields.pop("moved", "") for _, fields in parts), default="")
    assigned = max((fields.pop("assigned_on", "") for _, fields in parts), default="")
    for _, fields in parts:
        fields.pop(COUNTED, None)
    parts.sort(key=lambda part: (part[1].get("party", ""), part[0]))
    packed = marshal.dumps(parts, _SAME)
    view = _view(trajectory, parts)
    return CaseCard(
        trajectory,
        intern(mediator),
        intern(view.desk.co_mediator),
        view.desk.nickname,
        view.state,
        _day(moved),
        _day(assigned),
        any(side.own.appointments for side in view.sides),
        _called(view),
        packed,
    )


def _called(view: DeskView) -> str:
    names = [name for side in view.sides for name in (side.own.first_name, side.file.name)]
    return "\n".join(filter(None, dict.fromkeys([view.desk.nickname, *names]))).casefold()


@lru_cache(maxsize=8192)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _view(trajectory: str, parts: Iterable[CardPart]) -> DeskView:
    desk = DeskLane()
    own: dict[str, PartyView] = {}
    files: dict[str, tuple[bool, FileView]] = {}
    for role, fields in parts:
        if role == LaneRole.DESK:
            rooms = tuple((contact, room) for contact, room in fields.get("rooms", ()))
            desk = DeskLane(**{**fields, "rooms": rooms})
        elif role == LaneRole.OWN:
            party = PartyId(fields["party"])
            own[party] = PartyView(
                party,
                _state(fields["state"]),
                _state(fields["before_pause"]),
                first_name=fields["first_name"],
                appointments=tuple(_talk(*talk) for talk in fields.get("talks", ())),
            )
        else:
            since = datetime.fromisoformat(fields["since"]) if fields["since"] else None
            file = FileView(state=_state(fields["state"]), since=since, name=fields["name"])
            files[fields["party"]] = (fields["initiating"], file)
    sides = numbered(
        Side(PartyId(party), initiating, own.get(party, PartyView(PartyId(party))), file)
        for party, (initiating, file) in files.items()
    )
    return DeskView(trajectory, desk, sides)


def _talk(
    contact: str, form: str, arrives: str, leaves: str, entrance: str, state: str
) -> Appointment:
    """When and through which door; where it is, and who is there, stands in the dossier."""
    begins, ends = datetime.fromisoformat(arrives), datetime.fromisoformat(leaves)
    return Appointment(contact, form, begins, ends, "", entrance, state=state)


def _state(name: str | None) -> PartyState | None:
    return PartyState(name) if name else None
