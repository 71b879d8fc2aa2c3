"""Contact in a talk: holding it, stopping and going on, that it did not take place, looking back (A23)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.appointments import MEETING, becomes, nothing_to_prepare
from visavis.mediation.conference import ATTENDED, FORM, came_along
from visavis.mediation.effects import Anchor, Notice, Occasion, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    child_and_guardian_agree,
    everyone_agreed_who_comes,
    everyone_chose_this_form,
    everyone_reconfirmed,
    everyone_said_go_on,
    everyone_who_comes_is_prepared,
    facts_are_acknowledged,
    motive_is_fair,
    no_ban_holds,
    not_in_acute_crisis,
    nothing_is_recorded,
    safety_was_checked,
    sensitive_is_looked_at_twice,
    two_lead_a_group,
    worries_are_answered,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Held, PartyView, changed
from visavis.mediation.views.meeting import own_id
from visavis.mediation.words import PartyState

P = PartyState


def into_contact(me: PartyView) -> PartyView:
    """Who was ready, also before a pause, is in contact from now on."""
    state = P.IN_CONTACT if me.state is P.READY else me.state
    before = P.IN_CONTACT if me.before_pause is P.READY else me.before_pause
    return changed(me, state=state, before_pause=before)


def _held(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    mine = own_id(me.party, body["contact"])
    held = Held(
        body["contact"], body["form"], day(entry.at), body["minutes"], body["stopped"], mine
    )
    kept = tuple(one for one in me.appointments if one.contact != held.contact)
    return changed(
        into_contact(me),
        appointments=kept,
        held=(*me.held, held),
        stopped_at=entry.at if held.stopped else me.stopped_at,
    )


def _looked_back(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        held=tuple(
            replace(one, look_back=body["words"]) if one.contact == body["contact"] else one
            for one in me.held
        ),
    )


HELD = kind(
    "contact_held",
    LaneRole.OWN,
    Topic.APPOINTMENT,
    _held,
    may_lead_to=(P.IN_CONTACT,),
    counts=counting("form"),
)
NOT_HELD = kind(
    "contact_not_held",
    LaneRole.OWN,
    Topic.APPOINTMENT,
    lambda me, entry: becomes(me, entry, "not_held"),
)
GOES_ON = kind(
    "went_on_after_stop",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: changed(me, went_on_at=entry.at),
)
LOOKED_BACK = kind("looked_back", LaneRole.OWN, Topic.SUMMARY, _looked_back)


MAY_MEET = (
    everyone_chose_this_form,
    child_and_guardian_agree,
    everyone_reconfirmed,
    worries_are_answered,
    no_ban_holds,
    sensitive_is_looked_at_twice,
    facts_are_acknowledged,
    not_in_acute_crisis,
    motive_is_fair,
    safety_was_checked,
    everyone_said_go_on,
)
"""What must be true of everyone at the moment they meet, in a room or in a call."""


@dataclass(frozen=True, slots=True)
class HoldContact(DeskAct):
    """Contact was held: that it was, in which form, how long, stopped or not. No word of what was said (A23)."""

    guards: ClassVar = (
        *MAY_MEET,
        nothing_is_recorded,
        two_lead_a_group,
        everyone_agreed_who_comes,
        everyone_who_comes_is_prepared,
    )
    writes: ClassVar = frozenset({HELD, ATTENDED})
    from_states: ClassVar = MEETING

    contact: str
    form: str
    people: tuple[PartyId, ...]
    minutes: int
    stopped: bool = False
    """Whether somebody gave the signal to stop."""
    recorded: bool = False
    """Whether anybody recorded picture or sound, or wrote down what was said (S35)."""
    came: tuple[str, ...] = ()
    """Of a group meeting: who came along, as they stand on the list."""

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            HELD,
            {
                "contact": self.contact,
                "form": self.form,
                "minutes": self.minutes,
                "stopped": self.stopped,
            },
        )
        if self.form == FORM:
            yield from came_along(who, them, self.contact, self.came, now)
        if not had_contact(them):
            yield Anchor(Occasion.OWN_CONTACT, who, day(now))
        yield from nothing_to_prepare(who, self.contact)
        soon = 2 if self.stopped else 1
        yield Task("call_after_contact", who, working_days_after(day(now), soon))
        later = day(now) + timedelta(weeks=1)
        yield Task("call_week_after_contact", who, working_days_after(later, 1), start=later)


def had_contact(me: PartyView) -> bool:
    """Whether this person's own page has shown contact, in whatever form."""
    read = any(offer.state == "opened" for offer in me.offers)
    told = any(mine.reader_read for mine in me.letters) or any(m.received for m in me.messages)
    return bool(me.held or me.heard) or read or told


@dataclass(frozen=True, slots=True)
class RecordNotHeld(DeskAct):
    """It did not take place: each hears the same neutral sentence, whoever did not come, and a talk follows
    within two days (§1.1 step 8)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NOT_HELD})

    contact: str
    people: tuple[PartyId, ...]

    def parties(self) -> tuple[PartyId, ...]:
        return self.people

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(NOT_HELD, {"contact": self.contact})
        yield from nothing_to_prepare(who, self.contact)
        yield Task("talk_after_not_held", who, working_days_after(day(now), 2), about=self.contact)
        yield Notice(who, day(now))


@dataclass(frozen=True, slots=True)
class GoOn(PartyAct):
    """After a stop signal: apart, each says whether it may go on (S24)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({GOES_ON})
    from_states: ClassVar = MEETING

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(GOES_ON, {})


@dataclass(frozen=True, slots=True)
class LookBack(PartyAct):
    """What I think of it afterwards: for myself and the mediator."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({LOOKED_BACK})

    contact: str
    words: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if any(one.contact == self.contact for one in me.held):
            yield Write(LOOKED_BACK, {"contact": self.contact, "words": self.words})
