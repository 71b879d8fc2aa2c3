"""Sealing: one key, one nonce and one commitment per sealed thing, from a fresh 256-bit salt (security §3).

``0x01 ‖ salt ‖ commitment ‖ AES-256-GCM(key, nonce, pad(header ‖ body), aad)``. No counters: restored
backups, cloned machines and many workers can never repeat a nonce. The commitment keeps one ciphertext from
opening under two keys.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SUITE = b"\x01"
SALT = 32
COMMITMENT = 32
_SALTED = 1 + SALT
_COMMITTED = _SALTED + COMMITMENT
OVERHEAD = len(SUITE) + SALT + COMMITMENT + 16
ACT = b"visavis/act/1"
ROW = b"visavis/row/1"
KEY = b"visavis/key/1"
STEP, STEPS_TO = 512, 4096


class Unsealable(Exception):
    """The seal does not open: other key, other place, or changed bytes. Never says which."""


def framed(*parts: bytes) -> bytes:
    """The parts, each after its length in four bytes, so that no two lists of parts read alike."""
    joined = []
    for part in parts:
        joined.append(len(part).to_bytes(4, "big"))
        joined.append(part)
    return b"".join(joined)


def unframed(joined: bytes) -> list[bytes]:
    """The parts again. Raises Unsealable where lengths do not fit."""
    parts, at, end = [], 0, len(joined)
    while at < end:
        start = at + 4
        at = start + int.from_bytes(joined[at:start], "big")
        if at > end:
            raise Unsealable
        parts.append(joined[start:at])
    return parts


class Derivation:
    """HKDF-Expand with SHA-256 (RFC 5869 §2.3) from one key, 32 bytes of full entropy, for many salts.

    HMAC's two keyed states are begun once and copied: for a lane of hundreds of entries three times as fast as
    asking OpenSSL for each.
    """

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        block = key.ljust(64, b"\0")
        self._inner = sha256(block.translate(_INNER_PAD))
        self._outer = sha256(block.translate(_OUTER_PAD))

    def expand(self, info: bytes, length: int) -> bytes:
        block, made, counter = b"", b"", 0
        while len(made) < length:
            counter += 1
            block = self._mac(block + info + counter.to_bytes(1, "big"))
            made += block
        return made[:length]

    def material(self, info: bytes) -> tuple[bytes, bytes, bytes]:
        """Key, nonce and commitment: ``expand(info, 76)``, cut at 32 and 44."""
        one = self._mac(info + b"\1")
        two = self._mac(one + info + b"\2")
        three = self._mac(two + info + b"\3")
        return one, two[:12], two[12:] + three[:12]

    def _mac(self, message: bytes) -> bytes:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()


_INNER_PAD = bytes(each ^ 0x36 for each in range(256))
_OUTER_PAD = bytes(each ^ 0x5C for each in range(256))


def hkdf_expand(key: bytes, info: bytes, length: int) -> bytes:
    """The same for one use."""
    return Derivation(key).expand(info, length)


def padded_size(size: int) -> int:
    """Steps of 512 bytes to 4 kB; beyond, Padmé (Nikitin et al., PETS 2019): at most 12 % more."""
    if size <= STEPS_TO:
        return max(STEP, -(-size // STEP) * STEP)
    exponent = size.bit_length() - 1
    last_bits = exponent - exponent.bit_length()
    mask = (1 << last_bits) - 1
    return (size + mask) & ~mask


def seal(
    key: bytes,
    aad: Sequence[bytes],
    header: bytes,
    body: bytes,
    *,
    info: bytes = ACT,
    salt: bytes | None = None,
) -> bytes:
    """The sealed bytes. ``key``: 32 bytes. ``aad``: where it belongs; opening elsewhere fails.

    ``salt`` is fresh from the operating system unless a caller drew it beforehand (an entry's id is its first
    half): never from a seeded generator.
    """
    salt = salt or os.urandom(SALT)
    one, nonce, commitment = Derivation(key).material(info + salt)
    plain = framed(header, body)
    plain += bytes(padded_size(len(plain)) - len(plain))
    locked = AESGCM(one).encrypt(nonce, plain, framed(SUITE, *aad))
    return SUITE + salt + commitment + locked


def unseal(
    key: bytes, aad: Sequence[bytes], sealed: bytes, *, info: bytes = ACT
) -> tuple[bytes, bytes]:
    """Header and body. Raises Unsealable."""
    return unseal_at(Derivation(key), framed(SUITE, *aad), sealed, info)


def unseal_at(
    key: Derivation, place: bytes, sealed: bytes, info: bytes = ACT
) -> tuple[bytes, bytes]:
    """The same with the associated data already framed, suite first: for opening a whole lane."""
    plain = _opened(key, place, sealed, info)
    first = 4 + int.from_bytes(plain[:4], "big")
    second = first + 4 + int.from_bytes(plain[first : first + 4], "big")
    if second > len(plain) or plain.count(0, second) != len(plain) - second:
        raise Unsealable
    return plain[4:first], plain[first + 4 : second]


def _opened(key: Derivation, place: bytes, sealed: bytes, info: bytes) -> bytes:
    if sealed[:1] != SUITE or len(sealed) < OVERHEAD:
        raise Unsealable
    one, nonce, commitment = key.material(info + sealed[1:_SALTED])
    if not hmac.compare_digest(commitment, sealed[_SALTED:_COMMITTED]):
        raise Unsealable
    try:
        return AESGCM(one).decrypt(nonce, sealed[_COMMITTED:], place)
    except InvalidTag:
        raise Unsealable from None


def wrap(kek: bytes, key: bytes, owner: Sequence[bytes]) -> bytes:
    """A key under a key, with its owner as associated data: at another's place it does not open.

    ``0x01 ‖ salt ‖ commitment ‖ AES-256-GCM``, as for a text; not padded, since all keys are of one size.
    """
    salt = os.urandom(SALT)
    one, nonce, commitment = Derivation(kek).material(KEY + salt)
    locked = AESGCM(one).encrypt(nonce, key, framed(SUITE, *owner))
    return SUITE + salt + commitment + locked


def unwrap(kek: bytes, wrapped: bytes, owner: Sequence[bytes]) -> bytes:
    """The key again. Raises Unsealable."""
    return _opened(Derivation(kek), framed(SUITE, *owner), wrapped, KEY)


def tag(key: bytes, *parts: str) -> str:
    """A lookup value that says nothing without the key: HMAC-SHA-256, 128 bits, hexadecimal."""
    message = framed(*(part.encode() for part in parts))
    return hmac.digest(key, message, "sha256")[:16].hex()


def digest(*parts: bytes) -> bytes:
    """SHA-256 over the framed parts."""
    return hashlib.sha256(framed(*parts)).digest()
