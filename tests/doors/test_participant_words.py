"""The words of a participant's place: B1, short, and never one of the forbidden ones."""

import re

import pytest

from tests.doors.test_frontdoor_words import (
    NEVER_IN_DUTCH,
    NEVER_IN_ENGLISH,
    catalogue,
    flesch_douma,
    readable,
    words_in_use,
)

STATES = ("signed_up", "asked", "preparing", "ready")
PATHS = ("", "over-mij/", "vragen/ja/", "vragen/stap/", "vragen/weten/", "vragen/klaar/", "mensen/",
         "mensen/keuze/", "schrijven/", "pauze/", "pauze/stop/", "later/", "in/eerst/")  # fmt: skip


def messages():
    return [one for one in catalogue("participant") if one.id]


def forms_of(said: str | tuple[str, ...]) -> tuple[str, ...]:
    """One form, or one for each number."""
    return (said,) if isinstance(said, str) else said


def test_every_word_on_a_page_is_there_in_dutch():
    known = {(one.context, one.id) for one in messages() if one.string}
    assert words_in_use("participant") - known == set()


def test_forbidden_words_stand_nowhere():
    dutch = re.compile(rf"\b(?:{NEVER_IN_DUTCH})(?:s|en|e)?\b", re.I)
    english = re.compile(rf"\b(?:{NEVER_IN_ENGLISH})s?\b", re.I)
    for one in messages():
        for said in forms_of(one.string):
            assert not dutch.search(said), said
            assert "!" not in said
        assert not any(english.search(said) for said in forms_of(one.id)), one.id


def test_sentences_are_short():
    lengths = []
    for said in (said for one in messages() for said in forms_of(one.string)):
        for sentence in re.split(r"[.?:]\s|[.?:]$", said):
            if words := re.findall(r"\w+", sentence):
                lengths.append(len(words))
                assert len(words) <= 18, sentence
    assert sum(lengths) / len(lengths) <= 10


@pytest.mark.parametrize("state", STATES)
def test_every_page_reads_as_b1(lived, state):
    getattr(lived, state)()
    client = lived.client(lived.a)
    marks = {
        path: flesch_douma(readable(client.get(f"/plek/{path}").content.decode())) for path in PATHS
    }
    assert min(marks.values()) >= 70, {
        path: round(mark) for path, mark in marks.items() if mark < 70
    }
