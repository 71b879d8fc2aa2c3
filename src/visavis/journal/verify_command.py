"""``visavis journal verify``: a plain sentence; exit code 0, 1 with a difference, 2 when it cannot look."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError

from visavis.journal import anchors, duties
from visavis.journal.chain import Difference
from visavis.journal.verify import Verified, verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--anchors", type=Path, default=None, help="folder of the anchors (default: the service's)"
    )
    parser.add_argument(
        "--public",
        default="",
        help="the anchors' public key as an officer keeps it (default: the one beside the anchors)",
    )


def run(options: argparse.Namespace) -> int:
    folder = options.anchors or settings.VISAVIS_ANCHORS
    now = datetime.now(UTC)
    try:
        found, signed = looked(folder, options.public, now)
    except DatabaseError:
        print("The journal cannot be read: is there a database, and is it set up?", file=sys.stderr)
        return 2
    duties.noted(duties.VERIFY, now, duties.NOT_WELL if found.difference else duties.WELL)
    if found.difference:
        print(f"The journal is not as it was written. {found.difference}")
        return 1
    print(
        f"The journal is as it was written: {found.entries} entries in {found.lanes} lanes, "
        f"{found.openings} lines of the access log, {found.files} files, {signed} anchors."
    )
    return 0


def looked(folder: Path, public: str, now: datetime) -> tuple[Verified, int]:
    """What was found, and how many anchors it was held against."""
    try:
        kept = anchors.read(folder, public)
    except Difference as difference:
        return Verified(0, 0, str(difference)), 0
    return verify(kept, now.date()), len(kept)
