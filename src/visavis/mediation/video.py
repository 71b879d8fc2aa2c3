"""A video call in rooms that the service opens: the name on the screen, letting in, ending it for all (§2.2).

Each waits in a room of their own, which nobody else's link opens. The talk's own room is open to a person only once
the mediator let that person in; what lets the mediator do so is what lets contact be held.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.appointments import MEETING
from visavis.mediation.contact import MAY_MEET
from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.views import Appointment, PartyView, changed
from visavis.mediation.views.meeting import IN, WAITING
from visavis.mediation.words import ACTIVE

EARLY, LATE = timedelta(minutes=30), timedelta(minutes=30)
"""How long before one's own time the door opens, and how long after leaving it shuts."""
LONGEST_NAME = 40


def door_opens(one: Appointment) -> datetime:
    return one.arrives - EARLY


def door_shuts(one: Appointment) -> datetime:
    return one.leaves + LATE


def door_is_open(one: Appointment, now: datetime) -> bool:
    """Whether this person's link works now: it is planned, in rooms of ours, around their own hour."""
    planned = one.state == "planned" and bool(one.room)
    return planned and door_opens(one) <= now < door_shuts(one)


def may_enter(me: PartyView, one: Appointment, now: datetime) -> bool:
    """Not in a pause, after a stop, or before anybody is ready."""
    return me.state in MEETING and door_is_open(one, now)


def may_try(me: PartyView, one: Appointment, now: datetime) -> bool:
    """Camera and sound may be tried, alone, from the day it is planned."""
    planned = one.state == "planned" and bool(one.room)
    return me.state in MEETING and planned and now < door_shuts(one)


def _stands(state: str) -> Any:
    def fold(me: PartyView, entry: Entry) -> PartyView:
        about = entry.body["contact"]
        return changed(
            me,
            appointments=tuple(
                replace(one, call=state) if one.contact == about else one for one in me.appointments
            ),
        )

    return fold


NAMED = kind(
    "call_name_chosen",
    LaneRole.OWN,
    Topic.APPOINTMENT,
    lambda me, entry: changed(me, call_name=str(entry.body["name"])),
)
LET_IN = kind("let_into_call", LaneRole.OWN, Topic.APPOINTMENT, _stands(IN))
ENDED = kind("call_ended", LaneRole.OWN, Topic.APPOINTMENT, _stands(WAITING))


@dataclass(frozen=True, slots=True)
class ChooseCallName(PartyAct):
    """Which name stands on the screen in a video call: everyone in it sees that name, and no other."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NAMED})
    from_states: ClassVar = ACTIVE

    name: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        name = " ".join(self.name.split())[:LONGEST_NAME]
        if name:
            yield Write(NAMED, {"name": name})


@dataclass(frozen=True, slots=True)
class LetIn(DeskAct):
    """The mediator lets one person into the talk. It stands in that person's lane alone."""

    guards: ClassVar = MAY_MEET
    writes: ClassVar = frozenset({LET_IN})
    from_states: ClassVar = MEETING

    contact: str
    form: str
    people: tuple[PartyId, ...]
    """Everyone of this talk: what must be true is asked of all."""
    who: PartyId

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if who == self.who:
            yield Write(LET_IN, {"contact": self.contact})


@dataclass(frozen=True, slots=True)
class EndCall(DeskAct):
    """The mediator's one key: nobody gets into the talk any more; each link leads to the own waiting room again."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ENDED})

    contact: str
    people: tuple[PartyId, ...]

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if any(one.contact == self.contact and one.call == IN for one in them.appointments):
            yield Write(ENDED, {"contact": self.contact})
