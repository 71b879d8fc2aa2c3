"""Whoever signed somebody up looks up the three signs: with the key of their service and their own reference."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from visavis.doors.referrer.key import Keyed
from visavis.doors.referrer.referral import REFERENCE, may_come_in
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.keyring import keys
from visavis.journal.referrals import Signs
from visavis.journal.referrals import signs as signs_of
from visavis.people import clock


class SignsForm(Keyed):
    reference = forms.RegexField(
        REFERENCE,
        label=_("Your own reference"),
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Fill in your reference."),
            "invalid": _("Use 3 to 64 letters, numbers, points and dashes."),
        },
    )


@door("referrer")
def signs(request: HttpRequest) -> HttpResponse:
    only_fields(request, SignsForm.base_fields)
    if request.method != "POST":
        return _show(request, SignsForm())
    form = SignsForm(request.POST, request=request)
    if not form.is_valid():
        return _show(request, form, form.status)
    if may_come_in(form.referrer, clock.real_now()):
        form.add_error(
            "key", _("There were many tries in a short time. Wait ten minutes, then try again.")
        )
        return _show(request, form, 429)
    found = signs_of(form.referrer.id, form.cleaned_data["reference"], keys(), clock.now())
    if found is None:
        form.add_error("reference", _("We have no sign-up from you with this reference."))
        return _show(request, form)
    page = render(request, "referrer/signs.html", {"lines": lines(found)})
    page.is_page = True
    return page


def lines(found: Signs) -> list[tuple[Any, Any]]:
    """What this person lets be known, with its day."""
    said = (
        (_("The sign-up came in"), found.received),
        (_("This person said yes"), found.confirmed),
        (_("We began"), found.taken_up),
    )
    return [(words, on) for words, on in said if on]


def _show(request: HttpRequest, form: SignsForm, status: int = 200) -> HttpResponse:
    page = render(request, "referrer/look_up.html", {"form": form}, status=status)
    page.is_page = True
    return page
