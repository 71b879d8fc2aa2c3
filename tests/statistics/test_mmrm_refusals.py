"""What cannot be estimated is said in a sentence, never answered with a number."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from visavis.statistics import CannotEstimate, Rows, mmrm, rows
from visavis.statistics.errors import (
    CollinearColumns,
    DuplicatedRows,
    NearSingular,
    NoData,
    NoSpread,
    NotConverged,
    NotDefined,
    NotFinite,
    OneWave,
    TooFewPeople,
    TooLarge,
    WavesNeverTogether,
)

pytestmark = pytest.mark.pure

Study = Callable[..., Rows]


def small(y: list[float], person: list[int], wave: list[int], waves: int = 2) -> Rows:
    x = np.ones((len(y), 1))
    return rows(y, x, person, wave, columns=["Intercept"], waves=range(waves))


def test_no_rows() -> None:
    with pytest.raises(NoData, match="no complete rows"):
        small([], [], [])


def test_a_missing_value_among_the_rows() -> None:
    with pytest.raises(NotFinite, match="missing"):
        small([1.0, np.nan], [1, 1], [0, 1])


def test_one_wave_only() -> None:
    with pytest.raises(OneWave, match="at least two"):
        small([1.0, 2.0], [1, 2], [0, 0], waves=1)


def test_a_wave_without_rows() -> None:
    with pytest.raises(NoData, match="wave 2 has no rows"):
        small([1.0, 2.0], [1, 1], [0, 1], waves=3)


def test_two_rows_of_one_person_for_one_wave() -> None:
    with pytest.raises(DuplicatedRows, match="2 rows for wave 1"):
        small([1.0, 2.0, 3.0], [1, 1, 1], [0, 1, 1])


def test_one_person() -> None:
    with pytest.raises(TooFewPeople, match="1 person"):
        mmrm(small([1.0, 2.0], [1, 1], [0, 1]))


def test_two_waves_that_nobody_answered_both() -> None:
    with pytest.raises(WavesNeverTogether, match="Nobody answered both 0 and 1"):
        mmrm(small([1.0, 2.0, 4.0, 3.0], [1, 2, 3, 4], [0, 0, 1, 1]))


def test_columns_that_follow_from_others_are_named(study: Study) -> None:
    data = study()
    twice = replace(
        data,
        design=np.column_stack([data.design, data.design[:, 1] - 2 * data.design[:, -1]]),
        columns=(*data.columns, "sum"),
    )
    with pytest.raises(CollinearColumns, match="The column sum follows") as refusal:
        mmrm(twice)
    assert refusal.value.columns == ("sum",)


def test_more_columns_than_answers() -> None:
    rng = np.random.default_rng(1)
    person, wave = np.nonzero(np.ones((4, 2)))
    x = rng.standard_normal((8, 9))
    names = [f"x{number}" for number in range(9)]
    with pytest.raises(CannotEstimate):
        mmrm(rows(rng.standard_normal(8), x, person, wave, columns=names, waves=(0, 1)))


def test_an_outcome_that_never_differs() -> None:
    person, wave = np.nonzero(np.ones((10, 2)))
    with pytest.raises(NoSpread, match="nothing is left"):
        mmrm(small([3.0] * 20, person.tolist(), wave.tolist()))


def test_a_wave_at_which_all_say_the_same() -> None:
    rng = np.random.default_rng(1)
    person, wave = np.nonzero(np.ones((30, 2)))
    y = np.where(wave == 1, 4.0, rng.standard_normal(60))
    x = np.eye(2)[wave]
    with pytest.raises(NoSpread, match="At T2"):
        mmrm(rows(y, x, person, np.array(["T1", "T2"])[wave], columns="ab", waves=("T1", "T2")))


def test_two_waves_with_the_same_answers() -> None:
    rng = np.random.default_rng(1)
    person, wave = np.nonzero(np.ones((30, 3)))
    trait = rng.standard_normal((30, 3))
    trait[:, 2] = 2 * trait[:, 1] + 1
    x = np.eye(3)[wave]
    with pytest.raises(NearSingular, match="1 and 2 say almost the same"):
        mmrm(rows(trait.ravel(), x, person, wave, columns="abc", waves=(0, 1, 2)), instead=())


def test_a_search_that_does_not_end_is_no_fit(study: Study) -> None:
    with pytest.raises(NotConverged, match="did not come to an end"):
        mmrm(study(n=7, absent=0.3, seed=1), instead=())


def test_too_many_waves() -> None:
    with pytest.raises(TooLarge, match="21 waves"):
        small([1.0, 2.0], [1, 1], [0, 1], waves=21)


def test_a_wave_that_is_not_in_the_list() -> None:
    with pytest.raises(ValueError, match="wave 7 is not in the list"):
        small([1.0, 2.0], [1, 1], [0, 7])


def test_an_unknown_method(study: Study) -> None:
    with pytest.raises(NotDefined, match="reml or ml"):
        mmrm(study(), method="bayes")  # type: ignore[arg-type]  # the refusal is what is tested


@pytest.mark.parametrize(
    ("weight", "said"), [(0.0, "above zero"), (np.nan, "above zero"), (None, "one weight")]
)
def test_weights_that_make_no_sense(study: Study, weight: float | None, said: str) -> None:
    data = study()
    weights = np.ones(len(data.outcome))
    weights[0] = 2.0 if weight is None else weight
    with pytest.raises(ValueError, match=said):
        replace(data, weights=weights)


@pytest.mark.parametrize("seed", range(20))
def test_very_few_people_give_a_fit_or_a_sentence(study: Study, seed: int) -> None:
    """Never a bare linear-algebra error, whatever a handful of people answered."""
    try:
        fit = mmrm(study(n=9, seed=seed, absent=0.4))
    except CannotEstimate:
        return
    assert np.linalg.eigvalsh(fit.covariance)[0] > 0
