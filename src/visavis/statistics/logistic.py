"""Logistic regression: whose answer is yes, or who answered at all.

Newton's method on log-likelihood; counts per group, so that a thousand people with the same facts
cost as much as one. Source: McCullagh & Nelder (1989), Generalized Linear Models, §4.4.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from visavis.statistics.errors import CollinearColumns, NoData, NotConverged, NotFinite
from visavis.statistics.inference import Estimate
from visavis.statistics.intervals import refuse_level
from visavis.statistics.rows import Floats

MOST_STEPS = 60
SURE = 30.0
"""|logit| beyond which a chance is 0 or 1 to every digit we use."""
SEPARATED = 20.0
"""|logit| of two in a thousand million: no finite coefficient has led there."""


def chances(beta: Floats, design: Floats) -> Floats:
    """P(yes) per row of the design."""
    return np.asarray(1 / (1 + np.exp(-np.clip(design @ beta, -SURE, SURE))))


def most_likely(answered: npt.ArrayLike, design: npt.ArrayLike, people: npt.ArrayLike) -> Floats:
    """Maximum-likelihood coefficients of a logistic model, shape (p,).

    answered, people: (g,), how many of how many; design: (g, p). Where a group all answered or
    none did, its coefficient stops growing when its chance is 0 or 1 to every digit.
    """
    yes, x = np.asarray(answered, dtype=np.float64), np.asarray(design, dtype=np.float64)
    n = np.asarray(people, dtype=np.float64)
    beta = np.zeros(x.shape[1])
    for _ in range(MOST_STEPS):
        chance = chances(beta, x)
        weight = n * chance * (1 - chance)
        information = x.T @ (weight[:, None] * x)
        step = np.linalg.lstsq(information, x.T @ (yes - n * chance), rcond=1e-12)[0]
        longest = float(np.abs(x @ step).max())
        beta = beta + step * min(1.0, 4.0 / longest if longest else 1.0)
        if longest < 1e-10 or np.abs(x @ beta).max() > SURE:
            break
    return beta


def logistic(
    yes: npt.ArrayLike, design: npt.ArrayLike, columns: Sequence[str], level: float = 0.95
) -> dict[str, Estimate]:
    """Log odds ratios by column, with Wald intervals; df is infinite.

    yes: (n,) bool; design: (n, p), with an intercept; columns: p names. Raises NoData where nobody
    or everybody says yes, NotFinite, CollinearColumns, NotConverged where a column separates yes
    from no completely.
    """
    refuse_level(level)
    answer, x = np.asarray(yes, dtype=bool), np.asarray(design, dtype=np.float64)
    if not np.isfinite(x).all():
        raise NotFinite("Something is missing of a person. Leave such people out first.")
    if not len(answer) or answer.all() or not answer.any():
        raise NoData("All said the same (or nobody did), so there is nothing to explain.")
    triangle = np.linalg.qr(x / np.linalg.norm(x, axis=0).clip(1e-300), mode="r")
    dependent = np.flatnonzero(np.abs(np.diag(triangle)) < 1e-9).tolist()
    if dependent or len(x) < x.shape[1]:
        raise CollinearColumns(tuple(columns[place] for place in dependent) or tuple(columns))
    beta = most_likely(answer, x, np.ones(len(answer)))
    if np.abs(x @ beta).max() >= SEPARATED:
        raise NotConverged(
            "Some people are sure to say yes or no given the columns of the model, so how much a "
            "column matters has no end. Leave a column out, or take levels together."
        )
    chance = chances(beta, x)
    errors = np.sqrt(np.diag(np.linalg.inv(x.T @ ((chance * (1 - chance))[:, None] * x))))
    z = beta / errors
    reach = float(ndtri(0.5 + level / 2)) * errors
    said = "logistic regression, Wald"
    return {
        name: Estimate(
            float(beta[i]), float(errors[i]), float("inf"), float(z[i]), float(2 * ndtr(-abs(z[i]))),
            float(beta[i] - reach[i]), float(beta[i] + reach[i]), level, said,
        )
        for i, name in enumerate(columns)
    }  # fmt: skip
