"""A sentence of the rules in Dutch, English, *je*, and in a language that the rules were taught."""

import pytest

from visavis.mediation import words
from visavis.mediation.informal import JE
from visavis.mediation.words import Text, in_other, teach

pytestmark = pytest.mark.pure

YES, LATER = Text("Wilt u dit?", "Do you want this?"), Text("Later kan ook.", "Later is fine.")


@pytest.fixture(autouse=True)
def knows_only_what_is_taught(monkeypatch):
    monkeypatch.setattr(words, "_TAUGHT", {})


def test_a_sentence_is_said_in_its_own_languages():
    assert [YES.within(one) for one in ("nl", "en", JE)] == [
        "Wilt u dit?",
        "Do you want this?",
        "Wil je dit?",
    ]
    assert [YES.stands_in(one) for one in ("nl", "en", JE)] == ["nl", "en", "nl"]


def test_a_language_that_is_taught_has_its_words_and_dutch_where_it_has_none():
    teach("xx", {"Do you want this?": "¿?"}.__getitem__)
    teach("yy", lambda english: english)  # a catalogue that has none gives back what it was asked
    assert (YES.within("xx"), YES.stands_in("xx")) == ("¿?", "xx")
    for language in ("yy", "zz"):
        assert (YES.within(language), YES.stands_in(language)) == ("Wilt u dit?", "nl")


def test_an_empty_sentence_asks_nothing_of_a_catalogue():
    teach("xx", lambda english: english or "its header")
    assert in_other("xx", "") is None
    assert Text("", "").within("xx") == ""
    assert in_other("zz", LATER.en) is None
