"""Signing up: one question a page, no e-mail, no cookie, no account; and three words that say we have it."""

import re

import pytest
from django.test import Client

from tests.doors.pages import form_fields, text_of
from visavis.journal.keys import participant_ring
from visavis.journal.models import Party
from visavis.journal.see import see_party
from visavis.people import words_door
from visavis.people.models import ThreeWords

ANSWERS = {
    "relation": {"relation": "harmed"},
    "story": {"story": "Er werd ingebroken.\r\nIk was boven. 🏠"},
    "other": {"other": "De buurman van toen"},
    "name": {"first_name": "Noor 🌿", "age": "34"},
    "reach": {
        "channel": "phone",
        "phone": "06 00 00 00 00",
        "safe_times": "na 18 uur",
        "voicemail": "no",
    },
    "never": {"never": "Bel mij nooit thuis."},
}


def on(client: Client, page, prefix: str = "", **more: str):
    """Press *Continue* on this page."""
    fields = form_fields(page.content.decode(), "at")
    return client.post(f"{prefix}/aanmelden/", fields | more)


def checked(client: Client, prefix: str = "", **changed: dict[str, str]):
    """The page that shows everything once more."""
    page = client.get(f"{prefix}/aanmelden/")
    for step, answers in ANSWERS.items():
        page = on(client, page, prefix, go="next", **(answers | changed.get(step, {})))
    return page


def the_only_view(lived):
    [party] = Party.objects.all()
    return see_party(
        party.id, participant_ring(lived.service.keys, party.id), lived.service.now
    ).view


@pytest.mark.parametrize(("prefix", "language"), [("", "nl"), ("/en", "en")])
def test_somebody_signs_up_without_e_mail_account_or_cookie(lived, prefix, language):
    client = Client()
    page = checked(client, prefix)
    assert "Er werd ingebroken." in page.content.decode()
    done = on(client, page, prefix, go="send")
    assert done.status_code == 200
    assert client.cookies == {}
    me = the_only_view(lived)
    assert (me.first_name, me.relation, me.language) == ("Noor 🌿", "harmed", language)
    assert me.story == "Er werd ingebroken.\nIk was boven. 🏠"
    assert (me.reach.never, me.reach.voicemail) == ("Bel mij nooit thuis.", False)


def words_on(page) -> str:
    return re.search(r"<bdi[^>]*>(\w+ – \w+ – \w+)</bdi>", page.content.decode())[1]


def test_the_three_words_open_one_page_until_the_first_call(lived):
    client = Client()
    words = words_on(on(client, checked(client), go="send"))
    page = client.post("/aanmelden/kaart/", {"words": words.upper()})
    assert "Wij hebben uw aanmelding" in text_of(page.content.decode())
    assert "Noor" not in page.content.decode()
    [party] = Party.objects.all()
    words_door.end("sign_up", party.id)
    page = client.post("/aanmelden/kaart/", {"words": words})
    assert "Wij kennen deze woorden niet." in text_of(page.content.decode())


def test_row_4_sent_twice_it_is_one_sign_up_with_the_same_words(lived):
    client = Client()
    page = checked(client)
    first, second = on(client, page, go="send"), on(client, page, go="send")
    assert words_on(first) == words_on(second)
    assert Party.objects.count() == ThreeWords.objects.count() == 1


def test_row_5_changed_after_sending_it_keeps_the_text_and_makes_no_second_sign_up(lived):
    client = Client()
    page = checked(client)
    on(client, page, go="send")
    again = on(client, page, go="send", story="Iets anders, daarna bedacht.")
    assert again.status_code == 409
    assert "Iets anders, daarna bedacht." in again.content.decode()
    assert Party.objects.count() == 1


def test_under_sixteen_the_page_asks_to_call_and_nothing_is_kept(lived):
    client = Client()
    page = client.get("/aanmelden/")
    for step in ("relation", "story", "other"):
        page = on(client, page, go="next", **ANSWERS[step])
    page = on(client, page, go="next", first_name="Sam", age="15")
    said = text_of(page.content.decode())
    assert "Er is ook toestemming nodig van een ouder of voogd." in said
    assert "Bel ons" in said
    sent = on(client, checked(client), go="send", age="15")
    assert "ouder of voogd" in text_of(sent.content.decode())
    assert Party.objects.count() == 0


def test_back_and_change_keep_every_answer(lived):
    client = Client()
    page = checked(client)
    back = on(client, page, go="back")
    assert "Bel mij nooit thuis." in back.content.decode()
    change = on(client, page, go="change:story")
    assert "Er werd ingebroken." in change.content.decode()
    again = on(client, change, go="next", story="Korter.")
    assert "Klopt dit?" in again.content.decode()
    assert "Korter." in again.content.decode()
    assert "De buurman van toen" in again.content.decode()


def test_another_language_half_way_keeps_the_page_and_the_answers(lived):
    client = Client()
    page = on(client, client.get("/aanmelden/"), go="next", relation="harmed")
    english = on(client, page, "/en", go="stay", story="Er werd ingebroken.")
    assert "What happened?" in english.content.decode()
    assert "Er werd ingebroken." in english.content.decode()
    assert form_fields(english.content.decode(), "at")["relation"] == "harmed"


@pytest.mark.parametrize(
    ("step", "wrong", "says"),
    [
        ("relation", {"relation": ""}, "Kies eerst een antwoord."),
        ("relation", {"relation": "dragon"}, "Kies eerst een antwoord."),
        ("name", {"first_name": "  "}, "Vul in hoe wij u mogen noemen."),
        ("name", {"age": "oud"}, "Vul in cijfers in hoe oud u bent."),
        ("reach", {"phone": ""}, "Vul uw telefoonnummer in."),
        ("reach", {"channel": "email", "email": "geen"}, "Dit is geen e-mailadres."),
    ],
)
def test_what_is_missing_is_said_beside_the_question(lived, step, wrong, says):
    client = Client()
    page = client.get("/aanmelden/")
    for name, answers in ANSWERS.items():
        page = on(client, page, go="next", **(answers | (wrong if name == step else {})))
        if name == step:
            break
    assert says in text_of(page.content.decode())
    assert "<title>Fout:" in page.content.decode()


def test_a_send_with_a_question_left_out_asks_that_question_first(lived):
    client = Client()
    page = on(client, checked(client), go="send", relation="")
    assert "Kies eerst een antwoord." in text_of(page.content.decode())
    assert Party.objects.count() == 0


def test_row_8_an_unknown_field_is_400(lived):
    assert Client().post("/aanmelden/", {"at": "story", "role": "mediator"}).status_code == 400


def test_a_hundred_thousand_signs_arrive_whole(lived):
    client = Client()
    long = "Dit is een lang verhaal. " * 4000
    page = checked(client, story={"story": long})
    assert on(client, page, go="send").status_code == 200
    assert the_only_view(lived).story == long


def test_nothing_of_a_sign_up_stands_in_an_address_or_a_cache(lived):
    client = Client()
    page = checked(client)
    assert page.request["QUERY_STRING"] == ""
    assert page["Cache-Control"] == "no-store"
    assert on(client, page, go="send")["Cache-Control"] == "no-store"
