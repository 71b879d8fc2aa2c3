"""The PDF by the rules of its structure (PDF/UA-1), and the same bytes each time."""

import io
from functools import cache
from itertools import pairwise

import pikepdf
import pytest

from tests.factsheet.synthetic import Truth, snapshot
from visavis.factsheet.claims import claims
from visavis.factsheet.evidence import gather
from visavis.factsheet.layout import lay_out
from visavis.factsheet.pdf import pdf
from visavis.factsheet.sheet import Factsheet
from visavis.factsheet.words import LANGUAGES, Language

pytestmark = pytest.mark.pure

FULL = Truth(asked=1800, agreed=460, answered=420, waves=(390, 350, 300), unlinked=6)
SILENT = Truth(asked=400, agreed=100, answered=80, waves=(60, 55, 50), unlinked=30, coders=0.4)
SMALL = Truth(asked=600, agreed=60, answered=48, waves=(45, 40, 25), late=0)


@cache
def sheet(language: Language, truth: Truth = Truth()) -> Factsheet:
    made = snapshot(truth)
    return lay_out(made, gather(made), language, "0.0.0+test")


@cache
def paper(language: Language) -> bytes:
    return pdf(sheet(language))


@cache
def opened(language: Language) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(paper(language)))


def elements(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """All structure elements in reading order."""
    found: list[pikepdf.Dictionary] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(document.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_calls_itself_pdf_ua_and_shows_its_title_and_language(language: Language) -> None:
    document = opened(language)
    assert document.Root.MarkInfo.Marked
    assert document.Root.Lang == language
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.open_metadata()["pdfuaid:part"] == "1"
    assert document.docinfo["/Title"] == sheet(language).title
    assert "/Outlines" in document.Root


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stand_in_order_and_the_first_is_the_title(language: Language) -> None:
    levels = [int(str(one.S)[2:]) for one in elements(opened(language)) if str(one.S)[1:2] == "H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_says_in_words_what_it_shows(language: Language) -> None:
    figures = [one for one in elements(opened(language)) if one.S == "/Figure"]
    assert len(figures) == len(claims())
    assert all(len(str(one.get("/Alt", ""))) > 40 for one in figures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_header_cells(language: Language) -> None:
    kinds = [str(one.S) for one in elements(opened(language))]
    assert kinds.count("/Table") == 4  # one long table in four parts, six claims in each
    assert kinds.count("/TH") == 4 * 4
    assert kinds.count("/TR") == 4 + len(claims())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_font_is_embedded(language: Language) -> None:
    fonts = [font for page in opened(language).pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        assert any(key in holder.FontDescriptor for key in ("/FontFile2", "/FontFile3"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("truth", [Truth(), FULL, SILENT], ids=["usual", "full", "silent"])
def test_it_is_two_pages(language: Language, truth: Truth) -> None:
    """Also where every claim has its number, and where hardly one has."""
    with pikepdf.open(io.BytesIO(pdf(sheet(language, truth)))) as document:
        assert len(document.pages) == 2


def test_nothing_in_it_runs_or_is_attached() -> None:
    root = opened("nl").Root
    assert "/AcroForm" not in root
    assert "/OpenAction" not in root
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def test_it_is_made_again_byte_for_byte() -> None:
    made = snapshot()
    assert pdf(lay_out(made, gather(made), "nl", "0.0.0+test")) == paper("nl")


def test_with_too_few_answers_it_is_a_progress_page() -> None:
    progress = sheet("en", SMALL)
    assert progress.is_progress
    assert progress.second_page == ()
    assert [row.claim for row in progress.trace.rows] == ["C22"]
    with pikepdf.open(io.BytesIO(pdf(progress))) as document:
        assert len(document.pages) == 1
