"""The comparison group: links for partner organisations, and how many people came through each."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from visavis.doors.research.study import RESEARCHER
from visavis.doors.research.waves import said
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.mediation.terms import day
from visavis.people.clock import now
from visavis.study import comparison
from visavis.study.models import Partner, Person


class NewPartner(forms.Form):
    """The name stands on the page that their people see."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=120,
        error_messages={"required": _("Fill in the name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@door("research", needs=RESEARCHER)
def beside(request: HttpRequest) -> HttpResponse:
    """A new link is shown once, on the answer to the form that made it."""
    form, made = NewPartner(), ""
    if request.method == "POST":
        only_fields(request, {"name"})
        form = NewPartner(request.POST)
        if form.is_valid():
            _, token = comparison.open_partner(form.cleaned_data["name"], day(now()))
            made = request.build_absolute_uri(reverse("questionnaire:take_part", args=[token]))
            form = NewPartner()
    rows = [
        (one, said(Person.objects.filter(partner=one).count()))
        for one in Partner.objects.order_by("opened_on", "name")
    ]
    page = {"here": "beside", "form": form, "made": made, "rows": rows}
    return render(request, "research/beside.html", page)


@door("research", needs=RESEARCHER, methods=["POST"])
def close(request: HttpRequest, partner: str) -> HttpResponse:
    only_fields(request, ())
    comparison.close_partner(partner, day(now()))
    return redirect("research:beside")
