"""A film made anew in a child of its own: pictures and sound are decoded and written again, nothing else passes.

The file goes in and comes out in pieces, so that whoever asks for it never holds it whole. Meanwhile the child
says how far it is. What comes back is believed as little as the file itself (`visavis.rebuilding`).
"""

import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from visavis.rebuilding import Unfit
from visavis.rebuilding.process import apart

MOST_BYTES = 200 * 1024 * 1024
"""Of a film, before anything in it is looked at (security §5)."""
LONGEST = 15 * 60
"""Seconds (a)."""
LONGEST_SIDE = 1280
"""Pixels of what comes out."""
SECONDS = 45 * 60
"""Of the clock; the child's own limit of computing time is shorter."""
COMPUTING = 40 * 60
MEMORY = 1536 * 1024 * 1024
PIECE = 1 << 16
HEAD = struct.Struct(">cQ")
"""What the child says: one letter for what it is (share done, unfit, a film's facts), and how long it is."""
SHARE, UNFIT, FILM = b"s", b"u", b"f"
_LONGEST_WORD = 4096
_WEBM = b"\x1aE\xdf\xa3"


@dataclass(frozen=True, slots=True)
class Remade:
    """What stands in the film that came back, in seconds, pixels and bytes."""

    seconds: int
    width: int
    height: int
    size: int


class BadFilm(Exception):
    """This film is not taken. ``why``: of the closed list."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why)
        self.why = why


def remade(
    pieces: Iterable[bytes], size: int, tell: Callable[[float], None]
) -> Iterator[Remade | bytes]:
    """First what the film is, then its bytes, piece by piece: WebM, VP8 and Opus, without metadata.

    ``size``: of the file in bytes; ``tell`` hears which share is done, 0 to 1, and may raise to stop. Raises
    BadFilm; also after the first pieces, so a caller keeps nothing before the last. At most `SECONDS`.
    """
    if size <= 0:
        raise BadFilm(Unfit.EMPTY)
    if size > MOST_BYTES:
        raise BadFilm(Unfit.TOO_BIG)
    with apart("visavis.rebuilding.film_child", SECONDS) as (to, said):
        _give(to, pieces, size)
        yield from _heard(said, tell)


def _give(to: IO[bytes], pieces: Iterable[bytes], size: int) -> None:
    try:
        to.write(struct.pack(">Q", size))
        for piece in pieces:
            to.write(piece)
        to.close()
    except BrokenPipeError:  # it has said what it thinks of the file, and ended
        pass


def _heard(said: IO[bytes], tell: Callable[[float], None]) -> Iterator[Remade | bytes]:
    while True:
        head = said.read(HEAD.size)
        if len(head) < HEAD.size:
            raise BadFilm(Unfit.BROKEN)
        what, length = HEAD.unpack(head)
        if length > _LONGEST_WORD:
            raise BadFilm(Unfit.BROKEN)
        word = said.read(length)
        if what == SHARE:
            tell(min(1.0, int.from_bytes(word[:1], "big") / 100))
        elif what == UNFIT:
            raise BadFilm(_why(word))
        elif what == FILM:
            break
        else:
            raise BadFilm(Unfit.BROKEN)
    film = _facts(word)
    yield film
    left = film.size
    while left:
        piece = said.read(min(PIECE, left))
        first = left == film.size
        if not piece or (first and not piece.startswith(_WEBM)):
            raise BadFilm(Unfit.BROKEN)
        left -= len(piece)
        yield piece
    if said.read(1):
        raise BadFilm(Unfit.BROKEN)


def _why(word: bytes) -> Unfit:
    try:
        return Unfit(word.decode())
    except ValueError:
        return Unfit.BROKEN


def _facts(word: bytes) -> Remade:
    try:
        said = json.loads(word)
        film = Remade(*(int(said[name]) for name in ("seconds", "width", "height", "size")))
    except (ValueError, KeyError, TypeError):
        raise BadFilm(Unfit.BROKEN) from None
    fits = (
        0 < film.seconds <= LONGEST + 1
        and 0 < film.width <= LONGEST_SIDE
        and 0 < film.height <= LONGEST_SIDE
        and 0 < film.size <= MOST_BYTES
    )
    if not fits:
        raise BadFilm(Unfit.BROKEN)
    return film
