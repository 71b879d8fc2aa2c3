"""``visavis journal epoch``: every key under a new tenant key, the old one destroyed."""

import argparse
import time
from datetime import UTC, datetime

from visavis.journal import duties


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--renew",
        action="store_true",
        help="also new keys for worklist, cards and letters on their way, as an erasure does",
    )


def run(options: argparse.Namespace) -> int:
    """Needs the root key, as the service does. Raises KeyUnavailable."""
    from visavis.doors.shared import keyring
    from visavis.journal.epoch import new_epoch

    began = time.monotonic()
    done = new_epoch(keyring.keys(), renew=options.renew)
    duties.noted(duties.EPOCH, datetime.now(UTC))
    rows = f" and {done.rows} rows beside the journal" if options.renew else ""
    print(
        f"Epoch {done.epoch}: {done.lanes} keys{rows} laid anew in {time.monotonic() - began:.1f} s. "
        "The key of the epoch before is destroyed."
    )
    return 0
