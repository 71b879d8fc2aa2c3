"""Help with a draft: a copy, as it is at that moment, for the mediator alone (domain §2.3.1)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import PartyView, SharedDraft, changed
from visavis.mediation.words import ACTIVE


def _shared(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    kept = tuple(one for one in me.drafts if one.letter != body["letter"])
    return changed(me, drafts=(*kept, SharedDraft(body["letter"], body["text"])))


def _worded(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    return changed(
        me,
        drafts=tuple(
            replace(one, word=body["word"], worded_on=day(entry.at))
            if one.letter == body["letter"]
            else one
            for one in me.drafts
        ),
    )


SHARED = kind("draft_shared", LaneRole.OWN, Topic.DRAFT, _shared)
WORDED = kind("draft_answered", LaneRole.OWN, Topic.DRAFT, _worded)


@dataclass(frozen=True, slots=True)
class AskHelpWithDraft(PartyAct):
    """ "Would you read along?" Shares this copy with the mediator; releases nothing."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({SHARED})
    from_states: ClassVar = ACTIVE
    heard_by: ClassVar = frozenset({Audience.MEDIATOR})
    """A draft is nobody else's to read (domain §3)."""

    letter: str
    text: str

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(SHARED, {"letter": self.letter, "text": self.text})
        yield Done("help_with_draft", me.party, about=self.letter)
        yield Task("help_with_draft", me.party, working_days_after(day(now), 3), about=self.letter)


@dataclass(frozen=True, slots=True)
class HelpWithDraft(DeskAct):
    """The mediator's word about a draft; never a changed text."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WORDED})
    roles: ClassVar = frozenset({Audience.MEDIATOR})

    party: PartyId
    letter: str
    word: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if any(one.letter == self.letter for one in them.drafts):
            yield Write(WORDED, {"letter": self.letter, "word": self.word})
            yield Notice(who, working_days_after(day(now), 1))
        yield Done("help_with_draft", who, about=self.letter)
