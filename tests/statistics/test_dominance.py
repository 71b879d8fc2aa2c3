"""Shares of R² against R's relaimpo on Mosteller and Tukey's data, and what they must add up to."""

import csv
import sys
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.statistics import dominance, regress
from visavis.statistics.errors import CollinearColumns, NotDefined, TooFewPeople

pytestmark = pytest.mark.pure

# calc.relimp(lm(Fertility ~ ., swiss), type = "lmg") of R's relaimpo
# (Grömping 2006, J. Stat. Softw. 17(1), with the same data)
LMG = {
    "Agriculture": 0.0570912207681,
    "Examination": 0.1711730289002,
    "Education": 0.2601346786244,
    "Catholic": 0.1055701503735,
    "Infant.Mortality": 0.1127659229265,
}


@pytest.fixture(scope="module")
def swiss() -> dict[str, np.ndarray]:
    with (Path(__file__).parent / "data" / "swiss.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    return {name: np.array([float(line[name]) for line in lines]) for name in lines[0]}


def made(n: int = 131, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((n, 2)) @ np.array([[1, 0.5], [0, 0.8]])
    z = rng.integers(0, 2, (n, 2)).astype(float)
    return x @ [0.5, 0.3] + 0.4 * z[:, 0] + rng.standard_normal(n), x, z


def test_shares_are_those_of_relaimpo(swiss: dict[str, np.ndarray]) -> None:
    x = np.column_stack([swiss[name] for name in LMG])
    nothing = np.zeros((len(x), 0))
    found = dominance(swiss["Fertility"], x, nothing, list(LMG), np.random.default_rng(1), draws=50)

    for name, share in LMG.items():
        assert found.shares[name].estimate == pytest.approx(share, abs=1e-10)
    assert found.increment.estimate == pytest.approx(0.706735001593, abs=1e-10)
    assert found.controls_r2 == 0


def test_two_predictors_by_the_formula() -> None:
    """study.md §3.6: D₁ = ½[R²(1) − R²(0) + R²(12) − R²(2)], controls in every model."""
    y, x, z = made()

    def r2(*columns: int) -> float:
        chosen = [np.ones(len(y)), *z.T, *(x[:, j] for j in columns)]
        return regress(y, np.column_stack(chosen), [str(j) for j in range(len(chosen))]).r2

    found = dominance(y, x, z, ["agency", "communion"], np.random.default_rng(1), draws=50)
    first = (r2(0) - r2() + r2(0, 1) - r2(1)) / 2
    assert found.shares["agency"].estimate == pytest.approx(first, abs=1e-10)
    assert found.controls_r2 == pytest.approx(r2(), abs=1e-10)


@settings(max_examples=15)
@given(seed=st.integers(0, 1_000), weighted=st.booleans())
def test_shares_add_up_and_do_not_know_the_order_of_predictors(seed: int, weighted: bool) -> None:
    y, x, z = made(60, seed)
    x = np.column_stack([x, np.random.default_rng(seed).standard_normal(60)])
    w = np.random.default_rng(seed).uniform(0.5, 2, 60) if weighted else None
    names = np.array(["a", "b", "c"])
    every = np.column_stack([np.ones(60), z, x])
    whole = regress(y, every, [str(j) for j in range(every.shape[1])], weights=w).r2

    for order in permutations(range(3)):
        chosen = list(order)
        found = dominance(
            y, x[:, chosen], z, list(names[chosen]), np.random.default_rng(1), weights=w, draws=2
        )
        total = sum(each.estimate for each in found.shares.values())
        assert total == pytest.approx(found.increment.estimate)
        assert found.controls_r2 + total == pytest.approx(whole)
        if order == (0, 1, 2):
            straight = found
        for name in names:
            assert found.shares[name].estimate == pytest.approx(straight.shares[name].estimate)


def test_the_interval_of_a_difference_tells_two_predictors_apart() -> None:
    rng = np.random.default_rng(4)
    x = rng.standard_normal((400, 2))
    y = x @ [0.8, 0.1] + rng.standard_normal(400)
    found = dominance(y, x, np.zeros((400, 0)), ["a", "b"], rng, draws=500)

    apart = found.differences["a", "b"]
    assert apart.estimate == pytest.approx(found.shares["a"].estimate - found.shares["b"].estimate)
    assert apart.low > 0
    for each in (*found.shares.values(), found.increment):
        assert each.low < each.estimate < each.high


def test_predictors_of_the_same_strength_are_not_told_apart() -> None:
    rng = np.random.default_rng(5)
    x = rng.standard_normal((400, 2))
    y = x @ [0.5, 0.5] + rng.standard_normal(400)
    apart = dominance(y, x, np.zeros((400, 0)), ["a", "b"], rng, draws=500).differences["a", "b"]

    assert apart.low < 0 < apart.high


def test_drawing_in_small_portions_draws_the_same_people(monkeypatch: pytest.MonkeyPatch) -> None:
    y, x, z = made()
    at_once = dominance(y, x, z, ["a", "b"], np.random.default_rng(1), draws=50)
    monkeypatch.setattr(sys.modules[dominance.__module__], "CHUNK", 131 * 7)
    in_portions = dominance(y, x, z, ["a", "b"], np.random.default_rng(1), draws=50)

    assert at_once.increment.low == pytest.approx(in_portions.increment.low, rel=1e-12)
    assert at_once.increment.high == pytest.approx(in_portions.increment.high, rel=1e-12)


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    """Increment R² = .2 in 200 studies of 131: a 95 % interval covers in .90 to .98."""
    covered = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        x = rng.standard_normal((131, 2))
        y = x @ np.sqrt([0.125, 0.125]) + rng.standard_normal(131)
        found = dominance(y, x, np.zeros((131, 0)), ["a", "b"], rng, draws=300).increment
        covered += found.low <= 0.2 <= found.high
    assert 0.90 <= covered / 200 <= 0.98


def test_more_than_eight_predictors_are_refused() -> None:
    rng = np.random.default_rng(1)
    with pytest.raises(NotDefined, match="one to 8"):
        dominance(
            rng.standard_normal(50),
            rng.standard_normal((50, 9)),
            np.zeros((50, 0)),
            "abcdefghi",
            rng,
        )


def test_a_predictor_that_stands_there_twice_is_named() -> None:
    y, x, z = made()
    with pytest.raises(CollinearColumns, match="the same"):
        dominance(y, x[:, [0, 0]], z, ["one", "the same"], np.random.default_rng(1))


def test_too_few_people() -> None:
    y, x, z = made()
    with pytest.raises(TooFewPeople):
        dominance(y[:4], x[:4], z[:4], "ab", np.random.default_rng(1))
