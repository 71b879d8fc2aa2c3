"""*Who comes along*: whom I would like at a group meeting, the list that everyone gets, my own answer (§2.5).

A name is for the mediator alone until its proposer lets it stand on the list. What one says of the list, and of
whom, stands on no other page than one's own.
"""

from random import SystemRandom
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import CHOOSE, MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared import talk_papers
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.talk_papers import in_a_group
from visavis.journal.record import new_id
from visavis.mediation.conference import (
    MOST,
    AnswerAttendees,
    ProposeAttendee,
    TakeAttendeeBack,
)
from visavis.mediation.preparation import CHOOSES_FORM
from visavis.mediation.terms import day
from visavis.mediation.views import Attendee, Group, Guest, PartyView

NAME = 120


class ShownForm(MyForm):
    """How somebody stands on the list, and whether: two equal choices."""

    cannot = _("You cannot do this from the place where you are now.")
    shown_as = forms.CharField(
        required=False,
        max_length=NAME,
        label=_("How should this person stand on the list?"),
        help_text=_(
            "For example: Eva, a friend. Empty means: by their name. No last name is needed."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    released = forms.ChoiceField(
        label=_("May your mediator put this on the list that everyone reads?"),
        choices=[
            ("no", _("Not yet. First only my mediator knows")),
            ("yes", _("Yes, exactly so")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, one: Attendee) -> None:
        chosen = "yes" if one.released else "no"
        super().__init__(request, initial={"shown_as": one.shown_as, "released": chosen})
        self.one = one

    def act(self) -> ProposeAttendee:
        sent = self.cleaned_data
        return ProposeAttendee(
            self.one.attendee, self.one.name, sent["shown_as"], sent["released"] == "yes"
        )


class ProposeForm(MyForm):
    """Somebody new: of the people beside me, or anyone else."""

    cannot = ShownForm.cannot
    guest = forms.ChoiceField(
        required=False,
        label=_("Is it somebody who stands beside you already?"),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    name = forms.CharField(
        required=False,
        max_length=NAME,
        label=_("What is this person called?"),
        help_text=_("You need not fill this in for somebody who stands beside you already."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    shown_as = ShownForm.base_fields["shown_as"]
    released = ShownForm.base_fields["released"]

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        beside = _beside(room(request).view)
        if beside:
            listed = [(one.guest, one.name) for one in beside]
            self.fields["guest"].choices = [*listed, ("", _("No, somebody else"))]
        else:
            del self.fields["guest"]
            self.fields["name"].help_text = ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("name", "").strip() and not cleaned.get("guest"):
            self.add_error("name", _("Fill in a name."))
        return cleaned

    def act(self) -> ProposeAttendee:
        sent = self.cleaned_data
        return ProposeAttendee(
            new_id(SystemRandom()),
            sent["name"],
            sent["shown_as"],
            sent["released"] == "yes",
            sent.get("guest", ""),
        )


class NotAlongForm(MyForm):
    def __init__(self, request: HttpRequest, attendee: str) -> None:
        super().__init__(request)
        self.attendee = attendee

    def act(self) -> TakeAttendeeBack:
        return TakeAttendeeBack(self.attendee)


class ListForm(MyForm):
    """Three equal choices; whom I do not want there is for my mediator alone."""

    choice = forms.ChoiceField(
        label=_("Is it fine for you that these people come?"),
        choices=[
            ("yes", _("Yes, with this list")),
            ("no", _("No, not with this list")),
            ("later", _("I want to think about it longer")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    said = forms.CharField(
        required=False,
        max_length=2000,
        label=_("Is there somebody whom you do not want there? Or what would help?"),
        help_text=_("Only your mediator reads this. You may leave it empty."),
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
    )
    version_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, group: Group) -> None:
        super().__init__(request, initial={"said": group.said})
        self.group = group

    def clean_version_hash(self) -> str:
        sent: str = self.cleaned_data["version_hash"]
        if sent != self.group.version_hash:
            raise forms.ValidationError(
                _("There is another list now. Read it once more, and choose again.")
            )
        return sent

    @property
    def wants_to_think(self) -> bool:
        return self.is_bound and self.is_valid() and self.cleaned_data["choice"] == "later"

    def act(self) -> AnswerAttendees:
        sent = self.cleaned_data
        return AnswerAttendees(sent["version_hash"], sent["choice"] == "yes", sent["said"])


def _beside(me: PartyView) -> list[Guest]:
    """Whom this person asked beside them and did not name here yet."""
    named = {one.guest for one in me.group.mine}
    return [
        one for one in me.around if one.what_for and one.state != "ended" and one.guest not in named
    ]


def _mine(me: PartyView, attendee: str) -> Attendee:
    found = me.group.attendee(attendee)
    if found is None:
        raise Http404
    return found


@door("participant", methods=["GET"])
def group(request: HttpRequest) -> HttpResponse:
    me = room(request).view
    if not in_a_group(me):
        return redirect("participant:place")
    possible = me.state in CHOOSES_FORM
    return show(
        request,
        "participant/conference/conference.html",
        group=me.group,
        possible=possible,
        may_name=possible and len(me.group.mine) < MOST,
    )


@door("participant")
def propose(request: HttpRequest) -> HttpResponse:
    form = ProposeForm(request)
    if form.carried_out():
        return redirect("participant:group")
    if not form.is_bound and room(request).view.state not in CHOOSES_FORM:
        return redirect("participant:group")
    return show(request, "participant/conference/propose.html", form)


@door("participant")
def attendee(request: HttpRequest, attendee: str) -> HttpResponse:
    me = room(request).view
    one = _mine(me, attendee)
    form = ShownForm(request, one)
    if form.carried_out():
        return redirect("participant:group")
    listed = one.shown_as in me.group.names
    return show(request, "participant/conference/propose.html", form, one=one, listed=listed)


@door("participant")
def take_back(request: HttpRequest, attendee: str) -> HttpResponse:
    """Sent a second time, it was done already."""
    form = NotAlongForm(request, attendee)
    if form.is_bound and form.carried_out():
        return redirect("participant:group")
    one = _mine(room(request).view, attendee)
    return show(request, "participant/conference/not_along.html", form, one=one)


@door("participant")
def attendees(request: HttpRequest) -> HttpResponse:
    """The list, name by name, and this person's own answer to exactly that."""
    me = room(request).view
    if not me.group.names:
        return redirect("participant:group")
    form = ListForm(request, me.group)
    if form.wants_to_think or form.carried_out():
        return redirect("participant:group")
    return show(request, "participant/conference/list.html", form, group=me.group)


@door("participant", methods=["GET"])
def paper(request: HttpRequest) -> HttpResponse:
    """D15, as whoever comes along reads and signs it."""
    return talk_papers.attendee(day(room(request).now))
