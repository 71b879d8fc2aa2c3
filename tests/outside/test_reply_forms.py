"""Forms on paper as they lie before somebody: accessible, a code and a number on each sheet, no name of ours."""

import re
from datetime import date

import pytest

from tests.journeys.paper import text_of
from tests.outside.test_letters import structure
from visavis.outside.reply_forms import Asked, Form, To, reply_forms
from visavis.outside.reply_forms_words import SHEETS

pytestmark = pytest.mark.pure
ON = date(2026, 12, 1)
FORMS = (
    Form(
        "CDFH 4F7H 9PWX",
        "Ik wil pauze",
        "Dit mag altijd.",
        says="Ik wil pauze",
        asks=(
            Asked("date", "Tot welke dag?", "Dit mag leeg blijven.", ("dag", "maand", "jaar")),
            Asked("one", "Wat wilt u?", answers=("Nu", "Later")),
            Asked("tick", "Bel mij"),
            Asked("line", "Uw naam"),
            Asked("text", "Uw verhaal", lines=12),
        ),
    ),
    Form(
        "KMRT KMRT KMRT", "Wat vindt u van deze tekst?", "", shown="Wij groeten elkaar.\nElk jaar."
    ),
)


def made(language: str = "nl", to: To | None = None, *, ring: bool = False) -> bytes:
    return reply_forms(
        FORMS, language=language, phone="0800 0000", phone_hours="altijd", on=ON, to=to, ring=ring
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_sheet_carries_its_code_and_its_number(language: str) -> None:
    pdf = made(language)
    text = text_of(pdf)
    pages = structure(pdf)
    assert len(pages.pages) == 3
    assert pages.Root.MarkInfo.Marked
    assert str(pages.Root.Lang).startswith(language)
    of = {"nl": "blad {} van {}", "en": "sheet {} of {}"}[language]
    for said in (of.format(1, 2), of.format(2, 2), of.format(1, 1)):
        assert said in text
    assert text.count("CDFH 4F7H 9PWX") >= 2
    assert text.count("KMRT KMRT KMRT") >= 1
    assert "Elk jaar." in text


def test_nothing_of_the_service_stands_on_it_and_the_title_is_neutral() -> None:
    pdf = made(to=To("Bram", "Postbus 1\n1234 AB Ergens"), ring=True)
    text = text_of(pdf)
    assert "Postbus 1" in text
    assert "Mensen om mij heen" in text
    assert not re.search(r"visavis|mediation|herstel", text, re.IGNORECASE)
    assert str(structure(pdf).docinfo.Title) == "Uw papieren"
    assert made() == made()


def test_every_sheet_has_words_in_both_languages_and_names_no_label() -> None:
    for slug, sheet in SHEETS.items():
        texts = [sheet.title, sheet.lead, *([sheet.says] if sheet.says else [])]
        texts += [one.question for one in sheet.asks.values()]
        for text in texts:
            assert text.nl, slug
            assert text.en, slug
            assert not re.search(r"\b(dader|slachtoffer|zaak|partij)\b|!", text.nl), slug
