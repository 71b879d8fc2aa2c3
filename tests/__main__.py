"""The whole suite: ``python -m tests`` (``make test``), or the quick half: ``python -m tests check``.

Pure tests run once; tests with a database on SQLite and, where one answers, on PostgreSQL; browser journeys
where Chromium is found. What did not run is named at the end; ``REQUIRE=postgres,browser`` makes it a failure.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
POSTGRES = os.environ.get("VISAVIS_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/visavis")
REQUIRED = {name for name in os.environ.get("REQUIRE", "").split(",") if name}
COVERED_AT_LEAST = 90

CHECKS = {
    "lint": [f"{BIN}/ruff", "check", "-q", "src", "tests", "benchmarks"],
    "format": [f"{BIN}/ruff", "format", "--check", "-q", "src", "tests", "benchmarks"],
    "templates": [f"{BIN}/djlint", "--lint", "--quiet", "src/visavis"],
    "types": [f"{BIN}/mypy"],
    "layers": [f"{BIN}/lint-imports"],
}
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
COVER = ["--cov", "--cov-append", "--cov-report="]


def main(only: str) -> int:
    began = time.monotonic()
    failed = [name for name, command in CHECKS.items() if not run(name, command)]
    if only == "check":
        return summary(failed, [], began)
    (ROOT / ".coverage").unlink(missing_ok=True)
    missing = []
    two = ["-n", "2", "--dist", "worksteal"]
    steps = {
        "rules, pure": [*PYTEST, *two, *COVER, "-m", "pure and not worlds"],
        "barrier worlds": [*PYTEST, "-s", "-m", "worlds"],
        "on SQLite": [*PYTEST, *two, *COVER, "-m", "not pure and not worlds and not browser"],
    }
    environments: dict[str, dict[str, str]] = {}
    if postgres_answers():
        steps["on PostgreSQL"] = [*PYTEST, *two, "-m", "not pure and not worlds and not browser"]
        environments["on PostgreSQL"] = {"DATABASE_URL": POSTGRES}
    else:
        missing.append("postgres (start one, or name it in VISAVIS_TEST_POSTGRES)")
    if chromium():
        steps["in the browser"] = [*PYTEST, *two, "-m", "browser"]
    else:
        missing.append("browser (install Debian's chromium, or name it in CHROMIUM)")
    for name, command in steps.items():
        if not run(name, command, environments.get(name, {})):
            failed.append(name)
    report = [sys.executable, "-m", "coverage", "report", "--skip-covered", "--sort=cover"]
    if not run("coverage", [*report, f"--fail-under={COVERED_AT_LEAST}"]):
        failed.append("coverage")
    failed += [
        f"{name}: required, not run"
        for name in REQUIRED
        if any(m.startswith(name) for m in missing)
    ]
    return summary(failed, missing, began)


def run(name: str, command: list[str], environment: dict[str, str] | None = None) -> bool:
    began = time.monotonic()
    print(f"== {name}", flush=True)
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **(environment or {})}, check=False)
    print(
        f"   {name}: {'well' if done.returncode == 0 else 'FAILED'}, {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return done.returncode == 0


def postgres_answers() -> bool:
    import psycopg

    try:
        base = POSTGRES.rsplit("/", 1)[0] + "/postgres"
        psycopg.connect(base, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def summary(failed: list[str], missing: list[str], began: float) -> int:
    print(f"\nAll in {time.monotonic() - began:.0f} s.")
    if missing:
        print("Not run: " + "; ".join(missing) + ".")
    if failed:
        print("FAILED: " + ", ".join(failed) + ".")
    else:
        print("Everything that ran is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
