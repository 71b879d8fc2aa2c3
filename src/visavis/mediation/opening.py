"""Breaking the glass: opening a trajectory one does not belong to, with a reason, for an hour (A37, S41)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import there_is_a_reason_and_an_hour
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import DeskLane, DeskView, Glass, PartyView, WeTold, changed

_MAY = frozenset({Audience.SUPERVISOR, Audience.PRIVACY_OFFICER})


def _broken(desk: DeskLane, entry: Entry) -> DeskLane:
    body: Any = entry.body
    until = datetime.fromisoformat(body["until"])
    glass = Glass(entry.by.id, entry.at, until, body["reason"])
    return changed(desk, glass=(*desk.glass, glass))


def _told(me: PartyView, entry: Entry) -> PartyView:
    told = WeTold(str(entry.body["words"]), day(entry.at))
    return changed(me, openings=(*me.openings, told))


BROKEN = kind("glass_broken", LaneRole.DESK, Topic.OPENING, _broken)
TOLD = kind(
    "told_of_opening",
    LaneRole.OWN,
    Topic.OPENING,
    _told,
)


@dataclass(frozen=True, slots=True)
class BreakGlass(DeskAct):
    """Opens what one does not belong to: with a reason, an hour at most; the privacy officer hears at once."""

    guards: ClassVar = (there_is_a_reason_and_an_hour,)
    writes: ClassVar = frozenset({BROKEN})
    roles: ClassVar = _MAY

    reason: str
    until: datetime

    def parties(self) -> tuple[PartyId, ...]:
        return ()

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(BROKEN, {"reason": self.reason, "until": self.until.isoformat()})
        for side in desk.sides:
            yield Task(
                "glass_was_broken",
                side.party,
                working_days_after(day(now), 1),
                role=Audience.PRIVACY_OFFICER,
            )


@dataclass(frozen=True, slots=True)
class TellOfOpening(DeskAct):
    """A person hears that their trajectory was opened by someone who does not belong to it, and why."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TOLD})
    roles: ClassVar = frozenset({Audience.PRIVACY_OFFICER})

    party: PartyId
    words: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.state is not None:
            yield Write(TOLD, {"words": self.words})
            yield Notice(who, day(now) + timedelta(days=1))
        yield Done("glass_was_broken", who)
