"""``visavis codes``: takes in a CSV of two coders' codes; a wrong one is refused in one sentence."""

import argparse
import sys
from pathlib import Path

from visavis.mediation.terms import day
from visavis.people.clock import now
from visavis.study.coding import keep_codes
from visavis.study.tabular import WrongTable

FAILED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV: interview, segment, start, end, coder, code")


def run(args: argparse.Namespace) -> int:
    """Returns the exit code; 2 where the file cannot be taken in."""
    try:
        file = keep_codes(args.file.read_bytes(), "", day(now()))
    except WrongTable as error:
        print(f"visavis: {error}", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"visavis: Cannot read {args.file}: {error.strerror}.", file=sys.stderr)
        return FAILED
    print(f"Kept {file.rows} codes. They stand in the next snapshot.")
    return 0
