"""Counts of people: blocks, the flow, and the frame where too few answered."""

from collections.abc import Sequence
from itertools import pairwise

from visavis.factsheet.charts.drawing import NARROW, Drawing


def blocks(
    title: str,
    description: str,
    rows: tuple[str, str],
    columns: tuple[str, str],
    cells: tuple[tuple[str, str], tuple[str, str]],
    *,
    width: int = NARROW,
) -> Drawing:
    """A two by two table as four blocks of one size: the words in them carry the counts."""
    left, top, height = 108, 30, 46
    wide = (width - left) / 2
    drawing = Drawing(title, description, top + 2 * height + 6, width)
    for column, name in enumerate(columns):
        drawing.text("text", left + wide * (column + 0.5), top - 12, name)
    for row, name in enumerate(rows):
        y = top + row * height
        drawing.text("text", left - 10, y + height / 2 + 7, name, "end")
        for column in range(2):
            role = "block" if (row, column) == (0, 0) else "block-rest"
            drawing.box(role, left + wide * column + 3, y + 3, wide - 6, height - 6)
            words = "c1t" if (row, column) == (0, 0) else "text"
            drawing.text(
                words, left + wide * (column + 0.5), y + height / 2 + 8, cells[row][column]
            )
    return drawing


def flow(
    title: str, description: str, boxes: Sequence[tuple[str, str, float]], *, width: int = NARROW
) -> Drawing:
    """Boxes from top to bottom, each with a bar of its share of the first (CONSORT's order)."""
    step = 33
    drawing = Drawing(title, description, step * len(boxes), width)
    for place, (label, words, share) in enumerate(boxes):
        y = place * step
        drawing.text("text", 0, y + 18, label, "start")
        drawing.text("c1t", width, y + 18, words, "end")
        drawing.box("rest", 0, y + 25, width, 7)
        drawing.box("c1f", 0, y + 25, round(width * share, 1), 7)
    return drawing


def empty(title: str, sentence: str, *, width: int = NARROW) -> Drawing:
    """The frame that stands where too few people answered, with the sentence in it."""
    lines = lines_of(sentence, width // 12)
    height = 30 + 28 * len(lines)
    drawing = Drawing(title, sentence, height, width)
    drawing.box("frame", 2, 2, width - 4, height - 4)
    for place, line in enumerate(lines):
        drawing.text("soft", width / 2, 36 + 28 * place, line)
    return drawing


def lines_of(sentence: str, longest: int) -> list[str]:
    """The sentence in lines of at most `longest` characters, broken at spaces."""
    words = sentence.split()
    breaks, length = [0], 0
    for place, word in enumerate(words):
        if length and length + 1 + len(word) > longest:
            breaks.append(place)
            length = 0
        length += len(word) + (1 if length else 0)
    return [" ".join(words[a:b]) for a, b in pairwise([*breaks, len(words)])]
