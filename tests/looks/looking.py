"""A browser before a page: what axe, an eye and a keyboard find in one way of looking."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from mimetypes import guess_type
from pathlib import Path
from threading import Thread

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser

from tests.journeys.usable import MARKS
from tests.looks.pages import Shown
from tests.looks.ways import LOOKS, Way

EYE = (Path(__file__).parent / "eye.js").read_text()
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RUN = "options => axe.run(document, options).then(found => found.violations)"
WCAG = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS = {
    "runOnly": {"type": "tag", "values": [*WCAG, "best-practice", "experimental"]},
    # a table that scrolls takes the focus, so that the arrows move it
    "rules": {"focus-order-semantics": {"enabled": False}},
    "resultTypes": ["violations"],
}
OF_THE_DEVICE = {"color-contrast", "color-contrast-enhanced"}
"""Not asked where colours are the device's own: axe reads the ones that were written."""
PICTURES = os.environ.get("VISAVIS_PICTURES", "")
"""A folder for a picture of every look; empty makes none."""


@contextmanager
def served(pages: list[Shown]) -> Iterator[str]:
    """Each page at ``/page/<number>``, the style sheets beside them, for as long as a browser looks."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if page := re.fullmatch(r"/page/(\d+)", self.path):
                one = pages[int(page[1])]
                self._send(200, {**one.headers, "Cache-Control": "no-store"}, one.html)
            elif self.path.startswith("/static/") and (body := _static(self.path[8:])):
                kind = guess_type(self.path)[0] or "application/octet-stream"
                self._send(200, {"Content-Type": kind, "Cache-Control": "max-age=9999"}, body)
            else:
                self._send(404, {"Content-Type": "text/plain"}, b"")

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@cache
def _static(name: str) -> bytes:
    found = finders.find(name)
    return Path(found).read_bytes() if found else b""


class Looker:
    """A window that goes from page to page and writes down what is wrong."""

    def __init__(self, browser: Browser, place: str) -> None:
        context = browser.new_context()
        context.add_init_script(EYE)
        self.page, self.place = context.new_page(), place
        self.wrong: list[str] = []
        self.looked = self.asked = 0
        self._here, self._known = -1, set[str]()

    def looks(self, number: int, name: str, way: Way) -> None:
        """At one page, in one way. By the keyboard first: the page has just come."""
        self.page.set_viewport_size(way.viewport)
        self.page.emulate_media(**way.media)  # type: ignore[arg-type]
        arrived = self._here != number
        if arrived:
            self.page.goto(f"{self.place}/page/{number}")
            self._here = number
        found = self._tabs() if arrived or LOOKS else []
        found += self.page.evaluate("forced => eye.everything(forced)", way.forced)
        found += self._axe(way)
        self.wrong += [f"{name} {way}: {one}" for one in found]
        self.looked += 1
        self._picture(f"{name} {way}")

    def _tabs(self) -> list[str]:
        """Through the page by Tab alone, as far as there is anything to come to."""
        for _place in range(self.page.evaluate("eye.listen()")):
            self.page.keyboard.press("Tab")
        return self.page.evaluate("eye.order()")

    def _axe(self, way: Way) -> list[str]:
        """Where something stands that was not looked at before: in this way, or in a daily run in light or in dark
        (colours of the device's own are not judged)."""
        marks, twice = self.page.evaluate(MARKS)
        wrong = [f"the id {one} stands twice" for one in twice]
        seen_in = str(way) if LOOKS else "" if way.forced else way.colours
        new = {f"{mark} {seen_in}" for mark in marks} - self._known
        if not new:
            return wrong
        self._known |= new | {f"{mark} " for mark in marks}
        self.asked += 1
        self.page.evaluate(f"window.axe || (() => {{ {AXE} }})()")
        return wrong + [
            f"axe {one['id']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
            for one in self.page.evaluate(RUN, OPTIONS)
            if not (way.forced and one["id"] in OF_THE_DEVICE)
        ]

    def _picture(self, name: str) -> None:
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            file = Path(PICTURES) / (re.sub(r"\W+", "-", name) + ".png")
            self.page.screenshot(path=str(file), full_page=True)
