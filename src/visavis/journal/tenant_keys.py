"""The tenants' keys, wrapped by the root, in a file of their own: never in the database.

What the database forgets can be found again in its free pages, its log and its backups. A tenant key that
stood there would be found as well, and with it every lane key of its epoch. Here destroying one is rewriting
a small file. A line for each key: tenant, epoch, the wrapped key. Backups of this file live 30 days at most.
"""

import base64
import os
from collections.abc import Mapping
from pathlib import Path

FILE = "tenant.keys"
FORMAT = "visavis-tenant-keys/1"

Kept = dict[tuple[str, int], bytes]


class KeyUnavailable(Exception):
    """There is no key, or it does not open. The text is one plain sentence without secrets."""


class TenantKeys:
    """See the module. Whoever changes it holds the tenant's row locked. Without a path it keeps in memory."""

    __slots__ = ("_kept", "path")

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._kept: Kept = {}

    def of(self, tenant: str) -> Mapping[int, bytes]:
        """Epoch → wrapped key, as they stand now. Raises KeyUnavailable where the file cannot be read."""
        return {
            epoch: wrapped for (owner, epoch), wrapped in self._read().items() if owner == tenant
        }

    def add(self, tenant: str, epoch: int, wrapped: bytes) -> None:
        """One more, instead of what an interrupted change left under this epoch."""
        self._write(self._read() | {(tenant, epoch): wrapped})

    def keep_only(self, tenant: str, epoch: int) -> bool:
        """Destroys every other key of this tenant; whether there was one."""
        kept = self._read()
        left = {key: kept[key] for key in kept if key[0] != tenant or key[1] == epoch}
        if left == kept:
            return False
        self._write(left)
        return True

    def _read(self) -> Kept:
        if self.path is None:
            return self._kept
        for _ in range(2):  # the first time it may have been replaced, and wiped, while it was read
            try:
                return _parsed(self.path.read_text(encoding="ascii"))
            except FileNotFoundError:
                return {}
            except (OSError, UnicodeDecodeError):
                raise KeyUnavailable("The file with the tenant keys cannot be read.") from None
            except (ValueError, IndexError):
                continue
        raise KeyUnavailable("The file with the tenant keys is damaged or is not one of ours.")

    def _write(self, kept: Kept) -> None:
        if self.path is None:
            self._kept = kept
            return
        lines = [FORMAT]
        for (tenant, epoch), wrapped in sorted(kept.items()):
            lines.append(f"{tenant} {epoch} {base64.b64encode(wrapped).decode()}")
        replace_file(self.path, "\n".join([*lines, ""]).encode())


def _parsed(text: str) -> Kept:
    lines = text.splitlines()
    if lines[0] != FORMAT:
        raise ValueError
    rows = [line.split() for line in lines[1:]]
    return {(t, int(e)): base64.b64decode(w, validate=True) for t, e, w in rows}


def replace_file(path: Path, content: bytes) -> None:
    """Puts this content there, whole or not at all, readable by its owner only, and wipes what it replaces.

    Wiping overwrites the old bytes where they stand. A disk that moves what it writes may still hold them: then
    the root key is what protects them.
    """
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    old = path.open("r+b") if path.exists() else None
    os.replace(beside, path)
    _flush_folder(path.parent)
    if old is not None:
        with old:
            old.write(bytes(os.fstat(old.fileno()).st_size))
            old.flush()
            os.fsync(old.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
