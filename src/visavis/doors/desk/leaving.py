"""A colleague leaves: every trajectory that runs gets another mediator first, one by one, only then are they gone."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import frame
from visavis.doors.desk.colleagues import mediator_here, row_of, running, shown
from visavis.doors.desk.mediator import PLANS
from visavis.doors.desk.rooms import Desk, desk
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import DateInBoxes
from visavis.doors.shared.proving import Proof
from visavis.people import staff
from visavis.people.staff import Colleague

NEEDED = ("intake", "planner", "supervisor")
"""Work at the desk that nobody does in somebody else's place."""
LAST_ONE = {
    "intake": _("Nobody else does intake. First somebody else gets that role."),
    "planner": _("Nobody else plans. First somebody else gets that role."),
    "supervisor": _("Nobody else is practice lead. First somebody else gets that role."),
}


class LastDayForm(forms.Form):
    use_required_attribute = False
    on = DateInBoxes(
        label=_("What is their last day?"),
        help_text=_("From now on nobody can give them a new trajectory."),
        error_messages={"required": _("Fill in the day, the month and the year.")},
    )


def hindered(here: Desk, one: Colleague, left: int) -> list[Any]:
    """Why this departure cannot be ended now, each a sentence; empty where it can."""
    found: list[Any] = []
    if one.account == here.account:
        found.append(_("You cannot end your own departure. Ask a colleague who plans."))
    if one.leaves_on is not None and one.leaves_on > here.today:
        found.append(_("Their last day is still to come."))
    if left:
        found.append(_("First every trajectory in this list gets another mediator."))
    others = [each.roles for each in staff.colleagues() if each.account != one.account]
    found += [
        LAST_ONE[role]
        for role in NEEDED
        if role in one.roles and not any(role in roles for roles in others)
    ]
    return found


@door("desk", needs=PLANS)
def leaving(request: HttpRequest, account: str) -> HttpResponse:
    """The list, and the last day."""
    here, one = desk(request), mediator_here(account)
    if request.method == "POST":
        only_fields(request, {f"on_{n}" for n in range(3)})
    form = LastDayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with staff.one_at_a_time():
            staff.leaves(account, form.cleaned_data["on"])
        return redirect("desk:leaving", account)
    return _page(request, here, one, day_form=form)


@door("desk", needs=PLANS, methods=["POST"])
def stays(request: HttpRequest, account: str) -> HttpResponse:
    only_fields(request, ())
    staff.leaves(mediator_here(account).account, None)
    return redirect("desk:leaving", account)


@door("desk", needs=PLANS, methods=["POST"])
def gone(request: HttpRequest, account: str) -> HttpResponse:
    """The end: nobody signs in with this account any more. Looked at again while nobody can be assigning."""
    here, one = desk(request), mediator_here(account)
    only_fields(request, {"passphrase"})
    proof = Proof(request)
    if one.leaves_on is None or not proof.is_valid():
        return _page(request, here, one, proof=proof)
    with staff.one_at_a_time():
        still = hindered(here, one, len(running(here, account)))
        if not still:
            staff.close_account(account, here.now)
    return _page(request, here, one) if still else redirect("desk:colleagues")


def _page(
    request: HttpRequest,
    here: Desk,
    one: Colleague,
    *,
    day_form: LastDayForm | None = None,
    proof: Proof | None = None,
) -> HttpResponse:
    rows = [row_of(card, one.account) for card in running(here, one.account)]
    asked = proof or Proof(request, sent=False)
    return frame.show(
        request,
        here,
        "leaving",
        rows=rows,
        hindered=hindered(here, one, len(rows)),
        day_form=day_form or LastDayForm(),
        proof=asked,
        page_errors=bool(asked.errors or (day_form and day_form.errors)),
        **shown(here, one),
    )
