"""Choices drawn from a string of bytes, so that Hypothesis can shrink a whole history."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Tape:
    """Reads one byte a choice; when it has run out, every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, limit: int) -> int:
        return next(self._bytes, 0) % limit

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def chance(self, out_of_256: int) -> bool:
        return next(self._bytes, 255) < out_of_256
