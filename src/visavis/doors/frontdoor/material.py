"""*Materiaal*: what a service may put up, hand out or copy, for each place where people find us.

The same for everybody who asks, made once and kept in memory; nobody is counted by it.
"""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from visavis.doors.shared.door import door
from visavis.outside.referral_kit import PAPER, for_intranets, paper
from visavis.service.current import current


def _language() -> str:
    return (get_language() or "nl")[:2]


def _site(request: HttpRequest) -> str:
    with override("nl"):
        home = reverse("frontdoor:home")
    return request.build_absolute_uri(home)


@door("frontdoor", methods=["GET"])
def material(request: HttpRequest) -> HttpResponse:
    language, site = _language(), _site(request)
    context = {
        "sources": [
            (code, words.within(language))
            for code, words in current().sources.mine.items()
            if code != "self"
        ],
        "intranet": for_intranets(language, site=site, name=current().facts.name),
        "here": request.build_absolute_uri(reverse("frontdoor:home")),
    }
    return render(request, "frontdoor/material.html", context)


@door("frontdoor", methods=["GET"])
def sheet(request: HttpRequest, source: str, what: str) -> HttpResponse:
    """The leaflet or the poster, as a file that people may print as often as they like."""
    every = current().sources.every_mine
    if source not in every or what not in PAPER:
        raise Http404
    facts, named = current().facts, every[source].within(_language())
    made = _made(what, named, _language(), _site(request), facts.phone, facts.name)
    file_name = f'inline; filename="{what}.{_language()}.pdf"'
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": file_name}
    )


@lru_cache(maxsize=128)
def _made(what: str, source: str, language: str, site: str, phone: str, name: str) -> bytes:
    return paper(what, source, language, site=site, phone=phone, name=name)
