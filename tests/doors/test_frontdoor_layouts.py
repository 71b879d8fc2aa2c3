"""The frames of the other doors: what stands on every page of a participant, of the desk, of research."""

import re

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import include, path
from django.utils import translation

from visavis.doors.frontdoor import urls as frontdoor_urls


def nothing(request):
    return HttpResponse()


def door(name, *pages):
    return path(f"{name}/", include(([path(page, nothing, name=page) for page in pages], name)))


urlpatterns = [
    path("weg", nothing, name="leave"),
    path("", include((frontdoor_urls.urlpatterns, "frontdoor"))),
    door("participant", "place"),
    door("desk", "today", "new", "trajectories", "gate"),
    door("research", "overview"),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.pure]
SERVICE = {"name": "Visavis", "phone": "0800 0000", "phone_hours": "", "post": ""}


def frame(name: str, **context) -> str:
    request = RequestFactory().get("/werk/")
    with translation.override("nl"):
        return render_to_string(
            f"shared/{name}_layout.html", {"service": SERVICE, "request": request, **context}
        )


def test_a_participants_page_has_a_neutral_title_and_is_not_to_be_found():
    page = frame("participant")
    assert "<title>Mijn plek – Visavis</title>" in page
    assert 'content="noindex, nofollow"' in page
    assert 'data-away="3"' in page
    assert "0800 0000" in page


def test_the_desk_says_where_one_is_and_what_waits():
    page = frame("desk", here="gate", counts={"gate": 2, "new": 0})
    assert re.findall(r'href="/desk/(\w+)"[^>]* aria-current="page"', page) == ["gate"]
    assert '<span class="count">2<span class="unseen"> wacht</span></span>' in page
    assert page.count('class="count"') == 1
    for entry in ("Vandaag", "Nieuw", "Trajecten", "Poort", "Scherm leeg"):
        assert entry in page
    assert 'data-away="2"' in page


def test_each_frame_has_its_own_styles_only():
    assert "desk.css" not in frame("participant")
    assert "charts.css" not in frame("desk")
    assert "charts.css" in frame("research")


def test_the_ribbon_stands_on_a_demo_only_with_its_links():
    assert "ribbon" not in frame("desk")
    page = frame("desk", demo=True)
    assert "Demo, geen echte mensen." in page
    assert page.index("ribbon") < page.index("<main")


def test_an_error_is_named_before_the_title():
    assert "<title>Fout: Mijn plek" in frame("participant", page_errors=True)
