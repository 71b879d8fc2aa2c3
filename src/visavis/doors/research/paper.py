"""Forms that came by post: typed in by two people who do not see each other's, a third where they differ."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import language, who
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import DateInBoxes
from visavis.doors.shared.questions import boxes
from visavis.factsheet import words
from visavis.mediation.terms import day
from visavis.people.clock import now
from visavis.study import paper
from visavis.study.answers import Given
from visavis.study.catalogue import questions
from visavis.study.context import group_of
from visavis.study.instrument import Item
from visavis.study.missing import LABELS, Missing
from visavis.study.models import Round

HANDS = frozenset({"researcher", "data_entry"})
ON_PAPER = (Missing.SKIPPED, Missing.ILLEGIBLE, Missing.DOUBLE_MARK)
WHY = {
    "mistyped": _("This is no code of a form. Look once more: one sign is wrong."),
    "unknown": _("There is no such form. Look once more at the code and the number of the wave."),
    "stopped": _("This person stopped with the study. Destroy the form."),
    "answered": _("These questions were answered on a screen already. Destroy the form."),
    "resolved": _("This form was typed in already."),
}


class FindForm(forms.Form):
    """What stands on the form."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code on the form"),
        max_length=60,
        error_messages={"required": _("Fill in the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    wave = forms.TypedChoiceField(
        label=_("Number behind the code"),
        choices=[(1, "1"), (2, "2"), (3, "3")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the number.")},
    )


class TypeIn(forms.Form):
    """All questions of a form, with the reasons that paper knows."""

    use_required_attribute = False

    def __init__(self, items: list[Item], data: object = None, *, dated: bool = True):
        super().__init__(data)
        said = language()
        if dated:
            self.fields["received_on"] = DateInBoxes(
                label=_("Day the form came in"), error_messages={"required": _("Fill in the day.")}
            )
        for number, item in enumerate(items, 1):
            offered = [*boxes(item, said)]
            offered += [(code.value, LABELS[code].within(said)) for code in ON_PAPER]
            self.fields[item.code] = forms.ChoiceField(
                label=f"{number}. {item.stem.within(said)}",
                choices=offered,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose what stands on the paper.")},
            )

    def typed(self) -> dict[str, Given]:
        """The valid fields as the study keeps them."""
        return {
            code: int(one) if one.lstrip("-").isdigit() else Missing(one)
            for code, one in self.cleaned_data.items()
            if code != "received_on"
        }


@door("research", needs=HANDS)
def find(request: HttpRequest) -> HttpResponse:
    """Which form lies here; and which forms wait for a second or a third person."""
    form = FindForm()
    if request.method == "POST":
        only_fields(request, {"code", "wave"})
        form = FindForm(request.POST)
        if form.is_valid():
            try:
                one = paper.find(form.cleaned_data["code"], form.cleaned_data["wave"])
            except paper.NotThisForm as refusal:
                form.add_error("code", WHY[refusal.why])
            else:
                return redirect("research:paper_form", one.person_id, one.wave)
    differing, fields = paper.error_rate()
    page = {
        "here": "paper",
        "form": form,
        "waiting": paper.waiting(who(request)),
        "differing": differing,
        "fields": fields,
        "rate": words.number(100 * differing / fields, 1, language()) if fields else "",
    }
    return render(request, "research/paper.html", page)


@door("research", needs=HANDS)
def form(request: HttpRequest, code: str, wave: int) -> HttpResponse:
    """Type in a form, or say what stands there where two people differ."""
    try:
        one = paper.find(code, wave)
    except paper.NotThisForm:
        return redirect("research:paper")
    stage = paper.stage_of(one)
    mine = any(
        each.mine for each in paper.waiting(who(request)) if (each.code, each.wave) == (code, wave)
    )
    page: dict[str, object] = {
        "here": "paper",
        "code": code,
        "wave": wave,
        "stage": stage,
        "mine": mine,
    }
    if mine:
        return render(request, "research/paper_form.html", page)
    items = _items(one, stage)
    page["form"] = shown = TypeIn(items, dated=stage != paper.RESOLVED)
    if stage == paper.RESOLVED:
        page["differences"] = _in_words(one)
    if request.method == "POST":
        allowed = (
            {"received_on_0", "received_on_1", "received_on_2"}
            if stage != paper.RESOLVED
            else set()
        )
        only_fields(request, allowed | {item.code for item in items})
        page["form"] = shown = TypeIn(items, request.POST, dated=stage != paper.RESOLVED)
        if shown.is_valid() and (done := _kept(request, one, stage, shown)):
            return done
    return render(request, "research/paper_form.html", page)


def _kept(request: HttpRequest, one: Round, stage: int, shown: TypeIn) -> HttpResponse | None:
    """Where it leads when it was kept; None with a message where the day cannot be."""
    at = now()
    if stage == paper.RESOLVED:
        paper.resolve(one, shown.typed(), who(request), at)
        return redirect("research:paper")
    received = shown.cleaned_data["received_on"]
    if received is None or not one.opens <= received <= day(at):
        shown.add_error("received_on", _("The form cannot have come in on this day."))
        return None
    paper.type_in(one, shown.typed(), received, who(request), at)
    return redirect("research:paper")


def _items(one: Round, stage: int) -> list[Item]:
    if stage == paper.RESOLVED:
        return [difference.item for difference in paper.differences(one)]
    return [item for _, item in questions(one.wave, group_of(one))]


def _in_words(one: Round) -> list[tuple[str, str, str]]:
    """Each field two people read differently, with what each read."""
    said = language()

    def words(item: Item, given: Given) -> str:
        if isinstance(given, Missing):
            return LABELS[given].within(said)
        return next(box.label.within(said) for box in item.choices if box.value == given)

    return [
        (each.item.stem.within(said), words(each.item, each.first), words(each.item, each.second))
        for each in paper.differences(one)
    ]
