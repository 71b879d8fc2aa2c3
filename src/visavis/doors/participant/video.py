"""A video call in rooms of ours: the name on the screen, trying it out, going in.

A link is made at the click and leads away at once; what it leads to is this person's own waiting room, until the
mediator let them in. Outside their own hour it leads back to their appointments.
"""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.forms import MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import PartyRoom, show
from visavis.doors.shared.door import door
from visavis.mediation.video import (
    LONGEST_NAME,
    ChooseCallName,
    door_shuts,
    may_enter,
    may_try,
)
from visavis.mediation.views import Appointment
from visavis.mediation.views.meeting import IN
from visavis.outside import video


class NameForm(MyForm):
    cannot = _("You cannot choose this now. Nothing was changed.")
    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=_("Which name stands on the screen?"),
        help_text=_("Your first name, a letter, or another name. Everyone in the call sees it."),
        error_messages={"required": _("Write something here first.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, initial={"name": room(request).view.call_name})

    def act(self) -> ChooseCallName:
        return ChooseCallName(self.cleaned_data["name"])


@door("participant")
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request)
    if form.carried_out():
        return redirect("participant:appointments")
    return show(request, "participant/appointments/name.html", form)


def _own(request: HttpRequest, mine: str) -> tuple[PartyRoom, Appointment]:
    here = room(request)
    one = here.view.appointment(mine)
    if one is None:
        raise Http404
    return here, one


def _led(here: PartyRoom, one: Appointment, to: str) -> HttpResponse:
    called = here.view.call_name or _now("Participant")
    server = settings.VISAVIS_VIDEO
    return HttpResponseRedirect(video.link(server, to, called, here.now, door_shuts(one)))


@door("participant", methods=["GET"])
def enter(request: HttpRequest, mine: str) -> HttpResponse:
    here, one = _own(request, mine)
    if settings.VISAVIS_VIDEO is None or not may_enter(here.view, one, here.now):
        return redirect("participant:appointments")
    talk = video.meeting_room(settings.VISAVIS_VIDEO, one.contact)
    return _led(here, one, talk if one.call == IN else one.room)


@door("participant", methods=["GET"])
def try_out(request: HttpRequest, mine: str) -> HttpResponse:
    """Alone, in a room that no other link opens."""
    here, one = _own(request, mine)
    if settings.VISAVIS_VIDEO is None or not may_try(here.view, one, here.now):
        return redirect("participant:appointments")
    return _led(here, one, video.trying_room(settings.VISAVIS_VIDEO, one.room))
