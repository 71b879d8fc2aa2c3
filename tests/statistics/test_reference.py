"""Reference-based imputation against R (conditional means from nlme::gls), and what it must keep."""

import csv
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.services import rscript
from tests.statistics.fev import FEV
from visavis.statistics import contrast, difference_at, impute, mmrm, rows
from visavis.statistics.errors import NotDefined, NotFinite
from visavis.statistics.reference import _draws

pytestmark = pytest.mark.pure

SCRIPT = Path(__file__).parent / "reference.R"

Study = tuple[np.ndarray, np.ndarray, np.ndarray]


@pytest.fixture(scope="module")
def wide() -> Study:
    """FEV1 of 200 people at four visits, who is treated, and FEV1 at the start."""
    with FEV.open(newline="") as file:
        lines = list(csv.DictReader(file))
    people = list(dict.fromkeys(line["USUBJID"] for line in lines))
    y, a, before = np.full((200, 4), np.nan), np.zeros(200, dtype=bool), np.zeros((200, 1))
    for line in lines:
        person = people.index(line["USUBJID"])
        if line["FEV1"]:
            y[person, int(line["AVISIT"][-1]) - 1] = float(line["FEV1"])
        a[person], before[person] = line["ARMCD"] == "TRT", float(line["FEV1_BL"])
    return y, a, before


@pytest.mark.r
def test_each_strategy_agrees_with_conditional_means_from_nlme(wide: Study) -> None:
    """Nothing is drawn in R, so what is drawn here must lie around it: ± .03 with 1,000 draws."""
    ran = subprocess.run(
        [rscript(), "--vanilla", str(SCRIPT), str(FEV)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    y, a, before = wide
    said = {
        line["strategy"]: line["difference"] for line in csv.DictReader(ran.stdout.splitlines())
    }
    for strategy in ("mar", "jump", "copy"):
        completed = impute(
            y,
            a,
            before,
            strategy,
            np.random.default_rng(1),
            imputations=1_000,  # type: ignore[arg-type]
        )
        found = difference_at(completed, a, before, wave=3).found
        assert found.estimate == pytest.approx(float(said[strategy]), abs=0.1)


@pytest.mark.parametrize("strategy", ["mar", "jump", "copy"])
def test_what_was_answered_is_kept_and_what_was_not_is_filled(wide: Study, strategy: Any) -> None:
    y, a, before = wide
    done = impute(y, a, before, strategy, np.random.default_rng(1), imputations=3).y
    there = np.isfinite(y)

    assert done.shape == (3, 200, 4)
    assert np.isfinite(done).all()
    assert (done[:, there] == y[there]).all()
    assert (done[0][~there] != done[1][~there]).all()


def test_a_difference_shrinks_towards_nothing_the_more_like_the_others_the_absent_became(
    wide: Study,
) -> None:
    y, a, before = wide
    found = {
        strategy: difference_at(
            impute(y, a, before, strategy, np.random.default_rng(2)), a, before, wave=3
        ).found.estimate
        for strategy in ("mar", "copy", "jump")
    }
    assert found["mar"] > found["copy"] > found["jump"] > 0


def test_who_was_never_in_the_first_group_is_imputed_alike_under_every_strategy(
    wide: Study,
) -> None:
    y, a, before = wide
    jump, mar = (
        impute(y, a, before, strategy, np.random.default_rng(3), imputations=5).y  # type: ignore[arg-type]
        for strategy in ("jump", "mar")
    )
    assert np.array_equal(jump[:, ~a], mar[:, ~a])


def test_without_absence_after_the_start_nothing_is_pooled_away() -> None:
    """Complete answers: every data set is the same, γ = 0, and the difference is least squares'."""
    rng = np.random.default_rng(4)
    y, a = rng.standard_normal((60, 3)), np.arange(60) % 2 == 0
    nothing = np.zeros((60, 0))
    found = difference_at(impute(y, a, nothing, "jump", rng, imputations=4), a, nothing, wave=2)

    assert found.missing == 0
    assert found.found.df == pytest.approx(58 * 59 / 61)  # Barnard & Rubin's ν_obs, 60 people
    assert found.found.estimate == pytest.approx(y[a, 2].mean() - y[~a, 2].mean())


def test_under_jump_to_reference_the_absent_have_the_mean_of_the_others() -> None:
    """Waves that do not hang together: the absent of A come to B's mean, the present stay."""
    rng = np.random.default_rng(5)
    y, a = rng.standard_normal((4_000, 2)), np.arange(4_000) % 2 == 0
    y[a, 1] += 2
    y[::8, 1] = np.nan  # a quarter of A
    nothing = np.zeros((4_000, 0))
    done = impute(y, a, nothing, "jump", rng, imputations=5)
    found = difference_at(done, a, nothing, wave=1).found

    assert found.estimate == pytest.approx(0.75 * 2, abs=0.1)
    assert done.y[:, ::8, 1].mean() == pytest.approx(0, abs=0.15)


def test_with_nothing_assumed_the_answer_is_that_of_the_model(wide: Study) -> None:
    """Missing at random: the pooled difference and its error are those of the model itself, fitted
    to what was answered (Carpenter & Kenward 2013, §2.3): within a tenth, as 500 data sets allow."""
    y, a, before = wide
    completed = impute(y, a, before, "mar", np.random.default_rng(1), imputations=500)
    found = difference_at(completed, a, before, wave=3).found
    person, wave = np.nonzero(np.isfinite(y))
    at = np.eye(4)[wave]
    x = np.hstack([at, at * a[person, None], at * before[person]])
    names = [f"x{place}" for place in range(12)]
    model = contrast(
        mmrm(rows(y[person, wave], x, person, wave, columns=names, waves=range(4))), np.eye(12)[7]
    )

    assert found.estimate == pytest.approx(model.estimate, abs=0.1 * model.se)
    assert found.se == pytest.approx(model.se, rel=0.1)


def test_a_covariance_is_drawn_as_uncertain_as_it_is() -> None:
    """Complete answers of n people, p means per wave: the variance of s² is 2σ⁴/(n − p)."""
    rng = np.random.default_rng(6)
    y, a = rng.standard_normal((82, 2)), np.arange(82) % 2 == 0
    _, sigma = _draws(y, a, np.zeros((82, 0)), rng, 4_000)
    found = np.cov(y[a].T, ddof=0) / 2 + np.cov(y[~a].T, ddof=0) / 2

    middle = found[0, 0] * 82 / 80
    assert sigma[:, 0, 0].mean() == pytest.approx(middle, rel=0.02)
    assert sigma[:, 0, 0].std() == pytest.approx(middle * np.sqrt(2 / 80), rel=0.06)


def test_the_same_seed_gives_the_same_answer(wide: Study) -> None:
    y, a, before = wide
    one, other = (
        impute(y, a, before, "jump", np.random.default_rng(7), imputations=2).y for _ in range(2)
    )
    assert np.array_equal(one, other)


def test_every_output_names_its_strategy(wide: Study) -> None:
    y, a, before = wide
    done = impute(y, a, before, "copy", np.random.default_rng(1), imputations=5)
    assert difference_at(done, a, before, wave=3).found.variant == (
        "copy reference, least squares; Rubin's rules, Barnard-Rubin df, 5 imputations"
    )


def test_what_makes_no_sense_is_refused(wide: Study) -> None:
    y, a, before = wide
    with pytest.raises(NotDefined, match="jump, copy, mar"):
        impute(y, a, before, "hope", np.random.default_rng(1))  # type: ignore[arg-type]
    with pytest.raises(NotFinite):
        impute(y, a, np.full((200, 1), np.nan), "jump", np.random.default_rng(1))
