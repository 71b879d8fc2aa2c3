"""McDonald's ω: the one-factor fit against R's published example and statsmodels."""

import numpy as np
import pytest
from statsmodels.multivariate.factor import Factor

from visavis.statistics import mcdonald
from visavis.statistics.errors import NoData, NotConverged, TooFewPeople
from visavis.statistics.omega import LEAST_OWN, one_factor

pytestmark = pytest.mark.pure

# Six tests of ability and intelligence given to 112 people: R's ability.cov, from Bartholomew &
# Knott (1990), Latent Variable Analysis; correlations as R's cov2cor prints them
ABILITY = np.array(
    [
        [1, 0.4662649327, 0.5516631902, 0.3403249892, 0.5764799257, 0.5144057909],
        [0.4662649327, 1, 0.5724363615, 0.1930991842, 0.2629228705, 0.2392766085],
        [0.5516631902, 0.5724363615, 1, 0.4450901374, 0.3540251842, 0.3564715060],
        [0.3403249892, 0.1930991842, 0.4450901374, 1, 0.1839644505, 0.2188369816],
        [0.5764799257, 0.2629228705, 0.3540251842, 0.1839644505, 1, 0.7913778588],
        [0.5144057909, 0.2392766085, 0.3564715060, 0.2188369816, 0.7913778588, 1],
    ]
)
# R's documentation of factanal: factanal(factors = 1, covmat = ability.cov)
LOADINGS = [0.682, 0.384, 0.502, 0.300, 0.877, 0.849]
UNIQUENESSES = [0.535, 0.853, 0.748, 0.910, 0.232, 0.280]


def answers(n: int, loadings: list[float], seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    factor = rng.standard_normal((n, 1))
    loaded = np.array(loadings)
    return 3 + factor * loaded + rng.standard_normal((n, len(loadings))) * np.sqrt(1 - loaded**2)


def test_the_published_factor() -> None:
    loadings, own, found = one_factor(ABILITY[None])

    assert found.all()
    assert loadings[0] == pytest.approx(LOADINGS, abs=6e-4)
    assert own[0] == pytest.approx(UNIQUENESSES, abs=6e-4)


def test_the_fit_of_people_is_that_of_statsmodels() -> None:
    x = answers(200, [0.8, 0.7, 0.6, 0.5, 0.7])
    found = mcdonald(x, np.random.default_rng(1), draws=20)
    peer = Factor(endog=x, n_factor=1, method="ml").fit(opt={"gtol": 1e-7})
    spread = x.std(axis=0)
    loadings = np.abs(peer.loadings[:, 0]) * spread

    assert np.abs(found.loadings) == pytest.approx(loadings, rel=1e-4)
    assert found.own == pytest.approx(peer.uniqueness * spread**2, rel=1e-4)
    common = loadings.sum() ** 2
    assert found.estimate == pytest.approx(
        common / (common + (peer.uniqueness * spread**2).sum()), rel=1e-5
    )


def test_with_equal_loadings_omega_is_alpha() -> None:
    """For a matrix with equal correlations r, α = ω = kr/(1 + (k − 1) r): Spearman-Brown."""
    r, k = 0.4, 5
    loadings, own, _ = one_factor((r * np.ones((k, k)) + (1 - r) * np.eye(k))[None])
    common = loadings.sum() ** 2

    assert common / (common + own.sum()) == pytest.approx(k * r / (1 + (k - 1) * r), rel=1e-6)


def test_many_samples_at_once_are_fitted_as_one_by_one() -> None:
    samples = np.stack(
        [np.corrcoef(answers(60, [0.7, 0.6, 0.5, 0.8], seed).T) for seed in range(30)]
    )
    at_once = one_factor(samples)
    for number, sample in enumerate(samples):
        alone = one_factor(sample[None])
        if alone[2][0] and at_once[2][number]:
            assert at_once[0][number] == pytest.approx(alone[0][0], abs=1e-5)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """ω = .78 in 100 studies of 131: a 95 % interval covers in .88 or more."""
    loadings = [0.7, 0.6, 0.8, 0.5, 0.6]
    total = sum(loadings) ** 2
    truth = total / (total + sum(1 - each**2 for each in loadings))
    covered = 0
    for seed in range(100):
        found = mcdonald(answers(131, loadings, seed), np.random.default_rng(seed), draws=200)
        covered += found.low <= truth <= found.high
    assert covered / 100 >= 0.88


def test_an_item_in_another_unit_weighs_by_its_unit_in_every_draw() -> None:
    """The interval lies around ω of the sum score as it is, not of some other sum."""
    x = answers(200, [0.8, 0.8, 0.8, 0.8]) * [1, 1, 1, 10]
    found = mcdonald(x, np.random.default_rng(1), draws=300)

    assert found.low + 0.02 < found.estimate < found.high - 0.02


def test_an_item_without_error_is_held_and_said() -> None:
    """A Heywood case: three items of which the first shares too much with the others."""
    r = np.array([[1, 0.9, 0.9], [0.9, 1, 0.6], [0.9, 0.6, 1]])
    loadings, own, found = one_factor(r[None])

    assert found.all()
    assert own[0, 0] == pytest.approx(LEAST_OWN)
    assert loadings[0, 0] > 0.99


def test_few_people_are_said() -> None:
    assert mcdonald(answers(49, [0.7] * 4), np.random.default_rng(1), draws=20).few
    assert not mcdonald(answers(50, [0.7] * 4), np.random.default_rng(1), draws=20).few


def test_people_with_a_missing_item_are_counted_and_left_out() -> None:
    x = answers(80, [0.7] * 4)
    with_gap = np.vstack([x, [np.nan, 1, 2, 3]])
    found = mcdonald(with_gap, np.random.default_rng(1), draws=20)

    assert (found.n, found.left_out) == (80, 1)


@pytest.mark.parametrize(
    ("x", "refusal"),
    [
        (np.ones((20, 2)), NoData),
        (np.column_stack([answers(20, [0.7, 0.7]), np.ones(20)]), NoData),
        (answers(4, [0.7] * 4), TooFewPeople),
    ],
)
def test_what_has_no_factor_is_refused(x: np.ndarray, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        mcdonald(x, np.random.default_rng(1), draws=5)


@pytest.mark.parametrize("seed", range(10))
def test_answers_that_do_not_hang_together_give_a_number_or_a_sentence(seed: int) -> None:
    x = np.random.default_rng(seed).standard_normal((40, 5))
    try:
        found = mcdonald(x, np.random.default_rng(1), draws=50)
    except NotConverged:
        return
    assert 0 <= found.low <= found.estimate <= found.high <= 1
