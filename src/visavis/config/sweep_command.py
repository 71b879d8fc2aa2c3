"""``visavis sweep``: the dated work that is due. Any number may run at once."""

import argparse
import json

from visavis.people import clock, sessions, throttle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="print what was done as one line of JSON"
    )


def run(args: argparse.Namespace) -> int:
    from visavis.config import sweeping

    done = dict(sweeping.sweep(clock.now()))
    done["sessions"] = sessions.forget_old()
    done["throttles"] = throttle.forget_old(clock.real_now())
    if args.json:
        print(json.dumps(done))
    else:
        print("Done: " + ", ".join(f"{name} {number}" for name, number in done.items()) + ".")
    return 0
