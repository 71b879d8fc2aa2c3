"""One pass over a table with one row per person, and all the repeated-measures model needs is known.

study.md §3.2. The table is wide: an outcome per wave, factors and covariates that a person has for good.
With u = (1, covariates, outcomes), one group-by gives, for each combination of answered waves and
factor levels, the number of people and the sums of products u_j u_k; nothing else is computed on the
rows, so the same expressions run on every engine that Narwhals knows, on any number of rows.
`wide_moments` makes the moments of `statistics` from them.

Numbers are taken from constants before they are multiplied, so that no digits are lost: published
ones (the middle of the scale, age 45) where sums of several services are to be added. Null is missing,
NaN is turned into null; a person without one of the factors or covariates is left out and counted.
Covariates that change from wave to wave need the rows themselves: `statistics.Moments.of`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import mul
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt

from visavis.statistics.design import Term
from visavis.statistics.errors import NoData, NotDefined, NotFinite, OneWave, TooLarge
from visavis.statistics.rows import MOST_WAVES, Floats

Monomial = tuple[str, ...]
"""A product of covariates; the empty one is 1."""

Row = Mapping[str, Any]
Collect = Callable[[nw.LazyFrame[Any]], Sequence[Row]]

PATTERN, COMPLETE, PEOPLE = "pattern of waves", "all is known", "people"


@dataclass(frozen=True)
class Wide:
    """Which column is what. outcome: wave → column, the waves in order.

    covariates: column → the constant it is taken from. middle: the outcome's constant.
    """

    outcome: Mapping[str, str]
    factors: tuple[str, ...]
    covariates: Mapping[str, float]
    middle: float = 0.0

    def __post_init__(self) -> None:
        if len(self.outcome) < 2:
            raise OneWave("A model for repeated measures needs the columns of at least two waves.")
        if len(self.outcome) > MOST_WAVES:
            raise TooLarge(f"This model is meant for at most {MOST_WAVES} waves.")


@dataclass(frozen=True, eq=False)
class Cells:
    """What the pass gives: one cell per combination of answered waves and factor levels.

    observed: (k, m). levels: factor → (k,) labels. people: (k,). sums: (k, u, u), u the monomials
    and then the outcomes. left_out: people without a factor or covariate; silent: without any answer.
    """

    wide: Wide
    monomials: tuple[Monomial, ...]
    observed: npt.NDArray[np.bool_]
    levels: Mapping[str, list[str]]
    people: Floats
    sums: Floats
    left_out: int
    silent: int

    def factors(self) -> dict[str, list[str]]:
        """Levels that occur, sorted; numbers by size. The first is the reference."""
        return {name: _in_order(set(found)) for name, found in self.levels.items()}

    def covariate_means(self) -> dict[str, float]:
        """Of each covariate over all answers, in its own unit: where means stand."""
        answers = self.people * self.observed.sum(axis=1)
        here = self.observed.sum(axis=1) @ self.sums[:, 0, :]
        place = {each: number for number, each in enumerate(self.monomials)}
        return {
            name: float(here[place[(name,)]] / answers.sum()) + constant
            for name, constant in self.wide.covariates.items()
            if (name,) in place
        }


def streamed(lazy: nw.LazyFrame[Any]) -> Sequence[Row]:
    """How the few sums come back: by Polars, a batch of rows at a time."""
    found = lazy.collect(backend="polars", engine="streaming")
    return list(found.iter_rows(named=True))


def cells(
    table: Any, wide: Wide, terms: Sequence[Term], *, wave: str, collect: Collect = streamed
) -> Cells:
    """One pass. table: whatever Narwhals takes, a lazy frame best; wave: its name in the terms.

    Raises NoData, NotFinite, NotDefined for a name in the terms that is neither factor nor covariate.
    """
    monomials = tuple(_monomials(wide, terms, wave))
    found = [dict(row) for row in collect(query(table, wide, monomials))]
    known = [row for row in found if row[COMPLETE]]
    answered = [row for row in known if row[PATTERN]]
    answered.sort(key=lambda row: (row[PATTERN], *(str(row[name]) for name in wide.factors)))
    if not answered:
        raise NoData("No person has all factors and covariates of the model, and an answer.")
    m, size = len(wide.outcome), len(monomials) + len(wide.outcome)
    sums = np.zeros((len(answered), size, size))
    for j in range(size):
        for k in range(j, size):
            values = [row[_name(j, k)] for row in answered]
            sums[:, j, k] = sums[:, k, j] = np.array(values, dtype=np.float64)
    if not np.isfinite(sums).all():
        squares = np.diagonal(sums, axis1=1, axis2=2)
        where = int(np.argmin(np.isfinite(squares).all(axis=0)))
        names = [*(":".join(each) for each in monomials), *wide.outcome.values()]
        raise NotFinite(f"The column {names[where]} holds an infinite value. Correct it.")
    codes = np.array([row[PATTERN] for row in answered], dtype=np.int64)
    return Cells(
        wide=wide,
        monomials=monomials,
        observed=(codes[:, None] >> np.arange(m) & 1).astype(bool),
        levels={name: [_label(row[name]) for row in answered] for name in wide.factors},
        people=sums[:, 0, 0],
        sums=sums,
        left_out=sum(row[PEOPLE] for row in found if not row[COMPLETE]),
        silent=sum(row[PEOPLE] for row in known if not row[PATTERN]),
    )


def query(table: Any, wide: Wide, monomials: Sequence[Monomial]) -> nw.LazyFrame[Any]:
    """The expressions themselves: a pattern, products, a group-by and sums."""
    frame = nw.from_native(table).lazy()
    outcomes = list(wide.outcome.values())
    numeric = [*wide.covariates, *outcomes]
    kinds = frame.collect_schema()
    floats = [name for name in numeric if kinds[name].is_float()]
    frame = frame.select(*dict.fromkeys([*wide.factors, *numeric]))
    frame = frame.with_columns(nw.col(name).fill_nan(None) for name in floats)
    there = {name: ~nw.col(name).is_null() for name in outcomes}
    pattern = reduce(
        lambda a, b: a + b,
        (there[name].cast(nw.Int64) * (1 << place) for place, name in enumerate(outcomes)),
    )
    complete = reduce(
        lambda a, b: a & b,
        (~nw.col(name).is_null() for name in (*wide.factors, *wide.covariates)),
        nw.lit(True),
    )
    centred = {
        name: (nw.col(name).cast(nw.Float64) - constant).fill_null(0.0)
        for name, constant in (*wide.covariates.items(), *((o, wide.middle) for o in outcomes))
    }
    units = [reduce(mul, (centred[name] for name in each), nw.lit(1.0)) for each in monomials]
    units += [centred[name] for name in outcomes]
    places = [f"u{place}" for place in range(len(units))]
    frame = frame.with_columns(
        pattern.alias(PATTERN),
        complete.alias(COMPLETE),
        *(unit.alias(name) for name, unit in zip(places, units, strict=True)),
    )
    products = (
        (nw.col(places[j]) * nw.col(places[k])).sum().alias(_name(j, k))
        for j in range(len(units))
        for k in range(j, len(units))
    )
    grouped: nw.LazyFrame[Any] = frame.group_by(PATTERN, COMPLETE, *wide.factors).agg(
        nw.len().alias(PEOPLE), *products
    )
    return grouped


def _monomials(wide: Wide, terms: Sequence[Term], wave: str) -> Iterator[Monomial]:
    """1, and every product of covariates in a term with all that stand in it."""
    seen: dict[Monomial, None] = {(): None}
    for term in terms:
        for name in term:
            if name not in (wave, *wide.factors, *wide.covariates):
                raise NotDefined(f"{name} is neither a factor nor a covariate of the wide table.")
        numbers = sorted(name for name in term if name in wide.covariates)
        for count in range(1, len(numbers) + 1):
            for some in combinations(numbers, count):
                seen[some] = None
    yield from seen


def _label(value: object) -> str:
    """Equal numbers are one level, whole ones without a point."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _name(j: int, k: int) -> str:
    return f"s{j}_{k}"


def _in_order(labels: set[str]) -> list[str]:
    try:
        return sorted(labels, key=float)
    except ValueError:
        return sorted(labels)
