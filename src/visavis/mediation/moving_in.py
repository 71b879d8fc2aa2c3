"""Moving in: people who were under way in an earlier system, brought over by intake, with nobody asked anything anew.

What stood there is told to staff as a note. No consent, wish or answer is brought over: none of them was given here, so
whoever was under way stands at the beginning of the way, with the mediator they had. Nobody gets a message of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Due, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.exploring import NOTED
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    mediator_is_trained,
    mediator_knows_nobody,
    sign_up_is_prepared,
    there_is_another_where_one_is_asked,
    they_agreed_themselves,
)
from visavis.mediation.sign_up import (
    FACTS,
    NAMED,
    REACH_SET,
    TAKEN_UP,
    age_body,
    assigned,
    opened,
    reach_body,
    signed_up,
)
from visavis.mediation.terms import (
    GROWN_UP,
    MOVED_IN_DAYS,
    UNCONFIRMED_KEPT,
    day,
    working_days_after,
)
from visavis.mediation.views import DeskView, FileView, PartyView, Reach, changed
from visavis.mediation.words import PartyState


def _brought_over(me: PartyView, entry: Entry) -> PartyView:
    """As a sign-up; where nobody knows that they signed up themselves, their own yes comes first (S1)."""
    here = signed_up(me, entry)
    if entry.body["own_yes"]:
        return here
    erase_by = day(entry.at) + UNCONFIRMED_KEPT
    return changed(here, confirmed=False, closing=replace(me.closing, erase_by=erase_by))


BROUGHT_OVER = kind(
    "brought_over", LaneRole.OWN, Topic.SIGN_UP, _brought_over, to=PartyState.REGISTERED
)
BEGUN_BEFORE = kind("begun_before", LaneRole.DESK, Topic.ASSIGNMENT, opened)
CARRIED_ON = kind("carried_on", LaneRole.DESK, Topic.ASSIGNMENT, assigned, counts=counting())
"""None of the three counts as a sign-up or a start of this year: both were, in another (`figures`)."""


@dataclass(frozen=True, slots=True)
class BringOver(PartyAct):
    """Somebody who signed up with the service before it moved to Visavis, as the earlier system has them."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({BROUGHT_OVER, REACH_SET})
    from_states: ClassVar = frozenset({None})
    by: ClassVar = frozenset({Audience.INTAKE})

    relation: str
    first_name: str
    own_yes: bool
    """Whether they signed up themselves; False: somebody else did, or nobody knows."""
    age: int | None = None
    language: str = "nl"
    reach: Reach = Reach()

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            BROUGHT_OVER,
            {
                "relation": self.relation,
                "first_name": self.first_name,
                **age_body(GROWN_UP if self.age is None else self.age),
                "story": "",
                "rather_talk": True,
                "other": "",
                "language": self.language,
                "own_yes": self.own_yes,
            },
        )
        yield Write(REACH_SET, dict(reach_body(self.reach)))
        if not self.own_yes:
            yield Due("unconfirmed", me.party, day(now) + UNCONFIRMED_KEPT)
        yield Task(
            "prepare_sign_up" if self.own_yes else "confirm_sign_up",
            me.party,
            working_days_after(day(now), MOVED_IN_DAYS),
            role=Audience.INTAKE,
        )


@dataclass(frozen=True, slots=True)
class SetDownBefore(DeskAct):
    """What the earlier system knew: the facts of domain §8, and in words how it stood there, for the mediator alone."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({FACTS, NOTED, BEGUN_BEFORE})
    from_states: ClassVar = frozenset({PartyState.REGISTERED})
    roles: ClassVar = frozenset({Audience.INTAKE})

    party: PartyId
    facts: tuple[tuple[str, str], ...] = ()
    """Name and code of each that was known; what was not is left open."""
    stood: str = ""
    nickname: str = ""
    """Empty: not ready for a mediator yet, intake rings first."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if self.facts:
            yield Write(FACTS, {"facts": dict(self.facts)})
        if self.stood:
            yield Write(NOTED, {"text": self.stood})

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        if self.nickname:
            yield Write(BEGUN_BEFORE, {"nickname": self.nickname, "sort": "mediation"})
            yield Done("prepare_sign_up", self.party)
            due = working_days_after(day(now), MOVED_IN_DAYS)
            yield Task("take_up", self.party, due, role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class CarryOn(DeskAct):
    """The mediator they had goes on here. ``other``: the new id of who was, or would be, asked.

    S28 does not stand before it: whom somebody carries already is no new load.
    """

    guards: ClassVar = (
        they_agreed_themselves,
        sign_up_is_prepared,
        there_is_another_where_one_is_asked,
        mediator_knows_nobody,
        mediator_is_trained,
    )
    writes: ClassVar = frozenset({TAKEN_UP, NAMED, NOTED, CARRIED_ON})
    from_states: ClassVar = frozenset({PartyState.REGISTERED, None})
    roles: ClassVar = frozenset({Audience.PLANNER})

    party: PartyId
    mediator: str
    mediator_name: str
    other: PartyId
    other_name: str
    knows_nobody: bool
    trained_for: frozenset[str] = frozenset()
    stood: str = ""
    """How it stood with the other there, for their own file."""
    sort: str = "mediation"

    def parties(self) -> tuple[PartyId, ...]:
        return (self.party, self.other)

    def introduces(self) -> tuple[PartyId, ...]:
        return (self.other,)

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if who == self.party:  # no notice: they know their mediator
            yield Write(TAKEN_UP, {"mediator": self.mediator_name, "sort": self.sort})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if who == self.other:
            yield Write(NAMED, {"name": self.other_name})
            if self.stood:
                yield Write(NOTED, {"text": self.stood})

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(CARRIED_ON, {"mediator": self.mediator, "mediator_name": self.mediator_name})
        yield Done("take_up", self.party)
        yield Task("read_what_stood", self.party, working_days_after(day(now), MOVED_IN_DAYS))
