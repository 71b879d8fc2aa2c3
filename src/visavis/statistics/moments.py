"""Second moments per pattern of answered waves: all that the repeated-measures model needs.

study.md §3.2. For a pattern o of waves, n_o people and Σ_i (x_ia, y_ia)ᵀ(x_ib, y_ib) for all waves
a, b in o. Formed from the rows themselves, so covariates may differ from wave to wave. Moments
add up over shards, years and services as long as they were taken in the same coordinates.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import CollinearColumns, TooLarge
from visavis.statistics.rows import Floats, Rows

MOST_NUMBERS = 50_000_000
"""Moments of one model at once: 400 MB."""

SMALLEST_SHARE = 1e-9
"""A column whose own part is a smaller share of its length than this follows from the others."""


@dataclass(frozen=True, eq=False)
class Coordinates:
    """Where numbers are taken from, so that sums of squares lose no digits.

    basis: shape (p, p); columns enter as X @ basis. origin: shape (p,); the outcome enters as
    y − X @ origin. Coefficients are given back in the columns' own units. Use published constants
    when moments of several services are to be added; never the sample's means.
    """

    basis: Floats
    origin: Floats

    @classmethod
    def plain(cls, columns: int) -> Self:
        return cls(np.eye(columns), np.zeros(columns))

    @classmethod
    def fitted_to(cls, rows: Rows) -> Self:
        """Orthogonal columns and least-squares residuals of these rows. Raises CollinearColumns."""
        length = np.sqrt((rows.design**2).sum(axis=0))
        unit = rows.design / np.where(length > 0, length, 1.0)
        both = np.column_stack([unit, rows.outcome])
        triangle = np.asarray(np.linalg.qr(both, mode="r"), dtype=np.float64)
        p = len(rows.columns)
        own = np.zeros(p)
        diagonal = np.abs(np.diag(triangle))[:p]
        own[: len(diagonal)] = diagonal
        refuse_collinear(own, rows.columns)
        square = triangle[:p, :p]
        basis = np.linalg.inv(square) / length[:, None]
        return cls(basis * np.sqrt(len(rows.outcome)), basis @ triangle[:p, p])

    def same_as(self, other: "Coordinates") -> bool:
        return np.array_equal(self.basis, other.basis) and np.array_equal(self.origin, other.origin)


def refuse_collinear(
    own: Floats, columns: tuple[str, ...], smallest: float = SMALLEST_SHARE
) -> None:
    """own: per column the share of its length that no earlier column explains."""
    dependent = tuple(name for name, share in zip(columns, own, strict=True) if share < smallest)
    if dependent:
        raise CollinearColumns(dependent)


@dataclass(frozen=True, eq=False)
class Moments:
    """K patterns of m waves, with c = p + 1 columns (the design's, then the outcome).

    observed: (K, m) bool. people: (K,), n_o, or sums of weights with mean one.
    sums: (K, m, m, c, c), a block per pair of waves, zero where a wave is not in the pattern.
    n_people, n_observations: counts. weighted: whether persons had weights.
    """

    observed: npt.NDArray[np.bool_]
    people: Floats
    sums: Floats
    columns: tuple[str, ...]
    waves: tuple[str, ...]
    coordinates: Coordinates
    n_people: int
    n_observations: int
    weighted: bool = False

    @classmethod
    def of(cls, rows: Rows, coordinates: Coordinates | None = None) -> Self:
        """One pass over the rows. Raises CollinearColumns, TooLarge."""
        m, c = len(rows.waves), len(rows.columns) + 1
        if (m * c) ** 2 > MOST_NUMBERS:
            raise TooLarge(
                f"{c - 1} columns over {m} waves are too many for one model. Take levels together."
            )
        where = coordinates or Coordinates.fitted_to(rows)
        persons, position = rows.people
        weight = np.ones(len(persons))
        if rows.weights is not None:
            weight[position] = rows.weights
            weight /= weight.mean()
        observed = np.zeros((len(persons), m), dtype=bool)
        observed[position, rows.wave] = True
        wide = np.zeros((len(persons), m, c))
        wide[position, rows.wave, :-1] = rows.design @ where.basis
        wide[position, rows.wave, -1] = rows.outcome - rows.design @ where.origin
        wide *= np.sqrt(weight)[:, None, None]

        codes, pattern = np.unique(observed @ (1 << np.arange(m)), return_inverse=True)
        if len(codes) * (m * c) ** 2 > MOST_NUMBERS:
            raise TooLarge(
                f"{len(codes)} patterns of {m} waves with {c - 1} columns are too many at once. "
                "Take waves or levels together."
            )
        sums = np.zeros((len(codes), m, m, c, c))
        in_order = np.argsort(pattern, kind="stable")
        ends = np.cumsum(np.bincount(pattern))
        for k, end in enumerate(ends):
            start = 0 if k == 0 else ends[k - 1]
            flat = wide[in_order[start:end]].reshape(end - start, m * c)
            sums[k] = (flat.T @ flat).reshape(m, c, m, c).swapaxes(1, 2)
        return cls(
            observed=(codes[:, None] >> np.arange(m) & 1).astype(bool),
            people=np.bincount(pattern, weights=weight).astype(np.float64),
            sums=sums,
            columns=rows.columns,
            waves=rows.waves,
            coordinates=where,
            n_people=len(persons),
            n_observations=len(rows.outcome),
            weighted=rows.weights is not None,
        )

    @cached_property
    def together(self) -> Floats:
        """How many people answered both of two waves, (m, m)."""
        answered = self.observed.astype(float)
        return np.asarray(answered.T @ (self.people[:, None] * answered))

    def __add__(self, other: "Moments") -> "Moments":
        """The moments of both together; no person may be in both.

        Raises ValueError where columns, waves, coordinates or weighting differ.
        """
        if (self.columns, self.waves) != (other.columns, other.waves):
            raise ValueError("Moments can be added when they have the same columns and waves.")
        if not self.coordinates.same_as(other.coordinates):
            raise ValueError("Moments can be added when they were taken in the same coordinates.")
        if self.weighted or other.weighted:
            raise ValueError("Weights have mean one per file: weigh after adding, not before.")
        both = np.concatenate([self.observed, other.observed])
        m = len(self.waves)
        codes, place = np.unique(both @ (1 << np.arange(m)), return_inverse=True)
        patterns = (codes[:, None] >> np.arange(m) & 1).astype(bool)
        people = np.bincount(place, weights=np.concatenate([self.people, other.people])).astype(
            np.float64
        )
        sums = np.zeros((len(patterns), *self.sums.shape[1:]))
        np.add.at(sums, place, np.concatenate([self.sums, other.sums]))
        return Moments(
            patterns,
            people,
            sums,
            self.columns,
            self.waves,
            self.coordinates,
            self.n_people + other.n_people,
            self.n_observations + other.n_observations,
        )
