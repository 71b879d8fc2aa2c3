"""*Verzoeken*: what people ask about their data; two of staff stand for it before it is carried out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.keeper.frame import OFFICER, Keeper, dossiers, keeper, names, part, show
from visavis.doors.keeper.words import ASKED, CLOSED, ROLES
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.proving import Proof
from visavis.journal import requests
from visavis.journal.requests import Closed, NotAgain, Request

ONLY = {OFFICER}
STAND, WITHDRAWN, REFUSED, DONE = "stand", "withdrawn", "refused", "done"


@dataclass(frozen=True, slots=True)
class Shown:
    request: Request
    asked: Any
    dossier: str
    part: str
    stood: list[tuple[str, Any, str]]
    late: bool
    closed: Any


def in_words(at: Keeper, found: list[Request]) -> list[Shown]:
    known = dossiers(at, (one.trajectory for one in found))
    called = names(who.account for one in found for who in one.stood)
    return [
        Shown(
            one,
            ASKED[one.asked],
            known.get(one.trajectory, ""),
            part(one.party),
            [(called[who.account], ROLES.get(who.role, who.role), who.on) for who in one.stood],
            one.closed_on is None and one.due_on < at.today,
            CLOSED.get(one.closed, ""),
        )
        for one in found
    ]


@door("keeper", needs=ONLY, methods=["GET"])
def all_requests(request: HttpRequest) -> HttpResponse:
    at = keeper(request)
    return show(
        request,
        at,
        "requests",
        here="requests",
        rows=in_words(at, requests.open_requests(at.ring)),
        closed=in_words(at, requests.closed_requests(at.ring)),
    )


class AnswerForm(Proof):
    """What the privacy officer does with a request. Standing for an erasure asks for the passphrase."""

    answer = forms.ChoiceField(
        label=_("What do you do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer first.")},
    )
    words = forms.CharField(
        required=False,
        label=_("The reason, where you refuse"),
        help_text=_("The person hears it, and how to complain about it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, at: Keeper, found: Request) -> None:
        super().__init__(request)
        ways = [
            (WITHDRAWN, _("The person takes it back")),
            (REFUSED, _("We refuse it, with a reason")),
        ]
        if found.waits_for(at.account):
            ways.insert(
                0, (STAND, _("I have checked that it is this person who asks, and stand for it"))
            )
        if found.confirmed and found.asked is requests.Asked.COPY:
            ways.insert(0, (DONE, _("The copy was handed over")))
        self.fields["answer"].choices = ways

    def needs_proof(self) -> bool:
        return self.cleaned_data.get("answer") == STAND

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("answer") == REFUSED and not said.get("words", "").strip():
            self.add_error("words", _("Write something here first."))
        return said


@door("keeper", needs=ONLY)
def one_request(request: HttpRequest, request_id: str) -> HttpResponse:
    at = keeper(request)
    found = requests.find(at.ring, request_id)
    if found is None or found.closed_on is not None:
        raise Http404
    form = AnswerForm(request, at, found)
    if request.method == "POST":
        only_fields(request, ("answer", "words", "passphrase"))
        if form.is_valid():
            answer(at, found, form.cleaned_data)
            return redirect("keeper:requests")
    return show(request, at, "request", here="requests", form=form, row=in_words(at, [found])[0])


def answer(at: Keeper, found: Request, said: dict[str, Any]) -> None:
    if said["answer"] == STAND:
        try:
            requests.stand_for(at.ring, found.id, at.asker, at.now)
        except NotAgain:  # the form sent twice
            return
    else:
        how = Closed(said["answer"])
        requests.close(at.ring, found.id, how, at.asker, at.now, said["words"].strip())
