"""What people answer: per question, with the reason where there is no answer, by the day.

Saving again changes the answer until the questionnaire is finished; breaking off keeps what is
there. No address, no device, no time of day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from visavis.mediation.terms import day
from visavis.study.catalogue import questions
from visavis.study.instrument import Instrument, Item
from visavis.study.links import answerable
from visavis.study.missing import GIVEN, Missing
from visavis.study.models import Answer, Round

Given = int | Missing


class NotAnAnswer(ValueError):
    """No such question in this round, or no such box under the question."""


class Closed(Exception):
    """The questionnaire was finished, broken off, or its time is over."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a round with the place it has in it; ``number`` counts from 1 to ``of``."""

    number: int
    of: int
    instrument: Instrument
    item: Item


def question(one: Round, number: int) -> Question | None:
    """The question of this number, None when the round has fewer."""
    asked = questions(one.wave)
    if not 1 <= number <= len(asked):
        return None
    instrument, item = asked[number - 1]
    return Question(number, len(asked), instrument, item)


def save(one: Round, item: str, given: Given, now: datetime) -> None:
    """Keep one answer. `NotAnAnswer`, `Closed`. The same twice is the same once."""
    save_all(one, {item: given}, now)


def save_all(one: Round, given: Mapping[str, Given], now: datetime) -> None:
    """Keep several answers of one round, all or none of them."""
    known = {item.code: item for _, item in questions(one.wave)}
    today = day(now)
    rows = []
    for code, answer in given.items():
        if code not in known or not _possible(known[code], answer):
            raise NotAnAnswer(code)
        number, reason = (None, answer) if isinstance(answer, Missing) else (answer, "")
        rows.append(Answer(round=one, item=code, value=number, code=reason, day=today))
    with transaction.atomic():
        one = _open(one, now)
        if one.began_on is None:
            Round.objects.filter(pk=one.pk).update(began_on=today)
        Answer.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["round", "item"],
            update_fields=["value", "code", "day"],
        )


def finish(one: Round, now: datetime) -> None:
    """Done: from here the answers stand, and no reminder follows. Twice is once."""
    with transaction.atomic():
        Round.objects.filter(pk=_open(one, now).pk).update(finished_on=day(now))


def break_off(one: Round, now: datetime) -> None:
    """Stopped half-way: what is there stays, and no reminder follows."""
    with transaction.atomic():
        Round.objects.filter(pk=_open(one, now).pk).update(ended_on=day(now))


def given(one: Round) -> dict[str, Given]:
    """What was answered so far, by item."""
    rows = Answer.objects.filter(round=one).values_list("item", "value", "code")
    return {item: Missing(code) if value is None else value for item, value, code in rows}


def late(one: Round, now: datetime) -> bool:
    """Whether an answer given now falls outside the window: kept, and marked so."""
    return day(now) > one.closes


def _possible(item: Item, answer: Given) -> bool:
    if not isinstance(answer, Missing):
        return answer in {choice.value for choice in item.choices}
    if answer is Missing.DID_NOT_HAVE:
        return answer in {choice.code for choice in item.choices}
    return answer in GIVEN


def _open(one: Round, now: datetime) -> Round:
    fresh = Round.objects.select_for_update(of=("self",)).select_related("person").get(pk=one.pk)
    if not answerable(fresh, day(now)):
        raise Closed
    return fresh
