"""Addresses that only the tests of the doorkeeper use."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import include, path

from visavis.doors.shared import errors, leaving
from visavis.doors.shared.door import door
from visavis.people import sessions

FORM = Engine(builtins=["django.template.defaulttags"]).from_string("{% csrf_token %}")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody should read this")


@door("frontdoor")
def form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        errors.only_fields(request, {"story"})
        return HttpResponse("got: " + request.POST.get("story", ""), content_type="text/plain")
    from django.middleware.csrf import get_token

    return HttpResponse(FORM.render(Context({"csrf_token": get_token(request)})))


@door("frontdoor", methods=("GET",))
def only_get(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


@door("frontdoor")
def long(request: HttpRequest) -> HttpResponse:
    return HttpResponse("niemand hoeft iets " * 100)


@door("frontdoor")
def broken(request: HttpRequest) -> HttpResponse:
    secret = request.GET.get("q", "")
    raise RuntimeError(f"the other party wrote {secret}")


@door("participant", anonymous=True)
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        sessions.start(request, request.POST["account"])
        return HttpResponse("in")
    return HttpResponse(f"sign in {request.expired}")


@door("participant")
def mine(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse("kept")
    from django.middleware.csrf import get_token

    return HttpResponse(FORM.render(Context({"csrf_token": get_token(request)})))


@door("desk")
def desk(request: HttpRequest) -> HttpResponse:
    return HttpResponse("desk")


@door("desk", needs={"planner"})
def planning(request: HttpRequest) -> HttpResponse:
    return HttpResponse("planning")


@door("research")
def figures(request: HttpRequest) -> HttpResponse:
    return HttpResponse("figures")


@door("keeper")
def watching(request: HttpRequest) -> HttpResponse:
    return HttpResponse("watching")


@door("keeper", needs={"privacy_officer"})
def log(request: HttpRequest) -> HttpResponse:
    return HttpResponse("log")


@door("demo")
def demo(request: HttpRequest) -> HttpResponse:
    return HttpResponse("demo")


urlpatterns = [
    path("weg", leaving.leave, name="leave"),
    path("undeclared", undeclared),
    path("form", form),
    path("only-get", only_get),
    path("long", long),
    path("broken", broken),
    path("mine", mine),
    path("desk", desk),
    path("planning", planning),
    path("figures", figures),
    path("watching", watching),
    path("log", log),
    path("demo", demo),
    path("in", include(([path("", sign_in, name="sign_in")], "participant"))),
    path("staff-in", include(([path("", sign_in, name="sign_in")], "desk"))),
    path("", include("visavis.doors.frontdoor.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
