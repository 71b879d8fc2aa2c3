"""Sealing a file in chunks of 64 kB, so that neither writing nor reading holds it whole (security §3 "Files").

``0x01 ‖ salt ‖ commitment ‖ chunk ‖ chunk …``; each chunk is AES-256-GCM over at most 65,536 bytes. One key a
file, from a fresh 256-bit salt as for an act; nonce = 7-byte prefix ‖ 4-byte number ‖ last-chunk flag (the STREAM
construction: Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). A chunk that is missing, moved or of another
file does not open, and a file that was cut off has no last chunk.
"""

import hmac
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

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


def seal_chunks(
    key: bytes, place: Sequence[bytes], content: BinaryIO, size: int
) -> Iterator[bytes]:
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
    left, number = -1, 0
    chunk = sealed.read(CHUNK + TAG)
    while chunk:
        following = sealed.read(CHUNK + TAG)
        try:
            piece = cipher.decrypt(_nonce(nonce, number, last=not following), chunk, aad)
        except (InvalidTag, ValueError):
            raise Unsealable from None
        if number == 0:
            left, piece = int.from_bytes(piece[:SIZE], "big"), piece[SIZE:]
        wanted, padding = piece[:left], piece[left:]
        if padding.strip(b"\0"):
            raise Unsealable
        left -= len(wanted)
        if wanted:
            yield wanted
        chunk, number = following, number + 1
    if left:
        raise Unsealable


def _padded(content: BinaryIO, size: int, whole: int) -> Iterator[bytes]:
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
