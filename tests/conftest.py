"""What the whole suite shares: which database, which browser, and what must not be missing.

``DATABASE_URL`` chooses PostgreSQL (``visavis.config.environment``); without it everything runs on SQLite.
``CHROMIUM`` names the browser. ``REQUIRE=postgres,browser,r`` makes a missing one an error instead of a
skip: nothing is left out unsaid where everything was promised to run.
"""

import gc
import os
import shutil
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import settings

from tests.services import chromium, required, rscript

# A deadline per example measures the machine and its other work, not the property. The same examples on every
# machine: what the suite says of a commit does not depend on the day. ``make worlds`` looks at fresh ones.
FRESH = bool(os.environ.get("VISAVIS_FRESH"))
settings.register_profile("house", deadline=None, derandomize=not FRESH)
settings.load_profile("house")

OPENED: dict[tuple[bytes, bytes, str, bytes], Any] = {}
NO_CHROMIUM = "no Chromium: install one, or name it in CHROMIUM"
NO_R = "no R with nlme: install r-base-core and r-cran-nlme"


def pytest_configure(config: pytest.Config) -> None:
    found = chromium()
    if found:
        os.environ["CHROMIUM"] = found
    elif "browser" in required():
        raise pytest.UsageError(f"REQUIRE asks for a browser, and there is {NO_CHROMIUM}.")
    if "r" in required() and not rscript():
        raise pytest.UsageError(f"REQUIRE asks for r, and there is {NO_R}.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("VISAVIS_SOME_OF_THE_DOORS"):
        left_out = [item for item in items if _other_share(item.nodeid)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not _other_share(item.nodeid)]
    for marker, there, reason in (("browser", chromium, NO_CHROMIUM), ("r", rscript, NO_R)):
        asking = [item for item in items if item.get_closest_marker(marker)]
        if asking and not there():
            for item in asking:
                item.add_marker(pytest.mark.skip(reason=reason))


def _other_share(nodeid: str) -> bool:
    """All but a fifth of what is asked of pages, always the same: they reach a database through the journal alone."""
    return nodeid.startswith(("tests/doors/", "tests/bad_input/")) and (
        crc32(nodeid.encode()) % 5 > 0
    )


def pytest_collection_finish() -> None:
    """Thousands of collected tests live to the end: the collector need not look at them after every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def nothing_is_set(request: pytest.FixtureRequest) -> object:
    """A pure test has no database: the service whose pages it reads has set nothing of its own."""
    if request.node.get_closest_marker("pure") is None:
        yield
        return
    from visavis.service.current import as_if, service_of

    with as_if(service_of({})):
        yield


@pytest.fixture(autouse=True)
def opened_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks over every address open the same entries thousands of times: each is unsealed once.

    Kept by key, place and sealed bytes; what does not open is not kept, and raises each time.
    """
    if not any(request.node.get_closest_marker(walk) for walk in ("crawl", "worlds")):
        return
    from visavis.journal import envelope, lanes

    def once(key: Any, place: bytes, entry_id: str, sealed: bytes) -> Any:
        known = (key.expand(b"", 32), place, entry_id, sealed)
        if known not in OPENED:
            OPENED[known] = envelope.open_entry(key, place, entry_id, sealed)
        return OPENED[known]

    monkeypatch.setattr(lanes, "open_entry", once)


@pytest.fixture(scope="session", autouse=True)
def temporary_var() -> object:
    """Takes away the folder that the settings of a test run made for themselves."""
    yield
    folder = Path(os.environ.get("VISAVIS_VAR", ""))
    if folder.name.startswith("visavis-test-"):
        shutil.rmtree(folder, ignore_errors=True)
