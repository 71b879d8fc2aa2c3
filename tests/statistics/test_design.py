"""Columns and contrasts against formulaic, which codes as R does, and against hand calculation."""

import numpy as np
import pandas as pd
import pytest
from formulaic import Formula, model_matrix

from visavis.statistics import INTERCEPT, Design
from visavis.statistics.errors import NotDefined

pytestmark = pytest.mark.pure

LEVELS = {"A": ("a", "b", "c"), "B": ("x", "y"), "C": ("u", "v", "w")}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    rng = np.random.default_rng(1)
    made = {name: rng.choice(list(levels), 400) for name, levels in LEVELS.items()}
    return pd.DataFrame(made | {"v": rng.normal(size=400), "z": rng.normal(size=400)})


def values_of(frame: pd.DataFrame) -> dict[str, np.ndarray]:
    codes = {
        name: np.array([levels.index(each) for each in frame[name]])
        for name, levels in LEVELS.items()
    }
    return codes | {"v": frame["v"].to_numpy(), "z": frame["z"].to_numpy()}


@pytest.mark.parametrize(
    "formula",
    [
        "1",
        "A",
        "0 + A",
        "A*B",
        "A:B",
        "A + A:B",
        "A + B:C",
        "v*A",
        "A:v",
        "0 + A*v + B",
        "v:A:B",
        "v*z*A",
        "A*B*C",
        "A*B*C - A:B",
        "0 + A:B:C",
        "(A + B + v)**2",
    ],
)
def test_columns_and_names_are_those_of_formulaic(frame: pd.DataFrame, formula: str) -> None:
    terms = tuple(
        () if str(term) == "1" else tuple(factor.expr for factor in term.factors)
        for term in Formula(formula)
    )
    design = Design(terms, LEVELS)
    peer = model_matrix(formula, frame)
    ours = design.matrix(values_of(frame), rows=len(frame))

    assert list(design.columns) == list(peer.columns)
    assert np.array_equal(ours, peer.to_numpy())
    assert np.linalg.matrix_rank(ours) == len(design.columns)


@pytest.mark.parametrize("formula", ["A*B*v", "0 + A:B", "A + B:C + v:A", "v*z*A"])
def test_each_column_is_the_product_it_says(frame: pd.DataFrame, formula: str) -> None:
    terms = tuple(
        () if str(term) == "1" else tuple(factor.expr for factor in term.factors)
        for term in Formula(formula)
    )
    design = Design(terms, LEVELS)
    values = values_of(frame)
    made = []
    for each in design.products:
        column = np.ones(len(frame))
        for name, level in each.levels:
            column = column * (values[name] == level)
        for name in each.covariates:
            column = column * values[name]
        made.append(column)

    assert np.array_equal(np.stack(made, axis=1), design.matrix(values))


def test_the_reference_level_stands_first_and_has_no_column() -> None:
    design = Design((INTERCEPT, ("B",)), {"B": ("y", "x")})

    assert design.columns == ("Intercept", "B[T.x]")
    assert design.matrix({"B": np.array([0, 1])}).tolist() == [[1, 0], [1, 1]]


def test_a_mean_averages_over_other_factors_with_equal_weights() -> None:
    design = Design((INTERCEPT, ("A",), ("B",), ("v",)), LEVELS)
    at, rows = design.means(["B"], {"v": 2.5})

    assert at == ({"B": "x"}, {"B": "y"})
    assert rows == pytest.approx(np.array([[1, 1 / 3, 1 / 3, 0, 2.5], [1, 1 / 3, 1 / 3, 1, 2.5]]))


def test_a_main_effect_is_tested_on_average_over_what_it_interacts_with(
    frame: pd.DataFrame,
) -> None:
    """Type III: the difference y − x, each level of A weighing one third."""
    design = Design((INTERCEPT, ("A",), ("B",), ("A", "B")), LEVELS)
    values = values_of(frame)
    asked = design.hypotheses(design.matrix(values), values)

    assert asked[("B",)] == pytest.approx(np.array([[0, 0, 0, 1, 1 / 3, 1 / 3]]), abs=1e-9)
    assert asked[("A", "B")] == pytest.approx(np.eye(6)[4:], abs=1e-9)


def test_without_an_intercept_a_factor_is_tested_against_zero(frame: pd.DataFrame) -> None:
    design = Design((("A",),), LEVELS)
    values = values_of(frame)

    assert design.hypotheses(design.matrix(values), values)[("A",)] == pytest.approx(np.eye(3))


def test_where_the_columns_of_a_term_stand() -> None:
    design = Design((INTERCEPT, ("A",), ("B",)), LEVELS)

    assert (design.columns_of(("A",)), design.columns_of(("B",))) == (slice(1, 3), slice(3, 4))
    with pytest.raises(KeyError, match="C"):
        design.columns_of(("C",))


def test_a_factor_with_one_level_is_refused() -> None:
    with pytest.raises(NotDefined, match="B has one level only"):
        Design((("B",),), {"B": ("x",)})


def test_a_term_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Design((("A", "B"), ("B", "A")), LEVELS)
