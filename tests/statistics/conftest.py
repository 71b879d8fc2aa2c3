"""The published data set, and a made-up study."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.statistics.fev import Fev
from visavis.statistics import Rows, rows


@pytest.fixture(scope="session")
def fev() -> Fev:
    return Fev()


@pytest.fixture(scope="session")
def study() -> Callable[..., Rows]:
    """A made-up study: n people, three waves, a quarter of the answers missing."""

    def made(
        n: int = 60, seed: int = 1, waves: int = 3, absent: float = 0.25, shift: float = 0.0
    ) -> Rows:
        rng = np.random.default_rng(seed)
        spread = 0.5 * np.eye(waves) + 0.5
        y = rng.standard_normal((n, waves)) @ np.linalg.cholesky(spread).T
        group = rng.integers(0, 2, n)
        there = rng.random((n, waves)) > absent
        person, wave = np.nonzero(there)
        age = rng.normal(45, 12, n)[person]
        later = [(wave == place).astype(float) for place in range(1, waves)]
        both = [each * group[person] for each in later]
        x = np.column_stack([np.ones(len(person)), *later, group[person], *both, age])
        names = [f"x{place}" for place in range(x.shape[1])]
        return rows(
            y[person, wave] + 0.3 * wave + shift,
            x,
            person,
            wave,
            columns=names,
            waves=range(waves),
        )

    return made
