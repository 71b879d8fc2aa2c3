"""Leaks, planted: each lets something of the other through in a way a careless programmer might."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.worlds.steps import Step
from tests.worlds.world import World
from visavis.mediation.acts import NOT_FROM_HERE
from visavis.mediation.effects import Notice, Refusal
from visavis.mediation.entries import LaneRole, PartyId
from visavis.mediation.letters import ReleaseLetter
from visavis.mediation.preparation import ChooseForm
from visavis.mediation.retention import own_part
from visavis.mediation.terms import day
from visavis.mediation.views import PartyView


def _others(world: World, party: PartyId) -> list[PartyId]:
    return [who for who in world.people if who != party]


@dataclass
class Count(World):
    """A badge that counts the letters of both."""

    def me(self, party: PartyId, now: datetime) -> PartyView:
        mine = super().me(party, now)
        letters = sum(len(World.me(self, who, now).letters) for who in _others(self, party))
        return replace(mine, mediator=f"{mine.mediator} ({letters} letters)")


@dataclass
class Time(World):
    """ "Last change in your trajectory": the day of the newest entry in any lane."""

    def me(self, party: PartyId, now: datetime) -> PartyView:
        mine = super().me(party, now)
        newest = max((lane[-1].at for lane in self.lanes.values() if lane), default=now)
        return replace(mine, mediator=f"{mine.mediator} ({day(newest)})")


@dataclass
class Token(World):
    """An ETag over the version of the whole trajectory."""

    def token(self, party: PartyId, now: datetime) -> str:
        return f"{super().token(party, now)}-{sum(map(len, self.lanes.values()))}"


@dataclass
class Order(World):
    """Messages with a running number of the whole trajectory: a gap tells that another was sent one."""

    def messages(self, party: PartyId, now: datetime) -> list[Any]:
        sent = [(number, notice) for number, notice in enumerate(self.notices)]
        return [(n, one) for n, one in sent if one.party == party and one.not_before <= day(now)]


@dataclass
class SizeStep(World):
    """A size rounded up, as it should be, but of all that the trajectory holds."""

    def size(self, party: PartyId, now: datetime) -> int:
        return -(-sum(len(repr(lane)) for lane in self.lanes.values()) // 1024)


@dataclass
class Oracle(World):
    """A participant's act that is refused because of what the other chose."""

    def before(self, step: Step, now: datetime) -> Refusal | None:
        if step.party is None or not isinstance(step.act, ChooseForm):
            return None
        undecided = any(not World.me(self, who, now).committed for who in _others(self, step.party))
        return Refusal(4, NOT_FROM_HERE) if undecided else None


@dataclass
class Mail(World):
    """A message that leaves at the moment the other writes."""

    def after(self, step: Step, now: datetime) -> None:
        if isinstance(step.act, ReleaseLetter) and step.party is not None:
            self.notices += [Notice(who, day(now)) for who in _others(self, step.party)]


@dataclass
class Automatic(World):
    """A rule that tells one person at once that the other stopped."""

    def me(self, party: PartyId, now: datetime) -> PartyView:
        mine = super().me(party, now)
        stopped = any(
            entry.kind == "withdrawn"
            for lane, entries in self.lanes.items()
            if lane.role is LaneRole.OWN and lane.party != party
            for entry in entries
        )
        return replace(mine, news_date=None) if stopped else mine


@dataclass
class Slot(World):
    """Days to choose from out of the mediator's own agenda: what is planned with the other is not free."""

    def slots(self, party: PartyId, now: datetime) -> tuple[date, ...]:
        busy = {task.due for task in self.tasks}
        days = (day(now) + timedelta(days=n) for n in range(1, 15))
        return tuple(one for one in days if one not in busy)


@dataclass
class RetentionDate(World):
    """ "Your trajectory is kept until": the latest day of anybody's part of it."""

    def me(self, party: PartyId, now: datetime) -> PartyView:
        mine = super().me(party, now)
        parts = (own_part(World.me(self, who, now)) for who in self.people)
        latest = max((kept for kept in parts if kept), default=None)
        return replace(mine, closing=replace(mine.closing, erase_by=latest))


LEAKS: dict[str, type[World]] = {
    "a count": Count,
    "a time": Time,
    "a token over everything": Token,
    "an order of messages": Order,
    "a size step": SizeStep,
    "a refusal that knows the other": Oracle,
    "a mail at the moment of the act": Mail,
    "a rule that tells at once": Automatic,
    "a slot in the agenda": Slot,
    "a retention date": RetentionDate,
}
