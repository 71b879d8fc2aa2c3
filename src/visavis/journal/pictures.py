"""A person's own pictures: kept, looked at and destroyed under their own lane's key."""

from collections.abc import Iterable

from visavis.journal import files
from visavis.journal.drafts import own_lane
from visavis.journal.keys import Ring
from visavis.mediation.entries import PartyId


def keep(party: PartyId, content: bytes, ring: Ring) -> str:
    """Keeps it; the file's random id. Raises OutsideReach, NotThere."""
    return files.keep(own_lane(party, ring), ring, content)


def look(party: PartyId, file: str, ring: Ring) -> bytes:
    """Raises OutsideReach, NotThere, Damaged."""
    return files.content(own_lane(party, ring), ring, file)


def destroy(party: PartyId, which: Iterable[str], ring: Ring) -> None:
    """Gone, if they were there."""
    files.destroy(own_lane(party, ring), ring, which)
