""" "Would you read along?": a copy for the mediator alone, as it is at that moment, and their word (§2.3.1)."""

import re

import pytest

from tests.doors.desk_at_work import AtWork, work
from tests.doors.pages import form_fields, text_of, title_of
from tests.doors.test_desk_care import desk_of, without_keys
from tests.doors.test_desk_roles import at
from tests.journal.service import INTAKE, PLANNER
from visavis.mediation.mediator import ChangeMediator

__all__ = ["work"]

DRAFT = "d" * 32
WRITE = f"/plek/schrijven/{DRAFT}/"
ASK = f"{WRITE}meelezen/"
READ = f"/plek/schrijven/meegelezen/{DRAFT}/"
TEXT = "Ik wil je iets vragen over die dag."


def writes(client, text: str = TEXT, go: str = "help"):
    fields = form_fields(client.get(WRITE).content.decode(), "text")
    return client.post(WRITE, fields | {"text": text, "go": go})


def asks(client):
    fields = form_fields(client.get(ASK).content.decode(), "print")
    return client.post(ASK, fields)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_copy_is_shown_exactly_before_it_is_shared_under_a_title_that_says_nothing(lived, prefix):
    lived.preparing()
    client = lived.client(lived.a)
    assert writes(client)["Location"] == ASK
    page = client.get(f"{prefix}{ASK}").content.decode()
    assert TEXT in text_of(page)
    assert title_of(page).startswith("Writing" if prefix else "Schrijven")
    assert lived.view(lived.a).drafts == ()
    assert asks(client)["Location"] == READ
    (shared,) = lived.view(lived.a).drafts
    assert shared.text == TEXT


def test_what_is_written_afterwards_only_its_writer_has_and_nothing_is_released(lived):
    lived.preparing()
    client = lived.client(lived.a)
    writes(client)
    asks(client)
    writes(client, TEXT + " En nog iets.", go="stop")
    assert [one.text for one in lived.view(lived.a).drafts] == [TEXT]
    assert lived.view(lived.a).letters == ()


def test_a_text_that_changed_in_another_window_is_not_shared_unseen(lived):
    lived.preparing()
    client = lived.client(lived.a)
    writes(client)
    fields = form_fields(client.get(ASK).content.decode(), "print")
    writes(client, "Heel andere woorden.", go="stop")
    page = client.post(ASK, fields).content.decode()
    assert "De tekst is veranderd sinds u deze pagina opende." in text_of(page)
    assert lived.view(lived.a).drafts == ()
    assert asks(client).status_code == 302
    assert [one.text for one in lived.view(lived.a).drafts] == ["Heel andere woorden."]


def test_the_mediator_gives_a_word_and_the_writer_finds_it(work: AtWork) -> None:
    lived = work.lived().preparing()
    client, other = lived.client(lived.a), lived.client(lived.b)
    before = without_keys(other.get("/plek/").content)
    writes(client)
    asks(client)
    assert "Uw bemiddelaar leest mee." in text_of(client.get("/plek/schrijven/").content.decode())
    address = at("draft", lived.where.trajectory, lived.a, DRAFT)
    assert f'href="{address}"' in work.get(at("today"))
    assert TEXT in text_of(work.get(address))
    assert work.send(address, word="Zacht begonnen. Neem de tijd.").status_code == 302
    place = client.get("/plek/").content.decode()
    assert "Uw bemiddelaar las mee, en heeft een woord voor u." in text_of(place)
    assert READ in place
    said = text_of(client.get(READ).content.decode())
    assert "Zacht begonnen. Neem de tijd." in said
    assert TEXT in said
    assert without_keys(other.get("/plek/").content) == before


def test_nobody_else_at_the_desk_has_it_and_an_empty_word_is_asked_again(work: AtWork) -> None:
    lived = work.lived().preparing()
    client = lived.client(lived.a)
    writes(client)
    asks(client)
    t = lived.where.trajectory
    address = at("draft", t, lived.a, DRAFT)
    for account in (INTAKE.id, PLANNER.id, "staff-lead", "staff-colleague"):
        answer = work.client(account).get(address)
        assert (answer.status_code, TEXT in answer.content.decode()) == (404, False)
    assert work.send(address, word=" ").status_code == 200
    assert not lived.view(lived.a).drafts[0].word
    work.get(at("draft", t, lived.b, DRAFT), status=404)
    work.get(at("draft", t, lived.a, "f" * 32), status=404)
    lived.desk(ChangeMediator((lived.a, lived.b), "staff-colleague", "Jan Vos", True), PLANNER)
    work.get(address, status=404)


def test_a_draft_on_paper_is_read_along_with_too(work: AtWork) -> None:
    lived = work.lived().preparing()
    address = at("told", lived.where.trajectory, lived.a, "wil-meelezen")
    assert work.send(address, via="paper", paper="Map 3", text=TEXT).status_code == 302
    (shared,) = desk_of(work, lived).side(lived.a).own.drafts
    assert shared.text == TEXT
    assert at("draft", lived.where.trajectory, lived.a, shared.letter) in work.get(at("today"))
    work.get(address, INTAKE.id, status=404)
    page = lived.client(lived.a).get("/plek/schrijven/").content.decode()
    assert re.search(rf'href="/plek/schrijven/meegelezen/{shared.letter}/"', page)


def test_who_cannot_ask_from_here_reads_so_and_keeps_the_text(lived):
    lived.preparing()
    client = lived.client(lived.a)
    writes(client)
    lived.closing(lived.a)
    page = client.get(ASK).content.decode()
    assert "Dit kan niet vanaf de plek waar u nu bent. Uw tekst is bewaard." in text_of(page)
    fields = form_fields(page, "print")
    assert "Uw bemiddelaar heeft deze tekst niet." in text_of(
        client.post(ASK, fields).content.decode()
    )


def test_foreign_and_unknown_copies_are_not_there(lived):
    lived.preparing()
    client = lived.client(lived.a)
    writes(client)
    asks(client)
    other = lived.client(lived.b)
    assert other.get(READ).status_code == other.get(ASK).status_code == 404
    assert client.get(f"/plek/schrijven/meegelezen/{'e' * 32}/").status_code == 404
