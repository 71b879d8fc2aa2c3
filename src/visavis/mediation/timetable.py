"""Who is where when, over all trajectories: rooms booked twice, people of one trajectory who would meet in a doorway.

Only what a list of the desk holds: times, doors and rooms, no names. A person's part is their own; what two parts are
to each other is said to staff alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from visavis.mediation.appointments import STANDS
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import MOVES_APART, day
from visavis.mediation.views import DeskView

BY_VIDEO = "video_call"


@dataclass(frozen=True, slots=True)
class Part:
    """When one person comes and goes, and through which door."""

    party: PartyId
    arrives: datetime
    leaves: datetime
    entrance: str
    state: str = "planned"


@dataclass(frozen=True, slots=True)
class Booking:
    """One appointment of one trajectory. ``room``: the id of a room of ours; empty: somewhere else, or by video."""

    trajectory: str
    contact: str
    form: str
    room: str
    parts: tuple[Part, ...]

    @property
    def begins(self) -> datetime:
        return min(one.arrives for one in self.parts)

    @property
    def ends(self) -> datetime:
        return max(one.leaves for one in self.parts)

    def takes(self, room: str, begins: datetime, ends: datetime) -> bool:
        """Whether it needs this room at any moment between these two."""
        return bool(room) and self.room == room and self.begins < ends and begins < self.ends


def bookings(view: DeskView) -> tuple[Booking, ...]:
    """What stands in one trajectory, the soonest first."""
    found: dict[str, tuple[str, list[Part]]] = {}
    for side in view.sides:
        for one in side.own.appointments:
            if one.state in STANDS:
                part = Part(side.party, one.arrives, one.leaves, one.entrance, one.state)
                found.setdefault(one.contact, (one.form, []))[1].append(part)
    rooms = dict(view.desk.rooms)
    made = (
        Booking(view.trajectory, contact, form, rooms.get(contact, ""), tuple(parts))
        for contact, (form, parts) in found.items()
    )
    return tuple(sorted(made, key=lambda one: (one.begins, one.contact)))


def on_days(all_of_them: Iterable[Booking], first: date, last: date) -> list[Booking]:
    """Those that begin on one of these days, both included, the soonest first."""
    here = (one for one in all_of_them if first <= day(one.begins) <= last)
    return sorted(here, key=lambda one: (one.begins, one.trajectory, one.contact))


def booked_twice(some: Sequence[Booking]) -> Iterator[tuple[Booking, Booking]]:
    """Each two that need one room at one moment."""
    for one, other in combinations(some, 2):
        if one.takes(other.room, other.begins, other.ends):
            yield one, other


def near_each_other(some: Sequence[Booking]) -> Iterator[tuple[Part, Part]]:
    """Each two people of one trajectory of whom one comes or goes within a few minutes of the other, also where each
    comes for another appointment. A video call has no doorway."""
    parts = [(one.trajectory, part) for one in some if one.form != BY_VIDEO for part in one.parts]
    for (mine, one), (theirs, other) in combinations(parts, 2):
        if mine == theirs and one.party != other.party and _pass(one, other):
            yield one, other


def _pass(one: Part, other: Part) -> bool:
    return any(
        abs(mine - theirs) < MOVES_APART
        for mine in (one.arrives, one.leaves)
        for theirs in (other.arrives, other.leaves)
    )
