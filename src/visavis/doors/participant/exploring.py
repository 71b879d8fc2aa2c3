"""Saying yes, item by item (A8)."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.exploring import CONSENT_ITEMS, ConsentToTakePart
from visavis.mediation.terms import OWN_CONSENT_FROM, day
from visavis.mediation.views import PartyView


class ConsentForm(MyForm):
    """Each item apart, nothing ticked beforehand; the first is what taking part is."""

    cannot = _("You cannot say yes yet. Nothing was changed.")

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        for code, text in spoken(CONSENT_ITEMS):
            self.fields[code] = forms.ChoiceField(
                label=text,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
                error_messages=CHOOSE,
            )

    def items(self) -> list[forms.BoundField]:
        return [self[code] for code in CONSENT_ITEMS]

    def _names(self) -> Any:
        yield from super()._names()
        yield from CONSENT_ITEMS

    def said_yes(self) -> tuple[str, ...]:
        return tuple(code for code in CONSENT_ITEMS if self.cleaned_data.get(code) == "yes")

    def act(self) -> ConsentToTakePart:
        return ConsentToTakePart(self.said_yes())


@door("participant")
def consent(request: HttpRequest) -> HttpResponse:
    """A no to the first item is an answer too: then nothing is recorded, and the mediator talks about it."""
    form = ConsentForm(request)
    if form.is_bound and form.is_valid() and "take_part" not in form.said_yes():
        return redirect("participant:no_consent")
    if form.carried_out():
        return redirect("participant:place")
    mine = room(request)
    return show(
        request,
        "participant/exploring/consent.html",
        form,
        me=mine.view,
        with_guardian=with_guardian(mine.view, day(mine.now)),
    )


def with_guardian(me: PartyView, today: date) -> bool:
    """Whether a parent or guardian decides too (S11)."""
    age = me.age(today)
    return age is not None and age < OWN_CONSENT_FROM


@door("participant", methods=["GET"])
def no_consent(request: HttpRequest) -> HttpResponse:
    return show(request, "participant/exploring/no_consent.html", me=room(request).view)
