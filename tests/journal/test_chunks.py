"""A file in chunks opens whole, in its own place, or not at all (security §3 "Files")."""

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.journal.chunks import CHUNK, TAG, Pouring, Within, open_chunks, seal_chunks
from visavis.journal.seal import COMMITMENT, SALT, Unsealable, padded_size

pytestmark = pytest.mark.pure

KEY, PLACE = bytes(range(32)), (b"tenant", b"file", b"lane")
HEAD = 1 + SALT + COMMITMENT
SIZES = st.one_of(
    st.integers(0, 2000),
    st.sampled_from([CHUNK - 9, CHUNK - 8, CHUNK - 7, 2 * CHUNK - 8, 2 * CHUNK, 3 * CHUNK + 1]),
)


def of_size(size: int) -> bytes:
    return (b"0123456789abcdef\0" * (size // 17 + 1))[:size]


def sealed(content: bytes, place: tuple[bytes, ...] = PLACE, key: bytes = KEY) -> bytes:
    return b"".join(seal_chunks(key, place, io.BytesIO(content), len(content)))


def opened(whole: bytes, place: tuple[bytes, ...] = PLACE, key: bytes = KEY) -> bytes:
    return b"".join(open_chunks(key, place, io.BytesIO(whole)))


def chunks(whole: bytes) -> list[bytes]:
    body = whole[HEAD:]
    return [body[at : at + CHUNK + TAG] for at in range(0, len(body), CHUNK + TAG)]


@given(SIZES)
@settings(deadline=None, max_examples=60)
def test_a_file_opens_as_it_was(size: int) -> None:
    content = of_size(size)
    whole = sealed(content)
    assert opened(whole) == content
    assert all(len(piece) <= CHUNK for piece in open_chunks(KEY, PLACE, io.BytesIO(whole)))


@given(SIZES)
@settings(deadline=None, max_examples=40)
def test_its_length_shows_in_steps_only(size: int) -> None:
    whole = sealed(of_size(size))
    pieces = len(chunks(whole))
    assert len(whole) == HEAD + padded_size(size + 8) + pieces * TAG


@given(SIZES, st.data())
@settings(deadline=None, max_examples=80)
def test_cut_off_anywhere_it_does_not_open(size: int, data: st.DataObject) -> None:
    whole = sealed(of_size(size))
    at = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(Unsealable):
        opened(whole[:at])


def test_cut_off_between_two_chunks_it_does_not_open() -> None:
    whole = sealed(of_size(3 * CHUNK + 1))
    for kept in range(len(chunks(whole))):
        with pytest.raises(Unsealable):
            opened(whole[: HEAD + kept * (CHUNK + TAG)])


@given(SIZES, st.data())
@settings(deadline=None, max_examples=80)
def test_one_changed_bit_anywhere_and_it_does_not_open(size: int, data: st.DataObject) -> None:
    whole = bytearray(sealed(of_size(size)))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Unsealable):
        opened(bytes(whole))


def _swapped(mine: list[bytes], other: list[bytes]) -> list[bytes]:
    return [mine[1], mine[0], *mine[2:]]


def _left_out(mine: list[bytes], other: list[bytes]) -> list[bytes]:
    return [mine[0], *mine[2:]]


def _twice(mine: list[bytes], other: list[bytes]) -> list[bytes]:
    return [mine[0], mine[0], *mine[1:]]


def _of_another_file(mine: list[bytes], other: list[bytes]) -> list[bytes]:
    return [mine[0], other[1], *mine[2:]]


def _more(mine: list[bytes], other: list[bytes]) -> list[bytes]:
    return [*mine, mine[-1]]


@pytest.mark.parametrize("forgery", [_swapped, _left_out, _twice, _of_another_file, _more])
def test_chunks_in_another_order_or_of_another_file_do_not_open(
    forgery: Callable[[list[bytes], list[bytes]], list[bytes]],
) -> None:
    content = of_size(3 * CHUNK)
    mine, other = sealed(content), sealed(content)
    assert opened(mine[:HEAD] + b"".join(chunks(mine))) == content
    with pytest.raises(Unsealable):
        opened(mine[:HEAD] + b"".join(forgery(chunks(mine), chunks(other))))


def test_under_another_key_or_in_another_place_it_does_not_open() -> None:
    whole = sealed(b"a picture")
    for place, key in (((b"tenant", b"file", b"other"), KEY), (PLACE, bytes(32))):
        with pytest.raises(Unsealable):
            opened(whole, place, key)


def test_the_same_content_never_looks_the_same() -> None:
    assert sealed(b"a picture") != sealed(b"a picture")


def test_a_content_shorter_than_was_said_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(seal_chunks(KEY, PLACE, io.BytesIO(b"abc"), 4))


def _forged(padding: bytes, length: int) -> bytes:
    """What somebody with the key could write that no service of ours does."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from visavis.journal.chunks import FILE, _nonce
    from visavis.journal.seal import SUITE, Derivation, framed

    salt = bytes(SALT)
    one, nonce, commitment = Derivation(KEY).material(FILE + salt)
    plain = length.to_bytes(8, "big") + padding
    locked = AESGCM(one).encrypt(_nonce(nonce, 0, last=True), plain, framed(SUITE, *PLACE))
    return SUITE + salt + commitment + locked


@pytest.mark.parametrize(("padding", "length"), [(b"abc\1", 3), (b"abc", 4)])
def test_a_length_that_does_not_fit_does_not_open(padding: bytes, length: int) -> None:
    with pytest.raises(Unsealable):
        opened(_forged(padding, length))


def poured(content: bytes, pieces: int) -> bytes:
    pouring = Pouring(KEY, PLACE)
    whole = bytearray(pouring.head)
    for at in range(0, len(content), pieces):
        for piece in pouring.add(content[at : at + pieces]):
            whole += piece
    return bytes(whole + pouring.end())


@given(SIZES, st.sampled_from([700, CHUNK, CHUNK + 5, 3 * CHUNK]))
@settings(deadline=None, max_examples=60)
def test_what_came_in_pieces_of_an_unknown_length_opens_as_it_was(size: int, pieces: int) -> None:
    content = of_size(size)
    whole = poured(content, pieces)
    assert opened(whole) == content
    with pytest.raises(Unsealable):
        opened(whole[: -TAG - 1])
    if len(chunks(whole)) > 1:
        with pytest.raises(Unsealable):
            opened(whole[: HEAD + CHUNK + TAG])


@given(SIZES, st.data())
@settings(deadline=None, max_examples=80)
def test_any_part_of_it_is_looked_at_by_itself(size: int, data: st.DataObject) -> None:
    content = of_size(size)
    whole = sealed(content)
    within = Within(KEY, PLACE, io.BytesIO(whole), len(whole))
    assert within.length == size
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size + 10))
    assert b"".join(within.part(start, end)) == content[start:end]


def test_a_part_of_another_place_key_or_length_is_not_looked_at() -> None:
    whole = sealed(of_size(3 * CHUNK))
    for key, place in ((bytes(32), PLACE), (KEY, (b"tenant", b"file", b"other"))):
        with pytest.raises(Unsealable):
            Within(key, place, io.BytesIO(whole), len(whole))
    with pytest.raises(Unsealable):
        Within(KEY, PLACE, io.BytesIO(b"\2" + whole[1:]), len(whole))
    short = whole[: HEAD + 2 * (CHUNK + TAG)]
    within = Within(KEY, PLACE, io.BytesIO(short), len(short))
    with pytest.raises(Unsealable):  # cut off: what stands last is not the last chunk
        b"".join(within.part(0, within.length))
    changed = bytearray(whole)
    changed[-1] ^= 1
    within = Within(KEY, PLACE, io.BytesIO(bytes(changed)), len(whole))
    assert b"".join(within.part(0, 10)) == of_size(10)
    with pytest.raises(Unsealable):
        b"".join(within.part(0, within.length))


def test_a_part_that_says_it_is_longer_than_it_is_ends_as_damaged() -> None:
    whole = sealed(of_size(100))
    within = Within(KEY, PLACE, io.BytesIO(whole), len(whole))
    within.length = 10_000
    with pytest.raises(Unsealable):
        b"".join(within.part(0, 10_000))
