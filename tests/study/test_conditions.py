"""When a question is shown: a closed language with clear refusals, and no code in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.study.condition import (
    All,
    Answered,
    AnyOf,
    Compared,
    Condition,
    Not,
    OneOf,
    WrongCondition,
    holds,
    names,
    read_condition,
    written,
)

pytestmark = pytest.mark.pure
ITEMS = {"A1", "A2", "HO_contact"}
NOTHING = {"A1": None, "A2": None}


def true(source: str, **values: object) -> bool:
    return holds(read_condition(source, ITEMS), values)


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("HO_contact in (1, 2, 3)", {"HO_contact": 2}, True),
        ("HO_contact in (1, 2, 3)", {"HO_contact": 4}, False),
        ("A1 >= 4", {"A1": 4}, True),
        ("A1 >= 4", {"A1": 3}, False),
        ("A1 != 4", {"A1": 3}, True),
        ("role == 'responsible' and wave > 1", {"role": "responsible", "wave": 2}, True),
        ("role == 'responsible' and wave > 1", {"role": "responsible", "wave": 1}, False),
        ("A1 == 1 or A1 == 2 and A2 == 9", {"A1": 1, "A2": 0}, True),
        ("(A1 == 1 or A1 == 2) and A2 == 9", {"A1": 1, "A2": 0}, False),
        ("not answered(A1)", {"A1": None}, True),
        ("not (A1 == 1 or A2 == 1)", {"A1": 0, "A2": 0}, True),
        ("A1 == -1", {"A1": -1}, True),
    ],
)
def test_a_condition_means_what_it_says(source, values, expected):
    assert true(source, **values) is expected


@pytest.mark.parametrize("sign", ["==", "!=", "<", "<=", ">", ">="])
def test_nothing_is_shown_on_account_of_an_answer_that_is_not_there(sign):
    assert not holds(read_condition(f"A1 {sign} 3", ITEMS), NOTHING)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "it is empty"),
        ("A9 == 1", "A9 is no item"),
        ("A1", "ends too early"),
        ("A1 ==", "ends too early"),
        ("A1 = 1", "“= 1” cannot be read"),
        ("A1 == 1 A2 == 2", "“A2” stands where it should have ended"),
        ("(A1 == 1", "“)” is expected, not “its end”"),
        ("A1 in 1", "“(” is expected"),
        ("A1 == 'yes'", "A1 is a number"),
        ("role == 3", "role is a word"),
        ("role < 'b'", "equal"),
        ("answered(role)", "always known"),
        ("1 == A1", "a name is expected"),
        ("A1 == A2", "compared with a number"),
        ("and", "a name is expected"),
        ("__import__('os').system('true')", "cannot be read"),
        ("A1 == 1; A2 == 2", "“; A2 == 2” cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_where(source, says):
    with pytest.raises(WrongCondition) as refusal:
        read_condition(source, ITEMS)
    assert says in str(refusal.value)
    assert source.strip() in str(refusal.value)


ITEM_NAMES = st.sampled_from(sorted(ITEMS))
LEAVES: st.SearchStrategy[Condition] = st.one_of(
    st.builds(
        Compared,
        ITEM_NAMES,
        st.sampled_from(["==", "!=", "<", ">=", "<=", ">"]),
        st.integers(-9, 9),
    ),
    st.builds(OneOf, ITEM_NAMES, st.lists(st.integers(0, 9), min_size=1, max_size=3).map(tuple)),
    st.builds(Answered, ITEM_NAMES),
    st.builds(Compared, st.just("role"), st.just("=="), st.sampled_from(["harmed", "kin"])),
)
CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
VALUES = st.fixed_dictionaries(
    {name: st.none() | st.integers(-9, 9) for name in sorted(ITEMS)}
    | {"role": st.sampled_from(["harmed", "kin", "unknown"])}
)


@given(CONDITIONS, VALUES)
def test_a_condition_written_down_and_read_again_means_the_same(condition, values):
    again = read_condition(written(condition), ITEMS)
    assert holds(again, values) == holds(condition, values)
    assert sorted(names(again)) == sorted(names(condition))


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        read_condition(text, ITEMS)
    except WrongCondition:
        return
