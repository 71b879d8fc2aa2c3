"""A drawing of who is around somebody, in words: for the person themselves, and for whom they show it to."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from visavis.mediation.ecogram import CLOSENESS, KNOWS, STRENGTH, TIES, WISH
from visavis.mediation.views import Dot


@dataclass(frozen=True, slots=True)
class Row:
    """One dot in words."""

    dot: Dot
    tie: str
    closeness: str
    knows: str
    strength: str
    wish: str


def in_words(dot: Dot) -> Row:
    here = get_language() or "nl"

    def said(codes: Any, code: str) -> str:
        return codes[code].within(here) if code in codes else ""

    return Row(
        dot,
        said(TIES, dot.tie),
        said(CLOSENESS, str(dot.closeness)),
        said(KNOWS, dot.knows),
        said(STRENGTH, dot.strength),
        said(WISH, dot.wish),
    )
