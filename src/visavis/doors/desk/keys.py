"""*Toetsen*: which keys there are at the desk, each to be changed, all to be turned off."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.key_choice import (
    DOES,
    KEYS,
    OFF,
    chosen,
    clashes,
    spelled,
    stored,
)
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.people import staff

CHOICES = [
    ("on", _("Use these keys")),
    (OFF, _("Use no keys")),
    ("before", _("Use the keys as they were at first")),
]


class KeysForm(forms.Form):
    """One question for all of them, and one for each."""

    use_required_attribute = False
    use = forms.ChoiceField(
        label=_("Do you want to use keys?"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer first.")},
    )

    def __init__(self, request: HttpRequest, before: str) -> None:
        now = chosen("" if before == OFF else before)
        super().__init__(
            request.POST if request.method == "POST" else None,
            initial={"use": OFF if before == OFF else "on"},
        )
        for name in KEYS:
            self.fields[name] = forms.CharField(
                label=DOES[name],
                required=False,
                strip=True,
                initial=now.get(name, ""),
                widget=forms.TextInput(
                    attrs={
                        "autocomplete": "off",
                        "autocapitalize": "none",
                        "class": "input--key",
                    }
                ),
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("use") != "on":
            return said
        for name in KEYS:
            typed = spelled(said.get(name, ""))
            if typed is None:
                self.add_error(name, _("Take one sign, or two after each other, such as g v."))
            said[name] = typed or ""
        clashing = {} if self.errors else clashes({name: said[name] for name in KEYS})
        for name, other in clashing.items():
            what = {"other": DOES[other]}
            self.add_error(name, _("This key does already, or begins: %(other)s.") % what)
        return said

    def kept(self) -> str:
        use = self.cleaned_data["use"]
        if use == "on":
            return stored({name: self.cleaned_data[name] for name in KEYS})
        return OFF if use == OFF else ""


@door("desk")
def keys(request: HttpRequest) -> HttpResponse:
    """Works without script, as all of it does: the list says what the keys would do, the links do it."""
    here = desk(request)
    if request.method == "POST":
        only_fields(request, {"use", *KEYS})
    form = KeysForm(request, here.keys)
    if form.is_valid():
        staff.keep_keys(here.account, form.kept())
        return redirect("desk:keys")
    now = chosen(here.keys)
    listed = [(DOES[name], now[name].split()) for name in KEYS if name in now]
    return frame.show(
        request,
        here,
        "keys",
        here="keys",
        choose=form,
        each=[form[name] for name in KEYS],
        listed=listed,
        page_errors=bool(form.errors),
    )
