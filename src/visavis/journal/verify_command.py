"""``visavis journal verify``: a plain sentence; exit code 0, 1 with a difference, 2 when it cannot look."""

import argparse
import sys

from django.db import DatabaseError

from visavis.journal.verify import verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It needs none: the database is the service's own."""


def run(options: argparse.Namespace) -> int:
    try:
        found = verify()
    except DatabaseError:
        print("The journal cannot be read: is there a database, and is it set up?", file=sys.stderr)
        return 2
    if found.difference:
        print(f"The journal is not as it was written. {found.difference}")
        return 1
    print(f"The journal is as it was written: {found.entries} entries in {found.lanes} lanes.")
    return 0
