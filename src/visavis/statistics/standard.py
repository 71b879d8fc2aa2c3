"""Moments in coordinates that lose no digits: orthonormal columns, residuals of mean square one.

A search in these finds steps of like size in every direction, whatever units people measure in.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular

from visavis.statistics.errors import NoSpread
from visavis.statistics.moments import Moments, refuse_collinear
from visavis.statistics.rows import Floats

FINEST_OWN_PART = 1e-7
"""Own part of a column that second moments can still show; below it is rounding."""

EXACT = 1e-20
"""Residual mean square, relative to the outcome's, that is rounding and not spread."""

FLATTEST = 1e-5
"""Smallest eigenvalue of the correlation between waves that is still trusted: a correlation of
.99999. Below it the inverse information, of condition 1/FLATTEST², has too few digits left."""


@dataclass(frozen=True, eq=False)
class Standard:
    """Moments of orthonormal columns and residuals of mean square one.

    turn: (p, p), origin: (p,): β = origin + scale × turn @ β̃. sums: as in Moments.
    """

    turn: Floats
    origin: Floats
    scale: float
    sums: Floats


def standardised(moments: Moments) -> Standard:
    p = len(moments.columns)
    total = np.einsum("kaaij->ij", moments.sums)
    length = np.sqrt(np.diag(total)[:p])
    unit = 1 / np.where(length > 0, length, 1.0)
    gram = total[:p, :p] * np.outer(unit, unit)
    own = np.sqrt(np.abs(np.diag(np.linalg.qr(gram, mode="r"))))
    refuse_collinear(own, moments.columns, FINEST_OWN_PART)
    answers = float((moments.people * moments.observed.sum(axis=1)).sum())
    root = np.linalg.cholesky(gram)
    inner = unit[:, None] * solve_triangular(root, np.eye(p), lower=True).T * np.sqrt(answers)
    beta = inner @ (inner.T @ total[:p, p]) / answers
    rss = total[p, p] - total[:p, p] @ beta
    if rss <= answers * EXACT * max(1.0, total[p, p] / answers):
        raise NoSpread(
            "The model explains every answer exactly: nothing is left to estimate a spread from. "
            "Leave terms out, or check whether the outcome differs at all."
        )
    scale = float(np.sqrt(rss / answers))
    change = np.zeros((p + 1, p + 1))
    change[:p, :p] = inner
    change[:p, p] = -beta / scale
    change[p, p] = 1 / scale
    where = moments.coordinates
    return Standard(
        where.basis @ inner,
        where.origin + where.basis @ beta,
        scale,
        np.asarray(change.T @ moments.sums @ change),
    )


def sample(moments: Moments, sums: Floats) -> Floats:
    """Residual moments per pair of waves, (1, m, m)."""
    sigma = sums[..., -1, -1].sum(axis=0)
    sigma = np.divide(sigma, moments.together, out=np.zeros_like(sigma), where=moments.together > 0)
    variances = np.diag(sigma)
    if variances.min() <= FLATTEST**2:
        wave = moments.waves[int(np.argmin(variances))]
        raise NoSpread(
            f"At {wave} the answers do not differ beyond what the model explains, so no spread "
            "can be estimated. Leave that wave out, or use fewer terms."
        )
    return np.asarray(sigma[None])
