"""Shares against the tables of Newcombe's two papers of 1998, and statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from visavis.statistics import agresti_coull, newcombe, two_answers, wilson
from visavis.statistics.errors import NoData

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


@given(share=counts, level=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_agresti_coull_agrees_with_statsmodels_and_holds_wilson(
    share: tuple[int, int], level: float
) -> None:
    found = agresti_coull(*share, level)
    low, high = proportion_confint(*share, alpha=1 - level, method="agresti_coull")
    inner = wilson(*share, level)

    assert (found.low, found.high) == (
        pytest.approx(max(low, 0), abs=1e-12),
        pytest.approx(min(high, 1), abs=1e-12),
    )
    assert found.low <= inner.low + 1e-12
    assert inner.high <= found.high + 1e-12
    assert (found.estimate, found.variant) == (share[0] / share[1], "Agresti-Coull")


def test_two_answers_of_the_same_people() -> None:
    """Burdensome 40 of 60; worth it 30 of these 40 and 18 of the other 20."""
    burdensome = np.repeat([True, True, False, False], [30, 10, 18, 2])
    worth_it = np.repeat([True, False, True, False], [30, 10, 18, 2])
    found = two_answers(burdensome, worth_it)

    assert found.counts == ((30, 10), (18, 2))
    assert found.first == wilson(40, 60)
    assert found.second == wilson(48, 60)
    assert found.both == wilson(30, 60)
    assert found.second_given_first == wilson(30, 40)
    assert found.second_given_not_first == wilson(18, 20)
    assert found.difference == newcombe(30, 40, 18, 20)


def test_where_all_or_none_say_the_first_there_is_no_difference() -> None:
    all_, none = two_answers([True] * 5, [True] * 5), two_answers([False] * 5, [True] * 5)

    assert (all_.second_given_not_first, all_.difference) == (None, None)
    assert (none.second_given_first, none.difference) == (None, None)
    with pytest.raises(NoData):
        two_answers([], [])
    with pytest.raises(ValueError, match="one answer to either"):
        two_answers([True], [True, False])


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
