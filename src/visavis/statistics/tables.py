"""Tables of counts as cells with names, and the sums that tie them together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

Key = tuple[str, ...]
ALL = "all"
"""In a key, the sum over a dimension."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One cell is the sum of others."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Tables:
    """Counts by key and the relations between them: one table, or several that share cells.

    unpublished: cells that nobody prints, yet anybody can compute if not prevented: a complement, the
    difference from an earlier release. Small ones must be safe too. empty: cells that can only be
    zero (nobody can be there), shown as 0.
    """

    counts: Mapping[Key, int]
    relations: tuple[Relation, ...]
    unpublished: frozenset[Key] = frozenset()
    empty: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        for relation in self.relations:
            if self.counts[relation.total] != sum(self.counts[key] for key in relation.parts):
                raise ValueError(f"{relation.total} is not the sum of its parts.")
        if any(count < 0 for count in self.counts.values()):
            raise ValueError("A count is not below zero.")
        if any(self.counts[key] for key in self.empty):
            raise ValueError("A cell that can only be zero is not zero.")

    @classmethod
    def of(
        cls, names: Sequence[Sequence[str]], cells: npt.ArrayLike, empty: Collection[Key] = ()
    ) -> "Tables":
        """One table of any dimension with all its sums. names: the levels of each dimension."""
        table = np.asarray(cells, dtype=np.int64)
        levels = [(*each, ALL) for each in names]
        counts: dict[Key, int] = {}
        relations = []
        for key in product(*levels):
            chosen = tuple(
                slice(None) if name == ALL else list(of).index(name)
                for name, of in zip(key, names, strict=True)
            )
            counts[key] = int(table[chosen].sum())
            for dimension, name in enumerate(key):
                if name == ALL:
                    parts = (
                        (*key[:dimension], each, *key[dimension + 1 :]) for each in names[dimension]
                    )
                    relations.append(Relation(key, tuple(parts)))
        return cls(counts, tuple(relations), empty=frozenset(empty))

    def __add__(self, other: "Tables") -> "Tables":
        """Both together; a key that stands in both is the same cell. Raises ValueError otherwise."""
        for key in self.counts.keys() & other.counts.keys():
            if self.counts[key] != other.counts[key]:
                raise ValueError(f"{key} has two counts.")
        return Tables(
            {**self.counts, **other.counts},
            tuple(dict.fromkeys((*self.relations, *other.relations))),
            (self.unpublished | other.unpublished) - self._printed() - other._printed(),
            self.empty | other.empty,
        )

    def _printed(self) -> frozenset[Key]:
        return frozenset(self.counts) - self.unpublished
