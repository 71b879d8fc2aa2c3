"""Counts below each other as bars on one whole scale from nought; a hidden count has a dashed line and its words."""

from collections.abc import Sequence

from visavis.factsheet.charts.drawing import NARROW, Drawing

STEP, LEFT_FOR_WORDS = 58, 150


def bars(
    title: str,
    description: str,
    rows: Sequence[tuple[str, str, int | None]],
    *,
    width: int = NARROW,
) -> Drawing:
    """rows: name, number in words, and the number; None where it is hidden."""
    most = max([n for *_, n in rows if n is not None], default=0) or 1
    drawing = Drawing(title, description, STEP * len(rows) + 6, width)
    whole = width - LEFT_FOR_WORDS
    for place, (name, told, n) in enumerate(rows):
        y = STEP * place
        drawing.text("text", 0, y + 20, name, "start")
        long = 34 if n is None else max(round(n / most * whole, 1), 2)
        if n is None:
            drawing.line("threshold", 2, y + 37, long, y + 37)
        else:
            drawing.box("c1f", 2, y + 29, long, 17)
        drawing.text("soft" if n is None else "c1t", long + 12, y + 44, told, "start")
        drawing.line("base", 1, y + 27, 1, y + 48)
    return drawing
