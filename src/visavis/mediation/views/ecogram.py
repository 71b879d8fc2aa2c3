"""Who is around a person, as they draw it themselves (§6.1). Private."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dot:
    """One person, group or animal around somebody. Codes are those of `ecogram`; empty: not said.

    ``closeness``: 1 is near, 3 is far.
    """

    dot: str
    name: str
    tie: str
    closeness: int
    knows: str = ""
    strength: str = ""
    wish: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All dots as they stood at one moment of the way: start, closing or later. ``on``: the day it was begun."""

    moment: str
    on: date
    dots: tuple[Dot, ...] = ()

    def dot(self, dot: str) -> Dot | None:
        return next((one for one in self.dots if one.dot == dot), None)
