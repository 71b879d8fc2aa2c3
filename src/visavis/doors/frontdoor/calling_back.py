"""*Bel mij terug*: who asks to be called says when that is safe, and by which name we make ourselves known.

One page and no account; what is sent lies sealed with intake, and is gone once we spoke. Whoever sends it gets
the same page, whoever the number belongs to: nothing is looked up.
"""

import re
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from visavis.doors.frontdoor.steps import StepForm, area
from visavis.doors.shared.carrying import Refused, new_key
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.keyring import keys
from visavis.doors.shared.languages import said
from visavis.journal.call_backs import CallBack, ask
from visavis.journal.keys import call_back_ring
from visavis.mediation.calling_back import (
    PARTS,
    Impossible,
    days_offered,
    impossible,
    parts_offered,
)
from visavis.people import clock, throttle
from visavis.people.addresses import address
from visavis.service.current import current

DIGITS = range(8, 16)
"""How many digits a telephone number has; an emergency number has fewer."""
CANNOT = {
    Impossible.PAST: gettext_lazy("That moment is over already. Choose a later one."),
    Impossible.NOT_THAT_DAY: gettext_lazy(
        "We do not call on that day. We call on Monday to Friday, but not on holidays."
    ),
    Impossible.TOO_FAR: gettext_lazy("That day is too far ahead. Choose an earlier one."),
}


def _missing(words: Any) -> dict[str, Any]:
    return {"required": words, "invalid_choice": words}


class CallBackForm(StepForm):
    phone = forms.CharField(
        max_length=40,
        label=gettext_lazy("On which number may we call you?"),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": gettext_lazy("Fill in your telephone number.")},
    )
    on = forms.ChoiceField(
        label=gettext_lazy("On which day is it safe to call you?"),
        widget=forms.RadioSelect,
        error_messages=_missing(gettext_lazy("Choose a day.")),
    )
    part = forms.ChoiceField(
        label=gettext_lazy("At what time?"),
        widget=forms.RadioSelect,
        error_messages=_missing(gettext_lazy("Choose a time.")),
    )
    message = forms.ChoiceField(
        label=gettext_lazy("Do you not answer? May we leave a message then?"),
        help_text=gettext_lazy("We never say in a message what it is about."),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
        widget=forms.RadioSelect,
        error_messages=_missing(gettext_lazy("Choose whether we may leave a message.")),
    )
    name = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("Whom do we ask for?"),
        help_text=gettext_lazy("A first name is enough. You may leave it empty."),
        widget=forms.TextInput({"autocomplete": "given-name"}),
    )
    as_whom = forms.CharField(
        required=False,
        max_length=80,
        label=gettext_lazy("What name shall we use for ourselves?"),
        help_text=gettext_lazy(
            "We say it if somebody else answers. Leave it empty? Then we say only a first name."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    careful = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("What must we look out for?"),
        help_text=gettext_lazy(
            "For example: hang up if somebody else answers. You may leave it empty."
        ),
        widget=area(3),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.terms = clock.now(), current().terms
        offered = days_offered(self.now, self.terms)
        days = [(on.isoformat(), date_format(on, "l j E")) for on in offered]
        self.fields["on"].choices = days
        self.fields["part"].choices = [
            (code, said(part.text)) for code, part in parts_offered(self.terms).items()
        ]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        digits = re.sub(r"\D", "", phone)
        if len(digits) not in DIGITS or re.search(r"[^\d\s()+/.-]", phone):
            raise forms.ValidationError(
                _("This is no telephone number that we can call. Look once more.")
            )
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "part" not in cleaned:
            return cleaned
        asked = self.data.get("on", "")
        try:
            on = date.fromisoformat(asked)
        except ValueError:
            return cleaned
        cannot = impossible(on, cleaned["part"], self.now, self.terms)
        if cannot is not None:
            self.errors.pop("on", None)  # it is a day, and this says more about it
            self.add_error("on", CANNOT[cannot])
        return cleaned


@door("frontdoor", translated=True)
def call_back(request: HttpRequest) -> HttpResponse:
    """The form, and once it is sent the day on which we call."""
    only_fields(request, {*CallBackForm.base_fields, "key", "go"})
    posted = request.method == "POST"
    if posted and request.POST.get("go") == "stay":  # another language
        return _show(request, CallBackForm(initial=request.POST.dict()))
    form = CallBackForm(request.POST if posted else None)
    if not posted or not form.is_valid():
        return _show(request, form)
    where, now = address(request), clock.real_now()
    if throttle.crowded(where, now):
        return _show(request, form, _too_many(), 429)
    ask(call_back_ring(keys()), _call(form.cleaned_data), request.POST.get("key") or new_key())
    throttle.signed_up(where, now)
    sent = form.cleaned_data
    context = {
        "on": date.fromisoformat(sent["on"]),
        "part": said(PARTS[sent["part"]].text),
        "message": sent["message"] == "yes",
    }
    return _fresh(render(request, "frontdoor/calling_back/done.html", context))


def _call(sent: dict[str, Any]) -> CallBack:
    kept = {name: sent[name] for name in ("part", "phone", "name", "as_whom", "careful")}
    return CallBack(
        on=date.fromisoformat(sent["on"]),
        message=sent["message"] == "yes",
        language=(get_language() or "nl")[:2],
        **kept,
    )


def _too_many() -> Refused:
    """The same for whoever asks, and whatever (row 26)."""
    return Refused(
        _("We cannot take this in at this moment. Much comes in at once."),
        _("Nothing was sent. What you filled in still stands here."),
        _("Send it again in an hour. Or call us yourself."),
    )


def _show(
    request: HttpRequest, form: CallBackForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    key = request.POST.get("key") or new_key()
    context = {"form": form, "key": key, "refused": refused}
    return _fresh(render(request, "frontdoor/calling_back/form.html", context, status=status))


def _fresh(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response.is_page = True  # what was filled in stands in it
    return response
