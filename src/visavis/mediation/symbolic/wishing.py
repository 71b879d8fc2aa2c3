"""From the wish to the talk in which somebody says whom they would like to meet, and how."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Step, Task, Write
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    no_worry_of_their_own,
)
from visavis.mediation.symbolic.kept import (
    LET_GO,
    OPEN_TO,
    SEEKS_SET,
    TALKED,
    WHAT,
    WISHED,
    over,
    under_way,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView


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
