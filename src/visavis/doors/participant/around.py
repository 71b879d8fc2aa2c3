"""*People around me*: who I name, what each may see, inviting and ending (A39, S40)."""

from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import language
from visavis.doors.participant.forms import MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.journal.record import new_id
from visavis.mediation.around import WHAT_FOR, EndSupporter, InviteSupporter, SetSupporterView
from visavis.mediation.entries import Audience
from visavis.mediation.ticks import TICKABLE, TICKS, ticks_of
from visavis.mediation.views import Guest, PartyView

NOT_MINE_TO_END = {
    Audience.GUARDIAN: _("parent or guardian"),
    Audience.INTERPRETER: _("interpreter"),
}
"""Who stands beside a person without having been invited by them."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One person beside me, in words."""

    guest: Guest
    lawyer: bool
    signed_me_up: bool
    what_for: list[str]
    sees: list[str]


def offered_to(role: Audience) -> dict[str, Any]:
    return {tick: TICKS[tick].text for tick in TICKABLE[role]}


def beside(guest: Guest) -> Beside:
    here = language()
    return Beside(
        guest,
        guest.role is Audience.LAWYER,
        guest.role is Audience.REFERRER,
        [WHAT_FOR[one].within(here) for one in guest.what_for if one in WHAT_FOR],
        [TICKS[one].text.within(here) for one in ticks_of(guest)],
    )


def mine(me: PartyView) -> list[Guest]:
    """Whom I invited, and who signed me up in their work, as long as it lasts."""
    return [one for one in me.around if one.role in TICKABLE and one.state != "ended"]


def one_of_mine(request: HttpRequest, guest: str) -> Guest:
    found = next((one for one in mine(room(request).view) if one.guest == guest), None)
    if found is None:
        raise Http404
    return found


class SeesForm(MyForm):
    """What somebody beside me may see. Nothing is ticked before I tick it."""

    ticks = forms.MultipleChoiceField(
        required=False,
        label=_("What may this person see?"),
        help_text=_(
            "Nothing is fine too. You can change it every day. They never see anything of the other."
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, request: HttpRequest, guest: Guest) -> None:
        super().__init__(request, initial={"ticks": [*ticks_of(guest)]})
        self.guest = guest
        self.fields["ticks"].choices = spoken(offered_to(guest.role))

    def act(self) -> SetSupporterView:
        return SetSupporterView(self.guest.guest, tuple(self.cleaned_data["ticks"]))


class InviteForm(MyForm):
    """Somebody of my own, or my lawyer."""

    name = forms.CharField(
        label=_("What is this person called?"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Fill in a name.")},
    )
    what_for = forms.MultipleChoiceField(
        required=False,
        label=_("What do you ask of them?"),
        help_text=_("Choose as many as you like, or none."),
        widget=forms.CheckboxSelectMultiple,
    )
    ticks = SeesForm.base_fields["ticks"]

    def __init__(self, request: HttpRequest, role: Audience) -> None:
        super().__init__(request)
        self.role = role
        self.fields["what_for"].choices = spoken(WHAT_FOR)
        self.fields["ticks"].choices = spoken(offered_to(role))

    def act(self) -> InviteSupporter:
        sent = self.cleaned_data
        return InviteSupporter(
            new_id(SystemRandom()),
            sent["name"],
            tuple(sent["what_for"]),
            tuple(sent["ticks"]),
            self.role,
        )


class EndForm(MyForm):
    def __init__(self, request: HttpRequest, guest: str) -> None:
        super().__init__(request)
        self.guest = guest

    def act(self) -> EndSupporter:
        return EndSupporter(self.guest)


@door("participant", methods=["GET"])
def around(request: HttpRequest) -> HttpResponse:
    me = room(request).view
    others = [
        (one.name, NOT_MINE_TO_END[one.role])
        for one in me.around
        if one.role in NOT_MINE_TO_END and one.state != "ended" and one.name
    ]
    return show(
        request,
        "participant/around/around.html",
        people=[beside(one) for one in mine(me)],
        others=others,
        drawn=bool(me.ecogram),
    )


@door("participant")
def invite(request: HttpRequest, role: Audience) -> HttpResponse:
    form = InviteForm(request, role)
    if form.carried_out():
        return redirect("participant:around")
    return show(request, "participant/around/invite.html", form, lawyer=role is Audience.LAWYER)


@door("participant")
def sees(request: HttpRequest, guest: str) -> HttpResponse:
    known = one_of_mine(request, guest)
    form = SeesForm(request, known)
    if form.carried_out():
        return redirect("participant:around")
    return show(request, "participant/around/sees.html", form, known=known)


@door("participant")
def end(request: HttpRequest, guest: str) -> HttpResponse:
    """Sent a second time, it has ended already."""
    known = room(request).view.guest(guest)
    if known is not None and known.state == "ended":
        return redirect("participant:around")
    known = one_of_mine(request, guest)
    form = EndForm(request, guest)
    if form.carried_out():
        return redirect("participant:around")
    return show(request, "participant/around/end.html", form, known=known)
