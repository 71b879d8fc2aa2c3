"""Rows 1 and 2: what is another's, what is nobody's and what is no id at all are one page."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.bad_input.routes import UNKNOWN, Stop, stops
from tests.bad_input.town import Town
from tests.doors.pages import form_fields
from tests.journal.service import MEDIATOR
from visavis.people.signing_in import invite
from visavis.study import consent, links

MALFORMED = ("x", "a'--", "%00", "%ff", "..%2f..", "A" * 32, "0" * 31, "9" * 3000, "👋", "{{7*7}}")


def said(client: Client, method: str, url: str) -> tuple[int, bytes, list[tuple[str, str]]]:
    answer = getattr(client, method)(url)
    return answer.status_code, answer.content, sorted(answer.headers.items())


def same_as_nothing(client: Client, url: str, nowhere: str) -> None:
    """GET and POST of this address answer, to the byte and the header, as of one that is nowhere."""
    for method in ("get", "post"):
        there, not_there = said(client, method, url), said(client, method, nowhere)
        assert there == not_there, (method, url[:120])
        assert there[0] in {404, 405}


def the_same_page(client: Client, url: str, nowhere: str) -> None:
    """An address that no route takes is refused before any door is chosen, so headers of a door lack."""
    there, not_there = client.get(url), client.get(nowhere)
    assert there.status_code == not_there.status_code == 404, url[:120]
    assert there.content == not_there.content, url[:120]
    assert client.post(url).status_code in {404, 405}


def test_row_01_another_persons_letters_offers_and_drafts_are_the_page_of_what_is_nowhere(
    town: Town,
) -> None:
    client, _ = town.place(town.mine, town.mine.a)
    mine, theirs = town.mine, town.theirs
    for name, foreign in (
        ("geschreven/{}/", [mine.letters[mine.b], *theirs.letters.values()]),
        ("geschreven/{}/terug/", [mine.letters[mine.b], *theirs.letters.values()]),
        ("geschreven/{}/verder/", [mine.letters[mine.b], *theirs.letters.values()]),
        ("lezen/{}/", [mine.offers[mine.b], *theirs.offers.values()]),
        ("lezen/{}/open/", [mine.offers[mine.b], *theirs.offers.values()]),
        ("lezen/{}/lees/", [mine.offers[mine.b], *theirs.offers.values()]),
        ("lezen/{}/dicht/", [mine.offers[mine.b], *theirs.offers.values()]),
        ("lezen/{}/daarna/", [mine.offers[mine.b], *theirs.offers.values()]),
        ("schrijven/{}/kijk/", [mine.drafts[mine.b], *theirs.drafts.values()]),
        ("schrijven/{}/weg/", [mine.drafts[mine.b], *theirs.drafts.values()]),
    ):
        for one in foreign:
            same_as_nothing(client, f"/plek/{name.format(one)}", f"/plek/{name.format(UNKNOWN)}")
    plain = client.get("/plek/zoiets-is-er-niet/")
    assert client.get(f"/plek/geschreven/{mine.letters[mine.b]}/").content == plain.content


def test_row_01_writing_under_anothers_id_touches_nothing_of_theirs(town: Town) -> None:
    """The id of a draft is free to choose; it names something in one's own lane only."""
    mine = town.mine
    client, _ = town.place(mine, mine.a)
    other, _ = town.place(mine, mine.b)
    taken = f"/plek/schrijven/{mine.drafts[mine.b]}/"
    before = other.get(f"{taken}kijk/").content
    assert form_fields(client.get(taken).content.decode(), "base")["text"] == ""
    assert client.post(taken, {"text": "Van mij.", "go": "stop"}).status_code == 302
    assert client.post(f"{taken}weg/ja/").status_code == 302
    standing = b"Een begin van ons."
    assert standing in before
    assert standing in other.get(f"{taken}kijk/").content


def foreign_addresses(town: Town, stop: Stop) -> list[str]:
    """The same address: wholly another's, with another's person, with another's letter or offer."""
    swaps = {
        town.mine.trajectory: town.theirs.trajectory,
        town.mine.a: town.theirs.a,
        town.mine.b: town.theirs.b,
    }
    things = {
        town.mine.letters[town.mine.a]: town.theirs.letters[town.theirs.a],
        town.mine.letters[town.mine.b]: town.theirs.letters[town.theirs.b],
        town.mine.offers[town.mine.a]: town.theirs.offers[town.theirs.a],
        town.mine.offers[town.mine.b]: town.theirs.offers[town.theirs.b],
    }
    people = dict(list(swaps.items())[1:])
    found = {swapped(stop.url, table) for table in ({**swaps, **things}, people, things)}
    return sorted(found - {stop.url})


def swapped(url: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        url = url.replace(old, new)
    return url


@pytest.mark.crawl
def test_row_01_a_colleagues_trajectory_person_letter_or_offer_is_nowhere_on_every_desk_page(
    town: Town,
) -> None:
    client = town.staff(MEDIATOR.id)
    visited = 0
    for stop in stops(town):
        if stop.door == "desk" and town.mine.trajectory in stop.url:
            client = town.staff(MEDIATOR.id) if visited % 100 == 0 else client
            nowhere = stop.url.replace(town.mine.trajectory, UNKNOWN)
            for foreign in foreign_addresses(town, stop):
                before = town.entries()
                same_as_nothing(client, foreign, nowhere)
                assert town.entries() == before
                visited += 1
    assert visited > 150


def test_row_01_and_19_the_links_of_the_study_are_one_closed_page(town: Town) -> None:
    from visavis.study.models import Round

    mine = town.study_link(town.mine.a, "asked")
    used = town.study_link(town.mine.b, "asked")
    person = Round.objects.get(token_hash=links.token_hash(used)).person
    client = Client()
    assert client.get(f"/v/{mine}/vooraf").status_code == 200
    consent.decline(person, town.service.now.date())
    town.later(days=400)
    unknown = closed_door(client, UNKNOWN, "")
    for token in (mine, used, "9" * 3000):
        for page in ("", "1", "vooraf", "keuzes"):
            assert closed_door(client, token, page) == unknown, (token[:40], page)
    assert closed_door(client, UNKNOWN, "99999999999999999999") == unknown


def closed_door(client: Client, token: str, page: str) -> bytes:
    """The page of a link that opens nothing, without its own address in the links to other languages."""
    url = f"/v/{token}/{page}"
    answer, sent = client.get(url), client.post(url)
    assert answer.status_code == sent.status_code == 404, url[:60]
    return answer.content.replace(quote(url, safe="/").encode(), b"(here)")


@pytest.mark.parametrize("bad", MALFORMED)
def test_row_02_a_malformed_id_is_the_same_page_in_a_place_and_at_the_desk(
    town: Town, bad: str
) -> None:
    client, _ = town.place(town.mine, town.mine.a)
    for name in ("geschreven/{}/", "lezen/{}/", "lezen/{}/open/", "schrijven/{}/kijk/"):
        the_same_page(client, f"/plek/{name.format(bad)}", f"/plek/{name.format(UNKNOWN)}")
    desk = town.staff(MEDIATOR.id)
    here, a = town.mine.trajectory, town.mine.a
    for url in (
        "/werk/trajecten/{}/", f"/werk/trajecten/{here}/kant/{{}}/",
        f"/werk/trajecten/{here}/kant/{a}/poort/{{}}/",
        f"/werk/trajecten/{here}/kant/{a}/laten-weten/{{}}/",
        f"/werk/trajecten/{here}/kant/{a}/lezen/{{}}/",
        "/werk/nieuw/{}/", f"/werk/trajecten/{here}/kant/{a}/{{}}/",
    ):  # fmt: skip
        the_same_page(desk, url.format(bad), url.format(UNKNOWN))


def test_row_01_an_invitation_opens_the_place_it_was_made_for_and_no_other(town: Town) -> None:
    code = invite(town.mine.trajectory, town.mine.a, "de kat", town.service.now).code
    client = Client()
    opened = client.post("/plek/nieuw/", {"code": " ".join(code), "answer": "de kat", "key": "k"})
    assert opened.status_code == 200
    for letter in (town.mine.letters[town.mine.b], *town.theirs.letters.values()):
        assert client.get(f"/plek/geschreven/{letter}/").status_code == 404
    assert client.get(f"/plek/geschreven/{town.mine.letters[town.mine.a]}/").status_code == 200
