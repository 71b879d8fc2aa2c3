"""People who meet, in a story: planned, said yes to once more, held, looked back on.

What happens draws from a source of its own, so that the course of everyone else stays as it was.
"""

import random
from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from visavis.demo import figures, words
from visavis.demo.rooms import HOUSES
from visavis.journal.record import new_id
from visavis.mediation.appointments import Arrival, PlanContact, Reconfirm
from visavis.mediation.contact import HoldContact, LookBack
from visavis.mediation.entries import PartyId
from visavis.mediation.safety import CheckSafety
from visavis.mediation.terms import HERE, day
from visavis.mediation.words import PartyState

if TYPE_CHECKING:
    from visavis.demo.story import Story

P = PartyState
PLACE, ENTRANCES = HOUSES[0].place, HOUSES[0].doors
SIGNAL = "U steekt een hand op. Dan stopt alles, en spreekt een bemiddelaar met ieder apart."
ONE_ROOM, BY_VIDEO = "conversation", "video_call"
LINKS = ("https://bel.example/eerste", "https://bel.example/tweede")
ON_A_SCREEN = "Ieder thuis, met een eigen link. De bemiddelaar laat u binnen."


class Meeting:
    """Beside one story."""

    SAFE = "Rustig. Er staat iemand klaar voor na afloop."
    HOURS = 2

    def __init__(self, story: "Story", name: str) -> None:
        self.story = story
        self.rng = random.Random(f"{name}:{story.nickname}:{story.begins.isoformat()}")

    @property
    def _people(self) -> tuple[PartyId, PartyId]:
        return self.story.a, self.story.b

    def _plan(
        self, contact: str, now: datetime, form: str, in_days: int, *, begins: int = 13,
        doors: tuple[str, str] = ENTRANCES, place: str = PLACE, **more: Any,
    ) -> None:  # fmt: skip
        """On a working day; whoever began comes first and leaves first. The same ``contact`` moves it."""
        on = day(now) + timedelta(days=in_days)
        on += timedelta(days=8 - on.isoweekday() if on.isoweekday() > 5 else 0)
        starts, ends = (
            datetime.combine(on, time(hour, 30 * n), HERE)
            for n, hour in enumerate((begins, begins + self.HOURS))
        )
        if form != BY_VIDEO and self.story.rooms is not None:
            first = sum(self.story.nickname.encode())
            house, more["room"] = self.story.rooms.take(starts, ends, first)
            doors, place = house.doors, house.place
        arrivals = tuple(
            Arrival(
                who,
                datetime.combine(on, time(begins, 30 * n), HERE),
                datetime.combine(on, time(begins + self.HOURS, 30 * n), HERE),
                doors[n],
            )
            for n, who in enumerate(self._people)
        )
        self.story.desk(
            PlanContact(contact, form, place, arrivals, True, True, SIGNAL, **more), now
        )
        before = datetime.combine(on - timedelta(days=2), time(10), HERE)
        self.story.later(now, before, partial(self._once_more, contact))

    def _once_more(self, contact: str, now: datetime) -> None:
        if not self._both_here(now):
            return
        for who in self._people:
            self.story.by(who, Reconfirm(), now)
            self.story.desk(CheckSafety(who, self.SAFE), now)
        self._in(now, 2, partial(self._meets, contact))

    def _meets(self, contact: str, now: datetime) -> None:
        raise NotImplementedError

    def _held(self, act: HoldContact, now: datetime) -> None:
        """Each looks back, and rounds off about two months later."""
        self.story.desk(act, now)
        for who in self._people:
            self._in(now, 3, partial(self._looks_back, who, act.contact))
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


class Conversation(Meeting):
    """A talk of two in one room or by video: most first forms of contact (domain §9)."""

    def __init__(self, story: "Story") -> None:
        super().__init__(story, "conversation")
        drawn = self.rng.random()
        in_one_room = figures.IN_ONE_ROOM[story.event == "sexual_harm"]
        by_video = BY_VIDEO if drawn < in_one_room + figures.VIDEO_CALL else ""
        self.form = ONE_ROOM if drawn < in_one_room else by_video
        """Empty: letters, where no other form is the first."""
        self.once_more = drawn * 100 % 1 < figures.TALK_ONCE_MORE
        self.met = False

    def begins(self, now: datetime) -> None:
        if self._goes_on(now, self.begins):
            self._plans(now, 10 + self.rng.randrange(8))

    def _again(self, now: datetime) -> None:
        """They want to talk once more, a few weeks later."""
        if self._goes_on(now, self._again):
            self._plans(now, 18 + self.rng.randrange(12))

    def _plans(self, now: datetime, in_days: int) -> None:
        names = " en ".join(self.story.me(who, now).first_name or "—" for who in self._people)
        by_video = self.form == BY_VIDEO
        self._plan(
            new_id(self.rng),
            now,
            self.form,
            in_days,
            begins=self.rng.choice((9, 10, 13, 14, 15)),
            doors=LINKS if by_video else ENTRANCES,
            place=ON_A_SCREEN if by_video else PLACE,
            present=f"{names}, en de bemiddelaar. Niemand anders.",
        )

    def _meets(self, contact: str, now: datetime) -> None:
        if not self._both_here(now):
            return
        if self._worried(now):
            self._in(now, 2, partial(self._once_more, contact))
            return
        minutes = 45 + 15 * self.rng.randrange(5)
        self._held(HoldContact(contact, self.form, self._people, minutes), now)
        if self.once_more and not self.met:
            self._in(now, 4, self._again)
        self.met = True
