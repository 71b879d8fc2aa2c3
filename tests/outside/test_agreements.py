"""What people agreed, on paper: for themselves (D18), and to whom everyone let it go (D19)."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from tests.doors.test_frontdoor_words import flesch_douma
from tests.journeys.paper import text_of
from visavis.outside import agreements
from visavis.outside.agreements import agreed, disclosed

pytestmark = pytest.mark.pure

ALL = {
    "text": "Wij groeten elkaar op straat.\r\n\r\nOp 3 mei praten wij nog een keer.",
    "on": date(2026, 3, 12),
    "service": "Visavis",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_are_accessible_pages_with_the_text_word_for_word(language: str) -> None:
    for made in (agreed(language=language, **ALL), disclosed(language=language, to="X", **ALL)):
        said = " ".join(text_of(made).split())
        for line in ("Wij groeten elkaar op straat.", "Op 3 mei praten wij nog een keer."):
            assert line in said
        pdf = pikepdf.open(BytesIO(made))
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith(language)
        with pdf.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
        assert "/Author" not in pdf.docinfo


def test_signs_that_mean_something_to_the_typesetter_are_only_signs() -> None:
    odd = "#set page(width: 1pt) $x$ *vet* _schuin_ @daar <hier> // weg"
    said = " ".join(text_of(agreed(language="nl", **{**ALL, "text": odd})).split())
    assert odd in said


def test_what_is_sent_says_to_whom_and_that_nothing_follows_from_it() -> None:
    said = " ".join(text_of(disclosed(language="nl", to="De rechter", **ALL)).split())
    assert said.startswith("De rechter")
    assert "Meer dan deze tekst delen wij niet." in said


def test_no_word_of_ours_names_anybody_a_label_or_what_happened() -> None:
    for words in (agreements._OURS, agreements._SENT):
        said = " ".join(" ".join(each.values()) for each in words.values()).casefold()
        for label in (
            "dader",
            "slachtoffer",
            "verdachte",
            "misdrijf",
            "offender",
            "victim",
            "crime",
        ):
            assert label not in said


def test_its_dutch_reads_easily() -> None:
    for words in (agreements._OURS, agreements._SENT):
        for line in words["nl"].values():
            if len(line.split()) > 8:
                assert flesch_douma(line) > 45, line
