"""Half-filled, twice, in two windows, Back, too late: what somebody wrote is still there."""

import pytest
from django.test import Client

from tests.bad_input.town import A_WHILE, Town
from tests.doors.pages import form_fields, text_of
from visavis.mediation.preparation import SetStandingWish

TEXT = "Lieve 👩🏽‍🦱 Zoë‑Ámbar,\n\nEen lange tekst die ik niet nog eens wil typen. 🌿"
LONG = ("Ik was thuis die avond. " * 4167)[:100_000]


def side(town: Town, rest: str = "") -> str:
    return f"/werk/trajecten/{town.mine.trajectory}/kant/{town.mine.a}/{rest}"


def draft_url(town: Town) -> str:
    return f"/plek/schrijven/{town.mine.drafts[town.mine.a]}/"


def at(client: Client, url: str, having: str = "token") -> dict[str, str]:
    return form_fields(client.get(url).content.decode(), having)


def test_a_letter_of_a_hundred_thousand_signs_is_kept_shown_and_released_whole(town: Town) -> None:
    person, words = town.place(town.mine, town.mine.a)
    url = draft_url(town)
    person.post(url, at(person, url, "base") | {"text": LONG, "go": "stop"})
    assert at(person, url, "base")["text"] == LONG
    sent = at(person, f"{url}kijk/", "version_hash") | {"choice": "release", "words": words}
    assert person.post(f"{url}kijk/", sent).status_code == 302
    mine = town.mine.lived.view(town.mine.a).letter(town.mine.drafts[town.mine.a])
    assert mine is not None
    assert mine.text == LONG


def test_names_with_emoji_and_joined_signs_come_out_as_they_went_in(town: Town) -> None:
    person, words = town.place(town.mine, town.mine.a)
    url, name = draft_url(town), "👩🏽‍🦱 Zoë‑Ámbar ‏נוֹעָה‎ 𝒩"
    person.post(url, at(person, url, "base") | {"text": TEXT, "sign_as": name, "go": "on"})
    sent = at(person, f"{url}kijk/", "version_hash") | {"choice": "release", "words": words}
    assert person.post(f"{url}kijk/", sent).status_code == 302
    letter = town.mine.drafts[town.mine.a]
    mine = town.mine.lived.view(town.mine.a).letter(letter)
    assert mine is not None
    assert (mine.text, mine.sign_as) == (TEXT, name)
    assert name in person.get(f"/plek/geschreven/{letter}/").content.decode()
    assert name in town.staff().get(side(town, f"poort/{letter}/")).content.decode()


def test_a_half_filled_form_names_what_lacks_and_keeps_the_rest_at_every_door(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    desk = town.staff()
    for client, url, said in (
        (desk, side(town, "zorg/"), {"note": TEXT}),
        (desk, side(town, "zegt/wat-mag-de-ander-weten/"), {"words": TEXT}),
        (person, "/plek/pauze/", {"until_0": "1", "until_2": "2027"}),
        (person, f"/plek/lezen/{town.mine.offers[town.mine.a]}/", {"until_2": "2027"}),
    ):
        boxes = "until_0" if "until_2" in said else "token"
        page = client.post(url, at(client, url, boxes) | said).content.decode()
        assert "<title>Fout:" in page, url
        for name, value in said.items():
            assert form_fields(page, "token")[name] == value, url


def test_two_windows_of_one_letter_keep_both_texts(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    url = draft_url(town)
    one, two = at(person, url, "base"), at(person, url, "base")
    person.post(url, one | {"text": "Uit het eerste venster.", "go": "stop"})
    person.post(url, two | {"text": "Uit het tweede venster.", "go": "stop"})
    person.post(url, two | {"text": "Uit het tweede venster, verder.", "go": "stop"})
    page = person.get("/plek/schrijven/").content.decode()
    assert "Uit het eerste venster." in page
    assert "Uit het tweede venster, verder." in page


def test_two_windows_at_the_desk_the_second_keeps_its_text_and_both_can_be_recorded(
    town: Town,
) -> None:
    desk, url = town.staff(), side(town, "notitie/")
    one, two = at(desk, url), at(desk, url)
    town.mine.lived.own(SetStandingWish("ask"), town.mine.a)
    first = desk.post(url, one | {"text": "Eerste notitie."})
    second = desk.post(url, two | {"text": TEXT})
    for page in (first, second):
        assert page.status_code == 409
        sent = desk.post(url, form_fields(page.content.decode(), "token"))
        if sent.status_code == 409:  # the first one recorded is a change for the second
            sent = desk.post(url, form_fields(sent.content.decode(), "token"))
        assert sent.status_code == 302
    standing = desk.get(side(town)).content.decode()
    assert "Eerste notitie." in standing
    assert "die ik niet nog eens wil typen" in standing


def test_a_letter_sent_after_the_sitting_ran_out_waits_behind_the_entrance(town: Town) -> None:
    person, words = town.place(town.mine, town.mine.a)
    url = draft_url(town)
    fields = at(person, url, "base")
    town.travel(town.service.now + A_WHILE)
    sent = person.post(url, fields | {"text": TEXT, "go": "on"})
    assert sent["Location"] == "/plek/in/verder/"
    assert TEXT.split("\n")[0] not in person.get("/plek/in/verder/").content.decode()
    back = person.post("/plek/in/verder/", {"words": words})
    assert back["Location"] == url
    assert at(person, url, "base")["text"] == TEXT


def test_what_waits_is_never_put_before_another_person(town: Town) -> None:
    person, _ = town.place(town.mine, town.mine.a)
    _, words_of_other = town.place(town.mine, town.mine.b)
    url = draft_url(town)
    fields = at(person, url, "base")
    town.travel(town.service.now + A_WHILE)
    person.post(url, fields | {"text": TEXT, "go": "on"})
    back = person.post("/plek/in/verder/", {"words": words_of_other})
    assert back["Location"] == "/plek/"
    for path in ("/plek/", url, "/plek/schrijven/"):
        assert "niet nog eens wil typen" not in person.get(path).content.decode()


def test_a_note_of_the_desk_sent_after_the_sitting_ran_out_is_offered_for_copying(
    town: Town,
) -> None:
    desk, url = town.staff(), side(town, "notitie/")
    fields = at(desk, url)
    before = town.entries()
    town.travel(town.service.now + A_WHILE)
    sent = desk.post(url, fields | {"text": TEXT})
    assert sent.status_code == 403
    assert "Uw tekst staat hier nog" in text_of(sent.content.decode())
    assert TEXT in sent.content.decode()
    assert town.entries() == before


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_another_language_half_way_through_a_sign_up_keeps_every_answer(
    town: Town, prefix: str
) -> None:
    page = Client().post(
        f"{prefix}/aanmelden/", {"at": "story", "relation": "harmed", "story": TEXT, "go": "stay"}
    )
    assert form_fields(page.content.decode(), "at")["story"] == TEXT
