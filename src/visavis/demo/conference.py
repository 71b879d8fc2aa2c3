"""A group meeting in a story: each names somebody, one list for both, a plan, the meeting, looking back.

It draws from a source of its own, so that the course of everyone else stays as it was.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from visavis.demo import figures, words
from visavis.journal.record import new_id
from visavis.mediation.appointments import Arrival, PlanContact, Reconfirm
from visavis.mediation.conference import (
    FORM,
    AnswerAttendees,
    PrepareAttendee,
    ProposeAttendee,
    PutAttendees,
)
from visavis.mediation.contact import HoldContact, LookBack
from visavis.mediation.entries import PartyId
from visavis.mediation.safety import CheckSafety
from visavis.mediation.terms import HERE, day
from visavis.mediation.words import PartyState

if TYPE_CHECKING:
    from visavis.demo.story import Story

P = PartyState
PLACE = "Buurthuis De Brug, Kerkplein 3. Bus 5 stopt voor de deur."
SIGNAL = "U steekt een hand op. Dan stopt alles, en spreekt een bemiddelaar met ieder apart."
ENTRANCES = ("Hoofdingang, wachtkamer links", "Ingang aan de tuin, kamer boven")
PRESENT = "Ieder met de eigen mensen van de lijst, en twee bemiddelaars."
GROUP: dict[str, Any] = {
    "seating": "Een kring. Naast ieder de eigen mensen, dicht bij een deur.",
    "speaking": "Wie begon, begint. Dan om de beurt, drie rondes.",
    "afterwards": "Soep in de keuken. Een bemiddelaar spreekt nog even met ieder.",
}
SAYS_NO = 0.15
"""How often somebody does not want a name on the list (a)."""
BY_PIECE = 0.4
"""How often something goes round that gives the turn (a)."""


class Conference:
    """Beside one story, in which it may be the first form of contact."""

    def __init__(self, story: "Story") -> None:
        self.story = story
        self.rng = random.Random(f"conference:{story.nickname}:{story.begins.isoformat()}")
        self.is_first = self.rng.random() < figures.CONFERENCE_FIRST

    @property
    def _people(self) -> tuple[PartyId, PartyId]:
        return self.story.a, self.story.b

    def begins(self, now: datetime) -> None:
        """A second mediator where there is none yet; each names somebody and lets them stand on the list."""
        if not self._goes_on(now, self.begins):
            return
        if not self.story.view(now).desk.co_mediator:
            self.story.care.second(now)
        for who in self._people:
            name, tie = self.rng.choice(words.FIRST_NAMES), self.rng.choice(words.COME_ALONG)
            act = ProposeAttendee(new_id(self.rng), name, f"{name}, {tie}", released=True)
            self.story.by(who, act, now)
        self._in(now, 4, self._prepares)

    def _prepares(self, now: datetime) -> None:
        """A talk with each who would come along; then the list for both."""
        if not self._goes_on(now, self._prepares):
            return
        for who in self._people:
            for one in self.story.me(who, now).group.mine:
                self.story.desk(PrepareAttendee(who, one.attendee, True, True, one.attendee), now)
        self._puts(now)
        if self.rng.random() < SAYS_NO:
            self._in(now, 3, self._says_no)
        else:
            self._in(now, 4, self._agrees)

    def _puts(self, now: datetime, without: str = "") -> None:
        groups = [self.story.me(who, now).group for who in self._people]
        names = [one.shown_as for group in groups for one in group.mine]
        kept = tuple(name for name in dict.fromkeys(names) if name != without)
        self.story.desk(PutAttendees(self._people, kept), now)

    def _says_no(self, now: datetime) -> None:
        """One does not want a name there. The next list is without it, and nobody hears why."""
        if not self._goes_on(now, self._says_no):
            return
        mine, other = (self.story.me(who, now).group for who in self._people)
        name = other.mine[0].shown_as
        self.story.by(self._people[0], AnswerAttendees(mine.version_hash, False, name), now)
        if name != mine.mine[0].shown_as:
            self._puts(now, without=name)
        self._in(now, 4, self._agrees)

    def _agrees(self, now: datetime) -> None:
        if not self._goes_on(now, self._agrees):
            return
        for who in self._people:
            exact = self.story.me(who, now).group.version_hash
            self.story.by(who, AnswerAttendees(exact, True), now)
        self._in(now, 2, self._plans)

    def _plans(self, now: datetime) -> None:
        if not self._goes_on(now, self._plans):
            return
        on = day(now) + timedelta(days=9)
        on += timedelta(days=max(0, 7 - on.isoweekday()) if on.isoweekday() > 5 else 0)
        contact = new_id(self.rng)
        arrivals = tuple(
            Arrival(
                who,
                datetime.combine(on, time(13, 30 * n), HERE),
                datetime.combine(on, time(16, 30 * n), HERE),
                ENTRANCES[n],
            )
            for n, who in enumerate(self._people)
        )
        method = "peace_circle" if self.rng.random() < BY_PIECE else "rounds"
        self.story.desk(
            PlanContact(
                contact, FORM, PLACE, arrivals, True, True, SIGNAL, PRESENT, method=method, **GROUP
            ),
            now,
        )
        before = datetime.combine(on - timedelta(days=2), time(10), HERE)
        self.story.later(now, before, partial(self._once_more, contact))

    def _once_more(self, contact: str, now: datetime) -> None:
        if not self._both_here(now):
            return
        for who in self._people:
            self.story.by(who, Reconfirm(), now)
            self.story.desk(
                CheckSafety(who, "Rustig. Wie meekomt, weet wat er is afgesproken."), now
            )
        self._in(now, 2, partial(self._meets, contact))

    def _meets(self, contact: str, now: datetime) -> None:
        if not self._both_here(now) or self._worried(now):
            return
        came = self.story.me(self._people[0], now).group.names
        self.story.desk(
            HoldContact(contact, FORM, self._people, 90 + 15 * self.rng.randrange(5), came=came),
            now,
        )
        for who in self._people:
            self._in(now, 3, partial(self._looks_back, who, contact))
            self._in(now, 55, partial(self.story.begin_closing, who))

    def _looks_back(self, who: PartyId, contact: str, now: datetime) -> None:
        self.story.by(who, LookBack(contact, self.rng.choice(words.LOOKED_BACK)), now)

    def _in(self, now: datetime, median: float, moment: Callable[[datetime], None]) -> None:
        """After about so many days."""
        days = max(0.5, median * self.rng.lognormvariate(0, 0.2))
        self.story.later(now, now + timedelta(days=days), moment)

    def _both_here(self, now: datetime) -> bool:
        return all(self.story.here(who, now, P.READY, P.IN_CONTACT) for who in self._people)

    def _worried(self, now: datetime) -> bool:
        return any(side.file.open_worries for side in self.story.view(now).sides)

    def _goes_on(self, now: datetime, again: Callable[[datetime], None]) -> bool:
        """Whether both are still there and nothing worries us; otherwise it waits, or comes to nothing."""
        if not self._both_here(now):
            return False
        if self._worried(now):
            self._in(now, 3, again)
            return False
        return True
