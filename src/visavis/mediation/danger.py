"""Acute danger and child abuse: two of us decide, and share no more than is needed (A36, S39)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Done, Effect, HoldParcel, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    it_was_told_outside,
    this_danger_waits,
    two_decide_and_no_more_is_shared,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Danger, DeskView, FileView, PartyView, WeTold, changed
from visavis.mediation.words import Text
from visavis.mediation.worries import RAISED, under_way

DANGERS = {
    "imminent": Text("Er dreigt nu ernstig gevaar", "Serious danger is imminent"),
    "child_abuse": Text("Kindermishandeling", "Child abuse"),
}
"""The only causes for which anything is told without everyone's consent; D5 says so beforehand."""
FLAGS_OF = {"imminent": "violence_risk", "child_abuse": "child_at_risk"}


def _proposed(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    danger = Danger(
        body["danger"],
        body["cause"],
        body["recipient"],
        body["text"],
        by=entry.by.id,
        talked_with=body["talked_with"],
    )
    return changed(file, dangers=(*file.dangers, danger))


def _now(file: FileView, entry: Entry, **known: Any) -> FileView:
    which = entry.body["danger"]
    return changed(
        file,
        dangers=tuple(
            replace(one, **known) if one.danger == which else one for one in file.dangers
        ),
    )


def _told(me: PartyView, entry: Entry) -> PartyView:
    told = WeTold(str(entry.body["words"]), day(entry.at))
    return changed(me, disclosures=(*me.disclosures, told))


PROPOSED = kind("danger_reported", LaneRole.FILE, Topic.APPROVAL, _proposed)
DISCLOSED = kind(
    "danger_disclosed",
    LaneRole.FILE,
    Topic.APPROVAL,
    lambda file, entry: _now(file, entry, disclosed_on=day(entry.at)),
)
KEPT = kind(
    "danger_kept",
    LaneRole.FILE,
    Topic.APPROVAL,
    lambda file, entry: _now(file, entry, kept=entry.body["why"]),
)
INFORMED = kind(
    "told_of_disclosure",
    LaneRole.OWN,
    Topic.SAFETY,
    _told,
)


@dataclass(frozen=True, slots=True)
class ReportDanger(DeskAct):
    """The mediator reports acute danger to the practice lead, with the least that a recipient would need.

    It is a worry too: until a measure or the practice lead answers it, nothing is delivered (S17).
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PROPOSED, RAISED})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR})

    party: PartyId
    danger: str
    """A new random id."""
    cause: str
    """Of ``DANGERS``."""
    recipient: str
    text: str
    talked_with: bool
    """Whether it was spoken about with this person first; not where that would be dangerous."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(
            PROPOSED,
            {
                "danger": self.danger,
                "cause": self.cause,
                "recipient": self.recipient,
                "text": self.text,
                "talked_with": self.talked_with,
            },
        )
        yield Task("decide_on_danger", who, day(now), about=self.danger, role=Audience.SUPERVISOR)
        flag = FLAGS_OF.get(self.cause, "other")
        yield Write(RAISED, {"flag": flag, "note": ""})
        yield Task("answer_worry", who, day(now), about=flag)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        for parcel in under_way(desk):
            yield HoldParcel(parcel, True, by_desk=True)


@dataclass(frozen=True, slots=True)
class DiscloseDanger(DeskAct):
    """The practice lead decides with the mediator: this goes to this recipient, and no more (S39)."""

    guards: ClassVar = (two_decide_and_no_more_is_shared,)
    writes: ClassVar = frozenset({DISCLOSED})
    roles: ClassVar = frozenset({Audience.SUPERVISOR})

    party: PartyId
    danger: str
    decided_by: str
    """The practice lead's account."""
    text: str
    """Exactly what is sent."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(DISCLOSED, {"danger": self.danger, "text": self.text})
        yield Done("decide_on_danger", who, about=self.danger)
        yield Task("tell_of_disclosure", who, working_days_after(day(now), 2), about=self.danger)


@dataclass(frozen=True, slots=True)
class KeepDanger(DeskAct):
    """The practice lead decides that nothing goes outside, and says why; the mediator reads it."""

    guards: ClassVar = (this_danger_waits,)
    writes: ClassVar = frozenset({KEPT})
    roles: ClassVar = frozenset({Audience.SUPERVISOR})

    party: PartyId
    danger: str
    decided_by: str
    why: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(KEPT, {"danger": self.danger, "why": self.why})
        yield Done("decide_on_danger", who, about=self.danger)
        yield Task("decision_came", who, working_days_after(day(now), 1), about=self.danger)


@dataclass(frozen=True, slots=True)
class TellOfDisclosure(DeskAct):
    """The person hears what was shared and with whom, once that is not dangerous any more."""

    guards: ClassVar = (it_was_told_outside,)
    writes: ClassVar = frozenset({INFORMED})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.SUPERVISOR})

    party: PartyId
    danger: str
    words: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(INFORMED, {"words": self.words})
        yield Notice(who, working_days_after(day(now), 1))
        yield Done("tell_of_disclosure", who, about=self.danger)
