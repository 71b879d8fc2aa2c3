"""Worries and what answers them: a measure, or the practice lead's decision (A35, A41, S17)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import HEAR, DeskAct, PartyAct
from visavis.mediation.effects import Done, Effect, HoldParcel, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import decides_from_outside, this_worry_is_open
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import DeskView, FileView, PartyView, SaidWorry, Worry, changed
from visavis.mediation.words import PartyState, Text

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
    "other": Text("Iets anders", "Something else"),
}
SAYABLE = {
    "threat": Text("Ik ben bang voor iemand", "I am afraid of someone"),
    "coercive_control": Text(
        "Iemand bepaalt wat ik doe of zeg", "Someone decides what I do or say"
    ),
    "child_at_risk": Text("Ik maak mij zorgen om een kind", "I worry about a child"),
    "suicidality": Text("Ik denk aan zelfmoord", "I think of suicide"),
    "other": Text("Iets anders", "Something else"),
}
"""The same in the words of whoever has the worry."""
DECISIONS = {
    "go_on": Text("Het kan verder", "It can go on"),
    "wait": Text("Nu niet verder", "Not now"),
}
_STAFF = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.SUPERVISOR, Audience.INTAKE})
_LEAD = frozenset({Audience.SUPERVISOR})


def _raised(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(file, worries=(*file.worries, Worry(body["flag"], day(entry.at), body["note"])))


def _answered(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    known = {name: body[name] for name in ("measure", "decision", "words") if name in body}
    return changed(
        file,
        worries=tuple(
            replace(worry, **known) if worry.flag == body["flag"] and not worry.answered else worry
            for worry in file.worries
        ),
    )


def _said(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    said = SaidWorry(body["words"], day(entry.at), body.get("about", ""))
    return changed(me, worries_said=(*me.worries_said, said))


SAID = kind("worry_said", LaneRole.OWN, Topic.SAFETY, _said)
HEARD = kind(
    "worry_heard", LaneRole.OWN, Topic.SAFETY, lambda me, entry: changed(me, worries_said=())
)
RAISED = kind("concern_raised", LaneRole.FILE, Topic.SAFETY, _raised)
MEASURE = kind("measure_set", LaneRole.FILE, Topic.SAFETY, _answered)
DECISION_ASKED = kind("decision_asked", LaneRole.FILE, Topic.SAFETY)
DECIDED = kind("concern_decided", LaneRole.FILE, Topic.SAFETY, _answered)


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
        for parcel in under_way(desk):
            yield HoldParcel(parcel, True, by_desk=True)


@dataclass(frozen=True, slots=True)
class SayWorry(PartyAct):
    """A person says what worries them (A35). Nothing is delivered until the mediator has taken it up.

    ``about``: of ``SAYABLE``; words are needed only where nothing was chosen. Own letters under way wait at once.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SAID})
    always: ClassVar = True
    heard_by: ClassVar = HEAR | {Audience.SUPERVISOR}

    words: str
    about: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(SAID, {"words": self.words, "about": self.about})
        for letter in me.letters:
            if letter.on_its_way:
                yield HoldParcel(letter.parcel, True, by_desk=True)
        taken_up = bool(me.mediator) or not me.initiating
        role = Audience.MEDIATOR if taken_up else Audience.INTAKE
        yield Task("hear_worry", me.party, working_days_after(day(now), 1), role=role)


@dataclass(frozen=True, slots=True)
class HearWorry(DeskAct):
    """The mediator spoke with this person about what worries them, and names it, or there is nothing to name."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({HEARD, RAISED})
    roles: ClassVar = _STAFF

    party: PartyId
    flag: str = ""
    """Of ``FLAGS``; empty: it was talked over and is no worry any more."""
    note: str = ""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(HEARD, {})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Done("hear_worry", who)
        if self.flag:
            yield Write(RAISED, {"flag": self.flag, "note": self.note})
            yield Task("answer_worry", who, day(now), about=self.flag)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        if self.flag:
            for parcel in under_way(desk):
                yield HoldParcel(parcel, True, by_desk=True)
        else:
            yield from _let_on(desk, {(self.party, SAID)})


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
        yield from _let_on(desk, {(self.party, self.flag)})


@dataclass(frozen=True, slots=True)
class AskDecision(DeskAct):
    """Where no measure will do, the practice lead is asked whether it can go on (S17)."""

    guards: ClassVar = (this_worry_is_open,)
    writes: ClassVar = frozenset({DECISION_ASKED})
    roles: ClassVar = _STAFF - _LEAD

    party: PartyId
    flag: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(DECISION_ASKED, {"flag": self.flag})
        yield Done("decide_worry", who, about=self.flag)
        due = working_days_after(day(now), 1)
        yield Task("decide_worry", who, due, about=self.flag, role=Audience.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class DecideWorry(DeskAct):
    """The practice lead decides whether it can go on with this worry (S17); "not now" keeps it open."""

    guards: ClassVar = (this_worry_is_open, decides_from_outside)
    writes: ClassVar = frozenset({DECIDED})
    roles: ClassVar = _LEAD

    party: PartyId
    flag: str
    decision: str
    """Of ``DECISIONS``."""
    words: str
    decided_by: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(DECIDED, {"flag": self.flag, "decision": self.decision, "words": self.words})
        yield Done("decide_worry", who, about=self.flag)
        if self.decision == "go_on":
            yield Done("answer_worry", who, about=self.flag)
        yield Task("decision_came", who, working_days_after(day(now), 1), about=self.flag)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        if self.decision == "go_on":
            yield from _let_on(desk, {(self.party, self.flag)})


def _let_on(desk: DeskView, answered: set[tuple[PartyId, str]]) -> Iterator[Effect]:
    """The last worry answered lets letters on; a pause holds by itself."""
    left = {(side.party, worry.flag) for side in desk.sides for worry in side.file.open_worries}
    left |= {(side.party, SAID) for side in desk.sides if side.own.worries_said}
    if left <= answered:
        for parcel in under_way(desk, only_free=True):
            yield HoldParcel(parcel, False, by_desk=True)


def under_way(desk: DeskView, only_free: bool = False) -> Iterator[str]:
    """Parcels between author and reader; ``only_free``: those that nothing else holds, a mediator or a death."""
    died = {side.party for side in desk.sides if side.state is PartyState.DECEASED}
    for side in desk.sides:
        for letter in side.own.letters:
            gate = side.file.gate(letter.letter)
            aside = gate is not None and (gate.state == "held" or gate.reader in died)
            if letter.on_its_way and not (only_free and (aside or side.party in died)):
                yield letter.parcel
