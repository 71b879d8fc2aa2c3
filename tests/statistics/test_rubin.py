"""Rubin's rules by hand and at their limits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as t_distribution

from visavis.statistics import pool
from visavis.statistics.errors import NotDefined

pytestmark = pytest.mark.pure


def test_three_data_sets_by_hand() -> None:
    """Estimates 1, 2, 3 with variances 1, 1, 4: Q̄ = 2, W = 2, B = 1, T = 2 + 4/3 = 10/3, γ = .4.

    ν_m = 2/.16 = 12.5; ν_c = 17: ν_obs = .6 × 17 × 18/20 = 9.18; ν = 1/(1/12.5 + 1/9.18).
    Source of ν: Barnard & Rubin (1999), (3).
    """
    found = pool([1.0, 2.0, 3.0], [1.0, 1.0, 4.0], 17)

    assert found.found.estimate == 2
    assert found.found.se == pytest.approx(np.sqrt(10 / 3))
    assert found.missing == pytest.approx(0.4)
    assert found.found.df == pytest.approx(1 / (1 / 12.5 + 1 / 9.18))
    reach = t_distribution.ppf(0.975, found.found.df) * np.sqrt(10 / 3)
    assert (found.found.low, found.found.high) == pytest.approx((2 - reach, 2 + reach))
    assert found.found.t == pytest.approx(2 / np.sqrt(10 / 3))
    assert found.found.p == pytest.approx(2 * t_distribution.sf(found.found.t, found.found.df))


@given(
    values=st.lists(st.tuples(st.floats(-5, 5), st.floats(0.1, 5)), min_size=2, max_size=40),
    complete=st.floats(5, 1e4),
)
def test_absence_never_makes_surer(values: list[tuple[float, float]], complete: float) -> None:
    estimates, variances = zip(*values, strict=True)
    found = pool(estimates, variances, complete)

    assert found.found.se**2 >= np.mean(variances) - 1e-9
    assert 0 < found.found.df <= complete
    assert 0 <= found.missing <= 1


def test_with_endless_people_the_df_are_rubins_first() -> None:
    """(m − 1)(1 + 1/r)², r = (1 + 1/m) B/W: Rubin (1987), (3.1.6)."""
    found = pool([1.0, 2.0, 3.0], [1.0, 1.0, 4.0], float("inf"))
    r = (4 / 3) * 1 / 2
    assert found.found.df == pytest.approx(2 * (1 + 1 / r) ** 2)


def test_where_all_data_sets_agree_nothing_is_missing() -> None:
    found = pool([1.5] * 5, [0.2] * 5, 40)

    assert found.missing == 0
    assert found.found.df == pytest.approx(40 * 41 / 43)


def test_one_data_set_cannot_be_pooled() -> None:
    with pytest.raises(NotDefined):
        pool([1.0], [1.0], 10)
