"""*People from another event*: the wish, the question, when we meet, how it was (§2.5). The other does not know."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import CHOOSE, MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared import end_papers
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.symbolic import (
    OPEN_TO,
    AnswerSymbolic,
    LetSymbolicGo,
    LookBackSymbolic,
    WishSymbolic,
    under_way,
)
from visavis.mediation.terms import day

HERE = "participant:symbolic"
LONGEST = 4000


class WishForm(MyForm):
    def act(self) -> WishSymbolic:
        return WishSymbolic()


class LetGoForm(MyForm):
    def act(self) -> LetSymbolicGo:
        return LetSymbolicGo()


class AnswerForm(MyForm):
    choice = forms.ChoiceField(
        label=_("Do you want to meet them?"),
        help_text=_("Both answers are fine. You can change your answer later."),
        choices=[("yes", _("Yes, I want that")), ("no", _("No, not with these people"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def act(self) -> AnswerSymbolic:
        return AnswerSymbolic(self.cleaned_data["choice"] == "yes")


class LookBackForm(MyForm):
    words = forms.CharField(
        label=_("How was it for you?"),
        help_text=_("Only your mediator and you read this."),
        max_length=LONGEST,
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, mine: str, words: str) -> None:
        super().__init__(request, initial={"words": words})
        self.mine = mine

    def act(self) -> LookBackSymbolic:
        return LookBackSymbolic(self.mine, self.cleaned_data["words"])


@door("participant")
def symbolic(request: HttpRequest) -> HttpResponse:
    """As it stands; sent, it is wished for."""
    form = WishForm(request)
    if form.carried_out():
        return redirect(HERE)
    me = room(request).view
    return show(
        request,
        "participant/symbolic/symbolic.html",
        form,
        mine=me.symbolic,
        going=under_way(me),
        possible=me.state in OPEN_TO,
        planned=[one for one in me.symbolic.meetings if one.state == "planned"],
        off=[one for one in me.symbolic.meetings if one.state == "off"],
        held=[one for one in me.symbolic.meetings if one.state == "held"],
    )


@door("participant")
def answer(request: HttpRequest) -> HttpResponse:
    me = room(request).view
    form = AnswerForm(request)
    if form.carried_out():
        return redirect(HERE)
    if me.symbolic.asked_on is None or not under_way(me):
        raise Http404
    lead = _("First names only. Nothing of your own mediation is told, and nothing of theirs.")
    return _form(request, form, _("Meeting people from another event"), lead)


@door("participant")
def let_go(request: HttpRequest) -> HttpResponse:
    form = LetGoForm(request)
    if form.carried_out():
        return redirect(HERE)
    lead = _("You need not say why. Wishing for it again is always possible.")
    return _form(request, form, _("No further with this"), lead)


@door("participant")
def look_back(request: HttpRequest, mine: str) -> HttpResponse:
    found = room(request).view.symbolic.meeting(mine)
    if found is None or found.state != "held":
        raise Http404
    form = LookBackForm(request, mine, found.look_back)
    if form.carried_out():
        return redirect(HERE)
    return _form(request, form, _("How was the meeting?"), _("You may also leave this."))


@door("participant", methods=["GET"])
def paper(request: HttpRequest) -> HttpResponse:
    """How it goes: the same for everybody."""
    mine = room(request)
    made = end_papers.paper(mine.view, "ontmoeting", day(mine.now))
    assert made is not None
    return made


def _form(request: HttpRequest, form: MyForm, title: Any, lead: Any) -> HttpResponse:
    return show(request, "participant/symbolic/form.html", form, title=title, lead=lead)
