"""Talking with people from other events (§2.5): never of the same event, never acquaintances, first names only.

Wish, preparation talk with each apart, a group or a pair that the planner composes, a yes of each in their own
lane, one to six meetings, rounding off. Each lane holds first names as each wished, days and a place: nothing of
anybody's mediation. It is no mediated contact and counts apart; the other of one's own mediation never learns of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    all_are_strangers,
    child_and_guardian_agree,
    everyone_wants_to_meet,
    meeting_is_sound,
    no_worry_of_their_own,
    wish_to_meet_is_talked_over,
)
from visavis.mediation.support import held, with_support
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView, Symbolic, Together, changed
from visavis.mediation.views.meeting import own_id
from visavis.mediation.words import ACTIVE, PartyState, Text

P = PartyState
WHAT = "symbolic"
OPEN_TO = ACTIVE | {P.DECLINED, P.WITHDRAWN, P.CLOSING, P.AFTERCARE, P.CLOSED}
SEEKS = {
    "other_side": Text(
        "Iemand van de andere kant van zo'n gebeurtenis",
        "Someone from the other side of such an event",
    ),
    "same_side": Text("Iemand die het ook meemaakte", "Someone who went through it too"),
    "either": Text("Welke kant maakt niet uit", "Either side is fine"),
}
SETTINGS = {
    "pair": Text("Met één ander", "With one other"),
    "group": Text("In een kleine groep", "In a small group"),
    "either": Text("Met hoeveel maakt niet uit", "With how many does not matter"),
}
_WORK = ("symbolic_talk", "symbolic_match", "symbolic_answer", "symbolic_plan", "symbolic_group")
_PLANNER = frozenset({Audience.PLANNER})


def _symbolic(me: PartyView, **changes: Any) -> PartyView:
    return changed(me, symbolic=replace(me.symbolic, **changes))


def _wished(me: PartyView, entry: Entry) -> PartyView:
    on, kept = day(entry.at), me.supported(WHAT)
    me = changed(me, symbolic=Symbolic(wished_on=on, meetings=_were_held(me)))
    return with_support(me, WHAT, offered_on=kept.offered_on or on, chosen_on=kept.chosen_on or on)


def _were_held(me: PartyView) -> tuple[Together, ...]:
    return tuple(one for one in me.symbolic.meetings if one.state == "held")


def _let_go(me: PartyView, entry: Entry) -> PartyView:
    gone = changed(me, symbolic=Symbolic(meetings=_were_held(me)))
    return gone if me.symbolic.met else with_support(gone, WHAT, chosen_on=None)


def _seeks(me: PartyView, entry: Entry) -> PartyView:
    """What the planner may know of the talk: that it was held, and whom to look for."""
    body: Any = entry.body
    on = day(entry.at)
    return _symbolic(
        me,
        wished_on=me.symbolic.wished_on or on,
        talked_on=on,
        name=body["name"],
        seeks=body["seeks"],
        setting=body["setting"],
        relation=body["relation"],
        event_type=body["event_type"],
        spoken=body["spoken"],
        region=body["region"],
    )


def _talked(me: PartyView, entry: Entry) -> PartyView:
    """What this person hopes for: for them and their mediator."""
    return _symbolic(me, hopes=str(entry.body["hopes"]))


def _asked(me: PartyView, entry: Entry) -> PartyView:
    """Asked anew, what was planned with others stands no more."""
    return _symbolic(
        me,
        asked_on=day(entry.at),
        others=entry.body["others"],
        says_yes=None,
        meetings=_were_held(me),
    )


def _planned(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = Together(
        body["mine"],
        datetime.fromisoformat(body["at"]),
        body["where"],
        body["led_by"],
        body["names"],
    )
    kept = tuple(one for one in me.symbolic.meetings if one.mine != made.mine)
    return _symbolic(me, meetings=(*kept, made))


def _meeting(me: PartyView, mine: str, **changes: Any) -> PartyView:
    return _symbolic(
        me,
        meetings=tuple(
            replace(one, **changes) if one.mine == mine else one for one in me.symbolic.meetings
        ),
    )


def _held(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    me = _meeting(me, body["mine"], state="held", was_there=body["came"])
    return held(me, WHAT, day(entry.at)) if body["came"] else me


def _looked_back(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _meeting(me, body["mine"], look_back=body["words"])


WISHED = kind("symbolic_wished", LaneRole.OWN, Topic.SYMBOLIC, _wished)
LET_GO = kind("symbolic_let_go", LaneRole.OWN, Topic.SYMBOLIC, _let_go)
TALKED = kind("symbolic_talked", LaneRole.OWN, Topic.SUMMARY, _talked)
SEEKS_SET = kind("symbolic_seeks", LaneRole.OWN, Topic.SYMBOLIC, _seeks)
ASKED = kind("symbolic_asked", LaneRole.OWN, Topic.SYMBOLIC, _asked)
ANSWERED = kind(
    "symbolic_answered",
    LaneRole.OWN,
    Topic.SYMBOLIC,
    lambda me, entry: _symbolic(me, says_yes=entry.body["yes"]),
)
PLANNED = kind("symbolic_planned", LaneRole.OWN, Topic.SYMBOLIC, _planned)
OFF = kind(
    "symbolic_called_off",
    LaneRole.OWN,
    Topic.SYMBOLIC,
    lambda me, entry: _meeting(me, str(entry.body["mine"]), state="off"),
)
HELD = kind("symbolic_held", LaneRole.OWN, Topic.SYMBOLIC, _held)
LOOKED_BACK = kind("symbolic_looked_back", LaneRole.OWN, Topic.SUMMARY, _looked_back)
ROUNDED_OFF = kind(
    "symbolic_rounded_off",
    LaneRole.OWN,
    Topic.SYMBOLIC,
    lambda me, entry: _symbolic(me, rounded_off_on=day(entry.at)),
)
GROUPED = kind(
    "symbolic_grouped",
    LaneRole.FILE,
    Topic.SYMBOLIC,
    lambda file, entry: changed(file, meets_in=str(entry.body["group"])),
)


def over(party: PartyId) -> Iterator[Step]:
    """No work is left for what does not come, or came to its end."""
    for code in _WORK:
        yield Done(code, party)
    yield Done("arrange_support", party, about=WHAT)


def _look_at(group: str, party: PartyId, start: date, days: int) -> Iterator[Step]:
    """The planner looks at this group again from a day on; by this work the desk knows who is in it."""
    yield Done("symbolic_group", party)
    due = working_days_after(start, days)
    yield Task("symbolic_group", party, due, start=start, about=group, role=Audience.PLANNER)


def meeting_of(group: str, number: int) -> str:
    """The id of a group's meeting, for the desk; each person knows it by one of their own (`own_id`)."""
    return sha256(f"{group}\n{number}".encode()).hexdigest()[:32]


def under_way(me: PartyView) -> bool:
    return me.symbolic.wished_on is not None and me.symbolic.rounded_off_on is None


@dataclass(frozen=True, slots=True)
class WishSymbolic(PartyAct):
    """I would like to talk with people from another event. Again after it was rounded off, it is another."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WISHED})
    from_states: ClassVar = OPEN_TO

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if under_way(me):
            return
        yield Write(WISHED, {})
        yield from over(me.party)
        yield Task("symbolic_talk", me.party, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class LetSymbolicGo(PartyAct):
    """Not after all, or no further. No reason is asked; the planner sees to those who would have met them."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({LET_GO})
    always: ClassVar = True

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if not under_way(me):
            return
        yield Write(LET_GO, {})
        yield from over(me.party)
        if me.symbolic.asked_on is not None:
            due = working_days_after(day(now), 1)
            yield Task("symbolic_left", me.party, due, role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class HoldSymbolicTalk(DeskAct):
    """The preparation talk, with this person alone: what they hope for, whom they seek, what others may call them."""

    guards: ClassVar = (child_and_guardian_agree, no_worry_of_their_own)
    writes: ClassVar = frozenset({TALKED, SEEKS_SET})
    from_states: ClassVar = OPEN_TO

    party: PartyId
    hopes: str
    name: str
    seeks: str
    setting: str
    event_type: str
    spoken: str = "nl"
    region: str = ""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        wanted = them.symbolic.wished_on or them.supported(WHAT).chosen_on
        if wanted is None or them.symbolic.rounded_off_on is not None:
            return
        yield Write(TALKED, {"hopes": self.hopes})
        yield Write(
            SEEKS_SET,
            {
                "name": self.name,
                "seeks": self.seeks,
                "setting": self.setting,
                "relation": them.relation,
                "event_type": self.event_type,
                "spoken": self.spoken,
                "region": self.region,
            },
        )
        for code in ("symbolic_talk", "symbolic_match"):
            yield Done(code, who)
        yield Done("arrange_support", who, about=WHAT)
        due = working_days_after(day(now), 20)
        yield Task("symbolic_match", who, due, role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class AskSymbolic(DeskAct):
    """The planner found people who fit: this one is asked whether they want to meet them. No name yet.

    ``group``: a new random id, for the desk alone. What is true of the others comes in as fields: no act looks
    into two trajectories.
    """

    guards: ClassVar = (wish_to_meet_is_talked_over, all_are_strangers, no_worry_of_their_own)
    writes: ClassVar = frozenset({ASKED, GROUPED})
    from_states: ClassVar = OPEN_TO
    roles: ClassVar = _PLANNER

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
        yield from _look_at(self.group, who, working_days_after(day(now), 10), 0)
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
    roles: ClassVar = _PLANNER

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
        yield from _look_at(self.group, who, max(day(self.at), day(now)), 2)
        yield Notice(who, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class CallOffSymbolic(DeskAct):
    """A meeting does not go on; this person hears so, without a reason."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({OFF})
    roles: ClassVar = _PLANNER

    party: PartyId
    group: str
    meeting: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        mine = own_id(who, self.meeting)
        found = them.symbolic.meeting(mine)
        if found is not None and found.state == "planned":
            yield Write(OFF, {"mine": mine})
            yield from _look_at(self.group, who, day(now), 5)
            yield Notice(who, day(now))


@dataclass(frozen=True, slots=True)
class HoldSymbolic(DeskAct):
    """They met. Who came stands in each one's own lane; nothing of what was said anywhere (S35)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({HELD})
    roles: ClassVar = _PLANNER

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
            yield from _look_at(self.group, who, day(now), 10)


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
