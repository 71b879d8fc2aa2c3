"""The letters that go by post (domain §1.2)."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from visavis.outside.letters import first_letter, invitation_card, reminder

pytestmark = pytest.mark.pure

PERSON = {
    "three_words": "appel wolk fiets",
    "addressee": "Bob Jansen",
    "address": "Kerkstraat 1\n1234 AB Ergens",
    "mediator": "Mia de Wit",
    "phone": "0800 0000",
    "phone_hours": "9 tot 17 uur",
    "wait_until": date(2026, 12, 20),
}


def structure(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


@pytest.mark.parametrize("version", ["minimal", "informed"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_first_letter_is_one_accessible_page(version: str, language: str) -> None:
    made = structure(
        first_letter(version=version, language=language, told=("a first name",), **PERSON)
    )

    assert len(made.pages) == 1
    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang).startswith(language)
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"


def test_the_minimal_letter_says_the_same_whatever_was_ticked() -> None:
    plain = first_letter(version="minimal", language="nl", **PERSON)
    ticked = first_letter(version="minimal", language="nl", told=("het ongeval",), **PERSON)

    assert plain == ticked


def test_the_file_tells_neither_author_nor_the_hour_it_was_made() -> None:
    made = structure(first_letter(version="minimal", language="nl", **PERSON))

    assert "/Author" not in made.docinfo
    assert str(made.docinfo.get("/CreationDate", "D:20261220000000")).startswith("D:20261220000000")


def test_another_version_of_the_first_letter_does_not_exist() -> None:
    with pytest.raises(ValueError, match="minimal or informed"):
        first_letter(version="long", language="nl", **PERSON)


def test_reminder_and_card_are_one_page_each() -> None:
    card = invitation_card(
        language="nl", code="abcd efgh", mediator="Mia", phone="0800", valid_until=date(2026, 12, 1)
    )

    assert len(structure(reminder(language="nl", **PERSON)).pages) == 1
    assert len(structure(card).pages) == 1
