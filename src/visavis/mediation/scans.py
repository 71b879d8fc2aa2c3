"""A scan of a paper on which somebody told us something: kept in their file, for the desk alone (§1.4 "as told by").

The file itself lies beside the journal under the key of that file lane, and goes when the person is erased. What it
counts for is the act that was entered from it; a scan of the wrong sheet is taken away at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.letters.kept import pictures_in, pictures_said
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import day
from visavis.mediation.views import FileView, Picture, Scan, changed

MOST = 40
"""Scans of one person: more than one sheet for everything they may tell us."""


def _kept(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    made = Scan(body["scan"], body["paper"], day(entry.at), pictures_in(body))
    return changed(file, scans=(*file.scans, made))


def _dropped(file: FileView, entry: Entry) -> FileView:
    gone = entry.body["scan"]
    return changed(file, scans=tuple(one for one in file.scans if one.scan != gone))


KEPT = kind("scan_kept", LaneRole.FILE, Topic.NOTES, _kept)
DROPPED = kind("scan_dropped", LaneRole.FILE, Topic.NOTES, _dropped)
_WHO = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR})


@dataclass(frozen=True, slots=True)
class KeepScan(DeskAct):
    """The pages of one paper, made anew, with where that paper lies."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({KEPT})
    roles: ClassVar = _WHO

    party: PartyId
    scan: str
    """A new random id."""
    paper: str
    pictures: tuple[Picture, ...]

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if self.pictures and len(file.scans) < MOST:
            pages = pictures_said(self.pictures)
            yield Write(KEPT, {"scan": self.scan, "paper": self.paper, "pictures": pages})


@dataclass(frozen=True, slots=True)
class DropScan(DeskAct):
    """It was of another sheet, or is not needed: gone, and its pages are destroyed."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({DROPPED})
    roles: ClassVar = _WHO

    party: PartyId
    scan: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if any(one.scan == self.scan for one in file.scans):
            yield Write(DROPPED, {"scan": self.scan})
