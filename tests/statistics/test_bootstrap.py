"""Drawing people, or whole interviews, again."""

import numpy as np
import pytest

from visavis.statistics.bootstrap import resample
from visavis.statistics.errors import NoData, NotConverged

pytestmark = pytest.mark.pure


def test_the_interval_of_a_mean_is_that_of_theory() -> None:
    """For a mean of 200 the percentile interval is x̄ ± 1.96 s/√n to a few per cent."""
    x = np.random.default_rng(1).normal(3, 2, 200)
    drawn = resample(
        lambda rows: x[rows].mean(), np.arange(200), np.random.default_rng(2), draws=4_000
    )
    low, high = drawn.interval(0.95)
    reach = 1.96 * x.std() / np.sqrt(200)

    assert low[0] == pytest.approx(x.mean() - reach, abs=0.1 * reach)
    assert high[0] == pytest.approx(x.mean() + reach, abs=0.1 * reach)


def test_whole_interviews_are_drawn_together() -> None:
    """Ten interviews of twenty passages that say the same: no more certain than ten passages."""
    x = np.random.default_rng(3).normal(0, 1, 10)
    interviews, passages = np.repeat(np.arange(10), 20), np.repeat(x, 20)

    def width(clusters: np.ndarray) -> float:
        drawn = resample(
            lambda rows: passages[rows].mean(), clusters, np.random.default_rng(4), draws=2_000
        )
        low, high = drawn.interval(0.95)
        return float(high[0] - low[0])

    assert width(interviews) == pytest.approx(width(np.arange(200)) * np.sqrt(20), rel=0.2)


def test_clusters_of_different_size_keep_their_rows() -> None:
    clusters = np.array(["a", "b", "b", "c", "c", "c"])

    def statistic(rows: np.ndarray) -> float:
        for name, size in (("a", 1), ("b", 2), ("c", 3)):
            assert (clusters[rows] == name).sum() % size == 0
        return 0.0

    resample(statistic, clusters, np.random.default_rng(1), draws=50)


def test_the_same_seed_draws_the_same_people() -> None:
    one, other = (
        resample(lambda rows: rows.sum(), np.arange(9), np.random.default_rng(5), draws=10)
        for _ in range(2)
    )
    assert np.array_equal(one.values, other.values)


def test_draws_that_give_nothing_are_counted_and_too_many_are_refused() -> None:
    def sometimes(limit: int):  # type: ignore[no-untyped-def]
        def statistic(rows: np.ndarray) -> float:
            if rows[0] < limit:
                raise NoData("nothing")
            return 1.0

        return statistic

    few = resample(sometimes(1), np.arange(100), np.random.default_rng(1), draws=500)
    assert 0 < few.failed < 50
    with pytest.raises(NotConverged, match="too few people"):
        resample(sometimes(50), np.arange(100), np.random.default_rng(1), draws=500)


def test_nobody() -> None:
    with pytest.raises(NoData):
        resample(lambda rows: 0.0, [], np.random.default_rng(1), draws=5)
