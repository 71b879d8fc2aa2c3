"""The whole suite: ``python -m tests`` (``make test``), or the quick part: ``python -m tests check``.

Pure tests run once; tests with a database on SQLite and, where one answers, on PostgreSQL: all of the journal, the
people and the study, and a fifth of what is asked of pages; statistics read from a snapshot (``once``) and walks over
every address (``crawl``) on SQLite alone, since smaller tests ask the same of both; journeys where Chromium is
found; comparisons with R where R has nlme. What did not run is named at the end; ``REQUIRE=postgres,browser,r``
makes it a failure.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.services import chromium, nu, postgres, required, rscript

ROOT = Path(__file__).parent.parent
COVERED_AT_LEAST = 94
COVERED_WHOLE = "src/visavis/mediation/*,src/visavis/journal/*"
"""The rules, and all that touches ciphertext: every line and every branch."""
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--durations=6"]
TWO = ["-n", "2", "--dist", "worksteal"]
COVER = ["--cov", "--cov-append", "--cov-report="]
SAID = ["-rP", "--show-capture=stdout"]
"""Also of what went well: how much was searched."""
NOT_HERE = ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
COMPILED = {"PYTHONPYCACHEPREFIX": str(ROOT / ".venv" / "pycache")}
"""What one process compiled, the next need not: ten processes read the same tests."""
BARRIER = ["-m", "worlds or crawl", "tests/worlds", "tests/bad_input", "tests/doors"]
WITH_A_DATABASE = "not pure and not worlds and not crawl and not browser"


def main(only: str) -> int:
    began = time.monotonic()
    if only == "check":
        return summary(
            [] if run("the house", [*PYTEST, "tests/house"]) else ["the house"], [], began
        )
    (ROOT / ".coverage").unlink(missing_ok=True)
    missing = []
    steps = {
        "rules and the house": [*PYTEST, *TWO, *COVER, "-m", "pure and not worlds"],
        "barrier worlds, and walks over every address": [*PYTEST, *TWO, *SAID, *BARRIER],
        "on SQLite": [*PYTEST, *TWO, *COVER, "-m", WITH_A_DATABASE],
    }
    server = postgres()
    if server:
        steps["on PostgreSQL"] = [*PYTEST, *TWO, "-m", f"{WITH_A_DATABASE} and not once"]
    else:
        missing.append("postgres (start one, or name it in VISAVIS_TEST_POSTGRES)")
    if chromium():
        steps["in the browser"] = [*PYTEST, *TWO, "-m", "browser", "tests/journeys", "tests/looks"]
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
    report = [sys.executable, "-m", "coverage", "report", "--skip-covered", "--sort=cover"]
    if not run("coverage", [*report, f"--fail-under={COVERED_AT_LEAST}"]):
        failed.append("coverage")
    whole = [*report, f"--include={COVERED_WHOLE}", "--fail-under=100", "--show-missing"]
    if not run("coverage of the rules and the journal", whole):
        failed.append("coverage of the rules and the journal")
    failed += [f"{name} was required" for name in required() if f"{name} (" in " ".join(missing)]
    return summary(failed, missing, began)


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
