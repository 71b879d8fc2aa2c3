"""What is written to one side is held against the other sides: a name, a street, a number of theirs is refused, and
the words are shown (experience §2.3). It looks for words, so whoever writes still reads."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from visavis.doors.desk.asking import Maker, Window
from visavis.doors.desk.words import label_of
from visavis.mediation.views import Side

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST_NAME, SHORTEST_OF_A_PLACE, SHORTEST_NUMBER = 3, 5, 6
EVERYWHERE = {
    "postbus",
    "straat",
    "plein",
    "gracht",
    "dijk",
    "huisnummer",
    "street",
    "road",
    "mevrouw",
    "meneer",
}
"""Words of an address that say nothing of where it is."""


def to_this_side(maker: Maker) -> Maker:
    """A text that this side will read: nothing of another side may stand in it."""

    def make(window: Window) -> forms.Field | None:
        field = maker(window)
        if field is not None:
            field.validators = [*field.validators, partial(_nothing_of_others, window)]
        return field

    return make


def _nothing_of_others(window: Window, text: Any) -> None:
    for other in window.desk.others(window.side.party):
        if found := of_them(str(text), other, window.side):
            said = {"label": label_of(other), "words": ", ".join(f"“{one}”" for one in found)}
            raise ValidationError(_("Something of %(label)s stands in this: %(words)s.") % said)


def of_them(text: str, other: Side, reader: Side) -> list[str]:
    """The words of ``text`` that are the other's: of a name, a place or a number; none that are the reader's too."""
    theirs = set(_words_of(other)) - set(_words_of(reader))
    found = [word for word in WORD.findall(text) if word.casefold() in theirs]
    mine = set(_numbers_of(reader))
    digits = [(one, re.sub(r"\D", "", one)) for one in re.findall(r"\+?[\d][\d ()./-]*\d", text)]
    for number in set(_numbers_of(other)) - mine:
        found += [said for said, plain in digits if number in plain]
    return list(dict.fromkeys(found))


def _words_of(side: Side) -> Iterator[str]:
    for name in (side.own.first_name, side.file.name):
        yield from (w.casefold() for w in WORD.findall(name) if len(w) >= SHORTEST_NAME)
    for place in (side.own.reach.post, *(route.address for route in side.file.routes)):
        words = (w.casefold() for w in WORD.findall(place) if len(w) >= SHORTEST_OF_A_PLACE)
        yield from (word for word in words if word not in EVERYWHERE)


def _numbers_of(side: Side) -> Iterator[str]:
    plain = re.sub(r"\D", "", side.own.reach.phone)
    if len(plain) >= SHORTEST_NUMBER:
        yield plain
