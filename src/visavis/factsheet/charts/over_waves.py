"""Slopes: means over waves, one panel beside another."""

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.factsheet.charts.drawing import WIDTH, Drawing, Point


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a panel: its name, and its values over the same places. Point.note is its n."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Plane:
    """One panel of slopes. band: which place, and how far either way, equal still counts as equal."""

    name: str
    lines: Sequence[Line]
    scale: tuple[int, int]
    band: tuple[int, float] | None = None


def slopes(
    title: str,
    description: str,
    planes: Sequence[Plane],
    *,
    axis: str = "",
    names: Sequence[str] = (),
    width: int = WIDTH,
) -> Drawing:
    """Panels side by side: means over waves with intervals, each on its whole scale, n under each.

    axis: what stands under the points, where their labels are short. names: of the two lines, where
    every panel has the same two.
    """
    lines = max(len(plane.lines) for plane in planes)
    top = 36
    bottom = top + (185 if width == WIDTH else 106)
    drawing = Drawing(title, description, bottom + 40 + _line(width) * lines, width)
    gap = 14
    each = (width - gap * (len(planes) - 1)) / len(planes)
    for number, plane in enumerate(planes):
        _plane(drawing, plane, number * (each + gap), each, top, bottom)
    if axis:
        drawing.height += 24
        drawing.text("soft", width / 2, drawing.height - 8, axis)
    return _named(drawing, names)


def _line(width: int) -> int:
    """How far apart lines of words stand: on a telephone the letters of a wide drawing grow."""
    return 32 if width == WIDTH else 27


def _plane(
    drawing: Drawing, plane: Plane, left: float, width: float, top: float, bottom: float
) -> None:
    first, last = plane.scale
    apart = _line(drawing.width)
    start, right = left + 28, left + width

    def y(value: float) -> float:
        return round(bottom - (value - first) / (last - first) * (bottom - top), 1)

    drawing.text("c1t", left, 20, plane.name, "start")
    step = 1 if last - first <= 6 else 5
    for tick in range(first, last + 1, step):
        drawing.line("base" if tick == first else "grid", start, y(tick), right, y(tick))
        drawing.text("soft", start - 9, y(tick) + 7, str(tick), "end")
    count = len(plane.lines[0].points)
    places = [round(start + (right - start) / count * (at + 0.5), 1) for at in range(count)]
    if plane.band is not None:
        at, margin = plane.band
        middle = plane.lines[0].points[at].estimate
        high, low = y(min(last, middle + margin)), y(max(first, middle - margin))
        drawing.box("band", places[at], high, right - places[at], low - high)
    for number, line in enumerate(plane.lines):
        drawing_of = ("c1", "ci1", "c1f") if number == 0 else ("c2", "ci2", "c2f")
        aside = 0 if len(plane.lines) == 1 else (-7 if number == 0 else 7)
        xs = [x + aside for x in places]
        whole = zip(xs, line.points, strict=True)
        drawing.path(drawing_of[0], [(x, y(point.estimate)) for x, point in whole])
        for x, point in zip(xs, line.points, strict=True):
            drawing.line(drawing_of[1], x, y(point.low), x, y(point.high))
            for end in (point.low, point.high):
                drawing.line(drawing_of[1], x - 6, y(end), x + 6, y(end))
            if number == 0:
                drawing.dot(drawing_of[2], x, y(point.estimate), 8)
            else:
                drawing.box(drawing_of[2], x - 7, y(point.estimate) - 7, 14, 14)
    for x, point in zip(places, plane.lines[0].points, strict=True):
        drawing.text("text", x, bottom + apart, point.label)
    for number, line in enumerate(plane.lines):
        below = bottom + 2 * apart + apart * number
        role = "soft" if len(plane.lines) == 1 else ("c1t", "c2t")[number]
        for x, point in zip(places, line.points, strict=True):
            drawing.text(role, x, below, point.note)
        if len(plane.lines) > 1:
            _sign(drawing, number, left + 8, below - 7)


def _sign(drawing: Drawing, number: int, x: float, y: float) -> None:
    """The shape of a series, beside its words."""
    if number == 0:
        drawing.dot("c1f", x, y, 7)
    else:
        drawing.box("c2f", x - 6, y - 6, 12, 12)


def _named(drawing: Drawing, names: Sequence[str]) -> Drawing:
    """The names of both lines under the drawing, each beside its shape."""
    if names:
        drawing.height += 28
    for number, name in enumerate(names):
        left = drawing.width / 2 * number
        _sign(drawing, number, left + 9, drawing.height - 15)
        drawing.text(("c1t", "c2t")[number], left + 26, drawing.height - 8, name, "start")
    return drawing
