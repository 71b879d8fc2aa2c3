"""The other covariance structures against SAS PROC MIXED and statsmodels, and the registered chain.

Source of the SAS numbers: openpharma/mmrm (Apache-2.0), raw SAS output; the file stands above each.
SAS stops a little early, by up to 2e-5 of −2ℓ; that and its printed digits are the tolerances.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from tests.statistics.fev import MAIN, Fev
from visavis.statistics import INTERCEPT, Rows, contrast, f_test, mmrm, rows
from visavis.statistics.errors import NearSingular, NotDefined, TooFewPeople, WavesNeverTogether

pytestmark = pytest.mark.pure


# design/SAS/sas_{cs,csh,ar1,ar1h,toeph}_{reml,ml}.txt: FEV1 ~ 1, Satterthwaite
@pytest.mark.parametrize(
    ("structure", "method", "deviance", "estimate", "se", "df", "theta"),
    [
        ("cs", "reml", 3917.98183508, 42.2896, 0.4285, 187, (5.8943 + 81.0025, 5.8943)),
        ("cs", "ml", 3918.12214544, 42.2897, 0.4273, 188, (5.7193 + 80.9950, 5.7193)),
        ("csh", "reml", 3784.85341599, 41.9964, 0.3575, 199, (104.61, 38.6137, 31.3143, 178.91, 0.1582)),
        ("csh", "ml", 3784.63158043, 42.0018, 0.3566, 199, (104.54, 38.5253, 31.1656, 178.62, 0.1566)),
        ("ar1", "reml", 3875.49945459, 42.3255, 0.5013, 188, (88.9866, 0.4272)),
        ("ar1", "ml", 3875.95352406, 42.3252, 0.5000, 189, (88.7088, 0.4249)),
        ("ar1h", "reml", 3739.96835012, 41.6955, 0.3947, 191, (92.3009, 38.5178, 35.2148, 176.37, 0.4130)),
        ("ar1h", "ml", 3739.94416707, 41.7017, 0.3936, 191, (92.2283, 38.3927, 35.0194, 176.08, 0.4113)),
        (
            "toeph", "reml", 3722.38018329, 41.6726, 0.3822, 185,
            (90.4041, 38.5927, 36.1518, 175.78, 0.4295, 0.0457, -0.3116),
        ),
        (
            "toeph", "ml", 3722.29178558, 41.6769, 0.3812, 186,
            (90.3084, 38.4717, 35.9728, 175.50, 0.4279, 0.04377, -0.3130),
        ),
    ],
)  # fmt: skip
def test_a_structure_agrees_with_sas(
    fev: Fev,
    structure: str,
    method: Any,
    deviance: float,
    estimate: float,
    se: float,
    df: int,
    theta: tuple[float, ...],
) -> None:
    fit = mmrm(fev.rows(fev.design(INTERCEPT)), covariance=structure, method=method, instead=())
    found = contrast(fit, [1.0], df="satterthwaite")

    assert fit.deviance == pytest.approx(deviance, abs=1e-5)
    for ours, theirs in zip(fit.parameters.values(), theta, strict=True):
        # A −2ℓ that is 4e-6 short leaves θ short by .002 of its standard error, here 4.
        assert ours == pytest.approx(theirs, abs=2e-4 if abs(theirs) < 1 else 0.02)
    assert found.estimate == pytest.approx(estimate, rel=1e-5)
    assert found.se == pytest.approx(se, rel=3e-4)
    assert found.df == pytest.approx(df, abs=0.52)


def test_akaikes_criterion_is_that_of_sas(fev: Fev) -> None:
    """The same files: AIC 3794.9 for csh and 3736.4 for toeph, REML."""
    data = fev.rows(fev.design(INTERCEPT))

    assert round(mmrm(data, covariance="csh").aic, 1) == 3794.9
    assert round(mmrm(data, covariance="toeph").aic, 1) == 3736.4


# design/ddfm_covtype/kr_*.csv (ddfm=kr) and kr1_*.csv (ddfm=kr(linear)): FEV1 ~ ARMCD
@pytest.mark.parametrize(
    ("structure", "estimate", "df", "se", "linear"),
    [
        ("cs", 4.19663617897035, 177.038485931223, 0.7964696053595, 0.7964696053595),
        ("csh", 3.77090812499029, 190.737701349941, 0.67414806011886, 0.67403858183242),
        ("ar1", 4.22574315817874, 188.46934887972, 0.95865439662225, 0.96058142305176),
        ("ar1h", 3.72674356244499, 188.225339095373, 0.7590316099633, 0.75924807546934),
        ("toeph", 3.92287746213894, 180.062730071701, 0.72543828853831, 0.72537324518435),
    ],
)
def test_both_kenward_rogers_agree_with_sas(
    fev: Fev, structure: str, estimate: float, df: float, se: float, linear: float
) -> None:
    fit = mmrm(fev.rows(fev.design(INTERCEPT, ("ARMCD",))), covariance=structure)
    whole = contrast(fit, [0.0, 1.0], df="kenward-roger")
    first = contrast(fit, [0.0, 1.0], df="kenward-roger-linear")

    assert whole.estimate == pytest.approx(estimate, rel=5e-5)
    assert (whole.df, first.df) == (pytest.approx(df, rel=5e-4), pytest.approx(df, rel=5e-4))
    assert (whole.se, first.se) == (pytest.approx(se, rel=2e-4), pytest.approx(linear, rel=2e-4))
    # What SAS's early stop moves is the same for both: their difference is sharper.
    assert whole.se - first.se == pytest.approx(se - linear, rel=5e-3, abs=1e-9)


# R's pbkrtest 0.5.2, KRmodcomp of lme4 1.1-31 fits with and without the term, random intercept; it
# takes the expected information. FEV1 ~ RACE + SEX + ARMCD*AVISIT on fev_data
@pytest.mark.parametrize(
    ("term", "f", "num_df", "den_df"),
    [
        (("RACE",), 23.6650913449, 2, 182.232423265),
        (("ARMCD", "AVISIT"), 0.28400065371, 3, 406.854547002),
    ],
)
def test_kenward_roger_with_several_rows_is_that_of_pbkrtest(
    fev: Fev, term: tuple[str, ...], f: float, num_df: int, den_df: float
) -> None:
    design = fev.design(*MAIN)
    data = fev.rows(design)
    fit = mmrm(data, covariance="cs", information="expected")
    found = f_test(fit, design.hypotheses(data.design, fev.values)[term])

    assert (found.f, found.num_df) == (pytest.approx(f, rel=1e-6), num_df)
    assert found.den_df == pytest.approx(den_df, rel=1e-6)


@pytest.mark.parametrize(
    ("structure", "df", "said"),
    [
        ("us", "kenward-roger", "Kenward-Roger, linear form, observed information"),
        ("cs", "kenward-roger", "Kenward-Roger, linear form, observed information"),
        ("csh", "kenward-roger", "Kenward-Roger with second derivatives, observed information"),
        ("ar1h", "kenward-roger-linear", "Kenward-Roger, linear form, observed information"),
        ("toeph", "satterthwaite", "Satterthwaite, observed information"),
    ],
)
def test_each_number_names_its_variant(fev: Fev, structure: str, df: Any, said: str) -> None:
    fit = mmrm(fev.rows(fev.design(INTERCEPT, ("ARMCD",))), covariance=structure)

    for found in (contrast(fit, [0.0, 1.0], df=df), f_test(fit, np.eye(2), df=df)):
        model, _, freedom = found.variant.partition("; ")
        assert model == f"MMRM, {fit.structure.words}, REML"
        assert freedom == said


def test_expected_information_gives_other_df_and_says_so(fev: Fev) -> None:
    data = fev.rows(fev.design(INTERCEPT, ("ARMCD",)))
    observed = contrast(mmrm(data), [0.0, 1.0])
    expected = contrast(mmrm(data, information="expected"), [0.0, 1.0])

    assert expected.estimate == observed.estimate
    assert abs(expected.df - observed.df) > 1
    assert expected.variant.endswith("expected information")


def test_compound_symmetry_is_the_random_intercept_of_statsmodels(
    study: Callable[..., Rows],
) -> None:
    data = study(n=90, seed=5)
    ours = mmrm(data, covariance="cs")
    frame = pd.DataFrame(data.design, columns=list(data.columns)).assign(
        y=data.outcome, person=data.person
    )
    formula = f"y ~ 0 + {' + '.join(data.columns)}"
    peer = smf.mixedlm(formula, frame, groups="person").fit(reml=True, method="powell")

    between = float(peer.cov_re.iloc[0, 0])
    assert ours.beta == pytest.approx(peer.fe_params.to_numpy(), abs=1e-6)
    assert ours.parameters["covariance"] == pytest.approx(between, rel=1e-5)
    assert ours.parameters["variance"] == pytest.approx(between + peer.scale, rel=1e-5)


# The registered chain (study.md §3.1)


def alike(people: int = 30) -> Rows:
    """Three waves, the third a straight line of the second."""
    rng = np.random.default_rng(1)
    person, wave = np.nonzero(np.ones((people, 3)))
    trait = rng.standard_normal((people, 3))
    trait[:, 2] = 2 * trait[:, 1] + 1
    names = np.array(["T1", "T2", "T3"])
    return rows(trait.ravel(), np.eye(3)[wave], person, names[wave], columns="abc", waves=names)


def test_what_is_nearly_singular_goes_down_the_registered_chain_and_says_so() -> None:
    fit = mmrm(alike())

    assert fit.structure.name == "toeph"
    assert [name for name, _ in fit.refused] == ["us"]
    assert "T2 and T3 say almost the same" in fit.refused[0][1]
    assert "heterogeneous Toeplitz covariance (us refused)" in contrast(fit, [0, 1, -1]).variant


def test_a_structure_that_was_asked_for_by_name_is_not_replaced() -> None:
    person, wave = np.nonzero(np.ones((30, 2)))
    y = np.random.default_rng(1).standard_normal(30)[person] * (1 + wave)
    data = rows(y, np.eye(2)[wave], person, wave, columns="ab", waves=(0, 1))

    with pytest.raises(NearSingular, match="heterogeneous first-order"):
        mmrm(data, covariance="ar1h")


def test_where_nothing_fits_the_first_refusal_stands() -> None:
    person, wave = np.nonzero(np.ones((30, 2)))
    y = np.random.default_rng(1).standard_normal(30)[person]
    data = rows(y, np.eye(2)[wave], person, wave, columns="ab", waves=(0, 1))

    with pytest.raises(NearSingular, match="this unstructured covariance is refused"):
        mmrm(data)


def test_waves_that_nobody_has_both_need_a_structure_that_bridges_them() -> None:
    rng = np.random.default_rng(2)
    first, second = rng.standard_normal((2, 40, 2)) @ np.array([[1, 0.5], [0, 0.9]])
    y = np.concatenate([first.ravel(), second.ravel()])
    person = np.repeat(np.arange(80), 2)
    wave = np.concatenate([np.tile([0, 1], 40), np.tile([1, 2], 40)])
    names = np.array(["T1", "T2", "T3"])
    data = rows(y, np.eye(3)[wave], person, names[wave], columns="abc", waves=names)

    with pytest.raises(WavesNeverTogether, match="Nobody answered both T1 and T3"):
        mmrm(data, instead=())
    fit = mmrm(data)
    assert [name for name, _ in fit.refused] == ["us", "toeph"]
    assert fit.structure.name == "ar1h"


def test_a_free_covariance_needs_more_people_than_waves_and_a_simple_one_does_not() -> None:
    rng = np.random.default_rng(3)
    person, wave = np.nonzero(np.ones((3, 4)))
    y = (rng.standard_normal(3)[:, None] + rng.standard_normal((3, 4))).ravel()
    data = rows(y, np.ones((12, 1)), person, wave, columns=["one"], waves=range(4))

    with pytest.raises(TooFewPeople, match="more than 4 people"):
        mmrm(data, instead=())
    assert mmrm(data, covariance="cs").structure.name == "cs"


@pytest.mark.parametrize("asked", [{"covariance": "toep"}, {"information": "robust"}])
def test_what_does_not_exist_is_refused(study: Callable[..., Rows], asked: Any) -> None:
    with pytest.raises(NotDefined, match=r"one of us, cs|observed or expected"):
        mmrm(study(), **asked)
