"""Coming in, staying, being away too long, and going out."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.doors.pages import form_fields, text_of
from visavis.journal.once import Once
from visavis.people import signing_in
from visavis.people.models import Account


@pytest.fixture
def invited(lived):
    lived.taken_up()
    return signing_in.invite(
        lived.where.trajectory, lived.a, "De kat heet Pluis", lived.service.now
    )


def redeem(client: Client, code, answer: str = "de kat heet pluis", **more: str):
    fields = form_fields(client.get("/plek/nieuw/").content.decode(), "code")
    return client.post("/plek/nieuw/", fields | {"code": " ".join(code), "answer": answer} | more)


def words_on(page) -> str:
    import re

    return re.search(r"<bdi>([a-z ]+)</bdi>", page.content.decode())[1]


def test_an_invitation_becomes_five_words_that_open_the_place(lived, invited):
    client = Client()
    words = words_on(redeem(client, invited.code))
    assert client.get("/plek/").status_code == 200
    other = Client()
    assert other.post("/plek/in/", {"words": words.upper()}).status_code == 302
    assert other.get("/plek/").status_code == 200


def test_row_4_a_double_click_on_the_invitation_ends_with_a_card_whose_words_open(lived, invited):
    client = Client()
    fields = form_fields(client.get("/plek/nieuw/").content.decode(), "code")
    sent = fields | {"code": " ".join(invited.code), "answer": "De kat heet Pluis."}
    cards = [words_on(client.post("/plek/nieuw/", sent)) for _click in range(3)]
    assert Account.objects.count() == 1
    opens = [Client().post("/plek/in/", {"words": words}).status_code == 302 for words in cards]
    assert opens == [False, False, True]
    assert client.get("/plek/").status_code == 200


def test_no_receipt_keeps_the_words_of_a_card(lived, invited, monkeypatch):
    sealed = []
    monkeypatch.setattr(Once, "sealed", lambda self, *result: sealed.append(result) or b"")
    words = words_on(redeem(Client(), invited.code))
    assert sealed
    assert not any(word in str(sealed) for word in words.split())


def test_a_form_left_in_the_browser_opens_the_place_no_second_time(lived, invited):
    first, later = Client(), Client()
    fields = form_fields(first.get("/plek/nieuw/").content.decode(), "code")
    sent = fields | {"code": " ".join(invited.code), "answer": "De kat heet Pluis."}
    words = words_on(first.post("/plek/nieuw/", sent))
    first.post("/plek/uit/")
    lived.tick(minutes=3)
    page = later.post("/plek/nieuw/", sent)  # Back, and "send again", on the device they shared
    assert "Hiermee kunnen wij geen plek openen." in text_of(page.content.decode())
    assert words.split()[0] not in text_of(page.content.decode()).split()
    assert later.get("/plek/").status_code == 302


def test_a_second_click_shows_no_words_that_were_replaced_meanwhile(lived, invited):
    client = Client()
    fields = form_fields(client.get("/plek/nieuw/").content.decode(), "code")
    sent = fields | {"code": " ".join(invited.code), "answer": "De kat heet Pluis."}
    client.post("/plek/nieuw/", sent)
    signing_in.give_new_words(Account.objects.get().pk)
    again = Client()
    assert "<bdi>" not in again.post("/plek/nieuw/", sent).content.decode()
    assert again.get("/plek/").status_code == 302


def test_row_19_expired_used_and_guessed_invitations_are_one_answer(lived, invited):
    pages = [redeem(Client(), invited.code, "de hond heet Pluis")]
    redeem(Client(), invited.code)
    pages.append(redeem(Client(), invited.code))
    pages.append(redeem(Client(), ("appel", "brug", "zilver", "kast")))
    late = signing_in.invite(lived.where.trajectory, lived.b, "ja", lived.service.now)
    lived.tick(days=15)
    pages.append(redeem(Client(), late.code, "ja"))
    said = {text_of(page.content.decode()) for page in pages}
    assert len(said) == 1
    assert "Hiermee kunnen wij geen plek openen." in said.pop()


def test_wrong_words_and_no_account_are_one_answer_and_slowed(lived):
    lived.taken_up()
    _, words = lived.opened_place(lived.a)
    near = " ".join([*words.split()[:4], "fout"])
    client = Client()
    pages = [client.post("/plek/in/", {"words": w}) for w in (near, "een twee drie vier vijf", "x")]
    assert len({text_of(page.content.decode()) for page in pages}) == 1
    for _ in range(6):
        page = client.post("/plek/in/", {"words": near})
    assert "Wacht een minuut." in text_of(page.content.decode())
    assert f'value="{near}' not in page.content.decode()


def test_row_20_a_way_on_in_the_address_is_ignored(lived):
    lived.taken_up()
    _, words = lived.opened_place(lived.a)
    done = Client().post("/plek/in/?next=https://elsewhere.example/", {"words": words})
    assert done["Location"] == "/plek/"


def test_a_text_sent_after_the_session_ran_out_is_there_after_signing_in(lived):
    lived.ready()
    client = lived.client(lived.a)
    words = lived.words
    start = client.post("/plek/schrijven/", {"key": "k"})["Location"]
    fields = form_fields(client.get(start).content.decode(), "base")
    lived.travel(lived.service.now + timedelta(minutes=21))
    sent = client.post(start, fields | {"text": "Hallo 👋\n\nIk was er nog niet.", "go": "on"})
    assert sent["Location"] == "/plek/in/verder/"
    again = text_of(client.get("/plek/in/verder/").content.decode())
    assert "Wij hebben uw tekst bewaard" in again
    assert "Wij hebben uw tekst bewaard" not in text_of(client.get("/plek/in/").content.decode())
    back = client.post("/plek/in/verder/", {"words": words})
    assert back["Location"] == start
    page = client.get(start)
    assert form_fields(page.content.decode(), "base")["text"] == "Hallo 👋\n\nIk was er nog niet."
    done = client.post(start, form_fields(page.content.decode(), "base") | {"go": "stop"})
    assert done.status_code == 302
    assert "Ik was er nog" in client.get("/plek/schrijven/").content.decode()


def test_words_of_a_form_come_back_too_and_only_on_that_page(lived):
    lived.preparing()
    client = lived.client(lived.b)
    fields = form_fields(client.get("/plek/pauze/nee/").content.decode(), "key")
    lived.travel(lived.service.now + timedelta(minutes=25))
    client.post("/plek/pauze/nee/", fields | {"own_words": "Nu niet, het spijt me."})
    back = client.post("/plek/in/", {"words": lived.words})
    assert back["Location"] == "/plek/pauze/nee/"
    page = client.get("/plek/pauze/nee/").content.decode()
    assert lived.view(lived.b).state.value == "preparing", "nothing was done by itself"
    assert form_fields(page, "key")["own_words"] == "Nu niet, het spijt me."
    assert "het spijt me" not in client.get("/plek/mensen/keuze/").content.decode()


def test_saving_in_passing_after_the_session_ran_out_says_that_it_was_not_saved(lived):
    lived.ready()
    client = lived.client(lived.a)
    start = client.post("/plek/schrijven/", {"key": "k"})["Location"]
    fields = form_fields(client.get(start).content.decode(), "base")
    lived.travel(lived.service.now + timedelta(minutes=21))
    done = client.post(start + "bewaar/", fields | {"text": "Nog een zin."})
    assert done.status_code == 302  # the script takes a redirect for "not saved"


def test_what_was_saved_in_passing_too_late_stands_on_the_page_it_was_written_on(lived):
    lived.ready()
    client = lived.client(lived.a)
    words = lived.words
    start = client.post("/plek/schrijven/", {"key": "k"})["Location"]
    fields = form_fields(client.get(start).content.decode(), "base")
    lived.travel(lived.service.now + timedelta(minutes=21))
    client.post(start + "bewaar/", fields | {"text": "Nog een zin."})
    back = client.post("/plek/in/", {"words": words})
    assert back["Location"] == start
    page = client.get(start)
    assert form_fields(page.content.decode(), "base")["text"] == "Nog een zin."


def test_signing_out_ends_the_session_and_leaves_nothing(lived):
    lived.taken_up()
    client = lived.client(lived.a)
    assert client.post("/plek/uit/")["Location"] == "/plek/uit/klaar/"
    assert client.get("/plek/uit/klaar/")["Clear-Site-Data"]
    assert client.get("/plek/")["Location"] == "/plek/in/"


def test_without_a_session_no_page_of_the_place_says_more_than_sign_in(lived):
    lived.ready()
    letter = lived.released()
    for path in ("", "schrijven/", f"geschreven/{letter}/", "mensen/", "pauze/stop/"):
        assert Client().get(f"/plek/{path}")["Location"] == "/plek/in/"


def test_row_9_a_form_without_our_token_is_403_and_offers_the_text(lived):
    lived.ready()
    client = lived.client(lived.a)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    page = strict.post("/plek/mensen/keuze/", {"own_words": "Het ga je goed, echt."})
    assert page.status_code == 403
    assert "Het ga je goed, echt." in page.content.decode()
    assert lived.view(lived.a).may_tell_words == ""
