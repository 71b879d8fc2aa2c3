"""Weights that give those who answered the caseload's shares (study.md §3.7)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from visavis.factsheet.population import (
    FACTS,
    UNLINKED,
    Floats,
    caseload_counts,
    grouping,
    regrouped,
)
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.weights import rake
from visavis.study.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Weights:
    """values: (people,), mean one. over: the facts whose shares they give, as far as possible."""

    values: Floats
    over: tuple[str, ...]


def rake_to_caseload(facts: Mapping[str, tuple[str, ...]], snapshot: Snapshot) -> Weights:
    """Weights that give these people the caseload's shares; one for the unlinked.

    Facts join in their registered order. One that no weights within the bounds of study.md §3.7
    could satisfy beside those before it is left out; `over` tells what remained.
    """
    return _raked(tuple(facts[fact] for fact in FACTS), snapshot)


@lru_cache(maxsize=32)
def _raked(levels_of: tuple[tuple[str, ...], ...], snapshot: Snapshot) -> Weights:
    """Kept, because several claims speak of the same people."""
    facts = dict(zip(FACTS, levels_of, strict=True))
    linked = np.array([value != UNLINKED for value in facts[FACTS[0]]])
    categories, totals, names = [], [], []
    for fact in FACTS:
        mine = [value for value in facts[fact] if value != UNLINKED]
        whole = caseload_counts(snapshot, fact)
        under = grouping(Counter(mine), whole)
        groups = sorted({under[value] for value in mine})
        if len(groups) < 2:
            continue
        of_all = regrouped(whole, under)
        if any(not of_all[group] for group in groups):
            continue
        categories.append([groups.index(under[value]) for value in mine])
        totals.append([of_all[group] for group in groups])
        names.append(fact)
    weights, over = np.ones(len(linked)), list[int]()
    for place in range(len(names)):
        tried = [*over, place]
        try:
            raked = rake([categories[one] for one in tried], [totals[one] for one in tried])
        except CannotEstimate:
            continue
        weights[linked], over = raked.weights, tried
    return Weights(weights, tuple(names[place] for place in over))
