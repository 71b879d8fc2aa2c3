"""What a fitted model says of a contrast, and how sure: standard errors, intervals, F tests.

study.md §3.1. V, the uncertainty about Σ, comes from the information the fit was asked for:
*observed* unless told otherwise; the expected one gives clearly different results with some 200
people.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import fdtrc, stdtr, stdtrit

from visavis.statistics import kenward_roger, satterthwaite
from visavis.statistics.errors import CollinearColumns, NotDefined
from visavis.statistics.mmrm import Fit
from visavis.statistics.rows import Floats

Freedom = Literal["kenward-roger", "kenward-roger-linear", "satterthwaite"]

FREEDOMS: tuple[Freedom, ...] = ("kenward-roger", "kenward-roger-linear", "satterthwaite")


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


def variant(fit: Fit, df: Freedom) -> str:
    """The model, the degrees of freedom and the information, in words."""
    if df == "satterthwaite":
        words = "Satterthwaite"
    elif fit.structure.linear or df == "kenward-roger-linear":
        words = "Kenward-Roger, linear form"
    else:
        words = "Kenward-Roger with second derivatives"
    return f"{fit.variant}; {words}, {fit.information} information"


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
    turned = wanted @ fit.frame.turn
    if not turned.any(axis=1).all():
        raise NotDefined("A contrast of zeros compares nothing.")
    # For one row Kenward and Roger's df equal Satterthwaite's; the variance differs.
    variance, freedoms = satterthwaite.one_by_one(fit.frame, turned)
    if df != "satterthwaite":
        whole = kenward_roger.adjusted(fit.frame, linear=df == "kenward-roger-linear")
        variance = ((turned @ whole) * turned).sum(axis=1)
    estimates = wanted @ fit.beta
    errors = np.sqrt(variance)
    t = estimates / errors
    tails = 2 * stdtr(freedoms, -np.abs(t))
    reach = stdtrit(freedoms, 0.5 + level / 2) * errors
    said = variant(fit, df)
    columns = np.stack(
        [estimates, errors, freedoms, t, tails, estimates - reach, estimates + reach], axis=1
    )
    return [
        Estimate(estimate, se, freedom, ratio, chance, low, high, level, said)
        for estimate, se, freedom, ratio, chance, low, high in columns.tolist()
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
    estimates: Floats = wanted @ fit.beta
    if df == "satterthwaite":
        f, freedom = satterthwaite.together(fit.frame, turned, estimates)
    else:
        linear = df == "kenward-roger-linear"
        f, freedom = kenward_roger.together(fit.frame, turned, estimates, linear=linear)
    defined = np.isfinite(freedom) and freedom > 0 and np.isfinite(f)
    p = float(fdtrc(len(wanted), freedom, f)) if defined else float("nan")
    return FTest(f, len(wanted), freedom, p, variant(fit, df))


def _refuse_undefined(fit: Fit, df: Freedom) -> None:
    if df not in FREEDOMS:
        raise NotDefined(f"Degrees of freedom are one of {', '.join(FREEDOMS)}, not {df}.")
    if df != "satterthwaite" and fit.method == "ml":
        raise NotDefined("Kenward-Roger is defined for REML only. Use REML, or Satterthwaite.")
