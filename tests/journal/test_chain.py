"""The hashes are those of security.md §3, whatever way they are packed."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.journal.chain import entry_hash, ledger_head
from visavis.journal.lanes import _TURN
from visavis.journal.seal import framed

pytestmark = pytest.mark.pure
hashes = st.binary(min_size=32, max_size=32)
versions = st.integers(1, 2**40)


@given(st.text(max_size=40), versions, hashes, st.binary(max_size=600))
def test_an_entrys_hash_covers_chain_lane_version_previous_and_sealed(
    lane: str, version: int, previous: bytes, sealed: bytes
) -> None:
    parts = (
        b"visavis/chain/1",
        lane.encode(),
        version.to_bytes(8, "big"),
        previous,
        hashlib.sha256(sealed).digest(),
    )
    assert entry_hash(lane, version, previous, sealed) == hashlib.sha256(framed(*parts)).digest()


@given(st.text(max_size=40), versions, versions, hashes, hashes)
def test_a_ledgers_head_covers_all_before_it(
    tenant: str, n: int, version: int, entry: bytes, previous: bytes
) -> None:
    parts = (
        b"visavis/ledger/1",
        tenant.encode(),
        n.to_bytes(8, "big"),
        b"lane",
        version.to_bytes(8, "big"),
        entry,
        previous,
    )
    head = hashlib.sha256(framed(*parts)).digest()
    assert ledger_head(tenant, n, "lane", version, entry, previous) == head


@given(st.integers(1, 2**31), versions, hashes)
def test_the_packed_place_of_an_entry_is_the_framed_one(
    generation: int, version: int, previous: bytes
) -> None:
    parts = (generation.to_bytes(4, "big"), version.to_bytes(8, "big"), previous)
    assert _TURN.pack(4, generation, 8, version, 32, previous) == framed(*parts)
