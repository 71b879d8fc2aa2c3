"""Rows that a model of repeated measures cannot be fitted to, each with its columns, its rows and a way out."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from visavis.config.mmrm_table import Asked, BadInput, Table, some


def refuse_nothing_to_compare(
    table: Table, asked: Asked, kept: Sequence[int], person: Sequence[str], wave: Sequence[str]
) -> None:
    """One wave only, one person only."""
    places = some([table.places[row] for row in kept])
    of = f"all {len(kept)} rows that can be used ({table.unit}s {places})"
    if len(set(wave)) == 1:
        raise BadInput(
            f"The column {asked.wave} says {wave[0]} in {of}: there is one wave only. Repeated "
            "measures need at least two. Check whether --wave names the column that tells them apart."
        )
    if len(set(person)) == 1:
        raise BadInput(
            f"The column {asked.subject} says {person[0]} in {of}: there are answers of 1 person "
            "only, and a model of how people differ needs at least two. Check whether --subject "
            "names the column that says who answered."
        )


def refuse_unused_levels(
    table: Table, levels: Mapping[str, tuple[list[str | None], list[str]]], kept: Sequence[int]
) -> None:
    for name, (cells, there) in levels.items():
        used = {cells[row] for row in kept}
        for level in there:
            if level not in used:
                places = [table.places[row] for row, cell in enumerate(cells) if cell == level]
                raise BadInput(
                    f"The level {level} of {name} has no row that can be used; something else is "
                    f"missing in {table.unit} {some(places)}. Fill it in, or take that level out."
                )


def refuse_duplicates(
    table: Table, asked: Asked, kept: Sequence[int], person: Sequence[str], wave: Sequence[str]
) -> None:
    seen: dict[tuple[str, str], int] = {}
    for row, cell in zip(kept, zip(person, wave, strict=True), strict=True):
        if cell in seen:
            raise BadInput(
                f"{cell[0]} (column {asked.subject}) has two rows for {cell[1]} (column "
                f"{asked.wave}): {table.unit}s {table.places[seen[cell]]} and "
                f"{table.places[row]}. Keep one row per person and wave."
            )
        seen[cell] = int(row)


def refuse_weights(
    table: Table,
    asked: Asked,
    kept: Sequence[int],
    person: Sequence[str],
    weights: npt.NDArray[np.float64],
) -> None:
    first: dict[str, int] = {}
    for row, name in zip(kept, person, strict=True):
        if weights[row] <= 0:
            raise BadInput(
                f"The weight in column {asked.weights}, {table.place(row)}, is {weights[row]:g}. "
                "Each weight must be above zero; leave people without weight out of the file."
            )
        before = first.setdefault(name, row)
        if weights[row] != weights[before]:
            raise BadInput(
                f"{name} has two weights in column {asked.weights}: {table.unit}s "
                f"{table.places[before]} and {table.places[row]}. Give a person one weight."
            )
