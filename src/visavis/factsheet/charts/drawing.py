"""Charts as our own SVG, for the page and for the PDF, drawn once.

A drawing is a list of marks with a *role* ("first series", "interval", "grid"). On the page a role
is a CSS class, so that dark mode and forced colours work and the content security policy needs no
exception; in the PDF it is a set of presentation attributes. No chart cuts an axis. Series differ
by shape, dash and a direct label beside colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH = 640
NARROW, SMALL = 420, 320
"""Of the small ones: their letters are as large as those of the wide ones at the same scale."""

_PLAIN = {
    "grid": 'stroke="#d8ccb7" stroke-width="1"',
    "base": 'stroke="#7d705f" stroke-width="1.5"',
    "threshold": 'stroke="#7d705f" stroke-width="2" stroke-dasharray="6 5"',
    "frame": 'fill="none" stroke="#7d705f" stroke-width="1.5"',
    "c1": 'fill="none" stroke="#1d3272" stroke-width="3"',
    "c1f": 'fill="#1d3272"',
    "ci1": 'stroke="#1d3272" stroke-width="3"',
    "c2": 'fill="none" stroke="#1f5257" stroke-width="3" stroke-dasharray="3 6"',
    "c2f": 'fill="#fffdf8" stroke="#1f5257" stroke-width="3"',
    "ci2": 'stroke="#1f5257" stroke-width="2" stroke-dasharray="5 4"',
    "band": 'fill="#ece3d2" fill-opacity="0.8"',
    "rest": 'fill="#ece3d2"',
    "block": 'fill="#e6e9f4" stroke="#1d3272" stroke-width="2"',
    "block-rest": 'fill="#fffdf8" stroke="#7d705f" stroke-width="1.5"',
    "text": 'fill="#241f19"',
    "soft": 'fill="#4f463b"',
    "c1t": 'fill="#1d3272" font-weight="700"',
    "c2t": 'fill="#1f5257" font-weight="700"',
}
"""The look on paper. The page takes the same roles from the shared tokens through classes."""

PLAIN_FONT = "Atkinson Hyperlegible Next"


@dataclass(slots=True)
class Drawing:
    """A chart: marks in order of painting, with the words that stand in for it.

    title, description: the text alternative; the description holds every number of the chart.
    height, width: in units; letters are 21 of them.
    """

    title: str
    description: str
    height: int
    width: int = WIDTH
    marks: list[tuple[str, str, dict[str, object], str]] = field(default_factory=list)

    def line(self, role: str, x1: float, y1: float, x2: float, y2: float) -> None:
        self.marks.append(("line", role, {"x1": x1, "y1": y1, "x2": x2, "y2": y2}, ""))

    def dot(self, role: str, x: float, y: float, r: float = 9) -> None:
        self.marks.append(("circle", role, {"cx": x, "cy": y, "r": r}, ""))

    def box(self, role: str, x: float, y: float, width: float, height: float) -> None:
        place: dict[str, object] = {"x": x, "y": y, "width": width, "height": height}
        self.marks.append(("rect", role, place, ""))

    def path(self, role: str, points: Sequence[tuple[float, float]]) -> None:
        joined = " ".join(f"{x:g},{y:g}" for x, y in points)
        self.marks.append(("polyline", role, {"points": joined}, ""))

    def text(self, role: str, x: float, y: float, words: str, anchor: str = "middle") -> None:
        self.marks.append(("text", role, {"x": x, "y": y, "text-anchor": anchor}, words))

    def on_page(self, name: str) -> str:
        """The SVG for a web page. name: unique on the page; it ties title and description."""
        inner = "".join(_mark(*mark, plain=False) for mark in self.marks)
        return (
            f'<svg class="{self.classes}" viewBox="0 0 {self.width} {self.height}" role="img" '
            f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(self.title)}</title>'
            f'<desc id="{name}-d">{escape(self.description)}</desc>{inner}</svg>'
        )

    @property
    def classes(self) -> str:
        size = {WIDTH: "", NARROW: " chart--narrow", SMALL: " chart--small"}[self.width]
        return f"chart{size}"

    def on_paper(self, size: int = 21) -> str:
        """The SVG for the PDF. size: of the letters, in the drawing's units."""
        inner = "".join(_mark(*mark, plain=True) for mark in self.marks)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" font-family="{PLAIN_FONT}" '
            f'font-size="{size}">{inner}</svg>'
        )


def _mark(tag: str, role: str, attributes: dict[str, object], words: str, *, plain: bool) -> str:
    places = " ".join(
        f'{key}="{value:g}"' if isinstance(value, (int, float)) else f'{key}="{value}"'
        for key, value in attributes.items()
    )
    look = _PLAIN[role] if plain else f'class="{role}"'
    return (
        f"<{tag} {look} {places}>{escape(words)}</{tag}>" if words else f"<{tag} {look} {places}/>"
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One value with its interval; all three on the scale of the chart."""

    label: str
    estimate: float
    low: float
    high: float
    note: str = ""
