"""Who a claim speaks about: rows of a snapshot as arrays, and the query that took them.

Everything a claim uses from the snapshot goes through here, so the query's description, whose hash
stands in the trace, is written beside the code that carries it out.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from visavis.study.snapshot import Snapshot

Floats = NDArray[np.float64]

FEWEST_IN_A_CATEGORY = 10
"""study.md §3.7: smaller categories are merged; here always into "other"."""

UNKNOWN = "unknown"
UNLINKED = "unlinked"
"""Somebody who answers but did not agree to linking: no fact may stand beside the answers."""

MERGED = "other"
FACTS = ("role", "event_type", "contact", "initiated", "year")
"""The facts over which weights are raked, in the order in which raking cycles."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was taken from the snapshot, in words that can be hashed."""

    said: Mapping[str, Any]

    @property
    def hash(self) -> str:
        text = json.dumps(self.said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def with_contact(frame: pl.DataFrame) -> pl.DataFrame:
    """The people or the caseload with one more column, `contact`: contact, none, or open yet."""
    if "form" in frame.columns:
        met = (
            pl.when(pl.col("form").is_null())
            .then(pl.lit("open"))
            .when(pl.col("form") == "none")
            .then(pl.lit("none"))
            .otherwise(pl.lit("contact"))
        )
    else:
        met = (
            pl.when(pl.col("group").is_null())
            .then(pl.lit("open"))
            .when(pl.col("group") == "A")
            .then(pl.lit("contact"))
            .otherwise(pl.lit("none"))
        )
    return frame.with_columns(met.alias("contact"))


def levels(frame: pl.DataFrame, fact: str) -> tuple[str, ...]:
    """A fact of each person as text."""
    told = (
        pl.when(pl.col("role").is_null())
        .then(pl.lit(UNLINKED))
        .otherwise(pl.col(fact).cast(pl.String).fill_null(UNKNOWN))
    )
    return tuple(frame.select(told.alias("level"))["level"])


def grouping(answered: Mapping[str, int], asked: Mapping[str, int]) -> dict[str, str]:
    """Under which name each level is counted, so that no group of those who answered is small.

    Levels with few who answered go together under "other"; while that is still small, the next
    smallest joins it. So no small group can be found by subtraction either.
    """
    every = sorted((answered.keys() | asked.keys()) - {UNLINKED})
    few = {level for level in every if answered.get(level, 0) < FEWEST_IN_A_CATEGORY}
    if few:
        few |= {MERGED} & set(every)
    while few and sum(answered.get(level, 0) for level in few) < FEWEST_IN_A_CATEGORY:
        left = [level for level in every if level not in few]
        if not left:
            break
        few.add(min(left, key=lambda level: (answered.get(level, 0), level)))
    return {level: MERGED if level in few else level for level in every} | {UNLINKED: UNLINKED}


def regrouped(counts: Mapping[str, int], under: Mapping[str, str]) -> Counter[str]:
    """Counts by level as counts by the names of `grouping`."""
    found = Counter[str]()
    for level, count in counts.items():
        found[under[level]] += count
    return found


@dataclass(frozen=True, slots=True)
class Waves:
    """A score over waves for the people of a claim.

    y: shape (people, waves), NaN where missing. covariates: group per person, by name.
    facts: level per person before grouping, by name.
    """

    ids: tuple[str, ...]
    waves: tuple[int, ...]
    y: Floats
    covariates: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, ...]]
    query: Query

    @property
    def n(self) -> int:
        return len(self.ids)

    def at(self, wave: int) -> Floats:
        return self.y[:, self.waves.index(wave)]


def score_over_waves(
    snapshot: Snapshot,
    column: str,
    waves: Sequence[int],
    covariates: Sequence[str],
    *,
    late: bool = False,
    any_of: Sequence[int] | None = None,
) -> Waves:
    """One score (or item) of everybody who has it at one of `any_of` (default: all `waves`).

    late: whether answers outside their window count; the main analysis leaves them out.
    """
    counted = tuple(any_of or waves)
    query = Query(
        {
            "column": column,
            "waves": list(waves),
            "answered one of": list(counted),
            "covariates": list(covariates),
            "late answers": "counted" if late else "left out",
            "instruments": {one.instrument.id: one.hash for one in snapshot.instruments},
        }
    )
    rows = snapshot.scores.filter(pl.col("wave").is_in(list(waves)) & pl.col(column).is_not_null())
    if not late:
        rows = rows.filter(~pl.col("outside_window"))
    wide = rows.pivot(on="wave", index="study_id", values=column)
    for wave in waves:
        if str(wave) not in wide.columns:
            wide = wide.with_columns(pl.lit(None, dtype=pl.Float64).alias(str(wave)))
    wide = wide.filter(pl.any_horizontal(pl.col(str(wave)).is_not_null() for wave in counted))
    people = with_contact(snapshot.people)
    wide = wide.join(people, on="study_id", how="left").sort("study_id")
    y = wide.select(pl.col(str(wave)).cast(pl.Float64) for wave in waves).fill_null(np.nan)
    facts = {fact: levels(wide, fact) for fact in FACTS}
    chosen = {}
    for name in covariates:
        under = grouping(Counter(facts[name]), caseload_counts(snapshot, name))
        chosen[name] = tuple(under[value] for value in facts[name])
    return Waves(
        tuple(wide["study_id"]), tuple(waves), y.to_numpy().astype(np.float64), chosen, facts, query
    )


def items_of(snapshot: Snapshot, score: str) -> tuple[str, ...]:
    """The items of which a score is the mean. Raises KeyError for an unknown score."""
    for asked in snapshot.instruments:
        for each in asked.instrument.scores:
            if each.code == score:
                return each.items
    raise KeyError(score)


def scale_of(snapshot: Snapshot, score: str) -> tuple[int, int]:
    """The ends of a score's scale. Raises KeyError for an unknown score."""
    for asked in snapshot.instruments:
        for each in asked.instrument.scores:
            if each.code == score:
                return int(each.low), int(each.high)
    raise KeyError(score)


def complete_items(snapshot: Snapshot, items: Sequence[str], wave: int) -> Floats:
    """Answers of everybody who answered all these items at this wave, shape (people, items)."""
    rows = snapshot.scores.filter((pl.col("wave") == wave) & ~pl.col("outside_window"))
    return rows.sort("study_id").select(items).drop_nulls().to_numpy().astype(np.float64)


def caseload_counts(snapshot: Snapshot, fact: str) -> dict[str, int]:
    """How many of everybody asked have each level of a fact."""
    frame = with_contact(snapshot.caseload)
    values = frame.select(pl.col(fact).cast(pl.String).fill_null(UNKNOWN)).to_series()
    return {str(key): int(count) for key, count in values.value_counts().sort(fact).iter_rows()}
