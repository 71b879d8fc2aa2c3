"""The (restricted) likelihood of the repeated-measures model and its exact derivatives.

study.md §3.1, in the same symbols: θ holds the entries of Σ, E_r = ∂Σ/∂θ_r, W = Σ_o⁻¹ per pattern.
All patterns are computed at once: W is filled up with zeros where a wave is not in the pattern, so
that W E_r W only meets waves that were answered.

With G = W C W (per pair of waves), every term needed is a contraction of G:
X'W E_r W X, X'W E_r W (y − Xβ), and through Φ and β̂ the matrices W R W and W τ W, where
τ[a,b] = tr(Φ C_xx[a,b]). Then tr(Φ Q_rs) = tr(E_r W E_s W τ W): no Q_rs is ever formed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cho_solve

from visavis.statistics.rows import Floats

LOG_TWO_PI = float(np.log(2 * np.pi))


def directions(waves: int) -> Floats:
    """E_r of an unstructured Σ, shape (q, m, m), for the lower triangle row by row."""
    rows, columns = np.tril_indices(waves)
    entries = np.zeros((len(rows), waves, waves))
    number = np.arange(len(rows))
    entries[number, rows, columns] = 1.0
    entries[number, columns, rows] = 1.0
    return entries


@dataclass(frozen=True, eq=False)
class Point:
    """The likelihood at one Σ. value is −2ℓ; phi = Φ, root its lower factor; inverses = W."""

    sigma: Floats
    value: float
    inverses: Floats
    beta: Floats
    phi: Floats


@dataclass(frozen=True, eq=False)
class Slopes:
    """Derivatives in θ at a point. gradient (q,), observed H and expected F, both (q, q).

    p = P_r, shape (q, p, p). both_sides = G with axes (pattern, u, i, j, v).
    """

    gradient: Floats
    observed: Floats
    expected: Floats
    p: Floats
    both_sides: Floats


@dataclass(frozen=True, eq=False)
class Likelihood:
    """observed (K, m), people (K,), sums (K, m, c, m, c) as in Moments; restricted: REML."""

    observed: npt.NDArray[np.bool_]
    people: Floats
    sums: Floats
    restricted: bool

    def at(self, sigma: Floats) -> Point | None:
        """None where Σ, or the information about β, is not positive definite."""
        m, p = sigma.shape[0], self.sums.shape[2] - 1
        both = self.observed[:, :, None] & self.observed[:, None, :]
        filled = np.where(both, sigma, np.eye(m))
        try:
            np.linalg.cholesky(sigma)
            roots = np.linalg.cholesky(filled)
            inverses = np.where(both, np.linalg.inv(filled), 0.0)
            total = np.einsum("kab,kaibj->ij", inverses, self.sums, optimize=True)
            root = np.linalg.cholesky(total[:p, :p])
        except np.linalg.LinAlgError:
            return None
        log_sigma = 2 * np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1)
        phi = cho_solve((root, True), np.eye(p))
        beta = phi @ total[:p, p]
        rss = total[p, p] - total[:p, p] @ beta
        answers = float((self.people * self.observed.sum(axis=1)).sum())
        value = answers * LOG_TWO_PI + float(self.people @ log_sigma) + float(rss)
        if self.restricted:
            value += 2 * float(np.log(np.diag(root)).sum()) - p * LOG_TWO_PI
        return Point(sigma, value, inverses, beta, (phi + phi.T) / 2)

    def slopes(self, point: Point, entries: Floats) -> Slopes:
        """entries: E_r, shape (q, m, m)."""
        w, phi = point.inverses, point.phi
        patterns, m = w.shape[:2]
        c = self.sums.shape[2]
        p, q = c - 1, len(entries)
        left = (w @ self.sums.reshape(patterns, m, -1)).reshape(patterns, m, c, m, c)
        both_sides = left.swapaxes(3, 4) @ w[:, None, None]
        error = np.append(-point.beta, 1.0)
        folded = both_sides.sum(axis=0)
        flat = entries.reshape(q, m * m)

        by_pair = folded[:, :p, :p].transpose(0, 3, 1, 2).reshape(m * m, p * p)
        p_r = -(flat @ by_pair).reshape(q, p, p)
        with_error = folded[:, :p].transpose(0, 3, 1, 2) @ error
        u = flat @ with_error.reshape(m * m, p)

        # W R W, and for REML W (R + τ) W: both appear wherever residuals do.
        residual = np.einsum("i,kuijv,j->kuv", error, both_sides, error, optimize=True)
        spread = np.zeros_like(residual)
        if self.restricted:
            spread = np.einsum("ij,kuijv->kuv", phi, both_sides[:, :, :p, :p], optimize=True)
        y = residual + spread

        def traces(second: Floats, weight: Floats) -> Floats:
            """Σ_o weight_o tr(E_r W E_s second_o)."""
            core = np.einsum("k,kbc,kda->abcd", weight, w, second, optimize=True)
            return np.asarray(flat @ core.reshape(m * m, m * m) @ flat.T)

        ones = np.ones(patterns)
        size = traces(w, self.people)
        gradient = flat @ (np.einsum("k,kuv->uv", self.people, w) - y.sum(axis=0)).ravel()
        observed = 2 * traces(y, ones) - size - 2 * u @ phi @ u.T
        expected = size.copy()
        if self.restricted:
            half = np.linalg.cholesky(phi)
            turned = (half.T @ p_r @ half).reshape(q, p * p)
            crossed = turned @ turned.T
            observed -= crossed
            expected += crossed - 2 * traces(spread, ones)
        return Slopes(gradient, _even(observed), _even(expected), p_r, both_sides)


def _even(square: Floats) -> Floats:
    return (square + square.T) / 2
