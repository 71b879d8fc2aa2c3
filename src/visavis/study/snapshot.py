"""A frozen look at the study: what every figure and sentence of the factsheet is computed from.

A snapshot is a folder of files: Parquet tables in one sorted order, the instruments as they were
asked, and a small ``snapshot.json``. Its name is the SHA-256 over those bytes, so whoever holds a
number and the folder can compute the number again. `visavis.study.taking.take_snapshot` makes one.
"""

import io
import json
import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import polars as pl
from django.conf import settings

from visavis.study.instrument import Instrument
from visavis.study.instrument_file import read_instrument

SCHEMA = 3
TOLD = "snapshot.json"
HOLD_PEOPLE = ("people.parquet", "comparison.parquet")
HOLD_OFFERS = ("offers.parquet",)
PUBLISHED = "published"
"""An empty file of this name in a snapshot's folder: something computed from it was made public."""

PEOPLE: Mapping[str, type[pl.DataType]] = {
    "study_id": pl.String,
    "role": pl.String,  # harmed, kin, responsible, other
    "event_type": pl.String,
    "initiated": pl.Boolean,
    "group": pl.String,  # A contact, B signed up and no contact; null before T2
    "year": pl.Int32,  # of sign-up
    "months_band": pl.String,  # from event to sign-up
    "asked": pl.Boolean,
    "reached": pl.Boolean,
    "agreed": pl.Boolean,
    "answered": pl.Int8,  # 1 for T1 + 2 for T2 + 4 for T3
}
"""One row per person asked. The facts are null for who took part without linking to them."""

CASELOAD: Mapping[str, type[pl.DataType]] = {
    "role": pl.String,
    "event_type": pl.String,
    "initiated": pl.Boolean,
    "form": pl.String,  # letters, video_message, a talk, none; null before T2
    "year": pl.Int32,
    "months_band": pl.String,
}
"""The six facts of everybody asked, without identifiers: the margins of the weights."""

FLOW: Mapping[str, type[pl.DataType]] = {
    "step": pl.String,
    "reason": pl.String,  # "" for the box itself, else why people were lost on the way to it
    "by": pl.String,  # all, role, event_type, group
    "level": pl.String,
    "n": pl.Int64,
}

GAPS: Mapping[str, type[pl.DataType]] = {
    "wave": pl.Int8,
    "item": pl.String,
    "code": pl.String,  # answered, or one of `visavis.study.missing.Missing`
    "n": pl.Int64,
}

SCORES: Mapping[str, type[pl.DataType]] = {
    "study_id": pl.String,
    "wave": pl.Int8,
    "day": pl.Date,
    "outside_window": pl.Boolean,
}
"""Before the Float64 columns: one per score, then one per item, in instrument order."""


COMPARISON: Mapping[str, type[pl.DataType]] = {
    "study_id": pl.String,
    "role": pl.String,
    "event_type": pl.String,
    "year": pl.Int32,  # in which they took part
    "months_band": pl.String,
    "answered": pl.Int8,  # 1 for T1 + 4 for the round after eight months
}
"""One row per person of group C: apart from `PEOPLE`, so that B and C are never merged."""

ANSWERS: Mapping[str, type[pl.DataType]] = {
    "study_id": pl.String,
    "wave": pl.Int8,
    "item": pl.String,
    "value": pl.Int16,  # as given, not turned round
    "code": pl.String,  # why there is no number: one of `visavis.study.missing.Missing`
}
"""What was answered, as given, of everybody (A, B and C): for exports, where reasons are kept apart."""

OFFERS: Mapping[str, type[pl.DataType]] = {
    "study_id": pl.String,
    "what": pl.String,  # an offer of the closing menu
    "stage": pl.Int8,  # `visavis.study.offers.Stage`
    "helped": pl.Int8,  # 1 to 5; null where it was not held or not said
}
"""Every offer of the closing menu, of who ticked that it may stand beside their answers."""

CODES: Mapping[str, type[pl.DataType]] = {
    "interview": pl.String,
    "segment": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "coder": pl.String,
    "code": pl.String,  # empty: read, and no code given
}
"""What coders of interviews gave to which passage; no text."""


def nothing(columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """A frame without rows."""
    return pl.DataFrame(schema=dict(columns))


@dataclass(frozen=True, slots=True)
class Asked:
    """An instrument as it was asked: the file's bytes, their hash, and what they say."""

    hash: str
    source: bytes
    instrument: Instrument


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The study on one day, in frames with the columns named above.

    ``scores`` is long: one row per person and answered wave, null where missing (never filled).
    ``comparison`` and ``comparison_scores`` hold the same of group C. ``stopped`` counts who had
    stopped or been erased by then, to know later who stopped since.
    """

    people: pl.DataFrame
    scores: pl.DataFrame
    caseload: pl.DataFrame
    flow: pl.DataFrame
    gaps: pl.DataFrame
    instruments: tuple[Asked, ...]
    taken_on: date
    stopped: int = 0
    comparison: pl.DataFrame = field(default_factory=lambda: nothing(COMPARISON))
    comparison_scores: pl.DataFrame = field(default_factory=lambda: nothing(SCORES))
    codes: pl.DataFrame = field(default_factory=lambda: nothing(CODES))
    answers: pl.DataFrame = field(default_factory=lambda: nothing(ANSWERS))
    offers: pl.DataFrame = field(default_factory=lambda: nothing(OFFERS))

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The canonical bytes by file name, in the order they are hashed."""
        told = {
            "schema": SCHEMA,
            "taken_on": self.taken_on.isoformat(),
            "stopped": self.stopped,
            "instruments": {asked.instrument.id: asked.hash for asked in self.instruments},
        }
        files = {
            "people.parquet": _parquet(self.people, "study_id"),
            "scores.parquet": _parquet(self.scores, "study_id", "wave"),
            "caseload.parquet": _parquet(self.caseload, *CASELOAD),
            "flow.parquet": _parquet(self.flow, "step", "reason", "by", "level"),
            "gaps.parquet": _parquet(self.gaps, "wave", "item", "code"),
            "comparison.parquet": _parquet(self.comparison, "study_id"),
            "comparison_scores.parquet": _parquet(self.comparison_scores, "study_id", "wave"),
            "codes.parquet": _parquet(self.codes, *CODES),
            "answers.parquet": _parquet(self.answers, "study_id", "wave", "item"),
            "offers.parquet": _parquet(self.offers, "study_id", "what"),
            TOLD: json.dumps(told, sort_keys=True, indent=1).encode() + b"\n",
        }
        for asked in self.instruments:
            files[f"instruments/{asked.instrument.id}.toml"] = asked.source
        return dict(sorted(files.items()))

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal, over each file's name and bytes, both preceded by their length."""
        digest = sha256(b"visavis/snapshot/1")
        for name, content in self.files.items():
            for part in (name.encode(), content):
                digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


class BrokenSnapshot(ValueError):
    """The files of a snapshot are not the ones its name promises."""


def snapshot_folder() -> Path:
    """Where a service keeps its snapshots, one folder each, named by their hash."""
    return Path(settings.VISAVIS_VAR) / "snapshots"


def store(snapshot: Snapshot, folder: Path) -> Path:
    """Write the snapshot as ``folder/<sha256>/``, whole or not at all, and return that path.

    One that is there already stays as it is, and counts as taken last.
    """
    place = folder / snapshot.sha256
    if place.exists():
        os.utime(place / TOLD)
        return place
    making = folder / f".{snapshot.sha256}"
    shutil.rmtree(making, ignore_errors=True)
    for name, content in snapshot.files.items():
        path = making / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
    making.rename(place)
    return place


def load(place: Path) -> Snapshot:
    """Read ``<sha256>/`` back. `BrokenSnapshot` when anything in it has changed since."""
    try:
        told = json.loads((place / TOLD).read_bytes())
        if told["schema"] != SCHEMA:
            raise BrokenSnapshot("This snapshot was made by another version of Visavis.")
        sources = sorted((place / "instruments").glob("*.toml"))
        snapshot = Snapshot(
            people=pl.read_parquet(place / "people.parquet"),
            scores=pl.read_parquet(place / "scores.parquet"),
            caseload=pl.read_parquet(place / "caseload.parquet"),
            flow=pl.read_parquet(place / "flow.parquet"),
            gaps=pl.read_parquet(place / "gaps.parquet"),
            comparison=pl.read_parquet(place / "comparison.parquet"),
            comparison_scores=pl.read_parquet(place / "comparison_scores.parquet"),
            codes=pl.read_parquet(place / "codes.parquet"),
            answers=pl.read_parquet(place / "answers.parquet"),
            offers=pl.read_parquet(place / "offers.parquet"),
            instruments=tuple(asked(path.read_bytes()) for path in sources),
            taken_on=date.fromisoformat(told["taken_on"]),
            stopped=told["stopped"],
        )
    except (OSError, KeyError, ValueError, pl.exceptions.PolarsError) as error:
        raise BrokenSnapshot("This snapshot cannot be read.") from error
    if snapshot.sha256 != place.name:
        raise BrokenSnapshot("This snapshot has changed since it was taken.")
    return snapshot


def asked(source: bytes) -> Asked:
    """An instrument file with its hash."""
    return Asked(sha256(source).hexdigest(), source, read_instrument(source))


def latest(folder: Path) -> Snapshot | None:
    """The stored snapshot taken last, if there is one.

    The newest day counts; within one day, because a snapshot tells no time, when its file was
    written.
    """
    stored: list[tuple[str, int, Path]] = []
    for told in folder.glob(f"[0-9a-f]*/{TOLD}"):
        taken_on = json.loads(told.read_bytes())["taken_on"]
        stored.append((taken_on, told.stat().st_mtime_ns, told.parent))
    return load(max(stored)[2]) if stored else None


def publish(snapshot: Snapshot, folder: Path) -> None:
    """Mark the stored snapshot as one that something public rests on."""
    (folder / snapshot.sha256 / PUBLISHED).touch()


def forget(study_id: str, folder: Path, names: Collection[str] = HOLD_PEOPLE) -> int:
    """Remove every stored, unpublished snapshot in which one of the files ``names`` holds this person.

    Returns how many.
    """
    removed = 0
    for place in folder.glob("[0-9a-f]*"):
        if (place / PUBLISHED).exists() or not all((place / name).exists() for name in names):
            continue
        held = (pl.read_parquet(place / name)["study_id"] for name in names)
        if any(study_id in column for column in held):
            shutil.rmtree(place)
            removed += 1
    return removed


def _parquet(frame: pl.DataFrame, *order: str) -> bytes:
    """Bytes that depend on the rows alone: sorted, uncompressed, in one row group."""
    buffer = io.BytesIO()
    frame.sort(order, nulls_last=True).write_parquet(
        buffer, compression="uncompressed", statistics=False, row_group_size=max(frame.height, 1)
    )
    return buffer.getvalue()
