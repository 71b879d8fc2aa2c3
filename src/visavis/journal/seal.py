"""Sealing: one key, one nonce and one commitment per sealed thing, from a fresh 256-bit salt (security §3).

``0x01 ‖ salt ‖ commitment ‖ AES-256-GCM(key, nonce, pad(header ‖ body), aad)``. No counters: restored
backups, cloned machines and many workers can never repeat a nonce. The commitment keeps one ciphertext from
opening under two keys.
"""

import hashlib
import hmac
import os
from collections.abc import Iterator, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SUITE = b"\x01"
SALT = 32
COMMITMENT = 32
OVERHEAD = len(SUITE) + SALT + COMMITMENT + 16
ACT = b"visavis/act/1"
ROW = b"visavis/row/1"
KEY = b"visavis/key/1"
STEP, STEPS_TO = 512, 4096


class Unsealable(Exception):
    """The seal does not open: other key, other place, or changed bytes. Never says which."""


def framed(*parts: bytes) -> bytes:
    """The parts, each after its length in four bytes, so that no two lists of parts read alike."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unframed(joined: bytes) -> Iterator[bytes]:
    """The parts again. Raises Unsealable where lengths do not fit."""
    at = 0
    while at < len(joined):
        size = int.from_bytes(joined[at : at + 4], "big")
        part = joined[at + 4 : at + 4 + size]
        if len(part) != size:
            raise Unsealable
        yield part
        at += 4 + size


def hkdf_expand(key: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand with SHA-256 (RFC 5869 §2.3); ``key`` is 32 bytes of full entropy."""
    block, made = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.digest(key, block + info + bytes((counter,)), "sha256")
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
    if sealed[:1] != SUITE or len(sealed) < OVERHEAD:
        raise Unsealable
    material = hkdf_expand(key, info + sealed[1 : 1 + SALT], 76)
    if not hmac.compare_digest(material[44:], sealed[1 + SALT : 1 + SALT + COMMITMENT]):
        raise Unsealable
    try:
        plain = AESGCM(material[:32]).decrypt(
            material[32:44], sealed[1 + SALT + COMMITMENT :], framed(SUITE, *aad)
        )
    except InvalidTag:
        raise Unsealable from None
    header, rest = _first(plain)
    body, rest = _first(rest)
    if rest.strip(b"\0"):
        raise Unsealable
    return header, body


def _first(plain: bytes) -> tuple[bytes, bytes]:
    end = 4 + int.from_bytes(plain[:4], "big")
    if len(plain) < end:
        raise Unsealable
    return plain[4:end], plain[end:]


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
