"""A form of staff that asks for their passphrase, when it was not given in the last five minutes (security §4)."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from visavis.people import clock, sessions, signing_in
from visavis.people.addresses import address


class Secret(forms.PasswordInput):
    """What was typed is never sent back."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "current-password", "class": "input"}, render_value=False)


class Proof(forms.Form):
    """Subclasses say with ``needs_proof`` whether what was chosen asks for it."""

    use_required_attribute = False
    passphrase = forms.CharField(
        required=False,
        strip=False,
        max_length=signing_in.LONGEST_TYPED,
        label=_("Your passphrase"),
        help_text=_("We ask this to be sure that it is you."),
        widget=Secret,
    )

    def __init__(self, request: HttpRequest, *, sent: bool = True, **kwargs: Any) -> None:
        """``sent``: whether what was posted is this form; False where another one on the page was."""
        posted = request.POST if request.method == "POST" and sent else None
        super().__init__(posted, **kwargs)
        self.request = request
        self.asks = not sessions.stepped_up(request)

    def needs_proof(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.asks and not self.errors and self.needs_proof():
            self._prove(said.get("passphrase", ""))
        return said

    def _prove(self, passphrase: str) -> None:
        if not passphrase:
            self.add_error("passphrase", _("Fill in your passphrase."))
            return
        who = self.request.signed_in  # type: ignore[attr-defined]  # set by Doorkeeper
        found = signing_in.prove_again(
            who.account, passphrase, address(self.request), clock.real_now()
        )
        if isinstance(found, signing_in.Refused):
            self.add_error("passphrase", _("This is not your passphrase. Look once more."))
            return
        sessions.note_step_up(self.request)
        self.asks = False
