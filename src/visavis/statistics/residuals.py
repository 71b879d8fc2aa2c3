"""What a fitted model leaves over, per answer, and whether its covariance looks like the answers'.

raw: y − Xβ̂. standard: in the model's deviation at that wave. scaled: L⁻¹(y_i − X_i β̂) with Σ[o, o] = LLᵀ,
so that the answers of one person should no longer hang together and each have variance one.
Source: Fitzmaurice, Laird & Ware (2011), Applied Longitudinal Analysis, §10.2.
"""

from dataclasses import dataclass

import numpy as np

from visavis.statistics.errors import NotDefined
from visavis.statistics.mmrm import Fit
from visavis.statistics.rows import Floats, Rows


@dataclass(frozen=True, eq=False)
class Residuals:
    """raw, standard, scaled: (n,), in the order of the rows.

    found: (m, m), the covariance of the raw ones over the people who have both waves, nan where
    nobody has; model: Σ of the fit, to put beside it.
    """

    raw: Floats
    standard: Floats
    scaled: Floats
    found: Floats
    model: Floats

    @property
    def furthest(self) -> float:
        """The largest scaled residual; beyond 4 in a study of hundreds, look at that answer."""
        return float(np.abs(self.scaled).max())


def residuals(fit: Fit, data: Rows) -> Residuals:
    """Of the rows that were fitted. Raises NotDefined where columns or waves are not the fit's."""
    if (fit.columns, fit.waves) != (data.columns, data.waves):
        raise NotDefined("Residuals are of the rows that the model was fitted to.")
    raw = data.outcome - data.design @ fit.beta
    standard = raw / np.sqrt(np.diag(fit.covariance))[data.wave]
    people, place = np.unique(data.person, return_inverse=True)
    m = len(data.waves)
    wide = np.full((len(people), m), np.nan)
    wide[place, data.wave] = raw
    there = np.isfinite(wide)

    scaled = np.full_like(wide, np.nan)
    codes = there @ (1 << np.arange(m))
    for code in np.unique(codes):
        who = np.flatnonzero(codes == code)
        o = np.flatnonzero(there[who[0]])
        root = np.linalg.cholesky(fit.covariance[np.ix_(o, o)])
        scaled[np.ix_(who, o)] = np.linalg.solve(root, wide[np.ix_(who, o)].T).T

    filled, seen = np.where(there, wide, 0.0), there.astype(float)
    both = seen.T @ seen
    found = np.divide(filled.T @ filled, both, out=np.full((m, m), np.nan), where=both > 0)
    return Residuals(raw, standard, scaled[place, data.wave], found, fit.covariance)
