"""What lies here for me: gate 2, opening, reading, and what I let the writer know (domain §2.3)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from visavis.doors.participant import easy, pictures
from visavis.doors.participant.days import language
from visavis.doors.participant.forms import CHOOSE, MyForm, spoken
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import show
from visavis.doors.shared.door import door
from visavis.doors.shared.forms import DateInBoxes
from visavis.mediation.letters import (
    FILM_ANSWERS,
    GONE,
    OFFER_ANSWERS,
    AnswerOffer,
    OpenLetter,
    ReleaseReaction,
)
from visavis.mediation.terms import day
from visavis.mediation.video_message import seen_until
from visavis.mediation.views import Offer

NOW = "now"


class OfferForm(MyForm):
    """Now, with the mediator, aloud, later, or not: all the same size."""

    answer = forms.ChoiceField(
        label=_("What do you want?"),
        help_text=_("You can always choose something else later."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    until = DateInBoxes(
        required=False,
        label=_("If you choose later: on which day may we mention it again?"),
        help_text=_("You may leave this empty. Then we do not mention it."),
    )

    def __init__(self, request: HttpRequest, offer: Offer) -> None:
        super().__init__(request, initial={"answer": offer.answer, "until": offer.until})
        self.offer = offer
        now = [] if offer.minutes else [(NOW, _("I want to read the letter now"))]
        ways = FILM_ANSWERS if offer.minutes else OFFER_ANSWERS
        self.fields["answer"].choices = [*now, *spoken(ways)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        until = cleaned.get("until")
        if cleaned.get("answer") == "later" and until and until <= day(self.room.now):
            self.add_error("until", _("Choose a day that is still to come."))
        return cleaned

    @property
    def wants_now(self) -> bool:
        return self.is_bound and self.is_valid() and self.cleaned_data["answer"] == NOW

    def act(self) -> AnswerOffer:
        chosen = self.cleaned_data["answer"]
        until = self.cleaned_data["until"] if chosen == "later" else None
        return AnswerOffer(self.offer.offer, chosen, until)


class OpenForm(MyForm):
    """One button, after a page that says what opening is."""

    def __init__(self, request: HttpRequest, offer: Offer) -> None:
        super().__init__(request)
        self.offer = offer

    def act(self) -> OpenLetter:
        return OpenLetter(self.offer.offer)


class ReactionForm(MyForm):
    """What the writer may know. Nothing is ticked beforehand, and nothing is fine."""

    received = forms.BooleanField(required=False, label=_("That I received the letter"))
    read = forms.BooleanField(required=False, label=_("That I read the letter"))
    reaction = forms.CharField(
        required=False,
        label=_("A few words of your own"),
        help_text=_("Your mediator reads them first, and passes on exactly these words."),
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
    )

    def __init__(self, request: HttpRequest, offer: Offer) -> None:
        chosen = {
            "received": offer.released_received,
            "read": offer.released_read,
            "reaction": offer.reaction,
        }
        super().__init__(request, initial=chosen)
        self.offer = offer
        if offer.minutes:
            self.fields["received"].label = _("That I know of the video")
            self.fields["read"].label = _("That I saw the video")

    def act(self) -> ReleaseReaction:
        sent = self.cleaned_data
        return ReleaseReaction(self.offer.offer, sent["received"], sent["read"], sent["reaction"])


@door("participant")
def offer(request: HttpRequest, offer: str) -> HttpResponse:
    """Gate 2."""
    found = _lying_here(request, offer)
    form = OfferForm(request, found)
    if form.wants_now:
        return redirect("participant:open", offer=offer)
    if form.carried_out():
        return redirect("participant:letters")
    if found.state in {"opened", "gone"}:
        return redirect("participant:read", offer=offer)
    me = room(request).view
    easy.drawn(me, form, "answer", easy.READING)
    return show(request, easy.screen(me, "participant/reading/offer.html"), form, offer=found)


@door("participant")
def open_(request: HttpRequest, offer: str) -> HttpResponse:
    """What cannot be undone asks again, once."""
    found = _lying_here(request, offer)
    if found.minutes and found.state not in {"opened", "gone"}:
        raise Http404  # a film is shown in a talk, and opened there
    form = OpenForm(request, found)
    if form.carried_out() or found.state in {"opened", "gone"}:
        return redirect("participant:read", offer=offer)
    return show(request, "participant/reading/open.html", form, offer=found)


@door("participant", methods=["GET"])
def read(request: HttpRequest, offer: str) -> HttpResponse:
    """The letter, with a way out at every paragraph; or that the mediator will speak with one."""
    found = _lying_here(request, offer)
    if found.state == "gone":
        return show(request, "participant/reading/gone.html", says=GONE.within(language()))
    if found.state != "opened":
        return redirect("participant:offer", offer=offer)
    if found.minutes:
        return show(request, "participant/reading/seen.html", offer=found, until=seen_until(found))
    paragraphs = [part.strip("\n") for part in found.text.split("\n\n") if part.strip()]
    return show(request, "participant/reading/read.html", offer=found, paragraphs=paragraphs,
                pictures=pictures.of_offer(offer, found.pictures))  # fmt: skip


@door("participant", methods=["GET"])
def closed(request: HttpRequest, offer: str) -> HttpResponse:
    """Half-way, or at the end: the letter is closed again and stays."""
    found = _lying_here(request, offer)
    if found.state != "opened":
        return redirect("participant:offer", offer=offer)
    if found.minutes:
        return redirect("participant:read", offer=offer)
    return show(request, "participant/reading/closed.html", offer=found)


@door("participant")
def reaction(request: HttpRequest, offer: str) -> HttpResponse:
    found = _lying_here(request, offer)
    if found.state != "opened":
        return redirect("participant:offer", offer=offer)
    form = ReactionForm(request, found)
    if form.carried_out():
        return redirect("participant:known")
    return show(request, "participant/reading/reaction.html", form, offer=found)


def _lying_here(request: HttpRequest, offer: str) -> Offer:
    found: Offer | None = room(request).view.offer(offer)
    if found is None:
        raise Http404
    return found
