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
from visavis.mediation.kinds import kind
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import FileView, MyLetter, PartyView, changed
from visavis.mediation.words import ACTIVE, PartyState

P = PartyState
STOPPABLE = ACTIVE | {P.REGISTERED, P.CLOSING, P.AFTERCARE}
NEXT_TALK_DAYS = 2


def _paused(me: PartyView, entry: Entry) -> PartyView:
    until = str(entry.body["until"])
    return changed(
        me,
        state=P.PAUSED,
        before_pause=me.state,
        pause_until=date.fromisoformat(until) if until else None,
    )


def _resumed(me: PartyView, entry: Entry) -> PartyView:
    return changed(me, state=me.before_pause, before_pause=None, pause_until=None)


def letters_taken_back(me: PartyView) -> PartyView:
    """Stopping, declining, closing: no pause and no news date are left, and own letters come back.

    A letter of which the reader let go that they read it stays as it is; of any other the page cannot tell.
    """
    letters = tuple(
        replace(mine, state="recalled") if _may_return(mine) else mine for mine in me.letters
    )
    return changed(me, before_pause=None, pause_until=None, letters=letters, news_date=None)


def take_letters_back(me: PartyView) -> Iterator[Step]:
    for mine in me.letters:
        if _may_return(mine):
            yield DropParcel(mine.parcel)
            yield Done("read_along", me.party, about=mine.letter)
            yield Done("offer_letter", me.party, about=mine.letter)


def _may_return(mine: MyLetter) -> bool:
    return mine.state == "released" and not mine.reader_read


def no_further(me: PartyView) -> Iterator[Step]:
    """What stopping and declining leave behind: letters back, and no work that would carry on."""
    yield from take_letters_back(me)
    for code in _CARRYING_ON:
        yield Done(code, me.party)


_CARRYING_ON = (
    "first_talk",
    "carry_on_consent",
    "ask_the_other",
    "may_be_told",
    "preparation_talk",
    "form_chosen",
    "carry_on_ready",
    "read_together",
    "paused",
    "pause_ends",
    "goes_on",
    "news_date",
    "closing_talk",
    "close",
    "follow_up",
)


def _withdrawn(me: PartyView, entry: Entry) -> PartyView:
    return changed(letters_taken_back(me), state=P.WITHDRAWN)


PAUSED = kind("paused", LaneRole.OWN, _paused)
RESUMED = kind("resumed", LaneRole.OWN, _resumed)
WITHDRAWN = kind("withdrawn", LaneRole.OWN, _withdrawn)


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
            if mine.state == "released":
                yield HoldParcel(mine.parcel, True, by_desk=False)
        yield Anchor(Occasion.SILENCE, me.party, day(now))
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
        for mine in me.letters:
            if mine.state == "released":
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
            if mine.state == "released":
                yield HoldParcel(mine.parcel, True, by_desk=False)
        yield Anchor(Occasion.SILENCE, who, day(now))
        yield Notice(who, working_days_after(day(now), 1))
        if self.until:
            yield Task("pause_ends", who, self.until, start=self.until)


@dataclass(frozen=True, slots=True)
class TickOff(DeskAct):
    """Ticks a task of the desk off; changes nothing for anyone. Intake and planner have tasks too."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset()
    roles: ClassVar = frozenset(
        {Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE, Audience.PLANNER}
    )

    party: PartyId
    code: str
    about: str = ""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Done(self.code, who, about=self.about)
