"""Files that only an offline recipient opens: X25519, and AES-256-GCM in chunks of 64 kB (security §3).

``visavis-backup/1`` ‖ ephemeral public key ‖ chunks. Each file has a key of its own; a chunk's nonce is a
7-byte prefix, its number, and whether it is the last, so that cutting off and reordering fail. What is sealed
is compressed first and padded after, so that a size tells of steps only.
"""

import base64
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from visavis.journal.seal import padded_size

MAGIC = b"visavis-backup/1\n"
CHUNK = 65_536
TAG = 16


class ArchiveError(ValueError):
    """An archive or its key does not open; the text is one plain sentence."""


def make_recipient(path: Path, passphrase: str) -> str:
    """A new key for who keeps backups offline, and its public half in base64; refuses to replace one."""
    if not passphrase:
        raise ArchiveError("The recipient's key needs a passphrase.")
    key = X25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase.encode()),
    )
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    return base64.b64encode(raw(key.public_key())).decode()


def recipient(public: str) -> X25519PublicKey:
    """Raises ArchiveError."""
    try:
        return X25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
    except ValueError:
        raise ArchiveError("This is not the public key of a recipient.") from None


def open_recipient(path: Path, passphrase: str) -> X25519PrivateKey:
    """Raises ArchiveError."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), passphrase.encode() or None)
    except (OSError, ValueError, TypeError):
        raise ArchiveError("The recipient's key is missing or does not open.") from None
    if not isinstance(key, X25519PrivateKey):
        raise ArchiveError("The recipient's key is not an X25519 key.")
    return key


def raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _material(shared: bytes, ephemeral: bytes, to: bytes) -> tuple[AESGCM, bytes]:
    derived = HKDF(hashes.SHA256(), 39, ephemeral + to, b"visavis/backup/1").derive(shared)
    return AESGCM(derived[:32]), derived[32:]


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class Writer:
    """Seals lines into a file, which is there whole or not at all once the block ends."""

    def __init__(self, path: Path, to: X25519PublicKey) -> None:
        key = X25519PrivateKey.generate()
        ephemeral = raw(key.public_key())
        self._cipher, self._prefix = _material(key.exchange(to), ephemeral, raw(to))
        self._path, self._beside = path, path.with_name(f".{path.name}.new")
        descriptor = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file: BinaryIO = os.fdopen(descriptor, "wb")
        self._file.write(MAGIC + ephemeral)
        self._squeeze = zlib.compressobj(1)
        self._waiting = bytearray()
        self._number = self._written = 0

    def __enter__(self) -> "Writer":
        return self

    def line(self, line: bytes) -> None:
        self._add(self._squeeze.compress(line + b"\n"))

    def _add(self, squeezed: bytes) -> None:
        self._written += len(squeezed)
        self._waiting += squeezed
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def _seal(self, chunk: bytes, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last)
        self._file.write(self._cipher.encrypt(nonce, chunk, None))
        self._number += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._file:
            if kind is None:
                self._add(self._squeeze.flush())
                self._add(bytes(padded_size(self._written) - self._written))
                self._seal(bytes(self._waiting), last=True)
                self._file.flush()
                os.fsync(self._file.fileno())
        if kind is None:
            os.replace(self._beside, self._path)
        else:
            self._beside.unlink()


def lines(path: Path, key: X25519PrivateKey) -> Iterator[bytes]:
    """The lines again. Raises ArchiveError where it is not ours, not for this key, changed or cut off."""
    rest, squeeze = b"", zlib.decompressobj()
    try:
        for chunk in _chunks(path, key):
            if squeeze.eof:  # padding
                continue
            *whole, rest = (rest + squeeze.decompress(chunk)).split(b"\n")
            yield from whole
    except zlib.error:
        raise ArchiveError("This backup is damaged.") from None


def _chunks(path: Path, key: X25519PrivateKey) -> Iterator[bytes]:
    with path.open("rb") as file:
        head = file.read(len(MAGIC) + 32)
        ephemeral = head[len(MAGIC) :]
        if not head.startswith(MAGIC) or len(ephemeral) != 32:
            raise ArchiveError("This is not a backup of ours.")
        shared = key.exchange(X25519PublicKey.from_public_bytes(ephemeral))
        cipher, prefix = _material(shared, ephemeral, raw(key.public_key()))
        number, sealed = 0, file.read(CHUNK + TAG)
        while True:
            following = file.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_nonce(prefix, number, not following), sealed, None)
            except InvalidTag:
                raise ArchiveError(
                    "This backup does not open: another recipient's, changed, or cut off."
                ) from None
            if not following:
                return
            number, sealed = number + 1, following
