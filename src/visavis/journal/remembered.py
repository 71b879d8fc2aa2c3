"""Rows beside the journal that a process has opened: a page that counts thousands of them reads their ids alone."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Said = TypeVar("Said")
AT_ONCE = 1_000
"""Rows opened by one query."""


class Remembered(Generic[Said]):
    """What rows said that never say anything else, by the key that opens them and their id.

    Nothing is given without the key; what a new epoch sealed anew is opened anew. Of more than ``most`` it forgets
    all and begins again, so that it never holds much of what is not there any more.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._said: dict[tuple[bytes, str], Said] = {}

    def of(
        self,
        key: bytes,
        ids: Iterable[str],
        opened: Callable[[list[str]], Iterable[tuple[str, Said]]],
    ) -> dict[str, Said]:
        """By id, those of these that are there. ``opened`` opens some; one query for each thousand that are new."""
        found, new = {}, []
        for each in ids:
            said = self._said.get((key, each))
            if said is None:
                new.append(each)
            else:
                found[each] = said
        for first in range(0, len(new), AT_ONCE):
            for each, said in opened(new[first : first + AT_ONCE]):
                found[each] = said
                if len(self._said) >= self._most:
                    self._said.clear()
                self._said[key, each] = said
        return found
