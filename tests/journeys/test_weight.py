"""What a first view weighs, whom it asks, and that nothing is kept of who has not signed in.

Against a real server, which sends what a service sends: named by content, compressed.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.server import Demo, served
from visavis.doors.frontdoor.urls import urlpatterns

pytestmark = pytest.mark.browser
HEAVIEST = 40_000
"""Bytes of HTML, styles, script and pictures as sent; fonts come later and stay."""
FRONT_DOOR = sorted({f"/{each.pattern}" for each in urlpatterns if "<" not in str(each.pattern)})


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """A server of its own: what others moved in theirs, clock and people, is not what is weighed here."""
    with served() as running:
        yield running


@pytest.fixture
def context(browser, demo: Demo) -> Iterator[BrowserContext]:  # type: ignore[no-untyped-def]  # a fixture of axe's file
    made = browser.new_context(viewport={"width": 390, "height": 844})
    yield made
    made.close()


class Traffic:
    """Every answer a page got, until nothing more comes."""

    def __init__(self, page: Page, address: str) -> None:
        self.sizes: dict[str, int] = {}
        self.fonts: set[str] = set()
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        names: dict[str, str] = {}

        def answered(event: dict[str, dict[str, str]]) -> None:
            names[str(event["requestId"])] = event["response"]["url"]
            if str(event["type"]) == "Font":
                self.fonts.add(event["response"]["url"])

        def finished(event: dict[str, str]) -> None:
            if event["requestId"] in names:  # an error here would stop all that waits for this page
                self.sizes[names[event["requestId"]]] = int(event["encodedDataLength"])

        session.on("Network.responseReceived", answered)
        session.on("Network.loadingFinished", finished)
        answer = page.goto(address, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200

    @property
    def without_fonts(self) -> int:
        return sum(size for url, size in self.sizes.items() if url not in self.fonts)

    def origins(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.asked if not url.startswith("data:")}


def test_home_is_light_and_asks_nobody_else(demo: Demo, context: BrowserContext) -> None:
    seen = Traffic(context.new_page(), demo.url + "/")
    assert any(url.endswith(".css") for url in seen.sizes)
    assert 5_000 < seen.without_fonts <= HEAVIEST
    assert seen.origins() == {urlsplit(demo.url).netloc}


def test_my_place_is_light_and_asks_nobody_else(demo: Demo, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(demo.url + "/demo/")
    page.locator("form[action^='/demo/als/'] button").first.click()
    page.wait_for_url("**/plek/")
    page.close()
    fresh = context.browser.new_context(storage_state=context.storage_state())  # type: ignore[union-attr]  # it has one
    try:
        seen = Traffic(fresh.new_page(), demo.url + "/plek/")
        assert 5_000 < seen.without_fonts <= HEAVIEST
        assert seen.origins() == {urlsplit(demo.url).netloc}
    finally:
        fresh.close()


def test_no_page_of_the_front_door_sets_a_cookie_or_asks_another_origin(
    demo: Demo, context: BrowserContext
) -> None:
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for path in [*FRONT_DOOR, "/plek/in/", "/werk/binnen/", "/en/", "/bestaat-niet/"]:
        page.goto(demo.url + path, wait_until="networkidle")
        assert context.cookies() == [], path
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0, path
    assert asked == {urlsplit(demo.url).netloc}
