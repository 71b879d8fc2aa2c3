"""*Easy to read* is easier than the rest: short lines, one idea each, and a picture that has words beside it."""

import re
from pathlib import Path

import pytest

from tests.house import reading
from tests.house.test_readability import joined
from visavis.config import translations
from visavis.doors.participant import easy
from visavis.doors.shared import icons
from visavis.study.readability import flesch_douma

pytestmark = pytest.mark.pure
ROOM = translations.ROOT / "doors" / "participant"
TEMPLATES = ROOM / "templates" / "participant"
PAGES = sorted(
    path
    for path in (TEMPLATES / "easy").rglob("*.html")
    if str(path.relative_to(TEMPLATES / "easy")) not in {"page.html", "act.html"}
)
SAYS = [
    ROOM / f"{name}.py"
    for name in ("easy", "now", "now_talks", "now_shuttle", "known", "lately", "way")
]
"""What these pages are filled in with: sentence by sentence, each on a line of its own."""
SCORE, MEAN, LONGEST, ENGLISH = 80, 8, 10, 80


def said(path: Path, language: str) -> tuple[str, ...]:
    found = reading._said(path)
    dutch = reading._catalogue(ROOM) | reading._catalogue(ROOM.parent / "shared")
    return tuple(reading.plain(dutch[one] if language == "nl" else one) for one in found)


def lengths(texts: tuple[str, ...]) -> list[int]:
    return [len(reading.words(one)) for text in texts for one in reading.sentences(text)]


def name(path: Path) -> str:
    return path.stem


def test_each_of_the_six_screens_has_its_easy_page() -> None:
    have = {f"participant/{path.relative_to(TEMPLATES / 'easy')}" for path in PAGES}
    assert have == easy.SCREENS


@pytest.mark.parametrize("path", SAYS, ids=name)
def test_what_they_are_filled_in_with_reads_as_easily(path: Path) -> None:
    texts = said(path, "nl")
    counted = lengths(texts)
    assert (flesch_douma(joined(texts)) or 100) >= SCORE
    assert sum(counted) / len(counted) <= MEAN


@pytest.mark.parametrize("path", [*PAGES, ROOM / "easy.py"], ids=name)
def test_a_page_is_of_short_lines_with_one_idea_each(path: Path) -> None:
    texts = said(path, "nl")
    assert (flesch_douma(joined(texts)) or 100) >= SCORE
    counted = lengths(texts)
    assert sum(counted) / len(counted) <= MEAN
    assert [
        one
        for text in texts
        for one in reading.sentences(text)
        if len(reading.words(one)) > LONGEST
    ] == []
    assert [text for text in texts if reading.clauses(text)] == []


@pytest.mark.parametrize("path", [*PAGES, ROOM / "easy.py"], ids=name)
def test_in_english_too(path: Path) -> None:
    texts = said(path, "en")
    assert (reading.flesch(joined(texts)) or 100) >= ENGLISH


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_picture_exists_and_no_screen_is_without(path: Path) -> None:
    drawn = set(re.findall(r"{% icon \"(\w+)\" %}", path.read_text(encoding="utf-8")))
    asked = "field form.answer" in path.read_text(encoding="utf-8")
    assert drawn <= icons.PICTURES.keys()
    assert drawn or asked or path.stem == "place"


def test_each_choice_has_a_picture_of_its_own() -> None:
    for choices in (easy.READING, easy.RELEASE, easy.PAUSE):
        pictures = [picture for _said, picture in choices.values()]
        assert len(set(pictures)) == len(pictures)
        assert set(pictures) <= icons.PICTURES.keys()
