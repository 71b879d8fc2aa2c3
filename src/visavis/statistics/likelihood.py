"""The (restricted) likelihood of the repeated-measures model and its exact derivatives.

study.md §3.1, in the same symbols: Σ depends on θ, E_r = ∂Σ/∂θ_r, W = Σ_o⁻¹ per pattern o. All
patterns are computed at once: W is filled up with zeros where a wave is not in the pattern, so that
W E_r W only meets waves that were answered.

With G = W C W (a c × c block per pair of waves), every term needed is a contraction of G:
X'W E_r W X, X'W E_r W (y − Xβ), and through Φ and β̂ the matrices W R W and W τ W, where
τ[a,b] = tr(Φ C_xx[a,b]). Then tr(Φ Q_rs) = tr(E_r W E_s W τ W): no Q_rs is ever formed.

Everything is computed for S studies at once (S = 1: one study), each with the same waves, columns
and list of patterns. So a thousand simulated studies go through the code that fits one real one.
"""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import numpy.typing as npt

from visavis.statistics.covariance import Structure
from visavis.statistics.rows import Floats, Ints

LOG_TWO_PI = float(np.log(2 * np.pi))

ROUNDING = 1e-14
"""An eigenvalue of Σ below this share of the largest is zero to the digits we have."""


@dataclass(frozen=True, eq=False)
class Point:
    """The likelihood at one θ per study.

    theta (S, q). value (S,): −2ℓ, infinite where Σ, or the information about β, is not positive
    definite. sigma (S, m, m). inverses (S, K, m, m): W. beta (S, p). phi (S, p, p): Φ = A⁻¹.
    """

    theta: Floats
    value: Floats
    sigma: Floats
    inverses: Floats
    beta: Floats
    phi: Floats

    def of(self, studies: Ints) -> Self:
        return type(self)(*(getattr(self, each.name)[studies] for each in fields(self)))

    def put(self, studies: Ints, other: "Point") -> None:
        """Take over what another point says of these studies."""
        for each in fields(self):
            getattr(self, each.name)[studies] = getattr(other, each.name)


@dataclass(frozen=True, eq=False)
class Slopes:
    """Derivatives of −2ℓ in θ: gradient (S, q), observed H and expected F, both (S, q, q).

    e (S, q, m, m): E_r. p (S, q, p, p): P_r. both_sides (S, K, m, m, c, c): G.
    """

    gradient: Floats
    observed: Floats
    expected: Floats
    e: Floats
    p: Floats
    both_sides: Floats


@dataclass(frozen=True, eq=False)
class Likelihood:
    """observed (K, m). people (S, K): n_o. sums (S, K, m, m, c, c): C_o[a, b]. restricted: REML."""

    structure: Structure
    observed: npt.NDArray[np.bool_]
    people: Floats
    sums: Floats
    restricted: bool

    def of(self, studies: Ints) -> "Likelihood":
        if len(studies) == len(self.people):
            return self
        return Likelihood(
            self.structure, self.observed, self.people[studies], self.sums[studies], self.restricted
        )

    def at(self, theta: Floats) -> Point:
        studies, m, p = len(theta), self.observed.shape[1], self.sums.shape[-1] - 1
        both = self.observed[:, :, None] & self.observed[:, None, :]
        sigma = self.structure.sigma(theta)
        possible = np.asarray(np.isfinite(sigma).all(axis=(1, 2)))
        safe = np.where(possible[:, None, None], sigma, np.eye(m))
        values = np.linalg.eigvalsh(safe)
        possible &= values[:, 0] > ROUNDING * values[:, -1]
        safe = np.where(possible[:, None, None], sigma, np.eye(m))

        filled = np.where(both, safe[:, None], np.eye(m))
        inverses = np.where(both, np.linalg.inv(filled), 0.0)
        log_sigma = np.linalg.slogdet(filled)[1]
        total = _summed(inverses, self.sums)
        a, b, c = total[:, :p, :p], total[:, :p, p], total[:, p, p]
        sign, log_a = np.linalg.slogdet(a)
        possible &= (sign > 0) & np.isfinite(log_a)
        phi = np.linalg.inv(np.where(possible[:, None, None], a, np.eye(p)))
        beta = np.einsum("sij,sj->si", phi, b)
        rss = c - np.einsum("si,si->s", b, beta)
        answers = self.people @ self.observed.sum(axis=1)
        value = answers * LOG_TWO_PI + np.einsum("sk,sk->s", self.people, log_sigma) + rss
        if self.restricted:
            value = value + log_a - p * LOG_TWO_PI
        value = np.where(possible, value, np.inf)
        return Point(theta.copy(), value.reshape(studies), sigma, inverses, beta, _even(phi))

    def slopes(self, point: Point) -> Slopes:
        w, phi = point.inverses, point.phi
        studies, patterns, m = w.shape[:3]
        c = self.sums.shape[-1]
        p, q = c - 1, point.theta.shape[1]
        e = self.structure.slopes(point.theta)
        flat = e.reshape(studies, q, m * m)

        left = w @ self.sums.reshape(studies, patterns, m, m * c * c)
        both_sides = w[:, :, None] @ left.reshape(studies, patterns, m, m, c * c)
        folded = both_sides.sum(axis=1).reshape(studies, m * m, c * c)
        by_entry = (flat @ folded).reshape(studies, q, c, c)
        error = np.concatenate([-point.beta, np.ones((studies, 1))], axis=1)
        p_r = -by_entry[:, :, :p, :p]
        u = np.einsum("srij,sj->sri", by_entry[:, :, :p], error)

        # W R W, and for REML W (R + τ) W: both appear wherever residuals do.
        weighing = np.zeros((studies, c, c, 2))
        weighing[..., 0] = error[:, :, None] * error[:, None, :]
        if self.restricted:
            weighing[:, :p, :p, 1] = phi
        pair = both_sides.reshape(studies, patterns * m * m, c * c) @ weighing.reshape(
            studies, c * c, 2
        )
        spread = pair[..., 1].reshape(studies, patterns, m * m)
        y = pair[..., 0].reshape(studies, patterns, m * m) + spread

        flat_w = w.reshape(studies, patterns, m * m)
        sized = self.people[:, :, None] * flat_w
        size, bent, wide = self._traces(flat, flat_w, np.stack([sized, y, spread], axis=1))
        pull = (sized - y).sum(axis=1)  # ∂(−2ℓ)/∂Σ, entry by entry
        gradient = np.einsum("srx,sx->sr", flat, pull)
        observed = 2 * bent - size - 2 * u @ phi @ u.swapaxes(1, 2)
        if not self.structure.linear:
            bends = self.structure.bends(point.theta).reshape(studies, q * q, m * m)
            observed = observed + (bends @ pull[:, :, None]).reshape(studies, q, q)
        expected = size
        if self.restricted:
            seen = p_r @ phi[:, None]
            crossed = seen.reshape(studies, q, p * p) @ seen.swapaxes(2, 3).reshape(
                studies, q, p * p
            ).swapaxes(1, 2)
            observed = observed - crossed
            expected = size + crossed - 2 * wide
        return Slopes(
            gradient,
            _even(observed),
            _even(expected),
            e,
            p_r,
            both_sides.reshape(studies, patterns, m, m, c, c),
        )

    def _traces(self, flat: Floats, w: Floats, seconds: Floats) -> tuple[Floats, Floats, Floats]:
        """Σ_o tr(E_r W E_s second_o), shape (S, q, q), for three matrices per pattern.

        flat (S, q, mm): E_r; w (S, K, mm); seconds (S, 3, K, mm).
        """
        m = self.observed.shape[1]
        # tr(E_r W E_s M) = Σ E_r[a,b] W[b,c] E_s[c,d] M[d,a]: first Σ_o W[b,c] M[d,a], then E on
        # either side.
        core = w.swapaxes(1, 2)[:, None] @ seconds
        core = core.reshape(*core.shape[:2], m, m, m, m).transpose(0, 1, 5, 2, 3, 4)
        core = core.reshape(*core.shape[:2], m * m, m * m)
        found = flat[:, None] @ core @ flat.swapaxes(1, 2)[:, None]
        return found[:, 0], found[:, 1], found[:, 2]


def _summed(inverses: Floats, sums: Floats) -> Floats:
    """Σ_o Σ_ab W[a,b] C[a,b], shape (S, c, c)."""
    studies, c = len(sums), sums.shape[-1]
    flat = inverses.reshape(studies, 1, -1) @ sums.reshape(studies, -1, c * c)
    return np.asarray(flat.reshape(studies, c, c))


def _even(square: Floats) -> Floats:
    return np.asarray((square + square.swapaxes(-1, -2)) / 2)
