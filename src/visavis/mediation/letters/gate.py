"""The mediator's gate: giving back, passing, offering, setting aside (domain §2.3.3 to §2.3.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from visavis.mediation.acts import DeskAct, Safeguard
from visavis.mediation.effects import (
    Done,
    DropParcel,
    Effect,
    GrantParcel,
    HoldParcel,
    Notice,
    Step,
    Task,
    Write,
)
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.letters.kept import (
    GATE_RETURNED,
    HELD,
    LET_ON,
    OFFERED,
    OFFERED_ON,
    PASSED,
    RETURNED,
    TAKEN_AWAY,
)
from visavis.mediation.safeguards import (
    both_are_ready,
    child_and_guardian_agree,
    everyone_chose_this_form,
    letter_is_at_this_gate,
    mediator_read_it,
    motive_is_fair,
    no_ban_holds,
    not_in_acute_crisis,
    reader_wishes_to_know,
    suitability_is_positive,
    text_is_the_one_released,
    worries_are_answered,
)
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import DeskView, FileView, PartyView
from visavis.mediation.words import PartyState

_MEDIATOR = frozenset({Audience.MEDIATOR})
"""A co-mediator sees what is at the gate and does not work it (domain §3)."""


@dataclass(frozen=True, slots=True)
class ReturnLetter(DeskAct):
    """The mediator gives it back with a word; never edits (§2.3.3)."""

    guards: ClassVar = (letter_is_at_this_gate,)
    writes: ClassVar = frozenset({RETURNED, GATE_RETURNED})
    roles: ClassVar = _MEDIATOR
    at_gate: ClassVar = frozenset({"", "passed"})

    party: PartyId
    letter: str
    parcel: str
    word: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(RETURNED, {"letter": self.letter, "word": self.word})
        yield Notice(who, day(now) + timedelta(days=1))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(GATE_RETURNED, {"letter": self.letter})
        yield Done("read_along", who, about=self.letter)
        yield Done("offer_letter", who, about=self.letter)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        yield DropParcel(self.parcel)


@dataclass(frozen=True, slots=True)
class PassLetter(DeskAct):
    """The mediator read along and lets it pass (S32, S34). The author's page stays as it was."""

    guards: ClassVar = (letter_is_at_this_gate, mediator_read_it, text_is_the_one_released)
    writes: ClassVar = frozenset({PASSED})
    roles: ClassVar = _MEDIATOR
    at_gate: ClassVar = frozenset({""})

    party: PartyId
    letter: str
    version_hash: str
    looked_at: tuple[str, ...]

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(PASSED, {"letter": self.letter})
        yield Done("read_along", who, about=self.letter)
        yield Task("offer_letter", who, working_days_after(day(now), 10), about=self.letter)


@dataclass(frozen=True, slots=True)
class OfferLetter(DeskAct):
    """Gate 1: in a talk, to who wishes to know. Nothing about length, tone or day (§2.3.5)."""

    guards: ClassVar[tuple[Safeguard, ...]] = (
        letter_is_at_this_gate,
        both_are_ready,
        everyone_chose_this_form,
        child_and_guardian_agree,
        suitability_is_positive,
        not_in_acute_crisis,
        motive_is_fair,
        worries_are_answered,
        no_ban_holds,
        reader_wishes_to_know,
        text_is_the_one_released,
    )
    writes: ClassVar = frozenset({OFFERED, OFFERED_ON})
    roles: ClassVar = _MEDIATOR
    at_gate: ClassVar = frozenset({"passed"})
    a_film: ClassVar = False

    party: PartyId
    """The author."""
    reader: PartyId
    letter: str
    parcel: str
    version_hash: str
    offer: str

    def parties(self) -> tuple[PartyId, ...]:
        return (self.party, self.reader)

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if who == self.reader:
            yield Write(OFFERED, {"offer": self.offer})

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if who == self.party:
            yield Write(
                OFFERED_ON, {"letter": self.letter, "offer": self.offer, "reader": self.reader}
            )
            yield Done("offer_letter", who, about=self.letter)

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        yield GrantParcel(self.parcel, self.version_hash, self.offer)


@dataclass(frozen=True, slots=True)
class HoldLetter(DeskAct):
    """Set a letter aside, offered or not, for a cause the reader is told in a talk; or let it on again."""

    guards: ClassVar = (letter_is_at_this_gate,)
    writes: ClassVar = frozenset({HELD, LET_ON})
    roles: ClassVar = _MEDIATOR
    at_gate: ClassVar = frozenset({"passed", "offered", "held"})

    party: PartyId
    letter: str
    parcel: str
    held: bool = True

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        gate = file.gate(self.letter)
        if self.held:
            yield Write(HELD, {"letter": self.letter})
        else:
            state = "offered" if gate and gate.offer else "passed"
            yield Write(LET_ON, {"letter": self.letter, "state": state})

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        worried = any(side.file.open_worries for side in desk.sides)
        died = any(side.state is PartyState.DECEASED for side in desk.sides)
        if self.held or not (worried or died):  # the last measure lets on what a worry holds
            yield HoldParcel(self.parcel, self.held, by_desk=True)


@dataclass(frozen=True, slots=True)
class TakeOfferAway(DeskAct):
    """The line "something is ready" leaves the reader's page, after a talk; no reason (§2.3.9)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TAKEN_AWAY})

    party: PartyId
    """The reader."""
    offer: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        offer = them.offer(self.offer)
        if offer is not None and offer.state != "opened":
            yield Write(TAKEN_AWAY, {"offer": self.offer})
            yield Done("read_together", who, about=self.offer)
            yield Done("offer_was_gone", who, about=self.offer)

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            for gate in other.file.gates:
                if gate.offer == self.offer:
                    yield Done("letter_asked_back", other.party, about=gate.letter)
