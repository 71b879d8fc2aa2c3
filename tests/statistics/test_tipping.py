"""Delta adjustment by hand, and where a conclusion tips."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.statistics import Absence, Adjusted, tipping_point

pytestmark = pytest.mark.pure

FOUND = Absence(estimate=0.5, se=0.1, df=80, share=0.4, n=100)


def above_zero(adjusted: Adjusted) -> bool:
    return adjusted.low > 0


def test_the_absent_pull_the_mean_by_their_share() -> None:
    """study.md §3.10: .5 − .4 × .5 = .3; SE² = .01 + .25 × .4 × .6/100 = .0106."""
    found = FOUND.lower_by(0.5)

    assert found.estimate == pytest.approx(0.3)
    assert found.se == pytest.approx(np.sqrt(0.0106))
    assert found.low == pytest.approx(0.3 - 1.990063 * np.sqrt(0.0106), abs=1e-6)  # t(.975, 80)


def test_nothing_changes_when_the_absent_are_as_predicted() -> None:
    found = FOUND.lower_by(0.0)

    assert (found.estimate, found.se) == (0.5, 0.1)


def test_the_tipping_point_is_where_the_interval_reaches_zero() -> None:
    delta = tipping_point(FOUND, above_zero, furthest=3.0)

    assert delta is not None
    assert FOUND.lower_by(delta).low == pytest.approx(0, abs=1e-5)
    assert above_zero(FOUND.lower_by(delta - 1e-4))


def test_where_nobody_is_absent_nothing_tips() -> None:
    assert tipping_point(Absence(0.5, 0.1, 80, 0.0, 100), above_zero, furthest=3.0) is None


@given(share=st.floats(0.01, 0.99), delta=st.floats(0, 5))
def test_more_absence_is_never_more_certain(share: float, delta: float) -> None:
    found = Absence(0.5, 0.1, 80, share, 100).lower_by(delta)

    assert found.se >= 0.1
    assert found.estimate <= 0.5


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_an_impossible_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        Absence(0.5, 0.1, 80, share, 100)
