"""Answering a letter: three words, four answers, and a page that knows nothing."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.doors.pages import form_fields, text_of
from visavis.journal.worklist import tasks_of
from visavis.mediation.course import Withdraw
from visavis.mediation.words import PartyState
from visavis.people import words_door

P = PartyState
ONE_TIME = re.compile(r'name="(csrfmiddlewaretoken|key)" value="[^"]*"')


@pytest.fixture
def words(lived) -> str:
    lived.asked()
    return " ".join(words_door.for_answer(lived.where.trajectory, lived.b, lived.service.now))


def enter(client: Client, words: str, prefix: str = ""):
    return client.post(f"{prefix}/brief/antwoord/", {"words": words})


def on(client: Client, page, prefix: str = "", **more: str):
    fields = form_fields(page.content.decode(), "words")
    return client.post(f"{prefix}/brief/antwoord/", fields | more)


def answered(words: str, answer: str, prefix: str = "", **more: str):
    client = Client()
    page = on(client, enter(client, words, prefix), prefix, answer=answer)
    return on(client, page, prefix, **more)


REACHED = {"first_name": "Rik 👋", "channel": "phone", "phone": "06 11", "voicemail": "no"}


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("answer", "more", "state"),
    [
        ("talk", REACHED, P.EXPLORING),
        ("later", {"until_0": "1", "until_1": "9", "until_2": "2026"}, P.PAUSED),
        ("no", {"words_for_other": "Het ga je goed."}, P.DECLINED),
        ("not_me", {}, None),
    ],
)
def test_four_answers_each_with_what_it_asks(lived, words, prefix, answer, more, state):
    done = answered(words, answer, prefix, **more)
    assert "Dank u" in text_of(done.content.decode()) or "Thank you" in text_of(
        done.content.decode()
    )
    me = lived.view(lived.b)
    assert me.state is state
    if answer == "talk":
        assert (me.first_name, me.reach.phone) == ("Rik 👋", "06 11")
    if answer == "later":
        assert me.pause_until == date(2026, 9, 1)
    if answer == "no":
        assert me.may_tell_words == "Het ga je goed."


def test_no_cookie_no_cache_and_nothing_in_an_address(lived, words):
    client = Client()
    page = enter(client, words)
    assert client.cookies == {}
    assert page["Cache-Control"] == "no-store"
    assert words.split()[0] not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]


def test_the_page_is_the_same_whatever_the_one_who_began_has_done_since(lived, words):
    before = ONE_TIME.sub("", enter(Client(), words).content.decode())
    lived.own(Withdraw(), lived.a)
    assert ONE_TIME.sub("", enter(Client(), words).content.decode()) == before
    assert "Dank u" in text_of(answered(words, "talk", **REACHED).content.decode())
    assert lived.view(lived.b).state is P.EXPLORING


def test_a_late_answer_counts_and_after_a_year_the_words_are_unknown(lived, words):
    lived.tick(days=300)
    answered(words, "later")
    assert lived.view(lived.b).state is P.PAUSED
    lived.tick(days=100)
    assert "Wij kennen deze woorden niet." in text_of(enter(Client(), words).content.decode())


def test_row_4_a_double_click_answers_once_and_shows_the_same(lived, words):
    client = Client()
    page = on(client, enter(client, words), answer="no")
    first, second = on(client, page), on(client, page)
    assert first.content == second.content
    codes = [task.code for task in tasks_of(lived.service.desk, lived.where.trajectory)]
    assert codes.count("answer_came") == 1
    assert "answered_again" not in codes


def test_a_second_answer_changes_nothing_by_itself_and_reaches_the_mediator(lived, words):
    answered(words, "no")
    done = answered(words, "talk", **REACHED)
    assert "Dank u" in text_of(done.content.decode())
    assert lived.view(lived.b).state is P.DECLINED
    codes = [task.code for task in tasks_of(lived.service.desk, lived.where.trajectory)]
    assert "answered_again" in codes


def test_back_and_another_language_keep_the_choice(lived, words):
    client = Client()
    page = on(client, enter(client, words), answer="no")
    back = on(client, page, go="back")
    assert re.search(r'value="no"[^>]*checked', back.content.decode())
    english = on(client, page, "/en", go="stay", words_for_other="Het ga je goed.")
    assert "No, you do not want contact" in english.content.decode()
    assert "Het ga je goed." in english.content.decode()


def test_wrong_words_get_one_sentence_and_after_five_tries_a_wait(lived, words):
    client = Client()
    for _ in range(4):
        page = enter(client, "appel brug zilver")
        assert "Wij kennen deze woorden niet. Kijk nog eens, of bel ons." in text_of(
            page.content.decode()
        )
    pages = [enter(client, "appel brug zilver") for _ in range(2)]
    assert "Wacht een minuut." in text_of(pages[-1].content.decode())
    # who has the right words from there is not shut out
    assert "U beslist" in text_of(enter(client, words).content.decode())


def test_words_of_a_sign_up_open_their_own_page_and_no_answer(lived):
    lived.signed_up()
    mine = " ".join(words_door.for_sign_up(lived.where.trajectory, lived.a))
    page = enter(Client(), mine).content.decode()
    assert "Wij hebben uw aanmelding" in text_of(page)
    assert 'name="answer"' not in page
    client = Client()
    client.post("/brief/antwoord/", {"words": mine, "at": "no", "answer": "no"})
    assert lived.view(lived.a).state is PartyState.REGISTERED


def test_row_8_an_unknown_field_is_400(lived, words):
    assert Client().post("/brief/antwoord/", {"words": words, "party": lived.a}).status_code == 400


def test_a_day_that_has_passed_is_asked_again(lived, words):
    page = answered(words, "later", until_0="1", until_1="1", until_2="2020")
    assert "Kies een dag die nog komt." in text_of(page.content.decode())
    assert lived.view(lived.b).state is None
