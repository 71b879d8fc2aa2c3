"""*What it is about*: what I want to ask, to say, and not to hear; for my mediator alone (§2.2)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.appointments import SetSubjects

LONGEST = 4000


def _own_words(label: object, hint: object = "") -> forms.CharField:
    return forms.CharField(
        required=False,
        max_length=LONGEST,
        label=label,
        help_text=hint,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )


class SubjectsForm(MyForm):
    """Three questions, each may stay empty."""

    cannot = _("You cannot change this now. Nothing was changed.")
    ask = _own_words(_("What do you want to ask?"), _("Three questions at most is often enough."))
    say = _own_words(_("What do you want to say?"))
    not_hear = _own_words(_("What do you not want to hear?"))

    def __init__(self, request: HttpRequest) -> None:
        mine = room(request).view.subjects
        super().__init__(
            request, initial={"ask": mine.ask, "say": mine.say, "not_hear": mine.not_hear}
        )

    def act(self) -> SetSubjects:
        said = self.cleaned_data
        return SetSubjects(said["ask"], said["say"], said["not_hear"])


@door("participant")
def subjects(request: HttpRequest) -> HttpResponse:
    form = SubjectsForm(request)
    if form.carried_out():
        return redirect("participant:place")
    return show(request, "participant/appointments/subjects.html", form)
