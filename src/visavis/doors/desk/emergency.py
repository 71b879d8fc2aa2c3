"""*Noodinzage*: the practice lead opens what their role does not, for an hour, with a reason (S41).

It shows what the permission table grants for a logged reason; it lets nobody act in another role.
"""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.rooms import Desk, TrajectoryRoom, desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.proving import Proof
from visavis.journal import glass, record
from visavis.mediation.entries import Audience
from visavis.mediation.opening import BreakGlass

LEAD = frozenset({Audience.SUPERVISOR})


class EmergencyForm(Proof):
    reason = forms.CharField(
        label=_("Why can this not wait for the mediator?"),
        help_text=_("The privacy officer reads this today. The person hears it later."),
        min_length=glass.SHORTEST_REASON,
        max_length=500,
        error_messages={
            "required": _("Write something here first."),
            "min_length": _("Write it in a sentence."),
        },
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    field_order = ("reason", "passphrase")


@door("desk", needs={"supervisor"})
def emergency(request: HttpRequest, trajectory: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, LEAD)
    nickname = room.view.desk.nickname
    form = EmergencyForm(request)
    if request.method == "POST":
        only_fields(request, ("reason", "passphrase"))
        if form.is_valid():
            if not here.in_emergency(trajectory):  # else the form was sent twice
                declare(here, room, trajectory, form.cleaned_data["reason"])
            return redirect("desk:trajectory", trajectory)
    return frame.show(
        request,
        here,
        "emergency",
        here="trajectories",
        trajectory=trajectory,
        nickname=nickname,
        asked=form,
        page_errors=bool(form.errors),
    )


def declare(here: Desk, room: TrajectoryRoom, trajectory: str, reason: str) -> None:
    """The act, which leaves the privacy officer to tell each person, and the hour itself; both or neither."""
    act = BreakGlass(reason, here.now + glass.LASTS)
    with transaction.atomic():
        # Whatever moved since the page was opened: an emergency is not asked twice.
        record.carry_out(act, room.actor, room.where, room.ring, here.now)
        glass.break_glass(
            here.ring, here.account, Audience.SUPERVISOR, trajectory, reason, here.now
        )
