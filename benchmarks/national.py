"""The figures of a national service, one after the other: pages, annual report, fifty people at once, the front door.

    python benchmarks/national.py [--keep FOLDER] [--sizes 300 100000] [--times 20] [--seconds 60]

Some eight minutes on kept caseloads; making them first takes an hour or so on two cores. Each benchmark says for itself
what it requires; this one ends with 1 where one of them does.
"""

import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--keep", type=Path, default=HERE.parent / "var" / "bench")
    asked.add_argument("--sizes", nargs="+", default=["300", "100000"])
    asked.add_argument("--times", default="20")
    asked.add_argument("--seconds", default="60")
    asked.add_argument("--verified", action="store_true", help="verify the journal too: minutes")
    said = asked.parse_args()
    kept, most = ["--keep", str(said.keep)], said.sizes[-1]
    pages = ["--database", "postgres", "--times", said.times, "--sizes", *said.sizes]
    runs = (
        ("pages", [*pages, *kept, *([] if said.verified else ["--unverified"])]),
        ("annual_report", ["--size", most, *kept]),
        ("crowd", ["--size", most, "--seconds", said.seconds, *kept]),
        ("home", []),
        ("lighthouse", ["--only-home"]),
    )
    ended = 0
    for name, more in runs:
        print(f"== {name}", flush=True)
        began = time.monotonic()
        ran = subprocess.run([sys.executable, str(HERE / f"{name}.py"), *more], check=False)
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
        ended |= ran.returncode != 0
    return int(ended)


if __name__ == "__main__":
    sys.exit(main())
