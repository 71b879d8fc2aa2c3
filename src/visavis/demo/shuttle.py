"""Messages through the mediator in a story, beside letters: said, passed, told in a talk, a reaction.

It draws from a source of its own, so that the course of everyone else stays as it was.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from visavis.demo import figures, words
from visavis.demo.video import first_form
from visavis.journal.record import new_id
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.shuttle import (
    ApproveMessage,
    DeliverMessage,
    PassMessage,
    ReactToMessage,
    SayMessage,
    TellMessageReaction,
)
from visavis.mediation.words import PartyState

if TYPE_CHECKING:
    from visavis.demo.story import Story

P = PartyState
FORM = "shuttle"
TOLD = 1 / 3
"""How many of the messages are told by telephone and read back (a)."""
WISHES_TO_READ = 0.4
"""How often who heard one wants to read it too (a)."""


class Shuttle:
    """Beside one story, in which it may be the first form of contact."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        self.rng = random.Random(f"shuttle:{story.nickname}:{story.begins.isoformat()}")
        self.first_form = first_form(self.rng.random(), story.films)

    def says(self, author: PartyId, reader: PartyId, now: datetime, answer: bool = False) -> None:
        """Told by telephone and read back, or written; looked at, said in a talk, and perhaps answered."""
        story = self.story
        if not self._both_here(author, reader, now):
            return
        text = self.rng.choice(words.MESSAGES[self._voice(author, now)])
        message, whole = new_id(self.rng), version_hash_of(text, "")
        if self.rng.random() < TOLD:
            story.by(author, SayMessage(message, text), now)
        story.by(author, ApproveMessage(message, text, whole), now)

        def passes(t: datetime) -> None:
            if self._stands(author, message, t):
                story.desk(PassMessage(author, message, whole, tuple(REVIEW)), t)
                self._in(t, 7, tells)

        def tells(t: datetime) -> None:
            if not (self._both_here(author, reader, t) and self._stands(author, message, t)):
                return
            delivery, to_read = new_id(self.rng), self.rng.random() < WISHES_TO_READ
            act = DeliverMessage(author, reader, message, text, whole, delivery, to_read)
            story.desk(act, t)
            self._in(t, 3, lambda u: self._reacts(author, reader, message, delivery, u))
            if not answer and self.rng.random() < figures.LETTER_ANSWERED:
                self._in(t, 9, lambda u: self.says(reader, author, u, answer=True))

        self._in(now, 2, passes)

    def _in(self, now: datetime, median: float, moment: Callable[[datetime], None]) -> None:
        """After about so many days."""
        days = max(0.5, median * self.rng.lognormvariate(0, 0.4))
        self.story.later(now, now + timedelta(days=days), moment)

    def _reacts(
        self, author: PartyId, reader: PartyId, message: str, delivery: str, now: datetime
    ) -> None:
        reaction = self.rng.choice(words.REACTIONS_TO_MESSAGES)
        self.story.by(reader, ReactToMessage(delivery, True, reaction), now)
        self.story.desk(TellMessageReaction(author, message, True, reaction), now)
        for who in (author, reader):
            self._in(now, 55, partial(self.story.begin_closing, who))

    def _voice(self, who: PartyId, now: datetime) -> str:
        caused = {"responsible", "next_of_kin_responsible"}
        return "responsible" if self.story.me(who, now).relation in caused else "harmed"

    def _both_here(self, author: PartyId, reader: PartyId, now: datetime) -> bool:
        return all(self.story.here(who, now, P.READY, P.IN_CONTACT) for who in (author, reader))

    def _stands(self, author: PartyId, message: str, now: datetime) -> bool:
        mine = self.story.me(author, now).message(message)
        return mine is not None and mine.state == "approved"
