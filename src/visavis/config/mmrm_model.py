"""A formula and a table become a design with its values: what `visavis mmrm` fits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Protocol

import numpy as np
import numpy.typing as npt

from visavis.config.mmrm_refusals import (
    refuse_duplicates,
    refuse_nothing_to_compare,
    refuse_unused_levels,
    refuse_weights,
)
from visavis.config.mmrm_table import (
    Asked,
    BadInput,
    LeftOut,
    Table,
    is_numeric,
    labels,
    numbers,
)
from visavis.statistics import Design, Moments, Rows, Term, rows
from visavis.statistics.rows import Floats


class Ready(Protocol):
    """A study ready to be fitted, from rows or from sums."""

    @property
    def design(self) -> Design: ...
    @property
    def fitted(self) -> Rows | Moments: ...
    @property
    def left_out(self) -> LeftOut: ...
    @property
    def patterns(self) -> list[tuple[list[str], int]]: ...
    @property
    def where(self) -> str: ...
    def hypotheses(self) -> dict[Term, Floats]: ...
    def standing(self) -> dict[str, float]: ...
    def observed_shares(self) -> dict[str, list[float]]: ...
    def held(self, names: Sequence[str]) -> set[tuple[int, ...]]: ...


@dataclass(frozen=True)
class Prepared:
    """What the file and the formula come to. values: of the rows that are used."""

    asked: Asked
    design: Design
    values: Mapping[str, npt.NDArray[np.generic]]
    outcome: npt.NDArray[np.float64]
    person: list[str]
    wave: list[str]
    waves: list[str]
    weights: npt.NDArray[np.float64] | None
    left_out: LeftOut

    @cached_property
    def fitted(self) -> Rows:
        return rows(
            self.outcome,
            self.design.matrix(self.values, rows=len(self.outcome)),
            self.person,
            self.wave,
            columns=self.design.columns,
            waves=self.waves,
            weights=self.weights,
        )

    def hypotheses(self) -> dict[Term, Floats]:
        """The contrasts of each term."""
        return self.design.hypotheses(self.fitted.design, self.values)

    def standing(self) -> dict[str, float]:
        """Where covariates stand in means: at their own mean over the rows."""
        return {
            name: float(values.mean())
            for name, values in self.values.items()
            if name not in self.design.factors
        }

    def observed_shares(self) -> dict[str, list[float]]:
        """People per level, of each factor that is one person's for good."""
        first: dict[str, int] = {}
        for row, person in enumerate(self.person):
            first.setdefault(person, row)
        place = np.array([first[person] for person in self.person])
        found = {}
        for name, there in self.design.factors.items():
            codes = np.asarray(self.values[name], dtype=np.int64)
            if (codes == codes[place]).all():
                counts = np.bincount(codes[list(first.values())], minlength=len(there))
                found[name] = [float(count) for count in counts]
        return found

    def held(self, names: Sequence[str]) -> set[tuple[int, ...]]:
        """Which combinations of levels (their places) some row has."""
        return set(zip(*(self.values[name].tolist() for name in names), strict=True))

    @property
    def patterns(self) -> list[tuple[list[str], int]]:
        """Which waves people answered, and how many answered just these; the most first."""
        answered: dict[str, set[str]] = {}
        for person, wave in zip(self.person, self.wave, strict=True):
            answered.setdefault(person, set()).add(wave)
        counted = Counter(tuple(w for w in self.waves if w in of) for of in answered.values())
        return ranked(counted, self.waves)

    @property
    def where(self) -> str:
        """Which columns and how many rows a refusal is about."""
        used = len(self.outcome)
        return (
            f"(Outcome {self.asked.outcome}, people in {self.asked.subject}, waves in "
            f"{self.asked.wave}; {used} of {self.left_out.of} rows could be used.)"
        )


def ranked(
    counted: Mapping[tuple[str, ...], int], waves: Sequence[str]
) -> list[tuple[list[str], int]]:
    """Patterns of answered waves, the most frequent first, then the earliest waves."""
    order = {wave: place for place, wave in enumerate(waves)}
    first = sorted(counted, key=lambda each: (-counted[each], [order[wave] for wave in each]))
    return [(list(pattern), counted[pattern]) for pattern in first]


def prepare(table: Table, asked: Asked, references: Sequence[str] = ()) -> Prepared:
    """Levels, numbers and the rows that have all of them. Raises BadInput."""
    y = numbers(table, asked.outcome)
    names = list(dict.fromkeys(name for term in asked.terms for name in term))
    covariates = {
        name: numbers(table, name)
        for name in names
        if name not in asked.categories and is_numeric(table, name)
    }
    chosen = [name for name in names if name not in covariates]
    levels = {name: labels(table, name) for name in dict.fromkeys([*chosen, asked.wave])}
    people, _ = labels(table, asked.subject)
    weights = None if asked.weights is None else numbers(table, asked.weights)

    absent = {asked.outcome: np.isnan(y), asked.subject: np.array([p is None for p in people])}
    absent |= {name: np.isnan(values) for name, values in covariates.items()}
    absent |= {
        name: np.array([each is None for each in cells]) for name, (cells, _) in levels.items()
    }
    if asked.weights is not None and weights is not None:
        absent[asked.weights] = np.isnan(weights)
    dropped = np.logical_or.reduce(list(absent.values()))
    kept = np.flatnonzero(~dropped).tolist()
    if not kept:
        raise BadInput(
            f"No row has a value in all of: {', '.join(absent)}. Fill in what is missing, or leave "
            "a column out of the formula."
        )
    stayed = {people[row] for row in kept}
    left_out = LeftOut(
        rows=int(dropped.sum()),
        of=len(y),
        missing={name: int(gone.sum()) for name, gone in absent.items() if gone.any()},
        places=[table.places[row] for row in np.flatnonzero(dropped).tolist()],
        unit=table.unit,
        people=[name for name in dict.fromkeys(people) if name is not None and name not in stayed],
    )
    refuse_unused_levels(table, levels, kept)
    factors = referenced({name: levels[name][1] for name in chosen}, references)
    codes = {name: {level: i for i, level in enumerate(factors[name])} for name in chosen}
    at = [str(levels[asked.wave][0][row]) for row in kept]
    person = [str(people[row]) for row in kept]
    refuse_nothing_to_compare(table, asked, kept, person, at)
    refuse_duplicates(table, asked, kept, person, at)
    if weights is not None:
        refuse_weights(table, asked, kept, person, weights)
    return Prepared(
        asked=asked,
        design=Design(asked.terms, factors),
        values={name: values[kept] for name, values in covariates.items()}
        | {
            name: np.array([codes[name][str(levels[name][0][row])] for row in kept])
            for name in chosen
        },
        outcome=y[kept],
        person=person,
        wave=at,
        waves=levels[asked.wave][1],
        weights=None if weights is None else weights[kept],
        left_out=left_out,
    )


def referenced(factors: dict[str, list[str]], wishes: Sequence[str]) -> dict[str, list[str]]:
    """The wished level of each factor in front. Raises BadInput."""
    for wish in wishes:
        name, sign, level = (part.strip() for part in wish.partition("="))
        if not sign or name not in factors:
            there = ", ".join(factors) or "none"
            raise BadInput(
                f'"{wish}" is not COLUMN=LEVEL for a factor of the model. Its factors are: {there}.'
            )
        if level not in factors[name]:
            raise BadInput(
                f"{name} has no level {level}. Its levels are: {', '.join(factors[name])}."
            )
        factors[name] = [level, *(each for each in factors[name] if each != level)]
    return factors


def empty_cells(data: Ready) -> str:
    """Which combination of levels nobody has, where that is why columns repeat each other."""
    for term in data.design.terms:
        names = [name for name in term if name in data.design.factors]
        held = data.held(names) if len(names) > 1 else set()
        counts = (range(len(data.design.factors[name])) for name in names)
        for cell in product(*counts) if len(names) > 1 else ():
            if cell not in held:
                where = " and ".join(
                    f"{name} = {data.design.factors[name][place]}"
                    for name, place in zip(names, cell, strict=True)
                )
                return f" No row has {where}."
    return ""
