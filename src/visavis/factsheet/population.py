"""Who a claim speaks about: rows of a snapshot as arrays, and the query that took them.

Everything a claim uses from the snapshot goes through here, so the query's description, whose hash
stands in the trace, is written beside the code that carries it out.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from visavis.factsheet.facts import FACTS as FACTS
from visavis.factsheet.facts import KNOWN as KNOWN
from visavis.factsheet.facts import UNKNOWN as UNKNOWN
from visavis.factsheet.facts import UNLINKED as UNLINKED
from visavis.factsheet.facts import levels as levels
from visavis.factsheet.facts import with_contact as with_contact
from visavis.factsheet.laid_out import laid_out
from visavis.factsheet.scales import complete_items as complete_items
from visavis.factsheet.scales import items_of as items_of
from visavis.factsheet.scales import scale_of as scale_of
from visavis.study.snapshot import Snapshot

Floats = NDArray[np.float64]

FEWEST_IN_A_CATEGORY = 10
"""study.md §3.7: smaller categories are merged; here always into "other"."""

MERGED = "other"


@dataclass(frozen=True, slots=True)
class Query:
    """What was taken from the snapshot, in words that can be hashed."""

    said: Mapping[str, Any]

    @property
    def hash(self) -> str:
        text = json.dumps(self.said, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


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
    among: Sequence[str] | None = None,
) -> Waves:
    """One score (or item) of everybody who has it at one of `any_of` (default: all `waves`).

    late: whether answers outside their window count; the main analysis leaves them out. among: values
    of `contact`, where a claim speaks of some of them; None for everybody.
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
        | ({} if among is None else {"contact": list(among)})
    )
    held = laid_out(snapshot)
    y = np.column_stack([held.at(column, wave, late=late) for wave in waves])
    given = np.isfinite(y)[:, [waves.index(wave) for wave in counted]].any(axis=1)
    if among is not None:
        given &= held.has("contact", among)
    people = np.flatnonzero(given)
    facts = held.facts_of(people)
    chosen = grouped(facts, covariates, snapshot)
    ids = tuple(held.ids[place] for place in people)
    return Waves(ids, tuple(waves), y[people], chosen, facts, query)


def grouped(
    facts: Mapping[str, tuple[str, ...]], covariates: Sequence[str], snapshot: Snapshot
) -> dict[str, tuple[str, ...]]:
    """The group of each person by covariate, small groups together."""
    chosen = {}
    for name in covariates:
        under = grouping(Counter(facts[name]), caseload_counts(snapshot, name))
        chosen[name] = tuple(under[value] for value in facts[name])
    return chosen


@dataclass(frozen=True, slots=True)
class Answers:
    """Several numbers of the same people, each from a wave of its own.

    values: (people,) by name, nan where missing. facts: level per person, by name.
    """

    ids: tuple[str, ...]
    values: Mapping[str, Floats]
    covariates: Mapping[str, tuple[str, ...]]
    facts: Mapping[str, tuple[str, ...]]
    query: Query

    @property
    def n(self) -> int:
        return len(self.ids)


def answers_of(
    snapshot: Snapshot,
    wanted: Mapping[str, tuple[str, int]],
    needed: Sequence[str],
    covariates: Sequence[str] = (),
    *,
    late: bool = False,
    among: Sequence[str] | None = None,
    linked: bool = False,
) -> Answers:
    """Numbers by name, each a column at a wave, of everybody who gave all that are `needed`.

    late: as for score_over_waves. among: values of `contact`; None for everybody. linked: only those
    who agreed that facts stand beside their answers.
    """
    query = Query(
        {
            "columns": {name: list(place) for name, place in sorted(wanted.items())},
            "answered all of": list(needed),
            "covariates": list(covariates),
            "contact": list(among) if among is not None else "any",
            "linked": linked,
            "late answers": "counted" if late else "left out",
            "instruments": {one.instrument.id: one.hash for one in snapshot.instruments},
        }
    )
    held = laid_out(snapshot)
    found = {name: held.at(column, wave, late=late) for name, (column, wave) in wanted.items()}
    given = np.all([np.isfinite(found[name]) for name in needed], axis=0)
    if among is not None:
        given &= held.has("contact", among)
    if linked:
        given &= ~held.has("role", (UNLINKED,))
    people = np.flatnonzero(given)
    facts = held.facts_of(people)
    values = {name: each[people] for name, each in found.items()}
    chosen = grouped(facts, covariates, snapshot)
    return Answers(tuple(held.ids[place] for place in people), values, chosen, facts, query)


def few_left_out(snapshot: Snapshot, column: str, wave: int, counted: int) -> bool:
    """Whether fewer than ten who answered at a wave are not among those counted.

    Then an exact count would give theirs away, by taking it from the count of all.
    """
    rows = snapshot.scores.filter((pl.col("wave") == wave) & ~pl.col("outside_window"))
    return 0 < rows[column].drop_nulls().len() - counted < FEWEST_IN_A_CATEGORY


@lru_cache(maxsize=24)
def caseload_counts(snapshot: Snapshot, fact: str) -> Mapping[str, int]:
    """How many of everybody asked have each level of a fact. Kept, because every claim asks."""
    frame = with_contact(snapshot.caseload)
    values = frame.select(pl.col(fact).cast(pl.String).fill_null(UNKNOWN)).to_series()
    return {str(key): int(count) for key, count in values.value_counts().sort(fact).iter_rows()}
