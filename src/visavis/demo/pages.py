"""The page with one click a role, and the link that moves the demo's clock. Neither exists in a service."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from visavis.config.sweeping import sweep
from visavis.demo import sandbox
from visavis.demo.entrances import entrances
from visavis.doors.shared.door import door
from visavis.doors.shared.errors import only_fields
from visavis.people import clock, sessions

HOME = {
    "desk": "desk:today",
    "research": "research:overview",
    "keeper": "keeper:overview",
    "participant": "participant:place",
    "guest": "guest:page",
}
HOME_OF = {"data_entry": "research:paper"}


@door("demo", methods=["GET"])
def roles(request: HttpRequest) -> HttpResponse:
    english = (get_language() or "nl").startswith("en")
    ways = [(one, one.en if english else one.nl) for one in entrances()]
    groups = [
        ("participant", [way for way in ways if way[0].door == "participant"]),
        ("guest", [way for way in ways if way[0].door == "guest"]),
        ("answer", [way for way in ways if way[0].door == "answer"]),
        ("staff", [way for way in ways if way[0].door in {"desk", "research", "keeper"}]),
    ]
    return render(
        request, "demo/roles.html", {"groups": groups, "today": clock.now(), "sandbox": sandbox.KEY}
    )


@door("demo", methods=["POST"])
def look_as(request: HttpRequest, code: str) -> HttpResponse:
    """Signs in as somebody of the demo."""
    only_fields(request, set())
    chosen = next((one for one in entrances() if one.code == code and one.account), None)
    if chosen is None:
        raise Http404
    sessions.start(request, chosen.account)
    return redirect(HOME_OF.get(chosen.code, HOME[chosen.door]))


@door("demo", methods=["POST"])
def one_day_later(request: HttpRequest) -> HttpResponse:
    """Moves the clock one day and does the dated work of that day."""
    only_fields(request, {"back"})
    sweep(clock.move(1))
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("demo:roles")
    return HttpResponseRedirect(back)
