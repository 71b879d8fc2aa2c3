"""Several tests at once against statsmodels and the published example."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from visavis.statistics import benjamini_hochberg, fixed_order, holm

pytestmark = pytest.mark.pure

# Benjamini & Hochberg (1995), §4.1: fifteen hypotheses on treatments after a heart attack; at .05
# Bonferroni rejects three, the false discovery rate four
HEART = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
    0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip

ps = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_the_published_example() -> None:
    assert (benjamini_hochberg(HEART) <= 0.05).sum() == 4
    assert (holm(HEART) <= 0.05).sum() == 3


@settings(max_examples=25)
@given(p=ps)
def test_both_adjustments_are_those_of_statsmodels(p: list[float]) -> None:
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1], abs=1e-12)
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1], abs=1e-12)


@given(p=ps)
def test_adjusting_never_makes_anything_surer_and_keeps_the_order(p: list[float]) -> None:
    for adjusted in (holm(p), benjamini_hochberg(p)):
        assert (adjusted >= np.array(p) - 1e-15).all()
        assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= -1e-15).all()
    assert (holm(p) >= benjamini_hochberg(p) - 1e-15).all()


def test_in_a_fixed_order_everything_after_the_first_failure_fails() -> None:
    assert fixed_order([0.01, 0.05, 0.2, 0.001]).tolist() == [True, True, False, False]
    assert fixed_order([]).tolist() == []


def test_what_is_no_p_value_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.2, 1.2])
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([0.2, float("nan")])
