"""Sealing a file in chunks of 64 kB, so that neither writing nor reading holds it whole (security §3 "Files").

``0x01 ‖ salt ‖ commitment ‖ chunk ‖ chunk …``; each chunk is AES-256-GCM over at most 65,536 bytes. One key a
file, from a fresh 256-bit salt as for an act; nonce = 7-byte prefix ‖ 4-byte number ‖ last-chunk flag (the STREAM
construction: Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). A chunk that is missing, moved or of another
file does not open, and a file that was cut off has no last chunk.
"""

import hmac
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from visavis.journal.seal import (
    COMMITMENT,
    SALT,
    SUITE,
    Derivation,
    Unsealable,
    framed,
    padded_size,
)

FILE = b"visavis/file/1"
CHUNK = 65_536
TAG = 16
SIZE = 8
"""Bytes before the content that say how long it is; what follows the content is padding."""
UNTOLD = (1 << 64) - 1
"""Stands there where that was not known beforehand: then nothing is padding."""
HEAD = len(SUITE) + SALT + COMMITMENT


class Source(Protocol):
    """What is read as a file is."""

    def read(self, size: int, /) -> bytes:
        """At most so much; nothing at its end."""


def seal_chunks(key: bytes, place: Sequence[bytes], content: Source, size: int) -> Iterator[bytes]:
    """The sealed file, piece by piece. ``key``: 32 bytes. ``place``: where it belongs; elsewhere it does not open.

    ``size``: of the content in bytes; exactly so much is read. Raises ValueError where it is shorter.
    """
    salt = os.urandom(SALT)
    one, nonce, commitment = Derivation(key).material(FILE + salt)
    yield SUITE + salt + commitment
    cipher, aad = AESGCM(one), framed(SUITE, *place)
    left = padded_size(SIZE + size)
    plain = _padded(content, size, left)
    for number, piece in enumerate(plain):
        left -= len(piece)
        yield cipher.encrypt(_nonce(nonce, number, last=not left), piece, aad)


class Pouring:
    """Seals what comes in pieces and whose length is not known beforehand: for what is kept for a short while."""

    def __init__(self, key: bytes, place: Sequence[bytes]) -> None:
        salt = os.urandom(SALT)
        one, self._nonce, commitment = Derivation(key).material(FILE + salt)
        self.head = SUITE + salt + commitment
        self._cipher, self._aad = AESGCM(one), framed(SUITE, *place)
        self._waits, self._number = bytearray(UNTOLD.to_bytes(SIZE, "big")), 0

    def add(self, piece: bytes) -> Iterator[bytes]:
        self._waits += piece
        while len(self._waits) > CHUNK:
            yield self._sealed(bytes(self._waits[:CHUNK]), last=False)
            del self._waits[:CHUNK]

    def end(self) -> bytes:
        """The last chunk, by which a file that was cut off is known."""
        return self._sealed(bytes(self._waits), last=True)

    def _sealed(self, piece: bytes, *, last: bool) -> bytes:
        nonce = _nonce(self._nonce, self._number, last=last)
        self._number += 1
        return self._cipher.encrypt(nonce, piece, self._aad)


class Within:
    """A sealed file of which parts are looked at, each chunk opened by itself. Raises Unsealable.

    ``size``: of the sealed file, as it was written: by it the last chunk is known. ``length``: of the content.
    """

    def __init__(self, key: bytes, place: Sequence[bytes], sealed: BinaryIO, size: int) -> None:
        head = sealed.read(HEAD)
        salt = head[len(SUITE) : len(SUITE) + SALT]
        one, self._nonce, commitment = Derivation(key).material(FILE + salt)
        if head[:1] != SUITE or not hmac.compare_digest(commitment, head[len(SUITE) + SALT :]):
            raise Unsealable
        self._sealed, self._chunks = sealed, -(-(size - HEAD) // (CHUNK + TAG))
        self._cipher, self._aad = AESGCM(one), framed(SUITE, *place)
        self.length = int.from_bytes(self._chunk(0)[:SIZE], "big")

    def part(self, start: int, end: int) -> Iterator[bytes]:
        """The content from ``start`` up to, not including, ``end``, piece by piece."""
        at, end = start + SIZE, min(end, self.length) + SIZE
        while at < end:
            number, begins = divmod(at, CHUNK)
            piece = self._chunk(number)[begins : end - number * CHUNK]
            if not piece:
                raise Unsealable
            yield piece
            at += len(piece)

    def _chunk(self, number: int) -> bytes:
        self._sealed.seek(HEAD + number * (CHUNK + TAG))
        nonce = _nonce(self._nonce, number, last=number == self._chunks - 1)
        try:
            return self._cipher.decrypt(nonce, self._sealed.read(CHUNK + TAG), self._aad)
        except (InvalidTag, ValueError):
            raise Unsealable from None


def open_chunks(key: bytes, place: Sequence[bytes], sealed: BinaryIO) -> Iterator[bytes]:
    """The content, piece by piece. Raises Unsealable at the first chunk that does not belong.

    What came before it is of no use: a caller keeps nothing until the last piece was given.
    """
    head = sealed.read(len(SUITE) + SALT + COMMITMENT)
    salt = head[len(SUITE) : len(SUITE) + SALT]
    one, nonce, commitment = Derivation(key).material(FILE + salt)
    if head[:1] != SUITE or not hmac.compare_digest(commitment, head[len(SUITE) + SALT :]):
        raise Unsealable
    cipher, aad = AESGCM(one), framed(SUITE, *place)
    left, number, untold = -1, 0, False
    chunk = sealed.read(CHUNK + TAG)
    while chunk:
        following = sealed.read(CHUNK + TAG)
        try:
            piece = cipher.decrypt(_nonce(nonce, number, last=not following), chunk, aad)
        except (InvalidTag, ValueError):
            raise Unsealable from None
        if number == 0:
            left, piece = int.from_bytes(piece[:SIZE], "big"), piece[SIZE:]
            untold = left == UNTOLD
        left = len(piece) if untold else left
        wanted, padding = piece[:left], piece[left:]
        if padding.strip(b"\0"):
            raise Unsealable
        left -= len(wanted)
        if wanted:
            yield wanted
        chunk, number = following, number + 1
    if left:
        raise Unsealable


def _padded(content: Source, size: int, whole: int) -> Iterator[bytes]:
    """Length, content and padding, cut into chunks."""
    piece = size.to_bytes(SIZE, "big")
    while whole:
        want = min(CHUNK, whole)
        while len(piece) < want and size:
            more = content.read(min(size, want - len(piece)))
            if not more:
                raise ValueError("the content is shorter than was said")
            size -= len(more)
            piece += more
        yield piece.ljust(want, b"\0")
        whole, piece = whole - want, b""


def _nonce(nonce: bytes, number: int, *, last: bool) -> bytes:
    return nonce[:7] + number.to_bytes(4, "big") + (b"\1" if last else b"\0")
