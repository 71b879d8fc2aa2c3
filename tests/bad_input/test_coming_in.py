"""Rows 19, 20, 21 and 26: at the entrances of every door."""

import re
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.bad_input.routes import Visitors, stops
from tests.bad_input.town import PASSPHRASE, Town
from tests.doors.pages import form_fields
from visavis.people import throttle
from visavis.people.signing_in import invite

ONE_TIME = re.compile(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"')
ELSEWHERE = "https://elsewhere.example/"


def redeem(code: str, answer: str):
    client = Client()
    fields = form_fields(client.get("/plek/nieuw/").content.decode(), "code")
    page = client.post("/plek/nieuw/", fields | {"code": code, "answer": answer})
    return page.status_code, ONE_TIME.sub("", page.content.decode()), dict(client.cookies)


def test_row_19_expired_used_guessed_and_wrongly_answered_invitations_are_one_page(
    town: Town,
) -> None:
    here, a, b = town.mine.trajectory, town.mine.a, town.mine.b
    used = " ".join(invite(here, a, "de kat", town.service.now).code)
    assert redeem(used, "de kat")[0] == 200
    pages = [redeem(used, "de kat"), redeem("appel brug zilver kast", "de kat")]
    late = " ".join(invite(here, b, "de kat", town.service.now).code)
    pages.append(redeem(late, "de hond"))
    town.later(days=15)
    pages.append(redeem(late, "de kat"))
    pages.append(redeem("<b>x</b>' OR 1=1 --", "de kat"))
    assert len({page for _status, page, _cookies in pages}) == 1
    assert {status for status, _page, _cookies in pages} == {200}
    assert all(not cookies for _status, _page, cookies in pages)


def test_row_19_guessing_is_slowed(town: Town) -> None:
    said = [redeem(f"appel brug zilver kast{n % 2}", "de kat")[1] for n in range(14)]
    assert any("Wacht" in page for page in said)


@pytest.mark.parametrize("name", ["next", "naar", "return_to", "url", "continue"])
def test_row_20_a_way_elsewhere_is_ignored_wherever_one_signs_in(town: Town, name: str) -> None:
    _, words = town.place(town.mine, town.mine.a)
    known = {"login": "mediator", "passphrase": PASSPHRASE}
    for url, data in (("/plek/in/", {"words": words}), ("/werk/binnen/", known)):
        done = Client().post(f"{url}?{name}={ELSEWHERE}", data)
        assert done.status_code == 302
        assert done["Location"].startswith("/")
        assert not done["Location"].startswith("//")
        assert "elsewhere" not in done["Location"]
        assert Client().post(url, {**data, name: ELSEWHERE}).status_code == 400


@pytest.mark.crawl
def test_row_20_no_page_leads_or_links_to_what_the_address_asked_for(town: Town) -> None:
    visitors, sat = Visitors(town), {}
    for stop in stops(town):
        client = sat.setdefault(stop.who, visitors.client(stop.who))
        answer = client.get(f"{stop.url}?next={ELSEWHERE}")
        assert "elsewhere" not in answer.headers.get("Location", ""), stop.label
        # the links to other languages keep the address one stands at; nothing leads off our host
        body = b"" if answer.streaming else answer.content  # a film has no link in it
        assert f'="{ELSEWHERE}' not in body.decode(errors="replace"), stop.label


def test_row_21_a_foreign_host_gets_400_and_forwarded_headers_change_nothing(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    forged = {
        "X-Forwarded-Host": "elsewhere.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "192.0.2.66",
        "Forwarded": "for=192.0.2.66;host=elsewhere.example",
        "X-Real-Ip": "192.0.2.66",
        "X-Original-Url": "/werk/",
        "X-Http-Method-Override": "DELETE",
    }
    for client, url in ((person, "/plek/"), (town.staff(), "/werk/"), (Client(), "/")):
        assert client.get(url, headers={"Host": "elsewhere.example"}).status_code == 400
        plain, spoofed = client.get(url), client.get(url, headers=forged)
        assert spoofed.status_code == plain.status_code == 200
        same = [ONE_TIME.sub("", page.content.decode()) for page in (plain, spoofed)]
        assert same[0] == same[1]
        assert "elsewhere" not in str(sorted(spoofed.headers.items()))


def test_row_21_a_spoofed_address_does_not_escape_the_slowing(town: Town) -> None:
    for number in range(25):
        page = Client().post(
            "/werk/binnen/",
            {"login": f"niemand{number}", "passphrase": "een heel andere zin"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )
    assert "Wacht een poosje" in page.content.decode()


def test_row_26_a_flood_of_sign_ups_gets_one_answer_with_the_text_and_records_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "SIGN_UPS_HERE", replace(throttle.SIGN_UPS_HERE, free=2))
    said = {
        "first_name": "Noor",
        "age": "34",
        "channel": "phone",
        "phone": "06 1",
        "voicemail": "no",
    }
    mine = said | {"relation": "harmed", "story": "Een verhaal."}
    other = said | {
        "sender": "work", "asked": "yes", "by_whom": "Steunpunt", "condition": "no",
        "relation": "harmed", "story": "Een verhaal.",
    }  # fmt: skip
    answers = [_send("/aanmelden/", mine) for _time in range(5)]
    assert [one.status_code for one in answers] == [200, 200, 429, 429, 429]
    before = town.entries()
    for url, sent in (("/aanmelden/", mine), ("/aanmelden/voor-een-ander/", other)):
        refused = _send(url, sent)
        assert refused.status_code == 429, url
        page = refused.content.decode()
        assert "Er komt nu veel tegelijk binnen." in page
        assert "Een verhaal." in page
        assert "Retry-After" not in refused
    assert town.entries() == before
    assert _send("/aanmelden/", mine, REMOTE_ADDR="192.0.2.9").status_code == 200


def _send(url: str, sent: dict[str, str], **where: str) -> HttpResponse:
    client = Client(HTTP_ACCEPT_LANGUAGE="nl", **where)
    fields = form_fields(client.get(url).content.decode(), "at")
    return client.post(url, fields | sent | {"at": "check", "go": "send"})
