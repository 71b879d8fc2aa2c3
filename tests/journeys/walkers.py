"""People before a screen: they read, fill in and press what stands there, and nothing else.

Words are given in English, as the templates have them; who reads Dutch gets the Dutch of the
catalogues. Every page somebody comes to is looked at once: usable by all, in one language, no code
of ours on it, nothing that scrolls sideways.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Locator, Page

from tests.journeys.server import Demo
from tests.journeys.usable import found_by_axe
from visavis.config.translations import catalogues
from visavis.mediation.words import Text

HOW = {
    "telefoon": {"language": "nl", "width": 390},
    "zonder-script": {"language": "nl", "width": 390, "script": False},
    "english-dark": {"language": "en", "width": 1280, "scheme": "dark"},
}
"""How a whole way is walked: on a telephone, without script, in English on a wide dark screen."""

PICTURES = os.environ.get("VISAVIS_PICTURES", "")
"""A folder for a picture of every page, to look at; empty makes none."""
CODE = re.compile(
    r"\b(?!vv_)[a-z]+_[a-z_]+\b|\b[A-Z]\.[a-z]{3,}|%\(|\{\{|\bNone\b|\bTrue\b|\bFalse\b"
)
FOREIGN = {
    "nl": re.compile(r"\b(the|you|your|with|they|this is|please|what)\b", re.IGNORECASE),
    "en": re.compile(r"\b(het|een|niet|wij|wordt|zijn|bij|naar)\b", re.IGNORECASE),
}
PROSE = """() => {
  const main = document.querySelector('main').cloneNode(true);
  for (const own of main.querySelectorAll(
    '.own, .voice, .letter, [lang], bdi, textarea, input, .door__hint, .acts, select')) own.remove();
  return main.innerText || main.textContent;
}"""
"""What the service itself says on a page; people's own words and names stand apart."""


@cache
def _dutch() -> dict[str, set[str]]:
    said: dict[str, set[str]] = {}
    for path in catalogues():
        with path.open("rb") as source:
            for message in read_po(source, locale="nl"):
                ours, theirs = message.id, message.string
                pairs = (
                    zip(ours, theirs, strict=False) if isinstance(ours, tuple) else [(ours, theirs)]
                )
                for english, dutch in pairs:
                    said.setdefault(english, set()).add(dutch)
    return said


Words = str | Text


@dataclass
class Seen:
    """What was looked at in this run: one look a page in each way of looking."""

    pages: set[tuple[Any, ...]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    pictures: int = 0


@dataclass
class Walker:
    """Somebody with a browser window of their own."""

    page: Page
    demo: Demo
    seen: Seen
    language: str = "nl"
    scheme: str = "light"
    width: int = 390
    script: bool = True
    name: str = ""

    # reading

    def said(self, words: Words, **values: Any) -> list[str]:
        """How this reads in the walker's language; several when rooms say it in different ways.

        Without values, only what stands before the first of them.
        """
        if isinstance(words, Text):
            found = {words.within(self.language)}
        elif self.language == "en":
            found = {words}
        else:
            found = _dutch().get(words, {words})
        return [one % values if values else one.partition("%(")[0] for one in sorted(found)]

    def pattern(self, words: Words, **values: Any) -> re.Pattern[str]:
        ways = "|".join(re.escape(one) for one in self.said(words, **values))
        return re.compile(f"^\\s*({ways})")

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def text(self) -> str:
        return " ".join(self.main.inner_text().split())

    def reads(self, words: Words, **values: Any) -> None:
        there = self.text
        assert any(one in there for one in self.said(words, **values)), (
            f"{self.name} at {self.page.url} does not read {words!r}: {there[:1500]}"
        )

    def reads_nothing_of(self, *words: str) -> None:
        there = self.page.locator("body").inner_text().casefold()
        for one in words:
            assert one.casefold() not in there, f"{self.name} at {self.page.url} reads {one!r}"

    # going

    def goes(self, path: str) -> None:
        """Types an address, or opens a page kept open; everything else is clicked."""
        begin = "/en" if self.language == "en" and not path.startswith(("/en/", "http")) else ""
        self.page.goto(path if path.startswith("http") else self.demo.url + begin + path)
        self.looks()

    def _clicks(self, what: Locator) -> None:
        self._show(what)
        with self.page.expect_navigation():
            what.click()
        self.looks()

    def _show(self, what: Locator) -> None:
        """Opens what is folded around it, as a person would."""
        around = what.locator("xpath=ancestor::details[not(@open)]")
        for one in around.all():
            one.locator("summary").first.click()

    def presses(self, words: Words, within: Locator | None = None, **values: Any) -> None:
        place = within or self.main
        self._clicks(place.get_by_role("button", name=self.pattern(words, **values)).first)

    def follows(self, words: Words, within: Locator | None = None, **values: Any) -> None:
        place = within or self.main
        link = place.locator("a").filter(has_text=self.pattern(words, **values)).first
        self._clicks(link)

    def has(self, words: Words, **values: Any) -> bool:
        """Whether a link or button says this."""
        ways = self.main.locator("a, button").filter(has_text=self.pattern(words, **values))
        return bool(ways.count())

    # filling in

    def writes(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.fill(f"main [name={name}]", text)

    def chooses(self, **fields: str | tuple[str, ...]) -> None:
        for name, values in fields.items():
            for value in (values,) if isinstance(values, str) else values:
                self._choose(name, value)

    def _choose(self, name: str, value: str) -> None:
        picker = self.page.locator(f"main select[name={name}]")
        if picker.count():
            picker.select_option(value)
        else:
            self.page.locator(f"main [name={name}][value='{value}']").check(force=True)

    def ticks(self, *names: str) -> None:
        for name in names:
            self.page.locator(f"main [name={name}]").check(force=True)

    # the demo's clock

    def one_day_later(self, days: int = 1) -> None:
        """The link that moves the demo's clock; what lies between is skipped, the dated work is not."""
        if days > 1:
            self.demo.move(days - 1)
        words = self.pattern("One day later")
        self._clicks(self.page.locator(".ribbon").get_by_role("button", name=words))

    # looking

    def looks(self) -> None:
        """Once a page: one heading, one language, no codes, nothing sideways, nothing that axe finds."""
        self.page.wait_for_load_state()
        kind = re.sub(r"[0-9a-f]{20,}", "…", self.page.url.removeprefix(self.demo.url))
        prose = self.page.evaluate(PROSE) if self.script else self.text
        parts = self.page.locator(
            "main :is(h1, h2, h3, label, button, legend, dt)"
        ).all_inner_texts()
        mark = (kind, tuple(parts), self.language, self.width, self.scheme, self.script)
        if mark in self.seen.pages:
            return
        self.seen.pages.add(mark)
        self._picture(kind)
        self._check(kind, prose)

    def _check(self, kind: str, prose: str) -> None:
        def wrong(what: str) -> None:
            self.seen.wrong.append(f"{self.name} {kind}: {what}")

        if self.page.locator("h1").count() != 1:
            wrong("not one h1")
        if found := CODE.findall(self.text):
            wrong(f"codes {found}")
        said = " ".join(prose.split())
        for hit in FOREIGN[self.language].finditer(said) if self.script else ():
            wrong(f"another language: {said[max(0, hit.start() - 120) : hit.end() + 60]}")
        wide = self.page.locator("html").evaluate("html => html.scrollWidth") if self.script else 0
        if wide > self.width:
            wrong(f"scrolls sideways to {wide}")
        if self.script:
            for found in found_by_axe(self.page):
                wrong(found)

    def _picture(self, kind: str) -> None:
        if PICTURES:
            self.seen.pictures += 1
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            place = re.sub(r"\W+", "-", kind).strip("-") or "home"
            name = f"{self.language}-{self.width}-{self.seen.pictures:03d}-{self.name}-{place}.png"
            self.page.screenshot(path=str(Path(PICTURES) / name[:120]), full_page=True)


Opens = Callable[[str], Walker]


def opener(browser: Browser, demo: Demo, seen: Seen, **how: Any) -> Opens:
    """Opens a window for somebody. ``how``: language, scheme, width and script of all of them."""

    def opens(name: str) -> Walker:
        context = browser.new_context(
            viewport={"width": how.get("width", 390), "height": 900},
            color_scheme=how.get("scheme", "light"),
            java_script_enabled=how.get("script", True),
            accept_downloads=True,
        )
        context.set_default_timeout(15_000)
        return Walker(context.new_page(), demo, seen, name=name, **how)

    return opens
