"""The study of the demo: the real sweep on every day that matters, and people who answer.

The effects with which answers are made stand in ``TRUTH``, so that the estimates can be checked against them.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from visavis.config.sweeping import notify
from visavis.demo import figures
from visavis.demo.interviews import coded
from visavis.demo.service import SEED, Progress, Service
from visavis.journal.keys import study_ring
from visavis.journal.outbox import study_token
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import HERE, day
from visavis.study import answers, comparison, consent, waves
from visavis.study import sweep as study
from visavis.study.answers import Given
from visavis.study.catalogue import questions
from visavis.study.coding import keep_codes
from visavis.study.comparison import Told
from visavis.study.consent import Purpose
from visavis.study.context import group_of
from visavis.study.instrument import high, low
from visavis.study.links import find
from visavis.study.missing import Missing
from visavis.study.models import Moment, Person, Round
from visavis.study.sweep import way_of
from visavis.study.waves import ASK, WAVES, Way, Wish

LINKING = 0.95
DECLINES = 0.06
ALSO = {Purpose.INTERVIEW: 0.45, Purpose.QUOTATION: 0.40, Purpose.REUSE: 0.75, Purpose.LATER: 0.35}
"""How many of those who take part tick what else is asked (a)."""
CLOSING = 0.85
"""The same, that what was offered at the end may stand beside the answers (a)."""
TRUTH = {
    "AC_agency": {1: 2.95, 2: 3.35, 3: 3.38},
    "AC_communion": {1: 3.05, 2: 3.40, 3: 3.42},
    "SO": {1: 3.55, 2: 3.70, 3: 3.70},
    "SO_mediator": {1: 3.10, 2: 3.85, 3: 3.80},
    "TR": {1: 5.30, 2: 5.65, 3: 5.60},
    "RS": {1: 3.90, 2: 4.10, 3: 4.05},
    "RS_shame": {1: 3.20, 2: 2.70, 3: 2.60},
    "FI_search": {1: 3.00, 2: 3.00},
    "FI_earlier": {1: 3.70, 2: 3.75},
    "AP": {2: 4.15, 3: 4.10},
    "PJ": {2: 4.20, 3: 4.15},
    "TA": {2: 4.00, 3: 3.95},
    "HM": {2: 4.30, 3: 4.25},
    "HO": {2: 3.80, 3: 3.75},
    "ST": {2: 4.05},
    "BW1": {2: 4.05, 3: 3.90},
    "BW2": {2: 3.60, 3: 3.40},
    "BW3": {2: 4.40, 3: 4.40},
    "BW4": {2: 4.20, 3: 4.25},
    "EN_hard": {2: 2.40, 3: 2.20},
    "EN_enough": {2: 3.60, 3: 3.60},
}
"""Means on the item's scale by wave. A person's own level and steadiness are drawn around them."""
BESIDE = {
    "AC_agency": {1: 2.85, 3: 3.00},
    "AC_communion": {1: 3.00, 3: 3.08},
    "SO": {1: 3.45, 3: 3.50},
    "TR": {1: 5.00, 3: 4.95},
    "RS": {1: 3.60, 3: 3.65},
    "RS_shame": {1: 3.40, 3: 3.30},
}
"""The same of people beside mediation (group C): some time passes, little changes."""
CHOSEN = {
    "FI_how": (15, 30, 15, 20, 15, 5),
    "EN_missed": (50, 20, 12, 10, 8),
    "RT_role": (66, 16, 14, 4),
}
"""How often each box of a question without order is chosen, in the order shown."""
BETWEEN_PEOPLE, WITHIN, PER_ITEM = 0.55, 0.40, 0.55
SKIPS = 0.02
KEPT_ROUNDS = (55, 74)
"""Of those who answer T2, how many also answer T3; of those who answer T1, how many answer later too."""


@dataclass(frozen=True, slots=True)
class Plan:
    """In which rounds somebody answers, and their own level above or below the mean."""

    rounds: frozenset[int]
    level: float
    contact: bool


@dataclass
class StudyLife:
    """The study from its first day to today."""

    service: Service
    rng: random.Random = field(default_factory=lambda: random.Random(f"{SEED}:study"))
    at_the_end: random.Random = field(default_factory=lambda: random.Random(f"{SEED}:closing"))
    days: dict[date, list[Callable[[datetime], None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    plans: dict[str, Plan] = field(default_factory=dict)
    party_of: dict[str, str] = field(default_factory=dict)
    last: int = 0

    def live(self, progress: Progress) -> int:
        """Lives it through; returns how many people answered at least once."""
        today = day(self.service.today)
        began = today - timedelta(days=365 * figures.YEARS + 1)
        self._sweep(began)
        self._plan(today)
        now = began
        while now <= today:
            due = study.next_day()
            if due is not None and due <= now:
                self._sweep(now)
                self._newly_open(now)
            for act in self.days.pop(now, ()):
                act(at_noon(now))
            progress("days of the study", (now - began).days, (today - began).days)
            ahead = [d for d in (study.next_day(), min(self.days, default=None)) if d is not None]
            soonest = min(ahead, default=today + timedelta(days=1))
            now = max(now + timedelta(days=1), soonest)
        self.beside()
        keep_codes(coded(self.rng), "demo", today)
        answered = Round.objects.filter(answer__isnull=False, person__partner=None)
        return answered.values("person").distinct().count()

    def _sweep(self, on: date) -> None:
        study.sweep(
            study_ring(self.service.keys),
            at_noon(on),
            facts_of=self.service.facts.get,
            offers_of=lambda party: self.service.offers.get(party, ()),
            notify=lambda party, when: self._notify(party, when),
        )

    def _notify(self, party: PartyId, on: date) -> None:
        """Messages of these days; older ones were passed on long ago."""
        if on >= day(self.service.today) - timedelta(days=2):
            notify(self.service.keys, party, on)

    def _plan(self, today: date) -> None:
        """Who answers: as many, in as many rounds, and as unevenly as domain §9 has it."""
        ring = study_ring(self.service.keys)
        parties = {study_token(ring, party): party for party in self.service.facts}
        eligible: dict[int, dict[PartyId, float]] = {wave: {} for wave in WAVES}
        ways: dict[PartyId, Way] = {}
        for person, way in everyone(today):
            party = parties.get(person.place or "", PartyId(""))
            facts = self.service.facts.get(party)
            if facts is None or way.first_talk is None:
                continue
            self.party_of[person.pk], ways[party] = party, way
            odds = figures.ANSWERING_ODDS.get(facts.event_type, 1.0)
            odds *= figures.ANSWERING_ODDS.get(facts.relation, 1.0)
            for wave in open_rounds(person.pk, way, today):
                eligible[wave][party] = odds
        third = self._draw(eligible[3], figures.WAVES[3])
        both = self._draw({k: v for k, v in eligible[2].items() if k in third}, KEPT_ROUNDS[0])
        rest = {k: v for k, v in eligible[2].items() if k not in third}
        second = both | self._draw(rest, figures.WAVES[2] - len(both))
        later = second | third
        again = self._draw({k: v for k, v in eligible[1].items() if k in later}, KEPT_ROUNDS[1])
        rest = {k: v for k, v in eligible[1].items() if k not in later}
        first = again | self._draw(rest, figures.ANSWERED - len(later))
        rounds = {1: first, 2: second, 3: third}
        for party in sorted(first | later):
            self.plans[party] = Plan(
                frozenset(wave for wave, who in rounds.items() if party in who),
                self.rng.gauss(0, BETWEEN_PEOPLE),
                ways[party].own_contact is not None,
            )

    def _draw(self, odds: dict[PartyId, float], number: int) -> set[PartyId]:
        """A weighted draw without putting back (Efraimidis and Spirakis 2006)."""
        keys = {who: self.rng.random() ** (1 / weight) for who, weight in sorted(odds.items())}
        return set(sorted(keys, key=keys.__getitem__, reverse=True)[: max(0, number)])

    def _newly_open(self, now: date) -> None:
        opened = Round.objects.select_related("person").filter(pk__gt=self.last)
        for one in sorted(opened, key=lambda o: (self.party_of.get(o.person_id, ""), o.wave)):
            self.last = max(self.last, one.pk)
            plan = self.plans.get(self.party_of.get(one.person_id, ""))
            if one.wave == ASK:
                self._answers_the_asking(one.person, plan, now)
            elif plan is not None and one.wave in plan.rounds:
                latest = (min(one.closes, day(self.service.today)) - now).days
                # T1 ends the day before own contact, so those who answer it do not wait.
                slow = 0 if one.wave == 1 else 12
                wait = timedelta(days=min(self.rng.randint(0, slow), max(0, latest)))
                self.days[now + wait].append(partial(self._fill_in, one, plan))

    def _answers_the_asking(self, person: Person, plan: Plan | None, now: date) -> None:
        if plan is not None:
            linking = self.rng.random() < LINKING
            also = {purpose for purpose, share in ALSO.items() if self.rng.random() < share}
            also |= {Purpose.CLOSING} if self.at_the_end.random() < CLOSING else set()
            self.days[now + timedelta(days=1)].append(
                lambda at: consent.agree(person, day(at), linking=linking, also=also)
            )
        elif self.rng.random() < DECLINES:
            self.days[now + timedelta(days=3)].append(lambda at: consent.decline(person, day(at)))

    def _fill_in(self, one: Round, plan: Plan, at: datetime) -> None:
        given = self._answers(one, plan, TRUTH)
        try:
            answers.save_all(one, given, at)
        except answers.Closed:  # the window closed earlier than it was to: too late, as it goes
            return
        answers.finish(one, at)

    def _answers(
        self, one: Round, plan: Plan, truth: Mapping[str, Mapping[int, float]]
    ) -> dict[str, Given]:
        """What somebody answers in a round: their level, how this moment is, and each question."""
        moment: dict[str, float] = defaultdict(lambda: self.rng.gauss(0, WITHIN))
        given: dict[str, Given] = {}
        for _, item in questions(one.wave, group_of(one)):
            if item.code == "HO_contact":
                given[item.code] = 2 if plan.contact else 4
            elif item.code in CHOSEN:
                given[item.code] = self.rng.choices(item.values, CHOSEN[item.code])[0]
            elif mean := truth.get(truth_of(item.code, truth), {}).get(one.wave):
                wide = (high(item) - low(item)) / 4
                drift = plan.level + moment[truth_of(item.code, truth)]
                number = round(mean + wide * (drift + self.rng.gauss(0, PER_ITEM)))
                given[item.code] = min(high(item), max(low(item), number))
            if item.code == "ST_other" and not plan.contact:
                given[item.code] = Missing.DID_NOT_HAVE
            elif item.code in given and self.rng.random() < SKIPS:
                given[item.code] = self.rng.choice([Missing.SKIPPED, Missing.PREFER_NOT])
        return given

    def beside(self) -> int:
        """The comparison group: people through two partners, some of whom come back after eight months."""
        today = day(self.service.today)
        partners = [
            comparison.open_partner(name, today - timedelta(days=365 * figures.YEARS))[0]
            for name in figures.PARTNERS
        ]
        for number in range(figures.COMPARISON):
            ago = 40 + number * (365 * figures.YEARS - 60) // figures.COMPARISON
            began = today - timedelta(days=ago)
            event = self.rng.choices(list(figures.EVENTS), list(figures.EVENTS.values()))[0]
            told = Told(
                self.rng.choices(comparison.RELATIONS[:3], (70, 16, 14))[0],
                event,
                self.rng.choice(comparison.MONTHS[:5]),
            )
            ticks = {Purpose.QUESTIONNAIRES, Purpose.LINKING}
            if self.rng.random() < 0.7:
                ticks.add(Purpose.REUSE)
            partner = self.rng.choice(partners)
            person, first = comparison.enrol(partner, told, ticks, began)
            plan = Plan(frozenset({1, 3}), self.rng.gauss(-0.1, BETWEEN_PEOPLE), contact=False)
            for one in comparison.questionnaires(person, first, at_noon(began)):
                comes = one.wave == 1 or self.rng.random() < figures.COMES_BACK
                on = max(one.opens, began) + timedelta(days=self.rng.randint(0, 9))
                if comes and on <= today:
                    held = find(one.token, at_noon(on))
                    assert held is not None
                    answers.save_all(held, self._answers(held, plan, BESIDE), at_noon(on))
                    answers.finish(held, at_noon(on))
        return figures.COMPARISON


def everyone(today: date) -> Iterable[tuple[Person, Way]]:
    """All people the study knows of, with the whole of their way until today."""
    moments: dict[str, list[Moment]] = defaultdict(list)
    for moment in Moment.objects.all():
        moments[moment.person_id].append(moment)
    for person in Person.objects.order_by("study_id"):
        yield person, way_of(moments[person.pk], today)


def open_rounds(study_id: str, way: Way, today: date) -> list[int]:
    """The rounds that will have stood open for this person, were they to agree at once."""
    assert way.first_talk is not None
    agreed = way.first_talk + timedelta(days=1)
    found = []
    for window in waves.windows(way, Wish(agreed=agreed), waves.delay_of(study_id)):
        quiet = way.silence is not None and way.silence <= window.opens
        awake = window.opens
        while awake <= window.closes and way.quiet(awake):
            awake += timedelta(days=1)
        if window.wave != ASK and not quiet and awake <= window.closes and awake < today:
            found.append(window.wave)
    return found


def truth_of(item: str, truth: Mapping[str, object] = TRUTH) -> str:
    """Under which mean an item stands."""
    if item.startswith("AC_"):
        return "AC_agency" if item.startswith("AC_a") else "AC_communion"
    return item if item in truth else item.rstrip("0123456789").split("_")[0]


def at_noon(on: date) -> datetime:
    return datetime.combine(on, time(12), HERE)
