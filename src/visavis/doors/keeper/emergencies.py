"""*Noodinzage*: who opened a dossier in an emergency, why, until when, and whether the person knows (S41)."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import OFFICER, Keeper, dossiers, keeper, names, show
from visavis.doors.keeper.words import ROLES
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.journal import glass, record
from visavis.journal.record import Where
from visavis.mediation.acts import DeskAct
from visavis.mediation.course import TickOff
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.opening import TellOfOpening

ONLY = {OFFICER}
WRITE, SPOKEN = "write", "spoken"


@door("keeper", needs=ONLY, methods=["GET"])
def emergencies(request: HttpRequest) -> HttpResponse:
    at = keeper(request)
    found = glass.emergencies(at.ring)
    called = names(one.account for one in found)
    known = dossiers(at, (one.trajectory for one in found))
    rows = [
        (
            one,
            called[one.account],
            ROLES.get(one.role, one.role),
            known[one.trajectory],
            [] if one.informed_on else _numbered(glass.to_tell(at.ring, one.trajectory)),
        )
        for one in found
    ]
    return show(request, at, "emergencies", here="emergencies", rows=rows)


def _numbered(waiting: list[glass.Listener]) -> list[tuple[glass.Listener, int]]:
    """Each with a number where more than one other is to be told: two buttons may not say the same."""
    others = [one for one in waiting if not one.began]
    return [
        (one, others.index(one) + 1 if len(others) > 1 and one in others else 0) for one in waiting
    ]


@door("keeper", needs=ONLY, methods=["POST"])
def seen(request: HttpRequest, glass_id: str) -> HttpResponse:
    only_fields(request, ())
    at = keeper(request)
    glass.notice(at.ring, glass_id, at.today)
    return redirect("keeper:emergencies")


@door("keeper", needs=ONLY, methods=["POST"])
def told(request: HttpRequest, glass_id: str) -> HttpResponse:
    """They were told, where nobody stands on the list any more."""
    only_fields(request, ())
    at = keeper(request)
    glass.inform(at.ring, glass_id, at.today)
    return redirect("keeper:emergencies")


class TellForm(forms.Form):
    """Telling one person, on their own page, or having told them in a talk."""

    use_required_attribute = False
    how = forms.ChoiceField(
        label=_("How do they hear it?"),
        choices=[
            (WRITE, _("We write it on their page now")),
            (SPOKEN, _("They heard it in a talk")),
        ],
        initial=WRITE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer first.")},
    )
    words = forms.CharField(
        required=False,
        label=_("What we write"),
        help_text=_(
            "Only what is about this person. Nothing of the other: no day, no reason that is theirs."
        ),
        initial=_(
            "Someone of our service who does not belong to your trajectory opened it, for an hour, because "
            "something could not wait. Do you want to know more? Call us."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("how") == WRITE and not said.get("words", "").strip():
            self.add_error("words", _("Write something here first."))
        return said


@door("keeper", needs=ONLY)
def tell(request: HttpRequest, glass_id: str, party: str) -> HttpResponse:
    at = keeper(request)
    one = next((one for one in glass.emergencies(at.ring) if one.id == glass_id), None)
    who = (
        next((who for who in glass.to_tell(at.ring, one.trajectory) if who.party == party), None)
        if one
        else None
    )
    if one is None or who is None:
        raise Http404
    form = TellForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        only_fields(request, ("how", "words"))
        if form.is_valid():
            carry_out(at, one, who.party, form.cleaned_data)
            return redirect("keeper:emergencies")
    dossier = dossiers(at, [one.trajectory])[one.trajectory]
    return show(
        request, at, "tell", here="emergencies", form=form, one=one, who=who, dossier=dossier
    )


def carry_out(at: Keeper, one: glass.Glass, party: PartyId, said: dict[str, Any]) -> None:
    act: DeskAct = (
        TellOfOpening(party, said["words"].strip())
        if said["how"] == WRITE
        else TickOff(party, glass.WAITS)
    )
    actor = Actor(Audience.PRIVACY_OFFICER, at.account)
    with transaction.atomic():
        record.carry_out(act, actor, Where(one.trajectory), at.doing_in(one.trajectory), at.now)
        if not glass.to_tell(at.ring, one.trajectory):
            for other in glass.emergencies(at.ring):
                if other.trajectory == one.trajectory:
                    glass.inform(at.ring, other.id, at.today)
