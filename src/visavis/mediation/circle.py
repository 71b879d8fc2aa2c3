"""A circle around one person (§2.6, §6.2): their own people learn how to stand beside them.

Wish, talk about it, guests asked by the person themselves, one call with each, a meeting, a card that says who
does what, and after six weeks the question how it goes. Before, instead of or after contact. It is around one
person; the other is no part of it and never learns of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, Json, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import circle_is_talked_over, everyone_in_the_circle_was_called
from visavis.mediation.support import held, with_support
from visavis.mediation.terms import CIRCLE_CHECK, day, working_days_after
from visavis.mediation.views import Circle, Does, PartyView, changed
from visavis.mediation.words import ACTIVE, PartyState

P = PartyState
WHAT = "support_circle"
OPEN_TO = ACTIVE | {P.DECLINED, P.WITHDRAWN, P.CLOSING, P.AFTERCARE, P.CLOSED}
_WORK = ("circle_talk", "circle_plan", "circle_meeting", "circle_check")
LINES = 20
"""Lines on one card: more than a circle has people."""


def _circle(me: PartyView, **changes: Any) -> PartyView:
    return changed(me, circle=replace(me.circle, **changes))


def _wished(me: PartyView, entry: Entry) -> PartyView:
    on, kept = day(entry.at), me.supported(WHAT)
    me = changed(me, circle=Circle(wished_on=on))
    return with_support(me, WHAT, offered_on=kept.offered_on or on, chosen_on=kept.chosen_on or on)


def _talked(me: PartyView, entry: Entry) -> PartyView:
    on = day(entry.at)
    return _circle(
        me,
        wished_on=me.circle.wished_on or on,
        talked_on=on,
        wishes=str(entry.body["wishes"]),
    )


def _planned(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _circle(me, meets_at=datetime.fromisoformat(body["at"]), meets_where=body["where"])


def _met(me: PartyView, entry: Entry) -> PartyView:
    on = day(entry.at)
    return held(_circle(me, met_on=on), WHAT, on)


def _card(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _circle(me, card=tuple(Does(*line) for line in body["lines"]))


WISHED = kind("circle_wished", LaneRole.OWN, Topic.AROUND, _wished)
LET_GO = kind(
    "circle_let_go",
    LaneRole.OWN,
    Topic.AROUND,
    lambda me, entry: with_support(changed(me, circle=Circle()), WHAT, chosen_on=None),
)
TALKED = kind("circle_talked", LaneRole.OWN, Topic.SUMMARY, _talked)
PLANNED = kind("circle_planned", LaneRole.OWN, Topic.CIRCLE, _planned)
MET = kind("circle_met", LaneRole.OWN, Topic.CIRCLE, _met, counts=counting())
CARD = kind("circle_card", LaneRole.OWN, Topic.CIRCLE, _card)
CHECKED = kind(
    "circle_checked",
    LaneRole.OWN,
    Topic.CIRCLE,
    lambda me, entry: _circle(me, checked_on=day(entry.at)),
)


def over(party: PartyId) -> Iterator[Step]:
    """No work is left for a circle that does not come."""
    for code in _WORK:
        yield Done(code, party)
    yield Done("arrange_support", party, about=WHAT)


@dataclass(frozen=True, slots=True)
class WishCircle(PartyAct):
    """I would like a circle of my own people around me. Again after one that met, it is another."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WISHED})
    from_states: ClassVar = OPEN_TO

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.circle.wished_on is not None and me.circle.met_on is None:
            return
        yield Write(WISHED, {})
        yield from over(me.party)
        yield Task("circle_talk", me.party, working_days_after(day(now), 10))


@dataclass(frozen=True, slots=True)
class LetCircleGo(PartyAct):
    """No circle after all. No reason is asked."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({LET_GO})
    always: ClassVar = True

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.circle.wished_on is not None and me.circle.met_on is None:
            yield Write(LET_GO, {})
            yield from over(me.party)


@dataclass(frozen=True, slots=True)
class HoldCircleTalk(DeskAct):
    """The talk about the wish: what this person wants of their people, in their own words."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TALKED})
    from_states: ClassVar = OPEN_TO

    party: PartyId
    wishes: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        wanted = them.circle.wished_on or them.supported(WHAT).chosen_on
        if wanted is None or them.circle.met_on is not None:
            return
        yield Write(TALKED, {"wishes": self.wishes})
        yield Done("circle_talk", who)
        yield Done("arrange_support", who, about=WHAT)
        yield Task("circle_plan", who, working_days_after(day(now), 20))


@dataclass(frozen=True, slots=True)
class PlanCircle(DeskAct):
    """When and where the circle meets. ``at`` aware. The same again moves it."""

    guards: ClassVar = (circle_is_talked_over, everyone_in_the_circle_was_called)
    writes: ClassVar = frozenset({PLANNED})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.PLANNER})

    party: PartyId
    at: datetime
    where: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(PLANNED, {"at": self.at.isoformat(), "where": self.where})
        for code in ("circle_plan", "circle_meeting"):
            yield Done(code, who)
        on = max(day(self.at), day(now))
        yield Task("circle_meeting", who, working_days_after(on, 2), start=on)
        yield Notice(who, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class HoldCircle(DeskAct):
    """The circle met, led by the mediator. Nothing of what was said is written down (S35)."""

    guards: ClassVar = (circle_is_talked_over, everyone_in_the_circle_was_called)
    writes: ClassVar = frozenset({MET})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(MET, {})
        yield from over(who)
        check = day(now) + CIRCLE_CHECK
        yield Task("circle_check", who, working_days_after(check, 3), start=check)


@dataclass(frozen=True, slots=True)
class SetCircleCard(PartyAct):
    """Who does what, as the circle agreed: this person's own card, to change whenever they like."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CARD})

    lines: tuple[tuple[str, str], ...]
    """Who, and what they do."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.circle.wished_on is None:
            return
        lines: list[Json] = [
            [who.strip(), does.strip()] for who, does in self.lines if does.strip()
        ]
        yield Write(CARD, {"lines": lines[:LINES]})


@dataclass(frozen=True, slots=True)
class CheckCircle(DeskAct):
    """After six weeks: how does it go with who does what? (§6.2)"""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CHECKED})

    party: PartyId

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.circle.met_on is not None:
            yield Write(CHECKED, {})
        yield Done("circle_check", who)
