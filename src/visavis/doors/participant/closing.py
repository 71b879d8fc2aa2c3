"""*Later*: rounding off, what helps afterwards, what we erase and when, and the open way back (A30, A34)."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.afterwards import may_look
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.closing import (
    CLOSABLE,
    FOLLOW_UP_CHOICES,
    AskToClose,
    ChooseClosingSupport,
    EndMyAftercare,
    Reopen,
)
from visavis.mediation.sign_up import NOT_TAKEN_UP
from visavis.mediation.support import BY_FOLLOW_UP, CLOSING_MENU
from visavis.mediation.words import PartyState

P = PartyState
BACK = frozenset({P.AFTERCARE, P.CLOSED, P.WITHDRAWN, P.DECLINED})
NO_THANKS = "none"


class SupportForm(MyForm):
    """What helps afterwards, and whether and when we call."""

    choices = forms.MultipleChoiceField(
        required=False,
        label=_("What would help you?"),
        help_text=_("Choose as many as you like, or none."),
        widget=forms.CheckboxSelectMultiple,
    )
    follow_up = forms.MultipleChoiceField(
        label=_("May we call you later, to ask how you are?"),
        help_text=_("Choose one or more days. Or choose: no, thank you."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose whether we call you later.")},
    )

    def __init__(self, request: HttpRequest) -> None:
        chosen = room(request).view.closing
        super().__init__(
            request, initial={"choices": chosen.choices, "follow_up": chosen.follow_up}
        )
        self.fields["choices"].choices = [
            (code, text)
            for code, text in spoken(CLOSING_MENU)
            if code != BY_FOLLOW_UP and not (code == "closing_talk" and chosen.talk == "held")
        ]
        self.fields["follow_up"].choices = spoken(FOLLOW_UP_CHOICES)

    def clean_follow_up(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["follow_up"]
        if NO_THANKS in chosen and len(chosen) > 1:
            raise forms.ValidationError(
                _("You chose days and also: no, thank you. Choose one of both.")
            )
        return chosen

    def act(self) -> ChooseClosingSupport:
        sent = self.cleaned_data
        return ChooseClosingSupport(tuple(sent["choices"]), tuple(sent["follow_up"]))


class RoundOffForm(MyForm):
    def act(self) -> AskToClose:
        return AskToClose()


class EnoughForm(MyForm):
    """No more calls; ends aftercare."""

    cannot = _("There are no calls planned any more. Nothing was changed.")

    def act(self) -> EndMyAftercare:
        return EndMyAftercare()


class BackForm(MyForm):
    def act(self) -> Reopen:
        return Reopen()


@door("participant", methods=["GET"])
def later(request: HttpRequest) -> HttpResponse:
    """What remains, what we erase and when, and the ways on from here."""
    me = room(request).view
    return show(
        request,
        "participant/closing/later.html",
        me=me,
        may_look=may_look(me),
        chosen=[
            CLOSING_MENU[c].within(language()) for c in me.closing.choices if c in CLOSING_MENU
        ],
        may_choose=me.state is P.CLOSING,
        may_round_off=me.state in CLOSABLE,
        may_end=me.state is P.AFTERCARE,
        may_return=me.state in BACK and not me.not_taken_up,
        over=me.state in BACK,
    )


@door("participant")
def closing(request: HttpRequest) -> HttpResponse:
    form = SupportForm(request)
    if form.carried_out():
        return redirect("participant:later")
    if room(request).view.state is not P.CLOSING and form.refused is None and not form.is_bound:
        return redirect("participant:later")
    return show(request, "participant/closing/closing.html", form)


@door("participant")
def round_off(request: HttpRequest) -> HttpResponse:
    form = RoundOffForm(request)
    if form.carried_out():
        return redirect("participant:place")
    me = room(request).view
    return show(
        request,
        "participant/closing/round_off.html",
        form,
        possible=me.state in CLOSABLE,
        released=any(mine.state == "released" for mine in me.letters),
    )


@door("participant")
def enough(request: HttpRequest) -> HttpResponse:
    """The person ends aftercare themselves (A33)."""
    form = EnoughForm(request)
    if form.carried_out():
        return redirect("participant:later")
    possible = room(request).view.state is P.AFTERCARE
    return show(request, "participant/closing/enough.html", form, possible=possible)


@door("participant")
def back(request: HttpRequest) -> HttpResponse:
    form = BackForm(request)
    if form.carried_out():
        return redirect("participant:place")
    me = room(request).view
    return show(request, "participant/closing/back.html", form, possible=me.state in BACK)


@door("participant", methods=["GET"])
def not_taken_up(request: HttpRequest) -> HttpResponse:
    me = room(request).view
    reason: Any = NOT_TAKEN_UP.get(me.not_taken_up)
    if reason is None:
        return redirect("participant:place")
    return show(request, "participant/closing/not_taken_up.html", reason=reason.within(language()))
