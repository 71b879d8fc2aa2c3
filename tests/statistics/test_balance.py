"""Entropy balancing against a general optimiser, and the comparison of two groups."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, minimize

from visavis.statistics import augmented_att, e_value, entropy_balance, overlap
from visavis.statistics.balance import Balanced, Gap
from visavis.statistics.errors import NoData, NotConverged, NotFinite, PoorOverlap
from visavis.statistics.groups import e_value_of_ratio
from visavis.statistics.intervals import Interval

pytestmark = pytest.mark.pure

COLUMNS = ["harmed", "months", "before"]


def made(n: int = 260, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Outcome, membership of A, covariates; A differs from B, and the true difference is .4."""
    rng = np.random.default_rng(seed)
    x = np.column_stack([rng.random(n) < 0.6, rng.gamma(2, 6, n), rng.normal(3, 0.8, n)])
    chance = 1 / (1 + np.exp(-(0.5 * x[:, 0] - 0.03 * x[:, 1] + 0.4 * (x[:, 2] - 3))))
    a = rng.random(n) < chance
    y = 0.4 * a + 0.3 * x[:, 0] + 0.02 * x[:, 1] + 0.5 * x[:, 2] + rng.normal(0, 0.7, n)
    return y, a, x.astype(float)


def test_weights_are_the_nearest_to_equal_ones_with_these_means() -> None:
    """Hainmueller (2012), (3): minimise Σ w log(w/q) under the moments; here by trust region."""
    _, a, x = made(80)
    found = entropy_balance(x[a], x[~a], COLUMNS, variances=False)
    n = (~a).sum()
    scaled = x[~a] / x.std(axis=0)
    exactly = LinearConstraint(
        np.vstack([np.ones(n), scaled.T]),
        *2 * [np.r_[1.0, x[a].mean(axis=0) / x.std(axis=0)]],
    )
    peer = minimize(
        lambda w: w @ np.log(w * n),
        np.full(n, 1 / n),
        jac=lambda w: np.log(w * n) + 1,
        hess=lambda w: np.diag(1 / w),
        bounds=[(1e-12, 1)] * n,
        constraints=exactly,
        method="trust-constr",
        options={"gtol": 1e-12, "xtol": 1e-14, "maxiter": 3_000},
    )
    assert found.weights == pytest.approx(peer.x, abs=1e-5)


@settings(max_examples=20)
@given(seed=st.integers(0, 2_000), variances=st.booleans())
def test_weighted_the_other_group_is_alike(seed: int, variances: bool) -> None:
    _, a, x = made(200, seed)
    found = entropy_balance(x[a], x[~a], COLUMNS, variances=variances)

    assert found.weights.sum() == pytest.approx(1)
    assert found.weights.min() > 0
    assert found.weights @ x[~a] == pytest.approx(x[a].mean(axis=0), rel=1e-6)
    if variances:
        for j in (1, 2):
            middle = x[a, j].mean()
            assert found.weights @ (x[~a, j] - middle) ** 2 == pytest.approx(
                x[a, j].var(), rel=1e-6
            )
    assert found.effective_n == pytest.approx(1 / (found.weights**2).sum())
    assert found.effective_n <= (~a).sum()
    assert found.widest < 1e-6
    assert max(abs(gap.before) for gap in found.gaps.values()) > found.widest


def test_a_gap_is_in_deviations_of_the_group_that_is_the_target() -> None:
    """Austin (2011), Multivariate Behavioral Research 46, 399–424, for the treated population."""
    _, a, x = made()
    found = entropy_balance(x[a], x[~a], COLUMNS)

    for j, name in enumerate(COLUMNS):
        before = (x[a, j].mean() - x[~a, j].mean()) / x[a, j].std()
        assert found.gaps[name].before == pytest.approx(before)
    assert found.weights @ x[~a, 1] ** 2 == pytest.approx((x[a, 1] ** 2).mean(), rel=1e-6)


def test_the_widest_gap_is_the_largest_one_left() -> None:
    gaps = {"a": Gap(0.5, 0.01), "b": Gap(0.1, -0.2)}
    assert Balanced(np.ones(1), 1.0, gaps).widest == 0.2


def test_where_the_groups_have_nobody_alike_it_is_said_and_the_column_named() -> None:
    x = np.column_stack([np.r_[np.ones(20), np.zeros(20)], np.random.default_rng(1).random(40)])
    with pytest.raises(NotConverged, match="of contact the one has what nobody in the other has"):
        entropy_balance(x[:20], x[20:], ["contact", "age"])


def test_the_comparison_takes_away_what_the_groups_differ_in() -> None:
    """Over 60 studies the plain difference is off by .1 and more; the weighed one hardly."""
    plain, weighed, balanced = [], [], []
    for seed in range(60):
        y, a, x = made(400, seed)
        rng = np.random.default_rng(seed)
        plain.append(y[a].mean() - y[~a].mean())
        weighed.append(augmented_att(y, a, x, COLUMNS, rng, draws=2).difference.estimate)
        balanced.append(overlap(y, a, x, COLUMNS, rng, draws=2).difference.estimate)

    assert abs(np.mean(plain) - 0.4) > 0.1
    assert np.mean(weighed) == pytest.approx(0.4, abs=0.03)
    assert np.mean(balanced) == pytest.approx(0.4, abs=0.03)


def test_right_weights_mend_a_wrong_model_and_a_right_model_wrong_weights() -> None:
    """Doubly robust: Zhao & Percival (2017), theorem 1. The outcome curves in a column; weights
    that balance its variance mend a model that is straight."""
    straight, curved = [], []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        x = rng.normal(0, 1, 600)
        a = rng.random(600) < 1 / (1 + np.exp(-(0.2 * x + 0.4 * (x**2 - 1))))
        y = 0.4 * a + x**2 + rng.normal(0, 0.5, 600)
        only_mean = augmented_att(y, a, x[:, None], ["x"], rng, variances=False, draws=2)
        straight.append(only_mean.difference.estimate)
        curved.append(augmented_att(y, a, x[:, None], ["x"], rng, draws=2).difference.estimate)

    assert abs(np.mean(straight) - 0.4) > 0.2
    assert np.mean(curved) == pytest.approx(0.4, abs=0.03)


def test_overlap_weights_balance_the_means_exactly() -> None:
    """Li, Morgan & Zaslavsky (2018), theorem 3: with a logistic model fitted by maximum likelihood."""
    y, a, x = made()
    found = overlap(y, a, x, COLUMNS, np.random.default_rng(1), draws=10)

    assert all(abs(gap.after) < 1e-8 for gap in found.gaps.values())
    for j, name in enumerate(COLUMNS):
        before = (x[a, j].mean() - x[~a, j].mean()) / x[a, j].std()
        assert found.gaps[name].before == pytest.approx(before)
    assert found.difference.variant.startswith("overlap weights")


def test_overlap_weighs_each_by_the_chance_of_the_other_group() -> None:
    """1 − e for A and e for B, e from statsmodels; the effective n is that of the smaller group."""
    y, a, x = made()
    design = np.column_stack([np.ones(len(a)), x])
    e = sm.Logit(a.astype(float), design).fit(disp=False, tol=1e-12).predict()
    w = np.where(a, 1 - e, e)
    found = overlap(y, a, x, COLUMNS, np.random.default_rng(1), draws=10)

    expected = np.average(y[a], weights=w[a]) - np.average(y[~a], weights=w[~a])
    assert found.difference.estimate == pytest.approx(expected, rel=1e-6)
    sizes = [w[side].sum() ** 2 / (w[side] ** 2).sum() for side in (a, ~a)]
    assert found.effective_n == pytest.approx(min(sizes), rel=1e-6)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """In 80 studies: a 95 % interval covers in .88 or more."""
    covered = 0
    for seed in range(80):
        y, a, x = made(260, seed)
        rng = np.random.default_rng(seed)
        found = augmented_att(y, a, x, COLUMNS, rng, variances=False, draws=60).difference
        covered += found.low <= 0.4 <= found.high
    assert covered / 80 >= 0.88


def test_too_few_people_alike_are_no_comparison() -> None:
    y, a, x = made(90)
    with pytest.raises(PoorOverlap, match="at least 30 are needed"):
        augmented_att(y, a, x, COLUMNS, np.random.default_rng(1), draws=5)


@pytest.mark.parametrize(("a", "refusal"), [([True] * 4, NoData), ([False] * 4, NoData)])
def test_one_group_is_no_comparison(a: list[bool], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        augmented_att([1.0, 2, 3, 4], a, np.ones((4, 1)), ["x"], np.random.default_rng(1))


def test_a_missing_fact_is_refused() -> None:
    y, a, x = made(60)
    x[3, 1] = np.nan
    with pytest.raises(NotFinite):
        overlap(y, a, x, COLUMNS, np.random.default_rng(1))


# VanderWeele & Ding (2017), Ann. Intern. Med. 167, 268–274: maternal breastfeeding and infant death,
# risk ratio 3.9 (1.8 to 8.7): E-values 7.26 and 3.0
def test_the_published_e_values() -> None:
    assert e_value_of_ratio(3.9) == pytest.approx(7.26, abs=0.005)
    assert e_value_of_ratio(1.8) == pytest.approx(3.0, abs=0.005)
    assert e_value_of_ratio(1 / 3.9) == pytest.approx(e_value_of_ratio(3.9))


def test_the_e_value_of_a_difference() -> None:
    """d = 1.5 is taken as exp(.91 × 1.5); an interval that holds zero needs nothing hidden."""
    found = e_value(Interval(3.0, -0.2, 6.2, 0.95, ""), deviation=2.0)

    assert found.estimate == pytest.approx(e_value_of_ratio(np.exp(0.91 * 1.5)))
    assert found.interval == 1
    assert e_value(Interval(-3.0, -4.0, -2.0, 0.95, ""), 2.0).interval == pytest.approx(
        e_value_of_ratio(np.exp(0.91))
    )


def test_all_draws_at_once_are_the_draws_one_by_one() -> None:
    """The quick way of the bootstrap is the slow way: each step done again for the rows drawn."""
    rng = np.random.default_rng(8)
    n = 90
    x = np.column_stack([rng.normal(size=n), rng.random(n) < 0.4]).astype(float)
    a = rng.random(n) < 0.45
    y = x[:, 0] + 0.4 * a + rng.normal(size=n)
    quick = augmented_att(
        y, a, x, ("age", "harmed"), np.random.default_rng(3), draws=40, fewest=10
    ).drawn.values[:, 0]
    counts = np.random.default_rng(3).multinomial(n, np.full(n, 1 / n), size=40)
    slow = []
    for count in counts:
        rows = np.repeat(np.arange(n), count)
        one, other = rows[a[rows]], rows[~a[rows]]
        weights = entropy_balance(x[one], x[other], ("age", "harmed")).weights
        beside = np.column_stack([np.ones(len(other)), x[other]])
        beta = np.linalg.lstsq(beside, y[other], rcond=None)[0]
        left = y - beta[0] - x @ beta[1:]
        slow.append(left[one].mean() - weights @ left[other])
    assert quick == pytest.approx(slow, abs=1e-5)


def test_weighing_somebody_double_is_counting_them_twice() -> None:
    rng = np.random.default_rng(5)
    n = 120
    x, a = rng.normal(size=(n, 2)), rng.random(n) < 0.5
    y = x[:, 0] + rng.normal(size=n)
    weights = rng.integers(1, 3, n).astype(float)
    twice = np.repeat(np.arange(n), weights.astype(int))
    one = augmented_att(y, a, x, "ab", rng, weights=weights, draws=10, fewest=5)
    other = augmented_att(y[twice], a[twice], x[twice], "ab", rng, draws=10, fewest=5)
    assert one.difference.estimate == pytest.approx(other.difference.estimate, abs=0.02)
    # Not to the last digit: the variances are balanced in deviations of the people, not of the weights.
