"""Scans of paper: kept, looked at and destroyed under the key of somebody's file lane, which they do not open."""

from collections.abc import Iterable

from visavis.journal import files
from visavis.journal.keys import Ring
from visavis.journal.lanes import OpenLane, lanes_of_trajectory
from visavis.journal.sheet import NotThere
from visavis.mediation.entries import LaneRole, PartyId


def keep(trajectory: str, party: PartyId, content: bytes, ring: Ring) -> str:
    """Keeps it; the file's random id. Raises OutsideReach, NotThere."""
    return files.keep(_lane(trajectory, party, ring), ring, content)


def look(trajectory: str, party: PartyId, file: str, ring: Ring) -> bytes:
    """Raises OutsideReach, NotThere, Damaged."""
    return files.content(_lane(trajectory, party, ring), ring, file)


def destroy(trajectory: str, party: PartyId, which: Iterable[str], ring: Ring) -> None:
    """Gone, if they were there."""
    files.destroy(_lane(trajectory, party, ring), ring, which)


def _lane(trajectory: str, party: PartyId, ring: Ring) -> OpenLane:
    for lane in lanes_of_trajectory(ring.tenant, trajectory):
        if lane.role is LaneRole.FILE and lane.party == party:
            return lane
    raise NotThere
