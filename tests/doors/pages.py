"""Reading pages as a browser does: what a form would send, and what a person can see."""

from html.parser import HTMLParser
from typing import Any


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.area = ""
        self.text: list[str] = []
        self.titles: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said = dict(attrs)
        if tag not in {"input", "meta", "link", "br", "img", "path", "circle", "rect"}:
            self._in.append(tag)
        if tag == "form":
            self.forms.append({"_action": said.get("action", "") or ""})
        if not self.forms:
            return
        if tag == "input" and said.get("name"):
            kind = said.get("type")
            if kind not in {"radio", "checkbox"} or "checked" in said:
                self.forms[-1][said["name"]] = said.get("value") or ""
        if tag == "textarea" and said.get("name"):
            self.area = said["name"]
            self.forms[-1][self.area] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag in self._in:
            while self._in and self._in.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.area and self.forms:
            self.forms[-1][self.area] += data.removeprefix("\n")
        if "title" in self._in:
            self.titles.append(data)
        elif "script" not in self._in and data.strip():
            self.text.append(data.strip())


def _read(page: str) -> _Forms:
    parser = _Forms()
    parser.feed(page)
    return parser


def form_fields(page: str, having: str = "") -> dict[str, str]:
    """The fields of the last form that has a field of this name, as the page filled them in."""
    forms = [form for form in _read(page).forms if not having or having in form]
    found = dict(forms[-1])
    del found["_action"]
    return found


def text_of(page: str) -> str:
    return " ".join(_read(page).text)


def title_of(page: str) -> str:
    return "".join(_read(page).titles).strip()
