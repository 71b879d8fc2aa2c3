"""Hidden cells that stay hidden: the published table that gave itself away, and any table."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint, milp

from visavis.statistics import Relation, Tables, protect
from visavis.statistics.disclosure import (
    Mark,
    Protected,
    _Audit,
    mean_may_be_shown,
    rounded,
    share_may_be_shown,
)
from visavis.statistics.errors import NotPublishable

pytestmark = pytest.mark.pure

# Statistical Policy Working Paper 22 (1994), Report on Statistical Disclosure Limitation Methodology,
# chapter II: delinquent children by county and education of the household head; threshold 5
COUNTIES = ("Alpha", "Beta", "Gamma", "Delta")
EDUCATION = ("low", "medium", "high", "very high")
CHILDREN = [[15, 1, 3, 1], [20, 10, 10, 15], [3, 10, 10, 2], [12, 14, 7, 2]]


def possible(tables: Tables, found: Protected, key: tuple[str, ...], value: int) -> bool:
    """Whether whole numbers exist that fit all that is printed and have this value there.

    Written apart from the code: integer programming over every cell, hidden or not.
    """
    keys = list(tables.counts)
    place = {each: number for number, each in enumerate(keys)}
    low, high = np.zeros(len(keys)), np.full(len(keys), 10_000.0)
    for each, number in place.items():
        mark = found.marks.get(each)
        if mark is Mark.SHOWN:
            low[number] = high[number] = tables.counts[each]
        elif mark is Mark.SMALL:
            high[number] = found.fewest - 1
        elif mark is Mark.HIDDEN:
            low[number] = found.fewest
        elif mark is Mark.ROUNDED:
            middle = found.shown[each]
            assert middle is not None
            low[number], high[number] = max(0, middle - 2), middle + 2
    low[place[key]] = high[place[key]] = value
    if (low > high).any():
        return False
    lines = np.zeros((len(tables.relations), len(keys)))
    for line, relation in zip(lines, tables.relations, strict=True):
        line[place[relation.total]] = 1
        for part in relation.parts:
            line[place[part]] -= 1
    ended = milp(
        np.zeros(len(keys)),
        constraints=LinearConstraint(lines, 0, 0),
        bounds=(low, high),  # type: ignore[arg-type]  # it takes a pair as well
        integrality=np.ones(len(keys)),
    )
    return bool(ended.success)


def assert_safe(tables: Tables, found: Protected) -> None:
    for key, mark in found.marks.items():
        count = tables.counts[key]
        if key not in tables.empty and count < found.fewest:
            assert mark is Mark.SMALL
            assert all(possible(tables, found, key, value) for value in (0, found.fewest - 1))
        if mark is Mark.SHOWN:
            assert found.shown[key] == count
    for key in tables.unpublished - tables.empty:
        if tables.counts[key] < found.fewest:
            assert all(possible(tables, found, key, value) for value in (0, found.fewest - 1))


def test_the_published_pattern_gives_itself_away() -> None:
    """Rows Alpha and Beta minus columns medium and high: the cell that seemed hidden is exactly 1."""
    tables = Tables.of([COUNTIES, EDUCATION], CHILDREN)
    hidden = frozenset(
        {
            ("Alpha", "medium"), ("Alpha", "high"), ("Alpha", "very high"), ("Beta", "medium"),
            ("Beta", "high"), ("Gamma", "low"), ("Gamma", "very high"), ("Delta", "low"),
            ("Delta", "very high"),
        }
    )  # fmt: skip
    small = frozenset(key for key in hidden if tables.counts[key] < 5)
    audit = _Audit(tables, 5, small, frozenset())

    assert audit.bounds(hidden, [("Alpha", "very high")]) == {("Alpha", "very high"): (1, 1)}
    assert ("Alpha", "very high") in audit.open(hidden, audit.guarded(hidden))


def test_what_is_chosen_instead_does_not() -> None:
    tables = Tables.of([COUNTIES, EDUCATION], CHILDREN)
    found = protect(tables, fewest=5)

    assert_safe(tables, found)
    assert found.text(("Alpha", "very high")) == "fewer than 10"
    assert found.shown["all", "all"] == 135


def test_one_small_cell_beside_a_sum_takes_another_with_it() -> None:
    tables = Tables.of([("contact", "none")], [47, 3])
    found = protect(tables)

    assert found.marks == {
        ("contact",): Mark.HIDDEN,
        ("none",): Mark.SMALL,
        ("all",): Mark.SHOWN,
    }
    assert found.bounds == {("contact",): (41, 50), ("none",): (0, 9)}


def test_what_is_not_small_stays() -> None:
    tables = Tables.of([("a", "b")], [40, 20])
    assert protect(tables).shown == {("a",): 40, ("b",): 20, ("all",): 60}


def test_a_zero_is_small_unless_nobody_could_be_there() -> None:
    names = [("harmed", "kin"), ("T1", "T2")]
    counts = [[30, 28], [25, 0]]

    assert protect(Tables.of(names, counts)).marks["kin", "T2"] is Mark.SMALL
    structural = Tables.of(names, counts, empty=[("kin", "T2")])
    assert protect(structural).text(("kin", "T2")) == "0"
    assert all(mark is Mark.SHOWN for mark in protect(structural).marks.values())


def test_the_difference_from_an_earlier_release_is_protected_too() -> None:
    """52 people in March, 49 in June: with both, three who withdrew would be counted."""
    tables = Tables(
        {("March",): 52, ("June",): 49, ("withdrew",): 3},
        (Relation(("March",), (("June",), ("withdrew",))),),
        unpublished=frozenset({("withdrew",)}),
    )
    found = protect(tables)

    assert_safe(tables, found)
    assert None in (found.shown["March",], found.shown["June",])
    assert ("withdrew",) not in found.marks


def test_tables_that_share_a_margin_are_checked_together() -> None:
    """By role and by event type, each safe alone; together the small cell is a difference."""
    roles = Tables.of([("harmed", "kin", "responsible")], [40, 4, 30])
    again = Tables(
        {("harmed",): 40, ("responsible",): 30, ("both",): 70},
        (Relation(("both",), (("harmed",), ("responsible",))),),
    )
    both = roles + again
    alone, together = protect(roles), protect(both)

    assert_safe(roles, alone)
    assert_safe(both, together)
    hidden = frozenset(key for key, mark in alone.marks.items() if mark is not Mark.SHOWN)
    audit = _Audit(both, 10, frozenset({("kin",)}), frozenset())
    assert audit.bounds(hidden, [("kin",)]) == {("kin",): (4, 4)}


def test_where_hiding_cells_is_not_enough_sums_are_rounded_or_hidden() -> None:
    """19 = 4 + 15: of the other cell everybody knows it is ten or more, so 4 is at most 9; rounded
    to 20, all of 0 to 9 is possible. 13 = 3 + 10 needs the sum hidden."""
    tight = Tables.of([("a", "b")], [3, 15])
    found = protect(tight)
    assert_safe(tight, found)
    assert (found.text(("a",)), found.text(("all",))) == ("fewer than 10", "20")

    tighter = Tables.of([("a", "b")], [3, 10])
    found = protect(tighter)
    assert_safe(tighter, found)
    assert found.text(("all",)) == "not shown"


def test_where_nothing_helps_the_table_is_refused() -> None:
    """9 + 9 = 18: even hidden the sum is ten or more, so neither cell can be 0."""
    with pytest.raises(NotPublishable, match="Take levels together"):
        protect(Tables.of([("a", "b")], [9, 9]))


small_tables = st.tuples(st.integers(2, 3), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 40), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@settings(max_examples=20)
@given(counts=small_tables)
def test_in_any_table_every_small_cell_could_be_anything_from_nought_to_nine(
    counts: list[list[int]],
) -> None:
    tables = Tables.of([tuple("abc"[: len(counts)]), tuple("wxyz"[: len(counts[0])])], counts)
    try:
        found = protect(tables)
    except NotPublishable:
        return
    assert_safe(tables, found)


def test_three_dimensions() -> None:
    names = [("harmed", "kin"), ("contact", "none"), ("T1", "T2", "T3")]
    counts = np.array([[[30, 28, 20], [25, 22, 12]], [[14, 12, 3], [20, 18, 15]]])
    tables = Tables.of(names, counts)

    assert_safe(tables, protect(tables))


def test_sums_are_rounded_to_the_nearest_five() -> None:
    assert [rounded(count) for count in (0, 2, 3, 7, 8, 52, 53)] == [0, 0, 5, 5, 10, 50, 55]


def test_percentages_and_means_need_their_people() -> None:
    assert [share_may_be_shown(people) for people in (19, 20)] == [False, True]
    assert [mean_may_be_shown(people) for people in (9, 10)] == [False, True]


@pytest.mark.parametrize(
    ("counts", "empty"), [({("a",): 3, ("b",): 5}, ()), ({("a",): 5, ("b",): 5}, (("a",),))]
)
def test_tables_that_contradict_themselves_are_refused(
    counts: dict[tuple[str, ...], int], empty: tuple[tuple[str, ...], ...]
) -> None:
    with pytest.raises(ValueError, match=r"sum|zero"):
        Tables(counts, (Relation(("b",), (("a",),)),), empty=frozenset(empty))


def test_every_cell_of_a_table_and_every_sum_has_a_key() -> None:
    tables = Tables.of([("a", "b"), ("x", "y", "z")], [[1, 2, 3], [4, 5, 6]])

    assert len(tables.counts) == 3 * 4
    for key in product(("a", "b", "all"), ("x", "y", "z", "all")):
        assert key in tables.counts
    assert tables.counts["all", "all"] == 21
    assert tables.counts["b", "all"] == 15
