"""``visavis work``: long work that was asked for, and what a killed worker left. Any number may run."""

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There is nothing to choose: it does what waits, and ends."""


def run(args: argparse.Namespace) -> int:
    from visavis.config import long_work

    print(f"Done: {long_work.work()}.")
    return 0
