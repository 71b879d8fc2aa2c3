"""*Verwijzers*: which services sign people up with a key of their own; a key is shown once, when it is made."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import keeper, show
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.proving import Proof
from visavis.people import referrers
from visavis.service.current import current


def _named(source: str) -> str:
    known = current().sources.every_name.get(source)
    return known.within(get_language() or "nl") if known else source


class KeyForm(Proof):
    name = forms.CharField(
        max_length=120,
        label=_("What is the service called?"),
        help_text=_("Whoever is signed up may know this from us."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Fill in a name.")},
    )
    source = forms.ChoiceField(
        label=_("What kind of service is it?"),
        choices=lambda: [
            ("", _("Choose")),
            *((code, _named(code)) for code in current().sources.by_work),
        ],
        error_messages={"required": _("Choose an answer first.")},
    )
    field_order = ("name", "source", "passphrase")


@door("keeper")
def all_referrers(request: HttpRequest) -> HttpResponse:
    """Everyone with a key; a new one is made here, for who proves who they are."""
    at, made = keeper(request), None
    if request.method == "POST":
        only_fields(request, ("name", "source", "passphrase"))
    form = KeyForm(request)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = referrers.issue(said["name"].strip(), said["source"], at.account, at.today)
        form = KeyForm(request)
        form.is_bound = False
    rows = [(one, _named(one.source)) for one in referrers.everyone()]
    return show(request, at, "referrers", here="referrers", form=form, rows=rows, made=made)


@door("keeper", methods=["POST"])
def end(request: HttpRequest, referrer: str) -> HttpResponse:
    """Their key opens nothing from now on. Whom they signed up stays as it is."""
    only_fields(request, ())
    referrers.end(referrer, keeper(request).today)
    return redirect("keeper:referrers")
