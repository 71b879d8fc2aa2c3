"""Numbers as words people can hold: B1, Dutch and English (study.md §5).

Every function takes the language as "nl" or "en" and returns plain text. Nothing is rounded before
it comes here.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from visavis.factsheet.grades import Interval
from visavis.statistics import disclosure

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

FEWEST_FOR_A_COUNT = 10
"""study.md §3.8: any cell below this is printed as "fewer than ten"."""

FEWEST_FOR_A_SHARE = 20
"""study.md §3.8: percentages and shares need this many people."""

_SMALL = {
    "nl": ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def number(value: float, decimals: int, language: Language) -> str:
    """A number with a fixed count of decimals, a true minus, and the language's own separators."""
    text = f"{abs(value):,.{decimals}f}"
    if language == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    negative = value < 0 and any(digit in "123456789" for digit in text)
    return f"−{text}" if negative else text


def in_words(value: int, language: Language) -> str:
    """Counts to ten as a word, others in digits."""
    return _SMALL[language][value] if 0 <= value <= 10 else number(value, 0, language)


def day(value: object, language: Language) -> str:
    """A date written out: "2 november 2026"."""
    year, month, date = (int(part) for part in str(value)[:10].split("-"))
    return f"{date} {_MONTHS[language].split()[month - 1]} {year}"


def count(value: int, language: Language) -> str:
    """A count of people, or "fewer than 10" where it could point at somebody."""
    if value < FEWEST_FOR_A_COUNT:
        return {"nl": "minder dan 10", "en": "fewer than 10"}[language]
    return number(value, 0, language)


def rounded(value: int, language: Language) -> str:
    """A count to the nearest five, "~45": beside other counts the exact one would point at somebody."""
    if value < FEWEST_FOR_A_COUNT:
        return count(value, language)
    return f"~{number(disclosure.rounded(value), 0, language)}"


def down_the_flow(counts: Sequence[int], language: Language) -> list[str]:
    """Counts of which each is what the one before it lost some people to: where so few were lost on one step
    that they could be pointed at, the upper count is rounded, because the lower one stands in the text."""
    few = [0 < upper - lower < FEWEST_FOR_A_COUNT for upper, lower in pairwise(counts)]
    return [
        (rounded if near else count)(n, language)
        for n, near in zip(counts, [*few, False], strict=True)
    ]


def percent(share: float, language: Language, decimals: int = 0) -> str:
    return f"{number(100 * share, decimals, language)}%"


def part(share: Interval, language: Language) -> str:
    """A part of a whole with its interval: "20% (between 7% and 37%)"."""
    middle, low, high = (percent(one, language) for one in (share.estimate, share.low, share.high))
    if language == "nl":
        return f"{middle} (tussen {low} en {high})"
    return f"{middle} (between {low} and {high})"


def out_of_ten(share: Interval, language: Language) -> str:
    """A share as people count: "about 6 of 10 (between 5 and 7)".

    Source: study.md §5. The interval is rounded outwards, so that it never looks surer than it is.
    """
    middle, low, high = round(10 * share.estimate), int(10 * share.low), -int(-10 * share.high // 1)
    if language == "nl":
        return f"ongeveer {middle} van de 10 (tussen {low} en {high})"
    return f"about {middle} of 10 (between {low} and {high})"


def between(interval: Interval, decimals: int, language: Language) -> str:
    """An estimate with its interval: "0.4 (between 0.1 and 0.7)"."""
    middle, low, high = (
        number(value, decimals, language)
        for value in (interval.estimate, interval.low, interval.high)
    )
    if language == "nl":
        return f"{middle} (tussen {low} en {high})"
    return f"{middle} (between {low} and {high})"


def compact(interval: Interval, decimals: int, language: Language) -> str:
    """The same for a table cell: "0.41 (0.13 to 0.69)"."""
    middle, low, high = (
        number(value, decimals, language)
        for value in (interval.estimate, interval.low, interval.high)
    )
    return f"{middle} ({low} {'tot' if language == 'nl' else 'to'} {high})"
