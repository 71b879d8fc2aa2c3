"""Sealing: one key, one nonce and one commitment per sealed thing, from a fresh 256-bit salt (security §3).

``0x01 ‖ salt ‖ commitment ‖ AES-256-GCM(key, nonce, pad(header ‖ body), aad)``. No counters: restored
backups, cloned machines and many workers can never repeat a nonce. The commitment keeps one ciphertext from
opening under two keys.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence

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


def hkdf_expand(key: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand with SHA-256 (RFC 5869 §2.3); ``key`` is 32 bytes of full entropy."""
    block, made, counter = b"", b"", 0
    while len(made) < length:
        counter += 1
        block = hmac.digest(key, block + info + counter.to_bytes(1, "big"), "sha256")
        made += block
    return made[:length]


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
    material = hkdf_expand(key, info + salt, 76)
    plain = framed(header, body)
    plain += bytes(padded_size(len(plain)) - len(plain))
    locked = AESGCM(material[:32]).encrypt(material[32:44], plain, framed(SUITE, *aad))
    return SUITE + salt + material[44:] + locked


def unseal(
    key: bytes, aad: Sequence[bytes], sealed: bytes, *, info: bytes = ACT
) -> tuple[bytes, bytes]:
    """Header and body. Raises Unsealable."""
    return unseal_at(key, framed(SUITE, *aad), sealed, info)


def unseal_at(key: bytes, place: bytes, sealed: bytes, info: bytes = ACT) -> tuple[bytes, bytes]:
    """The same with the associated data already framed, suite first: for opening a whole lane."""
    if sealed[:1] != SUITE or len(sealed) < OVERHEAD:
        raise Unsealable
    material = hkdf_expand(key, info + sealed[1:_SALTED], 76)
    if not hmac.compare_digest(material[44:], sealed[_SALTED:_COMMITTED]):
        raise Unsealable
    try:
        plain = AESGCM(material[:32]).decrypt(material[32:44], sealed[_COMMITTED:], place)
    except InvalidTag:
        raise Unsealable from None
    first = 4 + int.from_bytes(plain[:4], "big")
    second = first + 4 + int.from_bytes(plain[first : first + 4], "big")
    if second > len(plain) or plain.count(0, second) != len(plain) - second:
        raise Unsealable
    return plain[4:first], plain[first + 4 : second]


def wrap(kek: bytes, key: bytes, owner: Sequence[bytes]) -> bytes:
    """A key under a key, with its owner as associated data: at another's place it does not open."""
    return seal(kek, owner, b"", key, info=KEY)


def unwrap(kek: bytes, wrapped: bytes, owner: Sequence[bytes]) -> bytes:
    return unseal(kek, owner, wrapped, info=KEY)[1]


def tag(key: bytes, *parts: str) -> str:
    """A lookup value that says nothing without the key: HMAC-SHA-256, 128 bits, hexadecimal."""
    message = framed(*(part.encode() for part in parts))
    return hmac.digest(key, message, "sha256")[:16].hex()


def digest(*parts: bytes) -> bytes:
    """SHA-256 over the framed parts."""
    return hashlib.sha256(framed(*parts)).digest()
