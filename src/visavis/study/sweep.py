"""The study's dated work: asks people, opens rounds, reminds, and forgets who was who.

May run at any time, any number of times, by several workers at once. It knows occasions and days
of somebody's own way, and the six facts; it opens no lane of a mediation.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min

from visavis.journal.envelope import Damaged
from visavis.journal.keys import ALARM, Ring
from visavis.journal.root import KeyUnavailable
from visavis.mediation.effects import Occasion
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day
from visavis.study import consent, offers, waves
from visavis.study.catalogue import freeze
from visavis.study.consent import FACTS, Purpose
from visavis.study.facts import FactsOf, SixFacts, band
from visavis.study.feed import take_in
from visavis.study.links import later_token, token_hash, token_of
from visavis.study.models import Later, Link, Moment, Person, Round
from visavis.study.offers import OffersOf
from visavis.study.people_of import later_of, party_of
from visavis.study.waves import ASK, Close, Open, Sent, Way, Window, Wish

Notify = Callable[[PartyId, date], None]
"""Queue the neutral message "there is something for you", not before that day."""

BATCH = 200
LINK_KEPT = timedelta(182)
"""After the end of T3 (a); then nobody can tell any more whose study_id it was."""

SILENCE, UNDER_AGE, TOO_LATE = "silence", "under_age", "too_late"
"""Why somebody is not asked."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a sweep went: occasions taken in, people looked at, messages queued, people whose dossier failed."""

    taken: int
    looked_at: int
    messages: int
    failed: int = 0


def sweep(
    ring: Ring, now: datetime, *, facts_of: FactsOf, offers_of: OffersOf, notify: Notify
) -> Report:
    """Do what is due on the day of ``now``. ``ring`` opens and seals the study's drawer.

    ``notify`` is called inside the transaction that notes the message: both happen or neither. Whoever's
    dossier does not open stays due, raises an alarm and does not hold up the others.
    """
    today = day(now)
    taken, looked_at, messages = take_in(ring), 0, 0
    failed: set[str] = set()
    while True:
        with transaction.atomic():
            people = list(
                Person.objects.select_for_update(skip_locked=True)
                .filter(next_look__lte=today)
                .exclude(study_id__in=failed)
                .order_by("study_id")[:BATCH]
            )
            if people:
                batch = _Batch(ring, today, facts_of, offers_of, notify)
                looked: list[Person] = []
                for known in _known(people):
                    try:
                        messages += batch.look(*known)
                    except (Damaged, KeyUnavailable):
                        ALARM.exception("the study could not look at someone")
                        failed.add(known[0].pk)
                    else:
                        looked.append(known[0])
                batch.write(looked)
                looked_at += len(looked)
        if len(people) < BATCH:
            return Report(taken, looked_at, messages, len(failed))


def next_day() -> date | None:
    """The first day on which the sweep has something to do, so that a demo can skip the others."""
    first: date | None = Person.objects.aggregate(first=Min("next_look"))["first"]
    return first


Known = tuple[Person, list[Moment], dict[int, Round], Link | None]


def _known(people: list[Person]) -> Iterable[Known]:
    moments: dict[str, list[Moment]] = {person.pk: [] for person in people}
    rounds: dict[str, dict[int, Round]] = {person.pk: {} for person in people}
    for moment in Moment.objects.filter(person__in=people):
        moments[moment.person_id].append(moment)
    for sent in Round.objects.filter(person__in=people):
        rounds[sent.person_id][sent.wave] = sent
    links = Link.objects.in_bulk([person.place for person in people if person.place])
    for person in people:
        yield person, moments[person.pk], rounds[person.pk], links.get(str(person.place))


def way_of(moments: Iterable[Moment], today: date) -> Way:
    """The days of somebody's way that have come."""
    come = [moment for moment in moments if moment.day <= today]
    days = {moment.occasion: moment.day for moment in come}
    counted = {
        occasion: tuple(sorted(one.day for one in come if one.occasion == occasion))
        for occasion in (Occasion.PAUSED, Occasion.RESUMED)
    }
    return Way(
        first_talk=days.get(Occasion.FIRST_TALK),
        own_contact=days.get(Occasion.OWN_CONTACT),
        own_closing=days.get(Occasion.OWN_CLOSING),
        told_no_contact=days.get(Occasion.TOLD_NO_CONTACT),
        silence=days.get(Occasion.SILENCE),
        paused=counted[Occasion.PAUSED],
        resumed=counted[Occasion.RESUMED],
    )


@dataclass(slots=True)
class _Batch:
    """Looks at some people on one day, and writes what came of it at once."""

    ring: Ring
    today: date
    facts_of: FactsOf
    offers_of: OffersOf
    notify: Notify
    opened: list[Round] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    later: list[Later] = field(default_factory=list)

    def look(
        self, person: Person, moments: list[Moment], rounds: dict[int, Round], link: Link | None
    ) -> int:
        """Do what is due for one person; returns how many messages were queued."""
        way = way_of(moments, self.today)
        messages, over_on, forget_on = 0, None, None
        if link is not None and link.sealed:
            party = party_of(self.ring, person, link)
            self._facts(person, party, way)
            if not person.excluded:
                messages = self._rounds(person, party, way, rounds)
            over_on = _over_on(way)
            if over_on and over_on <= self.today and consent.may_look_at_offers(person):
                offers.keep(person, self.offers_of(party))
            forget_on = over_on and over_on + LINK_KEPT
            if forget_on and forget_on <= self.today:
                if Purpose.LATER in consent.given(person):
                    token = token_hash(later_token(self.ring, link.place))
                    self.later.append(later_of(self.ring, party, token, self.today))
                person.place = None
                self.forgotten.append(link.place)
        person.next_look = self._next(person, way, moments, rounds, (over_on, forget_on))
        return messages

    def write(self, people: list[Person]) -> None:
        """Everything the looks changed, save what a reminder or a closing wrote by itself."""
        for wave in {one.wave for one in self.opened} - {ASK}:
            freeze(wave, self.today)
        Round.objects.bulk_create(self.opened)
        Later.objects.bulk_create(self.later, ignore_conflicts=True)
        if self.forgotten:
            Link.objects.filter(pk__in=self.forgotten).update(sealed=b"")
        Person.objects.bulk_create(
            people,
            update_conflicts=True,
            unique_fields=["study_id"],
            update_fields=[*FACTS, "place", "excluded", "asked_on", "next_look"],
        )

    def _facts(self, person: Person, party: PartyId, way: Way) -> None:
        if person.asked_on is None and not person.excluded and way.first_talk:
            facts = self.facts_of(party)
            if facts is None:
                person.excluded = UNDER_AGE
                return
            _note(person, facts)
            if way.silence:
                person.excluded = SILENCE
            elif self.today > way.first_talk + timedelta(waves.ASK_STANDS):
                person.excluded = TOO_LATE
        elif person.relation and not person.form and waves.t2_anchor(way):
            facts = self.facts_of(party) if consent.may_link(person) else None
            person.form = facts.form if facts else ""

    def _rounds(self, person: Person, party: PartyId, way: Way, rounds: dict[int, Round]) -> int:
        messages = 0
        delay = waves.delay_of(person.pk)
        for step in waves.due(way, wish_of(person), _sent(rounds), delay, self.today):
            if isinstance(step, Close):
                rounds[step.wave].closes = step.closes
                rounds[step.wave].save(update_fields=["closes"])
                continue
            if isinstance(step, Open):
                rounds[step.window.wave] = self._open(person, step.window)
            else:
                rounds[step.wave].notices = step.notices
                rounds[step.wave].save(update_fields=["notices"])
            self.notify(party, self.today)
            messages += 1
        return messages

    def _open(self, person: Person, window: Window) -> Round:
        if window.wave == ASK:
            person.asked_on = self.today
        nonce = os.urandom(16).hex()
        opened = Round(
            person=person,
            wave=window.wave,
            nonce=nonce,
            token_hash=token_hash(token_of(self.ring, nonce)),
            opens=window.opens,
            closes=window.closes,
            notices=1,
        )
        self.opened.append(opened)
        return opened

    def _next(
        self,
        person: Person,
        way: Way,
        moments: list[Moment],
        rounds: dict[int, Round],
        at_the_end: tuple[date | None, date | None],
    ) -> date | None:
        days = [moment.day for moment in moments]
        days += [one for one in at_the_end if one]
        if not person.excluded:
            delay = waves.delay_of(person.pk)
            ahead = waves.next_look(way, wish_of(person), _sent(rounds), delay, self.today)
            days.append(ahead or self.today)
        return min((one for one in days if one > self.today), default=None)


def _over_on(way: Way) -> date | None:
    """The day on which the last questionnaire closes. `LINK_KEPT` later nobody knows any more whose it was."""
    anchor = waves.t2_anchor(way)
    return anchor + timedelta(waves.T3_AFTER_T2 + waves.T3_CLOSES) if anchor else None


def wish_of(person: Person) -> Wish:
    """What somebody chose about the study, as the rule of the waves takes it."""
    noes = [one for one in (person.declined_on, person.no_more_on, person.stopped_on) if one]
    return Wish(agreed=person.agreed_on, enough=min(noes, default=None))


def _sent(rounds: dict[int, Round]) -> dict[int, Sent]:
    return {
        wave: Sent(one.opens, one.closes, one.notices, bool(one.finished_on or one.ended_on))
        for wave, one in rounds.items()
    }


def _note(person: Person, facts: SixFacts) -> None:
    person.relation = facts.relation
    person.event_type = facts.event_type
    person.began = facts.began
    person.sign_up = f"{facts.sign_up:%Y-%m}"
    person.months_band = band(facts.months)
