"""*Wat onderzoek zegt*: the factsheet that two people let out, with its limits first; no word where there is none."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from visavis.doors.shared.door import door
from visavis.factsheet import editions
from visavis.factsheet.words import Language


def _language() -> Language:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@door("frontdoor", methods=["GET"])
def research(request: HttpRequest) -> HttpResponse:
    found = editions.published(_language())
    article = mark_safe(found.page) if found else ""  # noqa: S308 - made by our own template, and approved
    return render(request, "frontdoor/research.html", {"found": found, "article": article})


@door("frontdoor", methods=["GET"])
def factsheet(request: HttpRequest) -> HttpResponse:
    """The same on paper: two pages, PDF/UA."""
    found = editions.published(_language())
    if found is None:
        raise Http404
    named = f'inline; filename="factsheet.{_language()}.pdf"'
    return HttpResponse(
        found.pdf, content_type="application/pdf", headers={"Content-Disposition": named}
    )
