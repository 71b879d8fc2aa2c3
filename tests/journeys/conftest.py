"""What journeys share: one browser and one served demo for a whole run, windows that look for what is wrong."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import RLock

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.doors.lived import empty_the_journal
from tests.journeys.server import Demo, served
from tests.journeys.walkers import HOW, Opens, Seen, opener
from tests.services import chromium


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of the test's own server share one database in memory, where nobody waits for a locked table: so
    what a page saves in passing waits for the request before it. A served demo has files and processes of its own."""
    answers, turn = BaseHandler.get_response, RLock()

    def in_turn(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        with turn:
            return answers(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", in_turn)


@pytest.fixture(autouse=True)
def windows_are_shut(request: pytest.FixtureRequest) -> Iterator[None]:
    """One browser serves all: what a page left open would still ask of the next test's server ends with its own."""
    yield
    if "browser" in request.fixturenames:
        shut(request.getfixturevalue("browser"))


def shut(browser: Browser) -> None:
    for context in browser.contexts:
        context.close()


@pytest.fixture
def host(live_server: LiveServer, browser: Browser) -> Iterator[str]:
    """The test's own server, on which a mediation may be lived; emptied once nobody looks any more."""
    yield live_server.url
    shut(browser)
    empty_the_journal()


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """One server for all journeys of a run."""
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django then refuses the live server's own
    # clearing of the database, which is not asynchronous at all.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield found
        found.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    tab = context.new_page()
    said: list[str] = []
    tab.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    tab.on("pageerror", lambda error: said.append(str(error)))
    yield tab
    # the browser reports a missing page by itself; everything else is ours
    assert [line for line in said if "404" not in line] == []
    context.close()


@pytest.fixture
def page_without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def opens(browser: Browser, demo: Demo, request: pytest.FixtureRequest) -> Iterator[Opens]:
    """Opens windows; afterwards nothing may have been wrong on any page."""
    seen = Seen()
    yield opener(browser, demo, seen, **getattr(request, "param", HOW["telefoon"]))
    if seen.wrong:
        pytest.fail("\n".join(seen.wrong), pytrace=False)


@pytest.fixture
def opens_here(host: str, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opens]:
    """The same on the test's own server, where a mediation may have been lived beforehand."""
    seen = Seen()
    yield opener(browser, Demo(host, Path()), seen, **request.param)
    if seen.wrong:
        pytest.fail("\n".join(seen.wrong), pytrace=False)
