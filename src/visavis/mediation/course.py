"""Pausing, going on, stopping (A27, A28). Stopping has no guard, no delay, no required field (S3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import (
    Anchor,
    Done,
    DropParcel,
    HoldParcel,
    Notice,
    Occasion,
    Step,
    Task,
    Write,
)
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import complaint_is_not_ticked_off, request_is_not_ignored
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import FileView, MyLetter, MyMessage, PartyView, changed
from visavis.mediation.words import ACTIVE, PartyState

P = PartyState
STOPPABLE = ACTIVE | {P.REGISTERED, P.CLOSING, P.AFTERCARE}
NEXT_TALK_DAYS = 2


def _paused(me: PartyView, entry: Entry) -> PartyView:
    until = str(entry.body["until"])
    return changed(
        me,
        before_pause=me.state,
        reconfirmed_at=None,
        pause_until=date.fromisoformat(until) if until else None,
        paused_for_safety=bool(entry.body.get("for_safety")),
    )


def _resumed(me: PartyView, entry: Entry) -> PartyView:
    return changed(
        me, state=me.before_pause, before_pause=None, pause_until=None, paused_for_safety=False
    )


def everything_taken_back(me: PartyView) -> PartyView:
    """Stopping, declining, closing: no pause, plan and news date are left, and what is one's own comes back.

    A letter of which the reader let go that they read it stays as it is; of any other the page cannot tell.
    """
    return changed(
        me,
        before_pause=None,
        pause_until=None,
        paused_for_safety=False,
        news_date=None,
        letters=tuple(
            replace(mine, state="recalled", last_word="") if _letter_may_return(mine) else mine
            for mine in me.letters
        ),
        messages=tuple(
            replace(mine, state="recalled") if _message_may_return(mine) else mine
            for mine in me.messages
        ),
        appointments=tuple(replace(one, state="off") for one in me.appointments),
        reconfirmed_at=None,
        group=replace(me.group, mine=(), accepts=None),
        agreement_draft="",
        accepted=(),
        may_disclose=(),
    )


def take_back(me: PartyView) -> Iterator[Step]:
    """Parcels on their way are gone, and no work at the gate is left."""
    for letter in me.letters:
        if _letter_may_return(letter):
            yield DropParcel(letter.parcel)
            for code in ("read_along", "offer_letter"):
                yield Done(code, me.party, about=letter.letter)
    for message in me.messages:
        if _message_may_return(message):
            for code in ("approve_message", "pass_message", "deliver_message"):
                yield Done(code, me.party, about=message.message)


def _letter_may_return(mine: MyLetter) -> bool:
    return mine.may_be_given or (mine.state == "released" and not mine.reader_read)


def _message_may_return(mine: MyMessage) -> bool:
    return mine.state in {"said", "approved"} and not mine.received


def pause_ends(me: PartyView, now: datetime) -> Iterator[Step]:
    """For the study: whoever goes on, or rounds off, after a pause may be asked again."""
    if me.state is P.PAUSED:
        yield Anchor(Occasion.RESUMED, me.party, day(now))


def no_further(me: PartyView) -> Iterator[Step]:
    """What stopping and declining leave behind: letters back, and no work that would carry on."""
    yield from take_back(me)
    yield from nothing_to_carry_on(me.party)


def nothing_to_carry_on(party: PartyId) -> Iterator[Step]:
    for code in _CARRYING_ON:
        yield Done(code, party)


_CARRYING_ON = (
    "first_talk",
    "carry_on_consent",
    "ask_the_other",
    "may_be_told",
    "preparation_talk",
    "form_chosen",
    "carry_on_ready",
    "read_together",
    "reconfirm",
    "check_safety",
    "appointment",
    "cannot_come",
    "attendee_proposed",
    "tell_attendee",
    "ask_attendees",
    "attendees_answered",
    "put_agreement",
    "ask_agreement",
    "agreement_answered",
    "disclosure_answered",
    "paused",
    "pause_ends",
    "goes_on",
    "news_date",
    "closing_talk",
    "close",
    "follow_up",
    "arrange_support",
    "support_day",
    "handover_answered",
    "call_together",
)


PAUSED = kind("paused", LaneRole.OWN, Topic.CONSENT, _paused, to=P.PAUSED)
RESUMED = kind("resumed", LaneRole.OWN, Topic.CONSENT, _resumed, may_lead_to=ACTIVE - {P.PAUSED})
WITHDRAWN = kind(
    "withdrawn",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: everything_taken_back(me),
    to=P.WITHDRAWN,
    counts=counting(),
)


@dataclass(frozen=True, slots=True)
class Pause(PartyAct):
    """A pause, until a date of one's own or until one calls. Own letters on their way wait."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PAUSED})
    from_states: ClassVar = ACTIVE - {P.PAUSED}

    until: date | None = None

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(PAUSED, {"until": self.until.isoformat() if self.until else ""})
        for mine in me.letters:
            if mine.on_its_way:
                yield HoldParcel(mine.parcel, True, by_desk=False)
        yield Anchor(Occasion.PAUSED, me.party, day(now))
        yield Task("paused", me.party, working_days_after(day(now), NEXT_TALK_DAYS))
        if self.until:
            yield Task("pause_ends", me.party, self.until, start=self.until)


@dataclass(frozen=True, slots=True)
class Resume(PartyAct):
    """The fresh yes after a pause (S6): back to the place one left."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({RESUMED})
    from_states: ClassVar = frozenset({P.PAUSED})

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(RESUMED, {})
        yield from pause_ends(me, now)
        for mine in me.letters:
            if mine.on_its_way:
                yield HoldParcel(mine.parcel, False, by_desk=False)
        yield Done("paused", me.party)
        yield Done("pause_ends", me.party)
        yield Task("goes_on", me.party, working_days_after(day(now), NEXT_TALK_DAYS))


@dataclass(frozen=True, slots=True)
class Withdraw(PartyAct):
    """I stop (A28). Works from every place; where there is nothing to stop it changes nothing."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WITHDRAWN})
    always: ClassVar = True

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.state not in STOPPABLE:
            return
        yield Write(WITHDRAWN, {})
        yield from no_further(me)
        yield Anchor(Occasion.SILENCE, me.party, day(now))
        yield Task("stopped", me.party, working_days_after(day(now), NEXT_TALK_DAYS))


@dataclass(frozen=True, slots=True)
class PutOff(DeskAct):
    """The mediator and this person agree: not now (A7, A27)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PAUSED})
    from_states: ClassVar = ACTIVE - {P.PAUSED}

    party: PartyId
    until: date | None = None

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(PAUSED, {"until": self.until.isoformat() if self.until else ""})
        for mine in them.letters:
            if mine.on_its_way:
                yield HoldParcel(mine.parcel, True, by_desk=False)
        yield Anchor(Occasion.PAUSED, who, day(now))
        yield Notice(who, working_days_after(day(now), 1))
        if self.until:
            yield Task("pause_ends", who, self.until, start=self.until)


@dataclass(frozen=True, slots=True)
class TickOff(DeskAct):
    """Ticks a task of the desk off; changes nothing for anyone. Whoever has tasks may."""

    guards: ClassVar = (request_is_not_ignored, complaint_is_not_ticked_off)
    writes: ClassVar = frozenset()
    roles: ClassVar = frozenset(
        {
            Audience.MEDIATOR,
            Audience.CO_MEDIATOR,
            Audience.INTAKE,
            Audience.PLANNER,
            Audience.SUPERVISOR,
            Audience.PRIVACY_OFFICER,
        }
    )

    party: PartyId
    code: str
    about: str = ""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Done(self.code, who, about=self.about)
