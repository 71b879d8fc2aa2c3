"""Who came back begins anew, in a trajectory of their own, linked to the one before (A34, S44)."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame, told_acts
from visavis.doors.desk.act_forms import FormOf, form_for
from visavis.doors.desk.asking import Window, nobody_yet
from visavis.doors.desk.reaching import REACH
from visavis.doors.desk.rooms import desk
from visavis.doors.shared.door import door
from visavis.journal.record import Recorded
from visavis.mediation.closing import DecideReopening
from visavis.mediation.views import PartyView


def _row(before: PartyView) -> FormOf:
    """The form of who calls to sign up, with what they told us before: everything is asked again."""
    known = {name: getattr(before, name) for name in ("first_name", "relation", "language")}
    known |= {name: getattr(before.reach, name) for name in REACH}

    def begins(window: Window) -> dict[str, Any]:
        return known

    return replace(
        told_acts.SIGN_UP,
        slug="opnieuw",
        title=_("They begin anew"),
        lead=_(
            "In a new trajectory, in which they begin. Ask everything again: this stood in what they told us before. "
            "In the trajectory they come from nothing more is done, and nobody there hears of it."
        ),
        begins=begins,
    )


@door("desk", needs={"intake"})
def begin_anew(request: HttpRequest, trajectory: str, party: str) -> HttpResponse:
    here = desk(request)
    room = here.trajectory(trajectory, DecideReopening.roles)
    side = frame.side_of(room.view, party)
    if not side.file.begins_anew:
        raise Http404
    if side.file.goes_on_in:
        return redirect("desk:prepare", side.file.goes_on_in)
    form = form_for(request, here.new_sign_up(), _row(side.own), nobody_yet(here.today))
    if form.carried_out() and form.recorded is not None:
        new = form.recorded.where.trajectory
        linked = DecideReopening(side.party, anew=True, linked=new)
        for _again in range(2):  # once more where somebody acted here in between
            room = here.trajectory(trajectory, DecideReopening.roles)
            if isinstance(room.carry_out(linked, token=room.token, key=form.once), Recorded):
                break
        return redirect("desk:prepare", new)
    return frame.show(request, here, "by_telephone", form=form, here="new", row=form.row)
