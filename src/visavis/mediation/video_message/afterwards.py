"""How long a film is kept: each says it for themselves, the desk settles it, and the day comes (§2.5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct, PartyAct, SweepAct
from visavis.mediation.effects import Done, Step, Task, Write
from visavis.mediation.entries import PartyId
from visavis.mediation.letters.reading import FILM_ENDS
from visavis.mediation.safeguards import everyone_keeps_it
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.video_message.kept import (
    ENDED,
    KEPT,
    MEDIATOR,
    STAYS,
    ends_on,
    over,
    seen_until,
)
from visavis.mediation.views import PartyView


@dataclass(frozen=True, slots=True)
class KeepFilm(PartyAct):
    """May it be kept longer, if the other wants that too? Said for oneself alone, and changed at any time."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({KEPT, ENDED})

    about: str
    """A release of one's own, or what was shown to one."""
    keep: bool

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        letter, offer = me.letter(self.about), me.offer(self.about)
        said = Write(KEPT, {"about": self.about, "keep": self.keep})
        if letter is not None and letter.film is not None and letter.may_stay != self.keep:
            yield said
            yield Done("film_no_longer_stays", me.party, about=self.about)
            if not self.keep:
                soon = working_days_after(day(now), 2)
                yield Task("film_no_longer_stays", me.party, soon, about=self.about)
        until = seen_until(offer) if offer else None
        if offer is None or until is None or offer.keep == self.keep:
            return
        yield said
        yield Done("film_may_stay", me.party, about=self.about)
        if self.keep:
            yield Task(
                "film_may_stay", me.party, until, until - me.terms.lasts("film_asked"), self.about
            )
        elif until <= day(now):
            yield from over(me.party, offer.offer, offer.pictures)


@dataclass(frozen=True, slots=True)
class SettleFilm(DeskAct):
    """It is kept longer, because everyone chose so; or no longer."""

    guards: ClassVar = (everyone_keeps_it,)
    writes: ClassVar = frozenset({STAYS, ENDED})
    roles: ClassVar = MEDIATOR

    party: PartyId
    """Who saw it."""
    offer: str
    stays: bool

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        offer = them.offer(self.offer)
        until = seen_until(offer) if offer else None
        if offer is None or until is None:
            return
        yield Write(STAYS, {"offer": self.offer, "stays": self.stays})
        yield Done("film_may_stay", who, about=self.offer)
        if not self.stays and until <= day(now):
            yield from over(who, offer.offer, offer.pictures)


@dataclass(frozen=True, slots=True)
class EndFilms(SweepAct):
    """A film's time is over: destroyed where nobody keeps it. Looks at the own lane only."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ENDED})
    code: ClassVar = FILM_ENDS

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        today = day(now)
        for mine in me.videos:
            if ends_on(me, mine) <= today:
                yield from over(me.party, mine.video, mine.takes)
        for offer in me.offers:
            until = seen_until(offer)
            if until is not None and until <= today and not offer.stays:
                yield from over(me.party, offer.offer, offer.pictures)
                yield Done("film_may_stay", me.party, about=offer.offer)
