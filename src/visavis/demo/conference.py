"""A group meeting in a story: each names somebody, one list for both, a plan, the meeting, looking back.

It draws from a source of its own, so that the course of everyone else stays as it was.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from visavis.demo import figures, words
from visavis.demo.meeting import Meeting
from visavis.journal.record import new_id
from visavis.mediation.conference import (
    FORM,
    AnswerAttendees,
    PrepareAttendee,
    ProposeAttendee,
    PutAttendees,
)
from visavis.mediation.contact import HoldContact

if TYPE_CHECKING:
    from visavis.demo.story import Story

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


class Conference(Meeting):
    """Beside one story, in which it may be the first form of contact."""

    SAFE = "Rustig. Wie meekomt, weet wat er is afgesproken."
    HOURS = 3

    def __init__(self, story: "Story") -> None:
        super().__init__(story, "conference")
        self.is_first = self.rng.random() < figures.CONFERENCE_FIRST

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
        contact = new_id(self.rng)
        method = "peace_circle" if self.rng.random() < BY_PIECE else "rounds"
        self._plan(contact, now, FORM, 9, present=PRESENT, method=method, **GROUP)

    def _meets(self, contact: str, now: datetime) -> None:
        if not self._both_here(now) or self._worried(now):
            return
        came = self.story.me(self._people[0], now).group.names
        minutes = 90 + 15 * self.rng.randrange(5)
        self._held(HoldContact(contact, FORM, self._people, minutes, came=came), now)
