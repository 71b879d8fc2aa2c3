"""Heads kept elsewhere: each day the ends of the ledger and the access log, signed, in a file outside the database.

Who rewrites the database with all keys of the application cannot rewrite this: the web process does not hold
the signing key, and officers have a copy of the lines and of the public key. Beside it stands the list of erased
lanes, which a restored backup is held against.
"""

import base64
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from visavis.journal.chain import Difference
from visavis.journal.models import AccessHead, Tenant
from visavis.journal.tenant_keys import replace_file

FORMAT = "visavis-anchor/1"
ANCHORS, PUBLIC, ERASED = "anchors.txt", "anchors.pub", "erased.txt"


class NoAnchorKey(ValueError):
    """The signing key is missing or does not open; the text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a service stood at the end of a day: its ledger, and its access log."""

    day: date
    tenant: str
    n: int
    head: bytes
    access_n: int
    access_head: bytes

    def goes_beyond(self, other: "Anchor") -> bool:
        """Whether it saw more of this service than the other."""
        return self.n > other.n or self.access_n > other.access_n

    def line(self) -> str:
        return (
            f"{FORMAT} {self.day.isoformat()} {self.tenant} {self.n} {self.head.hex()} "
            f"{self.access_n} {self.access_head.hex()}"
        )


def make_key(path: Path, folder: Path, passphrase: str) -> None:
    """A new signing key at ``path``, and its public half beside the anchors; refuses to replace one.

    ``passphrase``: empty for a key that lies on a medium of its own.
    """
    key = Ed25519PrivateKey.generate()
    locked = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, locked)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
    folder.mkdir(parents=True, exist_ok=True)
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    (folder / PUBLIC).write_text(base64.b64encode(raw).decode() + "\n", encoding="ascii")


def open_key(path: Path, passphrase: str) -> Ed25519PrivateKey:
    """Raises NoAnchorKey."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), passphrase.encode() or None)
    except (OSError, ValueError, TypeError):
        raise NoAnchorKey("The anchor's signing key is missing or does not open.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoAnchorKey("The anchor's signing key is not an Ed25519 key.")
    return key


def ends(day: date) -> list[Anchor]:
    """Where each service in this database stands now."""
    found = []
    for head in AccessHead.objects.select_related("tenant").order_by("tenant_id"):
        tenant: Tenant = head.tenant
        found.append(Anchor(day, tenant.id, tenant.n, bytes(tenant.head), head.n, bytes(head.head)))
    return found


def append(folder: Path, anchors: Iterable[Anchor], key: Ed25519PrivateKey) -> list[str]:
    """Signs and adds these lines; gives them back, to be sent to whoever keeps a copy."""
    lines = []
    for anchor in anchors:
        signature = base64.b64encode(key.sign(anchor.line().encode())).decode()
        lines.append(f"{anchor.line()} {signature}")
    add_lines(folder / ANCHORS, lines)
    return lines


def add_lines(path: Path, lines: Sequence[str]) -> None:
    """Adds to a file that only grows, and waits until it is on the disk."""
    if not lines:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    with os.fdopen(descriptor, "wb") as file:
        file.write("".join(f"{line}\n" for line in lines).encode("ascii"))
        file.flush()
        os.fsync(file.fileno())


def read(folder: Path, public: str = "") -> list[Anchor]:
    """The anchors with a right signature. Raises Difference for a line that is not what was signed.

    ``public``: the key an officer kept, in base64; empty: the one beside the anchors. No file: no anchors.
    """
    path = folder / ANCHORS
    if not path.exists():
        return []
    try:
        raw = base64.b64decode(public or (folder / PUBLIC).read_text(encoding="ascii"))
        key = Ed25519PublicKey.from_public_bytes(raw)
    except (OSError, ValueError):
        raise Difference("The public key of the anchors is missing or is not one.") from None
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said, _, signature = line.rpartition(" ")
        try:
            key.verify(base64.b64decode(signature, validate=True), said.encode())
            found.append(_parsed(said))
        except (InvalidSignature, ValueError):
            raise Difference(f"Line {number} of the anchors is not as it was signed.") from None
    return found


def _parsed(said: str) -> Anchor:
    name, day, tenant, n, head, access_n, access_head = said.split(" ")
    if name != FORMAT:
        raise ValueError
    return Anchor(
        date.fromisoformat(day), tenant, int(n), bytes.fromhex(head), int(access_n),
        bytes.fromhex(access_head),
    )  # fmt: skip


def set_aside(folder: Path, anchors: Sequence[Anchor], day: date) -> Path:
    """After restoring: anchors of what is lost go into a file of their own, which is given back."""
    lost = {anchor.line() for anchor in anchors}
    path, place = folder / ANCHORS, folder / f"anchors-lost-{day.isoformat()}.txt"
    lines = path.read_text(encoding="ascii").splitlines()
    add_lines(place, [line for line in lines if line.rpartition(" ")[0] in lost])
    left = [line for line in lines if line.rpartition(" ")[0] not in lost]
    replace_file(path, "".join(f"{line}\n" for line in left).encode())
    return place


def list_erased(folder: Path, lanes: Iterable[str]) -> None:
    """Writes down which lanes are erased; those that stand there already are left out."""
    known = erased(folder)
    add_lines(folder / ERASED, [lane for lane in lanes if lane not in known])


def erased(folder: Path) -> set[str]:
    """The lanes that were ever erased here."""
    path = folder / ERASED
    return set(path.read_text(encoding="ascii").split()) if path.exists() else set()
