"""What must hold for any study: order, names, shards, scale and the derivatives themselves."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from visavis.statistics import (
    Coordinates,
    Estimate,
    Fit,
    Moments,
    Rows,
    coefficients,
    contrast,
    f_test,
    mmrm,
    rows,
)
from visavis.statistics.covariance import WORDS, structure
from visavis.statistics.errors import NearSingular, NotConverged
from visavis.statistics.likelihood import Likelihood

pytestmark = pytest.mark.pure

Study = Callable[..., Rows]
structures = st.sampled_from(list(WORDS))

some_studies = settings(
    max_examples=25,
    deadline=None,
    # The study is a function that makes data: nothing in it changes between examples.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def numbers(fit: Fit) -> np.ndarray:
    """Everything the fit says, as one row: estimates, errors, freedoms, covariance, deviance."""
    found: list[Estimate] = list(coefficients(fit).values())
    flat = [number for each in found for number in (each.estimate, each.se, each.df, each.p)]
    return np.array([*flat, *fit.covariance.ravel(), fit.deviance])


def fitted(data: Rows | Moments, covariance: str) -> Fit:
    """The structure that was asked for, or this example does not count."""
    try:
        return mmrm(data, covariance=covariance, instead=())
    except (NearSingular, NotConverged):
        assume(False)
        raise


@some_studies
@given(seed=st.integers(0, 10_000), kind=structures)
def test_the_order_of_rows_changes_nothing(study: Study, seed: int, kind: str) -> None:
    data = study(seed=seed)
    order = np.random.default_rng(seed).permutation(len(data.outcome))
    mixed = replace(
        data,
        outcome=data.outcome[order],
        design=data.design[order],
        person=data.person[order],
        wave=data.wave[order],
    )
    one, other = fitted(data, kind), fitted(mixed, kind)
    assert numbers(other) == pytest.approx(numbers(one), rel=1e-6, abs=1e-9)


@some_studies
@given(
    seed=st.integers(0, 10_000),
    kind=structures,
    order=st.permutations(range(3)),
)
def test_renaming_waves_only_moves_the_covariance(
    study: Study, seed: int, kind: str, order: list[int]
) -> None:
    """Any order of the waves; where distance in the order counts, forwards or backwards."""
    if kind in ("ar1", "ar1h", "toeph"):
        order = [2, 1, 0]
    data = study(seed=seed)
    place = np.array(order)
    turned = fitted(replace(data, wave=place[data.wave]), kind)
    straight = fitted(data, kind)

    assert turned.beta == pytest.approx(straight.beta, rel=1e-6, abs=1e-9)
    assert turned.deviance == pytest.approx(straight.deviance)
    assert turned.covariance[np.ix_(place, place)] == pytest.approx(straight.covariance, rel=1e-6)


@some_studies
@given(
    seed=st.integers(0, 10_000),
    kind=structures,
    scale=st.floats(1e-4, 1e4),
    shift=st.floats(-1e4, 1e4),
)
def test_another_unit_and_zero_give_the_same_result(
    study: Study, seed: int, kind: str, scale: float, shift: float
) -> None:
    data = study(seed=seed)
    ours = fitted(data, kind)
    other = fitted(replace(data, outcome=scale * data.outcome + shift), kind)
    row = np.eye(len(data.columns))[1]
    one, two = contrast(ours, row), contrast(other, row)

    assert two.estimate == pytest.approx(scale * one.estimate, rel=1e-5, abs=1e-7 * scale)
    assert (two.se, two.df) == (
        pytest.approx(scale * one.se, rel=1e-5),
        pytest.approx(one.df, rel=1e-5),
    )
    assert other.covariance == pytest.approx(scale**2 * ours.covariance, rel=1e-5)
    free = len(data.outcome) - len(data.columns)
    assert other.deviance == pytest.approx(
        ours.deviance + 2 * free * np.log(scale), rel=1e-8, abs=1e-5
    )


@some_studies
@given(
    seed=st.integers(0, 10_000),
    kind=structures,
    cuts=st.sets(st.integers(1, 79), min_size=1, max_size=4),
)
def test_moments_of_shards_add_up(study: Study, seed: int, kind: str, cuts: set[int]) -> None:
    data = study(n=80, seed=seed)
    origin = np.array([*np.zeros(len(data.columns) - 1), 0.0])
    basis = np.eye(len(data.columns))
    basis[0, -1] = -45  # age is taken from a published constant
    where = Coordinates(basis, origin)
    shards = np.searchsorted(sorted(cuts), data.person, side="right")
    parts = []
    for shard in np.unique(shards):
        here = shards == shard
        try:
            part = replace(
                data,
                outcome=data.outcome[here],
                design=data.design[here],
                person=data.person[here],
                wave=data.wave[here],
            )
        except ValueError:  # a shard of so few people that it lacks a wave: not a study of its own
            return
        parts.append(Moments.of(part, where))
    added = parts[0]
    for part in parts[1:]:
        added = added + part

    assert added.n_people == len(np.unique(data.person))
    whole = numbers(fitted(data, kind))
    assert numbers(fitted(added, kind)) == pytest.approx(whole, rel=1e-6, abs=1e-9)


MIDDLE = np.array([[1.0, 0.4, 0.3], [0.4, 1.2, 0.5], [0.3, 0.5, 0.9]])


@some_studies
@given(seed=st.integers(0, 10_000), kind=structures, reml=st.booleans())
def test_the_derivatives_are_those_of_the_likelihood(
    study: Study, seed: int, kind: str, reml: bool
) -> None:
    data = Moments.of(study(n=40, seed=seed))
    shape = structure(kind, 3)
    likelihood = Likelihood(shape, data.observed, data.people[None], data.sums[None], reml)
    theta = shape.nearest(MIDDLE)
    here = likelihood.slopes(likelihood.at(theta[None]))

    step = 1e-5
    for r, direction in enumerate(np.eye(len(theta))):
        above = likelihood.at((theta + step * direction)[None])
        below = likelihood.at((theta - step * direction)[None])
        slope = (above.value - below.value) / (2 * step)
        bend = likelihood.slopes(above).gradient - likelihood.slopes(below).gradient
        assert here.gradient[0, r] == pytest.approx(slope[0], rel=1e-5, abs=1e-4)
        assert here.observed[0, r] == pytest.approx(bend[0] / (2 * step), rel=1e-4, abs=1e-3)


@pytest.mark.parametrize("kind", list(WORDS))
def test_the_derivatives_of_a_structure_are_its_own(kind: str) -> None:
    """∂Σ/∂θ and ∂²Σ/∂θ∂θ against differences, for 4 waves."""
    shape = structure(kind, 4)
    lag = np.abs(np.subtract.outer(np.arange(4), np.arange(4)))
    theta = shape.nearest(0.6**lag * np.sqrt(np.outer([1, 1.2, 0.8, 2], [1, 1.2, 0.8, 2])))

    step = 1e-6
    for r, direction in enumerate(np.eye(len(theta))):
        after, before = theta + step * direction, theta - step * direction
        slope = (shape.sigma(after) - shape.sigma(before)) / (2 * step)
        bend = (shape.slopes(after) - shape.slopes(before)) / (2 * step)
        assert shape.slopes(theta)[r] == pytest.approx(slope, abs=1e-7)
        assert shape.bends(theta)[r] == pytest.approx(bend, abs=1e-7)


@some_studies
@given(
    seed=st.integers(0, 10_000),
    kind=structures,
    df=st.sampled_from(["kenward-roger", "kenward-roger-linear"]),
    information=st.sampled_from(["observed", "expected"]),
)
def test_one_row_has_the_df_of_satterthwaite_and_a_scale_of_one(
    study: Study, seed: int, kind: str, df: Any, information: Any
) -> None:
    """Kenward & Roger (1997), §4: for ℓ = 1, λ = 1 and F = t²."""
    data = study(seed=seed)
    try:
        fit = mmrm(data, covariance=kind, information=information, instead=())
    except (NearSingular, NotConverged):
        assume(False)
        raise
    row = np.random.default_rng(seed).standard_normal(len(data.columns))
    plain, corrected = contrast(fit, row, df="satterthwaite"), contrast(fit, row, df=df)
    joint = f_test(fit, row, df=df)

    assert corrected.df == pytest.approx(plain.df, rel=1e-9)
    assert joint.den_df == pytest.approx(plain.df, rel=1e-6)
    assert joint.f == pytest.approx(corrected.t**2, rel=1e-9)


def test_complete_balanced_answers_give_the_moments_of_the_sample() -> None:
    """Without covariates and absence REML is the sample covariance, and t the paired t-test.

    Source: the paired t-test (Student 1908); here scipy.stats.ttest_rel.
    """
    from scipy.stats import ttest_rel

    rng = np.random.default_rng(3)
    y = rng.standard_normal((25, 3)) @ np.array([[1, 0.4, 0.2], [0, 1, 0.6], [0, 0, 1]])
    person, wave = np.nonzero(np.ones_like(y))
    x = np.eye(3)[wave]
    fit = mmrm(rows(y.ravel(), x, person, wave, columns=("1", "2", "3"), waves=(0, 1, 2)))
    change = contrast(fit, [-1.0, 1.0, 0.0])
    peer = ttest_rel(y[:, 1], y[:, 0])

    assert fit.covariance == pytest.approx(np.cov(y.T), rel=1e-8)
    assert change.t == pytest.approx(peer.statistic, rel=1e-8)
    assert change.df == pytest.approx(24, rel=1e-6)
    assert change.p == pytest.approx(peer.pvalue, rel=1e-6)


def complete(people: int, waves: int, seed: int) -> Rows:
    """Complete answers, two groups, each with its own mean at each wave."""
    rng = np.random.default_rng(seed)
    y = rng.standard_normal((people, waves)) @ (
        np.eye(waves) + 0.3 * rng.standard_normal((waves, waves))
    )
    person, wave = np.nonzero(np.ones_like(y))
    cell = wave + waves * (person % 2)
    names = [f"x{place}" for place in range(2 * waves)]
    x = np.eye(2 * waves)[cell]
    return rows(y.ravel(), x, person, wave, columns=names, waves=range(waves))


@some_studies
@given(seed=st.integers(0, 10_000), waves=st.integers(2, 5), extra=st.integers(3, 20))
def test_kenward_roger_is_hotelling_where_nobody_is_absent(
    seed: int, waves: int, extra: int
) -> None:
    """Equal means of two groups at all waves: Kenward and Roger's F is exact there.

    F = T² (n − m − 1) / (m (n − 2)) with m and n − m − 1 degrees of freedom.
    Source: Hotelling (1931), Ann. Math. Stat. 2, 360–378; Kenward & Roger (1997), §3.
    """
    people = waves + extra + 2
    data = complete(people, waves, seed)
    try:
        fit = mmrm(data, instead=())
    except NearSingular:  # a handful of people can come that close
        assume(False)
    found = f_test(fit, np.hstack([-np.eye(waves), np.eye(waves)]))

    y = data.outcome.reshape(people, waves)
    one, other = y[0::2], y[1::2]
    apart = other.mean(axis=0) - one.mean(axis=0)
    pooled = ((len(one) - 1) * np.cov(one.T) + (len(other) - 1) * np.cov(other.T)) / (people - 2)
    t2 = apart @ np.linalg.solve(pooled * (1 / len(one) + 1 / len(other)), apart)
    assert found.den_df == pytest.approx(people - waves - 1, rel=1e-4)
    assert found.f == pytest.approx(t2 * (people - waves - 1) / (waves * (people - 2)), rel=1e-4)


def test_where_nobody_is_absent_observed_and_expected_information_agree() -> None:
    data = Moments.of(complete(30, 3, seed=4))
    fit = mmrm(data)
    shape = structure("us", 3)
    likelihood = Likelihood(shape, data.observed, data.people[None], data.sums[None], True)
    slopes = likelihood.slopes(likelihood.at(shape.nearest(fit.covariance)[None]))

    assert slopes.expected == pytest.approx(slopes.observed, rel=1e-5, abs=1e-6)


def test_equal_weights_are_no_weights(study: Study) -> None:
    data = study(n=80)
    weighed = mmrm(replace(data, weights=np.full(len(data.outcome), 2.5)))

    assert numbers(weighed) == pytest.approx(numbers(mmrm(data)))
    assert weighed.weighted


def test_a_person_of_double_weight_counts_as_two(study: Study) -> None:
    """The estimates (not the standard errors) of a file in which one person stands twice."""
    data = study(n=40)
    first = data.person == data.person[0]
    double = Rows(
        np.concatenate([data.outcome, data.outcome[first]]),
        np.concatenate([data.design, data.design[first]]),
        np.concatenate([data.person, np.full(first.sum(), 999)]),
        np.concatenate([data.wave, data.wave[first]]),
        data.columns,
        data.waves,
    )
    weighed = replace(data, weights=np.where(first, 2.0, 1.0))
    one, other = mmrm(double, method="ml"), mmrm(weighed, method="ml")

    assert other.beta == pytest.approx(one.beta, rel=1e-6)
    assert other.covariance == pytest.approx(one.covariance, rel=1e-6)


def test_a_large_common_number_costs_no_digits(study: Study) -> None:
    data = study(n=80)
    high = mmrm(study(n=80, shift=1e7))

    assert high.covariance == pytest.approx(mmrm(data).covariance, rel=1e-6)
