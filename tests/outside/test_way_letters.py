"""Letters and leaflets along the way: one accessible A4, in both languages, with nothing but one's own facts."""

import string
from dataclasses import fields
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.urls import reverse

from tests.bad_input.routes import names
from tests.journeys.paper import text_of
from tests.outside.test_letters import structure
from visavis.config import documents_page
from visavis.config.documents_page import DOCUMENTS as TABLE
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards import betrays_nothing
from visavis.mediation.telling import SENTENCES
from visavis.mediation.views import PartyView
from visavis.mediation.views.parts import Told
from visavis.mediation.words import PartyState
from visavis.outside.way_letters import DOCUMENTS, Fields, document, documents_for, fields_of
from visavis.outside.way_letters_words import CALL, LEAFLETS, LETTERS

pytestmark = pytest.mark.pure
ON = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
FIELDS = Fields(
    "Mieke de Boer", "0800 0000", "maandag van 9 tot 12 uur", "Er is nog geen aangifte.", "Zin."
)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("slug", DOCUMENTS)
def test_each_is_one_accessible_page_with_a_telephone_number(slug: str, language: str) -> None:
    made = document(slug, FIELDS, language=language, addressee="Bram", address="Postbus 1", on=ON)
    text = text_of(made)
    assert structure(made)
    assert "0800 0000" in text
    assert "{" not in text
    assert ("Bram" in text) is (slug in LETTERS)


def test_titles_of_letters_say_nothing_of_what_it_is_about() -> None:
    for letter in LETTERS.values():
        for title, _paragraphs in letter.values():
            assert betrays_nothing.lets_pass(title, (), NOW), title


def test_nothing_can_be_filled_in_but_ones_own_fields() -> None:
    allowed = {field.name for field in fields(Fields)}
    said = [*CALL.values()]
    for letter in LETTERS.values():
        said += [text for _title, texts in letter.values() for text in texts]
    for leaflet in LEAFLETS.values():
        said += [line for _t, parts in leaflet.values() for _h, lines in parts for line in lines]
    asked = {name for text in said for _, name, _, _ in string.Formatter().parse(text) if name}
    assert asked <= allowed
    assert DOCUMENTS.keys() == LETTERS.keys() | LEAFLETS.keys()


def test_on_the_news_date_stands_the_sentence_that_was_told_and_the_released_words() -> None:
    told = Told("O.no_contact", ON, "Ik wens je rust.")
    me = PartyView(PartyId("1" * 32), PartyState.WILLING, told=(told,))
    assert "nieuws" in documents_for(me)
    known = fields_of(me, language="nl", mediator="", phone="", hours="")
    assert known.sentence == f"{SENTENCES['O.no_contact'].nl} “Ik wens je rust.”"
    before = PartyView(PartyId("1" * 32), PartyState.WILLING)
    assert "nieuws" not in documents_for(before)


def test_who_did_not_answer_has_no_letter_here() -> None:
    assert documents_for(PartyView(PartyId("1" * 32))) == []


def test_the_table_of_documents_is_true() -> None:
    """Every D from 1 to 28; what makes it is there, and so is every address."""
    assert list(TABLE) == [f"D{number}" for number in range(1, 29)]
    known = names()
    for number, row in TABLE.items():
        assert row.note or (row.made and row.at), number
        for made in row.made:
            module, _dot, function = made.rpartition(".")
            assert callable(getattr(import_module(f"visavis.{module}"), function)), made
        assert set(row.at) <= known, number
    assert {one.number for one in DOCUMENTS.values()} <= set(TABLE)
    assert documents_page.PAGE.read_text(encoding="utf-8") == documents_page.page(), (
        "run python -m visavis.config.documents_page"
    )
    assert reverse("desk:paper")
