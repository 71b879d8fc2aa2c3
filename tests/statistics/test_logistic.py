"""Logistic regression against a published textbook example and statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm

from visavis.statistics import logistic
from visavis.statistics.errors import CollinearColumns, NoData, NotConverged, NotFinite
from visavis.statistics.logistic import most_likely

pytestmark = pytest.mark.pure

# Greene, Econometric Analysis, on Spector & Mazzeo (1980), J. Econ. Educ. 11, 37–44: the logit of
# whether a grade improved, by grade point average, a pretest and the new method of teaching
GREENE = {
    "const": (-13.021, 4.931),
    "GPA": (2.826, 1.263),
    "TUCE": (0.095, 0.142),
    "PSI": (2.379, 1.065),
}


def test_the_textbook_example() -> None:
    data = sm.datasets.spector.load_pandas()
    x = sm.add_constant(data.exog)
    found = logistic(data.endog, x, list(x.columns))

    for name, (estimate, se) in GREENE.items():
        assert found[name].estimate == pytest.approx(estimate, abs=6e-4)
        assert found[name].se == pytest.approx(se, abs=6e-4)


def test_intervals_and_p_are_those_of_statsmodels() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(500), rng.normal(size=(500, 3))])
    yes = rng.random(500) < 1 / (1 + np.exp(-(x @ [-1.5, 0.5, -0.3, 0.0])))
    peer = sm.Logit(yes.astype(float), x).fit(disp=False, tol=1e-12)
    found = logistic(yes, x, "abcd")

    for i, each in enumerate(found.values()):
        assert each.estimate == pytest.approx(peer.params[i], rel=1e-7)
        assert (each.low, each.high) == pytest.approx(tuple(peer.conf_int()[i]), rel=1e-6)
        assert each.p == pytest.approx(peer.pvalues[i], rel=1e-6)


def test_counts_per_group_give_what_single_people_give() -> None:
    group = np.repeat([0.0, 1.0, 2.0], [10, 20, 15])
    yes = np.arange(45) % 3 == 0
    x = np.column_stack([np.ones(45), group])
    of_groups = most_likely(
        [yes[group == g].sum() for g in (0, 1, 2)], [[1, 0], [1, 1], [1, 2]], [10, 20, 15]
    )
    assert of_groups == pytest.approx(most_likely(yes, x, np.ones(45)), rel=1e-8)


def test_who_is_sure_cannot_be_weighed() -> None:
    group = np.repeat([0.0, 1.0], 10)
    yes = np.concatenate([np.arange(10) < 5, np.ones(10, dtype=bool)])
    with pytest.raises(NotConverged, match="sure to say yes"):
        logistic(yes, np.column_stack([np.ones(20), group]), "ab")


@pytest.mark.parametrize(
    ("yes", "x", "refusal"),
    [
        ([True, True], np.ones((2, 1)), NoData),
        ([], np.ones((0, 1)), NoData),
        ([True, False, True], np.full((3, 1), np.nan), NotFinite),
        ([True, False, True], np.ones((3, 2)), CollinearColumns),
    ],
)
def test_what_cannot_be_fitted_is_refused(
    yes: list[bool], x: np.ndarray, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        logistic(yes, x, "ab"[: x.shape[1]])
