"""Coming in and going out: five words, an invitation, and what was written when the time ran out."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from visavis.doors.participant import drafts
from visavis.doors.participant.forms import SecretWords
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import new_key, party_room
from visavis.doors.shared.door import door, keeps_expired_posts
from visavis.doors.shared.errors import SECRET_FIELDS, only_fields, texts
from visavis.doors.shared.keyring import keys
from visavis.doors.shared.log import Event, log
from visavis.journal.keys import sign_up_ring
from visavis.journal.once import Conflict, Once
from visavis.mediation.terms import day
from visavis.people import clock, sessions, signing_in
from visavis.people.addresses import address
from visavis.people.words import typed

KEPT_FIELDS_AT_MOST = 40
TWICE = timedelta(minutes=2)
"""How long an invitation sent again gives its words again. A page kept in the browser of a shared device can
be sent again for as long as it stands there, so this is for a double click and a slow line only."""


class WordsForm(forms.Form):
    """Five words in one field."""

    use_required_attribute = False
    words = forms.CharField(
        label=gettext_lazy("Your five words"),
        help_text=gettext_lazy("They stand on your card. Capitals and spaces do not matter."),
        widget=SecretWords,
        error_messages={"required": gettext_lazy("Fill in your five words.")},
    )


class InvitationForm(forms.Form):
    """The four words of an invitation, and what was agreed with the mediator."""

    use_required_attribute = False
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    code = forms.CharField(
        label=gettext_lazy("The four words of your invitation"),
        help_text=gettext_lazy("They stand in your letter, or your mediator read them to you."),
        widget=SecretWords,
        error_messages={"required": gettext_lazy("Fill in the four words.")},
    )
    answer = forms.CharField(
        label=gettext_lazy("The answer that you agreed with your mediator"),
        widget=SecretWords,
        error_messages={"required": gettext_lazy("Fill in the answer.")},
    )


def refused(form: forms.Form, field: str, unknown: str, found: signing_in.Refused) -> None:
    """One sentence for every reason; after several tries how long to wait."""
    minutes = -(-int(found.wait.total_seconds()) // 60)
    if found.wait and minutes > 0:
        form.add_error(
            field,
            _("Please wait %(minutes)s minutes. Then try again, or call us.") % {"minutes": minutes}
            if minutes > 1
            else _("Please wait a minute. Then try again, or call us."),
        )
    else:
        form.add_error(field, unknown)


@door("participant", anonymous=True)
def sign_in(request: HttpRequest, kept: bool = False) -> HttpResponse:
    """Whoever is signed in already goes on to their place. ``kept``: a text was sealed just now."""
    if request.method == "GET" and request.signed_in and request.signed_in.kind == "participant":
        return redirect("participant:place")
    only_fields(request, {"words"})
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = signing_in.sign_in_participant(
            form.cleaned_data["words"], address(request), clock.real_now()
        )
        if isinstance(found, signing_in.Known):
            sessions.start(request, found.account)
            log(Event.SIGNED_IN, door="participant")
            return redirect(drafts.posted(room(request))[0] or "participant:place")
        log(Event.SIGN_IN_REFUSED, door="participant")
        refused(form, "words", _("We do not know these words. Look once more, or call us."), found)
    return render(request, "participant/signing_in/sign_in.html", {"form": form, "kept": kept})


@door("participant", anonymous=True, methods=["GET"])
def before(request: HttpRequest) -> HttpResponse:
    """What stays behind on a device, and what cannot be hidden; to be read before the first time."""
    return render(request, "participant/signing_in/before.html")


@door("participant", anonymous=True)
def invitation(request: HttpRequest) -> HttpResponse:
    """An invitation becomes five words. They are shown here, and nowhere again.

    Sent twice within `TWICE`, the form gives the same words: a receipt sealed as that of a sign-up
    holds them, so that a double click locks nobody out.
    """
    only_fields(request, {"code", "answer", "key"})
    form = InvitationForm(request.POST or None, initial={"key": new_key()})
    if request.method == "POST" and form.is_valid():
        sent, now = form.cleaned_data, clock.now()
        said = sha256(repr((typed(sent["code"]), typed(sent["answer"]))).encode()).hexdigest()
        receipt = Once.of(
            sign_up_ring(keys()), "invitation", sent["key"] or new_key(), said, day(now)
        )
        earlier = receipt.earlier()
        twice = _sent_twice(request, receipt, earlier)
        if twice is not None:
            return twice
        if not isinstance(earlier, Conflict):
            with transaction.atomic():  # so that of two at once the second finds the receipt
                found = signing_in.redeem_invitation(
                    sent["code"], sent["answer"], address(request), now, clock.real_now()
                )
                if isinstance(found, signing_in.Opened):
                    words = " ".join(found.words)
                    receipt.claim(receipt.sealed(words, clock.real_now().isoformat()))
                    return _card(request, found.account, words)
            twice = _sent_twice(request, receipt, receipt.earlier())
            if twice is not None:
                return twice
            log(Event.SIGN_IN_REFUSED, door="participant")
            unknown = _("We cannot open a place with this. Look once more, or call us.")
            refused(form, "code", unknown, found)
    return render(request, "participant/signing_in/invitation.html", {"form": form})


def _sent_twice(
    request: HttpRequest, receipt: Once, earlier: Conflict | bytes | None
) -> HttpResponse | None:
    """The card once more, for a double click: with the words as they still open the place, or not at all."""
    if not isinstance(earlier, bytes):
        return None
    words, at = receipt.unsealed(earlier)
    now = clock.real_now()
    if now - datetime.fromisoformat(at) > TWICE:
        return None
    known = signing_in.sign_in_participant(words, address(request), now)
    return _card(request, known.account, words) if isinstance(known, signing_in.Known) else None


def _card(request: HttpRequest, account: str, words: str) -> HttpResponse:
    sessions.start(request, account)
    log(Event.SIGNED_IN, door="participant")
    return render(request, "participant/signing_in/card.html", {"words": words.split()})


@door("participant", anonymous=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; asks nothing."""
    if request.method == "POST":
        only_fields(request, ())
        sessions.end(request)
        return redirect("participant:signed_out")
    return redirect("participant:place")


@door("participant", anonymous=True, methods=["GET"])
def signed_out(request: HttpRequest) -> HttpResponse:
    response = render(request, "participant/signing_in/signed_out.html")
    response["Clear-Site-Data"] = '"cookies", "storage", "cache"'
    return response


@keeps_expired_posts("participant")
def keep_what_was_sent(request: HttpRequest, account: str) -> HttpResponse | None:
    """Seals the text for the account of the session that ran out, and asks to sign in."""
    places = sessions.places_of(account)
    if not places or not texts(request):
        return None
    skipped = {"csrfmiddlewaretoken", "token", "key", *SECRET_FIELDS} - {"answer"}
    fields: dict[str, Any] = {
        name: request.POST.getlist(name)
        for name in list(request.POST)[:KEPT_FIELDS_AT_MOST]
        if name not in skipped
    }
    mine = party_room(places[0].trajectory, places[0].party)
    drafts.keep_posted(mine, _page_of(request), fields)
    return redirect("participant:sign_in_again")


def _page_of(request: HttpRequest) -> str:
    """Where the text stands again. What was saved in passing went to an address that is no page."""
    at = resolve(request.path_info)
    return reverse("participant:write", kwargs=at.kwargs) if at.url_name == "keep" else request.path


__all__ = ["before", "invitation", "sign_in", "sign_out", "signed_out"]
