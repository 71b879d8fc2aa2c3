"""The answers of a snapshot, laid out once so that every claim finds its own quickly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from visavis.factsheet.facts import all_levels, with_contact
from visavis.study.snapshot import Snapshot

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class LaidOut:
    """A snapshot's answers so that every claim finds its own at once.

    ids: everybody who answered, in order. rows: per wave the row of each in the scores, −1 for none.
    late: per row, outside its window. facts: level of each person, by name.
    """

    ids: tuple[str, ...]
    rows: Mapping[int, NDArray[np.int64]]
    late: NDArray[np.bool_]
    scores: pl.DataFrame
    facts: Mapping[str, tuple[str, ...]]

    def at(self, column: str, wave: int, *, late: bool) -> Floats:
        """One column of everybody at a wave, nan where missing (or outside its window)."""
        found = np.full(len(self.ids), np.nan)
        rows = self.rows.get(wave)
        if rows is not None:
            there = rows >= 0
            if not late:
                there[there] = ~self.late[rows[there]]
            values = self.scores[column].cast(pl.Float64).fill_null(np.nan).to_numpy()
            found[there] = values[rows[there]]
        return found

    def has(self, fact: str, values: Sequence[str]) -> NDArray[np.bool_]:
        return np.array([value in values for value in self.facts[fact]], dtype=bool)

    def facts_of(self, people: NDArray[np.int64]) -> dict[str, tuple[str, ...]]:
        return {
            name: tuple(values[place] for place in people) for name, values in self.facts.items()
        }


@lru_cache(maxsize=2)
def laid_out(snapshot: Snapshot) -> LaidOut:
    """Kept, because every claim of a snapshot asks."""
    scores = snapshot.scores
    ids = tuple(sorted(scores["study_id"].unique()))
    place = {name: number for number, name in enumerate(ids)}
    where = np.array([place[name] for name in scores["study_id"]], dtype=np.int64)
    waves = scores["wave"].to_numpy()
    rows = {}
    for wave in np.unique(waves).tolist():
        of = np.flatnonzero(waves == wave)
        rows[wave] = np.full(len(ids), -1, dtype=np.int64)
        rows[wave][where[of]] = of
    people = pl.DataFrame({"study_id": ids}, schema={"study_id": pl.String}).join(
        with_contact(snapshot.people), on="study_id", how="left", maintain_order="left"
    )
    late = scores["outside_window"].to_numpy().astype(bool)
    return LaidOut(ids, rows, late, scores, all_levels(people))
