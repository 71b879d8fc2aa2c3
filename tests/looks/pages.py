"""Every page that can be read: what each address of the service shows to who stands before it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.test import Client

from tests.bad_input.routes import NOBODY, Stop, Visitors, stops
from tests.bad_input.town import Town

MARKS = {
    *("class", "type", "role", "dir", "tabindex"),
    *("aria-current", "required", "disabled", "open", "hidden", "colspan", "rowspan"),
}
EMPTY = {
    *("area", "base", "br", "col", "embed", "hr", "img"),
    *("input", "link", "meta", "source", "track", "wbr"),
}
NOT_KEPT = {"content-length", "set-cookie", "cache-control", "clear-site-data"}


@dataclass(frozen=True)
class Shown:
    """One page. ``label``: door, name of the address, who reads it, and which of several it is."""

    label: str
    language: str
    stop: Stop
    html: bytes
    headers: dict[str, str]
    status: int

    @property
    def name(self) -> str:
        return f"{self.label} {self.language}"

    @property
    def made_of(self) -> frozenset[str]:
        """The makes of its parts (kind, class, role and state, within what): two pages made of the same look alike."""
        reader = _Parts()
        reader.feed(self.html.decode())
        return frozenset(reader.found)


class _Parts(HTMLParser):
    """Walks a page and notes of which makes its parts are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._within = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = (f"{name}={value}" for name, value in attrs if name in MARKS)
        self.found.add(" ".join([self._within[-1], tag, *sorted(marks)]))
        if tag not in EMPTY:
            self._within.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A stroke of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        while tag in self._within and self._within.pop() != tag:
            pass


def labelled(found: Iterable[Stop]) -> Iterator[tuple[str, Stop]]:
    """Each stop under a name that stays the same from day to day, as its ids do not."""
    times: Counter[str] = Counter()
    for stop in found:
        times[stop.label] += 1
        yield f"{stop.label} {times[stop.label]}", stop


def shown(
    town: Town, doors: set[str], spoken: Callable[[str, Stop], Iterable[str]]
) -> Iterator[Shown]:
    """Every page of these doors, in the languages that ``spoken`` names. What is no page is left out, and so is a
    page without content of its own (404, 405) that was shown before."""
    sat: dict[str, Client] = {}
    visitors, said = Visitors(town), set()
    for label, stop in labelled(stops(town)):
        if stop.door not in doors:
            continue
        if stop.who not in sat or stop.who == NOBODY:
            sat[stop.who] = visitors.client(stop.who)
        for language in spoken(label, stop):
            path = stop.url if language == "nl" else f"/{language}{stop.url}"
            answer = sat[stop.who].get(path)
            if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
                continue
            if not answer.content or (answer.status_code >= 400 and answer.content in said):
                continue
            said.add(answer.content)
            headers = {k: v for k, v in answer.items() if k.lower() not in NOT_KEPT}
            yield Shown(label, language, stop, answer.content, headers, answer.status_code)
