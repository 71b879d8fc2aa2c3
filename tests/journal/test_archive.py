"""Files for an offline recipient: only whole, only with the right key, and told apart by their steps in size."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.journal import anchors, archive
from visavis.journal.archive import ArchiveError, Writer, lines, make_recipient, open_recipient

pytestmark = pytest.mark.pure
KEY = X25519PrivateKey.generate()


def written(path: Path, content: list[bytes]) -> bytes:
    with Writer(path, KEY.public_key()) as writer:
        for line in content:
            writer.line(line)
    return path.read_bytes()


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=300).map(lambda b: b.replace(b"\n", b" ")), max_size=60))
def test_lines_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, content: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("archive") / "a"
    written(path, content)
    assert list(lines(path, KEY)) == content


def test_what_is_longer_than_a_chunk_comes_back_and_no_part_of_it_opens_alone(
    tmp_path: Path,
) -> None:
    content = [os.urandom(1000).hex().encode() for _ in range(400)]
    whole = written(tmp_path / "a", content)
    assert len(whole) > 3 * archive.CHUNK
    assert list(lines(tmp_path / "a", KEY)) == content
    head, chunk = len(archive.MAGIC) + 32, archive.CHUNK + archive.TAG
    first, second = whole[head : head + chunk], whole[head + chunk : head + 2 * chunk]
    for bad in (
        whole[:-1],  # cut off by a byte
        whole[: head + chunk],  # cut off at a chunk
        whole[: head + 2 * chunk],
        whole[:head] + second + first + whole[head + 2 * chunk :],  # two chunks the other way round
        whole[:head] + second + whole[head + 2 * chunk :],  # one left out
        whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
        whole + whole[head:],  # something behind the last
        whole[:head],
    ):
        (tmp_path / "b").write_bytes(bad)
        with pytest.raises(ArchiveError):
            list(lines(tmp_path / "b", KEY))


def test_another_recipient_opens_nothing_and_what_is_no_backup_is_said_to_be_none(
    tmp_path: Path,
) -> None:
    written(tmp_path / "a", [b"words"])
    with pytest.raises(ArchiveError, match="does not open"):
        list(lines(tmp_path / "a", X25519PrivateKey.generate()))
    for other in (
        b"",
        b"visavis-backup/1\n",
        b"something else entirely, and long enough to be read",
    ):
        (tmp_path / "b").write_bytes(other)
        with pytest.raises(ArchiveError, match="not a backup"):
            list(lines(tmp_path / "b", KEY))


def test_what_was_sealed_and_is_no_stream_of_ours_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Plain:
        def compress(self, data: bytes) -> bytes:
            return data

        def flush(self) -> bytes:
            return b""

    monkeypatch.setattr(archive.zlib, "compressobj", lambda level: Plain())
    written(tmp_path / "a", [b"not squeezed"])
    with pytest.raises(ArchiveError, match="damaged"):
        list(lines(tmp_path / "a", KEY))


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    def breaks_off() -> None:
        with Writer(tmp_path / "a", KEY.public_key()) as writer:
            writer.line(b"words")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_off()
    assert list(tmp_path.iterdir()) == []


def test_sizes_go_in_steps(tmp_path: Path) -> None:
    sizes = {len(written(tmp_path / "a", [b"x" * n, bytes(range(n % 200))])) for n in range(150)}
    assert len(sizes) == 1


def test_padding_longer_than_a_chunk_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "CHUNK", 64)
    content = [os.urandom(8) for _ in range(3)]
    content = [one.hex().encode() for one in content]
    whole = written(tmp_path / "a", content)
    assert len(whole) > 3 * (64 + archive.TAG)
    assert list(lines(tmp_path / "a", KEY)) == content


def test_a_recipients_key_has_a_passphrase_and_its_public_half_seals(tmp_path: Path) -> None:
    public = make_recipient(tmp_path / "key", "een zin")
    key = open_recipient(tmp_path / "key", "een zin")
    assert archive.raw(key.public_key()) == archive.raw(archive.recipient(public))
    with pytest.raises(FileExistsError):
        make_recipient(tmp_path / "key", "een zin")
    with pytest.raises(ArchiveError, match="passphrase"):
        make_recipient(tmp_path / "other", "")
    for wrong in ("", "een andere"):
        with pytest.raises(ArchiveError, match="does not open"):
            open_recipient(tmp_path / "key", wrong)
    anchors.make_key(tmp_path / "ed", tmp_path, "een zin")
    with pytest.raises(ArchiveError, match="not an X25519 key"):
        open_recipient(tmp_path / "ed", "een zin")
    for public in ("", "nonsense!", "AAAA"):
        with pytest.raises(ArchiveError, match="not the public key"):
            archive.recipient(public)
