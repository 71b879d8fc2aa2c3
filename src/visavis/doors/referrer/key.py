"""The key of a service in a form: asked each time, kept nowhere, and never sent back to the page."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from visavis.people import clock, throttle
from visavis.people.addresses import address
from visavis.people.referrers import LONGEST, Referrer, of_key

TARGET = "referrer key"


class Keyed(forms.Form):
    """``referrer``: whose key it is, once the form is valid; ``status``: 429 where the key may not be tried now."""

    use_required_attribute = False
    key = forms.CharField(
        max_length=LONGEST,
        label=_("The key of your service"),
        help_text=_("It begins with vv_. Whoever manages it in your service has it."),
        widget=forms.PasswordInput({"autocomplete": "off", "class": "input"}, render_value=False),
        error_messages={"required": _("Fill in the key of your service.")},
    )
    referrer: Referrer

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.status = request, 200

    def clean_key(self) -> str:
        assert self.request is not None
        now, where = clock.real_now(), address(self.request)
        found = of_key(self.cleaned_data["key"].strip())
        if found is None:
            if throttle.wait(TARGET, where, now):
                self.status = 429
                raise forms.ValidationError(
                    _("There were many tries in a short time. Wait ten minutes, then try again.")
                )
            throttle.failed(TARGET, where, now)
            raise forms.ValidationError(_("We do not know this key. Look once more, or call us."))
        self.referrer = found
        return ""
