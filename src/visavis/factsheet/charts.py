"""Charts as our own SVG, for the page and for the PDF, drawn once.

A drawing is a list of marks with a *role* ("first series", "interval", "grid"). On the page a role
is a CSS class, so that dark mode and forced colours work and the content security policy needs no
exception; in the PDF it is a set of presentation attributes. No chart cuts an axis. Series differ
by shape, dash and a direct label beside colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

WIDTH = 640

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
    height: in units of which WIDTH fill the width.
    """

    title: str
    description: str
    height: int
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
            f'<svg class="chart" viewBox="0 0 {WIDTH} {self.height}" role="img" '
            f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(self.title)}</title>'
            f'<desc id="{name}-d">{escape(self.description)}</desc>{inner}</svg>'
        )

    def on_paper(self, size: int = 25) -> str:
        """The SVG for the PDF. size: of the letters, in units of which WIDTH fill the width."""
        inner = "".join(_mark(*mark, plain=True) for mark in self.marks)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" '
            f'width="{WIDTH}" height="{self.height}" font-family="{PLAIN_FONT}" '
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


def slopes(
    title: str,
    description: str,
    series: str,
    points: Sequence[Point],
    scale: tuple[int, int],
) -> Drawing:
    """Means per wave with intervals on the whole scale; `note` of a point is its n, under it."""
    top, bottom, left, right = 34, 320, 48, WIDTH - 10
    drawing = Drawing(title, description, 424)
    first, last = scale

    def y(value: float) -> float:
        return round(bottom - (value - first) / (last - first) * (bottom - top), 1)

    for tick in range(first, last + 1):
        drawing.line("base" if tick == first else "grid", left, y(tick), right, y(tick))
        drawing.text("soft", left - 16, y(tick) + 8, str(tick), "end")
    step = (right - left) / len(points)
    places = [round(left + step * (place + 0.5), 1) for place in range(len(points))]
    drawing.path("c1", [(x, y(point.estimate)) for x, point in zip(places, points, strict=True)])
    for x, point in zip(places, points, strict=True):
        drawing.line("ci1", x, y(point.low), x, y(point.high))
        for end in (point.low, point.high):
            drawing.line("ci1", x - 9, y(end), x + 9, y(end))
        drawing.dot("c1f", x, y(point.estimate))
        drawing.text("text", x, bottom + 42, point.label)
        drawing.text("soft", x, bottom + 80, point.note)
    highest = y(max(point.high for point in points))
    drawing.text("c1t", places[len(places) // 2], max(highest - 20, top - 8), series)
    return drawing


def dot_on_scale(
    title: str,
    description: str,
    point: Point,
    scale: tuple[int, int],
    bar: float,
    bar_label: str,
) -> Drawing:
    """One mean with its interval on the whole scale, and the bar it had to pass."""
    left, right, middle = 40, WIDTH - 40, 96
    drawing = Drawing(title, description, 190)
    first, last = scale

    def x(value: float) -> float:
        return round(left + (value - first) / (last - first) * (right - left), 1)

    drawing.line("base", left, middle, right, middle)
    for tick in range(first, last + 1):
        drawing.line("grid", x(tick), middle - 12, x(tick), middle + 12)
        drawing.text("soft", x(tick), middle + 48, str(tick))
    drawing.line("threshold", x(bar), middle - 40, x(bar), middle + 24)
    drawing.text("soft", x(bar), middle - 52, bar_label)
    drawing.line("ci1", x(point.low), middle, x(point.high), middle)
    for end in (point.low, point.high):
        drawing.line("ci1", x(end), middle - 10, x(end), middle + 10)
    drawing.dot("c1f", x(point.estimate), middle, 10)
    drawing.text("soft", WIDTH / 2, middle + 86, point.note)
    return drawing


def blocks(
    title: str,
    description: str,
    rows: tuple[str, str],
    columns: tuple[str, str],
    cells: tuple[tuple[str, str], tuple[str, str]],
) -> Drawing:
    """A two by two table as four blocks of one size: the words in them carry the counts."""
    left, top, height = 176, 52, 96
    width = (WIDTH - left) / 2
    drawing = Drawing(title, description, top + 2 * height + 8)
    for column, name in enumerate(columns):
        drawing.text("text", left + width * (column + 0.5), top - 18, name)
    for row, name in enumerate(rows):
        y = top + row * height
        drawing.text("text", left - 14, y + height / 2 + 8, name, "end")
        for column in range(2):
            role = "block" if (row, column) == (0, 0) else "block-rest"
            drawing.box(role, left + width * column + 3, y + 3, width - 6, height - 6)
            words = "c1t" if (row, column) == (0, 0) else "text"
            drawing.text(
                words, left + width * (column + 0.5), y + height / 2 + 9, cells[row][column]
            )
    return drawing


def flow(title: str, description: str, boxes: Sequence[tuple[str, str, float]]) -> Drawing:
    """Boxes from top to bottom, each with a bar of its share of the first (CONSORT's order)."""
    step = 76
    drawing = Drawing(title, description, step * len(boxes))
    for place, (label, words, share) in enumerate(boxes):
        y = place * step
        drawing.text("text", 0, y + 30, label, "start")
        drawing.text("c1t", WIDTH, y + 30, words, "end")
        drawing.box("rest", 0, y + 44, WIDTH, 16)
        drawing.box("c1f", 0, y + 44, round(WIDTH * share, 1), 16)
    return drawing


@dataclass(frozen=True, slots=True)
class Pair:
    """A share in the whole group and among those who answered (with its interval), 0 to 1."""

    label: str
    whole: float
    answered: Point


def paired_dots(
    title: str, description: str, names: tuple[str, str], pairs: Sequence[Pair]
) -> Drawing:
    """Who was asked (square) beside who answered (dot, interval), on a whole 0–100% axis."""
    left, right, step, top = 16, WIDTH - 28, 92, 62
    bottom = top + step * len(pairs)
    drawing = Drawing(title, description, bottom + 44)

    def x(share: float) -> float:
        return round(left + share * (right - left), 1)

    drawing.box("c2f", left, 14, 15, 15)
    drawing.text("c2t", left + 26, 30, names[0], "start")
    drawing.dot("c1f", x(0.5), 22)
    drawing.text("c1t", x(0.5) + 20, 30, names[1], "start")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawing.line("grid", x(tick), top, x(tick), bottom)
        drawing.text("soft", x(tick), bottom + 36, f"{100 * tick:.0f}%")
    for place, pair in enumerate(pairs):
        y = top + step * place + 62
        drawing.text("text", left, y - 24, pair.label, "start")
        drawing.line("base", left, y, right, y)
        drawing.line("ci1", x(pair.answered.low), y, x(pair.answered.high), y)
        drawing.dot("c1f", x(pair.answered.estimate), y)
        drawing.box("c2f", x(pair.whole) - 7.5, y - 7.5, 15, 15)
    return drawing


def empty(title: str, sentence: str, height: int = 190) -> Drawing:
    """The frame that stands where too few people answered, with the sentence in it."""
    drawing = Drawing(title, sentence, height)
    drawing.box("frame", 2, 2, WIDTH - 4, height - 4)
    for place, line in enumerate(_lines(sentence, 36)):
        drawing.text("soft", WIDTH / 2, height / 2 - 12 + 34 * place, line)
    return drawing


def _lines(sentence: str, longest: int) -> list[str]:
    """The sentence in lines of at most `longest` characters, broken at spaces."""
    words = sentence.split()
    breaks, length = [0], 0
    for place, word in enumerate(words):
        if length and length + 1 + len(word) > longest:
            breaks.append(place)
            length = 0
        length += len(word) + (1 if length else 0)
    return [" ".join(words[a:b]) for a, b in pairwise([*breaks, len(words)])]
