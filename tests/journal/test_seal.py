"""A seal opens with its own key, at its own place, or not at all."""

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.journal.seal import (
    ACT,
    OVERHEAD,
    ROW,
    Unsealable,
    framed,
    hkdf_expand,
    padded_size,
    seal,
    tag,
    unframed,
    unseal,
    unwrap,
    wrap,
)

pytestmark = pytest.mark.pure
keys = st.binary(min_size=32, max_size=32)
aads = st.lists(st.binary(max_size=20), max_size=5)


@given(keys, aads, st.binary(max_size=200), st.binary(max_size=6000))
def test_what_is_sealed_opens_again(key: bytes, aad: list[bytes], head: bytes, body: bytes) -> None:
    assert unseal(key, aad, seal(key, aad, head, body)) == (head, body)


@given(keys, aads, aads, st.binary(max_size=100))
def test_at_another_place_it_does_not_open(
    key: bytes, aad: list[bytes], other: list[bytes], body: bytes
) -> None:
    sealed = seal(key, aad, b"", body)
    if aad == other:
        assert unseal(key, other, sealed)[1] == body
    else:
        with pytest.raises(Unsealable):
            unseal(key, other, sealed)


@given(keys, keys, st.binary(max_size=100))
def test_with_another_key_or_for_another_use_it_does_not_open(
    key: bytes, other: bytes, body: bytes
) -> None:
    sealed = seal(key, [], b"", body)
    for wrong, info in ((other, ACT), (key, ROW)):
        if (wrong, info) != (key, ACT):
            with pytest.raises(Unsealable):
                unseal(wrong, [], sealed, info=info)


@given(st.integers(0, OVERHEAD + 511), st.integers(1, 255))
@settings(max_examples=300)
def test_any_changed_byte_is_found(at: int, change: int) -> None:
    sealed = bytearray(seal(b"k" * 32, [b"here"], b"head", b"body"))
    sealed[at] ^= change
    with pytest.raises(Unsealable):
        unseal(b"k" * 32, [b"here"], bytes(sealed))


@given(st.integers(0, 600))
def test_cut_off_anywhere_it_does_not_open(size: int) -> None:
    sealed = seal(b"k" * 32, [], b"head", b"body")
    if size < len(sealed):
        with pytest.raises(Unsealable):
            unseal(b"k" * 32, [], sealed[:size])


def test_sealing_twice_never_gives_the_same_bytes() -> None:
    assert len({seal(b"k" * 32, [], b"", b"same") for _ in range(50)}) == 50


@given(keys, st.binary(max_size=100), st.integers(1, 255))
def test_hkdf_expand_is_that_of_rfc_5869_as_the_library_has_it(
    key: bytes, info: bytes, length: int
) -> None:
    theirs = HKDFExpand(algorithm=hashes.SHA256(), length=length, info=info).derive(key)
    assert hkdf_expand(key, info, length) == theirs


@given(st.integers(0, 10**7))
def test_sizes_come_in_steps_of_512_and_beyond_4_kb_in_padme_at_most_12_percent_more(
    size: int,
) -> None:
    padded = padded_size(size)
    assert padded >= size
    if size <= 4096:
        assert padded % 512 == 0
        assert padded - size <= 512
    else:
        assert padded <= size * 1.12
        assert padded_size(padded) == padded


def test_a_word_and_a_long_answer_have_the_same_size() -> None:
    assert len(seal(b"k" * 32, [], b"h", b"ja")) == len(seal(b"k" * 32, [], b"h", b"nee" * 130))


@given(st.lists(st.binary(max_size=20)), st.lists(st.binary(max_size=20)))
def test_no_two_lists_of_parts_read_alike(one: list[bytes], two: list[bytes]) -> None:
    assert (framed(*one) == framed(*two)) == (one == two)
    assert list(unframed(framed(*one))) == one


def test_a_wrapped_key_opens_for_its_owner_only() -> None:
    wrapped = wrap(b"a" * 32, b"b" * 32, [b"lane", b"one"])
    assert unwrap(b"a" * 32, wrapped, [b"lane", b"one"]) == b"b" * 32
    with pytest.raises(Unsealable):
        unwrap(b"a" * 32, wrapped, [b"lane", b"two"])


def test_tags_tell_parts_apart() -> None:
    assert tag(b"k" * 32, "ab", "c") != tag(b"k" * 32, "a", "bc")
