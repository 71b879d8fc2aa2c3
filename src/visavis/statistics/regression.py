"""Least squares: how far an outcome goes together with each of several columns.

Weighted, the standard errors are the sandwich's (weights say how many people somebody stands for,
not how exactly they answered). Sources: Seber & Lee (2003), Linear Regression Analysis, §3–4;
sandwich: White (1980), Econometrica 48, 817–838, with n/(n − p) as in Hinkley (1977).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

from visavis.statistics.errors import CollinearColumns, NoSpread, NotFinite, TooFewPeople
from visavis.statistics.inference import Estimate
from visavis.statistics.intervals import refuse_level
from visavis.statistics.rows import Floats


@dataclass(frozen=True, eq=False)
class Regression:
    """coefficients: by column. cov: (p, p), in the order of columns. sigma: residual SD.

    residuals: (n,). r2: against the mean, whatever the columns.
    """

    coefficients: dict[str, Estimate]
    columns: tuple[str, ...]
    cov: Floats
    r2: float
    sigma: float
    df: int
    residuals: Floats

    @property
    def beta(self) -> Floats:
        return np.array([self.coefficients[name].estimate for name in self.columns])


def regress(
    outcome: npt.ArrayLike,
    design: npt.ArrayLike,
    columns: Sequence[str],
    *,
    weights: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Regression:
    """outcome: (n,); design: (n, p), with its intercept; columns: p names; weights: (n,) above 0.

    Raises TooFewPeople unless n > p, NotFinite, CollinearColumns, NoSpread where the outcome
    does not differ.
    """
    refuse_level(level)
    y, x = np.asarray(outcome, dtype=np.float64), np.asarray(design, dtype=np.float64)
    n, p = x.shape
    if not (np.isfinite(y).all() and np.isfinite(x).all()):
        raise NotFinite("A value is missing or infinite. Leave such people out first.")
    if n <= p:
        raise TooFewPeople(f"There are {n} people for {p} columns of the model. Leave terms out.")
    w = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
    if not (np.isfinite(w).all() and (w > 0).all() and w.shape == (n,)):
        raise ValueError("Each person has one weight above zero.")
    w = w / w.mean()
    root = np.sqrt(w)
    length = np.linalg.norm(root[:, None] * x, axis=0)
    q, r = np.linalg.qr(root[:, None] * x / np.where(length > 0, length, 1.0))
    dependent = np.flatnonzero(np.abs(np.diag(r)) < 1e-9).tolist()
    if dependent:
        raise CollinearColumns(tuple(columns[place] for place in dependent))
    about = y - w @ y / n
    total = float(w @ about**2)
    if total <= 1e-20 * max(1.0, float(w @ y**2)):
        raise NoSpread("All have the same outcome, so there is nothing to explain.")
    back = np.linalg.inv(r) / length[:, None]
    beta = back @ (q.T @ (root * y))
    residuals = y - x @ beta
    rss = float(w @ residuals**2)
    sigma = float(np.sqrt(rss / (n - p)))
    bread = back @ back.T
    if weights is None:
        cov, said = sigma**2 * bread, "least squares"
    else:
        score = (w * residuals)[:, None] * x
        cov = bread @ (score.T @ score) @ bread * n / (n - p)
        said = "weighted least squares, sandwich standard errors"
    errors = np.sqrt(np.diag(cov))
    with np.errstate(divide="ignore"):  # a perfect fit has no standard error
        t = beta / errors
    reach = float(stdtrit(n - p, 0.5 + level / 2)) * errors
    found = {
        name: Estimate(
            float(beta[i]), float(errors[i]), float(n - p), float(t[i]),
            float(2 * stdtr(n - p, -abs(t[i]))), float(beta[i] - reach[i]),
            float(beta[i] + reach[i]), level, said,
        )
        for i, name in enumerate(columns)
    }  # fmt: skip
    return Regression(found, tuple(columns), cov, 1 - rss / total, sigma, n - p, residuals)


def standardised(values: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> Floats:
    """In standard deviations around the mean; columns by themselves. Raises NoSpread."""
    x = np.asarray(values, dtype=np.float64)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64)
    w = w / w.sum()
    about = x - w @ x
    deviation = np.sqrt(w @ about**2 * len(x) / (len(x) - 1))
    if not np.all(deviation > 0):
        raise NoSpread("All have the same value, so nothing goes together with it.")
    return np.asarray(about / deviation)
