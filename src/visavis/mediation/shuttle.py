"""Messages through the mediator: said, approved word for word, passed, spoken to the other, a reaction (A25, §2.4).

A message travels in no parcel: the mediator speaks it in a talk, and whether it still stands is decided in the
moment in which that is recorded. Its author learns of it only what the other lets go.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.contact import had_contact, into_contact
from visavis.mediation.effects import Anchor, Done, Notice, Occasion, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.letters.kept import at_gate
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    both_are_ready,
    child_and_guardian_agree,
    everyone_chose_this_form,
    its_author_released_it,
    mediator_read_it,
    message_is_approved_word_for_word,
    message_is_at_this_gate,
    motive_is_fair,
    no_ban_holds,
    not_in_acute_crisis,
    reader_wishes_to_know,
    suitability_is_positive,
    text_is_the_one_released,
    worries_are_answered,
)
from visavis.mediation.safeguards.letters import version_hash_of
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import DeskView, FileView, Heard, MyMessage, PartyView, changed
from visavis.mediation.words import COMMITTED, PartyState, Text

MESSAGE_RECALL_ANSWER = Text(
    "Uw bemiddelaar heeft dit ontvangen. Wat al gezegd is, kan niet terug.",
    "Your mediator has received this. What has already been said cannot come back.",
)
"""Always the same: a differing answer would tell whether the other heard it."""

P = PartyState
_GATE = frozenset({Audience.MEDIATOR})


def _said(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = MyMessage(body["message"], body["text"], version_hash_of(body["text"], ""))
    kept = tuple(one for one in me.messages if one.message != made.message)
    return changed(me, messages=(*kept, made))


def _mine(me: PartyView, message: Any, **changes: Any) -> PartyView:
    return changed(
        me,
        messages=tuple(replace(m, **changes) if m.message == message else m for m in me.messages),
    )


def _approved(me: PartyView, entry: Entry) -> PartyView:
    return _mine(me, entry.body["message"], state="approved")


def _returned(me: PartyView, entry: Entry) -> PartyView:
    return _mine(me, entry.body["message"], state="returned", word=entry.body["word"])


def _heard(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    heard = Heard(body["delivery"], day(entry.at), body["text"])
    return changed(into_contact(me), heard=(*me.heard, heard))


def _reaction(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        heard=tuple(
            replace(one, reaction=body["reaction"], released_received=body["received"])
            if one.delivery == body["delivery"]
            else one
            for one in me.heard
        ),
    )


def _reaction_told(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    here = into_contact(me) if body["received"] else me
    return _mine(here, body["message"], reaction=body["reaction"], received=body["received"])


def _delivered(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    reader = PartyId(body["reader"])
    return at_gate(file, body["message"], "offered", offer=body["delivery"], reader=reader)


SAID = kind("message_said", LaneRole.OWN, Topic.RELEASED, _said)
APPROVED = kind("message_approved", LaneRole.OWN, Topic.RELEASED, _approved)
RETURNED = kind("message_returned", LaneRole.OWN, Topic.RELEASED, _returned)
RECALLED = kind(
    "message_recalled",
    LaneRole.OWN,
    Topic.RELEASED,
    lambda me, entry: _mine(me, entry.body["message"], state="recalled"),
)
PASSED = kind(
    "message_passed",
    LaneRole.FILE,
    Topic.RELEASED,
    lambda file, e: at_gate(file, e.body["message"], "passed"),
)
GIVEN_BACK = kind(
    "message_given_back",
    LaneRole.FILE,
    Topic.RELEASED,
    lambda file, e: at_gate(file, e.body["message"], "returned"),
)
DELIVERED = kind("message_delivered", LaneRole.FILE, Topic.RELEASED, _delivered)
HEARD = kind(
    "message_heard",
    LaneRole.OWN,
    Topic.RECEIVED,
    _heard,
    may_lead_to=(P.IN_CONTACT,),
    counts=counting(),
)
REACTION = kind("message_reaction_released", LaneRole.OWN, Topic.RECEIVED, _reaction)
REACTION_TOLD = kind(
    "message_reaction_told",
    LaneRole.OWN,
    Topic.RELEASED,
    _reaction_told,
    may_lead_to=(P.IN_CONTACT,),
)


@dataclass(frozen=True, slots=True)
class SayMessage(PartyAct):
    """Dictated or written: what the mediator may say to the other, once it is approved (A25)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SAID})
    from_states: ClassVar = COMMITTED

    message: str
    """A new random id; the same again changes what was not approved yet. What came back, or was approved or
    asked back, stays as it is: whatever is said after that passes the gate under an id of its own."""
    text: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        known = me.message(self.message)
        if known is not None and known.state != "said":
            return
        yield Write(SAID, {"message": self.message, "text": self.text})
        yield Done("approve_message", me.party, about=self.message)
        yield Task("approve_message", me.party, working_days_after(day(now), 2), about=self.message)


@dataclass(frozen=True, slots=True)
class ApproveMessage(PartyAct):
    """Read or heard once more: yes, exactly this is my message (S36). Who wrote it themselves says it by this."""

    guards: ClassVar = (text_is_the_one_released,)
    writes: ClassVar = frozenset({SAID, APPROVED})
    from_states: ClassVar = COMMITTED

    message: str
    text: str
    version_hash: str
    sign_as: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        mine = me.message(self.message)
        if mine is None:
            yield Write(SAID, {"message": self.message, "text": self.text})
        elif mine.state != "said" or mine.version_hash != self.version_hash:
            return
        yield Write(APPROVED, {"message": self.message})
        yield Done("approve_message", me.party, about=self.message)
        yield Task("pass_message", me.party, working_days_after(day(now), 2), about=self.message)


@dataclass(frozen=True, slots=True)
class RecallMessage(PartyAct):
    """Asked back. What was already said cannot be taken back; the answer is always the same."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({RECALLED})
    always: ClassVar = True

    message: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        mine = me.message(self.message)
        if mine is None or mine.state not in {"said", "approved"}:
            return
        yield Write(RECALLED, {"message": self.message})
        for code in ("approve_message", "pass_message", "deliver_message"):
            yield Done(code, me.party, about=self.message)


@dataclass(frozen=True, slots=True)
class PassMessage(DeskAct):
    """The mediator looked at it and lets it pass; never edits (S32)."""

    guards: ClassVar = (
        message_is_at_this_gate,
        mediator_read_it,
        message_is_approved_word_for_word,
    )
    writes: ClassVar = frozenset({PASSED})
    roles: ClassVar = _GATE
    at_gate: ClassVar = frozenset({""})

    party: PartyId
    message: str
    version_hash: str
    looked_at: tuple[str, ...]

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(PASSED, {"message": self.message})
        yield Done("pass_message", who, about=self.message)
        yield Task("deliver_message", who, working_days_after(day(now), 10), about=self.message)


@dataclass(frozen=True, slots=True)
class ReturnMessage(DeskAct):
    """Given back with a word."""

    guards: ClassVar = (message_is_at_this_gate,)
    writes: ClassVar = frozenset({RETURNED, GIVEN_BACK})
    roles: ClassVar = _GATE
    at_gate: ClassVar = frozenset({"", "passed"})

    party: PartyId
    message: str
    word: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(RETURNED, {"message": self.message, "word": self.word})
        yield Notice(who, working_days_after(day(now), 1))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(GIVEN_BACK, {"message": self.message})
        for code in ("approve_message", "pass_message", "deliver_message"):
            yield Done(code, who, about=self.message)


@dataclass(frozen=True, slots=True)
class DeliverMessage(DeskAct):
    """The mediator says it to the other, in a talk, word for word; nothing of mood or looks (§2.4)."""

    guards: ClassVar = (
        message_is_at_this_gate,
        both_are_ready,
        everyone_chose_this_form,
        child_and_guardian_agree,
        suitability_is_positive,
        not_in_acute_crisis,
        motive_is_fair,
        worries_are_answered,
        no_ban_holds,
        reader_wishes_to_know,
        message_is_approved_word_for_word,
    )
    writes: ClassVar = frozenset({HEARD, DELIVERED})
    roles: ClassVar = _GATE
    at_gate: ClassVar = frozenset({"passed"})
    form: ClassVar = "shuttle"

    party: PartyId
    """Whose message it is."""
    reader: PartyId
    message: str
    text: str
    version_hash: str
    delivery: str
    """A new random id: nothing of the author's."""
    to_read: bool = False
    """Whether the reader wished to have it on their page as well."""

    def parties(self) -> tuple[PartyId, ...]:
        return (self.party, self.reader)

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if who == self.reader:
            text = self.text if self.to_read else ""
            yield Write(HEARD, {"delivery": self.delivery, "text": text})
            if not had_contact(them):
                yield Anchor(Occasion.OWN_CONTACT, who, day(now))
            yield Task(
                "talk_after_message", who, working_days_after(day(now), 2), about=self.delivery
            )

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        if who == self.party:
            body = {"message": self.message, "delivery": self.delivery, "reader": self.reader}
            yield Write(DELIVERED, {**body})
            yield Done("deliver_message", who, about=self.message)


@dataclass(frozen=True, slots=True)
class ReactToMessage(PartyAct):
    """What the other may hear of it: that it came, words of one's own, or nothing at all."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REACTION})

    delivery: str
    received: bool = False
    reaction: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.heard_of(self.delivery) is None:
            return
        yield Write(
            REACTION,
            {"delivery": self.delivery, "received": self.received, "reaction": self.reaction},
        )
        yield Done("tell_message_reaction", me.party, about=self.delivery)
        if self.received or self.reaction:
            yield Task(
                "tell_message_reaction",
                me.party,
                working_days_after(day(now), 5),
                about=self.delivery,
            )


@dataclass(frozen=True, slots=True)
class TellMessageReaction(DeskAct):
    """The author hears exactly what the other let go (§2.4)."""

    guards: ClassVar = (its_author_released_it,)
    writes: ClassVar = frozenset({REACTION_TOLD})
    roles: ClassVar = _GATE

    party: PartyId
    """Whose message it was."""
    message: str
    received: bool
    reaction: str

    def was_released(self, desk: DeskView) -> bool:
        gate = desk.side(self.party).file.gate(self.message)
        heard = desk.side(gate.reader).own.heard_of(gate.offer) if gate and gate.offer else None
        return (
            heard is not None
            and bool(self.received or self.reaction)
            and heard.reaction == self.reaction
            and heard.released_received >= self.received
        )

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            REACTION_TOLD,
            {"message": self.message, "received": self.received, "reaction": self.reaction},
        )
        if self.received and not had_contact(them):
            yield Anchor(Occasion.OWN_CONTACT, who, day(now))
        yield Notice(who, working_days_after(day(now), 1))

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        for gate in desk.side(self.party).file.gates:
            if gate.letter == self.message:
                yield Done("tell_message_reaction", gate.reader, about=gate.offer)
