"""What goes wrong now and then in a story, and the second look before contact: told in `Story`, done here.

It draws from a source of its own, so that the course of everyone else stays as it was.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from visavis.demo import figures, words
from visavis.journal.record import new_id
from visavis.mediation.complaints import AnswerComplaint, Complain
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.mediator import AskForAnotherMediator, ChangeMediator, HandOver
from visavis.mediation.safeguards.registry import is_sensitive
from visavis.mediation.safety import (
    ApproveContact,
    AskApproval,
    AssignCoMediator,
    CheckSafety,
    StopForSafety,
)
from visavis.mediation.words import ACTIVE
from visavis.mediation.worries import HearWorry, SayWorry, SetMeasure

if TYPE_CHECKING:
    from visavis.demo.story import Assigned, Story

LEAD = "office"
"""Who decides in the demo: an account nobody signs in with, like the planner's."""
TRAINED = frozenset({"sensitive"})
ABOVE = "Geen collega met minder; besproken met de werkbegeleider."


class Care:
    """Beside one story."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        self.rng = random.Random(f"care:{story.nickname}:{story.begins.isoformat()}")

    def after_first_talk(self, now: datetime) -> None:
        """What may happen from here on; each is rare."""
        if self._chance(figures.STOPPED_FOR_SAFETY):
            self._in(now, 6, self._stop)
        elif self._chance(figures.SAYS_A_WORRY):
            self._in(now, 2, self._worry)
        if self._chance(figures.ANOTHER_MEDIATOR):
            self._in(now, 9, self._asks_another)
        if self._chance(figures.COMPLAINT):
            self._in(now, 4 + 20 * self.rng.random(), self._complains)

    def second_look(self, now: datetime) -> None:
        """Where the event asks for it: a second mediator, and the practice lead's yes (S18)."""
        if is_sensitive(self.story.view(now)):
            self.story.desk(AskApproval(self.story.a), now)
            self._in(now, 1 + 3 * self.rng.random(), self._sensitive)

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _in(self, now: datetime, days: float, moment: Callable[[datetime], None]) -> None:
        self.story.later(now, now + timedelta(days=days), moment)

    def _another(self, now: datetime, *without: str) -> "Assigned":
        """A mediator with room who is none of these."""
        return self.story.assign(now, without, self.rng)

    def _began(self, now: datetime) -> bool:
        return self.story.view(now).side(self.story.a).state in ACTIVE

    def second(self, now: datetime) -> None:
        """A second mediator, from those with room."""
        story, people = self.story, (self.story.a, self.story.b)
        found = self._another(now, story.mediator.id)
        second = AssignCoMediator(
            found.account, found.name, True, TRAINED, people,
            found.open_now, found.new_this_year, ABOVE,
        )  # fmt: skip
        story.desk(second, now, Audience.PLANNER)

    def _sensitive(self, now: datetime) -> None:
        story = self.story
        if any(side.state not in ACTIVE for side in story.view(now).sides):
            return
        self.second(now)
        for who in (story.a, story.b):
            story.desk(CheckSafety(who, "Rustig; er is geen contact buiten ons om."), now)
        self._in(now, 1 + 4 * self.rng.random(), self._decide)

    def _decide(self, now: datetime) -> None:
        act = ApproveContact(self.story.a, LEAD, reason="Samen voorbereiden en samen nabellen.")
        self.story.desk(act, now, Audience.SUPERVISOR)

    def _worry(self, now: datetime) -> None:
        story = self.story
        if self._began(now):
            about, said = self.rng.choice(words.SAID_WORRIES)
            story.by(story.a, SayWorry(said, about), now)
            self._in(now, 1, lambda at: story.desk(HearWorry(story.a), at))

    def _stop(self, now: datetime) -> None:
        story = self.story
        if not self._began(now):
            return
        story.desk(StopForSafety(story.a, "threat", "Dreigde in een gesprek."), now)
        measure = SetMeasure(story.a, "threat", self.rng.choice(words.MEASURES))
        self._in(now, 1, lambda at: story.desk(measure, at))
        self._in(now, 20 + 20 * self.rng.random(), lambda at: story.begin_closing(story.a, at))

    def _asks_another(self, now: datetime) -> None:
        if self._began(now):
            self.story.by(self.story.a, AskForAnotherMediator(), now)
            self._in(now, 1 + 3 * self.rng.random(), self._change)

    def _change(self, now: datetime) -> None:
        story = self.story
        found = self._another(now, story.mediator.id, story.view(now).desk.co_mediator)
        act = ChangeMediator(
            (story.a, story.b), found.account, found.name, True, TRAINED,
            found.open_now, found.new_this_year, ABOVE,
        )  # fmt: skip
        story.desk(act, now, Audience.PLANNER)
        story.mediator = Actor(Audience.MEDIATOR, found.account)
        handed = ("summary", "notes") if self._chance(0.5) else ()
        story.by(story.a, HandOver(handed), now)

    def _complains(self, now: datetime) -> None:
        story, complaint = self.story, new_id(self.rng)
        about, said, answer = self.rng.choice(words.COMPLAINTS)
        story.by(story.a, Complain(complaint, about, said), now)
        reply = AnswerComplaint(story.a, complaint, LEAD, False, answer, outside_named=True)
        self._in(now, 3 + 5 * self.rng.random(), lambda at: self._answer(reply, at))

    def _answer(self, reply: AnswerComplaint, now: datetime) -> None:
        self.story.desk(reply, now, Audience.SUPERVISOR)
