"""Coming in and going out: five words, an invitation, and what was written when the time ran out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from visavis.doors.participant import drafts
from visavis.doors.participant.address import speak_as_to
from visavis.doors.participant.room import room
from visavis.doors.shared.carrying import new_key, party_room
from visavis.doors.shared.coming_in import InvitationForm, WordsForm, came_in, redeemed
from visavis.doors.shared.door import door, keeps_expired_posts
from visavis.doors.shared.errors import SECRET_FIELDS, only_fields, texts
from visavis.people import sessions, signing_in

KEPT_FIELDS_AT_MOST = 40


@door("participant", anonymous=True)
def sign_in(request: HttpRequest, kept: bool = False) -> HttpResponse:
    """Whoever is signed in already goes on to their place. ``kept``: a text was sealed just now."""
    if request.method == "GET" and request.signed_in and request.signed_in.kind == "participant":
        return redirect("participant:place")
    only_fields(request, {"words"})
    form = WordsForm(request.POST or None)
    if came_in(request, form, signing_in.sign_in_participant):
        return redirect(drafts.posted(room(request))[0] or "participant:place")
    return render(request, "participant/signing_in/sign_in.html", {"form": form, "kept": kept})


@door("participant", anonymous=True, methods=["GET"])
def before(request: HttpRequest) -> HttpResponse:
    """What stays behind on a device, and what cannot be hidden; to be read before the first time."""
    return render(request, "participant/signing_in/before.html")


@door("participant", anonymous=True)
def invitation(request: HttpRequest) -> HttpResponse:
    """An invitation becomes five words. They are shown here, and nowhere again."""
    form = InvitationForm(request.POST or None, initial={"key": new_key()})

    def card(words: tuple[str, ...]) -> HttpResponse:
        speak_as_to(request)
        return render(request, "participant/signing_in/card.html", {"words": words})

    return redeemed(request, form, card) or render(
        request, "participant/signing_in/invitation.html", {"form": form}
    )


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
