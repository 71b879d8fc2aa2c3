"""The two chains: each lane's own, and the tenant's ledger over all lanes (security §3).

Both cover ciphertext only, so they are checked without any key and stay valid after erasure.
"""

import hashlib

from visavis.journal.seal import digest

GENESIS = bytes(32)


def entry_hash(lane: str, version: int, previous_hash: bytes, sealed: bytes) -> bytes:
    return digest(
        b"visavis/chain/1",
        lane.encode(),
        version.to_bytes(8, "big"),
        previous_hash,
        hashlib.sha256(sealed).digest(),
    )


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
