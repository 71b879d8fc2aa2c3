"""Rows 8 to 12: what no form of ours sends is refused before anything is done with it."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from tests.bad_input.routes import NOBODY, Visitors, names, stops
from tests.bad_input.town import FORM, Town
from tests.doors.pages import form_fields
from visavis.doors.shared.csrf import secret_of_the_hour

TEXT = "een verhaal dat ik niet kwijt wil 🌿"
LEAVES = {":leave"}
"""The quick exit asks nothing and refuses nothing: whoever wants to be gone is gone."""

TAKES_JSON = {"referrer_api:referrals"}
"""For programs: a form is the wrong kind there, and a program without a key is told so."""


def walk(town: Town, **how: object):
    """Every stop with somebody before it; nobody sits longer than a sitting lasts."""
    sat: dict[str, Client] = {}
    visitors = Visitors(town, **how)
    for stop in stops(town):
        if stop.who not in sat or stop.who == NOBODY:
            sat[stop.who] = visitors.client(stop.who)
        yield stop, sat[stop.who]


@pytest.mark.crawl
def test_the_walk_reaches_every_address_of_the_service(town: Town) -> None:
    assert {f"{stop.door}:{stop.name}" for stop in stops(town)} == names()


@pytest.mark.crawl
def test_row_08_a_field_that_a_form_does_not_have_gets_400_on_every_form_of_every_door(
    town: Town,
) -> None:
    forms, wrong = 0, []
    for stop, client in walk(town):
        if f"{stop.door}:{stop.name}" in LEAVES | TAKES_JSON:
            continue
        page, before = client.get(stop.url), town.entries()
        answer = client.post(stop.url, {"side": "b", "role": "mediator"})
        forms += answer.status_code == 400
        has_form = page.status_code in {200, 405}
        if answer.status_code != 400 and not (
            answer.status_code in {404, 405} or (answer.status_code == 302 and not has_form)
        ):
            wrong.append((stop.label, answer.status_code))
        assert town.entries() == before, stop.label
    assert wrong == []
    assert forms > 100


def test_row_08_beside_the_right_fields_too(town: Town) -> None:
    """``party=`` in a form that is otherwise whole: the desk's note, a person's wish."""
    client, _ = town.place(town.mine, town.mine.a)
    url = "/plek/vragen/weten/"
    fields = form_fields(client.get(url).content.decode(), "token") | {"wish": "ask"}
    before = town.entries()
    assert client.post(url, fields | {"party": town.mine.b}).status_code == 400
    desk = town.staff()
    url = f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/notitie/"
    fields = form_fields(desk.get(url).content.decode(), "token") | {"text": "Kort."}
    assert desk.post(url, fields | {"party": town.mine.b}).status_code == 400
    assert town.entries() == before


@pytest.mark.crawl
def test_row_09_no_form_token_gets_403_with_the_text_on_every_form_of_every_door(
    town: Town,
) -> None:
    wrong, forms = [], 0
    foreign = secret_of_the_hour(17)
    for stop, client in walk(town, enforce_csrf_checks=True):
        before = town.entries()
        for data in ({"text": TEXT}, {"text": TEXT, "csrfmiddlewaretoken": foreign}):
            answer = client.post(stop.url, data)
            if answer.status_code in {404, 405} or f"{stop.door}:{stop.name}" in TAKES_JSON:
                continue
            forms += 1
            if answer.status_code != 403 or TEXT not in answer.content.decode():
                wrong.append((stop.label, answer.status_code))
        assert town.entries() == before, stop.label
    assert [label for label, _ in wrong if label != ":leave as nobody"] == []
    assert forms > 200


def test_row_09_another_persons_token_gets_403_and_ones_own_does_not(town: Town) -> None:
    strict = {"enforce_csrf_checks": True}
    mine, _ = town.place(town.mine, town.mine.a, **strict)
    other, _ = town.place(town.mine, town.mine.b, **strict)
    url = "/plek/mensen/keuze/"
    fields = form_fields(mine.get(url).content.decode(), "token")
    foreign = form_fields(other.get(url).content.decode(), "token")["csrfmiddlewaretoken"]
    sent = fields | {"own_words": TEXT}
    refused = mine.post(url, sent | {"csrfmiddlewaretoken": foreign})
    assert refused.status_code == 403
    assert TEXT in refused.content.decode()
    assert mine.post(url, sent).status_code == 302


@pytest.mark.crawl
def test_row_10_another_method_gets_405_and_another_content_type_415_at_every_address(
    town: Town,
) -> None:
    for stop, client in walk(town):
        before = town.entries()
        for method in ("put", "patch", "delete"):
            answer = getattr(client, method)(stop.url)
            assert answer.status_code in {405, 404}, (method, stop.label)
            if answer.status_code == 405:
                assert answer["Allow"]
        for kind in ("application/json", "text/plain", "application/xml"):
            answer = client.generic("POST", stop.url, b'{"text": "een twee"}', kind)
            takes = kind == "application/json" and f"{stop.door}:{stop.name}" in TAKES_JSON
            assert answer.status_code == (401 if takes else 415), (kind, stop.label)
        assert town.entries() == before


def test_row_11_a_body_over_the_limit_gets_413_and_nothing_is_recorded(town: Town) -> None:
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    long = "een lang verhaal " * (most // 16)
    person, _ = town.place(town.mine, town.mine.a)
    desk = town.staff()
    draft = f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/"
    note = f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/notitie/"
    before = town.entries()
    for client, url in ((person, draft), (desk, note), (Client(), "/aanmelden/")):
        answer = client.post(url, {"text": long})
        assert answer.status_code == 413
        assert "te veel" in answer.content.decode().lower()
    assert town.entries() == before
    assert "Een begin van ons." in person.get(draft).content.decode()


def test_row_11_more_fields_than_any_form_has_get_400(town: Town) -> None:
    body = "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    assert Client().post("/aanmelden/", body, content_type=FORM).status_code in {400, 413}


@pytest.mark.parametrize("bad", ["%00", "%ed%a0%80", "%ff", "%c3%28"])
def test_row_12_nul_lone_surrogates_and_broken_utf8_get_400_at_every_door(
    town: Town, bad: str
) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    desk = town.staff()
    draft = f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/"
    note = f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/notitie/"
    before = town.entries()
    for client, url, field in (
        (person, draft, "text"),
        (desk, note, "text"),
        (Client(), "/aanmelden/", "story"),
        (Client(), "/brief/antwoord/", "words"),
    ):
        answer = client.post(url, f"{field}=a{bad}b", content_type=FORM)
        assert answer.status_code == 400, url
    assert client.get(f"/werk/trajecten/?zoek={bad}").status_code in {400, 302}
    assert desk.get(f"/werk/trajecten/?zoek=a{bad}").status_code == 400
    assert town.entries() == before
    assert "Een begin van ons." in person.get(draft).content.decode()


def test_row_12_other_control_characters_are_taken_out_of_a_letter(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    draft = f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/"
    fields = form_fields(person.get(draft).content.decode(), "base")
    sent = fields | {"text": "Hal\x07lo\x1b[31m 👋🏽\r\nRegel twee\x85", "go": "stop"}
    assert person.post(draft, sent).status_code == 302
    kept = form_fields(person.get(draft).content.decode(), "base")["text"]
    assert kept == "Hallo[31m 👋🏽\nRegel twee"


def test_row_10_a_query_in_the_address_changes_nothing_of_a_form(town: Town) -> None:
    """Fields are read from the body: ``?choice=`` cannot answer for somebody."""
    person, _ = town.place(town.mine, town.mine.a)
    one_time = re.compile(r'name="(csrfmiddlewaretoken|key|tab)" value="[^"]*"')
    plain = one_time.sub("", person.get("/plek/vragen/weten/").content.decode())
    asked = person.get(f"/plek/vragen/weten/?wish=no&side=b&text={quote(TEXT)}").content.decode()
    assert (
        one_time.sub("", asked).replace(f"?wish=no&amp;side=b&amp;text={quote(TEXT)}", "") == plain
    )
