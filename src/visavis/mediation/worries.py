"""Worries and what answers them (A35, A41)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Done, Effect, HoldParcel, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import INTAKE, SUPERVISED, kind
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, FileView, Worry, changed
from visavis.mediation.words import Text

FLAGS = {
    "threat": Text("Dreiging", "Threat"),
    "violence_risk": Text("Kans op geweld", "Risk of violence"),
    "suicidality": Text("Gedachten aan zelfmoord", "Thoughts of suicide"),
    "psychosis": Text("Psychose", "Psychosis"),
    "intoxication": Text("Onder invloed", "Intoxication"),
    "addiction": Text("Verslaving", "Addiction"),
    "coercive_control": Text("Dwingende controle", "Coercive control"),
    "child_at_risk": Text("Kind in gevaar", "Child at risk"),
    "media_interest": Text("Aandacht van media", "Media interest"),
    "retaliation": Text("Kans op wraak", "Risk of retaliation"),
    "ulterior_motive": Text("Ander doel", "Ulterior motive"),
    "shared_network": Text("Zelfde kring van mensen", "Shared network"),
}
_TEAM = {**SUPERVISED, **INTAKE}
_STAFF = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.SUPERVISOR, Audience.INTAKE})


def _raised(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(file, worries=(*file.worries, Worry(body["flag"], day(entry.at), body["note"])))


def _answered(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(
        file,
        worries=tuple(
            replace(worry, measure=body["measure"])
            if worry.flag == body["flag"] and not worry.measure
            else worry
            for worry in file.worries
        ),
    )


RAISED = kind("concern_raised", LaneRole.FILE, _raised, also=_TEAM)
MEASURE = kind("measure_set", LaneRole.FILE, _answered, also=_TEAM)


@dataclass(frozen=True, slots=True)
class RaiseConcern(DeskAct):
    """A worry about or around one person. Nothing is delivered until it is answered (S17)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({RAISED})
    roles: ClassVar = _STAFF

    party: PartyId
    flag: str
    note: str = ""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(RAISED, {"flag": self.flag, "note": self.note})
        yield Task("answer_worry", who, day(now), about=self.flag)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        """What was offered waits too: delivery is checked at opening as well (domain §5.1)."""
        for parcel in _under_way(desk):
            yield HoldParcel(parcel, True, by_desk=True)


@dataclass(frozen=True, slots=True)
class SetMeasure(DeskAct):
    """What is done about a worry."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({MEASURE})
    roles: ClassVar = _STAFF

    party: PartyId
    flag: str
    measure: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(MEASURE, {"flag": self.flag, "measure": self.measure})
        yield Done("answer_worry", who, about=self.flag)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        """The last worry answered lets letters on; a pause holds by itself."""
        left = [(side.party, worry.flag) for side in desk.sides for worry in side.file.open_worries]
        if all(worry == (self.party, self.flag) for worry in left):
            for parcel in _under_way(desk, only_free=True):
                yield HoldParcel(parcel, False, by_desk=True)


def _under_way(desk: DeskView, only_free: bool = False) -> Iterator[str]:
    """Parcels between author and reader; ``only_free``: those the mediator did not set aside."""
    for side in desk.sides:
        for letter in side.own.letters:
            gate = side.file.gate(letter.letter)
            aside = gate is not None and gate.state == "held"
            if letter.state == "released" and not (only_free and aside):
                yield letter.parcel
