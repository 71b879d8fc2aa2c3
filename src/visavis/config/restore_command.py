"""``visavis restore``: a backup into an empty database; then verify, and erase again what was erased since.

Until all of that is done the service gives no keys, so every personal page says that it is not available. Broken
off, the same command goes on where it stopped.
"""

import argparse
import base64
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from visavis.config.backup_command import PASSPHRASE
from visavis.journal import anchors, archive
from visavis.journal.tenant_keys import replace_file


class CannotRestore(ValueError):
    """One plain sentence."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="the file …-data.visavis")
    parser.add_argument("--keys", type=Path, required=True, help="the file …-keys.visavis")
    parser.add_argument(
        "--recipient", type=Path, required=True, help=f"the recipient's key; {PASSPHRASE} opens it"
    )


def run(options: argparse.Namespace) -> int:
    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    key = archive.open_recipient(options.recipient, os.environ.get(PASSPHRASE, ""))
    if not waits():
        print(f"Put back: {put_back(options.data, options.keys, key)} rows.", flush=True)
    said = open_again(Path(settings.VISAVIS_ANCHORS), now)
    for sentence in said:
        print(sentence)
    return 0


def waits() -> bool:
    """Whether a service stands here that was put back and not opened yet."""
    from visavis.journal.models import Tenant

    return Tenant.objects.filter(closed=True).exists()


def put_back(data: Path, keys: Path, key: Any) -> int:
    """Keys, files and rows; how many rows. Raises CannotRestore, ArchiveError, OtherVersion."""
    from visavis.config import backup_rows
    from visavis.journal.models import Tenant

    var = Path(settings.VISAVIS_VAR)
    if Tenant.objects.exists():
        raise CannotRestore("This database holds a service already. Give the backup an empty one.")
    ring = dict(_files(_after_head(archive.lines(keys, key), "keys")[1]))
    lines = archive.lines(data, key)
    head, rows = _after_head(lines, "data")
    if head["migrations"] != backup_rows.migrations():
        raise backup_rows.OtherVersion("This backup was made by another version of Visavis.")
    var.mkdir(parents=True, exist_ok=True)
    for name, content in ring.items():
        place = var / Path(name).name
        if place.exists() and place.read_bytes() != content:
            raise CannotRestore(f"Another {place.name} lies here already. Move it away first.")
        replace_file(place, content)

    def without_files() -> Iterator[bytes]:
        for line in rows:
            if not line.startswith(b'{"file"'):
                yield line
                continue
            for name, content in _files([line]):
                place = (var / name).resolve()
                if not place.is_relative_to(var.resolve()):
                    raise CannotRestore(
                        "A file of this backup belongs outside the service's folder."
                    )
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)

    with transaction.atomic(durable=True):
        number = backup_rows.read(without_files())
        Tenant.objects.update(closed=True)
    return number


def _after_head(lines: Iterator[bytes], what: str) -> tuple[dict[str, Any], Iterator[bytes]]:
    head = json.loads(next(lines, b"{}"))
    if head.get("backup") != what:
        raise CannotRestore(f"This is not the {what} file of a backup.")
    return head, lines


def _files(lines: Any) -> Iterator[tuple[str, bytes]]:
    for line in lines:
        said = json.loads(line)
        yield said["file"], base64.b64decode(said["content"])


def open_again(folder: Path, now: datetime) -> list[str]:
    """Verifies, erases again, opens. Sentences of what was done. Raises CannotRestore with a difference."""
    from visavis.doors.shared import keyring
    from visavis.journal.access import Why
    from visavis.journal.chain import Difference
    from visavis.journal.erasure import Order, erase, finish
    from visavis.journal.models import LaneRow, Tenant
    from visavis.journal.verify import verify
    from visavis.people.staff import erase_party

    said = []
    try:
        kept = anchors.read(folder)
    except Difference as difference:
        raise CannotRestore(f"The anchors are not as they were signed. {difference}") from None
    ends = {one.tenant: one for one in anchors.ends(now.date())}
    later = [one for one in kept if one.tenant in ends and one.goes_beyond(ends[one.tenant])]
    found = verify([one for one in kept if one not in later], now.date())
    if found.difference:
        raise CannotRestore(f"What was put back is not as it was written. {found.difference}")
    said.append(f"Verified: {found.entries} entries in {found.lanes} lanes.")
    listed = anchors.erased(folder)
    gone = set(LaneRow.objects.filter(erased=True).values_list("id", flat=True))
    if gone - listed:
        raise CannotRestore(
            "The list of erased lanes is older than this backup. Put the service's own "
            f"{anchors.ERASED} into {folder.name}/ first."
        )
    keys = keyring.closed_keys()
    again = LaneRow.objects.filter(id__in=listed - gone, party__isnull=False)
    parties = sorted(set(again.values_list("party_id", flat=True)))
    erased = erase(keys, [Order(party, Why.RETENTION) for party in parties], now, erase_party)
    finish(keys, now.date(), folder)
    said.append(f"Erased again: {erased}.")
    if later:
        place = anchors.set_aside(folder, later, now.date())
        said.append(
            f"What was recorded after {later[0].day} is not in this backup. "
            f"{len(later)} later anchors were set aside in {place.name}."
        )
    Tenant.objects.update(closed=False)
    keyring.hold(None)
    said.append("The service is open.")
    return said
