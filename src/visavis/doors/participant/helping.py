"""*Would you read along?*: a copy of what I am writing, for my mediator alone, and their word (domain §2.3.1)."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import drafts
from visavis.doors.participant.forms import MyForm
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.letters import AskHelpWithDraft
from visavis.mediation.views import PartyView, SharedDraft
from visavis.mediation.words import ACTIVE


def shown_to_mediator(me: PartyView) -> list[SharedDraft]:
    """What the mediator read along with and was not released since, the newest first."""
    return [one for one in reversed(me.drafts) if me.letter(one.letter) is None]


class AskHelpForm(MyForm):
    """Shares exactly the text that stands on the page; ``print``: what the page showed."""

    cannot = _("Your mediator does not have this text. It is kept, for you alone.")
    print = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, draft: drafts.Draft) -> None:
        super().__init__(request)
        self.draft = draft

    def clean_print(self) -> str:
        sent: str = self.cleaned_data["print"]
        if sent != self.draft.print:
            raise forms.ValidationError(
                _("The text has changed since you opened this page. Look once more.")
            )
        return sent

    def act(self) -> AskHelpWithDraft:
        return AskHelpWithDraft(self.draft.id, self.draft.text)


@door("participant")
def ask_help(request: HttpRequest, draft: str) -> HttpResponse:
    mine = room(request)
    if mine.view.letter(draft) is not None:
        return redirect("participant:letter", letter=draft)
    found = drafts.one(mine, draft)
    if found is None or found.wordless:
        raise Http404
    form = AskHelpForm(request, found)
    if form.carried_out():
        return redirect("participant:helped", letter=draft)
    possible = mine.view.state in ACTIVE
    return show(request, "participant/letters/ask_help.html", form, draft=found, possible=possible)


@door("participant", methods=["GET"])
def helped(request: HttpRequest, letter: str) -> HttpResponse:
    """The copy my mediator has, and their word about it."""
    mine = room(request)
    found = next((one for one in mine.view.drafts if one.letter == letter), None)
    if found is None:
        raise Http404
    return show(
        request,
        "participant/letters/helped.html",
        copy=found,
        writing=drafts.one(mine, letter) is not None and mine.view.letter(letter) is None,
    )
