"""What the instruments of a snapshot say of a column: its items, its scale, who answered all of it."""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from visavis.study.instrument import high, low
from visavis.study.snapshot import Snapshot

Floats = NDArray[np.float64]


def items_of(snapshot: Snapshot, column: str) -> tuple[str, ...]:
    """The items of which a score is the mean; none for an item. Raises KeyError for what is neither."""
    for asked in snapshot.instruments:
        for each in asked.instrument.scores:
            if each.code == column:
                return each.items
        if any(item.code == column for item in asked.instrument.items):
            return ()
    raise KeyError(column)


def scale_of(snapshot: Snapshot, column: str) -> tuple[int, int]:
    """The ends of the scale of a score or an item. Raises KeyError for what is neither."""
    for asked in snapshot.instruments:
        for each in asked.instrument.scores:
            if each.code == column:
                return int(each.low), int(each.high)
        for item in asked.instrument.items:
            if item.code == column:
                return int(low(item)), int(high(item))
    raise KeyError(column)


def complete_items(snapshot: Snapshot, items: Sequence[str], wave: int) -> Floats:
    """Answers of everybody who answered all these items at this wave, shape (people, items)."""
    rows = snapshot.scores.filter((pl.col("wave") == wave) & ~pl.col("outside_window"))
    return rows.sort("study_id").select(items).drop_nulls().to_numpy().astype(np.float64)
