"""Appointments: what each wants to speak of, a plan for each, a last yes, calling off (A20, A22)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct, SweepAct
from visavis.mediation.booking import BOOKED, book
from visavis.mediation.conference import FORM, to_tell
from visavis.mediation.effects import Done, Due, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, Json, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    everyone_agreed_who_comes,
    everyone_chose_this_form,
    everyone_who_comes_is_prepared,
    group_plan_is_whole,
    no_ban_holds,
    place_is_safe,
    plan_lies_ahead,
    room_is_free,
    sensitive_is_looked_at_twice,
    two_lead_a_group,
)
from visavis.mediation.terms import DESIGN, day, working_days_after
from visavis.mediation.views import Appointment, DeskView, PartyView, Subjects, changed
from visavis.mediation.views.meeting import own_id
from visavis.mediation.words import ACTIVE, PartyState

P = PartyState
MEETING = frozenset({P.READY, P.IN_CONTACT})
STANDS = frozenset({"planned", "cannot", "move"})
"""Not called off, not over: the desk still has something to do with it."""
OF_A_GROUP = ("seating", "speaking", "method", "afterwards")
"""What a plan for a group meeting says besides; a yes to it ends when one of these changes."""


def _subjects(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(me, subjects=Subjects(body["ask"], body["say"], body["not_hear"]))


def _planned(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = Appointment(
        body["contact"],
        body["form"],
        datetime.fromisoformat(body["arrives"]),
        datetime.fromisoformat(body["leaves"]),
        body["place"],
        body["entrance"],
        own_id(me.party, body["contact"]),
        body["present"],
        body["signal"],
        changed_at=entry.at,
        yes_within=body.get("yes_within", DESIGN.last_yes),
        **{each: body.get(each, "") for each in OF_A_GROUP},
    )
    before = next((one for one in me.appointments if one.contact == made.contact), None)
    if before is None:
        return changed(me, appointments=(*me.appointments, made), reconfirmed_at=None)
    call = before.call if made.arrives == before.arrives else made.call
    made = replace(made, changes=before.changes, changed_at=before.changed_at, call=call)
    if made != before:
        made = replace(made, changes=before.changes + 1, changed_at=entry.at)
    kept = tuple(one for one in me.appointments if one is not before)
    moved = made.arrives != before.arrives or before.state != "planned"
    moved |= any(getattr(made, each) != getattr(before, each) for each in OF_A_GROUP)
    again = None if moved else me.reconfirmed_at
    return changed(me, appointments=(*kept, made), reconfirmed_at=again)


def becomes(me: PartyView, entry: Entry, state: str) -> PartyView:
    """The appointment that the entry names stands otherwise from now on; the last yes was to how it stood."""
    contact = entry.body["contact"]
    return changed(
        me,
        appointments=tuple(
            replace(one, state=state, changes=one.changes + 1, changed_at=entry.at)
            if one.contact == contact
            else one
            for one in me.appointments
        ),
        reconfirmed_at=None,
    )


def in_calendar(me: PartyView, today: date) -> tuple[Appointment, ...]:
    """What one's own calendar may show: what is planned and not over. Nothing in a pause or after a stop."""
    if me.state not in ACTIVE or me.state is P.PAUSED:
        return ()
    still = (one for one in me.appointments if one.state == "planned" and day(one.leaves) >= today)
    return tuple(sorted(still, key=lambda one: one.arrives))


SUBJECTS = kind("subjects_set", LaneRole.OWN, Topic.SUMMARY, _subjects)
PLANNED = kind("contact_planned", LaneRole.OWN, Topic.APPOINTMENT, _planned)
OFF = kind(
    "contact_called_off",
    LaneRole.OWN,
    Topic.APPOINTMENT,
    lambda me, entry: becomes(me, entry, "off"),
)
CANNOT = kind(
    "cannot_come",
    LaneRole.OWN,
    Topic.APPOINTMENT,
    lambda me, entry: becomes(me, entry, "move" if entry.body["another_time"] else "cannot"),
)
RECONFIRMED = kind(
    "reconfirmed",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: changed(me, reconfirmed_at=entry.at),
)
REMINDED = kind("appointment_reminded", LaneRole.OWN, Topic.APPOINTMENT, lambda me, entry: me)


@dataclass(frozen=True, slots=True)
class SetSubjects(PartyAct):
    """What I want to ask, to say, and not to hear: for the mediator, who works towards what fits (§2.2)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SUBJECTS})
    from_states: ClassVar = ACTIVE

    ask: str = ""
    say: str = ""
    not_hear: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(SUBJECTS, {"ask": self.ask, "say": self.say, "not_hear": self.not_hear})


@dataclass(frozen=True, slots=True)
class Arrival:
    """One person's own part of a plan. Times are aware."""

    party: PartyId
    arrives: datetime
    leaves: datetime
    entrance: str


@dataclass(frozen=True, slots=True)
class PlanContact(DeskAct):
    """A plan for meeting: each reads their own time and entrance, and nothing of the other's (A22)."""

    guards: ClassVar = (
        everyone_chose_this_form,
        child_and_guardian_agree,
        no_ban_holds,
        sensitive_is_looked_at_twice,
        plan_lies_ahead,
        place_is_safe,
        two_lead_a_group,
        everyone_agreed_who_comes,
        everyone_who_comes_is_prepared,
        group_plan_is_whole,
        room_is_free,
    )
    writes: ClassVar = frozenset({PLANNED, BOOKED})
    from_states: ClassVar = MEETING
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.PLANNER})

    contact: str
    """A new random id; the same again moves the plan."""
    form: str
    place: str
    arrivals: tuple[Arrival, ...]
    neutral: bool
    near_exit: bool
    stop_plan: str
    """How anyone stops it or takes a break. Who leaves first stands in the times."""
    present: str = ""
    """Who will be there: only what everyone agreed that the others may know."""
    seating: str = ""
    speaking: str = ""
    method: str = ""
    afterwards: str = ""
    room: str = ""
    """Of ours, by its id; empty: somewhere else. It stands on the desk's lane: no person's part names it."""
    room_taken: bool = False
    """Whether another appointment needs that room then."""

    def parties(self) -> tuple[PartyId, ...]:
        return tuple(arrival.party for arrival in self.arrivals)

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        for mine in self.arrivals:
            if mine.party == who:
                yield Write(
                    PLANNED,
                    {
                        "contact": self.contact,
                        "form": self.form,
                        "arrives": mine.arrives.isoformat(),
                        "leaves": mine.leaves.isoformat(),
                        "place": self.place,
                        "entrance": mine.entrance,
                        "present": self.present,
                        "signal": self.stop_plan,
                        **self._of_a_group(),
                        **self._asks_within(them),
                    },
                )
                yield from self._to_do(mine, day(now), them.terms.lasts("last_yes"))
        if self.form == FORM:
            yield from to_tell(them, now)
        yield Notice(who, working_days_after(day(now), 1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield from book(desk, self.contact, self.room)

    def _of_a_group(self) -> dict[str, Json]:
        said: dict[str, Json] = {each: getattr(self, each) for each in OF_A_GROUP}
        return said if any(said.values()) else {}

    def _asks_within(self, them: PartyView) -> dict[str, Json]:
        within = them.terms.last_yes
        return {"yes_within": within} if within != DESIGN.last_yes else {}

    def _to_do(self, mine: Arrival, today: date, within: timedelta) -> Iterator[Step]:
        who, on = mine.party, day(mine.arrives)
        eve = on - timedelta(days=1)
        asked = max(today, on - within)
        for code in ("reconfirm", "check_safety"):
            yield Done(code, who)
            yield Task(code, who, max(asked, eve), start=asked)
        yield Done("appointment", who, about=self.contact)
        yield Task("appointment", who, on, start=max(today, eve), about=self.contact)
        if eve > today:
            yield Due("day_before", who, eve)


@dataclass(frozen=True, slots=True)
class CallOffContact(DeskAct):
    """A plan no longer stands; each hears so, without a reason."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({OFF})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.PLANNER})

    contact: str
    people: tuple[PartyId, ...]

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(OFF, {"contact": self.contact})
        yield from nothing_to_prepare(who, self.contact)
        if any(one.contact == self.contact and one.form == FORM for one in them.appointments):
            yield from to_tell(them, now)
        yield Notice(who, day(now))


def nothing_to_prepare(who: PartyId, contact: str) -> Iterator[Step]:
    """Work that ends with the appointment itself."""
    for code in ("reconfirm", "check_safety"):
        yield Done(code, who)
    for code in ("appointment", "cannot_come"):
        yield Done(code, who, about=contact)


@dataclass(frozen=True, slots=True)
class CannotCome(PartyAct):
    """I do not come, or not then. No reason is asked; the other hears only what the desk then does.

    As stopping: possible from a page that is no longer true, and what is over or called off stays so.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({CANNOT})
    always: ClassVar = True

    contact: str
    another_time: bool = False

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if any(one.contact == self.contact and one.state in STANDS for one in me.appointments):
            yield Write(CANNOT, {"contact": self.contact, "another_time": self.another_time})
            yield Done("reconfirm", me.party)
            yield Done("cannot_come", me.party, about=self.contact)
            yield Task("cannot_come", me.party, day(now), about=self.contact)


@dataclass(frozen=True, slots=True)
class Reconfirm(PartyAct):
    """Asked once more shortly before: yes, I want this (S6)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({RECONFIRMED})
    from_states: ClassVar = MEETING

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(RECONFIRMED, {})
        yield Done("reconfirm", me.party)


@dataclass(frozen=True, slots=True)
class DayBefore(SweepAct):
    """The day before an appointment that still stands: the neutral message, in the fixed round."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REMINDED})
    code: ClassVar = "day_before"

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        tomorrow = day(now) + timedelta(days=1)
        stands = (one for one in me.appointments if one.state == "planned")
        if me.active and any(day(one.arrives) == tomorrow for one in stands):
            yield Write(REMINDED, {})
            yield Notice(me.party, day(now))
