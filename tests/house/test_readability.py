"""Every word that people who take part get to see reads easily, in Dutch and in English (experience.md §6).

Not measured here: people's own words, and the questionnaires (published ones may not be changed; `study` measures
those of our own).
"""

from collections.abc import Iterator
from functools import cache

import pytest

from tests.house import reading
from tests.house.reading import (
    FORBIDDEN,
    LONGEST_WORD,
    MEAN_WORDS,
    MOST_CLAUSES,
    MOST_WORDS,
    PASSIVE,
    Page,
    clauses,
    flesch,
    listed,
    long_words,
    sentences,
    words,
)
from visavis.study.readability import VOWELS, flesch_douma

pytestmark = pytest.mark.pure
A_PAGE, A_PARAGRAPH = 30, 30
"""Words from which a score says something of a page; and of one paragraph."""
EASY, EASY_ENOUGH = 70, 60


@cache
def pages(language: str) -> tuple[Page, ...]:
    return tuple(page for page in reading.pages() if page.language == language)


def joined(texts: Iterator[str] | tuple[str, ...]) -> str:
    return ". ".join(one.rstrip(".?!:;") for text in texts for one in sentences(text))


def every_sentence() -> Iterator[tuple[str, str]]:
    for page in pages("nl"):
        for text in page.texts:
            for sentence in sentences(text):
                yield page.where, sentence


def test_all_doors_letters_and_rules_are_read() -> None:
    where = {page.where for page in pages("nl")}
    for begin, least in (("doors/participant", 60), ("doors/frontdoor", 30), ("outside.", 60)):
        assert sum(one.startswith(begin) for one in where) >= least, begin
    assert any("reply_forms_words" in one for one in where)
    assert {page.where.replace("_EN", "_NL") for page in pages("en")} <= where


def test_each_dutch_page_reads_easily() -> None:
    hard = {
        page.where: round(score)
        for page in pages("nl")
        if len(words(" ".join(page.texts))) >= A_PAGE
        and (score := flesch_douma(joined(page.texts)) or EASY) < EASY
    }
    assert hard == {}


def test_each_english_page_reads_easily() -> None:
    hard = {
        page.where: round(score)
        for page in pages("en")
        if len(words(" ".join(page.texts))) >= A_PAGE
        and (score := flesch(joined(page.texts)) or EASY) < EASY
    }
    assert hard == {}


def test_each_dutch_paragraph_reads_easily_enough() -> None:
    hard = [
        (page.where, text)
        for page in pages("nl")
        for text in page.texts
        if len(words(text)) > A_PARAGRAPH and (flesch_douma(joined((text,))) or 100) < EASY_ENOUGH
    ]
    assert hard == []


def test_no_sentence_is_long_and_on_a_page_they_are_short() -> None:
    assert [one for one in every_sentence() if len(words(one[1])) > MOST_WORDS] == []
    wordy = []
    for page in pages("nl"):
        lengths = [len(words(one)) for text in page.texts for one in sentences(text)]
        if sum(lengths) >= A_PAGE and sum(lengths) / len(lengths) > MEAN_WORDS:
            wordy.append(page.where)
    assert wordy == []


def test_a_sentence_has_one_clause_behind_a_comma_at_most() -> None:
    assert [one for one in every_sentence() if clauses(one[1]) > MOST_CLAUSES] == []


def test_long_words_stand_on_the_list_each_with_its_reason() -> None:
    found = {word for _where, sentence in every_sentence() for word in long_words(sentence)}
    assert found == listed("long_words.txt"), f"over {LONGEST_WORD} letters"


def test_what_we_never_say_is_nowhere() -> None:
    found = [
        (page.where, said[0], text)
        for page in pages("nl")
        for text in page.texts
        if (said := FORBIDDEN.search(text))
    ]
    assert found == []


def test_somebody_does_what_is_done() -> None:
    passive = {sentence for _where, sentence in every_sentence() if PASSIVE.search(sentence)}
    assert passive == listed("passives.txt")


def test_each_exception_has_its_reason() -> None:
    for name in ("long_words.txt", "passives.txt"):
        lines = (reading.HERE / name).read_text(encoding="utf-8").splitlines()
        assert all(line.partition("  # ")[2].strip() for line in lines if line.strip())


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("The cat sat on the mat.", 116),
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            37.5,
        ),
    ],
)
def test_the_english_score_is_as_published(text: str, score: float) -> None:
    """Both from "Flesch–Kincaid readability tests", Wikipedia."""
    assert flesch(text) == pytest.approx(score, abs=0.5)


def test_the_dutch_score_is_that_of_the_formula() -> None:
    """206.8 − 0.93 × words per sentence − 77 × syllables per word, in the specification's words; by hand: nine
    words, eleven syllables, two sentences."""
    score = flesch_douma("De kat zit op de mat. Wij wachten nu.")
    assert score == pytest.approx(206.8 - 0.93 * 9 / 2 - 77 * 10 / 9, abs=0.01)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("nieuw", 1), ("leeuw", 1), ("mooi", 1), ("draai", 1), ("fiets", 1), ("boeien", 2), ("idee", 2),
        ("zeeën", 2), ("buiten", 2), ("toestemming", 3), ("bemiddelaar", 4),
    ],
)  # fmt: skip
def test_dutch_syllables_are_those_of_the_dictionary(word: str, number: int) -> None:
    assert len(VOWELS.findall(word)) == number


@pytest.mark.parametrize(
    "text",
    [
        "Uw brief wordt door ons gelezen.",
        "Hier worden uw gegevens bewaard.",
        "Dit is wat er gevraagd werd.",
    ],
)
def test_a_passive_is_found(text: str) -> None:
    assert PASSIVE.search(text)


@pytest.mark.parametrize(
    "text", ["Bel even.", "Helaas kan dat niet.", "Goed zo!", "Uw zaak loopt."]
)
def test_a_forbidden_word_is_found(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_a_list_of_things_is_no_clause_and_a_clause_is() -> None:
    assert clauses("U mag ja zeggen, nee zeggen, of wachten.") == 0
    assert clauses("Als u wilt, bellen wij u morgen, en dan kiest u zelf wat u doet.") == 2


def test_a_hard_page_is_found() -> None:
    hard = (
        "De geïnformeerde deelnemer ontvangt voorafgaande schriftelijke toestemmingsverklaringen."
    )
    assert (flesch_douma(hard) or 100) < EASY_ENOUGH
    assert [*long_words(hard)]
