"""A colleague is away for some days: who mediates beside them, and which trajectories nobody stands in for."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.colleagues import mediator_here, row_of, running, shown
from visavis.doors.desk.mediator import PLANS
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import DateInBoxes
from visavis.mediation.terms import years_after
from visavis.people import absences

DAYS = {"required": _("Fill in the day, the month and the year.")}


class AwayForm(forms.Form):
    use_required_attribute = False
    first = DateInBoxes(label=_("First day away"), error_messages=DAYS)
    last = DateInBoxes(label=_("Last day away"), error_messages=DAYS)

    def __init__(self, request: HttpRequest, today: date) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.today = today
        if request.method == "POST":
            boxes = {f"{name}_{n}" for name in self.fields for n in range(3)}
            only_fields(request, boxes)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first is None or last is None:
            return said
        if last < first:
            self.add_error("last", _("The last day lies before the first. Look once more."))
        elif last < self.today:
            self.add_error("last", _("These days are over. Choose days to come."))
        elif last > years_after(self.today, 1):
            self.add_error("last", _("That is more than a year ahead. Choose an earlier day."))
        return said


@door("desk", needs=PLANS)
def away(request: HttpRequest, account: str) -> HttpResponse:
    here, one = desk(request), mediator_here(account)
    form = AwayForm(request, here.today)
    if form.is_valid():
        absences.put(account, form.cleaned_data["first"], form.cleaned_data["last"], here.account)
        return redirect("desk:away", account)
    rows = [row_of(card, account) for card in running(here, account)]
    return frame.show(
        request,
        here,
        "away",
        absence=form,
        coming=absences.coming(account, here.today),
        alone=[row for row in rows if not row["beside"]],
        together=[row for row in rows if row["beside"]],
        page_errors=bool(form.errors),
        **shown(here, one),
    )


@door("desk", needs=PLANS, methods=["POST"])
def back(request: HttpRequest, account: str, absence: str) -> HttpResponse:
    """They are here after all."""
    only_fields(request, ())
    absences.take_off(mediator_here(account).account, absence)
    return redirect("desk:away", account)
