"""Cronbach's α against a published example."""

import numpy as np
import pytest

from visavis.statistics import cronbach
from visavis.statistics.errors import NoData, TooFewPeople

pytestmark = pytest.mark.pure

RATINGS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout & Fleiss (1979), Psychological Bulletin 86, 420–428, table 2: six targets, four judges."""


def test_alpha_is_the_published_icc_of_fixed_judges() -> None:
    """ICC(3,4) is α: .91 (Shrout & Fleiss, table 4); the interval that R's psych::ICC prints for
    this example as ICC3k is .68 to .99, by the same F quantiles as Feldt's."""
    found = cronbach(RATINGS)

    assert found.estimate == pytest.approx(0.91, abs=0.005)
    assert (found.low, found.high) == (
        pytest.approx(0.68, abs=0.005),
        pytest.approx(0.99, abs=0.005),
    )
    assert (found.n, found.items, found.few) == (6, 4, True)


def test_alpha_is_one_minus_the_ratio_of_two_mean_squares() -> None:
    """Hoyt (1941), Psychometrika 6, 153–160: 1 − MS(residual)/MS(people)."""
    x = np.array(RATINGS, dtype=float)
    people = 4 * x.mean(axis=1).var(ddof=1)
    rest = x - x.mean(axis=1, keepdims=True) - x.mean(axis=0) + x.mean()

    assert cronbach(x).estimate == pytest.approx(1 - (rest**2).sum() / 15 / people)


def test_people_with_a_missing_item_are_counted_and_left_out() -> None:
    with_gap = [*RATINGS, [5, np.nan, 3, 4]]
    found = cronbach(with_gap)

    assert (found.n, found.left_out) == (6, 1)
    assert found.estimate == cronbach(RATINGS).estimate


def test_one_item_has_no_alpha() -> None:
    with pytest.raises(NoData, match="two items"):
        cronbach([[1.0], [2.0]])


def test_one_person_has_no_alpha() -> None:
    with pytest.raises(TooFewPeople, match="two people"):
        cronbach([[1.0, 2.0]])


def test_equal_scores_have_no_alpha() -> None:
    with pytest.raises(NoData, match="same total"):
        cronbach([[1.0, 2.0], [2.0, 1.0]])
