"""Raking against what defines it, and Kish's design effect."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from visavis.statistics import kish, rake
from visavis.statistics.errors import NoData, NotConverged

pytestmark = pytest.mark.pure


def test_two_margins_of_two_keep_the_odds_ratio() -> None:
    """A 2 × 2 table fitted to new margins keeps its odds ratio; the cell solves a quadratic.

    Source: Mosteller (1968), JASA 63, 1–28. From 20, 10, 10, 40 (ratio 8) to margins of 50:
    t² = 8 (50 − t)², so t = 50 √8 / (1 + √8).
    """
    row = np.repeat([0, 0, 1, 1], [20, 10, 10, 40])
    column = np.repeat([0, 1, 0, 1], [20, 10, 10, 40])
    found = rake([row, column], [[50, 50], [50, 50]])

    corner = 50 * np.sqrt(8) / (1 + np.sqrt(8))
    weighed = found.weights[(row == 0) & (column == 0)].sum() * 100 / 80
    assert weighed == pytest.approx(corner, rel=1e-5)


def test_raking_is_the_nearest_table_with_these_margins() -> None:
    """Minimum discrimination information (Ireland & Kullback 1968, Biometrika 55, 179–188),
    found here by a general optimiser on the dual."""
    rng = np.random.default_rng(5)
    one, two = rng.integers(0, 3, 300), rng.integers(0, 2, 300)
    shares = np.array([0.5, 0.3, 0.2]), np.array([0.35, 0.65])
    found = rake([one, two], list(shares), lowest=1e-3, highest=1e3)

    known = np.column_stack([one == 0, one == 1, two == 0]).astype(float)
    target = np.array([0.5, 0.3, 0.35])
    dual = minimize(
        lambda free: np.log(np.exp(known @ free).mean()) - target @ free, np.zeros(3), tol=1e-12
    )
    nearest = np.exp(known @ dual.x)
    assert found.weights == pytest.approx(nearest / nearest.mean(), rel=1e-4)


@settings(deadline=None)
@given(seed=st.integers(0, 10_000))
def test_weighted_shares_are_those_of_the_caseload(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one, two = rng.integers(0, 3, 200), rng.integers(0, 4, 200)
    caseload = rng.integers(150, 400, 3), rng.integers(150, 400, 4)
    found = rake([one, two], caseload)

    assert found.weights.mean() == pytest.approx(1)
    assert found.deff >= 1
    assert found.effective_n == pytest.approx(200 / found.deff)
    for margin, total in zip((one, two), caseload, strict=True):
        have = np.bincount(margin, weights=found.weights) / 200
        assert have == pytest.approx(total / total.sum(), abs=1e-6)


def test_trimmed_weights_stay_within_the_bounds_and_still_fit() -> None:
    rng = np.random.default_rng(2)
    one, two = (rng.random(300) < 0.08).astype(int), (rng.random(300) < 0.5).astype(int)
    start = np.exp(rng.normal(0, 1, 300))
    loose = rake([one, two], [[0.8, 0.2], [0.5, 0.5]], start=start, lowest=1e-3, highest=1e3)
    tight = rake([one, two], [[0.8, 0.2], [0.5, 0.5]], start=start)

    assert loose.weights.max() > 5
    assert tight.trimmed > 0
    assert tight.weights.max() <= 5 * (1 + 1e-5)
    assert tight.weights.min() >= 0.2 * (1 - 1e-5)
    assert tight.margin_error < 1e-6
    assert tight.deff < loose.deff


def test_bounds_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(NotConverged, match="Merge small categories"):
        rake([np.repeat([0, 1], [95, 5])], [[0.5, 0.5]])


def test_a_category_without_answers_must_be_merged_first() -> None:
    with pytest.raises(NoData, match="Category 1 of margin 1 has nobody who answered"):
        rake([np.zeros(5, dtype=int)], [[3, 4]])


def test_kish_for_two_kinds_of_weights() -> None:
    """Kish (1965), §11.7: Σ n_h Σ n_h k_h² / (Σ n_h k_h)²; 50 of weight 1 and 50 of 3 give 1.25."""
    assert kish(np.repeat([1.0, 3.0], 50)) == pytest.approx(100 * 500 / 200**2)
    assert kish(np.full(7, 2.0)) == pytest.approx(1)


@pytest.mark.parametrize("weights", [[1.0, 0.0], [1.0, np.nan], [1.0, -2.0]])
def test_weights_of_nothing_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        kish(weights)
