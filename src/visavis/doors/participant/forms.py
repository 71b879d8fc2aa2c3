"""What the forms of this door share: the person's own room, texts put back, and proving it is you."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts
from visavis.doors.participant.days import language
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import ActForm
from visavis.doors.shared.coming_in import SecretWords
from visavis.mediation.words import Text
from visavis.people import clock, sessions, signing_in
from visavis.people.addresses import address

CHOOSE = {"required": _("Choose an answer first."), "invalid_choice": _("Choose an answer first.")}


def spoken(texts: Mapping[str, Text]) -> list[tuple[str, str]]:
    """Choices in the reader's language, with their codes."""
    return [(code, text.within(language())) for code, text in texts.items()]


class MyForm(ActForm):
    """An act of whoever is signed in. Text sent after the session ran out stands in it again."""

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        if request.method != "POST":
            kwargs["initial"] = {**kwargs.get("initial", {}), **put_back(request)}
        super().__init__(request, room(request), **kwargs)

    def carried_out(self) -> bool:
        done = super().carried_out()
        if done:
            forget_put_back(self.request)
        return done


def put_back(request: HttpRequest) -> dict[str, Any]:
    """What was sent to this page after the session had run out, by field; read once per request."""
    if not hasattr(request, "posted"):
        request.posted = drafts.posted(room(request))
    path, fields = request.posted
    if path != request.path:
        return {}
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}


def forget_put_back(request: HttpRequest) -> None:
    drafts.forget_posted(room(request))


class ProvedForm(MyForm):
    """A form that asks for one's own five words, when they were not given in the last five minutes."""

    words = forms.CharField(
        required=False,
        label=_("Your own five words"),
        help_text=_("We ask this to be sure that it is you. They stand on your card."),
        widget=SecretWords,
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.asks_words = not sessions.stepped_up(request)

    def needs_proof(self) -> bool:
        """Whether what was chosen asks for it."""
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.asks_words and not self.errors and self.needs_proof():
            self._prove(cleaned.get("words", ""))
        return cleaned

    def _prove(self, words: str) -> None:
        if not words.strip():
            self.add_error("words", _("Fill in your own five words."))
            return
        found = signing_in.prove_again(
            self.request.signed_in.account, words, address(self.request), clock.real_now()
        )
        if isinstance(found, signing_in.Refused):
            self.add_error("words", _("These are not your five words. Look once more, or call us."))
            return
        sessions.note_step_up(self.request)
        self.asks_words = False
