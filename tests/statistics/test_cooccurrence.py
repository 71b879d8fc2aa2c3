"""Codes that stand in the same interviews."""

import numpy as np
import pytest

from visavis.statistics import co_occurrence
from visavis.statistics.cooccurrence import Together

pytestmark = pytest.mark.pure


def coded(both: int, first: int, second: int, neither: int) -> np.ndarray:
    kinds = np.array([[1, 1], [1, 0], [0, 1], [0, 0]])
    return np.repeat(kinds, [both, first, second, neither], axis=0)


def test_interviews_with_both_among_those_with_either() -> None:
    """Jaccard (1912), New Phytologist 11, 37–50: 20/(20 + 10 + 10) = .5."""
    assert co_occurrence(coded(20, 10, 10, 12), ["agency", "burden"]) == [
        Together("agency", "burden", 20, 0.5)
    ]


@pytest.mark.parametrize(
    "counts", [(9, 20, 20, 20), (20, 9, 20, 20), (20, 20, 0, 20), (20, 20, 20, 3)]
)
def test_small_numbers_are_hidden_and_so_is_what_gives_them_away(
    counts: tuple[int, int, int, int],
) -> None:
    assert co_occurrence(coded(*counts), ["a", "b"]) == [Together("a", "b", None, None)]


def test_every_pair_of_codes_once() -> None:
    has = np.random.default_rng(1).random((200, 3)) < 0.5
    found = co_occurrence(has, ["a", "b", "c"])

    assert [(each.first, each.second) for each in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found[1].both == (has[:, 0] & has[:, 2]).sum()


def test_a_code_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="each code"):
        co_occurrence(np.ones((4, 2)), ["a"])
