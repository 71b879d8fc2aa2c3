"""Takes a snapshot: reads the study's tables once and freezes what they say."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import polars as pl
from django.db import transaction

from visavis.mediation.effects import Occasion
from visavis.mediation.terms import day
from visavis.study import coding, consent
from visavis.study.catalogue import catalogue, questions, waves_of
from visavis.study.context import group_of
from visavis.study.facts import role
from visavis.study.flow import BEFORE_AGREEING, BESIDE, ERASED, Journey, journey, table
from visavis.study.links import answerable
from visavis.study.missing import Missing
from visavis.study.models import Answer, Departure, Moment, Offer, Person, Round, Unlinked
from visavis.study.scoring import keyed, scores
from visavis.study.snapshot import (
    ANSWERS,
    CASELOAD,
    COMPARISON,
    GAPS,
    OFFERS,
    PEOPLE,
    SCORES,
    Snapshot,
)
from visavis.study.sweep import way_of
from visavis.study.waves import ASK, WAVES, group

Given = dict[str, int | None]


def take_snapshot(now: datetime) -> Snapshot:
    """The study as it stands on the day of ``now``. Needs no key: it reads pseudonyms only."""
    today = day(now)
    with transaction.atomic():
        study = _Study(today)
        return Snapshot(
            people=study.people(),
            scores=study.scores(),
            caseload=study.caseload(),
            flow=table(study.journeys()),
            gaps=study.gaps(),
            instruments=catalogue(),
            taken_on=today,
            stopped=consent.stopped(),
            comparison=study.comparison(),
            comparison_scores=study.scores(beside=True),
            codes=coding.codes(),
            answers=study.every_answer(),
            offers=study.offers(),
        )


class _Study:
    """All rows of the study, read once."""

    def __init__(self, today: date) -> None:
        self.today = today
        everyone = list(Person.objects.order_by("study_id"))
        self.persons = [one for one in everyone if one.partner_id is None]
        self.beside = [one for one in everyone if one.partner_id is not None]
        moments: dict[str, list[Moment]] = defaultdict(list)
        for moment in Moment.objects.all():
            moments[moment.person_id].append(moment)
        self.ways = {one.pk: way_of(moments[one.pk], today) for one in everyone}
        self.talked = {
            pk for pk, rows in moments.items() if Occasion.FIRST_TALK in {m.occasion for m in rows}
        }
        self.rounds: dict[str, dict[int, Round]] = defaultdict(dict)
        for one in Round.objects.filter(wave__gt=ASK).select_related("person"):
            self.rounds[one.person_id][one.wave] = one
        self.answers: dict[int, dict[str, Answer]] = defaultdict(dict)
        for answer in Answer.objects.all():
            self.answers[answer.round_id][answer.item] = answer

    def given(self, one: Round | None) -> Given:
        """The numbers of a round by item, without what is missing."""
        rows = self.answers[one.pk].values() if one else ()
        return {row.item: row.value for row in rows if row.value is not None}

    def asked(self, one: Round) -> set[str]:
        """The items asked in a round, as far as it is known who is led past which."""
        rows = self.answers[one.pk]
        known = {item.code for _, item in questions(one.wave, group_of(one))}
        return known - {code for code, row in rows.items() if row.code == Missing.NOT_ASKED}

    def pattern(self, person: Person) -> int:
        return sum(1 << wave - 1 for wave, one in self.rounds[person.pk].items() if self.given(one))

    def group(self, person: Person) -> str | None:
        """Contact or not is one of the six facts: unknown to the study for who did not link them."""
        return group(self.ways[person.pk]) if person.relation else None

    def people(self) -> pl.DataFrame:
        rows = [
            (
                one.pk,
                role(one.relation),
                one.event_type or None,
                one.began,
                self.group(one),
                int(one.sign_up[:4]) if one.sign_up else None,
                one.months_band or None,
                True,
                one.reached_on is not None,
                one.agreed_on is not None,
                self.pattern(one),
            )
            for one in self.persons
            if one.asked_on
        ]
        return pl.DataFrame(rows, schema=dict(PEOPLE), orient="row")

    def caseload(self) -> pl.DataFrame:
        linked = [one for one in self.persons if one.asked_on and one.relation]
        everybody: list[Person | Unlinked] = [*linked, *Unlinked.objects.all()]
        rows = [
            (
                role(one.relation),
                one.event_type,
                one.began,
                one.form or None,
                int(one.sign_up[:4]),
                one.months_band,
            )
            for one in everybody
        ]
        frame = pl.DataFrame(rows, schema=dict(CASELOAD), orient="row")
        return frame.sort(*CASELOAD, nulls_last=True)

    def comparison(self) -> pl.DataFrame:
        rows = [
            (
                one.pk,
                role(one.relation),
                one.event_type or None,
                int(one.sign_up[:4]) if one.sign_up else None,
                one.months_band or None,
                self.pattern(one),
            )
            for one in self.beside
        ]
        return pl.DataFrame(rows, schema=dict(COMPARISON), orient="row")

    def scores(self, *, beside: bool = False) -> pl.DataFrame:
        schema: dict[str, type[pl.DataType]] = dict(SCORES)
        for asked in catalogue():
            codes = [score.code for score in asked.instrument.scores]
            for code in (*codes, *(item.code for item in asked.instrument.items)):
                schema[code] = pl.Float64
        rows = []
        for person in self.beside if beside else self.persons:
            for wave, one in sorted(self.rounds[person.pk].items()):
                if given := self.given(one):
                    last = max(row.day for row in self.answers[one.pk].values())
                    row: dict[str, object] = dict.fromkeys(schema)
                    row |= {"study_id": person.pk, "wave": wave, "day": last}
                    row |= {"outside_window": last > one.closes}
                    rows.append(row | self._numbers(one, given))
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _numbers(self, one: Round, given: Mapping[str, int | None]) -> dict[str, float | None]:
        """All scores and items of a round, items in the direction of their score."""
        numbers: dict[str, float | None] = {}
        asked = self.asked(one)
        for each in catalogue():
            if one.wave in waves_of(each.instrument, group_of(one)):
                numbers |= scores(each.instrument, given, asked) | keyed(each.instrument, given)
        return numbers

    def every_answer(self) -> pl.DataFrame:
        """One row per item of each round with an answer; what broke off has its reason too."""
        rows = []
        for person in [*self.persons, *self.beside]:
            for wave, one in self.rounds[person.pk].items():
                held = self.answers[one.pk]
                if not self.given(one):
                    continue
                for _, item in questions(wave, group_of(one)):
                    row = held.get(item.code)
                    code = row.code if row else str(Missing.NOT_REACHED)
                    rows.append((person.pk, wave, item.code, row.value if row else None, code))
        return pl.DataFrame(rows, schema=dict(ANSWERS), orient="row")

    def offers(self) -> pl.DataFrame:
        rows = Offer.objects.values_list("person", "what", "stage", "helped")
        return pl.DataFrame(list(rows), schema=dict(OFFERS), orient="row")

    def gaps(self) -> pl.DataFrame:
        counts: Counter[tuple[int, str, str]] = Counter()
        items = [item.code for each in catalogue() for item in each.instrument.items]
        for person in self.persons:
            for wave, one in self.rounds[person.pk].items():
                rows = self.answers[one.pk]
                asked = {item.code for _, item in questions(wave)}
                for item in items:
                    if item not in asked:
                        code = str(Missing.NOT_ASKED)
                    elif not rows:
                        code = str(Missing.WAVE_MISSING)
                    elif (row := rows.get(item)) is None:
                        code = str(Missing.NOT_REACHED)
                    else:
                        code = row.code or "answered"
                    counts[wave, item, code] += 1
        rows_ = [(*key, n) for key, n in sorted(counts.items())]
        return pl.DataFrame(rows_, schema=dict(GAPS), orient="row")

    def journeys(self) -> list[Journey]:
        gone = Departure.objects.filter(erased=True).count()
        return [
            *(self._journey(one) for one in self.persons),
            *(self._beside(one) for one in self.beside),
            *[ERASED] * gone,
        ]

    def _beside(self, one: Person) -> Journey:
        """Somebody of group C begins at agreeing: how many saw the link is not known."""
        found = self._journey(one)
        return replace(
            found,
            reached=found.reached - BEFORE_AGREEING,
            lost=tuple((step, why) for step, why in found.lost if step != "answered_2"),
            group=BESIDE,
        )

    def _journey(self, one: Person) -> Journey:
        return journey(
            excluded=one.excluded,
            talked=one.pk in self.talked,
            asked=one.asked_on is not None,
            reached=one.reached_on is not None,
            declined=one.declined_on is not None,
            agreed=one.agreed_on is not None,
            stopped=one.stopped_on is not None,
            pattern=self.pattern(one),
            waves={wave: self._why_not(self.rounds[one.pk].get(wave)) for wave in WAVES},
            facts=(role(one.relation), one.event_type or None, self.group(one)),
        )

    def _why_not(self, one: Round | None) -> str:
        if one is None:
            return "not_due"
        return "open" if answerable(one, self.today) else "no_answer"
