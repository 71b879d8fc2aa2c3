"""Which room of ours an appointment has: on the desk's lane, for it is a fact of no one person."""

from collections.abc import Iterator
from typing import Any

from visavis.mediation.effects import Write
from visavis.mediation.entries import Entry, LaneRole
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.views import DeskLane, DeskView, changed


def _booked(desk: DeskLane, entry: Entry) -> DeskLane:
    body: Any = entry.body
    kept = tuple(one for one in desk.rooms if one[0] != body["contact"])
    return changed(desk, rooms=(*kept, (body["contact"], body["room"])) if body["room"] else kept)


BOOKED = kind("room_booked", LaneRole.DESK, Topic.APPOINTMENT, _booked)


def book(desk: DeskView, contact: str, room: str) -> Iterator[Write]:
    """Another room than it has, or none any more; empty: somewhere else."""
    if room != dict(desk.desk.rooms).get(contact, ""):
        yield Write(BOOKED, {"contact": contact, "room": room})
