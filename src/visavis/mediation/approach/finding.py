"""Where someone can be reached, and days around which no letter should come (A10, A11, §1.2.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.days import KnownDay
from visavis.mediation.effects import Done, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    initiator_is_explored,
)
from visavis.mediation.terms import (
    day,
)
from visavis.mediation.views import FileView, Route, changed
from visavis.mediation.words import PartyState

P = PartyState


def _route(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(
        file, routes=(*file.routes, Route(body["address"], body["source"], day(entry.at)))
    )


def _day_known(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    known = KnownDay(body["what"], date.fromisoformat(body["on"]))
    return changed(file, days=(*file.days, known))


TRACING = kind("tracing_opened", LaneRole.FILE, Topic.IDENTITY, to=P.TRACING)
DAY_KNOWN = kind("day_known", LaneRole.FILE, Topic.IDENTITY, _day_known)
ROUTE = kind("route_recorded", LaneRole.FILE, Topic.IDENTITY, _route)
NO_ROUTE = kind("no_route", LaneRole.FILE, Topic.NOTES, to=P.UNREACHABLE, counts=counting())
WRONG_ADDRESS = kind("wrong_address", LaneRole.FILE, Topic.NOTES, to=P.TRACING)


@dataclass(frozen=True, slots=True)
class OpenTracing(DeskAct):
    """Looking for where someone can be reached (A10)."""

    guards: ClassVar = (initiator_is_explored,)
    writes: ClassVar = frozenset({TRACING})
    from_states: ClassVar = frozenset({P.NAMED})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(TRACING, {})


@dataclass(frozen=True, slots=True)
class RecordRoute(DeskAct):
    """An address, and where it comes from (A11)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ROUTE})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING, P.UNREACHABLE})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE})

    party: PartyId
    address: str
    source: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ROUTE, {"address": self.address, "source": self.source})


@dataclass(frozen=True, slots=True)
class RecordDay(DeskAct):
    """A day around which no letter should arrive: of the event, a hearing, a release, a birthday (§1.2.6)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({DAY_KNOWN})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE})

    party: PartyId
    what: str
    on: date

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(DAY_KNOWN, {"what": self.what, "on": self.on.isoformat()})


@dataclass(frozen=True, slots=True)
class RecordNoRoute(DeskAct):
    """Nobody knows where this person can be reached (A15)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NO_ROUTE})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(NO_ROUTE, {})
        yield Done("ask_the_other", who)

    def for_desk(self, desk: Any, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            yield Done("ask_the_other", other.party)
            if other.own.news_date:
                yield Task("tell_on_news_date", other.party, other.own.news_date)


@dataclass(frozen=True, slots=True)
class RecordWrongAddress(DeskAct):
    """ "Not me", or the letter came back: the route no longer counts, tracing once more (§1.3)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WRONG_ADDRESS})
    from_states: ClassVar = frozenset({P.APPROACHED, P.UNREACHABLE})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(WRONG_ADDRESS, {})
        yield Done("wrong_address", who)
        yield Done("send_reminder", who)
        yield Done("no_answer", who)
