"""Answers as rows: one per person and wave, with the columns of the design."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import DuplicatedRows, NoData, NotFinite, OneWave, TooLarge

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_WAVES = 20
"""An unstructured covariance of 20 waves has 210 parameters; beyond that it is the wrong model."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Complete rows; a wave that a person did not answer is simply not there.

    outcome: shape (n,). design: shape (n, p), the columns X of the model.
    person: shape (n,), any whole numbers, equal for rows of one person.
    wave: shape (n,), 0 ≤ wave < len(waves). columns: p names. waves: m names, in order.
    weights: shape (n,), positive, the same in all rows of a person; None means unweighted.

    Raises NoData, NotFinite, OneWave, DuplicatedRows, TooLarge; ValueError where shapes differ.
    """

    outcome: Floats
    design: Floats
    person: Ints
    wave: Ints
    columns: tuple[str, ...]
    waves: tuple[str, ...]
    weights: Floats | None = None

    def __post_init__(self) -> None:
        n = len(self.outcome)
        if self.design.shape != (n, len(self.columns)):
            raise ValueError("The design needs one row per answer and one name per column.")
        if not len(self.person) == len(self.wave) == n:
            raise ValueError("Each answer needs its person and its wave.")
        if n == 0:
            raise NoData("There are no complete rows to fit the model on.")
        if not self.columns:
            raise NoData("The model has no columns at all, not even an intercept.")
        if not (np.isfinite(self.outcome).all() and np.isfinite(self.design).all()):
            raise NotFinite("A value is missing or infinite. Leave such rows out first.")
        if len(self.waves) > MOST_WAVES:
            raise TooLarge(
                f"There are {len(self.waves)} waves, and this model is meant for at most "
                f"{MOST_WAVES}. Take waves together, or leave some out."
            )
        if self.wave.min() < 0 or self.wave.max() >= len(self.waves):
            raise ValueError("A wave lies outside the list of waves.")
        self._refuse_unused_waves()
        self._refuse_duplicates()
        self._check_weights()

    def _refuse_unused_waves(self) -> None:
        answered = np.bincount(self.wave, minlength=len(self.waves))
        used = [name for name, count in zip(self.waves, answered, strict=True) if count]
        if len(used) < 2:
            raise OneWave(
                f"All rows are of one wave ({used[0]}). "
                "A model for repeated measures needs at least two; check which column tells the "
                "waves apart."
            )
        if len(used) < len(self.waves):
            empty = next(name for name in self.waves if name not in used)
            raise NoData(f"The wave {empty} has no rows. Leave it out of the list of waves.")

    @cached_property
    def people(self) -> tuple[Ints, Ints]:
        """The persons, and which of them each row is of."""
        persons, position = np.unique(self.person, return_inverse=True)
        return persons, position.astype(np.int64, copy=False)

    def _refuse_duplicates(self) -> None:
        people, position = self.people
        cell = position * len(self.waves) + self.wave
        times = np.bincount(cell, minlength=len(people) * len(self.waves))
        if times.max() > 1:
            first = int(np.argmax(times > 1))
            raise DuplicatedRows(
                f"Person {people[first // len(self.waves)]} has {times[first]} rows for wave "
                f"{self.waves[first % len(self.waves)]}. Keep one row per person and wave."
            )

    def _check_weights(self) -> None:
        if self.weights is None:
            return
        if len(self.weights) != len(self.outcome):
            raise ValueError("Each row needs its weight.")
        if not (np.isfinite(self.weights).all() and (self.weights > 0).all()):
            raise NotFinite("Each weight must be a number above zero.")
        persons, position = self.people
        first = np.zeros(len(persons))
        first[position] = self.weights
        if not np.array_equal(first[position], self.weights):
            raise ValueError("A person has one weight, the same in all waves.")


def rows(
    outcome: npt.ArrayLike,
    design: npt.ArrayLike,
    person: Sequence[object] | npt.NDArray[np.generic],
    wave: Sequence[object] | npt.NDArray[np.generic],
    *,
    columns: Sequence[str],
    waves: Sequence[object],
    weights: npt.ArrayLike | None = None,
) -> Rows:
    """Rows from whatever names persons and waves have.

    person, wave: n labels each; waves: the labels of wave in their order. Errors as for Rows,
    and ValueError for a wave that is not in the list.
    """
    order = {label: place for place, label in enumerate(waves)}
    try:
        if isinstance(wave, np.ndarray) and wave.dtype.kind in "iuf":  # sorting numbers is fast
            labels, which = np.unique(wave, return_inverse=True)
            places = np.array([order[label] for label in labels.tolist()], dtype=np.int64)[which]
        else:
            places = np.array([order[label] for label in wave], dtype=np.int64)
    except KeyError as unknown:
        raise ValueError(f"The wave {unknown.args[0]} is not in the list of waves.") from None
    _, people = np.unique(np.asarray(person), return_inverse=True)
    return Rows(
        np.asarray(outcome, dtype=np.float64),
        np.asarray(design, dtype=np.float64),
        people.astype(np.int64),
        places,
        tuple(columns),
        tuple(str(label) for label in waves),
        None if weights is None else np.asarray(weights, dtype=np.float64),
    )
