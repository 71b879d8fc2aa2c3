"""Many completed data sets, one answer: Rubin's rules with Barnard and Rubin's degrees of freedom.

Estimate: the mean of the m estimates. Variance T = W + (1 + 1/m) B, within and between. With
γ = (1 + 1/m) B/T: ν_m = (m − 1)/γ², ν_obs = (1 − γ) ν_c (ν_c + 1)/(ν_c + 3), 1/ν = 1/ν_m + 1/ν_obs.
Sources: Rubin (1987), Multiple Imputation for Nonresponse in Surveys, §3.3; Barnard & Rubin (1999),
Biometrika 86, 948–955.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from visavis.statistics.errors import NotDefined
from visavis.statistics.inference import Estimate
from visavis.statistics.intervals import refuse_level


@dataclass(frozen=True, slots=True)
class Pooled:
    """missing: the share of what could be known that absence took away, γ."""

    found: Estimate
    missing: float
    imputations: int


def pool(
    estimates: npt.ArrayLike,
    variances: npt.ArrayLike,
    complete_df: float,
    *,
    level: float = 0.95,
    variant: str = "",
) -> Pooled:
    """estimates, variances: (m,), one per completed data set; complete_df: had nobody been absent.

    Raises NotDefined for fewer than two data sets.
    """
    refuse_level(level)
    each, within = (np.asarray(values, dtype=np.float64) for values in (estimates, variances))
    m = len(each)
    if m < 2:
        raise NotDefined("Pooling needs at least two completed data sets.")
    estimate, w, b = float(each.mean()), float(within.mean()), float(each.var(ddof=1))
    total = w + (1 + 1 / m) * b
    share = (1 + 1 / m) * b / total if total > 0 else 0.0
    observed = complete_df
    if np.isfinite(complete_df):
        observed = (1 - share) * complete_df * (complete_df + 1) / (complete_df + 3)
    df = 1 / (share**2 / (m - 1) + 1 / observed)
    se = float(np.sqrt(total))
    t = estimate / se if se else float("nan")
    reach = float(stdtrit(df, 0.5 + level / 2)) * se
    said = f"{variant + '; ' if variant else ''}Rubin's rules, Barnard-Rubin df, {m} imputations"
    p = float(2 * stdtr(df, -abs(t)))
    found = Estimate(estimate, se, df, t, p, estimate - reach, estimate + reach, level, said)
    return Pooled(found, share, m)
