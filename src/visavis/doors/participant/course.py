"""Pausing, going on, stopping (A27, A28). Stopping asks nothing: no reason, no proof, no second time."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import easy
from visavis.doors.participant.approach import ASKED
from visavis.doors.participant.forms import CHOOSE, MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.forms import DateInBoxes
from visavis.mediation.course import STOPPABLE, Pause, Resume, Withdraw
from visavis.mediation.terms import day
from visavis.mediation.words import ACTIVE, PartyState


class PauseForm(MyForm):
    cannot = _("You cannot pause from here. Nothing was changed.")
    how_long = forms.ChoiceField(
        label=_("How long?"),
        choices=[
            ("call", _("Until I call or end it here")),
            ("date", _("Until a day that I choose")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    until = DateInBoxes(required=False, label=_("Until which day?"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("how_long") == "date" and "until" not in self.errors:
            until = cleaned.get("until")
            if until is None or until <= day(self.room.now):
                self.add_error("until", _("Choose a day that is still to come."))
        return cleaned

    def act(self) -> Pause:
        dated = self.cleaned_data["how_long"] == "date"
        return Pause(self.cleaned_data["until"] if dated else None)


class ResumeForm(MyForm):
    def act(self) -> Resume:
        return Resume()


class StopForm(MyForm):
    def act(self) -> Withdraw:
        return Withdraw()


@door("participant")
def pause(request: HttpRequest) -> HttpResponse:
    """Pause, end the pause, or go on to stopping."""
    me = room(request).view
    paused = me.state is PartyState.PAUSED
    form: MyForm = ResumeForm(request) if _ends_pause(request, paused) else PauseForm(request)
    if form.carried_out():
        return redirect("participant:place")
    if (
        isinstance(form, ResumeForm) and not paused
    ):  # there is no pause to end: the page as it is now
        return redirect("participant:pause")
    if isinstance(form, PauseForm):
        easy.drawn(me, form, "how_long", easy.PAUSE)
    return show(
        request,
        easy.screen(me, "participant/course/pause.html"),
        form,
        me=room(request).view,
        paused=paused,
        may_pause=me.state in ACTIVE,
        may_stop=me.state in STOPPABLE,
        may_decline=not me.initiating and me.state in ASKED,
    )


def _ends_pause(request: HttpRequest, paused: bool) -> bool:
    """What was sent decides, not what is: a second click on *End the pause* is still that, and a day
    without a choice is still a pause that lacks its choice."""
    if request.method == "POST":
        return not {"how_long", "until_0"} & set(request.POST)
    return paused


@door("participant")
def stop(request: HttpRequest) -> HttpResponse:
    """One confirming page; works from every place."""
    form = StopForm(request)
    if form.carried_out():
        return redirect("participant:place")
    me = room(request).view
    return show(
        request,
        easy.screen(me, "participant/course/stop.html"),
        form,
        me=me,
        may_stop=me.state in STOPPABLE,
        released=any(mine.state == "released" for mine in me.letters),
    )
