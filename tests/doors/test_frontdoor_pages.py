"""The front door: open to all, no cookie, nothing kept, small, and in both languages."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation

from visavis.doors.frontdoor.pages import FROM_THE_STUDY, OPEN_PAGES

pytestmark = pytest.mark.pure

ALL = ("home", *OPEN_PAGES)
LANGUAGES = ("nl", "en")
LIMIT = 30_000
SCRIPT_LIMIT = 2_000


def address(name: str, language: str) -> str:
    with translation.override(language):
        return reverse(f"frontdoor:{name}")


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


@pytest.mark.parametrize("name", ALL)
def test_a_page_answers_without_cookie_in_its_language_and_may_be_found(name, language):
    answer = Client().get(address(name, language))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'<html lang="{language}"' in page
    assert 'name="robots" content="index, follow"' in page
    assert re.search(r'<meta name="description" content="[^"]{40,160}">', page)
    assert len(re.findall(r"<h1[ >]", page)) == 1


@pytest.mark.parametrize("name", ALL)
def test_a_page_has_its_way_out_before_its_content_and_help_at_its_foot(name, language):
    page = Client().get(address(name, language)).content.decode()
    assert page.index(f'href="{reverse("leave")}"') < page.index("<main")
    assert page.index('href="#content"') < page.index(f'href="{reverse("leave")}"')
    assert "112" in page[page.index("<footer") :]
    assert "113" in page[page.index("<footer") :]


@pytest.mark.parametrize("name", ALL)
def test_the_other_language_keeps_the_page(name):
    page = Client().get(address(name, "nl")).content.decode()
    assert f'{address(name, "en")}" ' in page


def test_titles_say_nothing_of_mediation_or_of_another_person(language):
    for name in ALL:
        page = Client().get(address(name, language)).content.decode()
        title = re.search("<title>(.*)</title>", page)[1].lower()
        for word in (
            "bemiddel",
            "mediat",
            "ander ",
            "other person",
            "herstel",
            "misdrijf",
            "crime",
        ):
            assert word not in title


def first_view(page: str) -> dict[str, bytes]:
    """The page and every style and script it links, without fonts."""
    links = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', page)
    return {"page": page.encode()} | {link: Path(finders.find(link)).read_bytes() for link in links}


def test_the_first_view_of_home_weighs_at_most_30_kilobytes_compressed(language):
    parts = first_view(Client().get(address("home", language)).content.decode())
    assert {"shared/all.css", "shared/shared.js"} < parts.keys()
    assert sum(len(gzip.compress(part)) for part in parts.values()) <= LIMIT


def test_the_own_script_stays_under_two_kilobytes():
    assert Path(finders.find("shared/shared.js")).stat().st_size < SCRIPT_LIMIT


def test_no_page_asks_anything_from_elsewhere(language):
    for name in ALL:
        page = Client().get(address(name, language)).content.decode()
        page = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", page)  # names, asks nothing
        assert not re.findall(r'(?:src|href|action|formaction)="(?:https?:)?//', page)


def test_the_three_words_go_to_the_answer_page_in_a_post(language):
    page = Client().get(address("letter", language)).content.decode()
    form = re.search(r"<form[^>]*>", page)[0]
    assert 'method="post"' in form
    assert f'action="{address("letter", language)}antwoord/"' in form
    assert 'name="words"' in page


def test_robots_may_read_the_front_door_and_learn_of_nothing_else():
    answer = Client().get("/robots.txt")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert "Disallow: /\n" in text
    for name in OPEN_PAGES:
        for one in LANGUAGES:
            assert f"Allow: {address(name, one)}\n" in text
    assert "plek" not in text
    assert "werk" not in text


def test_only_reading_is_possible_on_the_pages_that_only_tell():
    for name in ALL:
        if name not in {"guide", "stories"}:
            assert Client().post(address(name, "nl")).status_code in (403, 405)


@pytest.mark.parametrize("name", ALL)
def test_a_page_says_where_it_stands_and_where_in_the_other_language(name, language):
    page = Client().get(address(name, language)).content.decode()
    host = "http://testserver"
    assert re.findall(r'rel="canonical" href="([^"]+)"', page) == [host + address(name, language)]
    others = dict(re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', page))
    assert others == {
        **{one: host + address(name, one) for one in LANGUAGES},
        "x-default": host + address(name, "nl"),
    }


@pytest.mark.parametrize("name", ALL)
def test_a_shared_link_shows_the_same_neutral_words_whatever_the_page(name, language):
    page = Client().get(address(name, language)).content.decode()
    shown = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', page))
    home = Client().get(address("home", language)).content.decode()
    at_home = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', home))
    assert shown.pop("url") == "http://testserver" + address(name, language)
    del at_home["url"]
    assert shown == at_home
    for word in ("contact", "ander", "other", "bemiddel", "mediat", "brief", "letter"):
        assert word not in " ".join(shown.values()).lower()


def test_structured_data_needs_no_script(language):
    for name in ("home", "contact"):
        page = Client().get(address(name, language)).content.decode()
        assert 'itemscope itemtype="https://schema.org/Organization"' in page
        assert 'itemprop="telephone"' in page
        assert "ld+json" not in page
        assert not re.search(r"<script(?![^>]* src=)", page)


def test_the_sitemap_names_every_open_page_in_each_language_and_nothing_else():
    answer = Client().get("/sitemap.xml")
    found = set(re.findall(r"<loc>http://testserver([^<]+)</loc>", answer.content.decode()))
    names = (*ALL, FROM_THE_STUDY)
    assert found == {address(name, one) for name in names for one in LANGUAGES}
    assert answer["Content-Type"].startswith("application/xml")
    robots = Client().get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml\n" in robots
    assert not answer.cookies
