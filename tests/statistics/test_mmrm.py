"""The repeated-measures model against SAS PROC MIXED.

Source of all numbers: openpharma/mmrm (Apache-2.0), raw SAS output; the file stands above each.
SAS stopped a little early (−2ℓ 3386.44987722; ours is lower, 3386.44987116), which moves standard
errors by up to two in ten thousand; that, and SAS's four printed digits, is what the tolerances are.
"""

from typing import Any

import numpy as np
import pytest

from tests.statistics.fev import MAIN, Fev
from visavis.statistics import (
    INTERCEPT,
    Estimate,
    Fit,
    coefficients,
    contrast,
    f_test,
    least_squares_means,
    mmrm,
    pairs,
)
from visavis.statistics.errors import NotDefined

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def main(fev: Fev) -> Fit:
    return mmrm(fev.rows(fev.design(*MAIN)))


# design/SAS/sas_log_simple_reml.txt: FEV1 ~ 1


def test_the_mean_of_fev1_agrees_with_sas(fev: Fev) -> None:
    fit = mmrm(fev.rows(fev.design(INTERCEPT)))
    found = contrast(fit, [1.0], df="satterthwaite")

    assert fit.deviance == pytest.approx(3700.9465, abs=1e-4)
    assert (found.estimate, found.se) == (
        pytest.approx(42.8338, rel=1e-4),
        pytest.approx(0.3509, rel=1e-4),
    )
    assert round(found.df) == 171
    assert found.t == pytest.approx(122.07, rel=2e-4)


# design/SAS/sas_log_reml.txt: FEV1 ~ RACE + SEX + ARMCD*AVISIT, Satterthwaite


def test_the_full_model_has_the_deviance_of_sas(main: Fit) -> None:
    assert main.deviance == pytest.approx(3386.4499, abs=1e-4)


def test_the_covariance_agrees_with_sas(main: Fit) -> None:
    sas = [  # SAS sorted the visits 2, 3, 4, 1
        [40.5509, 14.3982, 4.9744, 13.3731],
        [14.3982, 26.5692, 2.7851, 7.4790],
        [4.9744, 2.7851, 14.8970, 0.9017],
        [13.3731, 7.4790, 0.9017, 95.5528],
    ]
    assert main.covariance == pytest.approx(np.array(sas), rel=1e-3, abs=5e-3)


@pytest.mark.parametrize(
    ("name", "estimate", "se", "df"),
    [
        ("Intercept", 30.7774, 0.8865, 219),
        ("RACE[T.Black or African American]", 1.5305, 0.6244, 169),
        ("RACE[T.White]", 5.6436, 0.6656, 157),
        ("SEX[T.Female]", 0.3262, 0.5319, 166),
        ("ARMCD[T.TRT]", 3.7745, 1.0741, 146),
        ("AVISIT[T.VIS2]", 4.8396, 0.8016, 144),
        ("AVISIT[T.VIS3]", 10.3422, 0.8227, 156),
        ("AVISIT[T.VIS4]", 15.0537, 1.3129, 138),
        ("ARMCD[T.TRT]:AVISIT[T.VIS2]", -0.04231, 1.1292, 139),
        ("ARMCD[T.TRT]:AVISIT[T.VIS3]", -0.6939, 1.1876, 158),
        ("ARMCD[T.TRT]:AVISIT[T.VIS4]", 0.6240, 1.8510, 130),
    ],
)
def test_each_coefficient_agrees_with_sas(
    main: Fit, name: str, estimate: float, se: float, df: int
) -> None:
    found = coefficients(main, df="satterthwaite")[name]

    assert found.estimate == pytest.approx(estimate, rel=1e-4, abs=3e-4)
    assert found.se == pytest.approx(se, rel=3e-4)
    assert found.df == pytest.approx(df, abs=0.52)


@pytest.mark.parametrize(
    ("term", "num_df", "den_df", "f", "p"),
    [
        ("ARMCD", 1, 169, 31.67, 0.0),
        ("AVISIT", 3, 148, 142.11, 0.0),
        ("ARMCD:AVISIT", 3, 148, 0.26, 0.8555),
        ("RACE", 2, 166, 36.92, 0.0),
        ("SEX", 1, 166, 0.38, 0.5406),
    ],
)
def test_each_term_agrees_with_sas_type_3(
    main: Fit, fev: Fev, term: str, num_df: int, den_df: int, f: float, p: float
) -> None:
    design = fev.design(*MAIN)
    asked = design.hypotheses(design.matrix(fev.values), fev.values)[tuple(term.split(":"))]
    found = f_test(main, asked, df="satterthwaite")

    assert found.num_df == num_df
    assert found.den_df == pytest.approx(den_df, abs=0.52)
    assert found.f == pytest.approx(f, abs=0.011)
    assert found.p == pytest.approx(p, abs=2.5e-4)


@pytest.mark.parametrize(
    ("visit", "arm", "estimate", "se", "df", "low", "high"),
    [
        ("VIS1", "PBO", 33.3318, 0.7554, 148, 31.8391, 34.8245),
        ("VIS1", "TRT", 37.1063, 0.7626, 143, 35.5990, 38.6137),
        ("VIS2", "TRT", 41.9037, 0.6023, 144, 40.7131, 43.0942),
        ("VIS3", "PBO", 43.6740, 0.4617, 130, 42.7605, 44.5875),
        ("VIS4", "TRT", 52.7841, 1.1877, 133, 50.4347, 55.1334),
    ],
)
def test_least_squares_means_agree_with_sas(
    main: Fit,
    fev: Fev,
    visit: str,
    arm: str,
    estimate: float,
    se: float,
    df: int,
    low: float,
    high: float,
) -> None:
    means = least_squares_means(
        main, fev.design(*MAIN), ["ARMCD"], ["AVISIT"], covariates={}, df="satterthwaite"
    )
    found = next(each for each in means if each.at == {"AVISIT": visit, "ARMCD": arm}).estimate

    assert found.estimate == pytest.approx(estimate, rel=1e-5)
    assert found.se == pytest.approx(se, rel=2e-4)
    assert found.df == pytest.approx(df, abs=0.52)
    assert (found.low, found.high) == (pytest.approx(low, abs=3e-4), pytest.approx(high, abs=3e-4))


def test_the_difference_at_the_last_visit_agrees_with_sas(main: Fit, fev: Fev) -> None:
    found = pairs(main, fev.design(*MAIN), ["ARMCD"], ["AVISIT"], covariates={}, df="satterthwaite")
    last = found[-1]

    assert (dict(last.at), last.contrast) == ({"AVISIT": "VIS4"}, "TRT - PBO")
    assert last.estimate.estimate == pytest.approx(4.3985, abs=1e-4)
    assert last.estimate.se == pytest.approx(1.6805, abs=1e-4)
    assert round(last.estimate.df) == 133
    assert last.estimate.p == pytest.approx(0.0099, abs=5e-5)
    assert (last.estimate.low, last.estimate.high) == (
        pytest.approx(1.0746, abs=1e-4),
        pytest.approx(7.7225, abs=1e-4),
    )


# design/ddfm_covtype/kr1_us.csv: FEV1 ~ ARMCD, ddfm=kenwardroger


def test_kenward_roger_agrees_with_sas(fev: Fev) -> None:
    fit = mmrm(fev.rows(fev.design(INTERCEPT, ("ARMCD",))))
    found = contrast(fit, [0.0, 1.0], df="kenward-roger")

    assert found.estimate == pytest.approx(3.81972492174648, rel=1e-4)
    assert found.se == pytest.approx(0.66124382270307, rel=1e-3)
    assert found.df == pytest.approx(160.733266403768, rel=1e-3)
    assert found.t == pytest.approx(5.77657558467911, rel=1e-3)
    assert (found.low, found.high) == (
        pytest.approx(2.51387886026607, rel=1e-3),
        pytest.approx(5.12557098322688, rel=1e-3),
    )


# design/SAS/sas_log.txt: the same model by ML


SAS_ML_DEVIANCE = 3397.57220025
SAS_ML = {
    "Intercept": (30.7748, 0.8767),
    "RACE[T.White]": (5.6436, 0.6548),
    "ARMCD[T.TRT]": (3.7751, 1.0641),
    "AVISIT[T.VIS4]": (15.0480, 1.3027),
    "ARMCD[T.TRT]:AVISIT[T.VIS4]": (0.6250, 1.8367),
}


def test_maximum_likelihood_agrees_with_sas(fev: Fev) -> None:
    fit = mmrm(fev.rows(fev.design(*MAIN)), method="ml")

    assert fit.deviance == pytest.approx(SAS_ML_DEVIANCE, abs=1e-4)
    for name, (estimate, se) in SAS_ML.items():
        found = coefficients(fit, df="satterthwaite")[name]
        assert found.estimate == pytest.approx(estimate, rel=2e-4)
        assert found.se == pytest.approx(se, rel=2e-4)


# What must hold between our own numbers


def test_kenward_roger_with_one_row_is_the_square_of_its_t(main: Fit) -> None:
    row = np.eye(len(main.columns))[4]
    single, joint = contrast(main, row), f_test(main, row)

    assert joint.f == pytest.approx(single.t**2)
    assert joint.den_df == pytest.approx(single.df)
    assert joint.p == pytest.approx(single.p)


def test_an_f_test_does_not_depend_on_how_its_rows_are_written(main: Fit) -> None:
    wanted = np.eye(len(main.columns))[8:11]
    mixed = np.array([[1.0, 1, 0], [0, 2, 1], [1, 0, 3]]) @ wanted

    one, other = f_test(main, wanted), f_test(main, mixed)
    assert (one.f, one.den_df, one.p) == pytest.approx((other.f, other.den_df, other.p))


def test_the_variant_stands_beside_every_number(main: Fit) -> None:
    assert contrast(main, np.eye(11)[1]).variant == (
        "MMRM, unstructured covariance, REML; Kenward-Roger, linear form, observed information"
    )


def test_kenward_roger_is_refused_after_ml(fev: Fev) -> None:
    fit = mmrm(fev.rows(fev.design(INTERCEPT)), method="ml")

    with pytest.raises(NotDefined, match="REML only"):
        contrast(fit, [1.0])


@pytest.mark.parametrize("asked", [{"df": "between-within"}, {"level": 1.5}])
def test_an_unknown_wish_is_refused(main: Fit, asked: Any) -> None:
    with pytest.raises(ValueError, match=r"Degrees of freedom|level"):
        contrast(main, np.eye(11)[1], **asked)


def test_a_contrast_of_zeros_is_refused(main: Fit) -> None:
    with pytest.raises(NotDefined, match="compares nothing"):
        contrast(main, np.zeros(11))


def test_an_estimate_lies_in_its_interval(main: Fit) -> None:
    found: list[Estimate] = list(coefficients(main).values())
    assert all(each.low < each.estimate < each.high for each in found)
