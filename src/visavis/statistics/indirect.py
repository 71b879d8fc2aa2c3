"""Indirect effects a·b through mediators side by side.

a_k: what the exposure adds to mediator k; b_k: what mediator k adds to the outcome beside the
exposure and the other mediators; covariates stand in both. The interval of a·b comes from 20,000
draws of N((â, b̂), blockdiag(cov â, cov b̂)), and the bootstrap over persons stands beside it.
Sources: MacKinnon, Lockwood & Williams (2004), Multivariate Behavioral Research 39, 99–128;
Preacher & Hayes (2008), Behavior Research Methods 40, 879–891. Whether "through" may be said at all
depends on the order in time, which no formula knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.bootstrap import resample
from visavis.statistics.inference import Estimate
from visavis.statistics.intervals import Interval
from visavis.statistics.regression import regress
from visavis.statistics.rows import Floats, Ints

MONTE_CARLO = 20_000


@dataclass(frozen=True, eq=False)
class Path:
    """One mediator. through: a·b with its Monte Carlo interval; checked: by bootstrap, if asked."""

    a: Estimate
    b: Estimate
    through: Interval
    checked: Interval | None


@dataclass(frozen=True, eq=False)
class Indirect:
    """paths: by mediator; together: Σ a·b; direct: what is left of the exposure. n: people."""

    paths: dict[str, Path]
    together: Interval
    direct: Estimate
    n: int


def indirect(
    exposure: npt.ArrayLike,
    mediators: npt.ArrayLike,
    outcome: npt.ArrayLike,
    covariates: npt.ArrayLike,
    names: Sequence[str],
    rng: np.random.Generator,
    *,
    draws: int = MONTE_CARLO,
    bootstrap: int = 0,
    level: float = 0.95,
) -> Indirect:
    """exposure, outcome: (n,); mediators: (n, k); covariates: (n, c), without an intercept.

    bootstrap: number of draws for the check, 0 for none. Raises what regress raises.
    """
    x, y = np.asarray(exposure, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    m, z = (np.asarray(each, dtype=np.float64) for each in (mediators, covariates))
    n, k = m.shape
    first = np.column_stack([np.ones(n), x, z])
    heads = ["Intercept", "exposure"]
    others = [f"covariate {place + 1}" for place in range(z.shape[1])]
    to_mediator = [regress(m[:, j], first, [*heads, *others], level=level) for j in range(k)]
    second = np.column_stack([np.ones(n), x, m, z])
    to_outcome = regress(y, second, [*heads, *names, *others], level=level)

    a = np.array([each.coefficients["exposure"].estimate for each in to_mediator])
    b = to_outcome.beta[2 : 2 + k]
    residuals = np.stack([each.residuals for each in to_mediator])
    among = residuals @ residuals.T / to_mediator[0].df  # what mediators share beside the exposure
    cov_a = among * np.linalg.inv(first.T @ first)[1, 1]
    cov_b = to_outcome.cov[2 : 2 + k, 2 : 2 + k]
    drawn_a = rng.multivariate_normal(a, cov_a, size=draws, method="cholesky")
    drawn_b = rng.multivariate_normal(b, cov_b, size=draws, method="cholesky")
    products = drawn_a * drawn_b

    checked: list[Interval | None] = [None] * k
    if bootstrap:
        again = resample(
            lambda rows: _products(x, m, y, z, rows), np.arange(n), rng, draws=bootstrap
        )
        low, high = again.interval(level)
        said = f"bootstrap over persons, {bootstrap} draws"
        checked = [
            Interval(float(a[j] * b[j]), float(low[j]), float(high[j]), level, said)
            for j in range(k)
        ]
    said = f"a·b, Monte Carlo, {draws} draws"
    paths = {
        name: Path(
            to_mediator[j].coefficients["exposure"],
            to_outcome.coefficients[name],
            _interval(float(a[j] * b[j]), products[:, j], level, said),
            checked[j],
        )
        for j, name in enumerate(names)
    }
    together = _interval(float(a @ b), products.sum(axis=1), level, f"sum of {said}")
    return Indirect(paths, together, to_outcome.coefficients["exposure"], n)


def _products(x: Floats, m: Floats, y: Floats, z: Floats, rows: Ints) -> Floats:
    one, xs, ms, zs = np.ones(len(rows)), x[rows], m[rows], z[rows]
    a = np.linalg.lstsq(np.column_stack([one, xs, zs]), ms, rcond=None)[0][1]
    b = np.linalg.lstsq(np.column_stack([one, xs, ms, zs]), y[rows], rcond=None)[0]
    return np.asarray(a * b[2 : 2 + m.shape[1]])


def _interval(estimate: float, drawn: Floats, level: float, variant: str) -> Interval:
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(estimate, float(low), float(high), level, variant)
