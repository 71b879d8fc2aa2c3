"""Indirect effects against the exact distribution of a product, statsmodels, and the bootstrap."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import norm

from visavis.statistics import indirect

pytestmark = pytest.mark.pure


def made(n: int = 300, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    z = rng.standard_normal((n, 1))
    x = rng.integers(0, 2, n).astype(float)
    shared = rng.standard_normal(n)
    m = np.column_stack(
        [
            0.5 * x + 0.3 * z[:, 0] + shared + rng.standard_normal(n),
            -0.2 * x + shared + rng.standard_normal(n),
        ]
    )
    y = 0.1 * x + m @ [0.4, 0.3] + 0.2 * z[:, 0] + rng.standard_normal(n)
    return x, m, y, z


NAMES = ["agency", "communion"]


def test_both_halves_of_a_path_are_those_of_statsmodels() -> None:
    x, m, y, z = made()
    found = indirect(x, m, y, z, NAMES, np.random.default_rng(1))
    first = sm.OLS(m[:, 0], np.column_stack([np.ones(300), x, z])).fit()
    second = sm.OLS(y, np.column_stack([np.ones(300), x, m, z])).fit()
    path = found.paths["agency"]

    assert (path.a.estimate, path.a.se) == pytest.approx((first.params[1], first.bse[1]))
    assert (path.b.estimate, path.b.se) == pytest.approx((second.params[2], second.bse[2]))
    assert path.through.estimate == pytest.approx(first.params[1] * second.params[2])
    assert found.direct.estimate == pytest.approx(second.params[1])


def quantile_of_product(a: float, b: float, sa: float, sb: float, chance: float) -> float:
    """Of two independent normal numbers, by numerical integration."""

    def below(at: float) -> float:
        def slice_(u: float) -> float:
            left = norm.cdf((at / u - b) / sb)
            return norm.pdf(u, a, sa) * (left if u > 0 else 1 - left)

        parts = [(a - 9 * sa, -1e-9), (1e-9, a + 9 * sa)]
        return sum(quad(slice_, low, high, limit=500)[0] for low, high in parts if low < high)

    reach = 12 * (abs(a) + sa) * (abs(b) + sb)
    return float(brentq(lambda at: below(at) - chance, -reach, reach, xtol=1e-8))


def test_the_monte_carlo_interval_is_the_exact_one_of_a_product() -> None:
    x, m, y, z = made()
    found = indirect(x, m, y, z, NAMES, np.random.default_rng(1), draws=400_000)
    for path in found.paths.values():
        numbers = (path.a.estimate, path.b.estimate, path.a.se, path.b.se)
        width = path.through.high - path.through.low
        assert path.through.low == pytest.approx(
            quantile_of_product(*numbers, 0.025), abs=0.01 * width
        )
        assert path.through.high == pytest.approx(
            quantile_of_product(*numbers, 0.975), abs=0.01 * width
        )


def test_all_that_goes_through_and_what_is_left_are_the_whole_effect() -> None:
    """For least squares the total effect is the direct one plus Σ a·b, exactly."""
    x, m, y, z = made()
    found = indirect(x, m, y, z, NAMES, np.random.default_rng(1))
    whole = sm.OLS(y, np.column_stack([np.ones(300), x, z])).fit().params[1]

    assert found.direct.estimate + found.together.estimate == pytest.approx(whole)
    assert found.together.estimate == pytest.approx(
        sum(path.through.estimate for path in found.paths.values())
    )


def test_the_bootstrap_agrees() -> None:
    x, m, y, z = made(n=800)
    found = indirect(x, m, y, z, NAMES, np.random.default_rng(1), bootstrap=1_000)
    for path in found.paths.values():
        assert path.checked is not None
        assert path.checked.estimate == path.through.estimate
        width = path.through.high - path.through.low
        assert path.checked.low == pytest.approx(path.through.low, abs=0.15 * width)
        assert path.checked.high == pytest.approx(path.through.high, abs=0.15 * width)


def test_an_interval_around_nothing_is_wrong_seldom() -> None:
    """a = 0, b = .4 in 300 studies of 131: an interval without zero in at most .08."""
    wrong = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        x, m = rng.standard_normal((2, 131))
        y = 0.4 * m + rng.standard_normal(131)
        nothing = np.zeros((131, 0))
        found = indirect(x, m[:, None], y, nothing, ["m"], rng, draws=2_000).paths["m"].through
        wrong += not found.low <= 0 <= found.high
    assert wrong / 300 <= 0.08
