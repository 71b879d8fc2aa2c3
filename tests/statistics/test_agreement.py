"""Agreement of coders against published examples and statsmodels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from visavis.statistics import cohen, fleiss, krippendorff, masi, per_code
from visavis.statistics.agreement import over_interviews
from visavis.statistics.errors import NoData

pytestmark = pytest.mark.pure

# Cohen (1968), Psychol. Bull. 70, 213–220: 200 patients, two judges, shares per cell; κ = .492
COHEN = np.array([[44, 5, 1], [7, 20, 3], [9, 5, 6]]) * 2

# Fleiss (1971), Psychol. Bull. 76, 378–382: thirty patients, six psychiatrists, five diagnoses;
# κ = .430. Diagnoses per patient.
FLEISS = """444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 144444 124444 222333
144444 224445 333335 111455 111112 224444 133555 555555 244444 224555 114444 144445 222224 111155
224444 133333 555555""".split()

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: A, two coders, yes or no, α = .095;
# B, two coders, five values, α = .692; C, four coders with gaps, α = .743. One line per coder.
A = ["0100000010", "1110010000"]
B = ["aabbdcccedda", "babbbccceddd"]
C = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def units(coders: list[str]) -> list[list[str | None]]:
    return [[None if v == "." else v for v in unit] for unit in zip(*coders, strict=True)]


def test_cohens_kappa_is_the_published_one() -> None:
    cells = [(i, j) for i in range(3) for j in range(3) for _ in range(COHEN[i, j])]
    first, second = zip(*cells, strict=True)

    assert len(cells) == 200
    assert cohen(first, second) == pytest.approx(0.492, abs=5e-4)


@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=60))
def test_cohens_kappa_is_that_of_statsmodels_and_has_no_first_coder(
    pairs: list[tuple[int, int]],
) -> None:
    first, second = zip(*pairs, strict=True)
    table = np.zeros((4, 4))
    np.add.at(table, (list(first), list(second)), 1)
    try:
        found = cohen(first, second)
    except NoData:
        assert len({*first, *second}) == 1
        return
    assert found == pytest.approx(cohens_kappa(table, return_results=False), abs=1e-12)
    assert cohen(second, first) == pytest.approx(found)


def test_fleiss_kappa_is_the_published_one() -> None:
    counts = np.array([[patient.count(str(d)) for d in range(1, 6)] for patient in FLEISS])

    assert fleiss(counts) == pytest.approx(0.430, abs=5e-4)
    assert fleiss(counts) == pytest.approx(fleiss_kappa(counts), rel=1e-12)


def test_fleiss_kappa_of_another_worked_example() -> None:
    """Fourteen coders, ten subjects; the example of statsmodels' own test (κ = .210)."""
    counts = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    assert fleiss(counts) == pytest.approx(0.210, abs=5e-4)


@pytest.mark.parametrize(("coders", "alpha"), [(A, 0.095), (B, 0.692), (C, 0.743)])
def test_alpha_is_the_published_one(coders: list[str], alpha: float) -> None:
    assert krippendorff(units(coders)) == pytest.approx(alpha, abs=5e-4)


def test_a_unit_that_one_coder_alone_coded_says_nothing() -> None:
    assert krippendorff([*units(C), ["7", None, None, None]]) == krippendorff(units(C))


@given(
    coded=st.lists(
        st.lists(st.sampled_from("abc"), min_size=2, max_size=2), min_size=2, max_size=40
    ),
    seed=st.integers(0, 100),
)
def test_alpha_knows_neither_the_order_of_units_nor_of_coders(
    coded: list[list[str]], seed: int
) -> None:
    try:
        found = krippendorff(coded)
    except NoData:
        assert len({v for unit in coded for v in unit}) == 1
        return
    turned = [unit[::-1] for unit in np.random.default_rng(seed).permutation(coded).tolist()]
    assert krippendorff(turned) == pytest.approx(found, abs=1e-12)
    assert found <= 1
    assert (found == 1) == all(unit[0] == unit[1] for unit in coded)


# Passonneau (2006), Measuring Agreement on Set-valued Items (MASI), §3: J × M
@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("ab", "ab", 0),
        ("ab", "abcd", 1 - 1 / 2 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("a", "b", 1),
        ("", "", 0),
        ("", "a", 1),
    ],
)
def test_the_distance_of_two_sets(one: str, other: str, distance: float) -> None:
    assert masi(frozenset(one), frozenset(other)) == pytest.approx(distance)
    assert masi(frozenset(other), frozenset(one)) == pytest.approx(distance)


def test_alpha_with_sets_by_hand() -> None:
    """Two units: {a} and {a, b}, then {b} twice. D_o = 2 × ⅔ / 4 = ⅓. Pairs of the four values:
    a–ab ⅔, a–b 1 (twice), ab–b ⅔ (twice), b–b 0: D_e = 2 (⅔ + 2 + 4/3)/(4 × 3) = ⅔; α = ½."""
    a, b, ab = frozenset("a"), frozenset("b"), frozenset("ab")

    assert masi(a, ab) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert krippendorff([[a, ab], [b, b]], masi) == pytest.approx(0.5)


def test_sets_of_one_code_are_nearly_nominal() -> None:
    singles = [[frozenset([v]) for v in unit] for unit in zip(*B, strict=True)]
    assert krippendorff(singles, masi) == pytest.approx(krippendorff(units(B)))


def test_a_code_with_its_prevalence_and_intervals() -> None:
    rng = np.random.default_rng(1)
    interviews = np.repeat(np.arange(15), 8)
    first = rng.random(120) < 0.4
    second = np.where(rng.random(120) < 0.95, first, ~first)
    found = per_code("agency", first.tolist(), second.tolist(), interviews.tolist(), rng, draws=200)

    assert found.kappa.estimate == pytest.approx(cohen(first.tolist(), second.tolist()))
    assert found.prevalence == pytest.approx((first.mean() + second.mean()) / 2)
    assert found.kappa.low < found.kappa.estimate < found.kappa.high
    assert found.alpha.low < found.alpha.estimate < found.alpha.high
    assert "15 interviews" in found.kappa.variant
    assert found.usable


def test_below_two_thirds_a_code_is_not_usable() -> None:
    rng = np.random.default_rng(2)
    first = rng.random(120) < 0.4
    second = np.where(rng.random(120) < 0.7, first, ~first)
    found = per_code("x", first.tolist(), second.tolist(), np.arange(120).tolist(), rng, draws=50)

    assert not found.usable


def test_passages_of_one_interview_are_not_counted_as_many() -> None:
    """Each passage four times in its interview: the same coefficient, the same interval as once."""
    rng = np.random.default_rng(3)
    first = rng.integers(0, 2, 30)
    second = np.where(rng.random(30) < 0.8, first, 1 - first)

    def interval(times: int) -> tuple[float, float, float]:
        one, other = np.repeat(first, times), np.repeat(second, times)
        found = over_interviews(
            lambda rows: cohen(one[rows].tolist(), other[rows].tolist()),
            np.repeat(np.arange(30), times).tolist(), np.random.default_rng(4), draws=300,
        )  # fmt: skip
        return found.estimate, found.low, found.high

    assert interval(4) == pytest.approx(interval(1))


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(NoData):
        cohen([], [])
    with pytest.raises(NoData, match="chance explains"):
        cohen("aaa", "aaa")
    with pytest.raises(NoData, match="chance explains"):
        fleiss([[3, 0], [3, 0]])
    with pytest.raises(ValueError, match="same number of coders"):
        fleiss([[3, 0], [1, 1]])
    with pytest.raises(ValueError, match="same units"):
        cohen("ab", "a")
    with pytest.raises(NoData):
        krippendorff([["a", None]])
    with pytest.raises(NoData, match="chance explains"):
        krippendorff([["a", "a"], ["a", "a"]])
    with pytest.raises(TypeError):
        masi("a", "b")
