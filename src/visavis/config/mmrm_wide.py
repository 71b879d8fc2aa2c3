"""A table with one row per person and a column per wave: what `visavis mmrm --wide` fits.

The rows are read once, as sums (`study.moments_pass`), so that a file of ten million people needs no
more memory than one of a thousand.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from visavis.config.mmrm_files import PARQUET, read_table, scan_parquet
from visavis.config.mmrm_model import ranked, referenced
from visavis.config.mmrm_table import Asked, BadInput, LeftOut, Table, is_numeric, labels, numbers
from visavis.statistics import Design, Moments
from visavis.statistics.errors import CannotEstimate, NoData
from visavis.statistics.rows import Floats
from visavis.study.moments_pass import Cells, Wide, cells
from visavis.study.wide_moments import moments, spanning


@dataclass(frozen=True)
class PreparedWide:
    """As mmrm_model.Prepared, from sums instead of rows."""

    asked: Asked
    design: Design
    cells: Cells
    left_out: LeftOut

    @property
    def fitted(self) -> Moments:
        return moments(self.cells, self.design, wave=self.asked.wave)

    @property
    def patterns(self) -> list[tuple[list[str], int]]:
        waves = list(self.cells.wide.outcome)
        counted = Counter[tuple[str, ...]]()
        for answered, people in zip(self.cells.observed, self.cells.people, strict=True):
            pattern = tuple(w for w, there in zip(waves, answered, strict=True) if there)
            counted[pattern] += round(people)
        return ranked(counted, waves)

    @property
    def where(self) -> str:
        columns = ", ".join(self.cells.wide.outcome.values())
        used = round(self.cells.people.sum())
        return f"(Outcome in {columns}; {used} of {self.left_out.of} rows could be used.)"

    def hypotheses(self) -> dict[tuple[str, ...], Floats]:
        return self.design.hypotheses(*spanning(self.cells, self.design, wave=self.asked.wave))

    def standing(self) -> dict[str, float]:
        return self.cells.covariate_means()

    def observed_shares(self) -> dict[str, list[float]]:
        return {
            name: [
                float(
                    sum(p for p, has in zip(self.cells.people, found, strict=True) if has == level)
                )
                for level in self.design.factors[name]
            ]
            for name, found in self.cells.levels.items()
            if name in self.design.factors
        }

    def held(self, names: Sequence[str]) -> set[tuple[int, ...]]:
        order = {name: {v: i for i, v in enumerate(self.design.factors[name])} for name in names}
        found = set()
        for row in range(len(self.cells.people)):
            of = {
                name: order[name][self.cells.levels[name][row]]
                for name in names
                if name in self.cells.levels
            }
            for place in np.flatnonzero(self.cells.observed[row]).tolist():
                found.add(tuple(of.get(name, place) for name in names))
        return found


def waves_of(listed: str) -> dict[str, str]:
    """ "T1=y1,T2=y2" → wave to column, in order. Raises BadInput."""
    found: dict[str, str] = {}
    for part in listed.split(","):
        wave, sign, column = (each.strip() for each in part.partition("="))
        if not sign or not wave or not column or wave in found:
            raise BadInput(f'"{listed}" should name waves and columns, like "T1=y1,T2=y2".')
        found[wave] = column
    return found


def prepare_wide(
    path: Path, asked: Asked, outcome: Mapping[str, str], references: Sequence[str] = ()
) -> PreparedWide:
    """Raises BadInput."""
    if asked.weights is not None:
        raise BadInput("Weights are for files with one row per person and wave. Leave --wide out.")
    names = list(dict.fromkeys(name for term in asked.terms for name in term if name != asked.wave))
    if path.suffix.lower() in PARQUET:
        table, kinds = _of_parquet(path, names, list(outcome.values()), asked)
    else:
        table, kinds = _of_table(read_table(path), names, list(outcome.values()), asked)
    factors = tuple(name for name in names if kinds[name])
    wide = Wide(outcome, factors, {name: 0.0 for name in names if not kinds[name]})
    try:
        found = cells(table, wide, asked.terms, wave=asked.wave)
    except NoData:
        raise BadInput(
            f"No row has a value in all of: {', '.join(names) or 'the model'}, and an answer in one of "
            f"{', '.join(outcome.values())}. Fill in what is missing, or leave a column out."
        ) from None
    except CannotEstimate as refusal:
        raise BadInput(str(refusal)) from None
    levels = {asked.wave: list(outcome), **found.factors()}
    return PreparedWide(
        asked,
        Design(asked.terms, referenced(levels, references)),
        found,
        _left_out(table, found, names, list(outcome.values())),
    )


def _of_parquet(
    path: Path, names: Sequence[str], outcomes: Sequence[str], asked: Asked
) -> tuple[pl.LazyFrame, dict[str, bool]]:
    """The file, unread, and for each name whether it is a factor."""
    frame = scan_parquet(path)
    schema = frame.collect_schema()
    for name in (*names, *outcomes):
        if name not in schema:
            there = ", ".join(schema)
            raise BadInput(
                f"The file has no column {name}. Its columns are: {there}. Name one of these."
            )
    for name in outcomes:
        if not schema[name].is_numeric():
            raise BadInput(
                f"The column {name} must hold numbers, but holds {schema[name]}. "
                "Write it as numbers, or name another column."
            )
    kinds = {name: name in asked.categories or not schema[name].is_numeric() for name in names}
    text = [name for name in names if kinds[name] and not schema[name].is_numeric()]
    return frame.with_columns(pl.col(text).cast(pl.String)) if text else frame, kinds


def _of_table(
    table: Table, names: Sequence[str], outcomes: Sequence[str], asked: Asked
) -> tuple[pl.LazyFrame, dict[str, bool]]:
    kinds = {name: name in asked.categories or not is_numeric(table, name) for name in names}
    columns: dict[str, Sequence[str | None] | npt.NDArray[np.float64]] = {
        name: labels(table, name)[0] if kinds[name] else numbers(table, name) for name in names
    }
    columns |= {name: numbers(table, name) for name in outcomes}
    frame = pl.DataFrame(
        [
            pl.Series(name, values, dtype=pl.String if kinds.get(name) else pl.Float64)
            for name, values in columns.items()
        ]
    )
    return frame.lazy(), kinds


def _left_out(
    table: pl.LazyFrame, found: Cells, names: Sequence[str], outcomes: Sequence[str]
) -> LeftOut:
    """Who could not be used. Only then the rows are looked at once more, to say which and why."""
    gone = found.left_out + found.silent
    of = round(found.people.sum()) + gone
    if not gone:
        return LeftOut(0, of, {}, [], "row", [])
    known = [pl.col(name).is_null() for name in names]
    schema = table.collect_schema()
    silent = pl.all_horizontal(
        pl.col(name).is_null() | pl.col(name).is_nan()
        if schema[name].is_float()
        else pl.col(name).is_null()
        for name in outcomes
    )
    unused = pl.any_horizontal(*known, silent)
    looked = (
        table.select(
            pl.int_range(1, pl.len() + 1).alias("row"),
            *(missing.alias(name) for missing, name in zip(known, names, strict=True)),
            silent.alias("any answer"),
            unused.alias("unused"),
        )
        .filter("unused")
        .collect()
    )
    missing = {name: int(looked[name].sum()) for name in (*names, "any answer")}
    missing = {name: count for name, count in missing.items() if count}
    return LeftOut(gone, of, missing, looked["row"].to_list(), "row", [])
