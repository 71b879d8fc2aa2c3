"""``visavis journal anchor``: signs where the journal stands today, once a day, away from the web process."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from visavis.journal import anchors, duties

KEY, PASSPHRASE = "VISAVIS_ANCHOR_KEY", "VISAVIS_ANCHOR_PASSPHRASE"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--key",
        type=Path,
        default=None,
        help=f"the signing key (default: {KEY}); its passphrase stands in {PASSPHRASE}",
    )
    parser.add_argument(
        "--make-key",
        action="store_true",
        help="make the signing key first; once, on another account",
    )


def run(options: argparse.Namespace) -> int:
    """Prints the lines, so that they can be sent to officers who keep a copy. Raises NoAnchorKey."""
    path = options.key or (Path(os.environ[KEY]) if os.environ.get(KEY) else None)
    if path is None:
        raise anchors.NoAnchorKey(f"Say where the signing key is: --key, or {KEY}.")
    passphrase, folder = os.environ.get(PASSPHRASE, ""), Path(settings.VISAVIS_ANCHORS)
    if options.make_key:
        anchors.make_key(path, folder, passphrase)
        public = (folder / anchors.PUBLIC).read_text(encoding="ascii").strip()
        print(f"Made. Let two officers keep this public key: {public}", file=sys.stderr)
    now = datetime.now(UTC)
    key = anchors.open_key(path, passphrase)
    for line in anchors.append(folder, anchors.ends(now.date()), key):
        print(line)
    duties.noted(duties.ANCHOR, now)
    return 0
