"""*Mijn gegevens*: a copy of all that is one's own, and asking to be erased (domain §8 "Rights")."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import language
from visavis.doors.participant.forms import CHOOSE
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.coming_in import SecretWords
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.doors.shared.own_copy import as_file, own_copy_of
from visavis.journal import requests
from visavis.journal.requests import Asked
from visavis.mediation.course import STOPPABLE, Withdraw
from visavis.mediation.views import PartyView, WeTold
from visavis.people import clock, sessions, signing_in
from visavis.people.addresses import address


class OwnWords(forms.Form):
    """Asks for one's own five words, when they were not given in the last five minutes."""

    use_required_attribute = False
    words = forms.CharField(
        required=False,
        max_length=signing_in.LONGEST_TYPED,
        label=_("Your own five words"),
        help_text=_("We ask this to be sure that it is you. They stand on your card."),
        widget=SecretWords,
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request
        self.asks_words = not sessions.stepped_up(request)
        if self.is_bound:
            only_fields(request, tuple(self.fields))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.asks_words and not self.errors:
            self._prove(said.get("words", ""))
        return said

    def _prove(self, words: str) -> None:
        if not words.strip():
            self.add_error("words", _("Fill in your own five words."))
            return
        found = signing_in.prove_again(
            self.request.signed_in.account, words, address(self.request), clock.real_now()
        )
        if isinstance(found, signing_in.Refused):
            self.add_error("words", _("These are not your five words. Look once more, or call us."))
            return
        sessions.note_step_up(self.request)
        self.asks_words = False


class CopyForm(OwnWords):
    kind = forms.ChoiceField(
        label=_("How do you want it?"),
        choices=[
            ("pdf", _("To read and to print")),
            ("json", _("As a file for another program")),
        ],
        initial="pdf",
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    field_order = ("kind", "words")


@door("participant")
def own_data(request: HttpRequest) -> HttpResponse:
    """What we keep, and the copy of it: made now, kept nowhere."""
    mine = room(request)
    form = CopyForm(request)
    if form.is_valid():
        copy = own_copy_of(mine.where.party, mine.where.trajectory, mine.ring, mine.now)
        return as_file(copy, form.cleaned_data["kind"], language())
    asked = requests.asked_on(mine.ring, Asked.ERASURE, mine.where.party)
    return show(request, "participant/own_data/own_data.html", copy_form=form, asked=asked,
                told=told_of_data(mine.view), page_errors=bool(form.errors))  # fmt: skip


def told_of_data(me: PartyView) -> list[WeTold]:
    """What we told this person we did with what is theirs: that it was opened, or passed on (S39, S41)."""
    return sorted((*me.openings, *me.disclosures), key=lambda one: one.on)


class EraseForm(OwnWords):
    """Nothing but who asks."""


@door("participant")
def erase(request: HttpRequest) -> HttpResponse:
    """Asking to be erased. We look whether anything stands in the way, and answer within a month."""
    mine = room(request)
    form = EraseForm(request)
    if form.is_valid():
        if mine.view.state in STOPPABLE:  # nothing is carried on for who asks to be erased
            mine.carry_out(Withdraw())
        requests.ask(mine.ring, Asked.ERASURE, mine.where.party, mine.where.trajectory, mine.now)
        return redirect("participant:own_data")
    asked = requests.asked_on(mine.ring, Asked.ERASURE, mine.where.party)
    return show(request, "participant/own_data/erase.html", erase_form=form, asked=asked,
                page_errors=bool(form.errors))  # fmt: skip
