"""Terms to columns: the design of a model, its tests per term and its least-squares means.

A design knows factors (named levels, the first is the reference), covariates (numbers) and terms
(products of them). Factors are coded against their reference where what they would add is already
in the model, and in full otherwise, so that the columns never repeat each other; the columns and
their names are those of R's and formulaic's treatment coding.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.linalg import block_diag

from visavis.statistics.errors import NotDefined
from visavis.statistics.rows import Floats

Term = tuple[str, ...]
Values = Mapping[str, npt.NDArray[np.generic]]
Coding = Literal["treatment", "sum"]

INTERCEPT: Term = ()


@dataclass(frozen=True)
class Piece:
    """One block of columns of a term: its factors, which of them in full, and its covariates."""

    names: Term
    in_full: frozenset[str]


@dataclass(frozen=True)
class Product:
    """One column: whether somebody has all of these levels (factor, place), times the covariates."""

    levels: tuple[tuple[str, int], ...]
    covariates: tuple[str, ...]


@dataclass(frozen=True)
class Design:
    """terms: in order; () is the intercept. factors: name → levels, the reference first.

    Names in terms that are no factor are covariates. Raises NotDefined for a factor with
    fewer than two levels, ValueError for a term that stands there twice.
    """

    terms: tuple[Term, ...]
    factors: Mapping[str, Sequence[str]]

    def __post_init__(self) -> None:
        if len({frozenset(term) for term in self.terms}) < len(self.terms):
            raise ValueError("A term stands in the model twice.")
        for name in {name for term in self.terms for name in term}:
            if name in self.factors and len(self.factors[name]) < 2:
                only = self.factors[name][0] if self.factors[name] else "no level"
                raise NotDefined(
                    f"{name} has one level only ({only}), so nothing can be compared by it. "
                    "Leave it out of the model."
                )

    @cached_property
    def blocks(self) -> tuple[tuple[Term, tuple[Piece, ...]], ...]:
        """For each term the pieces that it adds to what the earlier terms span."""
        spanned: set[tuple[frozenset[str], frozenset[str]]] = set()
        found = []
        for term in self.terms:
            kinds = [name for name in term if name in self.factors]
            numbers = frozenset(term) - frozenset(kinds)
            new = [
                frozenset(some)
                for size in range(len(kinds) + 1)
                for some in combinations(kinds, size)
                if (frozenset(some), numbers) not in spanned
            ]
            spanned |= {(some, numbers) for some in new}
            pieces = _merged(new, kinds)
            found.append(
                (
                    term,
                    tuple(
                        Piece(
                            tuple(n for n in term if n in numbers or n in reduced | in_full),
                            in_full,
                        )
                        for reduced, in_full in pieces
                    ),
                )
            )
        return tuple(found)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(
            name for _, pieces in self.blocks for piece in pieces for name in self._names(piece)
        )

    @cached_property
    def products(self) -> tuple["Product", ...]:
        """What each column is the product of, in the order of columns."""
        return tuple(
            product for _, pieces in self.blocks for piece in pieces for product in self._of(piece)
        )

    def columns_of(self, term: Term) -> slice:
        """Where the columns of a term stand. Raises KeyError for a term that is not there."""
        start = 0
        for each, pieces in self.blocks:
            width = sum(len(self._names(piece)) for piece in pieces)
            if frozenset(each) == frozenset(term):
                return slice(start, start + width)
            start += width
        raise KeyError(":".join(term))

    def matrix(
        self, values: Values, coding: Coding = "treatment", *, rows: int | None = None
    ) -> Floats:
        """X, shape (n, p). rows: n, needed only where values are empty (an intercept alone).

        values: covariates as (n,) numbers; factors as (n,) whole numbers (places in the list of
        levels) or as (n, levels) shares, which gives the mean over levels.
        """
        n = rows if rows is not None else len(next(iter(values.values())))
        made = []
        for _, pieces in self.blocks:
            for piece in pieces:
                block = np.ones((n, 1))
                for name in piece.names:
                    coded = self._coded(name, values[name], name in piece.in_full, coding)
                    block = (coded[:, :, None] * block[:, None, :]).reshape(n, -1)
                made.append(block)
        return np.concatenate(made, axis=1) if made else np.zeros((n, 0))

    def hypotheses(self, design: Floats, values: Values) -> dict[Term, Floats]:
        """For each term but the intercept the contrasts that say it does nothing: "type III".

        design: X of the data, of full rank; values: what it was made from. A main effect is tested
        on average over the levels of what it interacts with, each level weighing the same, and
        where a covariate interacts, at its zero.
        Source: SAS/STAT, The Four Types of Estimable Functions, type III.
        """
        centred = self.matrix(values, "sum", rows=len(design))
        gram = design.T @ design
        into = np.linalg.solve(gram, design.T @ centred)  # centred = design @ into
        back = np.linalg.inv(into)
        tested = {
            term: self._against_reference(pieces) @ back[self.columns_of(term)]
            for term, pieces in self.blocks
            if term != INTERCEPT and pieces
        }
        return tested

    def means(
        self,
        over: Sequence[str],
        covariates: Mapping[str, float],
        shares: Mapping[str, Sequence[float]] | None = None,
    ) -> tuple[tuple[dict[str, str], ...], Floats]:
        """Cells of the factors `over` (the last varies fastest) and their rows, (cells, p).

        Another factor is averaged with its `shares` (of the caseload, say; one number per level, made
        to sum to one), without them with equal weights; covariates stand at the values given.
        Raises KeyError for a name that is no factor or a covariate without a value, NotDefined for
        shares that are none.
        """
        weighed = {} if shares is None else dict(shares)
        given = {name: self._shares(name, each) for name, each in weighed.items()}
        levels = [self.factors[name] for name in over]
        cells = list(product(*(range(len(each)) for each in levels)))
        values: dict[str, npt.NDArray[np.generic]] = {}
        for name in {name for term in self.terms for name in term}:
            if name in over:
                place = list(over).index(name)
                values[name] = np.array([cell[place] for cell in cells], dtype=np.int64)
            elif name in self.factors:
                count = len(self.factors[name])
                each = given.get(name, np.full(count, 1 / count))
                values[name] = np.tile(each, (len(cells), 1))
            else:
                values[name] = np.full(len(cells), float(covariates[name]))
        at = tuple(
            {name: levels[i][place] for i, (name, place) in enumerate(zip(over, cell, strict=True))}
            for cell in cells
        )
        return at, self.matrix(values, rows=len(cells))

    def _shares(self, name: str, shares: Sequence[float]) -> Floats:
        levels = self.factors.get(name, ())
        weights = np.asarray(shares, dtype=np.float64)
        if weights.shape != (len(levels),) or not np.isfinite(weights).all() or weights.min() < 0:
            raise NotDefined(
                f"The shares of {name} need one number for each of its levels "
                f"({', '.join(levels) or 'it is no factor'}), none below zero."
            )
        if weights.sum() == 0:
            raise NotDefined(f"The shares of {name} are all zero.")
        return np.asarray(weights / weights.sum())

    def _against_reference(self, pieces: Sequence[Piece]) -> Floats:
        """From deviations around the mean to differences with the reference level.

        The F value is the same either way; Satterthwaite's degrees of freedom are not, and these
        are the rows that SAS uses.
        """
        turns = []
        for piece in pieces:
            turn = np.ones((1, 1))
            for name in piece.names:
                if name in self.factors:
                    count = len(self.factors[name])
                    whole = name in piece.in_full
                    each = np.eye(count) if whole else np.eye(count - 1) + 1.0
                    turn = np.asarray(np.kron(each, turn), dtype=np.float64)
            turns.append(turn)
        return np.asarray(block_diag(*turns)) if turns else np.zeros((0, 0))

    def _coded(
        self, name: str, value: npt.NDArray[np.generic], in_full: bool, coding: Coding
    ) -> Floats:
        if name not in self.factors:
            return np.asarray(value, dtype=np.float64)[:, None]
        count = len(self.factors[name])
        if in_full:
            table = np.eye(count)
        elif coding == "treatment":
            table = np.eye(count)[:, 1:]
        else:
            table = np.eye(count)[:, 1:] - np.eye(count)[:, :1]
        if value.ndim == 2:
            return np.asarray(np.asarray(value, dtype=np.float64) @ table)
        return np.asarray(table[np.asarray(value, dtype=np.int64)])

    def _of(self, piece: Piece) -> list["Product"]:
        kinds = [name for name in piece.names if name in self.factors]
        numbers = tuple(name for name in piece.names if name not in self.factors)
        places = [
            range(0 if name in piece.in_full else 1, len(self.factors[name])) for name in kinds
        ]
        # The first name runs fastest, as in the matrix.
        return [
            Product(tuple(zip(kinds, reversed(some), strict=True)), numbers)
            for some in product(*reversed(places))
        ]

    def _names(self, piece: Piece) -> list[str]:
        parts = []
        for name in piece.names:
            if name not in self.factors:
                parts.append([name])
            elif name in piece.in_full:
                parts.append([f"{name}[{level}]" for level in self.factors[name]])
            else:
                parts.append([f"{name}[T.{level}]" for level in self.factors[name][1:]])
        # product() runs the last part fastest, the columns run the first: turn it around twice.
        return [":".join(reversed(some)) or "Intercept" for some in product(*reversed(parts))]


def _merged(
    new: Iterable[frozenset[str]], kinds: Sequence[str]
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Pieces (reduced, in full) that together span what all of `new` in reduced coding span."""
    nothing: frozenset[str] = frozenset()
    pieces = [(some, nothing) for some in new]
    while True:
        for reduced, in_full in reversed(pieces):
            partner = next(
                (
                    name
                    for name in reversed(kinds)
                    if name in reduced and (reduced - {name}, in_full) in pieces
                ),
                None,
            )
            if partner is not None:
                pieces.remove((reduced - {partner}, in_full))
                place = pieces.index((reduced, in_full))
                pieces[place] = (reduced - {partner}, in_full | {partner})
                break
        else:
            return pieces
