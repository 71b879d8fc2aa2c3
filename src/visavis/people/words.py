"""Words as secrets: easy to read aloud, to type and to copy from paper.

The list holds 2¹² = 4,096 words, so each word is 12 bits: three are 36 bits (6.9 · 10¹⁰), four 48,
five 60 (1.2 · 10¹⁸). It is a selection from OpenTaal's list (words.license.txt); which words may stand
in it and why there are no more: docs/decisions/four-thousand-words.md.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

SIZE = 2**12
SHORTEST, LONGEST = 3, 9


class Chooser(Protocol):
    """The randomness that comes in: `secrets.SystemRandom()`, or a seeded one in the demo."""

    def choice(self, seq: Sequence[str], /) -> str: ...


class WeakList(ValueError):
    """The list would make secrets that are easier to guess than we say, or to mistype."""


def checked(words: Sequence[str]) -> tuple[str, ...]:
    """The list as it may be used; `WeakList` when it is short, has doubles or odd words."""
    if len(words) != SIZE:
        raise WeakList(f"{len(words)} words; {SIZE} are needed")
    if len(set(words)) != len(words):
        raise WeakList("a word stands twice")
    for word in words:
        plain = word.isascii() and word.isalpha() and word.islower()
        if not plain or not SHORTEST <= len(word) <= LONGEST:
            raise WeakList(f"{word!r} is not {SHORTEST} to {LONGEST} small letters")
    return tuple(words)


@cache
def word_list() -> tuple[str, ...]:
    path = Path(__file__).with_name("words.txt")
    return checked(path.read_text(encoding="ascii").split())


def some_words(rng: Chooser, number: int) -> tuple[str, ...]:
    """``number`` words, each drawn evenly and independently."""
    return tuple(rng.choice(word_list()) for _ in range(number))


def three_words(rng: Chooser) -> tuple[str, ...]:
    return some_words(rng, 3)


def four_words(rng: Chooser) -> tuple[str, ...]:
    return some_words(rng, 4)


def five_words(rng: Chooser) -> tuple[str, ...]:
    return some_words(rng, 5)


def typed(text: str) -> tuple[str, ...]:
    """What somebody typed, as words: case, accents, hyphens, commas and spaces do not count.

    >>> typed("  Appel-TUIN,  mólen ")
    ('appel', 'tuin', 'molen')
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(
        sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign)
    )
    return tuple(letters.split())
