"""The pictures of this door's own models: means over waves on the whole scale, normal scores, power.

Drawn with the marks of the factsheet's charts, so that they look alike on screen and on paper.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from visavis.factsheet.charts import WIDTH, Drawing, Point

MOST_TICKS = 11
LOOKS = (("c1", "c1f", "c1t", "ci1"), ("c2", "c2f", "c2t", "ci2"))
"""Line, mark, words and interval of the first and the second series."""


@dataclass(frozen=True, slots=True)
class Series:
    """Means over waves of some people, drawn together."""

    name: str
    points: Sequence[Point]


def over_waves(
    title: str, description: str, series: Sequence[Series], scale: tuple[float, float]
) -> Drawing:
    """One or two series of means with their intervals on the whole scale; `note` of a point: its n."""
    top, bottom, left, right = 34, 320, 48, WIDTH - 10
    drawing = Drawing(title, description, 424)
    first, last = scale

    def y(value: float) -> float:
        return round(bottom - (value - first) / (last - first) * (bottom - top), 1)

    for tick in ticks(first, last):
        drawing.line("base" if tick == first else "grid", left, y(tick), right, y(tick))
        drawing.text("soft", left - 16, y(tick) + 8, f"{tick:g}", "end")
    count = len(series[0].points)
    step = (right - left) / count
    for place, point in enumerate(series[0].points):
        middle = round(left + step * (place + 0.5), 1)
        drawing.text("text", middle, bottom + 42, point.label)
        drawing.text("soft", middle, bottom + 80, point.note)
    for each, (line, mark, _, interval), shift in zip(series, LOOKS, (-12, 12), strict=False):
        aside = shift if len(series) > 1 else 0
        places = [round(left + step * (place + 0.5) + aside, 1) for place in range(count)]
        drawing.path(
            line, [(x, y(point.estimate)) for x, point in zip(places, each.points, strict=True)]
        )
        for x, point in zip(places, each.points, strict=True):
            drawing.line(interval, x, y(point.low), x, y(point.high))
            for end in (point.low, point.high):
                drawing.line(interval, x - 9, y(end), x + 9, y(end))
            if mark == "c1f":
                drawing.dot(mark, x, y(point.estimate))
            else:
                drawing.box(mark, x - 7.5, y(point.estimate) - 7.5, 15, 15)
    _name(drawing, series, y, left + step * (count // 2 + 0.5), (top, bottom))
    return drawing


def _name(
    drawing: Drawing,
    series: Sequence[Series],
    y: Callable[[float], float],
    middle: float,
    ends: tuple[float, float],
) -> None:
    """Each series by name: the higher one above its points, the lower one below them."""
    place = len(series[0].points) // 2
    top, bottom = ends
    high = max(range(len(series)), key=lambda one: series[one].points[place].estimate)
    for number, (each, (_, _, words, _)) in enumerate(zip(series, LOOKS, strict=False)):
        if number == high:
            at = max(y(max(one.points[place].high for one in series)) - 20, top - 8)
        else:
            at = min(y(min(one.points[place].low for one in series)) + 36, bottom - 8)
        drawing.text(words, middle, at, each.name)


def ticks(first: float, last: float) -> list[float]:
    """Where the scale is marked: whole steps, at most eleven of them, both ends among them."""
    span = last - first
    for step in (1, 2, 5, 10, 20, 25, 50, 100):
        if span / step < MOST_TICKS and span % step == 0:
            return [first + step * number for number in range(int(span / step) + 1)]
    return [first, last]


def normal_scores(
    title: str, description: str, axes: tuple[str, str], points: Sequence[tuple[float, float]]
) -> Drawing:
    """Mean residual of each group against the score a normal one would have; the line is equality."""
    reach = max(2.0, *(abs(value) for point in points for value in point))
    reach = float(int(reach) + 1)
    top, bottom, left, right = 40, 360, 60, WIDTH - 16
    drawing = Drawing(title, description, 440)

    def x(value: float) -> float:
        return round(left + (value + reach) / (2 * reach) * (right - left), 1)

    def y(value: float) -> float:
        return round(bottom - (value + reach) / (2 * reach) * (bottom - top), 1)

    for number in range(int(-reach), int(reach) + 1):
        drawing.line("grid", left, y(number), right, y(number))
        drawing.text("soft", left - 12, y(number) + 8, f"{number:g}".replace("-", "−"), "end")
        drawing.text("soft", x(number), bottom + 34, f"{number:g}".replace("-", "−"))
    drawing.line("threshold", x(-reach), y(-reach), x(reach), y(reach))
    for expected, found in points:
        drawing.dot("c1f", x(expected), y(found), 6)
    drawing.text("text", left, top - 14, axes[1], "start")
    drawing.text("text", right, bottom + 72, axes[0], "end")
    return drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1 with its interval, and a second one to compare it with."""

    label: str
    share: Point
    beside: Point | None = None


def shares(title: str, description: str, names: tuple[str, str], bars: Sequence[Bar]) -> Drawing:
    """Shares with their intervals on a whole 0–100% axis: dots, and squares for what stands beside."""
    left, right, step, top = 24, WIDTH - 28, 96, 62
    bottom = top + step * len(bars)
    drawing = Drawing(title, description, bottom + 44)

    def x(share: float) -> float:
        return round(left + share * (right - left), 1)

    drawing.dot("c1f", left + 8, 22)
    drawing.text("c1t", left + 28, 30, names[0], "start")
    if any(bar.beside for bar in bars):
        drawing.box("c2f", x(0.5), 14, 15, 15)
        drawing.text("c2t", x(0.5) + 28, 30, names[1], "start")
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        drawing.line("grid", x(tick), top, x(tick), bottom)
        drawing.text("soft", x(tick), bottom + 36, f"{100 * tick:.0f}%")
    for place, bar in enumerate(bars):
        middle = top + step * place + 58
        drawing.text("text", left, middle - 26, bar.label, "start")
        drawing.line("base", left, middle, right, middle)
        for point, (_, mark, _, interval), at in zip(
            (bar.share, bar.beside), LOOKS, (middle, middle + 18), strict=True
        ):
            if point is None:
                continue
            drawing.line(interval, x(point.low), at, x(point.high), at)
            if mark == "c1f":
                drawing.dot(mark, x(point.estimate), at)
            else:
                drawing.box(mark, x(point.estimate) - 7.5, at - 7.5, 15, 15)
    return drawing
