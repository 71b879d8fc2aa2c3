"""The whole suite: ``python -m tests`` (``make test``), or the quick part: ``python -m tests check``.

Pure tests run once; tests with a database on SQLite and, where one answers, on PostgreSQL: all of the journal, the
people and the study, and a fifth of what is asked of pages; statistics read from a snapshot (``once``) and walks over
every address (``crawl``) on SQLite alone, since smaller tests ask the same of both; journeys where Chromium is
found; comparisons with R where R has nlme. What did not run is named at the end; ``REQUIRE=postgres,browser,r``
makes it a failure.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.services import chromium, nu, postgres, required, rscript

ROOT = Path(__file__).parent.parent
COVERED_AT_LEAST = 94
COVERED_WHOLE = ("src/visavis/mediation/", "src/visavis/journal/")
"""The rules, and all that touches ciphertext: every line and every branch."""
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=6"]
TWO = ["-n", "2", "--dist", "worksteal"]
COVERED = ROOT / ".coverage.json"
SAID = ["-rP", "--show-capture=stdout"]
"""Also of what went well: how much was searched."""
NOT_HERE = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
COMPILED = {"PYTHONPYCACHEPREFIX": str(ROOT / ".venv" / "pycache")}
"""What one process compiled, the next need not: ten processes read the same tests."""
WITH_A_DATABASE = "not pure and not worlds and not crawl and not browser"
NEVER_WITH_A_DATABASE = re.compile(r"^pytestmark = .*mark\.(pure|worlds|crawl|browser)\b", re.M)


def main(only: str) -> int:
    began = time.monotonic()
    if only == "check":
        return summary(
            [] if run("the house", [*PYTEST, "tests/house"]) else ["the house"], [], began
        )
    for old in ROOT.glob(f"{COVERED.name}*"):
        old.unlink()
    missing = []
    databases = asking_a_database()
    rules = ["-m", "pure and not worlds", *saying("pure")]
    barrier = ["-m", "worlds or crawl", *saying("worlds", "crawl")]
    steps = {
        "rules and the house": covered("rules", *TWO, *rules),
        "barrier worlds, and walks over every address": [*PYTEST, *TWO, *SAID, *barrier],
        "on SQLite": covered("sqlite", *TWO, "-m", WITH_A_DATABASE, *databases),
    }
    server = postgres()
    if server:
        both = ["-m", f"{WITH_A_DATABASE} and not once", *databases]
        steps["on PostgreSQL"] = [*PYTEST, *TWO, *both]
    else:
        missing.append("postgres (start one, or name it in VISAVIS_TEST_POSTGRES)")
    if chromium():
        steps["in the browser"] = [*PYTEST, *TWO, "-m", "browser", "tests/journeys"]
        steps["every page looked at"] = [*PYTEST, *TWO, "-m", "browser", "tests/looks"]
    else:
        missing.append(
            "browser (install Debian's chromium-headless-shell, or name one in CHROMIUM)"
        )
    if not rscript():
        missing.append("r (install Debian's r-base-core and r-cran-nlme)")
    if not nu():
        missing.append("nu (name the jar of the Nu HTML checker in VISAVIS_NU; it needs a Java)")
    if not os.environ.get("VISAVIS_DDI_SCHEMA"):
        missing.append(
            "ddi-schema (name the folder of DDI 2.5.1's codebook.xsd in VISAVIS_DDI_SCHEMA)"
        )
    failed = []
    for name, command in steps.items():
        there = {"DATABASE_URL": server, "VISAVIS_SOME_OF_THE_DOORS": "1"}
        if not run(name, command, there if "PostgreSQL" in name else {}):
            failed.append(name)
    failed += [f"coverage: {what}" for what in not_covered()]
    failed += [f"{name} was required" for name in required() if f"{name} (" in " ".join(missing)]
    return summary(failed, missing, began)


def saying(*marks: str) -> list[str]:
    """The test files that name one of these marks: what a step does not ask for, it need not read in."""
    words = re.compile(rf"mark\.({'|'.join(marks)})\b")
    return [path for path, text in test_files() if words.search(text)]


def asking_a_database() -> list[str]:
    """The test files of which not every test is pure, a walk or a journey."""
    return [path for path, text in test_files() if not NEVER_WITH_A_DATABASE.search(text)]


def test_files() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def covered(step: str, *options: str) -> list[str]:
    """pytest with lines and branches counted, kept beside the other steps' counts."""
    out = ["--json", "--out", f"{COVERED}.{step}"]
    return [sys.executable, "-m", "slipcover", *out, "-m", *PYTEST[2:], *options]


def not_covered() -> Iterator[str]:
    """What falls short, after a table of every file that is not covered whole."""
    merge = ["--skip-covered", "--out", str(COVERED), "--merge", *ROOT.glob(f"{COVERED.name}.*")]
    if not run("coverage", [sys.executable, "-m", "slipcover", *map(str, merge)]):
        yield "not counted"
        return
    found = json.loads(COVERED.read_text(encoding="utf-8"))
    share = found["summary"]["percent_covered"]
    print(f"   covered: {share:.1f} %", flush=True)
    if share < COVERED_AT_LEAST:
        yield f"{share:.1f} %, not {COVERED_AT_LEAST} %"
    for path, one in sorted(found["files"].items()):
        lines = {*one["executed_lines"], *one["missing_lines"], 0}
        # a way to a line that is left out of the count ("raise AssertionError") is none that a test could take
        ways = [way for way in one["missing_branches"] if way[1] in lines]
        if path.startswith(COVERED_WHOLE) and (one["missing_lines"] or ways):
            yield f"{path} not whole: lines {one['missing_lines']}, branches {ways}"


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> bool:
    """One step, its output as it comes; whether it went well."""
    began = time.monotonic()
    print(f"== {name}", flush=True)
    without = {k: v for k, v in os.environ.items() if k not in NOT_HERE}
    done = subprocess.run(
        command, cwd=ROOT, env={**without, **COMPILED, **(environment or {})}, check=False
    )
    well = done.returncode == 0
    print(
        f"   {name}: {'well' if well else 'FAILED'}, {time.monotonic() - began:.0f} s", flush=True
    )
    return well


def summary(failed: list[str], missing: list[str], began: float) -> int:
    print(f"\nAll in {time.monotonic() - began:.0f} s.")
    if missing:
        print("Not run: " + "; ".join(missing) + ".")
    print(f"FAILED: {', '.join(failed)}." if failed else "Everything that ran is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
