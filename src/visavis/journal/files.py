"""Files beside the database: sealed in chunks, each under the key of the lane or parcel it belongs to.

A file stands first (written under a temporary name, flushed, renamed, its folder flushed); then a row and an act
name it. It goes with its row: at once for whoever asks, and from the disk when the transaction ends. What a
broken-off request left behind is taken away by `tidy`. A letter's pictures travel with its parcel, as copies with
other ids under the parcel's key, so that asking back destroys them and each side erases its own.
"""

import contextlib
import io
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import file_digest, sha256
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from visavis.journal.chunks import Source, Within, open_chunks, seal_chunks
from visavis.journal.envelope import Damaged
from visavis.journal.keys import ALARM, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import FileRow
from visavis.journal.seal import Unsealable
from visavis.mediation.views import Picture

UNFINISHED = ".part"
LEFT_BEHIND = 3600
"""Seconds after which a file without a row belongs to no request any more."""


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose file it is, and the key it lies under."""

    tenant: str
    lane: str
    parcel: str
    generation: int
    key: bytes = field(repr=False)

    def place(self, file: str) -> list[bytes]:
        parts = (self.tenant, "file", self.lane, self.parcel, str(self.generation), file)
        return [part.encode() for part in parts]


def folder() -> Path:
    return Path(settings.VISAVIS_VAR) / "files"


def path_of(file: str) -> Path:
    return folder() / file[:2] / file


def keep(lane: OpenLane, ring: Ring, content: bytes, file: str = "") -> str:
    """Keeps a file under this lane's key; its random id. ``file``: an id drawn beforehand.

    Raises OutsideReach where this door does not seal there.
    """
    ring.must_seal(lane.place, lane.trajectory)
    return _keep(_of_lane(lane, ring, lane.generation), io.BytesIO(content), len(content), file)


def keep_pieces(lane: OpenLane, ring: Ring, pieces: Iterable[bytes], size: int) -> str:
    """The same of something large, of ``size`` bytes, that comes in pieces. Raises ValueError where it is shorter."""
    ring.must_seal(lane.place, lane.trajectory)
    return _keep(_of_lane(lane, ring, lane.generation), Pieces(pieces), size)


@contextlib.contextmanager
def within(lane: OpenLane, ring: Ring, file: str) -> Iterator[Within]:
    """A file of this lane of which parts are looked at. Raises OutsideReach, Damaged."""
    owner = _reached(lane, ring, file)
    try:
        path = path_of(file)
        with path.open("rb") as sealed:
            yield Within(owner.key, owner.place(file), sealed, path.stat().st_size)
    except (Unsealable, OSError):
        raise _damaged("a file does not open") from None


def pieces_of(lane: OpenLane, ring: Ring, file: str) -> Iterator[bytes]:
    """What a file of this lane holds, piece by piece. Raises as `content`, also half-way."""
    return _pieces(_reached(lane, ring, file), file)


def content(lane: OpenLane, ring: Ring, file: str) -> bytes:
    """What a file of this lane holds. Raises OutsideReach, Damaged; Damaged also where there is none."""
    return b"".join(pieces_of(lane, ring, file))


def _reached(lane: OpenLane, ring: Ring, file: str) -> _Owner:
    ring.must_open(lane.place, lane.trajectory)
    row = FileRow.objects.filter(id=file, lane_id=lane.id).first()
    if row is None:
        raise _damaged("a file that an entry names is not there")
    return _of_lane(lane, ring, row.generation)


def destroy(lane: OpenLane, ring: Ring, files: Iterable[str]) -> None:
    """Those of this lane among them."""
    ring.must_seal(lane.place, lane.trajectory)
    _destroy(FileRow.objects.filter(lane_id=lane.id, id__in=list(files)))


def destroy_of(*, lanes: Sequence[str] = (), parcel: str = "") -> None:
    """All files of erased lanes, or of a parcel that goes."""
    rows = FileRow.objects
    _destroy(rows.filter(lane_id__in=lanes) if lanes else rows.filter(parcel=parcel))


def sent_along(
    lane: OpenLane, ring: Ring, parcel: str, key: bytes, pictures: Sequence[Picture]
) -> tuple[Picture, ...]:
    """Copies of the author's pictures under a parcel's key. Raises Damaged where one is not what was shown."""
    onto = _Owner(lane.tenant, "", parcel, 1, key)
    return tuple(
        replace(one, file=_copied(_reached(lane, ring, one.file), one, onto)) for one in pictures
    )


def moved_in(
    lane: OpenLane, ring: Ring, parcel: str, key: bytes, pictures: Sequence[Picture]
) -> tuple[Picture, ...]:
    """The pictures of an opened parcel, in the reader's lane now and nowhere else."""
    ring.must_seal(lane.place, lane.trajectory)
    travelled = _Owner(lane.tenant, "", parcel, 1, key)
    here = _of_lane(lane, ring, lane.generation)
    kept = tuple(replace(one, file=_copied(travelled, one, here)) for one in pictures)
    destroy_of(parcel=parcel)
    return kept


def tidy(now: float | None = None) -> int:
    """Takes away what broken-off requests left; how many. ``now``: in seconds since 1970."""
    gone, before = 0, (now or time.time()) - LEFT_BEHIND
    found = [path for path in folder().glob("*/*") if path.stat().st_mtime < before]
    known = set(FileRow.objects.values_list("id", flat=True)) if found else set()
    for path in found:
        if path.name not in known:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def hash_of(path: Path) -> bytes:
    """SHA-256 of a sealed file. Raises OSError."""
    with path.open("rb") as sealed:
        return file_digest(sealed, "sha256").digest()


def _of_lane(lane: OpenLane, ring: Ring, generation: int) -> _Owner:
    return _Owner(lane.tenant, lane.id, "", generation, lane.key(ring, generation))


class Pieces:
    """Pieces, read as a file is."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._waits = iter(pieces), b""

    def read(self, size: int) -> bytes:
        while not self._waits:
            following = next(self._pieces, None)
            if following is None:
                return b""
            self._waits = following
        piece, self._waits = self._waits[:size], self._waits[size:]
        return piece


def _keep(owner: _Owner, content: Source, size: int, file: str = "") -> str:
    with Coming(file) as coming:
        for piece in seal_chunks(owner.key, owner.place(coming.file), content, size):
            coming.write(piece)
        return coming.kept(owner.tenant, owner.lane, owner.parcel, owner.generation)


class Coming:
    """A sealed file on its way to the disk: whole, with the row that names it, or not at all."""

    def __init__(self, file: str = "") -> None:
        self.file = file or os.urandom(16).hex()
        self._path = path_of(self.file)
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._unfinished = self._path.with_name(self.file + UNFINISHED)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        self._sealed = os.fdopen(os.open(self._unfinished, flags, 0o600), "wb")
        self._hashed, self._size = sha256(), 0

    def write(self, piece: bytes) -> None:
        self._hashed.update(piece)
        self._size += self._sealed.write(piece)

    def kept(self, tenant: str, lane: str, parcel: str, generation: int) -> str:
        """Stands on the disk, then in its row; the file's id."""
        self._sealed.flush()
        os.fsync(self._sealed.fileno())
        self._sealed.close()
        self._unfinished.replace(self._path)
        for each in (self._path.parent, folder()):
            _flush_folder(each)
        FileRow.objects.create(
            id=self.file, tenant_id=tenant, lane_id=lane or None, parcel=parcel,
            generation=generation, size=self._size, hash=self._hashed.digest(),
        )  # fmt: skip
        return self.file

    def __enter__(self) -> "Coming":
        return self

    def __exit__(self, *failed: object) -> None:
        self._sealed.close()
        self._unfinished.unlink(missing_ok=True)


def _flush_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _pieces(owner: _Owner, file: str) -> Iterator[bytes]:
    try:
        with path_of(file).open("rb") as sealed:
            yield from open_chunks(owner.key, owner.place(file), sealed)
    except (Unsealable, OSError):
        raise _damaged("a file does not open") from None


def _copied(there: _Owner, picture: Picture, onto: _Owner) -> str:
    """The same content under another key. Raises Damaged where it is not what was shown."""
    digest, size = sha256(), 0
    for piece in _pieces(there, picture.file):
        digest.update(piece)
        size += len(piece)
    if digest.hexdigest() != picture.digest:
        raise _damaged("a picture is not the one that was shown")
    return _keep(onto, Pieces(_pieces(there, picture.file)), size)


def _damaged(what: str) -> Damaged:
    ALARM.error("journal damaged: %s", what)
    return Damaged(what)


def _destroy(rows: models.QuerySet[FileRow]) -> None:
    files = list(rows.values_list("id", flat=True))
    rows.filter(id__in=files).delete()

    def unlink() -> None:
        for file in files:
            with contextlib.suppress(OSError):  # `tidy` tries again
                path_of(file).unlink(missing_ok=True)

    transaction.on_commit(unlink)
