"""*What we agree*: proposing, reading the exact text, yes or no, and where it may go (A26, S37, S38)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant.days import long
from visavis.doors.participant.days import spoken as day_spoken
from visavis.doors.participant.forms import CHOOSE, MyForm, ProvedForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.agreement_papers import paper_of
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.mediation.agreement import (
    RECIPIENTS,
    AnswerAgreement,
    AnswerDisclosure,
    DraftAgreement,
)
from visavis.mediation.terms import day
from visavis.mediation.views import Agreement, PartyView
from visavis.mediation.words import PartyState

P = PartyState
LONGEST = 8000


def has_part_in(me: PartyView) -> bool:
    """Whether there is anything to agree on from the place where this person is, or was."""
    return me.state is P.IN_CONTACT or bool(me.agreements) or bool(me.proposal)


class ProposalForm(MyForm):
    cannot = _("You cannot propose this from the place where you are now.")
    text = forms.CharField(
        max_length=LONGEST,
        label=_("What do you propose?"),
        help_text=_(
            "In plain words: who does what, and when. Write no address, number or last name."
        ),
        error_messages={"required": _("Write something here first.")},
        widget=forms.Textarea({"rows": 10, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, initial={"text": room(request).view.proposal})

    def act(self) -> DraftAgreement:
        return DraftAgreement(self.cleaned_data["text"])


class AnswerForm(ProvedForm):
    """Three equal choices; thinking about it longer is one of them."""

    choice = forms.ChoiceField(
        label=_("Do you agree with exactly this text?"),
        help_text=_("You may take back a yes, until everyone has said yes and it is recorded."),
        choices=[
            ("yes", _("Yes, I agree")),
            ("no", _("No, not with this text")),
            ("later", _("I want to think about it longer")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    version_hash = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, request: HttpRequest, text: Agreement) -> None:
        super().__init__(request)
        self.text = text
        self.fields["words"].help_text = _("Only if you say yes. They stand on your card.")

    def clean_version_hash(self) -> str:
        sent: str = self.cleaned_data["version_hash"]
        if sent != self.text.version_hash:
            raise forms.ValidationError(
                _("There is another text now. Read it once more, and choose again.")
            )
        return sent

    def needs_proof(self) -> bool:
        return self.cleaned_data.get("choice") == "yes"

    @property
    def wants_to_think(self) -> bool:
        return self.is_bound and self.is_valid() and self.cleaned_data["choice"] == "later"

    def act(self) -> AnswerAgreement:
        said = self.cleaned_data
        return AnswerAgreement(self.text.agreement, said["version_hash"], said["choice"] == "yes")


class SendingForm(ProvedForm):
    """One recipient at a time: each is a yes of its own."""

    recipient = forms.ChoiceField(
        label=_("To whom?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    gives = forms.ChoiceField(
        label=_("May this text be sent there?"),
        choices=[("yes", _("Yes")), ("no", _("No, or not any more"))],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    def __init__(self, request: HttpRequest, text: Agreement) -> None:
        super().__init__(request)
        self.text = text
        self.fields["words"].help_text = _("Only if you say yes. They stand on your card.")
        self.fields["recipient"].choices = spoken(RECIPIENTS)

    def needs_proof(self) -> bool:
        return self.cleaned_data.get("gives") == "yes"

    def act(self) -> AnswerDisclosure:
        said = self.cleaned_data
        return AnswerDisclosure(self.text.agreement, said["recipient"], said["gives"] == "yes")


def _mine(me: PartyView, agreement: str) -> Agreement:
    found = me.agreement(agreement)
    if found is None:
        raise Http404
    return found


def _sending(me: PartyView, text: Agreement) -> dict[str, list[str]]:
    """To whom this person lets it go, and to whom it went."""
    mine = {one.recipient for one in me.may_disclose if one.agreement == text.agreement}
    names = dict(spoken(RECIPIENTS))
    return {
        "lets_go": [name for code, name in names.items() if code in mine],
        "went": [names[code] for code in text.disclosed if code in names],
    }


def _thinks_until(text: Agreement) -> str:
    return day_spoken(day(text.thought_over_at)) if text.thought_over_at else ""


@door("participant", methods=["GET"])
def agreements(request: HttpRequest) -> HttpResponse:
    me = room(request).view
    if not has_part_in(me):
        return redirect("participant:place")
    return show(
        request,
        "participant/agreement/agreements.html",
        me=me,
        texts=[(text, me.accepts(text)) for text in reversed(me.agreements)],
        may_propose=me.state is P.IN_CONTACT,
        time=long(me.terms.reflection),
    )


@door("participant")
def propose(request: HttpRequest) -> HttpResponse:
    form = ProposalForm(request)
    if form.carried_out():
        return redirect("participant:agreements")
    me = room(request).view
    if me.state is not P.IN_CONTACT and not form.is_bound:
        return redirect("participant:place")
    return show(request, "participant/agreement/propose.html", form)


@door("participant")
def agreement(request: HttpRequest, agreement: str) -> HttpResponse:
    """The exact text, and this person's own answer; once everyone agreed, the text and where it may go."""
    me = room(request).view
    text = _mine(me, agreement)
    more: dict[str, Any] = {"text": text, "answer": me.accepts(text), "until": _thinks_until(text)}
    form = AnswerForm(request, text)
    if text.recorded_on is not None:  # also for who answers a page opened before it was recorded
        return show(request, "participant/agreement/agreed.html", **more, **_sending(me, text))
    if form.wants_to_think or form.carried_out():
        return redirect("participant:agreements")
    return show(request, "participant/agreement/agreement.html", form, **more)


@door("participant")
def sending(request: HttpRequest, agreement: str) -> HttpResponse:
    me = room(request).view
    text = _mine(me, agreement)
    form = SendingForm(request, text)
    if text.recorded_on is None:  # there is nothing to send
        return redirect("participant:agreement", agreement=agreement)
    if form.carried_out():
        return redirect("participant:agreement", agreement=agreement)
    return show(
        request, "participant/agreement/sending.html", form, text=text, **_sending(me, text)
    )


@door("participant", methods=["GET"])
def paper(request: HttpRequest, agreement: str) -> HttpResponse:
    """D18, once everyone agreed; until then there is no document."""
    return paper_of(_mine(room(request).view, agreement))
