"""A small service for tests of the study: keys, people on their way, and a sweep day by day."""

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from visavis.journal.keys import Ring, create_tenant, participant_ring, study_ring
from visavis.journal.outbox import feed_row
from visavis.journal.root import Root
from visavis.mediation.effects import Anchor, Occasion
from visavis.mediation.entries import PartyId
from visavis.study import answers, consent, links, sweep
from visavis.study.catalogue import questions
from visavis.study.context import group_of
from visavis.study.facts import SixFacts
from visavis.study.links import find
from visavis.study.models import Person, Round
from visavis.study.offers import Offered

START = date(2025, 3, 3)
FACTS = SixFacts("harmed", "violence", True, "none", date(2025, 1, 20), 11)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@dataclass
class Service:
    """Everything a caller of the study brings along; ``told`` counts messages per person and day."""

    keys: object = field(default_factory=lambda: create_tenant(Root(os.urandom(32)), "t" * 32))
    facts: dict[str, SixFacts | None] = field(default_factory=dict)
    told: list[tuple[str, date]] = field(default_factory=list)
    offers: dict[str, tuple[Offered, ...]] = field(default_factory=dict)

    @property
    def ring(self) -> Ring:
        return study_ring(self.keys)

    def own_ring(self, party: str) -> Ring:
        return participant_ring(self.keys, PartyId(party))

    def happens(self, party: str, occasion: str, day: date) -> None:
        feed_row(self.own_ring(party), Anchor(occasion, PartyId(party), day)).save()

    def sweep(self, day: date) -> sweep.Report:
        return sweep.sweep(
            self.ring,
            noon(day),
            facts_of=lambda party: self.facts.get(party, FACTS),
            offers_of=lambda party: self.offers.get(party, ()),
            notify=lambda party, when: self.told.append((party, when)),
        )

    def days(self, first: date, last: date) -> None:
        """Run the sweep on each day it is due, as a demo does."""
        self.sweep(first)
        while (nearest := sweep.next_day()) and nearest <= last:
            self.sweep(nearest)

    def links(self, party: str, day: date) -> list[links.Link]:
        return links.links_for(self.own_ring(party), PartyId(party), noon(day))

    def person(self, party: str) -> Person:
        return Person.objects.get(place=links.study_token(self.ring, PartyId(party)))

    def takes_part(self, party: str, day: date = START, *, linking: bool = True) -> Person:
        """A first talk on that day, asked at once, and a yes the same day."""
        self.happens(party, Occasion.FIRST_TALK, day)
        self.sweep(day)
        consent.agree(self.person(party), day, linking=linking)
        return self.person(party)

    def round(self, party: str, wave: int) -> Round:
        return Round.objects.get(person=self.person(party), wave=wave)

    def answers(self, party: str, wave: int, day: date, value: int = 4) -> None:
        """Answers every question of the round with the same number, and finishes."""
        (link,) = [one for one in self.links(party, day) if one.kind == "questions"]
        one = find(link.token, noon(day))
        assert one is not None
        assert one.wave == wave
        answers.save_all(one, all_alike(one, value), noon(day))
        answers.finish(one, noon(day))

    def messages(self, party: str) -> list[date]:
        return [day for who, day in self.told if who == party]

    def messages_per_round(self, party: str) -> Counter[int]:
        rounds = Round.objects.filter(person=self.person(party))
        return Counter({one.wave: one.notices for one in rounds})


def all_alike(one: Round, value: int = 4) -> dict[str, answers.Given]:
    """The same number for every question, or the nearest its scale has."""
    items = [item for _, item in questions(one.wave, group_of(one))]
    return {item.code: min(item.values, key=lambda box: abs(box - value)) for item in items}


def after(days: int) -> date:
    return START + timedelta(days)
