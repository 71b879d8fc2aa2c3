"""Safety: checks, contact bans, approval of what is sensitive, two mediators, and stopping for safety (A29, A41)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.closing import CLOSING_BEGAN, close_down
from visavis.mediation.course import PAUSED
from visavis.mediation.effects import (
    Anchor,
    Done,
    Effect,
    HoldParcel,
    Notice,
    Occasion,
    Step,
    Task,
    Write,
)
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    another_takes_over,
    decides_from_outside,
    load_is_bearable,
    mediator_is_trained,
    mediator_knows_nobody,
    no_group_meeting_comes,
    second_is_the_one,
    sensitive_is_looked_at_twice,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Ban, DeskView, FileView, PartyView, changed
from visavis.mediation.words import ACTIVE, HEARS_OF_STAFF, PartyState
from visavis.mediation.worries import RAISED, under_way

P = PartyState
_STAFF = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE, Audience.SUPERVISOR})


def _checked(file: FileView, entry: Entry) -> FileView:
    return changed(file, safety_checked_on=day(entry.at))


def _banned(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    until = date.fromisoformat(body["until"]) if body["until"] else None
    return changed(file, bans=(*file.bans, Ban(body["authority"], until)))


def _permitted(file: FileView, entry: Entry) -> FileView:
    authority = entry.body["authority"]
    bans = tuple(
        replace(ban, permitted=True) if ban.authority == authority else ban for ban in file.bans
    )
    return changed(file, bans=bans)


CHECKED = kind("safety_checked", LaneRole.FILE, Topic.SAFETY, _checked)
BANNED = kind("contact_ban_recorded", LaneRole.FILE, Topic.SAFETY, _banned)
PERMITTED = kind("permission_recorded", LaneRole.FILE, Topic.SAFETY, _permitted)
APPROVED = kind(
    "contact_approved",
    LaneRole.DESK,
    Topic.APPROVAL,
    lambda desk, entry: changed(
        desk, approved=entry.body["approved"], approval_reason=entry.body["reason"]
    ),
)
CO_ASSIGNED = kind(
    "co_mediator_assigned",
    LaneRole.DESK,
    Topic.ASSIGNMENT,
    lambda desk, entry: changed(
        desk, co_mediator=entry.body["mediator"], co_mediator_name=entry.body["mediator_name"]
    ),
)
CO_TOLD = kind(
    "co_mediator_told",
    LaneRole.OWN,
    Topic.SIGN_UP,
    lambda me, entry: changed(
        me, co_mediator=entry.body["mediator"], second_left="", second_left_on=None
    ),
)
CO_LEFT = kind(
    "co_mediator_left",
    LaneRole.DESK,
    Topic.ASSIGNMENT,
    lambda desk, entry: changed(desk, co_mediator="", co_mediator_name=""),
)
CO_LEFT_TOLD = kind(
    "co_mediator_left_told",
    LaneRole.OWN,
    Topic.SIGN_UP,
    lambda me, entry: changed(
        me, co_mediator="", second_left=entry.body["mediator"], second_left_on=day(entry.at)
    ),
)
STOPPED = kind("stopped_for_safety", LaneRole.FILE, Topic.SAFETY)


@dataclass(frozen=True, slots=True)
class CheckSafety(DeskAct):
    """Safety around this person was looked at again (A41); feeds S22."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CHECKED})
    roles: ClassVar = _STAFF

    party: PartyId
    note: str = ""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(CHECKED, {"note": self.note})
        yield Done("check_safety", who)


@dataclass(frozen=True, slots=True)
class RecordBan(DeskAct):
    """A contact or area ban that binds or protects this person, and which authority set it (S19)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({BANNED})
    roles: ClassVar = _STAFF

    party: PartyId
    authority: str
    until: date | None = None

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        until = self.until.isoformat() if self.until else ""
        yield Write(BANNED, {"authority": self.authority, "until": until})


@dataclass(frozen=True, slots=True)
class RecordPermission(DeskAct):
    """The authority that set a ban permits contact, in writing (S19)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PERMITTED})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.SUPERVISOR})

    party: PartyId
    authority: str
    letter: str
    """Which letter: its date and mark."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(PERMITTED, {"authority": self.authority, "letter": self.letter})


@dataclass(frozen=True, slots=True)
class AskApproval(DeskAct):
    """The mediator asks the practice lead for a second look at what is sensitive, and for a second mediator (S18)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset()

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        due = working_days_after(day(now), 5)
        yield Done("approve_contact", who)
        yield Task("approve_contact", who, due, role=Audience.SUPERVISOR)

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        if not desk.desk.co_mediator:
            for side in desk.sides:
                yield Done("assign_co_mediator", side.party)
            due = working_days_after(day(now), 5)
            yield Task("assign_co_mediator", self.party, due, role=Audience.PLANNER)


@dataclass(frozen=True, slots=True)
class ApproveContact(DeskAct):
    """The practice lead looked, and approves contact, or takes the approval back (S18)."""

    guards: ClassVar = (decides_from_outside,)
    writes: ClassVar = frozenset({APPROVED})
    roles: ClassVar = frozenset({Audience.SUPERVISOR})

    party: PartyId
    """Whoever it was asked about; the approval is the trajectory's."""
    decided_by: str
    approved: bool = True
    reason: str = ""
    """Terms, or why not; no fact of one person, for it stands in nobody's lane."""

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(APPROVED, {"approved": self.approved, "reason": self.reason})
        for side in desk.sides:
            yield Done("approve_contact", side.party)
        yield Task("decision_came", self.party, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class AssignCoMediator(DeskAct):
    """A second mediator (S18): who knows nobody, is trained and has room, as the first. Each person reads who."""

    guards: ClassVar = (
        another_takes_over,
        mediator_knows_nobody,
        mediator_is_trained,
        load_is_bearable,
    )
    writes: ClassVar = frozenset({CO_ASSIGNED, CO_TOLD})
    roles: ClassVar = frozenset({Audience.PLANNER, Audience.SUPERVISOR})

    mediator: str
    mediator_name: str
    knows_nobody: bool
    trained_for: frozenset[str] = frozenset()
    people: tuple[PartyId, ...] = ()
    """Everyone in the trajectory."""
    open_now: int = 0
    new_this_year: int = 0
    reason_above_ceiling: str = ""

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.state is None:  # who does not know of it yet hears nothing
            return
        yield Write(CO_TOLD, {"mediator": self.mediator_name})
        if them.state in HEARS_OF_STAFF:
            yield Notice(who, working_days_after(day(now), 1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(CO_ASSIGNED, {"mediator": self.mediator, "mediator_name": self.mediator_name})
        for side in desk.sides:
            yield Done("assign_co_mediator", side.party)


@dataclass(frozen=True, slots=True)
class TakeOffCoMediator(DeskAct):
    """The second mediator goes and nobody takes their place, where one is enough for what comes. Each reads so."""

    guards: ClassVar = (second_is_the_one, sensitive_is_looked_at_twice, no_group_meeting_comes)
    writes: ClassVar = frozenset({CO_LEFT, CO_LEFT_TOLD})
    roles: ClassVar = frozenset({Audience.PLANNER, Audience.SUPERVISOR})
    leaves_one: ClassVar = True

    mediator: str
    mediator_name: str
    people: tuple[PartyId, ...] = ()
    """Everyone in the trajectory."""

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if not them.co_mediator:  # who never read that there were two hears nothing
            return
        yield Write(CO_LEFT_TOLD, {"mediator": self.mediator_name})
        if them.state in HEARS_OF_STAFF:
            yield Notice(who, working_days_after(day(now), 1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Write(CO_LEFT, {"mediator": self.mediator})


@dataclass(frozen=True, slots=True)
class StopForSafety(DeskAct):
    """The mediator or the practice lead stops, with a reason (A29). Nothing more is delivered until it is answered.

    The person pauses, or rounding off begins; the other hears on their news date only.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PAUSED, CLOSING_BEGAN, RAISED, STOPPED})
    from_states: ClassVar = ACTIVE
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.SUPERVISOR})

    party: PartyId
    flag: str
    reason: str
    ends: bool = False
    """Whether rounding off begins; otherwise a pause, until they are spoken with."""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if self.ends:
            yield Write(CLOSING_BEGAN, {})
            yield from close_down(them, now)
        elif them.state is not P.PAUSED:
            yield Write(PAUSED, {"until": "", "for_safety": True})
            yield Anchor(Occasion.PAUSED, who, day(now))
            for mine in them.letters:
                if mine.on_its_way:
                    yield HoldParcel(mine.parcel, True, by_desk=False)
        yield Notice(who, working_days_after(day(now), 1))
        yield Task("call_after_stop", who, working_days_after(day(now), 1))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(STOPPED, {"reason": self.reason, "ends": self.ends})
        yield Write(RAISED, {"flag": self.flag, "note": self.reason})
        yield Task("answer_worry", who, day(now), about=self.flag)
        yield Task("look_at_stop", who, working_days_after(day(now), 1), role=Audience.SUPERVISOR)

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            if other.own.news_date:
                yield Task("tell_on_news_date", other.party, other.own.news_date)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        for parcel in under_way(desk):
            yield HoldParcel(parcel, True, by_desk=True)
