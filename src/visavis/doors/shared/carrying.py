"""See, show a form, carry out, go on: what every page of a person or of the desk stands on.

A door makes a `Room` for its request: whose ring, who acts, what is seen (once). A form of the door
is an `ActForm` and builds one act. A view is four lines::

    form = ConsentForm(request, room(request))
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/exploring/consent.html", form=form)

What can go wrong between the two is here and nowhere else: a refusal stands beside the form in three
parts, a stale page or a key used for something else comes back as 409 with the text still in it, an
unknown field is 400, and what is unknown, foreign or gone is the one 404.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from visavis.doors.shared.errors import only_fields
from visavis.journal.keys import OutsideReach
from visavis.journal.sheet import NotThere
from visavis.mediation.acts import Act
from visavis.mediation.effects import Decision, Refusal

NEW_KEY_BYTES = 16
NOT_HERE = (NotThere, OutsideReach)
"""Unknown, foreign, erased, not yet there: one and the same (security §9 rows 1, 2)."""


class Stale(Exception):
    """Something this person can see has changed since the page was opened (security §9 row 6)."""


class OtherContent(Exception):
    """The form's key was used before, with something else in it (security §9 row 5)."""


class Room:
    """What one request may see and do. A door gives it a ring with that door's two reaches."""

    def look(self) -> tuple[Any, str]:
        """The view and its token, opened once. Raises `NOT_HERE`."""
        raise NotImplementedError

    def act(self, act: Act, *, token: str, key: str) -> Decision | Refusal:
        """Decide and record. Raises `Stale`, `OtherContent` or `NOT_HERE`; then nothing was kept."""
        raise NotImplementedError

    @cached_property
    def _seen(self) -> tuple[Any, str]:
        try:
            return self.look()
        except NOT_HERE:
            raise Http404 from None

    @property
    def view(self) -> Any:
        return self._seen[0]

    @property
    def token(self) -> str:
        return self._seen[1]


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as it stands beside a form: what cannot be, why, and what can be done instead."""

    what: str
    why: str
    instead: str


def in_words(refusal: Refusal, cannot: str = "") -> Refused:
    """The three parts in the reader's language. ``cannot``: the form's own first sentence."""
    language = get_language() or "nl"
    return Refused(
        cannot or _("This is not possible now. Nothing was changed."),
        refusal.text.within(language),
        refusal.instead.within(language),
    )


def changed() -> Refused:
    return Refused(
        _("Something has changed since you opened this page."),
        _("That is why we did not send this yet. What you filled in still stands here."),
        _("Look once more. Is it still right? Then send it again."),
    )


def new_key() -> str:
    """A form's one-time key: sending the form twice with it gives the first result again."""
    return secrets.token_hex(NEW_KEY_BYTES)


class ActForm(forms.Form):
    """A form that becomes one act. Subclasses have the fields and say which act.

    ``status`` and ``refused`` are what `show` needs; ``fields_beside`` names what a page may send
    along that is no field of the form, such as the name of the button.
    """

    cannot: ClassVar[Any] = ""
    """What cannot be done when the act is refused, as a sentence; empty takes the general one."""
    fields_beside: ClassVar[frozenset[str]] = frozenset()
    use_required_attribute = False

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, room: Room, **kwargs: Any) -> None:
        posted = request.POST if request.method == "POST" else None
        super().__init__(posted, **kwargs)
        self.request, self.room = request, room
        self.status = 200
        self.refused: Refused | None = None
        self.outcome: Decision | None = None
        if posted is not None:
            only_fields(request, {*self._names(), *self.fields_beside})

    def _names(self) -> Iterator[str]:
        for name, field in self.fields.items():
            html_name = self.add_prefix(name)
            yield html_name
            if isinstance(field.widget, forms.MultiWidget):
                yield from (f"{html_name}{suffix}" for suffix in field.widget.widgets_names)

    def act(self) -> Act:
        """The act, from ``cleaned_data``."""
        raise NotImplementedError

    def carried_out(self) -> bool:
        """True when something was sent, was right, and is recorded; otherwise show the form."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            outcome = self.room.act(
                self.act(),
                token=self.cleaned_data["token"],
                key=self.cleaned_data["key"] or new_key(),
            )
        except (Stale, OtherContent):
            self.status, self.refused = 409, changed()
            self._key = new_key()
            return False
        except NOT_HERE:
            raise Http404 from None
        if isinstance(outcome, Refusal):
            self.refused = in_words(outcome, str(self.cannot))
            return False
        self.outcome = outcome
        return True

    @property
    def once(self) -> str:
        """The key this rendering carries; the one that was sent, unless that one is used up."""
        sent = self.data.get("key", "") if self.is_bound else ""
        if not hasattr(self, "_key"):
            self._key = sent or new_key()
        return self._key


def show(
    request: HttpRequest, template: str, form: ActForm | None = None, **context: Any
) -> HttpResponse:
    """A page of a personal door: the form with its refusal and status, or a page without one."""
    if form is not None:
        context |= {"form": form, "refused": form.refused, "page_errors": form.refused is not None}
    return render(request, template, context, status=form.status if form is not None else 200)
