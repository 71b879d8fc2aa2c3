"""What we send in a language beside ours: messages and four papers, whole or in Dutch."""

import re
from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest

from visavis.config.languages import OTHERS
from visavis.mediation.informal import JE
from visavis.mediation.words import in_other
from visavis.outside import letters, sign_up_letters, tongues, typeset, young
from visavis.outside.messages import neutral
from visavis.outside.messages_words import BODY, SUBJECT, TOMORROW

pytestmark = pytest.mark.pure

NOW = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)
COMMON = {
    "three_words": "appel – brug – zilver",
    "addressee": "S. Jansen-van den Berg",
    "address": "Dorpsstraat 12\n1234 AB Ergens",
    "phone": "0800 0000",
}
UNTIL = date(2027, 2, 3)


@pytest.fixture
def set_up(monkeypatch):
    """What is given to typst."""
    given = []

    def seen(template, data, on):
        given.append(data)
        return typeset.pdf(template, data, on)

    monkeypatch.setattr(letters, "pdf", seen)
    monkeypatch.setattr(sign_up_letters, "pdf", seen)
    return given


def papers(code: str) -> list[bytes]:
    hours = in_other(code, "Monday to Friday from 9 to 17") or "ma–vr"
    of_us = {**COMMON, "language": code, "phone_hours": hours}
    name = "Annemarie de Wit-Hoogendoorn"
    return [
        *(
            letters.first_letter(version=one, mediator=name, wait_until=UNTIL, **of_us)
            for one in (letters.MINIMAL, letters.INFORMED)
        ),
        letters.reminder(mediator=name, wait_until=UNTIL, **of_us),
        sign_up_letters.sign_up_made(writer=name, until=UNTIL, **of_us),
        letters.invitation_card(
            language=code, code="kat boom", mediator=name, phone="0800 0000", valid_until=UNTIL
        ),
    ]


@pytest.mark.parametrize("code", OTHERS)
def test_a_paper_is_whole_in_its_language_on_one_page_with_every_letter_drawn(code, set_up):
    for made, data in zip(papers(code), set_up, strict=True):
        assert data["language"] == code
        file = pikepdf.open(BytesIO(made))
        assert str(file.Root.Lang) == code
        assert len(file.pages) == 1
        fonts = {
            str(one.BaseFont).partition("+")[2] for one in file.pages[0].Resources.Font.values()
        }
        assert all(one.startswith(("AtkinsonHyperlegible", "NotoSans")) for one in fonts), fonts
        for said in (data["title"], *data["paragraphs"], data["card_title"]):
            assert not re.search(r"\b(?:u|uw|wij|you|your|we)\b", said, re.I), said
            assert "{" not in said
    assert data["words"]["text"] == "kat boom"


@pytest.mark.parametrize("code", OTHERS)
def test_a_message_is_said_in_the_language_of_whoever_gets_it(code):
    for text in (SUBJECT, BODY):
        told = neutral(text, code, NOW)
        assert told not in (text.nl, text.en)
    assert "10.30" in neutral(TOMORROW, code, NOW, clock="10.30")


def test_a_paper_lacking_one_sentence_is_dutch_as_a_whole():
    words = {"nl": ("Ja", "Dit weet niemand"), "en": ("Yes", "Nobody knows this")}
    assert tongues.tongue_of("ar", words) == "nl"
    assert tongues.tongue_of("ar", {"nl": ("Ja",), "en": ("Yes",)}) == "ar"
    assert [tongues.tongue_of(one, words) for one in ("nl", "en", JE)] == ["nl", "en", JE]


def test_a_letter_to_a_young_person_is_in_dutch_until_there_are_words_for_it(set_up):
    hours = {**COMMON, "phone_hours": "ma–vr", "mediator": "A", "wait_until": UNTIL}
    letters.first_letter(version=letters.MINIMAL, language="ar", reader=young.YOUNG, **hours)
    letters.reminder(language="uk", reader=young.GUARDIAN, **hours)
    assert [data["language"] for data in set_up] == ["nl", "nl"]
    assert "jij" in " ".join(set_up[0]["paragraphs"]) or "je " in " ".join(set_up[0]["paragraphs"])


def test_a_day_is_written_as_each_language_writes_it_after_a_number():
    said = {
        code: tongues.day_as(UNTIL, code) for code in ("nl", "en", "pl", "uk", "tr", "ti", "ar")
    }
    assert said == {
        "nl": "3 februari 2027",
        "en": "3 February 2027",
        "pl": "3 lutego 2027",
        "uk": "3 лютого 2027",
        "tr": "3 Şubat 2027",
        "ti": "3 ለካቲት 2027",
        "ar": "3 فبراير 2027",
    }
