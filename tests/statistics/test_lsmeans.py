"""Least-squares means beyond what SAS printed (test_mmrm.py has those)."""

import pytest

from tests.statistics.fev import MAIN, Fev
from visavis.statistics import NotDefined, least_squares_means, mmrm, pairs

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
