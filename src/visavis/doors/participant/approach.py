"""Letting us ask the other (A9), what may be told (A18), and saying no after all (A16)."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import spoken as day_spoken
from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.approach import MAY_TELL, AllowApproach, Decline
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import day
from visavis.mediation.views import PartyView
from visavis.mediation.words import ACTIVE, PartyState

WORDS = forms.Textarea({"rows": 5, "autocomplete": "off"})
ASKED = frozenset({PartyState.EXPLORING, PartyState.WILLING, PartyState.PREPARING,
                   PartyState.READY, PartyState.IN_CONTACT})  # fmt: skip
LAST = "someone"
"""The tick that asking itself is; without it there is nothing to ask."""


class AllowForm(MyForm):
    """What we may tell when we ask. Nothing is ticked beforehand."""

    cannot = _("We cannot ask the other person yet. Nothing was changed.")
    ticks = forms.MultipleChoiceField(
        label=_("What may we tell?"),
        help_text=_("Tick what may be told. We tell nothing else."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least: that someone may want contact. Or go back.")},
    )

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request, **kwargs)
        self.fields["ticks"].choices = spoken(MAY_TELL)

    def clean_ticks(self) -> list[str]:
        ticks: list[str] = self.cleaned_data["ticks"]
        if LAST not in ticks:
            raise forms.ValidationError(
                _(
                    "We can only ask if we may tell that someone may want contact. Tick it, or go back."
                )
            )
        return ticks

    def act(self) -> AllowApproach:
        return AllowApproach(tuple(self.cleaned_data["ticks"]))


class MayTellForm(MyForm):
    """Which sentences about me may be told, and words of my own for when there is no contact."""

    TALKING = [("yes", _("Yes, that may be told")), ("no", _("No, keep that to yourselves"))]
    talking = forms.ChoiceField(
        label=_("May the other person know that you talk with us?"),
        choices=TALKING,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    takes_part = forms.ChoiceField(
        label=_("May the other person know that you want to take part?"),
        choices=TALKING,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    own_words = forms.CharField(
        required=False,
        label=_("Words of your own, if there will be no contact"),
        help_text=_(
            "You may leave this empty. Then the other only hears: there will be no contact now."
        ),
        widget=WORDS,
    )

    def act(self) -> SetWhatOtherMayKnow:
        chosen = {
            "O.talking": self.cleaned_data["talking"],
            "O.takes_part": self.cleaned_data["takes_part"],
        }
        return SetWhatOtherMayKnow(
            tuple(code for code, answer in chosen.items() if answer == "yes"),
            self.cleaned_data["own_words"],
        )


class DeclineForm(MyForm):
    """Only a button; words are a possibility."""

    own_words = forms.CharField(
        required=False,
        label=_("Do you want to let the other person know something?"),
        help_text=_(
            "You may leave this empty. Then the other only hears: there will be no contact now."
        ),
        widget=WORDS,
    )

    def act(self) -> Decline:
        return Decline(self.cleaned_data["own_words"])


@door("participant")
def allow(request: HttpRequest) -> HttpResponse:
    form = AllowForm(request)
    if form.carried_out():
        return redirect("participant:place")
    here = room(request)
    news: date = day(here.now) + here.view.terms.lasts("first_news")
    return show(request, "participant/approach/allow.html", form, news=day_spoken(news))


@door("participant")
def may_tell(request: HttpRequest) -> HttpResponse:
    form = MayTellForm(request, initial=_chosen(room(request).view))
    if form.carried_out():
        return redirect("participant:known")
    return show(request, "participant/approach/may_tell.html", form, me=room(request).view)


def _chosen(me: PartyView) -> dict[str, str]:
    """What was chosen before; nothing is filled in for who never chose."""
    if me.may_tell_on is None:
        return {}
    return {
        "talking": "yes" if "O.talking" in me.may_tell else "no",
        "takes_part": "yes" if "O.takes_part" in me.may_tell else "no",
        "own_words": me.may_tell_words,
    }


@door("participant")
def decline(request: HttpRequest) -> HttpResponse:
    """For who was asked. Never refused; where there is nothing to decline it changes nothing."""
    form = DeclineForm(request)
    if form.carried_out():
        return redirect("participant:place")
    me = room(request).view
    return show(
        request,
        "participant/approach/decline.html",
        form,
        possible=not me.initiating and me.state in ASKED & ACTIVE,
    )
