"""The rules from estimate to grade (study.md §4), as tables and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.factsheet import grades
from visavis.factsheet.grades import Grade, Interval

pytestmark = pytest.mark.pure
VERDICTS = [Grade.SUPPORTED, Grade.UNCERTAIN, Grade.NOT_SUPPORTED]
verdicts = st.sampled_from(VERDICTS)
numbers = st.floats(-3, 3, allow_nan=False)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, estimate, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Interval(estimate, low, high)


@pytest.mark.parametrize(
    ("low", "estimate", "high", "grade"),
    [
        (0.10, 0.40, 0.70, Grade.SUPPORTED),
        (0.00, 0.40, 0.80, Grade.UNCERTAIN),  # nothing is not ruled out
        (0.05, 0.15, 0.25, Grade.UNCERTAIN),  # clear of nothing, and too small to matter
        (0.05, 0.10, 0.19, Grade.NOT_SUPPORTED),  # there, and surely smaller than matters
        (-0.30, -0.10, 0.10, Grade.NOT_SUPPORTED),
        (-0.30, 0.10, 0.50, Grade.UNCERTAIN),
    ],
)
def test_a_change_must_be_clear_of_nothing_and_large_enough(
    low: float, estimate: float, high: float, grade: Grade
) -> None:
    assert grades.directed(Interval(estimate, low, high), smallest=0.2) is grade


@pytest.mark.parametrize(
    ("low", "high", "grade"),
    [
        (3.6, 4.2, Grade.SUPPORTED),
        (3.5, 4.2, Grade.UNCERTAIN),
        (3.2, 3.49, Grade.NOT_SUPPORTED),
    ],
)
def test_a_level_must_lie_wholly_above_its_bar(low: float, high: float, grade: Grade) -> None:
    assert grades.level(Interval((low + high) / 2, low, high), bar=3.5) is grade


def test_of_two_shares_the_weaker_decides() -> None:
    high, low = Interval(0.8, 0.7, 0.9), Interval(0.3, 0.2, 0.38)
    assert grades.shares([high, high], [0.4, 0.5]) is Grade.SUPPORTED
    assert grades.shares([low, high], [0.4, 0.5]) is Grade.NOT_SUPPORTED
    assert grades.shares([Interval(0.45, 0.35, 0.6), high], [0.4, 0.5]) is Grade.UNCERTAIN


@given(verdicts, verdicts)
def test_the_printed_grade_is_never_better_than_either_run(one: Grade, other: Grade) -> None:
    printed = grades.verdict(100, one, other).grade
    assert VERDICTS.index(printed) == max(VERDICTS.index(one), VERDICTS.index(other))


@given(
    verdicts,
    verdicts,
    st.one_of(st.none(), st.floats(0, 1)),
    st.one_of(st.none(), st.floats(0, 3)),
)
def test_looseness_and_absence_can_only_lower_a_grade(
    one: Grade, other: Grade, alpha: float | None, tipping: float | None
) -> None:
    free = grades.verdict(100, one, other).grade
    held = grades.verdict(100, one, other, alpha=alpha, tipping_sd=tipping).grade
    assert VERDICTS.index(held) >= VERDICTS.index(free)
    if alpha is not None and alpha < 0.6:
        assert held is not Grade.SUPPORTED


@given(intervals(), st.floats(0.01, 1), st.floats(0, 2))
def test_a_larger_change_never_gets_a_worse_grade(
    found: Interval, smallest: float, more: float
) -> None:
    larger = Interval(found.estimate + more, found.low + more, found.high + more)
    before, after = grades.directed(found, smallest), grades.directed(larger, smallest)
    assert VERDICTS.index(after) <= VERDICTS.index(before)


@given(intervals(), numbers, st.floats(0, 2))
def test_a_higher_level_never_gets_a_worse_grade(found: Interval, bar: float, more: float) -> None:
    higher = Interval(found.estimate + more, found.low + more, found.high + more)
    assert VERDICTS.index(grades.level(higher, bar)) <= VERDICTS.index(grades.level(found, bar))


@given(intervals(), st.floats(0.01, 1))
def test_a_wider_interval_never_turns_uncertain_into_a_verdict(
    found: Interval, smallest: float
) -> None:
    wider = Interval(found.estimate, found.low - 1, found.high + 1)
    if grades.directed(found, smallest) is Grade.UNCERTAIN:
        assert grades.directed(wider, smallest) is Grade.UNCERTAIN


@given(verdicts, verdicts, st.integers(0, 29))
def test_below_thirty_people_there_is_no_grade(one: Grade, other: Grade, n: int) -> None:
    assert grades.verdict(n, one, other).grade is Grade.TOO_FEW


def test_an_absence_of_half_a_standard_deviation_is_withstood() -> None:
    def at(tipping: float) -> Grade:
        return grades.verdict(90, Grade.SUPPORTED, Grade.SUPPORTED, tipping_sd=tipping).grade

    assert at(0.5) is Grade.SUPPORTED
    assert at(0.49) is Grade.UNCERTAIN


def test_only_verdicts_can_be_compared() -> None:
    with pytest.raises(ValueError, match="verdicts"):
        grades.worse(Grade.TOO_FEW, Grade.SUPPORTED)
    with pytest.raises(ValueError, match="inside"):
        Interval(1, 2, 3)


@pytest.mark.parametrize(
    ("low", "high", "grade"),
    [
        (-0.2, 0.2, Grade.SUPPORTED),
        (-0.24, 0.1, Grade.UNCERTAIN),  # the edge is not inside
        (0.1, 0.5, Grade.UNCERTAIN),
        (0.25, 0.5, Grade.NOT_SUPPORTED),
        (-0.9, -0.3, Grade.NOT_SUPPORTED),
        (-0.5, 0.5, Grade.UNCERTAIN),  # not significant is not equal
    ],
)
def test_the_same_means_wholly_within_the_margin(low: float, high: float, grade: Grade) -> None:
    assert grades.alike(Interval((low + high) / 2, low, high), 0.24) is grade


@given(intervals(), st.floats(0.01, 3))
def test_which_of_two_groups_comes_first_does_not_matter(found: Interval, margin: float) -> None:
    turned = Interval(-found.estimate, -found.high, -found.low)
    assert grades.alike(found, margin) is grades.alike(turned, margin)


@given(intervals(), st.floats(0.01, 2), st.floats(0.01, 1))
def test_a_wider_margin_never_makes_two_groups_less_alike(
    found: Interval, margin: float, more: float
) -> None:
    narrow, wide = (grades.alike(found, one) for one in (margin, margin + more))
    assert grades.worse(narrow, wide) is narrow or narrow is Grade.NOT_SUPPORTED
    if narrow is Grade.SUPPORTED:
        assert wide is Grade.SUPPORTED


@given(st.lists(intervals(), min_size=2, max_size=2), st.lists(intervals(), min_size=2, max_size=2))
def test_explains_needs_every_part(shares: list[Interval], lagged: list[Interval]) -> None:
    increment = Interval(0.2, 0.1, 0.3)
    grade = grades.explains(shares, increment, lagged, 0.1)
    every = all(one.low > 0 for one in (*shares, *lagged))
    assert (grade is Grade.SUPPORTED) == every


def test_explains_is_refuted_by_a_small_part_or_by_change_the_other_way() -> None:
    good, bad = Interval(0.3, 0.1, 0.5), Interval(-0.3, -0.5, -0.1)
    assert grades.explains([good], Interval(0.05, 0.01, 0.09), [good], 0.1) is Grade.NOT_SUPPORTED
    assert grades.explains([good], Interval(0.2, 0.1, 0.3), [bad], 0.1) is Grade.NOT_SUPPORTED
    assert grades.explains([good], Interval(0.09, 0.05, 0.2), [good], 0.1) is Grade.UNCERTAIN


@given(verdicts, verdicts, st.booleans(), st.booleans())
def test_nothing_that_holds_a_grade_back_makes_it_better(
    one: Grade, other: Grade, disagree: bool, few: bool
) -> None:
    free = grades.verdict(100, one, other).grade
    held = grades.verdict(100, one, other, coders_disagree=disagree, few=few).grade
    assert grades.worse(free, held) is held
    if disagree or few:
        assert held is not Grade.SUPPORTED
    left_to_chance = grades.held_by_family(grades.verdict(100, one, other)).grade
    assert left_to_chance is not Grade.SUPPORTED
    assert grades.worse(free, left_to_chance) is left_to_chance
