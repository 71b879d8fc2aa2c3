"""Rows 3 to 7: an act that may not be, comes twice, comes changed, or comes from an old page."""

import pytest
from django.test import Client

from tests.bad_input.town import Town
from tests.doors.pages import form_fields, text_of
from visavis.mediation.course import Pause
from visavis.mediation.preparation import SetStandingWish

TEXT = "Een lange tekst die ik niet nog eens wil typen. 🌿"


def desk_url(town: Town, rest: str) -> str:
    return f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/{rest}"


def form_at(client: Client, url: str, having: str = "token") -> dict[str, str]:
    return form_fields(client.get(url).content.decode(), having)


FORMS = {
    "a person's wish": ("/plek/vragen/weten/", {"wish": "ask"}, {"wish": "no"}),
    "what the other may know": (
        "/plek/mensen/keuze/",
        {"own_words": TEXT},
        {"own_words": f"{TEXT} Anders."},
    ),
    "a note of the desk": ("notitie/", {"text": TEXT}, {"text": f"{TEXT} Anders."}),
    "a reaction told to the desk": (
        "zegt/wat-mag-de-ander-weten/",
        {"via": "phone", "words": TEXT},
        {"via": "phone", "words": f"{TEXT} Anders."},
    ),
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest, town: Town) -> tuple[Client, str, dict, dict]:
    url, sent, changed = FORMS[request.param]
    if url.startswith("/"):
        return town.place(town.mine, town.mine.a)[0], url, sent, changed
    return town.staff(), desk_url(town, url), sent, changed


def test_row_03_what_may_not_be_from_here_is_refused_with_its_sentence_and_changes_nothing(
    town: Town,
) -> None:
    town.mine.lived.own(Pause(), town.mine.a)
    person, words = town.place(town.mine, town.mine.a)
    draft = f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/kijk/"
    fields = form_at(person, draft, "version_hash")
    before = town.entries()
    refused = person.post(draft, fields | {"choice": "release", "words": words})
    assert refused.status_code == 200
    assert "want u heeft pauze" in text_of(refused.content.decode())
    desk, url = town.staff(), desk_url(town, "verkennend-gesprek/")
    talk = {"summary": TEXT, "language_help": "mastered", "note": ""}
    answer = desk.post(url, form_at(desk, url) | talk)
    assert answer.status_code == 200
    assert TEXT in answer.content.decode()
    assert town.entries() == before


def test_row_04_the_same_form_twice_gives_the_first_result_and_one_act(town: Town, form) -> None:
    client, url, sent, _ = form
    fields = form_at(client, url) | sent
    before = town.entries()
    first = client.post(url, fields)
    once = town.entries()
    second = client.post(url, fields)
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert first.status_code == 302
    assert before < once == town.entries()


def test_row_05_the_same_key_with_other_content_gets_409_with_the_text(town: Town, form) -> None:
    client, url, sent, changed = form
    fields = form_at(client, url)
    assert client.post(url, fields | sent).status_code == 302
    once = town.entries()
    again = client.post(url, fields | changed)
    page = again.content.decode()
    assert again.status_code == 409
    assert town.entries() == once
    for value in changed.values():
        assert value in page
    fresh = form_fields(page, "token")
    assert fresh["key"] != fields["key"]
    assert client.post(url, fresh | changed).status_code == 302


def test_row_06_a_page_from_before_a_change_gets_409_with_the_text(town: Town, form) -> None:
    client, url, sent, _ = form
    fields = form_at(client, url)
    town.mine.lived.own(SetStandingWish("ask"), town.mine.a)
    before = town.entries()
    late = client.post(url, fields | sent)
    page = late.content.decode()
    assert late.status_code == 409
    assert town.entries() == before
    assert "Er is iets veranderd sinds u deze pagina opende." in text_of(page)
    for value in sent.values():
        assert value in page
    assert client.post(url, form_fields(page, "token") | sent).status_code == 302


@pytest.mark.parametrize("token", ["", "0" * 64, "x", "💥", "a" * 100_000])
def test_row_06_a_token_that_somebody_made_up_gets_409_too(town: Town, token: str) -> None:
    client, _ = town.place(town.mine, town.mine.a)
    url = "/plek/mensen/keuze/"
    before = town.entries()
    answer = client.post(url, form_at(client, url) | {"own_words": TEXT, "token": token})
    assert answer.status_code == 409
    assert TEXT in answer.content.decode()
    assert town.entries() == before


def test_row_05_a_key_that_is_no_key_is_refused_and_the_text_stays(town: Town) -> None:
    client, _ = town.place(town.mine, town.mine.a)
    url = "/plek/mensen/keuze/"
    before = town.entries()
    answer = client.post(url, form_at(client, url) | {"own_words": TEXT, "key": "k" * 5000})
    assert TEXT in answer.content.decode()
    assert town.entries() == before


def test_row_07_another_version_than_the_one_shown_is_not_released_by_its_writer(
    town: Town,
) -> None:
    person, words = town.place(town.mine, town.mine.a)
    draft = f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/"
    shown = form_at(person, f"{draft}kijk/", "version_hash")
    person.post(draft, form_at(person, draft, "base") | {"text": TEXT, "go": "stop"})
    before = town.entries()
    for exact in (shown["version_hash"], "", "0" * 64, "x"):
        sent = shown | {"version_hash": exact, "choice": "release", "words": words}
        answer = person.post(f"{draft}kijk/", sent)
        assert answer.status_code == 200
        assert TEXT in answer.content.decode(), "the version that stands there now"
    assert town.entries() == before


def test_row_07_a_letter_on_paper_goes_only_as_it_was_shown(town: Town) -> None:
    desk, url = town.staff(), desk_url(town, "zegt/brief/")
    first = form_at(desk, url) | {"text": TEXT, "sign_as": "N.", "via": "paper"}
    page = desk.post(url, first).content.decode()
    shown = form_fields(page, "shown")
    before = town.entries()
    changed = desk.post(url, shown | {"text": f"{TEXT} Anders."})
    assert changed.status_code == 200
    assert f"{TEXT} Anders." in changed.content.decode()
    assert town.entries() == before
    assert desk.post(url, shown).status_code == 302
    assert town.entries() > before


def test_row_04_two_clicks_on_a_new_letter_begin_one(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    fields = form_at(person, "/plek/schrijven/", "key")
    first, second = (person.post("/plek/schrijven/", fields) for _ in range(2))
    assert first["Location"] == second["Location"]


def test_row_04_opening_and_asking_back_twice_is_once(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    for url in (
        f"/plek/lezen/{town.mine.offers[town.mine.a]}/open/",
        f"/plek/geschreven/{town.mine.letters[town.mine.a]}/",
    ):
        fields = form_at(person, url)
        first = person.post(url, fields)
        once = town.entries()
        second = person.post(url, fields)
        assert first.status_code == second.status_code == 302
        assert first["Location"] == second["Location"]
        assert town.entries() == once


def test_back_after_sending_gets_409_and_what_was_filled_in_and_can_be_sent_on_from_there(
    town: Town,
) -> None:
    """*Back* brings the old page with its used key and its old token."""
    person, _ = town.place(town.mine, town.mine.a)
    url = "/plek/mensen/keuze/"
    old = form_at(person, url)
    assert person.post(url, old | {"own_words": "Eerst dit."}).status_code == 302
    page = person.post(url, old | {"own_words": TEXT})
    assert page.status_code == 409
    again = form_fields(page.content.decode(), "token")
    assert again["own_words"] == TEXT
    assert person.post(url, again).status_code == 302
    assert town.mine.lived.view(town.mine.a).may_tell_words == TEXT
