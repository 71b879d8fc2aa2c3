"""Numbers as people read them, and texts that hold none of their own."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.factsheet import words
from visavis.factsheet.claims import caveats, claims
from visavis.factsheet.grades import Interval
from visavis.factsheet.sheet import PLACEHOLDER, texts
from visavis.mediation.sign_up import EVENT_TYPES

pytestmark = pytest.mark.pure

NUMBER_WORDS = {
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig honderd helft procent",
    "en": "two three four five six seven eight nine ten eleven twelve twenty hundred half percent",
}


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    return [text for each in value for text in strings(each)] if isinstance(value, list) else []


def typed_by_hand(text: str, language: str) -> list[str]:
    bare = PLACEHOLDER.sub(" ", text)
    found = re.findall(r"\d+|%", bare.replace("SHA-256", ""))
    said = set(re.findall(r"\w+", bare.lower())) & set(NUMBER_WORDS[language].split())
    return found + sorted(said)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_number_of_the_factsheet_is_typed_by_hand(language: words.Language) -> None:
    found = {text: typed_by_hand(text, language) for text in strings(dict(texts(language)))}
    for one in (*claims(),):
        for by_language in one.texts.values():
            found |= (
                {by_language[language]: typed_by_hand(by_language[language], language)}
                if (by_language)
                else {}
            )
    found |= {one[language]: typed_by_hand(one[language], language) for one in caveats().values()}
    assert {text: numbers for text, numbers in found.items() if numbers} == {}


@pytest.mark.parametrize("typed", ["12% deed mee", "drie metingen", "na 6 maanden"])
def test_a_number_typed_by_hand_would_be_seen(typed: str) -> None:
    assert typed_by_hand(typed, "nl")


def test_both_languages_say_the_same_things() -> None:
    def keys(value: object) -> object:
        if isinstance(value, dict):
            return {key: keys(each) for key, each in value.items()}
        return len(value) if isinstance(value, list) else "text"

    assert keys(dict(texts("nl"))) == keys(dict(texts("en")))
    for dutch, english in zip(strings(dict(texts("nl"))), strings(dict(texts("en"))), strict=True):
        assert sorted(PLACEHOLDER.findall(dutch)) == sorted(PLACEHOLDER.findall(english))


def test_a_share_is_told_as_people_count() -> None:
    share = Interval(0.62, 0.53, 0.70)
    assert words.out_of_ten(share, "en") == "about 6 of 10 (between 5 and 7)"
    assert words.out_of_ten(share, "nl") == "ongeveer 6 van de 10 (tussen 5 en 7)"


@given(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)))
def test_rounding_to_tenths_never_narrows_an_interval(ends: tuple[float, float, float]) -> None:
    low, middle, high = sorted(ends)
    told = words.out_of_ten(Interval(middle, low, high), "en")
    _, _, shown_low, shown_high = (int(found) for found in re.findall(r"\d+", told))
    assert shown_low <= 10 * low + 1e-9
    assert shown_high >= 10 * high - 1e-9


def test_nine_people_are_fewer_than_ten() -> None:
    assert words.count(9, "en") == "fewer than 10"
    assert words.count(0, "nl") == "minder dan 10"
    assert words.count(10, "en") == "10"
    assert words.count(1090, "nl") == "1.090"


def test_numbers_have_the_language_s_own_signs() -> None:
    assert words.number(-0.456, 2, "nl") == "−0,46"
    assert words.number(-0.001, 2, "en") == "0.00"
    assert words.day("2026-11-02", "nl") == "2 november 2026"
    assert words.percent(0.12, "nl") == "12%"
    assert words.in_words(3, "en") == "three"
    assert words.compact(Interval(0.5, 0.25, 0.75), 2, "nl") == "0,50 (0,25 tot 0,75)"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_of_event_has_words(language: str) -> None:
    """No code of the registration stands on a factsheet."""
    assert texts(language)["groups"]["event_type"].keys() == EVENT_TYPES.keys()


@given(st.lists(st.integers(10, 3000), min_size=2, max_size=6).map(lambda n: sorted(n)[::-1]))
def test_down_the_flow_no_difference_of_two_exact_counts_is_a_small_group(counts):
    shown = words.down_the_flow(counts, "nl")
    exact = [n for n, said in zip(counts, shown, strict=True) if not said.startswith("~")]
    assert not any(
        0 < upper - lower < 10
        for (upper, lower), (one, other) in zip(pairwise(counts), pairwise(shown), strict=True)
        if not one.startswith("~") and not other.startswith("~")
    )
    assert shown[-1] == words.count(counts[-1], "nl")
    assert exact


def test_down_the_flow_the_upper_of_two_near_counts_is_rounded():
    assert words.down_the_flow([1086, 1079, 1079, 197], "nl") == ["~1.085", "1.079", "1.079", "197"]
    assert words.down_the_flow([1100, 1079, 8], "en") == ["1,100", "1,079", "fewer than 10"]
