"""Being asked, answering, meeting one to six times, rounding off: each in their own lane."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.safeguards import (
    all_are_strangers,
    everyone_wants_to_meet,
    meeting_is_sound,
    no_worry_of_their_own,
    wish_to_meet_is_talked_over,
)
from visavis.mediation.symbolic.kept import (
    ANSWERED,
    ASKED,
    GROUPED,
    HELD,
    LOOKED_BACK,
    OFF,
    OPEN_TO,
    PLANNED,
    PLANNER,
    ROUNDED_OFF,
    look_at,
    over,
    under_way,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView
from visavis.mediation.views.meeting import own_id


@dataclass(frozen=True, slots=True)
class AskSymbolic(DeskAct):
    """The planner found people who fit: this one is asked whether they want to meet them. No name yet.

    ``group``: a new random id, for the desk alone. What is true of the others comes in as fields: no act looks
    into two trajectories.
    """

    guards: ClassVar = (wish_to_meet_is_talked_over, all_are_strangers, no_worry_of_their_own)
    writes: ClassVar = frozenset({ASKED, GROUPED})
    from_states: ClassVar = OPEN_TO
    roles: ClassVar = PLANNER

    party: PartyId
    group: str
    beside: tuple[str, ...]
    """The trajectories of the others, one each."""
    know_nobody: bool
    """Whether the planner made sure that none of them knows another."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(ASKED, {"others": len(self.beside)})
        for code in ("symbolic_match", "symbolic_plan"):
            yield Done(code, who)
        yield Task("symbolic_answer", who, working_days_after(day(now), 5))
        yield from look_at(self.group, who, working_days_after(day(now), 10), 0)
        yield Notice(who, working_days_after(day(now), 1))

    def for_file(self, who: PartyId, file: Any, now: datetime) -> Iterator[Step]:
        yield Write(GROUPED, {"group": self.group})


@dataclass(frozen=True, slots=True)
class AnswerSymbolic(PartyAct):
    """Do I want to meet them? A no needs no reason, and may follow a yes; nobody else hears it."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ANSWERED})
    always: ClassVar = True

    yes: bool

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if not under_way(me) or me.symbolic.asked_on is None or me.symbolic.says_yes is self.yes:
            return
        yield Write(ANSWERED, {"yes": self.yes})
        for code in ("symbolic_answer", "symbolic_plan"):
            yield Done(code, me.party)
        due = working_days_after(day(now), 5)
        yield Task("symbolic_plan", me.party, due, role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class PlanSymbolic(DeskAct):
    """When and where they meet, with the first names, once each said yes. ``meeting`` again moves it."""

    guards: ClassVar = (
        wish_to_meet_is_talked_over,
        everyone_wants_to_meet,
        meeting_is_sound,
        no_worry_of_their_own,
    )
    writes: ClassVar = frozenset({PLANNED})
    from_states: ClassVar = OPEN_TO
    roles: ClassVar = PLANNER

    party: PartyId
    group: str
    meeting: str
    at: datetime
    where: str
    led_by: tuple[str, str]
    names: tuple[str, ...]
    """First names of the others, as each wished."""
    each_said_yes: bool
    """Whether all of these said yes, each in their own trajectory."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            PLANNED,
            {
                "mine": own_id(who, self.meeting),
                "at": self.at.isoformat(),
                "where": self.where,
                "led_by": ", ".join(self.led_by),
                "names": ", ".join(self.names),
            },
        )
        yield Done("symbolic_plan", who)
        yield from look_at(self.group, who, max(day(self.at), day(now)), 2)
        yield Notice(who, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class CallOffSymbolic(DeskAct):
    """A meeting does not go on; this person hears so, without a reason."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({OFF})
    roles: ClassVar = PLANNER

    party: PartyId
    group: str
    meeting: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        mine = own_id(who, self.meeting)
        found = them.symbolic.meeting(mine)
        if found is not None and found.state == "planned":
            yield Write(OFF, {"mine": mine})
            yield from look_at(self.group, who, day(now), 5)
            yield Notice(who, day(now))


@dataclass(frozen=True, slots=True)
class HoldSymbolic(DeskAct):
    """They met. Who came stands in each one's own lane; nothing of what was said anywhere (S35)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({HELD})
    roles: ClassVar = PLANNER

    party: PartyId
    group: str
    meeting: str
    came: bool

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        mine = own_id(who, self.meeting)
        found = them.symbolic.meeting(mine)
        if found is not None and found.state == "planned":
            yield Write(HELD, {"mine": mine, "came": self.came})
            yield Task("symbolic_call", who, working_days_after(day(now), 2))
            yield from look_at(self.group, who, day(now), 10)


@dataclass(frozen=True, slots=True)
class LookBackSymbolic(PartyAct):
    """What I think of a meeting afterwards: for myself and my mediator."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({LOOKED_BACK})

    meeting: str
    """Its name in this person's own addresses."""
    words: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        found = me.symbolic.meeting(self.meeting)
        if found is not None and found.state == "held":
            yield Write(LOOKED_BACK, {"mine": self.meeting, "words": self.words})


@dataclass(frozen=True, slots=True)
class RoundOffSymbolic(DeskAct):
    """The last talk of it, with this person: they are out of the group, and may wish for it again."""

    guards: ClassVar = (wish_to_meet_is_talked_over,)
    writes: ClassVar = frozenset({ROUNDED_OFF, GROUPED})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(ROUNDED_OFF, {})
        yield from over(who)
        yield Done("symbolic_call", who)

    def for_file(self, who: PartyId, file: Any, now: datetime) -> Iterator[Step]:
        yield Write(GROUPED, {"group": ""})
