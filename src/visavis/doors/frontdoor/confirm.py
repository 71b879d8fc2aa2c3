"""The page behind the three words of a sign-up: that we have it, or, where somebody else made it, a question.

Whoever was signed up says yes themselves, or no (A3). The page does not say who signed them up, nor anything
they told us: a letter can be found by somebody else. Whoever wants to know calls.
"""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from visavis.doors.frontdoor.sign_up_forms import ReachForm
from visavis.doors.frontdoor.steps import CHOOSE, StepForm, spoken
from visavis.doors.shared.carrying import PartyRoom, new_key, party_room
from visavis.mediation.acts import Act
from visavis.mediation.around import SetSupporterView
from visavis.mediation.entries import Audience
from visavis.mediation.on_behalf import ConfirmSignUp, RefuseSignUp
from visavis.mediation.sign_up import SetReach
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.ticks import SIGNS, TICKS
from visavis.mediation.views import PartyView, Reach
from visavis.mediation.words import PartyState
from visavis.people.words_door import Opens

FIRST_CALL_DAYS = 5


class ChoiceForm(StepForm):
    answer = forms.ChoiceField(
        label=_("What do you want?"),
        help_text=_("You need not say why."),
        choices=[
            ("yes", _("Yes, I want to talk with you")),
            ("no", _("No, I do not want this")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )


class YesForm(ReachForm):
    """How we reach this person; and, the same for everybody, what whoever signed them up may hear."""

    signs = forms.MultipleChoiceField(
        required=False,
        label=_("Did somebody sign you up in their work? What may they hear?"),
        help_text=_("Tick nothing, and they hear nothing. You can change this later."),
        choices=lambda: spoken({sign: TICKS[sign].text for sign in SIGNS}),
        widget=forms.CheckboxSelectMultiple,
    )


class NoForm(StepForm):
    """Nothing to fill in."""


AFTER: dict[str, type[StepForm]] = {"yes": YesForm, "no": NoForm}


def opened(request: HttpRequest, opens: Opens, words: str) -> HttpResponse:
    """What these words lead to now."""
    mine = party_room(opens.trajectory, opens.party)
    me = mine.view
    if me.confirmed:
        return _still_here(request, mine)
    if me.state is not PartyState.REGISTERED:
        return _show(request, "over", erase_by=me.closing.erase_by)
    return _asked(request, mine, words)


def _asked(request: HttpRequest, mine: PartyRoom, words: str) -> HttpResponse:
    posted = request.POST
    at, go, chosen = posted.get("at", ""), posted.get("go", ""), posted.get("answer", "")
    carried = {"words": words, "key": posted.get("key") or new_key()}
    kept = {"erase_by": mine.view.closing.erase_by}
    begins = ChoiceForm(initial={"answer": chosen})
    if not at or go == "back" or (go == "stay" and at == "answer"):
        return _show(request, "choose", form=begins, **carried, **kept)
    choice = ChoiceForm(posted)
    if not choice.is_valid():
        return _show(request, "choose", form=choice, **carried, **kept)
    if at == "answer" or go == "stay":
        filled: dict[str, Any] = {name: posted.get(name, "") for name in AFTER[chosen].base_fields}
        filled["signs"] = posted.getlist("signs")
        form = AFTER[chosen](initial=filled)
        return _show(request, chosen, form=form, answer=chosen, **carried, **kept)
    form = AFTER[chosen](posted)
    if not form.is_valid():
        return _show(request, chosen, form=form, answer=chosen, **carried, **kept)
    _record(mine, _acts(chosen, form.cleaned_data, mine.view), carried["key"])
    by = working_days_after(day(mine.now), FIRST_CALL_DAYS)
    return _show(request, "done", answer=chosen, by=by, sent=form.cleaned_data, **kept)


def _acts(chosen: str, sent: dict[str, Any], me: PartyView) -> list[Act]:
    if chosen == "no":
        return [RefuseSignUp()]
    plain = {name: sent[name] for name in Reach.__dataclass_fields__ if name in sent}
    reach = SetReach(Reach(**{**plain, "voicemail": sent["voicemail"] == "yes"}))
    allowed = [
        SetSupporterView(one.guest, tuple(sent["signs"]))
        for one in me.around
        if one.role is Audience.REFERRER and sent["signs"]
    ]
    return [ConfirmSignUp(), reach, *allowed]


def _record(mine: PartyRoom, acts: list[Act], key: str) -> None:
    """Each as its own act of this person; sent twice, each stands there once."""
    for act in acts:
        now = party_room(mine.where.trajectory, mine.where.party)
        now.carry_out(act, token=now.token, key=key)


def _still_here(request: HttpRequest, mine: PartyRoom) -> HttpResponse:
    signed: date = mine.view.walked[0].on
    by = working_days_after(signed, FIRST_CALL_DAYS)
    response = render(
        request,
        "frontdoor/sign_up/here.html",
        {"by": by, "late": by < day(mine.now), "calls": mine.view.reach.channel != "none"},
    )
    response["Cache-Control"] = "no-store"
    return response


def _show(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    response = render(request, f"frontdoor/confirm/{page}.html", context)
    response["Cache-Control"] = "no-store"
    return response
