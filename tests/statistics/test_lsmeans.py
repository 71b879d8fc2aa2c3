"""Least-squares means beyond what SAS printed (test_mmrm.py has those)."""

import pytest

from tests.statistics.fev import MAIN, Fev
from visavis.statistics import least_squares_means, mmrm, pairs
from visavis.statistics.errors import NotDefined

pytestmark = pytest.mark.pure


def test_a_pair_is_the_difference_of_its_two_means(fev: Fev) -> None:
    design = fev.design(*MAIN)
    fit = mmrm(fev.rows(design))
    means = {
        mean.at["RACE"]: mean.estimate.estimate
        for mean in least_squares_means(fit, design, ["RACE"], covariates={})
    }
    found = pairs(fit, design, ["RACE"], covariates={})

    assert [pair.contrast for pair in found] == [
        "Black or African American - Asian",
        "White - Asian",
        "White - Black or African American",
    ]
    assert [pair.at for pair in found] == [{}, {}, {}]
    assert found[2].estimate.estimate == pytest.approx(
        means["White"] - means["Black or African American"]
    )


@pytest.mark.parametrize(
    ("of", "given", "said"),
    [
        (["FEV1_BL"], [], "FEV1_BL is not a factor"),
        ([], ["AVISIT"], "Name each factor once"),
        (["ARMCD"], ["ARMCD"], "Name each factor once"),
    ],
)
def test_means_of_what_is_no_factor_are_refused(
    fev: Fev, of: list[str], given: list[str], said: str
) -> None:
    design = fev.design(*MAIN)
    with pytest.raises(NotDefined, match=said):
        least_squares_means(mmrm(fev.rows(design)), design, of, given, covariates={})


def test_equal_weights_do_not_follow_who_happened_to_answer(fev: Fev) -> None:
    """A mean over the two sexes with equal weights is the middle of their two means."""
    design = fev.design(*MAIN)
    fit = mmrm(fev.rows(design))
    men, women = least_squares_means(fit, design, ["SEX"], covariates={})
    overall = least_squares_means(fit, design, ["ARMCD"], covariates={})
    middle = sum(each.estimate.estimate for each in overall) / 2

    assert (women.estimate.estimate + men.estimate.estimate) / 2 == pytest.approx(middle)
    assert {each.averaged for each in overall} == {"equal weights"}


def test_shares_of_the_caseload_weigh_the_levels_and_are_named(fev: Fev) -> None:
    """With 1 : 3 the mean stands a quarter of the way from the second sex to the first."""
    design = fev.design(*MAIN)
    fit = mmrm(fev.rows(design))
    one, two = (
        least_squares_means(fit, design, ["ARMCD"], covariates={}, shares={"SEX": shares})[0]
        for shares in ([1, 0], [0, 1])
    )
    mixed = least_squares_means(fit, design, ["ARMCD"], covariates={}, shares={"SEX": [100, 300]})[
        0
    ]

    between = 0.25 * one.estimate.estimate + 0.75 * two.estimate.estimate
    assert mixed.estimate.estimate == pytest.approx(between)
    assert mixed.averaged == "SEX as Male 0.25, Female 0.75; other factors with equal weights"


@pytest.mark.parametrize("shares", [[1.0], [1.0, -1.0], [0.0, 0.0], [1.0, float("nan")]])
def test_shares_that_are_none_are_refused(fev: Fev, shares: list[float]) -> None:
    design = fev.design(*MAIN)
    fit = mmrm(fev.rows(design))
    with pytest.raises(NotDefined, match="shares of SEX"):
        least_squares_means(fit, design, ["ARMCD"], covariates={}, shares={"SEX": shares})
