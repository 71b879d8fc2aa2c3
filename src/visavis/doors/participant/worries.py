"""Telling us a worry (A35). Own letters wait at once; somebody calls."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.worries import SAYABLE, SayWorry

LONGEST = 4000


class WorryForm(MyForm):
    about = forms.ChoiceField(
        label=_("What is it about?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    story = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("Do you want to say more?"),
        help_text=_("You may leave this empty. We talk about it when we call."),
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["about"].choices = spoken(SAYABLE)

    def act(self) -> SayWorry:
        return SayWorry(self.cleaned_data["story"], self.cleaned_data["about"])


@door("participant")
def tell(request: HttpRequest) -> HttpResponse:
    form = WorryForm(request)
    if form.carried_out():
        return redirect("participant:help")
    me = room(request).view
    released = any(mine.state == "released" for mine in me.letters)
    return show(request, "participant/help/worry.html", form, released=released)
