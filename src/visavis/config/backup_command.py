"""``visavis backup``: database and files into one file, the key ring into another, for an offline recipient.

The two belong in different places: with one alone nothing can be read. Older files of keys are removed, because
as long as they live, what was erased since could be brought back.
"""

import argparse
import base64
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from django.conf import settings

from visavis.journal import archive, duties, files
from visavis.journal.root import FILE as TENANT_KEYS

KEYS_LIVE = timedelta(days=30)
DATA, KEYS = "-data.visavis", "-keys.visavis"
TRIES = 3
STAMP = "%Y-%m-%dT%H%M%S"
PASSPHRASE = "VISAVIS_RECIPIENT_PASSPHRASE"  # the name of a variable  # noqa: S105


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="PUBLIC", help="the recipient's public key")
    parser.add_argument("--data", type=Path, help="folder for database and files")
    parser.add_argument("--keys", type=Path, help="folder for the key ring, somewhere else")
    parser.add_argument(
        "--make-recipient",
        type=Path,
        metavar="FILE",
        help=f"make the recipient's key, on a machine without a network ({PASSPHRASE}); nothing else",
    )


def run(options: argparse.Namespace) -> int:
    if options.make_recipient:
        public = archive.make_recipient(options.make_recipient, os.environ.get(PASSPHRASE, ""))
        print(f"Made. Keep the file offline. Its public key, for --to: {public}")
        return 0
    if not (options.to and options.data and options.keys):
        print("visavis: say --to, --data and --keys, or --make-recipient.", file=sys.stderr)
        return 2
    if options.data.resolve() == options.keys.resolve():
        print("visavis: data and keys must go to different places.", file=sys.stderr)
        return 2
    now = datetime.now(UTC)
    made = backup(options.to, options.data, options.keys, now)
    duties.noted(duties.BACKUP, now)
    print(f"Made: {made[0]} and, to be kept apart, {made[1]}.")
    return 0


def backup(public: str, data: Path, keys: Path, now: datetime) -> tuple[Path, Path]:
    """Both files, named by the moment. Raises ArchiveError."""
    from visavis.config import backup_rows

    to = archive.recipient(public)
    for folder in (data, keys):
        folder.mkdir(parents=True, exist_ok=True)
    name = now.strftime(STAMP)
    key_file, data_file = keys / f"{name}{KEYS}", data / f"{name}{DATA}"
    for _ in range(TRIES):
        before = backup_rows.epochs()
        _keys(key_file, to, now)
        whole = _data(data_file, to, now)
        if whole and backup_rows.epochs() == before:
            break
    else:  # keys and data of two epochs would not open each other, nor would a letter without its picture
        raise archive.ArchiveError("Keys or files changed again and again. Try later.")
    _forget_keys(keys, now)
    return data_file, key_file


def _keys(path: Path, to: X25519PublicKey, now: datetime) -> None:
    from visavis.doors.shared.keyring import ROOT_FILE

    var = Path(settings.VISAVIS_VAR)
    with archive.Writer(path, to) as writer:
        writer.line(_head("keys", now))
        for name in (ROOT_FILE, TENANT_KEYS):
            writer.line(_file(Path(name), (var / name).read_bytes()))


def _data(path: Path, to: X25519PublicKey, now: datetime) -> bool:
    """False where a file went while the others were read: then rows and files are of two moments."""
    from visavis.config import backup_rows

    var = Path(settings.VISAVIS_VAR)
    with backup_rows.standing_still() as using, archive.Writer(path, to) as writer:
        writer.line(_head("data", now, migrations=backup_rows.migrations()))
        for file in sorted((var / "snapshots").rglob("*")):
            if file.is_file():
                writer.line(_file(file.relative_to(var), file.read_bytes()))
        for name in backup_rows.files(using):
            place = files.path_of(name)
            try:
                writer.line(_file(place.relative_to(var), place.read_bytes()))
            except FileNotFoundError:
                return False
        for line in backup_rows.written(using):
            writer.line(line)
    return True


def _head(what: str, now: datetime, **more: object) -> bytes:
    return json.dumps({"backup": what, "at": now.isoformat(), **more}).encode()


def _file(path: Path, content: bytes) -> bytes:
    return json.dumps({"file": str(path), "content": base64.b64encode(content).decode()}).encode()


def _forget_keys(folder: Path, now: datetime) -> None:
    for path in folder.glob(f"*{KEYS}"):
        try:
            made = datetime.strptime(path.name.removesuffix(KEYS), STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if now - made > KEYS_LIVE:
            path.unlink()
