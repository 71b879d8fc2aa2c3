"""Films: brought in under a key of the moment, made anew elsewhere, kept in a person's own lane, looked at in parts.

What somebody brings is sealed as it comes in, so that it stands on the disk only where nobody can read it. Its key
lies in a draft of the person whose it is: it goes with them, and with the work that it waits for.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from visavis.journal import drafts, files
from visavis.journal.chunks import Pouring, Within, open_chunks
from visavis.journal.envelope import Damaged
from visavis.journal.keys import Ring
from visavis.journal.models import FileRow
from visavis.journal.seal import Unsealable
from visavis.mediation.entries import PartyId

PREFIX = "film:"


@dataclass(frozen=True, slots=True)
class Brought:
    """A film as it was brought, waiting to be made anew for this video message. ``size`` in bytes."""

    video: str
    trajectory: str
    file: str
    key: str
    size: int


class Bringing:
    """Seals what comes in, piece by piece."""

    def __init__(self) -> None:
        key = os.urandom(32)
        self._coming = files.Coming()
        self._pouring = Pouring(key, _place(self._coming.file))
        self.key, self.size = key, 0
        self._coming.write(self._pouring.head)

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        for sealed in self._pouring.add(piece):
            self._coming.write(sealed)

    def ends(self) -> None:
        self._coming.write(self._pouring.end())

    def waits_for(self, party: PartyId, trajectory: str, video: str, ring: Ring) -> str:
        """Kept, of this person, until it was made anew; by which name it waits. Raises OutsideReach, NotThere."""
        lane = drafts.own_lane(party, ring)
        ring.must_seal(lane.place, lane.trajectory)
        file = self._coming.kept(lane.tenant, lane.id, "", lane.generation)
        brought = Brought(video, trajectory, file, self.key.hex(), self.size)
        drafts.save_draft(party, PREFIX + file, json.dumps(asdict(brought)), ring)
        return file

    def drop(self) -> None:
        """What was broken off, or is not wanted after all."""
        self._coming.__exit__()


def brought(party: PartyId, name: str, ring: Ring) -> Brought | None:
    """What waits by this name; None where it is gone."""
    said = drafts.draft(party, PREFIX + name, ring)
    return None if said is None else Brought(**json.loads(said))


def pieces(found: Brought) -> Iterator[bytes]:
    """As it was brought. Raises Damaged."""
    try:
        with files.path_of(found.file).open("rb") as sealed:
            yield from open_chunks(bytes.fromhex(found.key), _place(found.file), sealed)
    except (Unsealable, OSError):
        raise Damaged("a film that was brought does not open") from None


def forget(party: PartyId, found: Brought, ring: Ring) -> None:
    """It was made anew, or is not taken: the file that was brought is gone."""
    drafts.discard_draft(party, PREFIX + found.file, ring)
    destroy(party, [found.file], ring)


def keep(party: PartyId, made: Iterable[bytes], size: int, ring: Ring) -> str:
    """A film that was made anew; the file's random id. Raises OutsideReach, NotThere."""
    return files.keep_pieces(drafts.own_lane(party, ring), ring, made, size)


def is_there(party: PartyId, file: str, ring: Ring) -> bool:
    lane = drafts.own_lane(party, ring)
    return FileRow.objects.filter(id=file, lane_id=lane.id).exists()


@contextmanager
def look(party: PartyId, file: str, ring: Ring) -> Iterator[Within]:
    """A film to be shown in parts. Raises OutsideReach, NotThere, Damaged."""
    with files.within(drafts.own_lane(party, ring), ring, file) as found:
        yield found


def destroy(party: PartyId, which: Iterable[str], ring: Ring) -> None:
    """Gone, if they were there."""
    files.destroy(drafts.own_lane(party, ring), ring, which)


def _place(file: str) -> list[bytes]:
    return [b"brought", file.encode()]
