"""Least squares against NIST's certified values, weights against statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm

from visavis.statistics import regress
from visavis.statistics.errors import CollinearColumns, NoSpread, NotFinite, TooFewPeople
from visavis.statistics.regression import standardised

pytestmark = pytest.mark.pure

# NIST Statistical Reference Datasets, Longley: certified estimates and standard deviations
LONGLEY = {
    "const": (-3482258.63459582, 890420.383607373),
    "GNPDEFL": (15.0618722713733, 84.9149257747669),
    "GNP": (-0.358191792925910e-01, 0.334910077722432e-01),
    "UNEMP": (-2.02022980381683, 0.488399681651699),
    "ARMED": (-1.03322686717359, 0.214274163161675),
    "POP": (-0.511041056535807e-01, 0.226073200069370),
    "YEAR": (1829.15146461355, 455.478499142212),
}


def test_a_hard_textbook_case_has_the_certified_values() -> None:
    data = sm.datasets.longley.load_pandas()
    x = sm.add_constant(data.exog)
    found = regress(data.endog, x, list(x.columns))

    for name, (estimate, se) in LONGLEY.items():
        assert found.coefficients[name].estimate == pytest.approx(estimate, rel=1e-7)
        assert found.coefficients[name].se == pytest.approx(se, rel=1e-7)
    assert found.sigma == pytest.approx(304.854073561965, rel=1e-9)
    assert found.r2 == pytest.approx(0.995479004577296, rel=1e-12)
    assert found.df == 9


def made(n: int = 80) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(n), rng.standard_normal((n, 2))])
    return x @ [1.0, 0.5, -0.2] + rng.standard_normal(n), x, rng.uniform(0.3, 3, n)


def test_weighted_standard_errors_are_the_sandwich_of_statsmodels() -> None:
    y, x, w = made()
    found = regress(y, x, "abc", weights=w)
    peer = sm.WLS(y, x, weights=w).fit(cov_type="HC1")

    assert found.beta == pytest.approx(peer.params, rel=1e-9)
    assert np.sqrt(np.diag(found.cov)) == pytest.approx(peer.bse, rel=1e-9)
    assert "sandwich" in found.coefficients["a"].variant


def test_t_p_and_interval_are_those_of_statsmodels() -> None:
    y, x, _ = made()
    found = regress(y, x, "abc", level=0.9)
    peer = sm.OLS(y, x).fit()

    for i, name in enumerate("abc"):
        each = found.coefficients[name]
        assert (each.t, each.p) == (
            pytest.approx(peer.tvalues[i], rel=1e-9),
            pytest.approx(peer.pvalues[i], rel=1e-8),
        )
        assert (each.low, each.high) == pytest.approx(tuple(peer.conf_int(0.1)[i]), rel=1e-9)


def test_standardised_values_have_mean_zero_and_deviation_one() -> None:
    y, _, w = made()
    assert standardised(y).mean() == pytest.approx(0, abs=1e-12)
    assert standardised(y).std(ddof=1) == pytest.approx(1)
    assert np.average(standardised(y, w), weights=w) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("y", "x", "refusal"),
    [
        ([1.0, 2.0], np.eye(2), TooFewPeople),
        ([1.0, np.nan, 2.0], np.ones((3, 1)), NotFinite),
        ([1.0, 2.0, 4.0], np.ones((3, 2)), CollinearColumns),
        ([2.0, 2.0, 2.0], np.ones((3, 1)), NoSpread),
    ],
)
def test_what_cannot_be_fitted_is_refused(
    y: list[float], x: np.ndarray, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        regress(y, x, "ab"[: x.shape[1]])


@pytest.mark.parametrize("weights", [[1.0, 0.0, 1.0], [1.0, 1.0]])
def test_weights_that_make_no_sense_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="one weight above zero"):
        regress([1.0, 2.0, 3.0], np.ones((3, 1)), "a", weights=weights)
