"""Words as secrets: enough of them, easy ones, and read as people type them."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.people import words

pytestmark = pytest.mark.pure


def test_the_list_has_4096_plain_words_so_that_three_are_36_bits():
    assert len(set(words.word_list())) == 4096
    assert 3 * math.log2(words.SIZE) == 36
    assert min(map(len, words.word_list())) >= 3
    assert max(map(len, words.word_list())) <= 9


@pytest.mark.parametrize(
    "weak",
    [
        words.word_list()[:-1],
        (*words.word_list()[:-1], words.word_list()[0]),
        (*words.word_list()[:-1], "Hoofd"),
        (*words.word_list()[:-1], "café"),
        (*words.word_list()[:-1], "ui"),
    ],
)
def test_a_weak_list_is_refused(weak):
    with pytest.raises(words.WeakList):
        words.checked(weak)


@given(st.integers(0, 10_000), st.data())
def test_what_is_typed_finds_the_words_whatever_stands_between(seed, data):
    drawn = words.five_words(random.Random(seed))
    between = [data.draw(st.sampled_from([" ", "  ", "-", ", ", "\n", " – "])) for _ in drawn]
    text = "".join(
        (word.upper() if data.draw(st.booleans()) else word) + sign
        for word, sign in zip(drawn, between, strict=True)
    )
    assert words.typed(text) == drawn


def test_accents_of_a_helpful_keyboard_do_not_count():
    assert words.typed("Één café, Zeeën") == ("een", "cafe", "zeeen")
