"""Another mediator: asked for without a reason (A40, S29), and what the new one may see of before."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import MyForm, spoken
from visavis.doors.participant.help import answered_by, has_mediator
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.mediator import (
    HANDED_OVER,
    AskForAnotherMediator,
    HandOver,
    KeepMediator,
)
from visavis.mediation.terms import day


class AnotherForm(MyForm):
    def act(self) -> AskForAnotherMediator:
        return AskForAnotherMediator()


class KeepForm(MyForm):
    def act(self) -> KeepMediator:
        return KeepMediator()


class HandOverForm(MyForm):
    what = forms.MultipleChoiceField(
        required=False,
        label=_("What may the new mediator read?"),
        help_text=_("You may leave both empty. Then you tell it anew, as far as you like."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, request: HttpRequest, handed: tuple[str, ...]) -> None:
        super().__init__(request, initial={"what": list(handed)})
        self.fields["what"].choices = spoken(HANDED_OVER)

    def act(self) -> HandOver:
        return HandOver(tuple(self.cleaned_data["what"]))


@door("participant")
def another(request: HttpRequest) -> HttpResponse:
    mine = room(request)
    if not has_mediator(mine.view):
        raise Http404
    form = AnotherForm(request)
    if form.carried_out():
        return redirect("participant:help")
    by = answered_by(mine.view, day(mine.now))
    return show(request, "participant/help/another.html", form, by=by)


@door("participant", methods=["POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """The mediator one has may stay after all; sent twice it is the same."""
    KeepForm(request).carried_out()
    return redirect("participant:help")


@door("participant")
def hand_over(request: HttpRequest) -> HttpResponse:
    """After another mediator came: what they may see of before."""
    me = room(request).view
    if me.new_mediator_at is None:
        raise Http404
    form = HandOverForm(request, me.handed)
    if form.carried_out():
        return redirect("participant:help")
    return show(request, "participant/help/hand_over.html", form, me=me)
