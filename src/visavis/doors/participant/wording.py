"""How we write to me: with *u* or *je*, and easy to read or with all the words."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.terms import day
from visavis.mediation.wording import (
    ADDRESSES,
    ALL,
    EASY,
    READINGS,
    ChooseAddress,
    ChooseReading,
    address_of,
)


class AddressForm(MyForm):
    pronoun = forms.ChoiceField(
        label=_("How shall we address you?"),
        help_text=_("We then do so on every page and in every letter in Dutch."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.fields["pronoun"].choices = spoken(ADDRESSES)

    def act(self) -> ChooseAddress:
        return ChooseAddress(self.cleaned_data["pronoun"])


class ReadingForm(MyForm):
    reading = forms.ChoiceField(
        label=_("How do you like to read?"),
        help_text=_("You can change it at any time. Nothing else changes."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.fields["reading"].choices = spoken(READINGS)

    def act(self) -> ChooseReading:
        return ChooseReading(self.cleaned_data["reading"])


@door("participant")
def address(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    form = AddressForm(request, initial={"pronoun": address_of(mine.view, day(mine.now))})
    if form.carried_out():
        return redirect("participant:story")
    return show(request, "participant/wording/address.html", form)


@door("participant")
def reading(request: HttpRequest) -> HttpResponse:
    """Also what the switch on My place sends to."""
    form = ReadingForm(request, initial={"reading": EASY if room(request).view.easy else ALL})
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/wording/reading.html", form)
