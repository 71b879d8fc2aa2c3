"""Coming in and going out of whoever stands beside somebody: as participants do, with words of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from visavis.doors.shared.carrying import new_key
from visavis.doors.shared.coming_in import InvitationForm, WordsForm, came_in, redeemed
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.people import sessions, signing_in


@door("guest", anonymous=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and request.signed_in and request.signed_in.kind == "guest":
        return redirect("guest:page")
    only_fields(request, {"words"})
    form = WordsForm(request.POST or None)
    if came_in(request, form, signing_in.sign_in_guest):
        return redirect("guest:page")
    return render(request, "guest/sign_in.html", {"form": form})


@door("guest", anonymous=True)
def invitation(request: HttpRequest) -> HttpResponse:
    """An invitation becomes five words. They are shown here, and nowhere again."""
    form = InvitationForm(request.POST or None, initial={"key": new_key()})

    def card(words: tuple[str, ...]) -> HttpResponse:
        return render(request, "guest/card.html", {"words": words})

    return redeemed(request, form, card, beside=True) or render(
        request, "guest/invitation.html", {"form": form}
    )


@door("guest", anonymous=True)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session; asks nothing."""
    if request.method == "POST":
        only_fields(request, ())
        sessions.end(request)
        return redirect("guest:signed_out")
    return redirect("guest:page")


@door("guest", anonymous=True, methods=["GET"])
def signed_out(request: HttpRequest) -> HttpResponse:
    response = render(request, "guest/signed_out.html")
    response["Clear-Site-Data"] = '"cookies", "storage", "cache"'
    return response
