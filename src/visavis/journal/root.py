"""The root key: a file opened with a passphrase at start.

Three lines of text: the format; ``scrypt``, its cost and salt; the root key under that. Kept apart from the
database and its backups, with a recovery copy at the officers (security §3 "Keys"). Beside it stands the file
with the tenants' keys (``tenant_keys``), which changes with every epoch.
"""

import base64
import os
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from visavis.journal.seal import Unsealable, unwrap, wrap
from visavis.journal.tenant_keys import FILE, KeyUnavailable, TenantKeys

__all__ = ["FILE", "KeyUnavailable", "Root", "TenantKeys", "create_root", "open_root"]

FORMAT = "visavis-root/1"
LOG_N = 16  # 64 MiB, about a fifth of a second
LOG_N_AT_MOST = 20


class Root:
    """The key above all tenants' keys. Another provider (KMS, PKCS#11) offers the same two methods.

    ``tenants``: where the tenants' keys stand, wrapped by this one; in memory only when none is given.
    """

    __slots__ = ("_key", "tenants")

    def __init__(self, key: bytes, tenants: TenantKeys | None = None) -> None:
        self._key = key
        self.tenants = tenants or TenantKeys()

    def wrap(self, key: bytes, *owner: str) -> bytes:
        return wrap(self._key, key, [part.encode() for part in owner])

    def unwrap(self, wrapped: bytes, *owner: str) -> bytes:
        try:
            return unwrap(self._key, wrapped, [part.encode() for part in owner])
        except Unsealable:
            raise KeyUnavailable(
                "This root key does not belong to this database: its tenant key does not open."
            ) from None

    def __repr__(self) -> str:
        return "Root(…)"


def create_root(path: Path, passphrase: str, *, log_n: int = LOG_N) -> Root:
    """Makes the file, readable by its owner only; refuses (FileExistsError) to replace one."""
    if not passphrase:
        raise KeyUnavailable("The root key needs a passphrase.")
    key, salt = os.urandom(32), os.urandom(16)
    locked = wrap(_stretched(passphrase, salt, log_n), key, [FORMAT.encode()])
    lines = [FORMAT, f"scrypt {log_n} {_text(salt)}", _text(locked), ""]
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("\n".join(lines))
        file.flush()
        os.fsync(file.fileno())
    return Root(key, TenantKeys(path.with_name(FILE)))


def open_root(path: Path, passphrase: str) -> Root:
    """Raises KeyUnavailable with one plain sentence: no file, no root file, or another passphrase."""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        raise KeyUnavailable("The root key file is missing or cannot be read.") from None
    try:
        name, (kdf, cost, salt), locked = lines[0], lines[1].split(), lines[2]
        log_n, salt_bytes, locked_bytes = int(cost), _bytes(salt), _bytes(locked)
    except (ValueError, IndexError):
        raise KeyUnavailable("The root key file is damaged or is not one of ours.") from None
    if name != FORMAT or kdf != "scrypt" or not 1 <= log_n <= LOG_N_AT_MOST:
        raise KeyUnavailable("The root key file is of a format that this version does not know.")
    try:
        key = unwrap(_stretched(passphrase, salt_bytes, log_n), locked_bytes, [name.encode()])
    except Unsealable:
        raise KeyUnavailable("The root key file does not open with this passphrase.") from None
    return Root(key, TenantKeys(path.with_name(FILE)))


def _stretched(passphrase: str, salt: bytes, log_n: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=1 << log_n, r=8, p=1).derive(passphrase.encode())


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
