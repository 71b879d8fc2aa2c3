"""Where each dot of an ecogram stands: me in the middle, three rings, and a direction of its own for each dot.

Pure geometry in the units of the picture. What a line or a dot says by its look, the list beside it says in words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from visavis.mediation.views import Dot

WIDTH, HEIGHT = 640, 560
MIDDLE = (WIDTH / 2, HEIGHT / 2)
RINGS = {1: 95.0, 2: 165.0, 3: 235.0}
"""Closeness → distance from the middle."""
LONGEST = 14
"""Signs of a name in the picture; the list has it whole."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A dot in the picture. ``label_y``: the baseline of its name, below it, or above it in the upper half."""

    x: float
    y: float
    label_y: float
    label: str
    strength: str
    knows: str


@dataclass(frozen=True, slots=True)
class Picture:
    dots: tuple[Placed, ...]
    rings: tuple[float, ...] = tuple(RINGS.values())
    width: int = WIDTH
    height: int = HEIGHT
    x: float = MIDDLE[0]
    y: float = MIDDLE[1]


def picture(dots: Sequence[Dot]) -> Picture:
    """The picture of a drawing; the same drawing gives the same picture, and no line lies upon another."""
    return Picture(tuple(_placed(number / len(dots), dot) for number, dot in enumerate(dots)))


def _placed(part: float, dot: Dot) -> Placed:
    """``part``: of the way round, from the top, clockwise."""
    angle = 2 * pi * part - pi / 2
    x = round(MIDDLE[0] + RINGS[dot.closeness] * cos(angle), 1)
    y = round(MIDDLE[1] + RINGS[dot.closeness] * sin(angle), 1)
    label = y + 40 if y >= MIDDLE[1] else y - 20
    return Placed(x, y, round(label, 1), _short(dot.name), dot.strength, dot.knows)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
