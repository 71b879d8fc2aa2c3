"""Structures of the covariance Σ between m waves, each a function of a few parameters θ.

study.md §3.1. Unstructured and compound symmetry are linear in θ. The others are D R D: variances
on the diagonal of D², R_ab = ρ_l^e with l the number of the correlation of waves a and b and e its
power. Their θ holds variances and correlations themselves, as in SAS, because Kenward and Roger's
second derivatives (and their linear form) belong to a choice of parameters.

Every function takes θ of shape (..., q) and gives Σ (..., m, m), E_r = ∂Σ/∂θ_r (..., q, m, m) or
∂²Σ/∂θ_r∂θ_s (..., q, q, m, m): one study or many at once.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from visavis.statistics.errors import NotDefined
from visavis.statistics.rows import Floats, Ints


class Structure(Protocol):
    """name: as the command line takes it; words: as the output gives it."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def parameters(self) -> tuple[str, ...]: ...
    @property
    def linear(self) -> bool:
        """Whether Σ is linear in θ, so that its second derivatives vanish."""
        ...

    def sigma(self, theta: Floats) -> Floats: ...
    def slopes(self, theta: Floats) -> Floats: ...
    def bends(self, theta: Floats) -> Floats: ...
    def nearest(self, sigma: Floats) -> Floats:
        """θ whose Σ looks like this one, to begin the search from."""
        ...

    def untold(self, together: Floats) -> tuple[int, int] | None:
        """Two waves whose covariance no one's answers tell; together (m, m) counts who has both."""
        ...


WORDS = {
    "us": "unstructured covariance",
    "cs": "compound-symmetric covariance",
    "csh": "heterogeneous compound-symmetric covariance",
    "ar1": "first-order autoregressive covariance",
    "ar1h": "heterogeneous first-order autoregressive covariance",
    "toeph": "heterogeneous Toeplitz covariance",
}


def structure(name: str, waves: int) -> Structure:
    """The structure of this name for m waves. Raises NotDefined for a name that is none."""
    if name not in WORDS:
        raise NotDefined(f"A covariance is one of {', '.join(WORDS)}, not {name}.")
    if name == "us":
        return Linear(name, _entries(waves), tuple(f"{a + 1},{b + 1}" for a, b in _pairs(waves)))
    if name == "cs":
        apart = np.ones((waves, waves)) - np.eye(waves)
        return Linear(name, np.stack([np.eye(waves), apart]), ("variance", "covariance"))
    lag = np.abs(np.subtract.outer(np.arange(waves), np.arange(waves)))
    one = np.zeros_like(lag)
    which = np.arange(waves) if name.endswith("h") else np.zeros(waves, dtype=np.int64)
    if name.startswith("ar1"):
        return Patterned(name, which, one, lag)
    return Patterned(name, which, lag - 1 if name == "toeph" else one, np.ones_like(lag))


@dataclass(frozen=True, eq=False)
class Linear:
    """Σ = Σ_r θ_r E_r. entries: E_r, 0/1 matrices that do not overlap, shape (q, m, m)."""

    name: str
    entries: Floats
    parameters: tuple[str, ...]
    linear: bool = True

    @property
    def words(self) -> str:
        return WORDS[self.name]

    def sigma(self, theta: Floats) -> Floats:
        q, m = self.entries.shape[:2]
        return (theta @ self.entries.reshape(q, m * m)).reshape(*theta.shape[:-1], m, m)

    def slopes(self, theta: Floats) -> Floats:
        return np.broadcast_to(self.entries, (*theta.shape[:-1], *self.entries.shape))

    def bends(self, theta: Floats) -> Floats:
        q, m = self.entries.shape[:2]
        return np.zeros((*theta.shape[:-1], q, q, m, m))

    def nearest(self, sigma: Floats) -> Floats:
        q, m = self.entries.shape[:2]
        sums = sigma.reshape(*sigma.shape[:-2], m * m) @ self.entries.reshape(q, m * m).T
        return np.asarray(sums / self.entries.sum(axis=(1, 2)))

    def untold(self, together: Floats) -> tuple[int, int] | None:
        for entry in self.entries:
            if not (entry * together).any():
                first, second = np.argwhere(entry)[0]
                return int(min(first, second)), int(max(first, second))
        return None


@dataclass(frozen=True, eq=False)
class Patterned:
    """Σ_ab = √(v_a v_b) ρ_l^e for a ≠ b; θ holds the variances, then the correlations.

    variance: (m,), which variance a wave has. correlation: (m, m), which ρ a pair has (l);
    power: (m, m), its e. The diagonals of the last two are not read.
    """

    name: str
    variance: Ints
    correlation: Ints
    power: Ints
    linear: bool = False

    @property
    def words(self) -> str:
        return WORDS[self.name]

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        first = [f"variance {r + 1}" for r in range(self._variances)]
        second = [f"correlation {r + 1}" for r in range(len(self._has))]
        return (*first, *second)

    @property
    def _variances(self) -> int:
        return int(self.variance.max()) + 1

    @cached_property
    def _shares(self) -> Floats:
        """How often variance r stands in √(v_a v_b), times two: (k, m, m)."""
        of = self.variance == np.arange(self._variances)[:, None]
        return np.asarray(of[:, :, None].astype(float) + of[:, None, :])

    @cached_property
    def _has(self) -> Floats:
        """Whether pair ab has correlation l: (number of correlations, m, m), zero diagonal."""
        apart = ~np.eye(len(self.variance), dtype=bool)
        numbers = np.unique(self.correlation[apart])
        return np.asarray((self.correlation == numbers[:, None, None]) & apart, dtype=np.float64)

    def _parts(self, theta: Floats) -> tuple[Floats, Floats, Floats]:
        """Variances (..., k), √(v_a v_b) (..., m, m) and each pair's ρ (..., m, m; 1 if a = b)."""
        k, m = self._variances, len(self.variance)
        v = theta[..., :k]
        with np.errstate(invalid="ignore"):  # a variance below zero: the search steps back
            deviation = np.sqrt(v[..., self.variance])
        apart = (theta[..., k:] @ self._has.reshape(-1, m * m)).reshape(*theta.shape[:-1], m, m)
        return v, deviation[..., :, None] * deviation[..., None, :], apart + np.eye(m)

    def sigma(self, theta: Floats) -> Floats:
        _, scale, rho = self._parts(theta)
        return np.asarray(scale * rho**self.power)

    def slopes(self, theta: Floats) -> Floats:
        v, scale, rho = self._parts(theta)
        by_variance = self._shares * (scale * rho**self.power)[..., None, :, :]
        by_variance = by_variance / (2 * v[..., :, None, None])
        return np.concatenate([by_variance, self._by_correlation(scale, rho)], axis=-3)

    def bends(self, theta: Floats) -> Floats:
        v, scale, rho = self._parts(theta)
        whole = (scale * rho**self.power)[..., None, None, :, :]
        half = self._shares / (2 * v[..., :, None, None])
        k, q = self._variances, theta.shape[-1]
        m = len(self.variance)
        found = np.zeros((*theta.shape[:-1], q, q, m, m))
        own = np.eye(k)[:, :, None, None] * (half / v[..., :, None, None])[..., :, None, :, :]
        found[..., :k, :k, :, :] = whole * (
            half[..., :, None, :, :] * half[..., None, :, :, :] - own
        )
        crossed = half[..., :, None, :, :] * self._by_correlation(scale, rho)[..., None, :, :, :]
        found[..., :k, k:, :, :] = crossed
        found[..., k:, :k, :, :] = np.swapaxes(crossed, -4, -3)
        e = self.power
        twice = scale * e * (e - 1) * rho ** np.maximum(e - 2, 0)
        for number, pairs in enumerate(self._has):
            found[..., k + number, k + number, :, :] = pairs * twice
        return found

    def nearest(self, sigma: Floats) -> Floats:
        k, m = self._variances, len(self.variance)
        of = (self.variance == np.arange(k)[:, None]).astype(float)
        diagonal = np.diagonal(sigma, axis1=-2, axis2=-1)
        v = diagonal @ of.T / of.sum(axis=1)
        deviation = np.sqrt(diagonal)
        r = sigma / (deviation[..., :, None] * deviation[..., None, :])
        plain = self._has * (self.power == 1)  # pairs that show ρ itself, not a power of it
        counted = plain.reshape(-1, m * m)
        rho = r.reshape(*r.shape[:-2], m * m) @ counted.T / counted.sum(axis=1)
        return np.concatenate([v, rho], axis=-1)

    def untold(self, together: Floats) -> tuple[int, int] | None:
        for pairs in self._has:
            if not (pairs * together).any():
                first, second = np.argwhere(pairs)[0]
                return int(first), int(second)
        return None

    def _by_correlation(self, scale: Floats, rho: Floats) -> Floats:
        e = self.power
        slope = scale * e * rho ** np.maximum(e - 1, 0)
        return np.asarray(self._has * slope[..., None, :, :])


def _pairs(waves: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(waves) for b in range(a + 1)]


def _entries(waves: int) -> Floats:
    """The lower triangle of Σ row by row, each entry with its mirror image."""
    entries = np.zeros((waves * (waves + 1) // 2, waves, waves))
    for number, (a, b) in enumerate(_pairs(waves)):
        entries[number, a, b] = entries[number, b, a] = 1.0
    return entries
