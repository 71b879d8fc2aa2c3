"""The two chains: each lane's own, and the tenant's ledger over all lanes (security §3).

Both cover ciphertext only, so they are checked without any key and stay valid after erasure.
"""

import hashlib
import struct
from functools import lru_cache

from visavis.journal.seal import digest, framed

GENESIS = bytes(32)


class Difference(Exception):
    """Something stands there otherwise than it was written; the text is one sentence."""


_TURN = struct.Struct(">IQI32sI32s")


def entry_hash(lane: str, version: int, previous_hash: bytes, sealed: bytes) -> bytes:
    """SHA-256 over the framed: name of the chain, lane, version (8 bytes), previous hash, SHA-256 of the sealed."""
    inner = hashlib.sha256(sealed).digest()
    return hashlib.sha256(
        _begun(lane) + _TURN.pack(8, version, 32, previous_hash, 32, inner)
    ).digest()


def erased_hash(lane: str, version: int, previous_hash: bytes) -> bytes:
    """Of the entry with which an erased lane ends: it has no text, so no key is needed to know it."""
    return digest(b"visavis/erased/1", lane.encode(), version.to_bytes(8, "big"), previous_hash)


@lru_cache(maxsize=1024)
def _begun(lane: str) -> bytes:
    return framed(b"visavis/chain/1", lane.encode())


def ledger_head(
    tenant: str, n: int, lane: str, version: int, entry: bytes, previous_head: bytes
) -> bytes:
    return digest(
        b"visavis/ledger/1",
        tenant.encode(),
        n.to_bytes(8, "big"),
        lane.encode(),
        version.to_bytes(8, "big"),
        entry,
        previous_head,
    )
