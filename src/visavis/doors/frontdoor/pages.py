"""The pages that only tell something. Nobody signs in here, nobody is counted."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import gettext as _

from visavis.doors.frontdoor.kept import kept
from visavis.doors.shared.door import door
from visavis.doors.shared.languages import found_in
from visavis.mediation.complaints import OUTSIDE
from visavis.mediation.terms import UNCONFIRMED_KEPT

OPEN_PAGES = (
    "guide", "stories", "how", "letter", "professionals", "material", "contact", "safe", "data", "access",
    "complaint",
)  # fmt: skip
FROM_THE_STUDY = "research"
"""Open as well; what stands on it comes from the database."""


def places() -> list[dict[str, str]]:
    """The way, as a list of places; each is a good place to stop, so none is the last."""
    return [
        {"name": _("You sign up"), "text": _("By telephone or by letter.")},
        {
            "name": _("You talk with a mediator"),
            "text": _("About what happened and what you would like."),
        },
        {
            "name": _("We ask the other person"),
            "text": _("Only if that is all right with you. The other person may say no."),
        },
        {"name": _("You prepare"), "text": _("For as long as you need.")},
        {
            "name": _("Perhaps there will be contact"),
            "text": _("A letter or a talk. Or a message through the mediator."),
        },
        {
            "name": _("We round it off together"),
            "text": _("And we look at what still helps you after that."),
        },
    ]


def answers() -> list[tuple[str, str]]:
    """Three questions people often have, answered as they are."""
    return [
        (
            _("Is it hard?"),
            _("Yes, often it is. People who took part in a study also said: it was worth it."),
        ),
        (
            _("And if the other person does not want to?"),
            _("Then we keep talking with you. Also without contact, people felt more in charge."),
        ),
        (_("Is it too late?"), _("No. A week later is fine. Thirty years later is fine.")),
    ]


@door("frontdoor", methods=["GET"], translated=True)
@kept
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/home.html", {"places": places(), "answers": answers()})


@door("frontdoor", methods=["GET"], translated=True)
@kept
def how(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/how.html")


@door("frontdoor", methods=["GET"], translated=True)
def letter(request: HttpRequest) -> HttpResponse:
    """For whoever got a letter. The three words are sent on to the answer page, and only there."""
    return render(request, "frontdoor/letter.html", {"answer_address": f"{request.path}antwoord/"})


@door("frontdoor", methods=["GET"])
def professionals(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/professionals.html", {"kept": UNCONFIRMED_KEPT.days})


@door("frontdoor", methods=["GET"], translated=True)
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/contact.html")


@door("frontdoor", methods=["GET"], translated=True)
@kept
def safe(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/safe.html")


@door("frontdoor", methods=["GET"], translated=True)
@kept
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/data.html")


@door("frontdoor", methods=["GET"], translated=True)
@kept
def access(request: HttpRequest) -> HttpResponse:
    return render(request, "frontdoor/access.html")


@door("frontdoor", methods=["GET"])
def complaint(request: HttpRequest) -> HttpResponse:
    language = translation.get_language() or "nl"
    return render(request, "frontdoor/complaint.html", {"outside": OUTSIDE.within(language)})


def _spoken_by(name: str) -> list[str]:
    """The languages in which an open page may be found."""
    return found_in(resolve(reverse(f"frontdoor:{name}")).func)


@door("frontdoor", methods=["GET"])
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the front door. What lies behind it is not named here."""
    lines = ["User-agent: *", "Disallow: /"]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if language in _spoken_by("home"):
                lines.append(f"Allow: {reverse('frontdoor:home')}$")
            lines += [
                f"Allow: {reverse(f'frontdoor:{name}')}"
                for name in (*OPEN_PAGES, FROM_THE_STUDY)
                if language in _spoken_by(name)
            ]
    lines += ["Allow: /static/", "Allow: /sitemap.xml"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('frontdoor:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@door("frontdoor", methods=["GET"])
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every open page in each language, with its other languages; no day of change, so nothing about us."""
    pages = []
    for name in ("home", *OPEN_PAGES, FROM_THE_STUDY):
        addresses = {}
        for language in _spoken_by(name):
            with translation.override(language):
                addresses[language] = request.build_absolute_uri(reverse(f"frontdoor:{name}"))
        pages.append(addresses)
    context = {"pages": pages}
    return render(request, "frontdoor/sitemap.xml", context, content_type="application/xml")
