"""Values with intervals on a whole scale: dots, paired dots, and parts of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.factsheet.charts.drawing import NARROW, Drawing, Point

QUARTERS = tuple((tick / 4, f"{25 * tick}%") for tick in range(5))
MANY = 4
"""From so many rows on they stand closer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value with its interval. told: the value in words; bar: what it had to pass."""

    name: str
    value: Point
    told: str
    bar: float | None = None


def dots(
    title: str,
    description: str,
    rows: Sequence[Row],
    scale: tuple[float, float],
    ticks: Sequence[tuple[float, str]],
    *,
    width: int = NARROW,
) -> Drawing:
    """Values below each other on one whole scale, each with its interval and the bar it had to pass."""
    left, right, step = 14.0, width - 14.0, 50 if len(rows) < MANY else 47
    drawing = Drawing(title, description, step * len(rows) + 34, width)
    first, last = scale

    def x(value: float) -> float:
        return round(left + (value - first) / (last - first) * (right - left), 1)

    bottom = step * len(rows)
    for tick, label in ticks:
        drawing.line("grid", x(tick), 26, x(tick), bottom + 2)
        anchor = "start" if tick == first else "end" if tick == last else "middle"
        at = 0 if tick == first else width if tick == last else x(tick)
        drawing.text("soft", at, bottom + 26, label, anchor)
    for number, row in enumerate(rows):
        y = step * number + step - 12
        drawing.text("text", 0, y - 17, row.name, "start")
        drawing.text("c1t", width, y - 17, row.told, "end")
        drawing.line("base", left, y, right, y)
        if row.bar is not None:
            drawing.line("threshold", x(row.bar), y - 12, x(row.bar), y + 12)
        drawing.line("ci1", x(max(first, row.value.low)), y, x(min(last, row.value.high)), y)
        for end in (row.value.low, row.value.high):
            if first <= end <= last:
                drawing.line("ci1", x(end), y - 7, x(end), y + 7)
        drawing.dot("c1f", x(row.value.estimate), y, 8)
    return drawing


def stacked(
    title: str, description: str, parts: Sequence[tuple[str, str, float]], *, width: int = NARROW
) -> Drawing:
    """Parts of a whole in one bar, the names with their shares under it. parts: name, told, share."""
    roles = ("c1f", "c2f", "rest", "block-rest")
    drawing = Drawing(title, description, 44 + 28 * len(parts), width)
    at = 0.0
    whole = sum(share for *_, share in parts)
    for number, (name, told, share) in enumerate(parts):
        long = share / whole * width
        drawing.box(roles[number], round(at, 1), 4, round(max(long - 2, 0), 1), 28)
        at += long
        y = 44 + 28 * number
        drawing.box(roles[number], 2, y + 3, 15, 15)
        drawing.text("text", 28, y + 18, name, "start")
        drawing.text("soft", width, y + 18, told, "end")
    return drawing


@dataclass(frozen=True, slots=True)
class Pair:
    """A share in the whole group and among those who answered (with its interval), 0 to 1."""

    label: str
    whole: float
    answered: Point


def paired_dots(
    title: str,
    description: str,
    names: tuple[str, str],
    pairs: Sequence[Pair],
    *,
    width: int = NARROW,
    most: float = 1.0,
    ticks: Sequence[tuple[float, str]] = QUARTERS,
) -> Drawing:
    """A square beside a dot with its interval, on a whole axis from nothing to `most`."""
    left, right, step, top = 12, width - 12, 45, 30
    bottom = top + step * len(pairs)
    drawing = Drawing(title, description, bottom + 30, width)

    def x(share: float) -> float:
        return round(left + min(share, most) / most * (right - left), 1)

    drawing.box("c2f", 2, 6, 13, 13)
    drawing.text("c2t", 24, 20, names[0], "start")
    drawing.dot("c1f", width / 2, 13, 7)
    drawing.text("c1t", width / 2 + 16, 20, names[1], "start")
    for tick, label in ticks:
        drawing.line("grid", x(tick), top, x(tick), bottom)
        anchor = "start" if tick == 0 else "end" if tick == most else "middle"
        at = 0 if tick == 0 else width if tick == most else x(tick)
        drawing.text("soft", at, bottom + 24, label, anchor)
    for place, pair in enumerate(pairs):
        y = top + step * place + 34
        drawing.text("text", 0, y - 15, pair.label, "start")
        drawing.line("base", left, y, right, y)
        drawing.line("ci1", x(pair.answered.low), y, x(pair.answered.high), y)
        drawing.dot("c1f", x(pair.answered.estimate), y, 7)
        drawing.box("c2f", x(pair.whole) - 6, y - 6, 12, 12)
    return drawing
