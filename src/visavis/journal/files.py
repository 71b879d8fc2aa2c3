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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from hashlib import file_digest, sha256
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

from visavis.journal.chunks import open_chunks, seal_chunks
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
    return _keep(_of_lane(lane, ring, lane.generation), content, file)


def content(lane: OpenLane, ring: Ring, file: str) -> bytes:
    """What a file of this lane holds. Raises OutsideReach, Damaged; Damaged also where there is none."""
    ring.must_open(lane.place, lane.trajectory)
    row = FileRow.objects.filter(id=file, lane_id=lane.id).first()
    if row is None:
        raise _damaged("a file that an entry names is not there")
    return _content(_of_lane(lane, ring, row.generation), file)


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
        replace(one, file=_keep(onto, _exactly(content(lane, ring, one.file), one)))
        for one in pictures
    )


def moved_in(
    lane: OpenLane, ring: Ring, parcel: str, key: bytes, pictures: Sequence[Picture]
) -> tuple[Picture, ...]:
    """The pictures of an opened parcel, in the reader's lane now and nowhere else."""
    ring.must_seal(lane.place, lane.trajectory)
    travelled = _Owner(lane.tenant, "", parcel, 1, key)
    here = _of_lane(lane, ring, lane.generation)
    kept = tuple(
        replace(one, file=_keep(here, _exactly(_content(travelled, one.file), one)))
        for one in pictures
    )
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


def _keep(owner: _Owner, content: bytes, file: str = "") -> str:
    file = file or os.urandom(16).hex()
    path, hashed = path_of(file), sha256()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(file + UNFINISHED)
    size = 0
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with os.fdopen(os.open(unfinished, flags, 0o600), "wb") as sealed:
            pieces = seal_chunks(owner.key, owner.place(file), io.BytesIO(content), len(content))
            for piece in pieces:
                hashed.update(piece)
                size += sealed.write(piece)
            sealed.flush()
            os.fsync(sealed.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    for each in (path.parent, folder()):
        _flush_folder(each)
    FileRow.objects.create(
        id=file, tenant_id=owner.tenant, lane_id=owner.lane or None, parcel=owner.parcel,
        generation=owner.generation, size=size, hash=hashed.digest(),
    )  # fmt: skip
    return file


def _flush_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _content(owner: _Owner, file: str) -> bytes:
    try:
        with path_of(file).open("rb") as sealed:
            return b"".join(open_chunks(owner.key, owner.place(file), sealed))
    except (Unsealable, OSError):
        raise _damaged("a file does not open") from None


def _exactly(content: bytes, picture: Picture) -> bytes:
    if sha256(content).hexdigest() != picture.digest:
        raise _damaged("a picture is not the one that was shown")
    return content


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
