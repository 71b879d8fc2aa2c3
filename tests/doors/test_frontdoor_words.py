"""The words of the front door: complete in Dutch, B1, and never one of the forbidden ones."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation.template import templatize

import visavis
from visavis.config.translations import texts
from visavis.doors.frontdoor.pages import OPEN_PAGES

pytestmark = pytest.mark.pure

DOORS = Path(visavis.__file__).parent / "doors"
ROOMS = ("shared", "frontdoor")
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "pgettext_lazy": ((1, "c"), 2)}

NEVER_IN_DUTCH = (
    "dader|slachtoffer|verdachte|delict|zaak|zaken|partij|geslaagd|mislukt|helaas|gewoon|even|"
    "gefeliciteerd|succes"
)
"""domain.md §11 and experience.md §3; "strafzaak" is another word and may stand."""
NEVER_IN_ENGLISH = "offender|perpetrator|victim|failed|unfortunately|congratulations|simply|just"


def catalogue(room: str):
    path = DOORS / room / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    return read_po(io.BytesIO(path.read_bytes()), locale="nl")


def words_in_use(room: str) -> set[tuple[str | None, str]]:
    """Every (context, message) that the templates and the code of a room ask for."""
    found = set()
    for path in sorted((DOORS / room).rglob("*")):
        if path.suffix == ".html":
            source = templatize(path.read_text(), origin=path.name)
        elif path.suffix == ".py":
            source = path.read_text()
        else:
            continue
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS
        ):
            found.add((context, message))
    return found


def sentences() -> list[str]:
    return [str(one.string) for room in ROOMS for one in catalogue(room) if one.id]


def readable(html: str) -> str:
    """What a reader reads on a page, without marks and drawings."""
    main = re.search(r"<main.*?</main>", html, re.S)[0]
    blocks = re.sub(r"</(?:p|li|h\d|dt|dd|strong|label|button|a|legend|figcaption)>", ". ", main)
    return re.sub(r"[.\s]*\.(?:\s*\.)+", ". ", re.sub(r"\s+", " ", strip_tags(blocks)))


def syllables(word: str) -> int:
    """Dutch syllables by groups of vowels: good enough for a formula that knows only length."""
    return max(1, len(re.findall(r"ij|[aeiouyéèëïöü]+", word.lower())))


def flesch_douma(text: str) -> float:
    """206.8 − 0.93 × words per sentence − 0.77 × syllables per 100 words (experience.md §6)."""
    parts = [part for part in re.split(r"[.?:!]+\s", text) if re.search(r"\w", part)]
    words = re.findall(r"[^\W\d_]+", text)
    return 206.8 - 0.93 * len(words) / len(parts) - 77 * sum(map(syllables, words)) / len(words)


@pytest.mark.parametrize("room", ROOMS)
def test_every_word_on_a_page_is_there_in_dutch(room):
    known = {(one.context, texts(one.id)[0]) for one in catalogue(room) if one.id and one.string}
    assert words_in_use(room) - known == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_translation_keeps_its_placeholders(room):
    for one in catalogue(room):
        if one.id:
            for english, dutch in zip(texts(one.id), texts(one.string), strict=True):
                assert re.findall(r"%\(\w+\)s", english) == re.findall(r"%\(\w+\)s", dutch)


def test_forbidden_words_stand_nowhere():
    dutch = re.compile(rf"\b(?:{NEVER_IN_DUTCH})(?:s|en|e)?\b", re.I)
    english = re.compile(rf"\b(?:{NEVER_IN_ENGLISH})s?\b|(?<!criminal )\bcase\b", re.I)
    for room in ROOMS:
        for one in catalogue(room):
            if one.id:
                assert not dutch.search(" ".join(texts(one.string))), one.string
                assert not english.search(" ".join(texts(one.id))), one.id


def test_nobody_is_hurried_or_congratulated():
    for sentence in sentences():
        assert "!" not in sentence
        assert "zo snel mogelijk" not in sentence.lower()
        assert not re.search(r"[\U0001F300-\U0001FAFF]", sentence)


def test_sentences_are_short():
    lengths = []
    for text in sentences():
        for sentence in re.split(r"[.?:]\s|[.?:]$", text):
            words = re.findall(r"\w+", sentence)
            if words:
                lengths.append(len(words))
                assert len(words) <= 18, sentence
    assert sum(lengths) / len(lengths) <= 10


@pytest.mark.parametrize("name", ["home", *OPEN_PAGES])
def test_a_dutch_page_reads_as_b1(name):
    page = Client().get(reverse(f"frontdoor:{name}")).content.decode()
    assert flesch_douma(readable(page)) >= 70


def test_the_formula_gives_hard_text_a_low_mark():
    hard = (
        "Overeenkomstig de privacywetgeving verstrekken verantwoordelijke organisaties desgevraagd "
        "informatie betreffende persoonsgegevens die noodzakelijkerwijs geregistreerd worden. "
    )
    assert flesch_douma(hard) < 30
    assert flesch_douma("U mag nee zeggen. Wij bellen u. Dan praten wij met u. ") > 100
