"""Forms on paper: typed in by two people who do not see each other's, and a third where they differ (study §1.6).

The paper itself is the scan: whoever resolves has it in hand. What was typed is erased 30 days after
it was resolved; the count of fields and of those that differed stays for the error rate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from visavis.mediation.terms import day
from visavis.study import answers
from visavis.study.answers import Given, NotAnAnswer
from visavis.study.catalogue import questions
from visavis.study.context import group_of
from visavis.study.desk_models import PaperForm, Typed
from visavis.study.identifier import is_study_id
from visavis.study.instrument import Instrument, Item
from visavis.study.missing import ON_PAPER, Missing
from visavis.study.models import Round

KEPT = timedelta(30)
"""What was typed, after it was resolved (a)."""
FIRST, SECOND, RESOLVED = 1, 2, 3


class NotThisForm(ValueError):
    """No form can be typed in under this code; ``why`` names the reason for the page."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SameHands(ValueError):
    """The second to type is the first again, or who resolves typed it; two accounts are needed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people read differently."""

    instrument: Instrument
    item: Item
    first: Given
    second: Given


@dataclass(frozen=True, slots=True)
class Waiting:
    """A form that waits for a second or a third person; ``mine``: I have had it in hands before."""

    code: str
    wave: int
    received_on: date
    stage: int
    mine: bool


def find(code: str, wave: int) -> Round:
    """The round of the code on a form. `NotThisForm`: mistyped, unknown, answered, stopped, resolved."""
    code = code.upper().replace(" ", "").replace("-", "")
    if not is_study_id(code):
        raise NotThisForm("mistyped")
    one = Round.objects.select_related("person").filter(person=code, wave=wave).first()
    if one is None or wave not in (1, 2, 3):
        raise NotThisForm("unknown")
    if one.person.stopped_on:
        raise NotThisForm("stopped")
    if PaperForm.objects.filter(pk=one.pk).exclude(resolved_on=None).exists():
        raise NotThisForm("resolved")
    if one.finished_on and not one.on_paper:
        raise NotThisForm("answered")
    return one


def stage_of(one: Round) -> int:
    """What the form waits for: `FIRST`, `SECOND` or `RESOLVED`."""
    form = PaperForm.objects.filter(pk=one.pk).first()
    if form is None:
        return FIRST
    return RESOLVED if form.second_by else SECOND


def type_in(
    one: Round, typed: Mapping[str, Given], received_on: date, by: str, now: datetime
) -> int:
    """Keep what one person read; returns how many fields the two read differently, 0 after the first.

    Every item of the round is there, with a number or a reason. Where both read the same, the form
    is resolved at once. `SameHands`, `NotAnAnswer`.
    """
    wanted = {item.code for _, item in questions(one.wave, group_of(one))}
    if missing := wanted - set(typed):
        raise NotAnAnswer(sorted(missing)[0])
    answers.rows_of(one, typed, received_on, ON_PAPER)
    with transaction.atomic():
        one = Round.objects.select_for_update(of=("self",)).select_related("person").get(pk=one.pk)
        form = PaperForm.objects.filter(pk=one.pk).first()
        if form is None:
            form = PaperForm.objects.create(round=one, received_on=received_on, first_by=by)
            _keep(form, FIRST, typed)
            return 0
        if form.second_by:
            raise NotThisForm("resolved")
        if form.first_by == by:
            raise SameHands(by)
        _keep(form, SECOND, typed)
        form.second_by = by
        form.received_on = min(form.received_on, received_on)
        form.fields = len(typed)
        form.differing = len(_differing(_typed(form, FIRST), typed))
        form.save()
        if not form.differing:
            _resolve(form, one, dict(typed), by, now)
        return form.differing


def differences(one: Round) -> list[Difference]:
    """The fields to look at again, in the order of the form."""
    form = PaperForm.objects.get(pk=one.pk)
    first, second = _typed(form, FIRST), _typed(form, SECOND)
    apart = _differing(first, second)
    return [
        Difference(instrument, item, first[item.code], second[item.code])
        for instrument, item in questions(one.wave, group_of(one))
        if item.code in apart
    ]


def resolve(one: Round, chosen: Mapping[str, Given], by: str, now: datetime) -> None:
    """A third person says what stands there, for every field that differed. `SameHands`, `NotAnAnswer`."""
    answers.rows_of(one, chosen, day(now), ON_PAPER)
    with transaction.atomic():
        one = Round.objects.select_for_update(of=("self",)).select_related("person").get(pk=one.pk)
        form = PaperForm.objects.get(pk=one.pk)
        if form.resolved_on:
            return
        if by in (form.first_by, form.second_by):
            raise SameHands(by)
        first = _typed(form, FIRST)
        apart = _differing(first, _typed(form, SECOND))
        if set(chosen) != apart:
            raise NotAnAnswer(sorted(apart ^ set(chosen))[0])
        _keep(form, RESOLVED, chosen)
        _resolve(form, one, first | dict(chosen), by, now)


def waiting(by: str) -> list[Waiting]:
    """The forms that wait for a second or a third person, oldest first."""
    forms = PaperForm.objects.filter(resolved_on=None).select_related("round")
    return [
        Waiting(
            code=form.round.person_id,
            wave=form.round.wave,
            received_on=form.received_on,
            stage=RESOLVED if form.second_by else SECOND,
            mine=by in (form.first_by, form.second_by),
        )
        for form in forms.order_by("received_on", "pk")
    ]


def error_rate() -> tuple[int, int]:
    """Fields read differently, and fields typed twice, of all forms so far."""
    total = PaperForm.objects.exclude(second_by="").aggregate(a=Sum("differing"), b=Sum("fields"))
    return total["a"] or 0, total["b"] or 0


def forget(today: date) -> int:
    """Erase what was typed of forms resolved long enough ago; returns how many forms."""
    old = PaperForm.objects.filter(resolved_on__lte=today - KEPT, typed__isnull=False).distinct()
    forms = list(old.values_list("pk", flat=True))
    Typed.objects.filter(form__in=forms).delete()
    return len(forms)


def _resolve(form: PaperForm, one: Round, final: dict[str, Given], by: str, now: datetime) -> None:
    """The answers go to the round, on the day the form came in; late where that day is."""
    answers.keep(answers.rows_of(one, final, form.received_on, ON_PAPER))
    answers.settle(one, form.received_on)
    Round.objects.filter(pk=one.pk).update(
        on_paper=True,
        began_on=one.began_on or form.received_on,
        finished_on=form.received_on,
    )
    form.resolved_by, form.resolved_on = by, day(now)
    form.save()


def _differing(first: Mapping[str, Given], second: Mapping[str, Given]) -> set[str]:
    return {code for code in first if first[code] != second.get(code)}


def _keep(form: PaperForm, turn: int, typed: Mapping[str, Given]) -> None:
    Typed.objects.bulk_create(
        Typed(
            form=form,
            turn=turn,
            item=code,
            value=None if isinstance(one, Missing) else one,
            code=one if isinstance(one, Missing) else "",
        )
        for code, one in typed.items()
    )


def _typed(form: PaperForm, turn: int) -> dict[str, Given]:
    rows = Typed.objects.filter(form=form, turn=turn).values_list("item", "value", "code")
    return {item: Missing(code) if value is None else value for item, value, code in rows}
