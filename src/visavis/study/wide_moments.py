"""From the sums of a wide table to the moments of the repeated-measures model.

study.md §3.2. Within one combination of answered waves and factor levels, wave a's columns of the
design are x_a = L_a u for a fixed 0/1 matrix L_a, so C[a, b] = L_a (Σ u uᵀ) L_bᵀ: the moments of the long
table, without a row of it.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from visavis.statistics.design import Design
from visavis.statistics.errors import NotDefined
from visavis.statistics.moments import Coordinates, Moments
from visavis.statistics.rows import Floats
from visavis.study.moments_pass import Cells, Monomial

SAME = 1e-8
"""Two columns that differ by less are one, but for rounding."""


def moments(found: Cells, design: Design, *, wave: str) -> Moments:
    """The moments of the long table that the wide one stands for; the waves' factor is `wave`."""
    wide = found.wide
    m, p, u = len(wide.outcome), len(design.columns), len(found.monomials)
    turns = _turns(found, design, wave)  # (k, m, p, u): x_a = L_a u
    codes, pattern = np.unique(found.observed @ (1 << np.arange(m)), return_inverse=True)
    observed = (codes[:, None] >> np.arange(m) & 1).astype(bool)
    sums = np.zeros((len(codes), m, m, p + 1, p + 1))
    among, with_y = found.sums[:, :u, :u], found.sums[:, :u, u:]
    for a in range(m):
        for b in range(m):
            both = found.observed[:, a] & found.observed[:, b]
            block = np.zeros((len(found.people), p + 1, p + 1))
            block[:, :p, :p] = turns[:, a] @ among @ turns[:, b].swapaxes(1, 2)
            block[:, :p, p] = (turns[:, a] @ with_y[:, :, b, None])[:, :, 0]
            block[:, p, :p] = (turns[:, b] @ with_y[:, :, a, None])[:, :, 0]
            block[:, p, p] = found.sums[:, u + a, u + b]
            np.add.at(sums[:, a, b], pattern[both], block[both])
    people = np.bincount(pattern, weights=found.people)
    return Moments(
        observed=observed,
        people=people.astype(np.float64),
        sums=sums,
        columns=design.columns,
        waves=tuple(wide.outcome),
        coordinates=_coordinates(found, design, wave),
        n_people=round(found.people.sum()),
        n_observations=round(float(found.people @ found.observed.sum(axis=1))),
    )


def spanning(
    found: Cells, design: Design, *, wave: str
) -> tuple[Floats, dict[str, npt.NDArray[np.generic]]]:
    """Rows that span what the data span, with the values they are made from: for tests per term."""
    rng = np.random.default_rng(0)
    m, cells_ = len(found.wide.outcome), len(found.people)
    repeats = len(found.monomials) + 1
    which = np.tile(np.repeat(np.arange(cells_), m), repeats)
    at = np.tile(np.arange(m), cells_ * repeats)
    kept = found.observed[which, at]
    values: dict[str, npt.NDArray[np.generic]] = {
        name: codes[which[kept]] for name, codes in _codes(found, design).items()
    }
    values[wave] = at[kept]
    for name in found.wide.covariates:
        values[name] = rng.standard_normal(int(kept.sum()))
    return design.matrix(values, rows=int(kept.sum())), values


def _turns(found: Cells, design: Design, wave: str) -> Floats:
    m = len(found.wide.outcome)
    codes = _codes(found, design)
    place = {each: number for number, each in enumerate(found.monomials)}
    turns = np.zeros((len(found.people), m, len(design.columns), len(found.monomials)))
    waves = list(found.wide.outcome)
    for column, product in enumerate(design.products):
        here = np.ones((len(found.people), m))
        for name, level in product.levels:
            if name == wave:
                here = here * (np.arange(m) == waves.index(design.factors[name][level]))
            else:
                here = here * (codes[name] == level)[:, None]
        turns[:, :, column, place[tuple(sorted(product.covariates))]] = here
    return turns


def _codes(found: Cells, design: Design) -> dict[str, npt.NDArray[np.int64]]:
    coded = {}
    for name, labels in found.levels.items():
        if name in design.factors:
            order = {level: number for number, level in enumerate(design.factors[name])}
            coded[name] = np.array([order[label] for label in labels], dtype=np.int64)
    return coded


def _coordinates(found: Cells, design: Design, wave: str) -> Coordinates:
    """Columns as they were multiplied: covariates and outcome less their constants.

    Π (v − c) is v₁v₂… plus lower products of the same levels times constants, each of which must be
    a sum of the design's columns.
    """
    p = len(design.columns)
    basis, origin = np.eye(p), np.zeros(p)
    x, values = spanning(found, design, wave=wave)
    into = np.linalg.pinv(x)

    def spelled(levels: Sequence[tuple[str, int]], names: Monomial) -> Floats:
        column = np.ones(len(x))
        for name, level in levels:
            column = column * (values[name] == level)
        for name in names:
            column = column * np.asarray(values[name], dtype=np.float64)
        weights = into @ column
        if np.abs(x @ weights - column).max() > SAME:
            raise NotDefined(
                "Without the lower terms in the model its columns cannot be taken from constants: "
                "use 0 for these, or put the terms in."
            )
        return np.asarray(np.round(weights, 9))  # whole numbers, but for rounding

    for column, product in enumerate(design.products):
        names = product.covariates
        for count in range(len(names)):
            for rest in combinations(names, count):
                less = [name for name in names if name not in rest]
                constant = float(np.prod([-found.wide.covariates[name] for name in less]))
                if constant:
                    basis[:, column] += constant * spelled(product.levels, rest)
    if found.wide.middle:
        origin = found.wide.middle * spelled((), ())
    return Coordinates(basis, origin)
