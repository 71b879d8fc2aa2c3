"""Another mediator: asked for without a reason, answered within five working days, handed over by consent (A40)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import HEAR, DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    another_takes_over,
    load_is_bearable,
    mediator_is_trained,
    mediator_knows_nobody,
)
from visavis.mediation.sign_up import ASSIGNED
from visavis.mediation.terms import MEDIATOR_REQUEST_DAYS, day, working_days_after
from visavis.mediation.views import DeskView, PartyView, changed
from visavis.mediation.words import HEARS_OF_STAFF, Text

_ASSIGNS = frozenset({Audience.PLANNER, Audience.SUPERVISOR})
HANDED_OVER = {
    "summary": Text("De samenvattingen van mijn gesprekken", "The summaries of my talks"),
    "notes": Text("Wat mijn bemiddelaar opschreef", "What my mediator wrote down"),
}
"""What the new mediator sees of before only if the person says so; all else is needed to go on."""
TOPICS = {"summary": Topic.SUMMARY, "notes": Topic.NOTES}


def _changed_to(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        mediator=body["mediator"],
        co_mediator="" if me.co_mediator == body["mediator"] else me.co_mediator,
        new_mediator_at=entry.at,
        mediator_asked_on=None,
        handed=(),
        circle_shared=None,
    )


def _handed(me: PartyView, entry: Entry) -> PartyView:
    what: Any = entry.body["what"]
    return changed(me, handed=tuple(what))


ASKED = kind(
    "another_mediator_asked",
    LaneRole.OWN,
    Topic.CHANGE,
    lambda me, entry: changed(me, mediator_asked_on=day(entry.at)),
)
KEPT = kind(
    "mediator_request_answered",
    LaneRole.OWN,
    Topic.CHANGE,
    lambda me, entry: changed(me, mediator_asked_on=None),
)
CHANGED = kind("mediator_changed", LaneRole.OWN, Topic.SIGN_UP, _changed_to)
HANDED = kind(
    "handed_over",
    LaneRole.OWN,
    Topic.SIGN_UP,
    _handed,
)


@dataclass(frozen=True, slots=True)
class AskForAnotherMediator(PartyAct):
    """I would like another mediator. No reason; always possible (S29)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ASKED})
    always: ClassVar = True
    heard_by: ClassVar = HEAR | {Audience.SUPERVISOR}

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(ASKED, {})
        if not me.asked_for_mediator:
            due = working_days_after(day(now), MEDIATOR_REQUEST_DAYS)
            yield Task("another_mediator", me.party, due, role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class KeepMediator(PartyAct):
    """I stay with the mediator I have after all."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({KEPT})
    always: ClassVar = True
    heard_by: ClassVar = HEAR | {Audience.SUPERVISOR}

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.asked_for_mediator:
            yield Write(KEPT, {})
            yield Done("another_mediator", me.party)


@dataclass(frozen=True, slots=True)
class AnswerMediatorRequest(DeskAct):
    """It was talked over and this person stays with their mediator, by their own wish."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({KEPT})
    roles: ClassVar = _ASSIGNS

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(KEPT, {})
        yield Done("another_mediator", who)


@dataclass(frozen=True, slots=True)
class ChangeMediator(DeskAct):
    """The trajectory gets another mediator. Each person hears so, and says what is handed over."""

    guards: ClassVar = (
        another_takes_over,
        mediator_knows_nobody,
        mediator_is_trained,
        load_is_bearable,
    )
    writes: ClassVar = frozenset({CHANGED, ASSIGNED})
    roles: ClassVar = _ASSIGNS

    people: tuple[PartyId, ...]
    """Everyone who has a place of their own."""
    mediator: str
    mediator_name: str
    knows_nobody: bool
    trained_for: frozenset[str] = frozenset()
    open_now: int = 0
    new_this_year: int = 0
    reason_above_ceiling: str = ""

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.state is None:  # who does not know of it yet hears nothing
            return
        yield Write(CHANGED, {"mediator": self.mediator_name})
        yield Done("another_mediator", who)
        if them.state in HEARS_OF_STAFF:
            yield Task("meet_new_mediator", who, working_days_after(day(now), 5))
            yield Notice(who, working_days_after(day(now), 1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(ASSIGNED, {"mediator": self.mediator, "mediator_name": self.mediator_name})


@dataclass(frozen=True, slots=True)
class HandOver(PartyAct):
    """What the new mediator may see of before: each apart, to be changed at any time (A40)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({HANDED})

    what: tuple[str, ...]
    """Of ``HANDED_OVER``."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.new_mediator_at is not None:
            yield Write(HANDED, {"what": [one for one in self.what if one in HANDED_OVER]})
