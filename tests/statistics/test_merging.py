"""Small categories together, in the registered order and no other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.statistics import merged
from visavis.statistics.errors import NotDefined, TooFewPeople

pytestmark = pytest.mark.pure

ORDER = [("sexual", "violence"), ("violence", "other"), ("traffic", "other")]


def test_a_small_category_joins_the_one_registered_for_it() -> None:
    answered = {"sexual": 4, "violence": 30, "traffic": 12, "other": 25}
    assert merged(answered, ORDER) == {
        "sexual": "violence", "violence": "violence", "traffic": "traffic", "other": "other",
    }  # fmt: skip


def test_a_group_that_is_still_small_goes_on() -> None:
    answered = {"sexual": 4, "violence": 5, "traffic": 12, "other": 25}
    assert merged(answered, ORDER) == {
        "sexual": "other", "violence": "other", "traffic": "traffic", "other": "other",
    }  # fmt: skip


def test_a_merge_that_is_not_needed_is_passed_over() -> None:
    answered = {"sexual": 10, "violence": 30, "traffic": 12, "other": 25}
    assert merged(answered, ORDER) == {name: name for name in answered}


def test_what_stays_small_after_the_whole_order_is_refused() -> None:
    with pytest.raises(TooFewPeople, match="Only 3 people answered in other"):
        merged({"sexual": 40, "violence": 30, "traffic": 12, "other": 3}, ORDER)


def test_an_order_of_something_else_is_refused() -> None:
    with pytest.raises(NotDefined, match="names theft"):
        merged({"a": 20, "b": 3}, [("theft", "a")])


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1))
def test_nobody_is_lost_and_no_group_is_small(answered: dict[str, int]) -> None:
    names = sorted(answered)
    order = [*pairwise(names), (names[-1], names[0])]
    try:
        group = merged(answered, order)
    except TooFewPeople:
        return
    sizes = {of: sum(answered[n] for n in answered if group[n] == of) for of in group.values()}
    assert set(group) == set(answered)
    assert len(sizes) == 1 or min(sizes.values()) >= 10
