"""Pages in the languages beside ours: every word translated or marked as Dutch, right to left where it is so."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from tests.doors.pages import form_fields
from visavis.config.languages import OTHERS, offered
from visavis.doors.shared.languages import said
from visavis.mediation import words as rules
from visavis.mediation.informal import JE
from visavis.mediation.words import Text
from visavis.people import words_door

READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
OWN = {
    "", "Visavis", "Nederlands", "English", *OTHERS.values(), "Demo", "E-mail", "Veilig Thuis", "Noor", "Contact",
}  # fmt: skip
"""What may read the same in Dutch and in another language."""
VOID = {"meta", "link", "input", "br", "path", "circle", "rect", "img"}


class _Said(HTMLParser):
    """Every text of a page that is in the page's own language."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        told = dict(attrs)
        foreign = tag != "html" and "lang" in told
        hidden = foreign or any(away for _tag, away in self._open)
        if tag not in VOID:
            self._open.append((tag, foreign or tag in {"script", "style", "bdi", "textarea"}))
        if not hidden:
            names = (*READ_ALOUD, "content") if told.get("name") == "description" else READ_ALOUD
            self.found |= {str(told[name]) for name in names if told.get(name)}

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self._open and self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(away for _tag, away in self._open):
            self.found.add(re.sub(r"\s+", " ", data).strip())


def said_on(page: Any) -> set[str]:
    reader = _Said()
    reader.feed(page.content.decode())
    return {one for one in reader.found if re.search(r"[^\W\d_]{2}", one)} - OWN


PAGES = (
    "", "is-dit-iets/", "zo-gaat-het/", "brief/", "brief/antwoord/", "contact/", "contact/terugbellen/", "aanmelden/",
    "aanmelden/kaart/", "veilig/", "gegevens/", "anders-lezen/", "bestaat-niet/",
)  # fmt: skip
SENT = {
    "relation": "harmed", "story": "x y", "first_name": "Noor", "age": "30", "channel": "phone",
    "phone": "06 1234 5678", "voicemail": "no", "never": "z",
}  # fmt: skip


def every_page(prefix: str) -> list[Any]:
    """What somebody meets on these pages, the wrong turns too."""
    client = Client()
    found = [client.get(f"{prefix}/{one}") for one in PAGES]
    for at in ("event", "relation", "wish", "safe"):
        found.append(client.post(f"{prefix}/is-dit-iets/", {"at": at, "go": "next"}))
    chosen = {"event": "crime", "relation": "close", "wish": "sorry", "safe": "no"}
    for at in ("safe", "help"):
        found.append(client.post(f"{prefix}/is-dit-iets/", {**chosen, "at": at, "go": "next"}))
    for at in ("relation", "story", "other", "name", "reach", "never"):
        found.append(client.post(f"{prefix}/aanmelden/", {**SENT, "at": at, "go": "next"}))
        found.append(client.post(f"{prefix}/aanmelden/", {"at": at, "go": "next"}))
    young = {**SENT, "age": "13", "at": "name", "go": "next"}
    found.append(client.post(f"{prefix}/aanmelden/", young))
    found.append(client.post(f"{prefix}/contact/terugbellen/", {"phone": "1", "on": "2020-01-01"}))
    found.append(client.post(f"{prefix}/brief/antwoord/", {"words": "no such words"}))
    return found


@pytest.fixture
def dutch(lived) -> set[str]:
    return {one for page in every_page("") for one in said_on(page)}


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_on_a_page_is_translated_or_stands_as_dutch(dutch, code):
    pages = every_page(f"/{code}")
    assert {page.status_code for page in pages} <= {200, 404}
    for page in pages:
        assert (
            f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">'
            in page.content.decode()
        )
        assert said_on(page) & dutch == set()


@pytest.mark.parametrize("code", OTHERS)
def test_the_answers_to_a_letter_are_there_in_each_language(lived, code):
    lived.asked()
    words = " ".join(words_door.for_answer(lived.where.trajectory, lived.b, lived.service.now))
    pages: dict[str, list[set[str]]] = {}
    for prefix in (f"/{code}", ""):  # a second answer changes nothing by itself
        at, client = f"{prefix}/brief/antwoord/", Client()
        choose = client.post(at, {"words": words})
        kept = form_fields(choose.content.decode(), "words")
        shown = [
            client.post(at, {**kept, "answer": one}) for one in ("talk", "later", "no", "not_me")
        ]
        sent = {"answer": "talk", "channel": "phone", "phone": "06 11", "voicemail": "no"}
        done = client.post(at, {**form_fields(shown[0].content.decode(), "words"), **sent})
        pages[prefix] = [said_on(page) for page in (choose, *shown, done)]
    for ours, theirs in zip(pages[""], pages[f"/{code}"], strict=True):
        assert ours & theirs == set()
    assert lived.view(lived.b).language == code


@pytest.mark.parametrize("code", OTHERS)
def test_who_signs_up_in_a_language_is_known_by_it_and_told_what_comes_in_dutch(lived, code):
    client = Client()
    page = client.post(f"/{code}/aanmelden/", {**SENT, "at": "never", "go": "next"})
    sent = form_fields(page.content.decode(), "at")
    done = client.post(f"/{code}/aanmelden/", {**sent, "go": "send"}).content.decode()
    with override(code):
        crossing = Text("", CROSSING).within(code)
    assert crossing in done
    assert re.search(r'<bdi lang="nl" dir="ltr">\w+ – \w+ – \w+</bdi>', done)


CROSSING = (
    "What comes after this is in Dutch or English: our papers, and a page of your own. We talk with you in your own "
    "language, through an interpreter. Tell us when we call."
)


@pytest.mark.pure
@pytest.mark.parametrize("path", ["verhalen/", "klacht/", "plek/in/", "werk/binnen/", "naast/in/"])
def test_a_page_that_is_not_translated_stands_in_dutch_and_offers_an_interpreter(path):
    answer = Client().get(f"/ar/{path}")
    page = answer.content.decode()
    assert answer["Content-Language"] == "nl"
    assert '<html lang="nl" dir="ltr">' in page
    note = re.search(r'<aside class="spoken" lang="ar" dir="rtl".*?</aside>', page, re.S)[0]
    assert "مترجم" in note
    assert "tel:" in note
    assert f'href="/en/{path}"' in note
    ways = set(re.findall(r'<a[^>]* href="(/[^"]*)"', page.partition("<main")[2]))
    assert all(way.startswith(("/ar/", "/en/")) for way in ways - {"/weg"})
    assert said_on(Client().get(f"/{path}")) <= said_on(answer)


@pytest.mark.pure
def test_after_such_a_page_nothing_of_it_is_left():
    client = Client()
    client.get("/ar/verhalen/")
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()
    assert client.get("/")["Content-Language"] == "nl"


@pytest.mark.pure
def test_choosing_a_language_keeps_the_page_and_the_answers():
    page = Client().post("/is-dit-iets/", {"at": "event", "event": "traffic", "go": "next"})
    target = re.search(r'formaction="(/ar/[^"]*)"[^>]*>العربية<', page.content.decode())[1]
    sent = {**form_fields(page.content.decode(), "at"), "go": "stay"}
    there = Client().post(target, sent).content.decode()
    assert form_fields(there, "at")["event"] == "traffic"
    assert form_fields(there, "at")["at"] == "relation"


@pytest.mark.pure
def test_an_unchecked_translation_says_so_in_its_language_and_in_dutch(settings):
    page = Client().get("/pl/").content.decode()
    assert "To tłumaczenie musi jeszcze sprawdzić" in page
    assert (
        '<p lang="nl" dir="ltr">Deze vertaling moet nog worden nagekeken door een spreker.</p>'
        in page
    )
    assert 'name="robots" content="noindex, nofollow"' in page
    assert 'hreflang="pl" href="http' not in Client().get("/").content.decode()
    settings.VISAVIS_CHECKED = {"pl": None}
    page = Client().get("/pl/").content.decode()
    assert "nagekeken" not in page
    assert 'name="robots" content="index, follow"' in page
    assert '<link rel="alternate" hreflang="pl" href="http://testserver/pl/">' in page
    assert "/pl/verhalen/" not in Client().get("/sitemap.xml").content.decode()
    assert "/pl/brief/" in Client().get("/sitemap.xml").content.decode()


@pytest.mark.pure
def test_a_language_that_is_not_offered_is_nowhere(settings):
    settings.LANGUAGES = offered("service", {"pl": date(2027, 1, 31)})
    home = Client().get("/").content.decode()
    assert ">Polski<" in home
    assert ">Türkçe<" not in home
    assert Client().get("/pl/").status_code == 200
    assert Client().get("/tr/").status_code == 404


@pytest.mark.pure
def test_behind_a_door_only_dutch_and_english_are_offered():
    offered = re.compile(r'(?:hreflang|aria-current="true" lang)="(\w\w)"')
    assert set(offered.findall(Client().get("/plek/in/").content.decode())) == {"nl", "en"}
    at_home = Client().get("/").content.decode().partition('class="langs"')[2]
    assert [*dict.fromkeys(offered.findall(at_home))] == [code for code, _ in settings.LANGUAGES]


@pytest.mark.pure
def test_a_rule_without_words_in_a_language_is_marked_as_dutch(monkeypatch):
    unknown = Text("Dit kan niet & nooit.", "Nobody translated this.")
    with override("ar"):
        assert said(unknown) == '<span lang="nl" dir="ltr">Dit kan niet &amp; nooit.</span>'
        assert said(Text("Bericht", "Message")) == "رسالة"
        assert said(Text("", "")) == ""  # a catalogue has its own header there
    for ours in ("nl", "en", JE):
        with override(ours):
            assert said(unknown) == unknown.within(ours)
    monkeypatch.setattr(rules, "_TAUGHT", {})
    assert Text("Bericht", "Message").within("ar") == "Bericht"
    assert Text("Bericht", "Message").stands_in("ar") == "nl"
    assert Text("Bericht", "Message").stands_in("en") == "en"
