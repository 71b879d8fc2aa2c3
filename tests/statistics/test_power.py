"""Power by simulation against theory, and the promises of study.md §3.10 at n = 131.

Monte Carlo error with 1,000 studies: ± .0138 at .05 (two standard errors), ± .029 at .70.
"""

from typing import Any

import numpy as np
import pytest
from statsmodels.stats.power import TTestPower

from visavis.statistics import Alike, Change, Plan, contrast, mmrm, power, rows
from visavis.statistics.errors import NotDefined
from visavis.statistics.power import contrasts_of_many, simulate

pytestmark = pytest.mark.pure

ALIKE = ((1.0, 0.55, 0.5), (0.55, 1.0, 0.65), (0.5, 0.65, 1.0))


def plan(*means: float, **more: Any) -> Plan:
    return Plan(131, (105, 85, 70), means, ALIKE, **more)


def seeded() -> np.random.Generator:
    return np.random.default_rng(20_261)


def test_all_at_once_gives_what_one_by_one_gives() -> None:
    y = simulate(plan(3, 3.2, 3.1), seeded(), 12)
    asked = np.array([[-1.0, 1, 0], [0, -1, 1]])
    estimates, errors, freedoms = contrasts_of_many(y, asked)
    for number, study in enumerate(y):
        person, wave = np.nonzero(np.isfinite(study))
        fit = mmrm(
            rows(study[person, wave], np.eye(3)[wave], person, wave, columns="abc", waves=range(3))
        )
        for i, row in enumerate(asked):
            found = contrast(fit, row, df="kenward-roger")
            assert estimates[number, i] == pytest.approx(found.estimate, rel=1e-6, abs=1e-9)
            assert errors[number, i] == pytest.approx(found.se, rel=1e-6)
            assert freedoms[number, i] == pytest.approx(found.df, rel=1e-5)


def test_where_all_answer_the_power_is_that_of_the_paired_t_test() -> None:
    """Complete answers make it the paired t-test: power by the noncentral t (statsmodels)."""
    complete = Plan(60, (60, 60), (0.0, 0.35), ((1.0, 0.5), (0.5, 1.0)))
    found = power(complete, [Change(0, 1)], seeded())[0]
    theory = TTestPower().power(effect_size=0.35, nobs=60, alpha=0.05)

    assert found.df == pytest.approx(59, abs=1e-4)
    assert found.low <= theory <= found.high


def test_kenward_rogers_type_one_error_and_coverage_at_131_people() -> None:
    """Nothing changes: found in .05, covered in .95, each ± .0138."""
    for found in power(plan(0, 0, 0), [Change(0, 1), Change(1, 2), Change(0, 2)], seeded()):
        assert found.found == pytest.approx(0.05, abs=0.0138)
        assert found.coverage == pytest.approx(0.95, abs=0.0138)
        assert found.failed == 0


def test_the_size_of_equivalence_at_the_margin() -> None:
    """True difference exactly −M or M: at most .0635 of 1,000 studies may call it equivalent."""
    for difference in (-0.3, 0.3):
        found = power(plan(0, 0, difference), [Alike(1, 2, margin=0.3)], seeded())[0]
        assert found.found <= 0.0635


def test_the_power_of_the_registered_questions() -> None:
    """study.md §3.10: .68 at .25, .81 at .30, and about .70 for equivalence; both Monte Carlo."""
    quarter, same = power(plan(0, 0.25, 0.25), [Change(0, 1), Alike(1, 2, 0.3)], seeded())
    third = power(plan(0, 0.3, 0.3), [Change(0, 1)], seeded())[0]

    assert quarter.found == pytest.approx(0.68, abs=0.042)
    assert quarter.coverage == pytest.approx(0.95, abs=0.0138)
    assert third.found == pytest.approx(0.81, abs=0.036)
    assert same.found == pytest.approx(0.70, abs=0.042)
    assert (same.se, same.df) == (pytest.approx(0.11, abs=0.005), pytest.approx(70, abs=5))


def test_absence_that_leans_on_the_last_answer_is_what_the_model_allows_for() -> None:
    """Missing at random: the model still covers, though those who answer scored higher."""
    leaning = plan(0, 0, 0, leaning=1.0)
    found = power(leaning, [Change(0, 2)], seeded())[0]
    y = simulate(leaning, seeded(), 100)
    stayed = np.isfinite(y[:, :, 2])

    assert np.nanmean(np.where(stayed, y[:, :, 0], np.nan)) > 0.15
    assert found.coverage == pytest.approx(0.95, abs=0.0138)


def test_more_people_find_more() -> None:
    small = Plan(60, (50, 40, 35), (0, 0.3, 0.3), ALIKE)
    large = Plan(400, (320, 260, 215), (0, 0.3, 0.3), ALIKE)
    one, other = (power(each, [Change(0, 1)], seeded(), studies=200)[0] for each in (small, large))

    assert one.found < 0.6
    assert other.found > 0.95


def test_each_study_has_the_planned_number_of_answers() -> None:
    y = simulate(plan(0, 0, 0, leaning=0.7), seeded(), 5)
    assert np.isfinite(y).sum(axis=1).tolist() == [[105, 85, 70]] * 5


def test_the_scale_of_the_answers_changes_nothing() -> None:
    wide = tuple(tuple(100 * v for v in line) for line in ALIKE)
    one = power(plan(3, 3.25, 3.25), [Change(0, 1)], seeded(), studies=50)[0]
    other = power(
        Plan(131, (105, 85, 70), (30, 32.5, 32.5), wide), [Change(0, 1)], seeded(), studies=50
    )[0]
    assert (one.found, one.df) == (other.found, pytest.approx(other.df))
    assert other.se == pytest.approx(10 * one.se)


def test_every_answer_names_its_variant() -> None:
    found = power(plan(0, 0, 0), [Alike(1, 2, 0.3)], seeded(), studies=20)[0]
    assert found.variant == (
        "20 simulated studies; MMRM, unstructured, REML; Kenward-Roger, linear form, observed "
        "information; two one-sided tests at 0.05, margin 0.3"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        (131, (105,), (0.0,), ((1.0,),)),
        (131, (105, 140), (0, 0), ((1, 0), (0, 1))),
        (131, (105, 2), (0, 0), ((1, 0), (0, 1))),
        (131, (105, 85), (0, 0), ((1, 2), (2, 1))),
        (131, (105, 85), (0, 0, 0), ((1, 0), (0, 1))),
    ],
)
def test_a_plan_that_cannot_be_is_refused(wrong: tuple[Any, ...]) -> None:
    with pytest.raises(NotDefined):
        Plan(*wrong)


def test_a_question_about_one_wave_is_refused() -> None:
    with pytest.raises(NotDefined):
        power(plan(0, 0, 0), [Change(1, 1)], seeded())
