"""The reader's own acts, and what the author hears of them (domain §2.3.6 to §2.3.8)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.contact import had_contact
from visavis.mediation.effects import (
    Anchor,
    Done,
    Due,
    Notice,
    Occasion,
    Step,
    TakeParcel,
    Task,
    Write,
)
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.letters.kept import (
    FOUND_GONE,
    OFFER_ANSWERED,
    OPENED,
    REACTION,
    REACTION_TOLD,
)
from visavis.mediation.safeguards import (
    its_author_released_it,
)
from visavis.mediation.terms import FILM_KEPT, day, working_days_after
from visavis.mediation.views import DeskView, PartyView
from visavis.mediation.words import Text

OFFER_ANSWERS = {
    "with_mediator": Text("Lees de brief samen met mijn bemiddelaar", "Read it with my mediator"),
    "aloud": Text("Mijn bemiddelaar leest hem voor", "My mediator reads it to me"),
    "later": Text("Later", "Later"),
    "not": Text("Nu niet lezen", "Not now"),
}
"""Gate 2, beside reading it now."""
FILM_ANSWERS = {
    "with_mediator": Text(
        "Bekijk de video samen met mijn bemiddelaar", "See the video with my mediator"
    ),
    "later": Text("Later", "Later"),
    "not": Text("Nu niet kijken", "Not now"),
}
"""The same of a video message, which is only shown in a talk."""

FILM_ENDS = "film_ends"
"""Dated work: a film that was seen is destroyed (`video_message.EndFilms`)."""
GONE = Text("Uw bemiddelaar praat hierover met u.", "Your mediator will speak with you about this.")


@dataclass(frozen=True, slots=True)
class AnswerOffer(PartyAct):
    """Gate 2: with the mediator, aloud, later, or not. "Later" is mentioned again on the reader's own day only."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({OFFER_ANSWERED})

    offer: str
    answer: str
    until: date | None = None

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        offer = me.offer(self.offer)
        if offer is None or offer.state == "opened":
            return
        until = self.until.isoformat() if self.until else ""
        yield Write(OFFER_ANSWERED, {"offer": self.offer, "answer": self.answer, "until": until})
        yield Done("read_together", me.party, about=self.offer)
        if self.answer in {"with_mediator", "aloud"}:
            yield Task("read_together", me.party, working_days_after(day(now), 2), about=self.offer)
        elif self.until:
            yield Task("read_together", me.party, self.until, start=self.until, about=self.offer)


@dataclass(frozen=True, slots=True)
class OpenLetter(PartyAct):
    """The reader opens. There: the text stands in the reader's lane. Gone: the mediator will speak with them."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({OPENED, FOUND_GONE})

    offer: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        offer = me.offer(self.offer)
        if offer is None or offer.state == "opened":
            return
        soon = working_days_after(day(now), 2)
        first = not had_contact(me)
        contact = (Anchor(Occasion.OWN_CONTACT, me.party, day(now)),) if first else ()
        film = (Due(FILM_ENDS, me.party, day(now) + FILM_KEPT),) if offer.minutes else ()
        yield TakeParcel(
            self.offer,
            there=Write(OPENED, {"offer": self.offer}),
            gone=Write(FOUND_GONE, {"offer": self.offer}),
            if_there=(
                Done("read_together", me.party, about=self.offer),
                Task("talk_after_reading", me.party, soon, about=self.offer),
                *contact,
                *film,
            ),
            if_gone=(Task("offer_was_gone", me.party, soon, about=self.offer),),
        )


@dataclass(frozen=True, slots=True)
class ReleaseReaction(PartyAct):
    """What the reader lets the author know: received, read, words of their own; or nothing at all."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REACTION})

    offer: str
    received: bool = False
    read: bool = False
    reaction: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        offer = me.offer(self.offer)
        if offer is None or offer.state != "opened":
            return
        yield Write(
            REACTION,
            {
                "offer": self.offer,
                "received": self.received,
                "read": self.read,
                "reaction": self.reaction,
            },
        )
        yield Done("tell_reaction", me.party, about=self.offer)
        if self.received or self.read or self.reaction:
            yield Task("tell_reaction", me.party, working_days_after(day(now), 5), about=self.offer)


@dataclass(frozen=True, slots=True)
class TellReaction(DeskAct):
    """The mediator tells the author exactly what the reader released (§2.3.8)."""

    guards: ClassVar = (its_author_released_it,)
    writes: ClassVar = frozenset({REACTION_TOLD})
    roles: ClassVar = frozenset({Audience.MEDIATOR})

    party: PartyId
    """The author."""
    letter: str
    received: bool
    read: bool
    reaction: str

    def was_released(self, desk: DeskView) -> bool:
        gate = desk.side(self.party).file.gate(self.letter)
        offer = desk.side(gate.reader).own.offer(gate.offer) if gate and gate.offer else None
        return (
            offer is not None
            and bool(self.received or self.read or self.reaction)
            and offer.reaction == self.reaction
            and offer.released_received >= self.received
            and offer.released_read >= self.read
        )

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        first = not had_contact(them)
        yield Write(
            REACTION_TOLD,
            {
                "letter": self.letter,
                "received": self.received,
                "read": self.read,
                "reaction": self.reaction,
            },
        )
        if self.read and first:
            yield Anchor(Occasion.OWN_CONTACT, who, day(now))
        yield Notice(who, day(now) + timedelta(days=1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        for gate in desk.side(self.party).file.gates:
            if gate.letter == self.letter:
                yield Done("tell_reaction", gate.reader, about=gate.offer)
