"""What people bring is made anew before anybody sees it: a picture as a picture, a PDF as pictures of its pages.

The file goes into a child process that was started for it alone: no key, no environment, no network, no file, and
little memory and time (`child`, `locks`). What comes back is looked at as something a stranger sent: lengths,
kinds and sizes are held against fixed limits. Only the child imports what parses bytes of strangers.
"""

import json
import struct
from dataclasses import dataclass
from enum import StrEnum

from visavis.rebuilding.process import apart

MOST_BYTES = 10 * 1024 * 1024
"""Of a file, before anything in it is looked at (security §5)."""
MOST_PAGES = 10
SECONDS = 40
"""Of the clock; the child's own limit of computing time is shorter."""
LONGEST_SIDE = 1800
"""Pixels of what comes out."""
MOST_WORDS = 20_000
"""Signs of a page's text."""
_MOST_OUT = 40 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_JPEG = b"\xff\xd8\xff"


class Unfit(StrEnum):
    """Why a file is not taken; the doors have a sentence for each."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    KIND = "kind"
    TWO_KINDS = "two_kinds"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LONG = "too_long"
    NO_FILM = "no_film"
    LOCKED = "locked"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture or page, as a JPEG without metadata. ``text``: what the page said of itself in letters."""

    content: bytes
    width: int
    height: int
    text: str = ""


def rebuilt(content: bytes) -> tuple[Sheet, ...] | Unfit:
    """The pictures or pages in it. Never raises for what the file holds; takes at most `SECONDS`."""
    if not content:
        return Unfit.EMPTY
    if len(content) > MOST_BYTES:
        return Unfit.TOO_BIG
    return _read(_from_child(content))


def _from_child(content: bytes) -> bytes:
    """What a child of its own makes of it; nothing where it broke, went on too long or said too much."""
    with apart("visavis.rebuilding.child", SECONDS) as (to, answers):
        try:
            to.write(content)
            to.close()
            said = answers.read(_MOST_OUT + 1)
        except OSError:  # it ended before it had read all
            said = b""
    return said if len(said) <= _MOST_OUT else b""


def _read(said: bytes) -> tuple[Sheet, ...] | Unfit:
    """What the child said, believed as little as the file itself."""
    try:
        head, rest = _cut(said)
        answer = json.loads(head)
        if "unfit" in answer:
            return Unfit(answer["unfit"])
        sheets = []
        for one in answer["sheets"]:
            content, rest = _cut(rest)
            width, height, text = int(one["width"]), int(one["height"]), str(one["text"])
            fits = 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE
            if not fits or len(text) > MOST_WORDS or not content.startswith(_JPEG):
                return Unfit.BROKEN
            sheets.append(Sheet(content, width, height, text))
    except (ValueError, KeyError, TypeError):
        return Unfit.BROKEN
    return tuple(sheets) if 0 < len(sheets) <= MOST_PAGES and not rest else Unfit.BROKEN


def _cut(said: bytes) -> tuple[bytes, bytes]:
    """The first part, after its length in four bytes, and what follows it."""
    if len(said) < _LENGTH.size:
        raise ValueError("nothing came back")
    (length,) = _LENGTH.unpack_from(said)
    end = _LENGTH.size + length
    if end > len(said):
        raise ValueError("it was cut off")
    return said[_LENGTH.size : end], said[end:]
