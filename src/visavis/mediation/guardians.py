"""Parents and guardians: who may decide with a child, and what they say (S11, S12).

A child is a party of their own. Their guardian stands beside them, sees what the child's age leaves to be seen,
and gives or takes back a consent of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import FileView, Guardian, GuardianSaid, Guest, PartyView, changed

_STAFF = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE})


def _age_known(view: Any, entry: Entry) -> Any:
    """Of a person's page and of a file alike."""
    return changed(view, aged=entry.body["age"], aged_on=day(entry.at))


def _named(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    guardian = Guest(body["guardian"], Audience.GUARDIAN, body["name"], state="admitted")
    return changed(me, around=(*me.around, guardian))


def _noted(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    kept = tuple(one for one in file.guardians if one.guardian != body["guardian"])
    return changed(file, guardians=(*kept, Guardian(body["guardian"], body["may_decide"])))


def _said(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    kept = tuple(one for one in me.guardians_said if one.guardian != body["guardian"])
    said = GuardianSaid(body["guardian"], body["agrees"], day(entry.at))
    return changed(me, guardians_said=(*kept, said))


AGE_KNOWN = kind("age_known", LaneRole.OWN, Topic.SIGN_UP, _age_known)
AGE_NOTED = kind("age_noted", LaneRole.FILE, Topic.IDENTITY, _age_known)
NAMED = kind("guardian_named", LaneRole.OWN, Topic.AROUND, _named)
NOTED = kind("guardian_noted", LaneRole.FILE, Topic.NOTES, _noted)
SAID = kind("guardian_said", LaneRole.OWN, Topic.CONSENT, _said)
HEARD = kind(
    "child_heard",
    LaneRole.OWN,
    Topic.SUMMARY,
    lambda me, entry: changed(me, heard_as_child=entry.body["words"]),
)


@dataclass(frozen=True, slots=True)
class RecordAge(DeskAct):
    """How old someone is who is not grown up yet, in full years."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({AGE_KNOWN, AGE_NOTED})
    roles: ClassVar = _STAFF

    party: PartyId
    age: int

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(AGE_KNOWN, {"age": self.age})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(AGE_NOTED, {"age": self.age})


@dataclass(frozen=True, slots=True)
class NameGuardian(DeskAct):
    """A parent or guardian, and whether they may decide here: not who is a party or under suspicion (S12)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NAMED, NOTED})
    roles: ClassVar = _STAFF

    party: PartyId
    """The child."""
    guardian: str
    """A random id; the same when what is known of them changes."""
    name: str
    is_party: bool = False
    under_suspicion: bool = False

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.guest(self.guardian) is None:
            yield Write(NAMED, {"guardian": self.guardian, "name": self.name})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        may_decide = not (self.is_party or self.under_suspicion)
        yield Write(NOTED, {"guardian": self.guardian, "may_decide": may_decide})
        if not may_decide:
            yield Task(
                "another_guardian",
                who,
                working_days_after(day(now), 5),
                about=self.guardian,
                role=Audience.SUPERVISOR,
            )


@dataclass(frozen=True, slots=True)
class GuardianSays(PartyAct):
    """A guardian's own yes, or no, also later (A8). A no against the child's wish goes to the practice lead."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SAID})
    always: ClassVar = True
    by: ClassVar = frozenset({Audience.GUARDIAN})

    guardian: str
    agrees: bool

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        guest = me.guest(self.guardian)
        if guest is None or guest.role is not Audience.GUARDIAN:
            return
        yield Write(SAID, {"guardian": self.guardian, "agrees": self.agrees})
        if self.agrees:
            yield Done("guardian_refused", me.party)
            yield Task("carry_on_consent", me.party, working_days_after(day(now), 2))
        else:
            yield Task(
                "guardian_refused",
                me.party,
                working_days_after(day(now), 2),
                role=Audience.SUPERVISOR,
            )


@dataclass(frozen=True, slots=True)
class HearChild(DeskAct):
    """A child was heard apart, in their own words (S11)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({HEARD})

    party: PartyId
    words: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(HEARD, {"words": self.words})
