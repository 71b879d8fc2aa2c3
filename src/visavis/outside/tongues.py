"""Papers in more than our two languages. Dutch and English stand beside each other in code; of a few papers each
other catalogue has the words too. Such a paper is in that language whole, or in Dutch."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from visavis.mediation.informal import JE, all_informal
from visavis.mediation.words import in_other

Words = Mapping[str, Any]
"""By language: sentences by their names, or in a row."""


def tongue_of(language: str, *parts: Words) -> str:
    """The language of a paper of these words: this one where its catalogue has every sentence; otherwise ``en``,
    ``nl``, or ``nl-je`` for who is addressed with *je*."""
    if language == JE or language.startswith("en"):
        return language if language == JE else "en"
    sentences = (one for words in parts for one in _flat(words["en"]))
    return language if all(in_other(language, one) for one in sentences) else "nl"


def plain(tongue: str) -> str:
    """What a file says of its language."""
    return "nl" if tongue == JE else tongue


def said_as(words: Words, tongue: str) -> Any:
    """These words in a language that `tongue_of` gave for them."""
    if tongue == JE:
        return all_informal(words["nl"])
    if tongue in words:
        return words[tongue]
    if isinstance(words["en"], Mapping):
        return {name: in_other(tongue, one) for name, one in words["en"].items()}
    return tuple(in_other(tongue, one) for one in words["en"])


def day_as(day: date, tongue: str) -> str:
    """A day written out; the month as it stands after a number."""
    with translation.override(plain(tongue)):
        return date_format(day, "j E Y")


def _flat(said: Any) -> list[str]:
    return list(said.values()) if isinstance(said, Mapping) else list(said)
