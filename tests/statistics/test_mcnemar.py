"""McNemar's exact test against statsmodels on a textbook's table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import mcnemar as peer

from visavis.statistics import mcnemar
from visavis.statistics.errors import NoData

pytestmark = pytest.mark.pure


def answers(table: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """((yes yes, yes no), (no yes, no no)) as two columns of answers."""
    cells = np.array(table).ravel()
    return np.repeat([True, True, False, False], cells), np.repeat(
        [True, False, True, False], cells
    )


def test_the_approval_of_a_prime_minister() -> None:
    """Agresti (1990), Categorical Data Analysis, table 10.1: 1,600 people asked twice; 59.0 % and
    53.75 % approved, 150 and 86 changed; z² = 17.36."""
    table = [[794, 150], [86, 570]]
    found = mcnemar(*answers(table))

    assert (found.n, found.before, found.after) == (1600, 0.59, 0.55)
    assert (found.lost, found.gained, found.difference) == (150, 86, -0.04)
    assert found.p == pytest.approx(peer(table, exact=True).pvalue, rel=1e-9)
    assert found.p < 1e-4


@given(cells=st.lists(st.integers(0, 30), min_size=4, max_size=4).filter(lambda c: sum(c) > 0))
def test_it_agrees_with_statsmodels_and_has_no_direction(cells: list[int]) -> None:
    before, after = answers([cells[:2], cells[2:]])
    found = mcnemar(before, after)

    if cells[1] + cells[2]:
        assert found.p == pytest.approx(
            min(1.0, peer([cells[:2], cells[2:]], exact=True).pvalue), abs=1e-12
        )
    assert mcnemar(after, before).p == found.p
    assert found.difference == pytest.approx(found.after - found.before)


def test_where_nobody_changed_nothing_is_shown() -> None:
    assert mcnemar([True, False], [True, False]).p == 1


def test_nobody_answered_twice() -> None:
    with pytest.raises(NoData):
        mcnemar([], [])
