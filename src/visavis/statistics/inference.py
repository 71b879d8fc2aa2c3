"""What a fitted model says of a contrast, and how sure: Satterthwaite, Kenward and Roger.

study.md §3.1. Both use V = 2H⁻¹, the *observed* information about the covariance; the expected one
gives clearly different results with some 200 people. Kenward–Roger is the linear form, exact here
because Σ is linear in its entries (Kenward & Roger 1997, Biometrics 53, 983–997). Satterthwaite
with several rows follows Fai & Cornelius (1996), J. Stat. Comput. Simul. 54, 363–378.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import fdtrc, stdtr, stdtrit

from visavis.statistics.errors import CollinearColumns, NotDefined
from visavis.statistics.mmrm import Fit
from visavis.statistics.rows import Floats

Freedom = Literal["kenward-roger", "satterthwaite"]

VARIANTS: dict[Freedom, str] = {
    "kenward-roger": "Kenward-Roger, linear form, observed information",
    "satterthwaite": "Satterthwaite, observed information",
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number with its uncertainty. p is two-sided, for the hypothesis that it is zero."""

    estimate: float
    se: float
    df: float
    t: float
    p: float
    low: float
    high: float
    level: float
    variant: str


@dataclass(frozen=True, slots=True)
class FTest:
    """Several contrasts at once against zero. den_df and p are nan where no F distribution fits."""

    f: float
    num_df: int
    den_df: float
    p: float
    variant: str


def contrast(
    fit: Fit, row: npt.ArrayLike, *, df: Freedom = "kenward-roger", level: float = 0.95
) -> Estimate:
    """rowᵀβ with its standard error, degrees of freedom and interval. row: shape (p,).

    Raises NotDefined for Kenward-Roger after ML, for an unknown df, and for a row of zeros.
    """
    return contrasts(fit, np.asarray(row, dtype=np.float64)[None, :], df=df, level=level)[0]


def contrasts(
    fit: Fit, rows: npt.ArrayLike, *, df: Freedom = "kenward-roger", level: float = 0.95
) -> list[Estimate]:
    """One estimate per row of an (n, p) array; each row by itself. Errors as for contrast."""
    if not 0 < level < 1:
        raise ValueError("A level lies between 0 and 1.")
    wanted = np.asarray(rows, dtype=np.float64)
    _refuse_undefined(fit, df)
    frame = fit.frame
    turned = wanted @ frame.turn
    plain = np.einsum("ni,ij,nj->n", turned, frame.phi, turned, optimize=True)
    if (plain <= 0).any():
        raise NotDefined("A contrast of zeros compares nothing.")
    seen = turned @ frame.phi
    slope = -np.einsum("ni,rij,nj->nr", seen, frame.p, seen, optimize=True)
    freedoms = 2 * plain**2 / np.einsum("nr,rs,ns->n", slope, frame.v, slope, optimize=True)
    variance = plain
    if df == "kenward-roger":
        # For one row Kenward and Roger's df equal Satterthwaite's; the variance differs.
        variance = np.einsum("ni,ij,nj->n", turned, adjusted(fit), turned, optimize=True)
    estimates = wanted @ fit.beta
    errors = np.sqrt(variance)
    t = estimates / errors
    tails = 2 * stdtr(freedoms, -np.abs(t))
    reach = stdtrit(freedoms, 0.5 + level / 2) * errors
    variant = f"{fit.variant}; {VARIANTS[df]}"
    columns = (estimates, errors, freedoms, t, tails, estimates - reach, estimates + reach)
    return [
        Estimate(
            float(estimate),
            float(se),
            float(freedom),
            float(ratio),
            float(chance),
            float(low),
            float(high),
            level,
            variant,
        )
        for estimate, se, freedom, ratio, chance, low, high in zip(*columns, strict=True)
    ]


def coefficients(
    fit: Fit, *, df: Freedom = "kenward-roger", level: float = 0.95
) -> dict[str, Estimate]:
    """Every coefficient under the name of its column."""
    found = contrasts(fit, np.eye(len(fit.columns)), df=df, level=level)
    return dict(zip(fit.columns, found, strict=True))


def f_test(fit: Fit, rows: npt.ArrayLike, *, df: Freedom = "kenward-roger") -> FTest:
    """All rows of an (ℓ, p) array against zero together.

    Raises NotDefined as contrast does, CollinearColumns where rows follow from each other.
    """
    wanted = np.atleast_2d(np.asarray(rows, dtype=np.float64))
    _refuse_undefined(fit, df)
    turned = wanted @ fit.frame.turn
    if np.linalg.matrix_rank(turned) < len(turned):
        raise CollinearColumns(tuple(f"row {number + 1}" for number in range(len(wanted))))
    if df == "kenward-roger":
        found = _kenward_roger(fit, wanted, turned)
    else:
        found = _satterthwaite(fit, wanted, turned)
    f, freedom = found
    defined = np.isfinite(freedom) and freedom > 0 and np.isfinite(f)
    p = float(fdtrc(len(wanted), freedom, f)) if defined else float("nan")
    return FTest(f, len(wanted), freedom, p, f"{fit.variant}; {VARIANTS[df]}")


def adjusted(fit: Fit) -> Floats:
    """Kenward and Roger's Φ_A = Φ + 2 Φ M Φ, in the fit's own coordinates; shape (p, p)."""
    frame = fit.frame
    pairs = np.einsum("rs,ruv,sxy->uvxy", frame.v, frame.entries, frame.entries, optimize=True)
    middle = np.einsum("uvxy,kvx->kuy", pairs, frame.inverses, optimize=True)
    p = len(frame.phi)
    q = np.einsum("kuy,kuijy->ij", middle, frame.both_sides[:, :, :p, :p], optimize=True)
    weighed = np.tensordot(frame.v, frame.p, axes=1)
    crossed = np.einsum("rij,jk,rkl->il", weighed, frame.phi, frame.p, optimize=True)
    found = frame.phi + 2 * frame.phi @ (q - crossed) @ frame.phi
    return np.asarray((found + found.T) / 2)


def _kenward_roger(fit: Fit, rows: Floats, turned: Floats) -> tuple[float, float]:
    """F and its denominator df, in the symbols of study.md §3.1."""
    frame = fit.frame
    count = len(rows)
    estimates = rows @ fit.beta
    variance = turned @ adjusted(fit) @ turned.T
    plain = float(estimates @ np.linalg.solve(variance, estimates)) / count

    theta = turned.T @ np.linalg.solve(turned @ frame.phi @ turned.T, turned)
    core = theta @ frame.phi @ frame.p @ frame.phi  # ΘΦP_rΦ for every r
    alone = np.einsum("rii->r", core)
    a1 = float(alone @ frame.v @ alone)
    a2 = float(np.einsum("rs,rij,sji->", frame.v, core, core, optimize=True))
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


def _satterthwaite(fit: Fit, rows: Floats, turned: Floats) -> tuple[float, float]:
    frame = fit.frame
    count = len(rows)
    variance = turned @ frame.phi @ turned.T
    estimates = rows @ fit.beta
    f = float(estimates @ np.linalg.solve(variance, estimates)) / count
    values, vectors = np.linalg.eigh((variance + variance.T) / 2)
    seen = vectors.T @ turned @ frame.phi
    slope = -np.einsum("ni,rij,nj->nr", seen, frame.p, seen, optimize=True)
    each = 2 * values**2 / np.einsum("nr,rs,ns->n", slope, frame.v, slope, optimize=True)
    if np.ptp(each) < 1e-8 * each.mean():
        return f, float(each.mean())
    if (each <= 2).any():
        return f, 2.0
    total = float((each / (each - 2)).sum())
    return f, 2 * total / (total - count)


def _refuse_undefined(fit: Fit, df: Freedom) -> None:
    if df not in VARIANTS:
        raise NotDefined(f"Degrees of freedom are kenward-roger or satterthwaite, not {df}.")
    if df == "kenward-roger" and fit.method == "ml":
        raise NotDefined("Kenward-Roger is defined for REML only. Use REML, or Satterthwaite.")
