"""Satterthwaite's degrees of freedom for contrasts of a fitted repeated-measures model.

v = cᵀΦc with ∂v/∂θ_r = −cᵀΦ P_r Φ c; df = 2v²/(∇vᵀ V ∇v). Sources: Satterthwaite (1946), Biometrics
Bulletin 2, 110–114; several rows: Fai & Cornelius (1996), J. Stat. Comput. Simul. 54, 363–378.
Each function also takes a frame of many studies and gives each of them its row.
"""

import numpy as np

from visavis.statistics.mmrm import Frame
from visavis.statistics.rows import Floats


def one_by_one(frame: Frame, turned: Floats) -> tuple[Floats, Floats]:
    """Variance cᵀΦc and df of each row by itself, (..., n). turned: (n, p), rows @ frame.turn."""
    n, p = turned.shape
    seen = turned @ frame.phi
    variance = (seen * turned).sum(axis=-1)
    outer = (seen[..., :, None] * seen[..., None, :]).reshape(*seen.shape[:-2], n, p * p)
    flat = frame.p.reshape(*frame.p.shape[:-2], p * p)
    slope = -outer @ np.swapaxes(flat, -1, -2)
    spread = ((slope @ frame.v) * slope).sum(axis=-1)
    return variance, 2 * variance**2 / spread


def together(frame: Frame, rows: Floats, estimates: Floats) -> tuple[float, float]:
    """F of several rows at once and its denominator df, for one study. rows: rows @ frame.turn."""
    variance = rows @ frame.phi @ rows.T
    f = float(estimates @ np.linalg.solve(variance, estimates)) / len(rows)
    vectors = np.linalg.eigh((variance + variance.T) / 2).eigenvectors
    _, each = one_by_one(frame, vectors.T @ rows)
    if np.ptp(each) < 1e-8 * each.mean():
        return f, float(each.mean())
    if (each <= 2).any():
        return f, 2.0
    total = float((each / (each - 2)).sum())
    return f, 2 * total / (total - len(rows))
