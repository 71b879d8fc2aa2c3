"""The standing wish, the form of contact, and being ready (A18, A20, A21)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.preparation import (
    FORM_CHOICES,
    STANDING_WISHES,
    ChooseForm,
    DeclareReady,
    SetStandingWish,
)


class WishForm(MyForm):
    wish = forms.ChoiceField(
        label=_("If there is ever something for you here, do you want to know?"),
        help_text=_(
            "We ask this of everyone, at set times. It does not mean that there is something."
        ),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.fields["wish"].choices = spoken(STANDING_WISHES)

    def act(self) -> SetStandingWish:
        return SetStandingWish(self.cleaned_data["wish"])


class ContactForm(MyForm):
    """The form of contact one would choose."""

    cannot = _("You cannot choose this yet. Nothing was changed.")
    form = forms.ChoiceField(
        label=_("How would you like to have contact?"),
        help_text=_("This is a wish. Only you and your mediator see it."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.fields["form"].choices = spoken(FORM_CHOICES)

    def act(self) -> ChooseForm:
        return ChooseForm(self.cleaned_data["form"])


class ReadyForm(MyForm):
    cannot = _("We are not ready for this step yet. Nothing was changed.")

    def act(self) -> DeclareReady:
        return DeclareReady()


@door("participant")
def wish(request: HttpRequest) -> HttpResponse:
    form = WishForm(request, initial={"wish": room(request).view.standing_wish})
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/preparation/wish.html", form)


@door("participant")
def contact(request: HttpRequest) -> HttpResponse:
    form = ContactForm(request, initial={"form": room(request).view.form_choice})
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/preparation/contact.html", form)


@door("participant")
def ready(request: HttpRequest) -> HttpResponse:
    form = ReadyForm(request)
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/preparation/ready.html", form)
