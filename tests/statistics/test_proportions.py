"""Shares against the tables of Newcombe's two papers of 1998, and statsmodels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from visavis.statistics import NoData, newcombe, wilson

pytestmark = pytest.mark.pure


# Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3 (Wilson's score)
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_the_published_table(
    successes: int, trials: int, low: float, high: float
) -> None:
    found = wilson(successes, trials)

    assert (found.low, found.high) == (
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )
    assert found.estimate == successes / trials


# Newcombe (1998), Statistics in Medicine 17, 873–890, table II, method 10
@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_agrees_with_the_published_table(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(*one, *other)

    assert (found.low, found.high) == (
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )


counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(share=counts, level=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_agrees_with_statsmodels(share: tuple[int, int], level: float) -> None:
    found = wilson(*share, level)
    low, high = proportion_confint(*share, alpha=1 - level, method="wilson")

    assert (found.low, found.high) == (
        pytest.approx(low, abs=1e-12),
        pytest.approx(high, abs=1e-12),
    )


@given(one=counts, other=counts)
def test_newcombe_agrees_with_statsmodels(one: tuple[int, int], other: tuple[int, int]) -> None:
    found = newcombe(*one, *other)
    low, high = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")

    assert (found.low, found.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))


@given(share=counts)
def test_a_share_and_its_opposite_mirror_each_other(share: tuple[int, int]) -> None:
    found, opposite = wilson(*share), wilson(share[1] - share[0], share[1])

    assert 0 <= found.low <= found.estimate <= found.high <= 1
    assert (found.low, found.high) == (
        pytest.approx(1 - opposite.high, abs=1e-12),
        pytest.approx(1 - opposite.low, abs=1e-12),
    )


def test_a_design_effect_counts_people_for_less() -> None:
    assert wilson(40, 100, deff=2.0).low == pytest.approx(wilson(20, 50).low)
    assert "design effect" in wilson(40, 100, deff=2.0).variant


def test_nobody_has_no_share() -> None:
    with pytest.raises(NoData, match="no share"):
        wilson(0, 0)


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2)])
def test_impossible_counts_are_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        wilson(successes, trials)
