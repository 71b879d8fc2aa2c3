"""Covariates as columns: the facts of a claim's people, small groups taken together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from visavis.factsheet.population import (
    UNLINKED,
    Floats,
    caseload_counts,
    grouping,
    regrouped,
)
from visavis.study.snapshot import Snapshot


class People(Protocol):
    """Whoever has covariates by group, and the facts behind them."""

    @property
    def n(self) -> int: ...
    @property
    def covariates(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def facts(self) -> Mapping[str, tuple[str, ...]]: ...


@dataclass(frozen=True, slots=True)
class Dummies:
    """Covariates as 0/1 columns, the most frequent group of each left out.

    columns: (people, k). names: "role=kin". asked: (k,), the share of everybody asked.
    """

    columns: Floats
    names: tuple[str, ...]
    asked: Floats


def dummies(people: People, snapshot: Snapshot) -> Dummies:
    """The covariates of a claim as columns. Unlinked people have one column for all covariates."""
    columns, names, asked = [], [], []
    for place, (name, values) in enumerate(people.covariates.items()):
        seen = sorted(set(values), key=lambda group: (-values.count(group), group))
        whole = caseload_counts(snapshot, name)
        under = grouping(Counter(people.facts[name]), whole)
        of_all = regrouped(whole, under)
        total = sum(of_all[group] for group in seen) or 1
        for group in seen[1:]:
            if group == UNLINKED and place > 0:
                continue  # the same people as in the first covariate's column
            columns.append([float(value == group) for value in values])
            names.append(f"{name}={group}")
            asked.append(of_all[group] / total)
    shape = (people.n, len(names))
    return Dummies(np.array(columns).T.reshape(shape), tuple(names), np.array(asked))
