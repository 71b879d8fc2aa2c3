"""Guided letters: release, review, the two gates, reading, a reaction (domain §2.3).

A released letter travels as a parcel. Its author keeps the parcel's id and can delete it at any moment; the
reader's lane knows a random offer id only. So nothing the author sees tells whether it was offered or read,
and nothing the reader sees tells when it was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import (
    Anchor,
    Done,
    DropParcel,
    Due,
    Effect,
    GrantParcel,
    HoldParcel,
    MakeParcel,
    Notice,
    Occasion,
    Step,
    TakeParcel,
    Task,
    Write,
)
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.safeguards import (
    both_are_ready,
    everyone_chose_this_form,
    letter_is_at_this_gate,
    mediator_read_it,
    motive_is_fair,
    not_in_acute_crisis,
    reader_released_this,
    reader_wishes_to_know,
    suitability_is_positive,
    text_is_the_one_released,
    worries_are_answered,
)
from visavis.mediation.terms import NEXT_NEWS, day, working_days_after
from visavis.mediation.views import DeskView, FileView, Gate, MyLetter, Offer, PartyView, changed
from visavis.mediation.words import COMMITTED, PartyState, Text

P = PartyState

OFFER_ANSWERS = {
    "with_mediator": Text("Lees de brief samen met mijn bemiddelaar", "Read it with my mediator"),
    "aloud": Text("Mijn bemiddelaar leest hem voor", "My mediator reads it to me"),
    "later": Text("Later", "Later"),
    "not": Text("Nu niet lezen", "Not now"),
}
"""Gate 2, beside reading it now."""

RECALL_ANSWER = Text(
    "Uw bemiddelaar heeft dit ontvangen. Wat al gelezen is, kan niet terug.",
    "Your mediator has received this. What has already been read cannot come back.",
)
"""Always the same: a differing answer would be a read receipt."""

GONE = Text("Uw bemiddelaar praat hierover met u.", "Your mediator will speak with you about this.")


def _released(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    letter = MyLetter(
        body["letter"],
        body["parcel"],
        body["text"],
        body["version_hash"],
        body["sign_as"],
        day(entry.at),
    )
    news = date.fromisoformat(body["news_date"])
    return changed(me, letters=(*me.letters, letter), news_date=news)


def _mine(me: PartyView, letter: Any, **changes: Any) -> PartyView:
    return changed(
        me,
        letters=tuple(replace(m, **changes) if m.letter == letter else m for m in me.letters),
    )


def _offer(me: PartyView, offer: Any, **changes: Any) -> PartyView:
    return changed(
        me, offers=tuple(replace(o, **changes) if o.offer == offer else o for o in me.offers)
    )


def _returned(me: PartyView, entry: Entry) -> PartyView:
    return _mine(me, entry.body["letter"], state="returned", word=entry.body["word"])


def _offered(me: PartyView, entry: Entry) -> PartyView:
    return changed(me, offers=(*me.offers, Offer(str(entry.body["offer"]))))


def _offer_answered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    until = date.fromisoformat(body["until"]) if body["until"] else None
    return _offer(me, body["offer"], state="answered", answer=body["answer"], until=until)


def _in_contact(me: PartyView) -> PartyView:
    """Who was ready, also before a pause, is in contact from now on."""
    state = P.IN_CONTACT if me.state is P.READY else me.state
    before = P.IN_CONTACT if me.before_pause is P.READY else me.before_pause
    return changed(me, state=state, before_pause=before)


def _opened(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _offer(
        _in_contact(me),
        body["offer"],
        state="opened",
        text=body["text"],
        sign_as=body["sign_as"],
        opened_on=day(entry.at),
    )


def _reaction(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _offer(
        me,
        body["offer"],
        reaction=body["reaction"],
        released_received=body["received"],
        released_read=body["read"],
    )


def _reaction_told(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    here = _in_contact(me) if body["read"] else me
    # "With your mediator" is said until the reader releases something.
    said = tuple(told for told in me.told if told.code != "O.with_mediator")
    return _mine(
        changed(here, told=said),
        body["letter"],
        reaction=body["reaction"],
        reader_received=body["received"],
        reader_read=body["read"],
    )


def _gate(file: FileView, letter: Any, state: str, **more: Any) -> FileView:
    kept = file.gate(letter) or Gate(letter, state)
    others = tuple(gate for gate in file.gates if gate.letter != letter)
    return changed(file, gates=(*others, replace(kept, state=state, **more)))


def _gate_offered(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return _gate(
        file, body["letter"], "offered", offer=body["offer"], reader=PartyId(body["reader"])
    )


RELEASED = kind("letter_released", LaneRole.OWN, _released)
RECALLED = kind(
    "letter_recalled",
    LaneRole.OWN,
    lambda me, entry: _mine(me, entry.body["letter"], state="recalled"),
)
RETURNED = kind("letter_returned", LaneRole.OWN, _returned)
PASSED = kind(
    "letter_passed", LaneRole.FILE, lambda file, e: _gate(file, e.body["letter"], "passed")
)
GATE_RETURNED = kind(
    "letter_given_back", LaneRole.FILE, lambda file, e: _gate(file, e.body["letter"], "returned")
)
OFFERED_ON = kind("letter_offered_to", LaneRole.FILE, _gate_offered)
HELD = kind("letter_held", LaneRole.FILE, lambda file, e: _gate(file, e.body["letter"], "held"))
LET_ON = kind(
    "letter_let_on",
    LaneRole.FILE,
    lambda file, e: _gate(file, e.body["letter"], str(e.body["state"])),
)
OFFERED = kind("letter_offered", LaneRole.OWN, _offered)
OFFER_ANSWERED = kind("offer_answered", LaneRole.OWN, _offer_answered)
OPENED = kind("letter_opened", LaneRole.OWN, _opened)
FOUND_GONE = kind(
    "offer_found_gone", LaneRole.OWN, lambda me, e: _offer(me, e.body["offer"], state="gone")
)
TAKEN_AWAY = kind(
    "offer_taken_away",
    LaneRole.OWN,
    lambda me, e: changed(me, offers=tuple(o for o in me.offers if o.offer != e.body["offer"])),
)
REACTION = kind("reaction_released", LaneRole.OWN, _reaction)
REACTION_TOLD = kind("reaction_told", LaneRole.OWN, _reaction_told)


@dataclass(frozen=True, slots=True)
class ReleaseLetter(PartyAct):
    """The author lets exactly this text, so signed, go to the mediator (A24)."""

    guards: ClassVar = (text_is_the_one_released,)
    writes: ClassVar = frozenset({RELEASED})
    from_states: ClassVar = COMMITTED

    letter: str
    parcel: str
    text: str
    version_hash: str
    """What was on the screen; another version cannot be released."""
    sign_as: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        news = me.news_date or day(now) + NEXT_NEWS
        yield Write(
            RELEASED,
            {
                "letter": self.letter,
                "parcel": self.parcel,
                "text": self.text,
                "version_hash": self.version_hash,
                "sign_as": self.sign_as,
                "news_date": news.isoformat(),
            },
        )
        if (
            me.news_date is None
        ):  # from release on the author always has a day on which they hear something
            yield Due("news", me.party, news)
        yield MakeParcel(self.parcel, self.text, self.sign_as, self.version_hash)
        yield Task("read_along", me.party, working_days_after(day(now), 2), about=self.letter)


@dataclass(frozen=True, slots=True)
class RecallLetter(PartyAct):
    """The author asks a letter back. Unread, its text is gone at once; the answer is always the same."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({RECALLED})
    always: ClassVar = True

    letter: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        letter = me.letter(self.letter)
        if letter is None or letter.state != "released":
            return
        yield Write(RECALLED, {"letter": self.letter})
        yield DropParcel(letter.parcel)
        yield Done("read_along", me.party, about=self.letter)
        yield Task(
            "letter_asked_back", me.party, working_days_after(day(now), 1), about=self.letter
        )


@dataclass(frozen=True, slots=True)
class ReturnLetter(DeskAct):
    """The mediator gives it back with a word; never edits (§2.3.3)."""

    guards: ClassVar = (letter_is_at_this_gate,)
    writes: ClassVar = frozenset({RETURNED, GATE_RETURNED})
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

    guards: ClassVar = (
        letter_is_at_this_gate,
        both_are_ready,
        everyone_chose_this_form,
        suitability_is_positive,
        not_in_acute_crisis,
        motive_is_fair,
        worries_are_answered,
        reader_wishes_to_know,
        text_is_the_one_released,
    )
    writes: ClassVar = frozenset({OFFERED, OFFERED_ON})
    at_gate: ClassVar = frozenset({"passed"})

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
        if self.held or not worried:  # the last measure lets on what a worry holds
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
        first = not any(o.state == "opened" for o in me.offers)
        contact = (Anchor(Occasion.OWN_CONTACT, me.party, day(now)),) if first else ()
        yield TakeParcel(
            self.offer,
            there=Write(OPENED, {"offer": self.offer}),
            gone=Write(FOUND_GONE, {"offer": self.offer}),
            if_there=(
                Done("read_together", me.party, about=self.offer),
                Task("talk_after_reading", me.party, soon, about=self.offer),
                *contact,
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

    guards: ClassVar = (reader_released_this,)
    writes: ClassVar = frozenset({REACTION_TOLD})

    party: PartyId
    """The author."""
    letter: str
    received: bool
    read: bool
    reaction: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        first = not any(mine.reader_read for mine in them.letters)
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
