"""Codes of interviews come in as one file of two coders; transcripts never do."""

from dataclasses import dataclass

import polars as pl
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import RESEARCHER, language, who
from visavis.doors.research.waves import said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.factsheet import words
from visavis.mediation.terms import day
from visavis.people.clock import now
from visavis.statistics.intervals import Interval
from visavis.study.agreement import agreement
from visavis.study.coding import COLUMNS, codes, keep_codes
from visavis.study.desk_models import CodeFile
from visavis.study.tabular import WrongTable


class CodesForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label=_("File with the codes of two people"),
        help_text=_("CSV in UTF-8, at most 1 MB. It takes the place of the one before."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One code in words."""

    code: str
    interviews: str
    prevalence: str
    kappa: str
    alpha: str
    usable: bool


def rows(held: pl.DataFrame, seed: str) -> list[Row]:
    """How far two coders agree on each code; where it cannot be said, why."""
    found = []
    for one in agreement(held, seed):
        few = one.interviews < words.FEWEST_FOR_A_COUNT
        shown = one.found
        found.append(
            Row(
                one.code,
                said(one.interviews),
                words.percent(shown.prevalence, language()) if shown and not few else "–",
                _between(shown.kappa) if shown else "–",
                _between(shown.alpha) if shown else "–",
                bool(shown and shown.usable),
            )
        )
    return found


def _between(interval: Interval) -> str:
    middle, low, high = (
        words.number(each, 2, language())
        for each in (interval.estimate, interval.low, interval.high)
    )
    return f"{middle} ({low} – {high})"


@door("research", needs=RESEARCHER, takes_files=True)
def interviews(request: HttpRequest) -> HttpResponse:
    form = CodesForm()
    if request.method == "POST":
        only_fields(request, ())
        form = CodesForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                keep_codes(form.cleaned_data["file"].read(), who(request), day(now()))
            except WrongTable as error:
                form.add_error("file", error.text.within(language()))
            else:
                return redirect("research:interviews")
    held, file = codes(), CodeFile.objects.first()
    page = {
        "here": "interviews",
        "form": form,
        "columns": COLUMNS,
        "file": file,
        "people": held["interview"].n_unique() if held.height else 0,
        "coders": held["coder"].n_unique() if held.height else 0,
        "rows": rows(held, file.hash) if file else [],
    }
    return render(request, "research/interviews.html", page)
