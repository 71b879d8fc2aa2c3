"""The R-indicator: its logistic fit against statsmodels, its value against known chances."""

import numpy as np
import pytest
import statsmodels.api as sm

from visavis.statistics import representativeness
from visavis.statistics.errors import NoData, NotDefined
from visavis.statistics.logistic import most_likely

pytestmark = pytest.mark.pure


def groups(n: int, chances: tuple[float, ...], seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    group = rng.integers(0, len(chances), n)
    design = np.column_stack([np.ones(n), *(group == k for k in range(1, len(chances)))])
    return rng.random(n) < np.array(chances)[group], design.astype(float)


def test_the_logistic_fit_agrees_with_statsmodels() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(500), rng.normal(size=(500, 3))])
    yes = rng.random(500) < 1 / (1 + np.exp(-(x @ [-1.5, 0.5, -0.3, 0.0])))
    peer = sm.Logit(yes.astype(float), x).fit(disp=False, tol=1e-12)

    assert most_likely(yes, x, np.ones(500)) == pytest.approx(peer.params, rel=1e-7)


def test_two_groups_by_hand() -> None:
    """Response 20 of 100 and 40 of 100: S² = Σ(ρ − ρ̄)²/199 = 200 × .01/199, R = 1 − 2 S.

    Source of R: Schouten, Cobben & Bethlehem (2009), (2).
    """
    yes = np.repeat([True, False, True, False], [20, 80, 40, 60])
    design = np.column_stack([np.ones(200), np.repeat([0.0, 1.0], 100)])
    found = representativeness(yes, design, np.random.default_rng(1), draws=200)

    # Mean variance of the fitted chances, less that of their mean (both by the delta method).
    bias = (0.2 * 0.8 + 0.4 * 0.6) / 100 / 2 - (0.2 * 0.8 + 0.4 * 0.6) * 100 / 200**2
    assert found.unadjusted == pytest.approx(1 - 2 * np.sqrt(200 * 0.01 / 199), rel=1e-9)
    assert found.r == pytest.approx(1 - 2 * np.sqrt(200 * 0.01 / 199 - bias), rel=1e-9)
    assert found.response == pytest.approx(0.3)
    assert found.worst_bias == pytest.approx((1 - found.r) / 0.6)
    assert found.low <= found.r <= found.high


def test_a_group_nobody_of_which_answered_is_no_obstacle() -> None:
    yes, design = groups(600, (0.3, 0.0, 0.1), seed=2)
    found = representativeness(yes, design, np.random.default_rng(1), draws=100)
    rates = np.array([yes[design @ [1, 1, 2] == k].mean() for k in (1, 2, 3)])
    spread = np.repeat(rates, [int((design @ [1, 1, 2] == k).sum()) for k in (1, 2, 3)]).std(ddof=1)

    assert found.unadjusted == pytest.approx(1 - 2 * spread, abs=1e-6)


def test_the_adjustment_removes_most_of_the_bias() -> None:
    """Over repeated studies the adjusted R is nearer to the truth than the plain one."""
    truth = 1 - 2 * np.std([0.1, 0.12, 0.14, 0.1, 0.12, 0.14])
    plain, adjusted = [], []
    for seed in range(60):
        yes, design = groups(800, (0.1, 0.12, 0.14, 0.1, 0.12, 0.14), seed)
        found = representativeness(yes, design, np.random.default_rng(seed), draws=2)
        plain.append(found.unadjusted)
        adjusted.append(found.r)

    assert abs(np.mean(adjusted) - truth) < abs(np.mean(plain) - truth)


def test_the_same_seed_gives_the_same_interval() -> None:
    yes, design = groups(300, (0.1, 0.3), seed=3)
    one = representativeness(yes, design, np.random.default_rng(7), draws=50)

    assert one == representativeness(yes, design, np.random.default_rng(7), draws=50)


def test_nobody_answered() -> None:
    with pytest.raises(NoData, match="Nobody answered"):
        representativeness([False] * 5, np.ones((5, 1)), np.random.default_rng(1))


def test_the_same_fact_twice_is_refused() -> None:
    with pytest.raises(NotDefined, match="says a thing twice"):
        representativeness([True, False], np.ones((2, 2)), np.random.default_rng(1))
