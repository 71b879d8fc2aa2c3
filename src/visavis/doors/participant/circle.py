"""*A circle around me*: the wish, who is asked, when it meets, who does what (§2.6, §6.2). The other does not know."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.circle_card import lines_of, text_of
from visavis.doors.shared.door import door
from visavis.mediation.circle import OPEN_TO, LetCircleGo, SetCircleCard, WishCircle


class WishForm(MyForm):
    def act(self) -> WishCircle:
        return WishCircle()


class LetGoForm(MyForm):
    def act(self) -> LetCircleGo:
        return LetCircleGo()


class CardForm(MyForm):
    """One line for each: who, a colon, and what they do."""

    lines = forms.CharField(
        label=_("Who does what?"),
        help_text=_("One line for each. For example: Lot: calls on Sunday evening."),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, initial={"lines": text_of(room(request).view.circle.card)})

    def act(self) -> SetCircleCard:
        return SetCircleCard(lines_of(self.cleaned_data["lines"]))


@door("participant")
def circle(request: HttpRequest) -> HttpResponse:
    """The circle as it stands; sent, it is wished for."""
    form = WishForm(request)
    if form.carried_out():
        return redirect("participant:circle")
    me = room(request).view
    return show(
        request,
        "participant/circle/circle.html",
        form,
        circle=me.circle,
        guests=me.in_circle,
        possible=me.state in OPEN_TO,
    )


@door("participant")
def card(request: HttpRequest) -> HttpResponse:
    form = CardForm(request)
    if form.carried_out():
        return redirect("participant:circle")
    return _form(
        request, form, _("Who does what"), _("Your own card. You can change it every day.")
    )


@door("participant")
def let_go(request: HttpRequest) -> HttpResponse:
    form = LetGoForm(request)
    if form.carried_out():
        return redirect("participant:circle")
    return _form(
        request,
        form,
        _("No circle after all"),
        _("You need not say why. Wishing for it again is always possible."),
    )


def _form(request: HttpRequest, form: MyForm, title: Any, lead: Any) -> HttpResponse:
    return show(
        request,
        "participant/afterwards/form.html",
        form,
        title=title,
        lead=lead,
        to="participant:circle",
        people=True,
    )
