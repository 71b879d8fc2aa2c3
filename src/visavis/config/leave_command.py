"""``visavis leave``: everything out, in open formats, sealed for somebody who is not on this machine.

Two people: who runs it holds no key that opens what it makes, and who holds that key does not run it.
"""

import argparse
import base64
import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from visavis.config.backup_command import PASSPHRASE, STAMP
from visavis.doors.shared.downloads import plain
from visavis.journal import archive

FORMAT = "visavis-leaving/1"
END = "-leaving.visavis"
TOLD_EVERY = 100
SIGNS = {b"\xff\xd8\xff": ".jpg", b"\x1aE\xdf\xa3": ".webm"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="where the file goes; with --open, its contents")
    parser.add_argument(
        "--to", metavar="PUBLIC", help="the recipient's public key, as for a backup"
    )
    parser.add_argument("--open", type=Path, metavar="FILE", help="open what was made, elsewhere")
    parser.add_argument(
        "--key", type=Path, metavar="KEY", help=f"the recipient's key ({PASSPHRASE})"
    )


def run(options: argparse.Namespace) -> int:
    if bool(options.open) != bool(options.key) or bool(options.to) == bool(options.open):
        print("visavis: say --to, or --open and --key.", file=sys.stderr)
        return 2
    if options.open:
        key = archive.open_recipient(options.key, os.environ.get(PASSPHRASE, ""))
        print(
            f"Opened: {unpack(options.open, key, options.folder)} files in {options.folder.name}."
        )
        return 0
    print(f"Made: {leave(options.to, options.folder, datetime.now(UTC)).name}.")
    return 0


def leave(public: str, folder: Path, now: datetime) -> Path:
    """The sealed file, there whole or not at all. Raises ArchiveError, KeyUnavailable."""
    to = archive.recipient(public)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{now.strftime(STAMP)}{END}"
    with archive.Writer(path, to) as writer:
        for line in written(now):
            writer.line(line)
    return path


def written(now: datetime) -> Iterator[bytes]:
    """What goes into it, a line a piece: which file it belongs to, and what stands there."""
    from visavis.doors.shared import keyring
    from visavis.journal import leaving
    from visavis.journal.sheet import NotThere
    from visavis.people.staff import colleagues

    keys = keyring.keys()
    names = {one.account: one.name for one in colleagues()}
    chosen = leaving.trajectories(keys.tenant)
    yield _line("service.json", json.dumps({"format": FORMAT, "made_at": now.isoformat()}))
    yield _line("registration.csv", _row(leaving.COLUMNS))
    for number, trajectory in enumerate(chosen, 1):
        try:
            one = leaving.dossier(keys, trajectory, names, datetime.now(UTC))
        except NotThere:  # erased meanwhile
            continue
        for lane in one.lanes:
            yield _line("lanes.jsonl", json.dumps(lane, ensure_ascii=False))
        for person in one.people:
            yield _line("registration.csv", _row([plain(cell) for cell in person]))
        for name, content in one.files:
            said = {"file": f"files/{name}{_ending(content)}", "content": _packed(content)}
            yield json.dumps(said).encode()
        if number % TOLD_EVERY == 0 or number == len(chosen):
            print(f"{number} of {len(chosen)}", file=sys.stderr)


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def _line(file: str, text: str) -> bytes:
    return json.dumps({"file": file, "line": text}, ensure_ascii=False).encode()


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _ending(content: bytes) -> str:
    found = (ending for sign, ending in SIGNS.items() if content.startswith(sign))
    return next(found, ".mp4" if content[4:8] == b"ftyp" else ".bin")


def unpack(path: Path, key: X25519PrivateKey, folder: Path) -> int:
    """Writes its files into an empty folder; how many. Raises ArchiveError."""
    if folder.exists() and any(folder.iterdir()):
        raise archive.ArchiveError(f"{folder.name} is not empty.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made: set[str] = set()
    for line in archive.lines(path, key):
        said = json.loads(line)
        place = (folder / said.get("file", "")).resolve()
        if "file" not in said or not place.is_relative_to(folder.resolve()):
            raise archive.ArchiveError("This is not what `visavis leave` makes.")
        place.parent.mkdir(exist_ok=True)
        made.add(said["file"])
        if "line" in said:
            with place.open("a", encoding="utf-8") as file:
                file.write(said["line"] + "\n")
        else:
            place.write_bytes(base64.b64decode(said["content"]))
    return len(made)
