"""What people answer: per question, with the reason where there is no answer, by the day.

Saving again changes the answer until the questionnaire is finished; breaking off keeps what is
there. No address, no device, no time of day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from visavis.mediation.terms import day
from visavis.study.catalogue import questions
from visavis.study.condition import holds
from visavis.study.context import Numbers, asked_in, context_of, group_of
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
    """A question of a round.

    ``place``: where it stands among all questions of the round, shown or not, from 1. ``number``
    of ``of``: the same among those shown. ``before``, ``after``: places of the neighbours, 0 where
    there is none.
    """

    place: int
    number: int
    of: int
    before: int
    after: int
    instrument: Instrument
    item: Item


def question(one: Round, place: int) -> Question | None:
    """The question at this place, or the next one that is shown; None past the last."""
    return _question(one, place, numbers(given(one)))


def _question(one: Round, place: int, said: Numbers) -> Question | None:
    shown = asked_in(one.wave, group_of(one), context_of(one), said)
    if not 1 <= place <= len(questions(one.wave, group_of(one))):
        return None
    for index, (here, instrument, item) in enumerate(shown):
        if here >= place:
            return Question(
                place=here,
                number=index + 1,
                of=len(shown),
                before=shown[index - 1][0] if index else 0,
                after=shown[index + 1][0] if index + 1 < len(shown) else 0,
                instrument=instrument,
                item=item,
            )
    return None


def first_open(one: Round) -> int:
    """The place of the first shown question without an answer; of the last one when all have one."""
    said = given(one)
    shown = asked_in(one.wave, group_of(one), context_of(one), numbers(said))
    places = [place for place, _, item in shown if item.code not in said]
    return places[0] if places else shown[-1][0]


def save(one: Round, item: str, given: Given, now: datetime) -> None:
    """Keep one answer. `NotAnAnswer`, `Closed`. The same twice is the same once."""
    save_all(one, {item: given}, now)


def save_all(one: Round, given: Mapping[str, Given], now: datetime) -> None:
    """Keep several answers of one round, all or none of them."""
    today = day(now)
    rows = rows_of(one, given, today)
    with transaction.atomic():
        one = _open(one, now)
        if one.began_on is None:
            Round.objects.filter(pk=one.pk).update(began_on=today)
        keep(rows)


def rows_of(
    one: Round, given: Mapping[str, Given], today: date, allowed: frozenset[Missing] = GIVEN
) -> list[Answer]:
    """The answers as rows, not yet saved. `NotAnAnswer` for another question or no box of it."""
    known = {item.code: item for _, item in questions(one.wave, group_of(one))}
    rows = []
    for code, answer in given.items():
        if code not in known or not possible(known[code], answer, allowed):
            raise NotAnAnswer(code)
        number, reason = (None, answer) if isinstance(answer, Missing) else (answer, "")
        rows.append(Answer(round=one, item=code, value=number, code=reason, day=today))
    return rows


def keep(rows: list[Answer]) -> None:
    """Save rows in place of what those items had."""
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["round", "item"],
        update_fields=["value", "code", "day"],
    )


def finish(one: Round, now: datetime) -> None:
    """Done: from here the answers stand, and no reminder follows. Twice is once."""
    with transaction.atomic():
        one = _open(one, now)
        settle(one, day(now))
        Round.objects.filter(pk=one.pk).update(finished_on=day(now))


def break_off(one: Round, now: datetime) -> None:
    """Stopped half-way: what is there stays, and no reminder follows."""
    with transaction.atomic():
        one = _open(one, now)
        settle(one, day(now))
        Round.objects.filter(pk=one.pk).update(ended_on=day(now))


def settle(one: Round, today: date) -> None:
    """Note which questions were not asked of this person, also where one was answered before the
    answer that led past it was changed."""
    said = numbers(given(one))
    asked = {item.code for _, _, item in asked_in(one.wave, group_of(one), context_of(one), said)}
    hidden = [item.code for _, item in questions(one.wave, group_of(one)) if item.code not in asked]
    keep([Answer(round=one, item=code, code=Missing.NOT_ASKED, day=today) for code in hidden])


def given(one: Round) -> dict[str, Given]:
    """What the person gave so far, by item."""
    rows = Answer.objects.filter(round=one).exclude(code=Missing.NOT_ASKED)
    return {
        item: Missing(code) if value is None else value
        for item, value, code in rows.values_list("item", "value", "code")
    }


def numbers(given: Mapping[str, Given]) -> dict[str, int | None]:
    """The same with None where there is no number."""
    return {code: None if isinstance(one, Missing) else one for code, one in given.items()}


def in_need(item: Item, answer: Given) -> bool:
    """Whether an answer asks for the page with help, by the item's own rule."""
    rule = item.crisis_rule
    return rule is not None and not isinstance(answer, Missing) and holds(rule, {"value": answer})


def late(one: Round, now: datetime) -> bool:
    """Whether an answer given now falls outside the window: kept, and marked so."""
    return day(now) > one.closes


def possible(item: Item, answer: Given, allowed: frozenset[Missing] = GIVEN) -> bool:
    """Whether an item can have this answer."""
    if not isinstance(answer, Missing):
        return answer in item.values
    if answer is Missing.DID_NOT_HAVE:
        return answer in {choice.code for choice in item.choices}
    return answer in allowed


def _open(one: Round, now: datetime) -> Round:
    fresh = Round.objects.select_for_update(of=("self",)).select_related("person").get(pk=one.pk)
    if not answerable(fresh, day(now)):
        raise Closed
    return fresh
