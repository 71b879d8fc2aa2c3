"""The letters that go by post (domain §1.2)."""

import re
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from tests.doors.test_frontdoor_words import flesch_douma
from tests.journeys.paper import text_of
from visavis.outside.leaflets import LEAFLETS, leaflet
from visavis.outside.letters import first_letter, invitation_card, reminder
from visavis.outside.sign_up_letters import sign_up_made
from visavis.outside.supporter_letters import supporter_invited

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


@pytest.mark.parametrize(("language", "yes", "no"), [
    ("nl", "Ja, ik wil met u praten", "Nee, dit wil ik niet"),
    ("en", "Yes, I want to talk with you", "No, I do not want this"),
])  # fmt: skip
def test_whoever_was_signed_up_gets_one_accessible_page_with_a_yes_and_a_no_alike(
    language: str, yes: str, no: str
) -> None:
    pdf = sign_up_made(
        language=language,
        three_words="appel wolk fiets",
        addressee="Noor",
        address="Postbus 4",
        writer="Els Kuiper",
        phone="0800 0000",
        phone_hours="9 tot 17 uur",
        until=date(2026, 12, 20),
    )
    made = structure(pdf)
    assert len(made.pages) == 1
    assert str(made.Root.Lang).startswith(language)
    with made.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    said = text_of(pdf)
    assert yes in said
    assert no in said
    assert "20 december 2026" in said or "20 December 2026" in said


READERS = ("young", "young_alone", "guardian", "beside")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("version", ["minimal", "informed"])
@pytest.mark.parametrize("reader", READERS)
def test_a_letter_to_the_young_or_their_parents_is_one_accessible_page(
    reader: str, version: str, language: str
) -> None:
    told = ("a first name",)
    made = structure(
        first_letter(version=version, language=language, told=told, reader=reader, **PERSON)
    )
    assert len(made.pages) == 1
    with made.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    again = structure(reminder(language=language, reader=reader, **PERSON))
    assert len(again.pages) == 1


@pytest.mark.parametrize("reader", ["young", "young_alone"])
def test_a_young_person_is_addressed_as_one(reader: str) -> None:
    for pdf in (
        first_letter(version="informed", language="nl", reader=reader, **PERSON),
        reminder(language="nl", reader=reader, **PERSON),
    ):
        words = set(re.findall(r"[a-zé]+", text_of(pdf).lower()))
        assert words & {"je", "jij", "jou"}
        assert not words & {"u", "uw"}


def test_beside_a_young_person_a_guardian_gets_nothing_to_answer_with() -> None:
    said = text_of(first_letter(version="minimal", language="nl", reader="beside", **PERSON))
    assert "appel wolk fiets" not in said
    assert "Uw antwoord" not in said


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("reader", LEAFLETS)
def test_a_leaflet_is_one_accessible_page_with_our_number(reader: str, language: str) -> None:
    pdf = leaflet(reader=reader, language=language, phone="0800 9999", on=date(2026, 12, 20))
    made = structure(pdf)
    assert len(made.pages) == 1
    assert str(made.Root.Lang).startswith(language)
    with made.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    assert "0800 9999" in text_of(pdf)


LONGEST = {"child": 10, "young": 18, "guardian": 18}
"""Words in a sentence: A2 for children, B1 for the others (experience.md §6)."""


@pytest.mark.parametrize("reader", LEAFLETS)
def test_a_leaflet_keeps_to_its_reading_level(reader: str) -> None:
    _, parts = LEAFLETS[reader]["nl"]
    lines = [line for _, lines in parts for line in lines]
    for sentence in re.split(r"[.?!:;]", " ".join(lines)):
        assert len(re.findall(r"\w+", sentence)) <= LONGEST[reader], sentence
    if reader != "child":
        assert flesch_douma(". ".join(line.rstrip(".") for line in lines)) >= 70
    assert not re.search(r"\b(?:dader|slachtoffer|partij|helaas|gewoon|even)\b", " ".join(lines))


def test_the_leaflets_speak_of_the_age_of_their_reader() -> None:
    child = " ".join(line for _, lines in LEAFLETS["child"]["nl"][1] for line in lines)
    assert not re.search(r"\b(?:u|uw)\b", child)
    guardian = " ".join(line for _, lines in LEAFLETS["guardian"]["nl"][1] for line in lines)
    assert not re.search(r"\b(?:je|jij|jouw)\b", guardian)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_invitation_to_stand_beside_somebody_is_one_accessible_page_that_names_nobody(
    language: str,
) -> None:
    given = {
        "language": language,
        "code": "appel wolk fiets boom",
        "addressee": "Eva",
        "mediator": "Mia de Wit",
        "phone": "0800 0000",
        "phone_hours": "9 tot 17 uur",
        "valid_until": date(2026, 12, 1),
    }
    made = supporter_invited(what_for=("Luisteren", "Praktische hulp"), **given)
    file = structure(made)
    assert len(file.pages) == 1
    assert file.Root.MarkInfo.Marked
    with file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] in {"Een uitnodiging", "An invitation"}
    text = text_of(made)
    assert "appel wolk fiets boom" in text
    assert "luisteren, praktische hulp" in text
    assert not re.search(r"slachtoffer|dader|zaak|victim|offender|case", text, re.IGNORECASE)
    assert "luisteren" not in text_of(supporter_invited(what_for=(), **given))
