"""What do we ask? The questions with their source, licence, reading score and lock; and in and out."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import RESEARCHER, language
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.questions import QuestionForm
from visavis.mediation.terms import day
from visavis.outside.questionnaires import PREVIEW, questionnaire
from visavis.people.clock import now
from visavis.study import readability
from visavis.study.catalogue import COMPARISON, MEDIATION, catalogue, questions, shelf, waves_of
from visavis.study.condition import written
from visavis.study.context import UNKNOWN
from visavis.study.exchange.fhir import read_fhir, written_as_fhir
from visavis.study.exchange.limesurvey import read_limesurvey, written_as_limesurvey
from visavis.study.exchange.own import CannotMap, toml
from visavis.study.exchange.redcap import read_redcap, written_as_redcap
from visavis.study.instrument import Instrument, WrongInstrument
from visavis.study.instrument_file import read_instrument
from visavis.study.models import InstrumentUse
from visavis.study.script import script
from visavis.study.snapshot import Asked

FORMATS = {
    "toml": ("application/toml", lambda one: one.source),
    "fhir.json": ("application/fhir+json", lambda one: written_as_fhir(one.instrument)),
    "redcap.nl.csv": ("text/csv", lambda one: written_as_redcap([one.instrument], "nl")),
    "redcap.en.csv": ("text/csv", lambda one: written_as_redcap([one.instrument], "en")),
    "lss": ("application/xml", lambda one: written_as_limesurvey([one.instrument])),
}
GROUPS = {"deelnemers": MEDIATION, "vergelijking": COMPARISON}


@dataclass(frozen=True, slots=True)
class Shelved:
    """One instrument as the page shows it."""

    one: Instrument
    asked: bool
    waves: str
    reads: str
    locked: object
    title: str


@door("research", needs=RESEARCHER, methods=["GET"])
def questionnaires(request: HttpRequest) -> HttpResponse:
    locked = dict(InstrumentUse.objects.values_list("id", "first_used"))
    asked = {one.instrument.id for one in catalogue()}
    page = {
        "here": "questionnaires",
        "held": [_shelved(each, asked, locked) for each in shelf()],
        "waves": [(name, wave) for name, group in GROUPS.items() for wave in (1, 2, 3) if questions(wave, group)],
        "care_route": settings.VISAVIS_CARE_ROUTE,
    }  # fmt: skip
    return render(request, "research/questionnaires.html", page)


def _shelved(each: Asked, asked: set[str], locked: dict[str, object]) -> Shelved:
    one = each.instrument
    score = readability.of_instrument(one)
    return Shelved(
        one=one,
        asked=one.id in asked,
        waves=", ".join(f"T{wave}" for wave in one.waves)
        + (" + C" if waves_of(one, COMPARISON) else ""),
        reads="–" if score is None else f"{score:.0f}",
        locked=locked.get(f"{one.id}/{one.version}"),
        title=one.title.within(language()),
    )


def _held(name: str) -> Asked:
    for each in shelf():
        if each.instrument.id == name:
            return each
    raise Http404


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question of an instrument: its words, its boxes, and what holds for it."""

    code: str
    nl: str
    en: str
    boxes: str
    reverse: bool
    sensitive: bool
    only: str


@door("research", needs=RESEARCHER, methods=["GET"])
def instrument(request: HttpRequest, name: str) -> HttpResponse:
    each = _held(name)
    one, said = each.instrument, language()
    locked = dict(InstrumentUse.objects.values_list("id", "first_used"))
    page = {
        "here": "questionnaires",
        "shelved": _shelved(each, {own.instrument.id for own in catalogue()}, locked),
        "hash": each.hash,
        "rows": [
            ItemRow(
                item.code,
                item.stem.nl,
                item.stem.en,
                " · ".join(box.label.within(said) or box.code for box in item.choices),
                item.reverse,
                item.sensitive,
                written(item.show_if) if item.show_if else "",
            )
            for item in one.items
        ],
        "scores": [(score, ", ".join(score.items), score.needed(len(score.items))) for score in one.scores],
        "formats": list(FORMATS),
        "preview": [QuestionForm(one, item, name=item.code) for item in one.items] if one.askable else [],
    }  # fmt: skip
    return render(request, "research/instrument.html", page)


@door("research", needs=RESEARCHER, methods=["GET"])
def download(request: HttpRequest, name: str, form: str) -> HttpResponse:
    each = _held(name)
    if form not in FORMATS:
        raise Http404
    kind, write = FORMATS[form]
    return HttpResponse(
        write(each),
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )


def _asked(group: str, wave: int) -> str:
    found = GROUPS.get(group)
    if found is None or not questions(wave, found):
        raise Http404
    return found


@door("research", needs=RESEARCHER, methods=["GET"])
def on_paper(request: HttpRequest, group: str, wave: int) -> HttpResponse:
    """The form as it would be printed, with a word where the code of somebody would stand."""
    found = _asked(group, wave)
    context = {"told_role": UNKNOWN, "wave": wave, "group": found}
    made = questionnaire(
        wave=wave, group=found, context=context, language=language(), code=PREVIEW, on=day(now())
    )
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="T{wave}.pdf"'},
    )


@door("research", needs=RESEARCHER, methods=["GET"])
def aloud(request: HttpRequest, group: str, wave: int) -> HttpResponse:
    """The script for a helper, of a whole round."""
    found = _asked(group, wave)
    context = {"told_role": UNKNOWN, "wave": wave, "group": found}
    page = {
        "here": "questionnaires",
        "wave": wave,
        "lines": script(wave, found, context, language()),
    }
    return render(request, "research/aloud.html", page)


class TakeIn(forms.Form):
    """A file in one of the formats; what comes of it is shown before anything is kept."""

    use_required_attribute = False
    form = forms.ChoiceField(
        label=_("Which format?"),
        choices=[
            ("redcap", _("REDCap data dictionary (CSV)")),
            ("fhir", _("FHIR R4 Questionnaire (JSON)")),
            ("limesurvey", _("LimeSurvey survey structure (.lss)")),
            ("toml", _("Visavis instrument (TOML)")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a format.")},
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_("Text in UTF-8, at most 1 MB."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


def taken_in(form: str, source: bytes) -> list[tuple[str, bytes]]:
    """Each instrument of a file as its id and TOML file. `CannotMap` lists what has no place."""
    if form == "toml":
        try:
            return [(read_instrument(source).id, source)]
        except WrongInstrument as error:
            raise CannotMap([str(error)]) from error
    said = {
        "redcap": lambda: read_redcap(source, language()),
        "fhir": lambda: [read_fhir(source)],
        "limesurvey": lambda: read_limesurvey(source),
    }[form]()
    return [(one["id"], toml(one)) for one in said]


@door("research", needs=RESEARCHER, takes_files=True)
def take_in(request: HttpRequest) -> HttpResponse:
    """Reads a file of another tool: what cannot be mapped is listed, what can comes back as TOML."""
    form, refused, read = TakeIn(), (), []
    if request.method == "POST":
        only_fields(request, {"form"})
        form = TakeIn(request.POST, request.FILES)
        if form.is_valid():
            try:
                read = taken_in(form.cleaned_data["form"], form.cleaned_data["file"].read())
            except CannotMap as error:
                refused = error.lines
    page = {
        "here": "questionnaires",
        "form": form,
        "refused": refused,
        "read": [(name, source.decode()) for name, source in read],
    }
    return render(request, "research/take_in.html", page)
