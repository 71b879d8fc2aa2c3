"""Calling other help together (§6.3): a note that its person reads first and agrees to word for word (D22)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import handover_is_agreed, support_was_chosen, version_hash_of
from visavis.mediation.support import held
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import Handover, PartyView, changed

WHAT = "warm_handover"


def _with(me: PartyView, note: Any, **changes: Any) -> PartyView:
    return changed(
        me,
        handovers=tuple(
            replace(one, **changes) if one.note == note else one for one in me.handovers
        ),
    )


def _written(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    made = Handover(body["note"], body["to_whom"], body["text"], body["version_hash"])
    kept = tuple(one for one in me.handovers if one.note != made.note)
    return changed(me, handovers=(*kept, made))


def _answered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return _with(me, body["note"], agreed=body["agreed"], said=body["said"])


def _handed(me: PartyView, entry: Entry) -> PartyView:
    on = day(entry.at)
    return held(_with(me, entry.body["note"], handed_on=on), WHAT, on)


WRITTEN = kind("handover_written", LaneRole.OWN, Topic.SUMMARY, _written)
ANSWERED = kind("handover_answered", LaneRole.OWN, Topic.SUMMARY, _answered)
HANDED = kind("handover_held", LaneRole.OWN, Topic.CLOSING, _handed)


@dataclass(frozen=True, slots=True)
class WriteHandover(DeskAct):
    """What the other service would read, put before this person. The same note again is another text."""

    guards: ClassVar = (support_was_chosen,)
    writes: ClassVar = frozenset({WRITTEN})
    what: ClassVar = WHAT

    party: PartyId
    note: str
    """A new random id."""
    to_whom: str
    text: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(
            WRITTEN,
            {
                "note": self.note,
                "to_whom": self.to_whom,
                "text": self.text,
                "version_hash": version_hash_of(self.text, self.to_whom),
            },
        )
        for code in ("arrange_support", "handover_answered", "call_together"):
            yield Done(code, who, about=WHAT)
        yield Notice(who, working_days_after(day(now), 1))


@dataclass(frozen=True, slots=True)
class AnswerHandover(PartyAct):
    """May exactly this text go to exactly that service? A no needs no reason; what should change may be said."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ANSWERED})

    note: str
    version_hash: str
    """What was read; another version is not answered."""
    agreed: bool
    said: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        note = me.handover(self.note)
        if note is None or note.version_hash != self.version_hash or note.handed_on:
            return
        yield Write(ANSWERED, {"note": self.note, "agreed": self.agreed, "said": self.said})
        for code in ("handover_answered", "call_together"):
            yield Done(code, me.party, about=WHAT)
        soon = working_days_after(day(now), 5)
        if self.agreed:
            yield Task("call_together", me.party, soon, about=WHAT)
        else:
            yield Task("handover_answered", me.party, soon, about=WHAT)


@dataclass(frozen=True, slots=True)
class HoldHandover(DeskAct):
    """The call was made together, and the note handed over as it was agreed to."""

    guards: ClassVar = (handover_is_agreed,)
    writes: ClassVar = frozenset({HANDED})

    party: PartyId
    note: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(HANDED, {"note": self.note})
        for code in ("arrange_support", "call_together"):
            yield Done(code, who, about=WHAT)
