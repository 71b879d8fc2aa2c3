"""What this machine has besides Python: a browser, a PostgreSQL server, R."""

import os
import shutil
import subprocess
from functools import cache

PLACE = "127.0.0.1:5432"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def required() -> set[str]:
    """What ``REQUIRE`` says must be there."""
    return {name.strip() for name in os.environ.get("REQUIRE", "").split(",") if name.strip()}


def chromium() -> str:
    """The path of a Chromium: the one ``CHROMIUM`` names, else the first on the path; empty when none."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        return shutil.which(named) or ""
    return next((found for name in BROWSERS if (found := shutil.which(name))), "")


@cache
def rscript() -> str:
    """The path of an Rscript that has the package nlme; empty when there is none."""
    found = shutil.which("Rscript") or ""
    asked = [found, "--vanilla", "-e", "quit(status = !requireNamespace('nlme', quietly = TRUE))"]
    if not found or subprocess.run(asked, capture_output=True, check=False).returncode:
        return ""
    return found


def nu() -> str:
    """The jar of the Nu HTML checker that ``VISAVIS_NU`` names, where there is a Java to run it; empty otherwise."""
    named = os.environ.get("VISAVIS_NU", "")
    return named if named and shutil.which("java") and os.path.exists(named) else ""


def postgres() -> str:
    """The address of a PostgreSQL that answers at ``VISAVIS_TEST_POSTGRES`` (host:port, or a whole
    ``postgresql://`` address); empty when none does."""
    import psycopg

    named = os.environ.get("VISAVIS_TEST_POSTGRES", "") or PLACE
    url = named if "://" in named else f"postgresql://postgres@{named}/visavis"
    server = url.rsplit("/", 1)[0] + "/postgres"
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.Error:
        return ""
    return url
