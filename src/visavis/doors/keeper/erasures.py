"""*Wissen*: whose day comes, what is held back and until when, and the certificate of each erasure."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import OFFICER, dossiers, keeper, names, part, show
from visavis.doors.keeper.words import GROUNDS, WHY
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.forms import DateInBoxes
from visavis.journal import retention
from visavis.journal.erasure import Certificate, certificates
from visavis.journal.models import ErasureRow, Party

ONLY = {OFFICER}
AHEAD = timedelta(days=92)
SHOWN = 200
NEWEST = 12
"""Certificates on the page; the rest stands behind "all"."""


@dataclass(frozen=True, slots=True)
class DueLine:
    dossier: str
    part: str
    party: str
    on: date
    held: date | None


@door("keeper", needs=ONLY, methods=["GET"])
def erasures(request: HttpRequest) -> HttpResponse:
    at = keeper(request)
    due = retention.due(at.tenant, at.today + AHEAD, at.today)
    held = retention.holds(at.ring, at.today)
    done, everything = certificates(at.ring), request.GET.get("alles") == "1"
    where = dict(
        Party.objects.filter(id__in={one.party for one in held}).values_list("id", "trajectory_id")
    )
    known = dossiers(at, [*(one.trajectory for one in due[:SHOWN]), *where.values()])
    called = names(one.by for one in held)
    return show(
        request,
        at,
        "erasures",
        here="erasures",
        due=[
            DueLine(known[one.trajectory], part(one.party), one.party, one.on, one.held)
            for one in due[:SHOWN]
        ],
        more=len(due[SHOWN:]),
        ahead=at.today + AHEAD,
        held=[
            (one, known[where[one.party]], part(one.party), GROUNDS[one.ground], called[one.by])
            for one in held
        ],
        done=done if everything else done[:NEWEST],
        number=len(done),
        is_all=everything or len(done) <= NEWEST,
    )


@door("keeper", needs=ONLY, methods=["GET"])
def certificate(request: HttpRequest, party: str) -> HttpResponse:
    """Who was erased when, on whose word, and what is left: numbers and ids. To print and to keep."""
    at = keeper(request)
    found = next((one for one in certificates(at.ring) if one.party == party), None)
    if found is None:
        raise Http404
    return show(
        request,
        at,
        "certificate",
        here="erasures",
        one=found,
        part=part(found.party),
        ground=WHY[found.ground],
        by=names(found.by).values(),
        **days(found),
    )


def days(one: Certificate) -> dict[str, Any]:
    return {
        "on": date.fromisoformat(one.on),
        "finished": date.fromisoformat(one.finished) if one.finished else None,
    }


class HoldForm(forms.Form):
    """Why an erasure waits, and until which day at most."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label=_("Why must it wait?"),
        choices=list(GROUNDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer first.")},
    )
    words = forms.CharField(
        label=_("Which one?"),
        help_text=_("A number or a date is enough. Nothing of what it is about."),
        max_length=200,
        error_messages={"required": _("Write something here first.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    until = DateInBoxes(
        label=_("Until which day at most?"),
        error_messages={"required": _("Fill in the day, the month and the year.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.today + timedelta(days=5 * 366):
            raise forms.ValidationError(_("Choose a day that is still to come, within five years."))
        return until


@door("keeper", needs=ONLY)
def hold(request: HttpRequest, party: str) -> HttpResponse:
    at = keeper(request)
    found = Party.objects.filter(id=party, trajectory__tenant_id=at.tenant).first()
    if found is None or ErasureRow.objects.filter(party_id=party).exists():
        raise Http404
    form = HoldForm(today=at.today)
    if request.method == "POST":
        only_fields(request, ("ground", "words", "until_0", "until_1", "until_2"))
        form = HoldForm(request.POST, today=at.today)
        if form.is_valid():
            said = form.cleaned_data
            retention.put_hold(
                at.ring, party, said["until"], said["ground"], said["words"], at.account
            )
            return redirect("keeper:erasures")
    known = dossiers(at, [found.trajectory_id])
    return show(
        request,
        at,
        "hold",
        here="erasures",
        form=form,
        part=part(party),
        dossier=known[found.trajectory_id],
    )


@door("keeper", needs=ONLY, methods=["POST"])
def end_hold(request: HttpRequest, hold: str) -> HttpResponse:
    only_fields(request, ())
    at = keeper(request)
    retention.end_hold(hold, at.today - timedelta(days=1))
    return redirect("keeper:erasures")
