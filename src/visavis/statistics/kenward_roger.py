"""Kenward and Roger's variance of β̂ and F test: what not knowing Σ adds.

Φ_A = Φ + 2 Φ [Σ V_rs (Q_rs − P_r Φ P_s − ¼ R_rs)] Φ, in the symbols of study.md §3.1, with
Q_rs = Σ X'W E_r W E_s W X and R_rs = Σ X'W (∂²Σ/∂θ_r∂θ_s) W X. R vanishes where Σ is linear in θ
(unstructured, compound symmetry); elsewhere the *linear form* leaves it out.
Sources: Kenward & Roger (1997), Biometrics 53, 983–997; linear form: Kenward & Roger (2009),
Comput. Stat. Data Anal. 53, 2583–2595.
"""

import numpy as np

from visavis.statistics.mmrm import Frame
from visavis.statistics.rows import Floats


def adjusted(frame: Frame, *, linear: bool = False) -> Floats:
    """Φ_A, in the fit's own coordinates, shape (..., p, p); one study or many."""
    *many, q, m, _ = frame.e.shape
    p = frame.phi.shape[-1]
    c = frame.both_sides.shape[-1]
    patterns = frame.inverses.shape[-3]
    flat = frame.e.reshape(*many, q, m * m)
    # Σ V_rs E_r ⊗ E_s, then W between them: what stands between the two W of G.
    pairs = np.swapaxes(flat, -1, -2) @ frame.v @ flat
    pairs = np.moveaxis(pairs.reshape(*many, m, m, m, m), -1, -3).reshape(*many, m * m, m * m)
    inverses = frame.inverses.reshape(*many, patterns, m * m)
    middle = inverses @ np.swapaxes(pairs, -1, -2)  # (K, uy)
    if not linear:
        middle = middle - frame.bend.reshape(*many, 1, m * m) / 4
    blocks = frame.both_sides.reshape(*many, patterns * m * m, c * c)
    inner = middle.reshape(*many, 1, patterns * m * m) @ blocks
    inner = inner.reshape(*many, c, c)[..., :p, :p]
    weighed = (frame.v @ frame.p.reshape(*many, q, p * p)).reshape(*many, q, p, p)
    crossed = (weighed @ frame.phi[..., None, :, :] @ frame.p).sum(axis=-3)
    found = frame.phi + 2 * frame.phi @ (inner - crossed) @ frame.phi
    return np.asarray((found + np.swapaxes(found, -1, -2)) / 2)


def together(
    frame: Frame, rows: Floats, estimates: Floats, *, linear: bool = False
) -> tuple[float, float]:
    """F of several rows at once and its denominator df, for one study. rows: rows @ frame.turn.

    The df is nan where no F distribution has the two moments that are wanted.
    """
    count = len(rows)
    variance = rows @ adjusted(frame, linear=linear) @ rows.T
    plain = float(estimates @ np.linalg.solve(variance, estimates)) / count

    theta = rows.T @ np.linalg.solve(rows @ frame.phi @ rows.T, rows)
    core = (theta @ frame.phi) @ frame.p @ frame.phi  # ΘΦP_rΦ for every r
    alone = np.trace(core, axis1=1, axis2=2)
    a1 = float(alone @ frame.v @ alone)
    flat = core.reshape(len(core), -1)
    crossed = flat @ core.transpose(0, 2, 1).reshape(len(core), -1).T
    a2 = float((frame.v * crossed).sum())
    if count == 1:  # λ is 1 and the general formula divides nothing by nothing
        return plain, 2 / a2
    b = (a1 + 6 * a2) / (2 * count)
    g = ((count + 1) * a1 - (count + 4) * a2) / ((count + 2) * a2)
    d = 3 * count + 2 * (1 - g)
    c1, c2, c3 = g / d, (count - g) / d, (count + 2 - g) / d
    # 1/E* and 1/ρ rather than E* and ρ: with four denominator df or fewer an F has no variance,
    # V* passes through infinity, and the formula holds on the other side of it.
    expected = 1 - a2 / count
    spread = (2 / count) * (1 + c1 * b)
    ratio = 2 * (1 - c2 * b) ** 2 * (1 - c3 * b) / (spread * expected**2)
    freedom = 4 + (count + 2) * ratio / (count - ratio)
    scale = freedom * expected / (freedom - 2)
    if not (np.isfinite(freedom) and freedom > 0 and np.isfinite(scale) and scale > 0):
        return plain, float("nan")
    return plain * scale, freedom
