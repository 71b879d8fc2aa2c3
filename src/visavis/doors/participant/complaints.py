"""A complaint (A38, S46): to somebody whom it is not about, with the way outside named on the same page."""

from random import SystemRandom

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import language, spoken
from visavis.doors.participant.forms import CHOOSE, MyForm
from visavis.doors.participant.forms import spoken as in_words
from visavis.doors.participant.help import has_mediator
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.complaint_letters import letter_of
from visavis.doors.shared.door import door
from visavis.journal.record import new_id
from visavis.mediation.complaints import ABOUT, OUTSIDE, Complain, answer_due
from visavis.mediation.terms import day

LONGEST = 8000


class ComplaintForm(MyForm):
    about = forms.ChoiceField(
        label=_("What is it about?"),
        help_text=_("We never let it be answered by whom it is about."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    text = forms.CharField(
        max_length=LONGEST,
        label=_("What went wrong?"),
        help_text=_("In your own words. Short is fine."),
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
    )
    reply_to = forms.CharField(
        required=False,
        max_length=300,
        label=_("Do you want our answer by post? To which address?"),
        help_text=_("You may leave this empty. Our answer always comes here too."),
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        someone = has_mediator(room(request).view)
        self.fields["about"].choices = [
            (code, text) for code, text in in_words(ABOUT) if someone or code != "mediator"
        ]

    def act(self) -> Complain:
        said = self.cleaned_data
        return Complain(new_id(SystemRandom()), said["about"], said["text"], said["reply_to"])


@door("participant")
def complain(request: HttpRequest) -> HttpResponse:
    form = ComplaintForm(request)
    if form.carried_out():
        return redirect("participant:help")
    mine = room(request)
    return show(
        request,
        "participant/help/complaint.html",
        form,
        by=spoken(answer_due(day(mine.now))),
        outside=OUTSIDE.within(language()),
    )


@door("participant", methods=["GET"])
def letter(request: HttpRequest, complaint: str) -> HttpResponse:
    """D25 to keep or to print: that we have it, or our answer."""
    me = room(request).view
    found = next((one for one in me.complaints if one.complaint == complaint), None)
    if found is None:
        raise Http404
    return letter_of(found, language(), me.first_name)
