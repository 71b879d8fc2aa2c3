"""How alike those who answered are to all who were asked: the R-indicator.

R = 1 − 2 S(ρ): 1 when everybody was equally likely to answer given what is known of them; lower,
the more answering depends on it. Sources: Schouten, Cobben & Bethlehem (2009), Survey Methodology
35, 101–113; adjustment for bias as in Shlomo, Skinner & Schouten (2012), J. Stat. Plan. Inference 142,
201–211, for a sample that is everybody asked, less the variance of the mean response (which is
no difference between people).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.errors import NoData, NotDefined, NotFinite
from visavis.statistics.logistic import chances, most_likely
from visavis.statistics.rows import Floats


@dataclass(frozen=True, slots=True)
class Representativeness:
    """r: adjusted for bias, with a bootstrap interval. unadjusted: 1 − 2 S(ρ̂) as it stands.

    response: the share that answered. worst_bias: (1 − r)/(2 × response), the largest bias of a
    mean, in standard deviations, that these differences could cause. n: people asked.
    """

    r: float
    low: float
    high: float
    unadjusted: float
    response: float
    worst_bias: float
    n: int
    level: float
    variant: str


def representativeness(
    answered: npt.ArrayLike,
    design: npt.ArrayLike,
    rng: np.random.Generator,
    *,
    draws: int = 1_000,
    level: float = 0.95,
) -> Representativeness:
    """The R-indicator of who answered among all who were asked.

    answered: (n,) bool. design: (n, p), what is known of everybody asked, with an intercept.
    rng: for the bootstrap over persons (percentile interval, every draw adjusted for bias).
    Raises NoData with nobody asked or nobody who answered, NotFinite, NotDefined for
    columns that follow from each other.
    """
    yes, x = np.asarray(answered, dtype=bool), np.asarray(design, dtype=np.float64)
    if not len(yes) or not yes.any():
        raise NoData("Nobody answered, so there is nothing to compare with those who were asked.")
    if not np.isfinite(x).all():
        raise NotFinite("Something is missing of a person who was asked.")
    groups, place = np.unique(x, axis=0, return_inverse=True)
    if np.linalg.matrix_rank(groups) < x.shape[1]:
        raise NotDefined("What is known of those who were asked says a thing twice. Leave one out.")
    cells = np.stack(
        [
            np.bincount(place[yes], minlength=len(groups)),
            np.bincount(place[~yes], minlength=len(groups)),
        ]
    )
    r, unadjusted = _r_of(cells, groups)
    n = len(yes)
    sampled = rng.multinomial(n, cells.ravel() / n, size=draws).reshape(draws, *cells.shape)
    drawn = [_r_of(each, groups)[0] for each in sampled if each[0].sum()]
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    response = float(yes.mean())
    return Representativeness(
        r=r,
        low=min(float(low), r),
        high=max(float(high), r),
        unadjusted=unadjusted,
        response=response,
        worst_bias=(1 - r) / (2 * response),
        n=n,
        level=level,
        variant=f"R-indicator, logistic, adjusted for bias; bootstrap, {draws} draws",
    )


def _r_of(cells: npt.NDArray[np.integer], groups: Floats) -> tuple[float, float]:
    """Adjusted and plain R from counts of (answered, did not) per group, shape (2, g)."""
    people = cells.sum(axis=0).astype(np.float64)
    there = people > 0
    people, x, yes = people[there], groups[there], cells[0][there]
    chance = chances(most_likely(yes, x, people), x)
    n = people.sum()
    mean = people @ chance / n
    spread = float(people @ (chance - mean) ** 2 / (n - 1)) if n > 1 else 0.0
    slope = chance * (1 - chance)
    information = x.T @ ((people * slope)[:, None] * x)
    uncertain = np.einsum("gi,ij,gj->g", x, np.linalg.pinv(information, rcond=1e-12), x)
    bias = float(people @ (slope**2 * uncertain)) / n  # mean variance of the fitted chances …
    bias -= (
        float((people * slope) @ x @ np.linalg.pinv(information) @ ((people * slope) @ x)) / n**2
    )
    adjusted = max(spread - max(bias, 0.0), 0.0)  # … less that of their mean
    return 1 - 2 * float(np.sqrt(adjusted)), 1 - 2 * float(np.sqrt(spread))
