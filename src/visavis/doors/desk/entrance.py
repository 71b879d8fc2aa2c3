"""Coming in by passphrase, and going out. Clearing the screen is the quick way out of every door."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from visavis.doors.shared.door import ROLES, door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.log import Event, log
from visavis.people import sessions, signing_in
from visavis.people.addresses import address
from visavis.people.clock import real_now
from visavis.people.models import APART
from visavis.people.signing_in import Known

RESEARCH_HOMES = {
    "researcher": "research:overview",
    "data_entry": "research:paper",
}
NOT_KNOWN = _("We do not know this name with this passphrase. Look once more, or ask a colleague.")
WAIT = _("Please wait a little, then try again.")


class EntranceForm(forms.Form):
    """One answer for all that is wrong, whatever it was."""

    use_required_attribute = False
    login = forms.CharField(
        label=_("Name"),
        max_length=40,
        error_messages={"required": _("Fill in your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        strip=False,
        max_length=signing_in.LONGEST_TYPED,
        error_messages={"required": _("Fill in your passphrase.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "input"}),
    )

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.known = signing_in.sign_in_staff(
                answers["login"], answers["passphrase"], self.where, real_now()
            )
            if not isinstance(self.known, Known):
                raise forms.ValidationError(WAIT if self.known.wait else NOT_KNOWN)
        return answers

    where = ""
    known: signing_in.Known | signing_in.Refused | None = None


@door("desk", anonymous=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        only_fields(request, ("login", "passphrase"))
        form = EntranceForm(request.POST)
        form.where = address(request)
        if form.is_valid() and isinstance(form.known, Known):
            who = sessions.start(request, form.known.account)
            log(Event.SIGNED_IN, door="desk")
            return redirect(home_of(who.roles))
        log(Event.SIGN_IN_REFUSED, door="desk")
    else:
        form = EntranceForm()
    return render(request, "desk/sign_in.html", {"form": form})


def home_of(roles: frozenset[str]) -> str:
    """Who works on the study, the privacy officer and the operator have doors of their own; everyone else begins
    with today."""
    if roles & APART:
        return "keeper:overview"
    if not roles or roles - ROLES["research"]:
        return "desk:today"
    return next((page for role, page in RESEARCH_HOMES.items() if role in roles), "desk:today")


@door("desk", anonymous=True, methods=["POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    only_fields(request, ())
    sessions.end(request)
    return redirect("desk:sign_in")
