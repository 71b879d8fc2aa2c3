"""Two one-sided tests against statsmodels on a textbook's data, and what they never say."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import ttost_paired

from tests.statistics.fev import MAIN, Fev
from visavis.statistics import contrast, mmrm, non_inferiority, tost

pytestmark = pytest.mark.pure


@dataclass(frozen=True)
class Found:
    estimate: float
    se: float
    df: float


# Student (1908), The probable error of a mean, Biometrika 6, 1–25: hours of sleep gained
DEXTRO = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0])
LAEVO = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])
CHANGE = LAEVO - DEXTRO
SLEEP = Found(float(CHANGE.mean()), float(CHANGE.std(ddof=1) / np.sqrt(10)), 9)


@pytest.mark.parametrize("margin", [0.5, 1.58, 2.0, 2.5, 4.0])
def test_both_p_values_are_those_of_statsmodels(margin: float) -> None:
    p, (_, above, _), (_, below, _) = ttost_paired(LAEVO, DEXTRO, -margin, margin)
    found = tost(SLEEP, margin)

    assert found.p == pytest.approx(p, rel=1e-9) == max(above, below)
    assert non_inferiority(SLEEP, margin).p == pytest.approx(above, rel=1e-9)


def test_the_interval_that_decides_is_the_ninety_percent_one() -> None:
    """t(.95, 9) = 1.833, t(.975, 9) = 2.262; mean 1.58, standard error .389 (Student's table)."""
    found = tost(SLEEP, 2.5)

    assert (found.narrow_low, found.narrow_high) == (
        pytest.approx(1.58 - 1.833 * 0.389, abs=1e-3),
        pytest.approx(1.58 + 1.833 * 0.389, abs=1e-3),
    )
    assert (found.low, found.high) == (
        pytest.approx(1.58 - 2.262 * 0.389, abs=1e-3),
        pytest.approx(1.58 + 2.262 * 0.389, abs=1e-3),
    )
    assert found.equivalent
    assert not tost(SLEEP, 2.0).equivalent
    assert tost(SLEEP, 0.5).outside


def test_a_difference_that_is_not_significant_is_not_thereby_equal() -> None:
    unsure = Found(0.1, 0.3, 40)
    found = tost(unsure, 0.3)

    assert found.low < 0 < found.high
    assert not found.equivalent
    assert not found.outside


@given(
    estimate=st.floats(-3, 3),
    se=st.floats(0.01, 2),
    df=st.floats(3, 500),
    margin=st.floats(0.01, 3),
    alpha=st.sampled_from([0.01, 0.05, 0.1]),
)
def test_interval_and_p_value_always_say_the_same(
    estimate: float, se: float, df: float, margin: float, alpha: float
) -> None:
    found = tost(Found(estimate, se, df), margin, alpha=alpha)
    turned = tost(Found(-estimate, se, df), margin, alpha=alpha)

    if abs(found.p - alpha) > 1e-9:
        assert found.equivalent == (found.p < alpha)
    assert not (found.equivalent and found.outside)
    assert turned.p == pytest.approx(found.p, abs=1e-12)
    if found.equivalent:
        assert non_inferiority(Found(estimate, se, df), margin, alpha=alpha).not_worse


def test_it_takes_what_a_model_says(fev: Fev) -> None:
    design = fev.design(*MAIN)
    change = np.eye(11)[7] - np.eye(11)[6]  # AVISIT VIS4 − VIS3
    found = tost(contrast(mmrm(fev.rows(design)), change), 8.0)

    assert found.equivalent
    assert found.variant == "two one-sided tests, 90% interval inside ±8"


@pytest.mark.parametrize("margin", [0.0, -1.0])
def test_a_margin_of_nothing_is_refused(margin: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        tost(SLEEP, margin)
