"""How far coders agree beyond chance: Cohen's and Fleiss's κ, Krippendorff's α.

κ = (p_o − p_e)/(1 − p_e). α = 1 − D_o/D_e from the coincidences of pairable values, with any distance
between values: nominal, or MASI for sets of codes. Missing codes are allowed for α. Intervals come
from drawing whole interviews again, because passages of one interview resemble each other.
Sources: Cohen (1960), Educ. Psychol. Meas. 20, 37–46; Fleiss (1971), Psychol. Bull. 76, 378–382;
Krippendorff (2004), Content Analysis, §11.3; MASI: Passonneau (2006), LREC, 831–836.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.bootstrap import resample
from visavis.statistics.errors import NoData
from visavis.statistics.intervals import Interval
from visavis.statistics.rows import Floats, Ints

Value = Hashable
Distance = Callable[[Value, Value], float]

LOWEST = 0.67
"""study.md §3.11: below this a code supports no claim."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One code. prevalence: share of all its codings that say yes. usable: κ and α at .67 or more."""

    code: str
    prevalence: float
    kappa: Interval
    alpha: Interval
    n: int

    @property
    def usable(self) -> bool:
        return min(self.kappa.estimate, self.alpha.estimate) >= LOWEST


def cohen(first: Sequence[Value], second: Sequence[Value]) -> float:
    """κ of two coders of the same units. Raises NoData for no unit, or where only one value occurs."""
    if len(first) != len(second):
        raise ValueError("Both coders code the same units.")
    if not len(first):
        raise NoData("There is no unit that both coders coded.")
    values = {value: place for place, value in enumerate(dict.fromkeys([*first, *second]))}
    table = np.zeros((len(values), len(values)))
    np.add.at(table, ([values[v] for v in first], [values[v] for v in second]), 1)
    table /= table.sum()
    expected = float(table.sum(axis=1) @ table.sum(axis=0))
    if expected >= 1:
        raise NoData("Both coders always gave the same one value, so chance explains everything.")
    return (float(np.trace(table)) - expected) / (1 - expected)


def fleiss(counts: npt.ArrayLike) -> float:
    """κ of several coders. counts: (units, values), how many coders gave a unit each value.

    Every unit has the same number of coders, two or more. Raises NoData as cohen does.
    """
    table = np.asarray(counts, dtype=np.float64)
    if table.ndim != 2 or not len(table):
        raise NoData("There is no unit that the coders coded.")
    coders = table[0].sum()
    if coders < 2 or not (table.sum(axis=1) == coders).all():
        raise ValueError("Every unit needs the same number of coders, two or more.")
    shares = table.sum(axis=0) / table.sum()
    expected = float(shares @ shares)
    if expected >= 1:
        raise NoData("The coders always gave the same one value, so chance explains everything.")
    observed = float(((table**2).sum(axis=1) - coders).mean() / (coders * (coders - 1)))
    return (observed - expected) / (1 - expected)


def nominal(one: Value, other: Value) -> float:
    return 0.0 if one == other else 1.0


def masi(one: Value, other: Value) -> float:
    """Distance of two sets: 1 − J M, J the overlap (Jaccard), M = 1, ⅔, ⅓ or 0 for equal, one inside

    the other, overlapping, apart. Two empty sets are equal.
    """
    if not isinstance(one, frozenset) or not isinstance(other, frozenset):
        raise TypeError("MASI compares frozen sets of codes.")
    if one == other:
        return 0.0
    common = one & other
    if not common:
        return 1.0
    monotone = 2 / 3 if one <= other or other <= one else 1 / 3
    return 1 - len(common) / len(one | other) * monotone


def krippendorff(units: Sequence[Sequence[Value | None]], distance: Distance = nominal) -> float:
    """α. units: per unit the values that its coders gave, None where one gave none.

    Raises NoData where no unit has two values, or all values are the same.
    """
    pairable = [[v for v in unit if v is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) > 1]
    values = list(dict.fromkeys(v for unit in pairable for v in unit))
    if not values:
        raise NoData("There is no unit that two coders coded.")
    return _alpha(*_coincidences(pairable, values, distance))


def per_code(
    code: str,
    first: Sequence[bool],
    second: Sequence[bool],
    interviews: Sequence[Hashable],
    rng: np.random.Generator,
    *,
    draws: int = 1_000,
    level: float = 0.95,
) -> Coded:
    """One code of two coders: whether each passage has it. interviews: the interview of each."""
    one, other = np.asarray(first, dtype=bool), np.asarray(second, dtype=bool)
    kappa = over_interviews(
        lambda rows: cohen(*_both(one, other, rows)), interviews, rng, draws=draws, level=level
    )
    alpha = over_interviews(
        lambda rows: krippendorff(list(zip(*_both(one, other, rows), strict=True))),
        interviews, rng, draws=draws, level=level,
    )  # fmt: skip
    return Coded(code, float((one.mean() + other.mean()) / 2), kappa, alpha, len(one))


def over_interviews(
    statistic: Callable[[Ints], float],
    interviews: Sequence[Hashable],
    rng: np.random.Generator,
    *,
    draws: int = 1_000,
    level: float = 0.95,
) -> Interval:
    """A coefficient with its percentile interval. statistic: takes the rows of the passages.

    Raises what the statistic raises for all passages, NotConverged where too many draws fail.
    """
    here = float(statistic(np.arange(len(interviews))))
    _, clusters = np.unique(np.asarray(list(map(str, interviews))), return_inverse=True)
    low, high = resample(statistic, clusters, rng, draws=draws).interval(level)
    said = f"bootstrap over {len(set(interviews))} interviews, {draws} draws"
    return Interval(here, float(low[0]), float(high[0]), level, said)


def _both(
    one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_], rows: Ints
) -> tuple[list[bool], list[bool]]:
    return one[rows].tolist(), other[rows].tolist()


def _coincidences(
    units: Sequence[Sequence[Value]], values: Sequence[Value], distance: Distance
) -> tuple[Floats, Floats]:
    """Coincidences o_vw = Σ_u (ordered pairs v, w of unit u)/(m_u − 1), and the distances."""
    place = {value: number for number, value in enumerate(values)}
    counts = np.zeros((len(units), len(values)))
    for row, unit in enumerate(units):
        for value in unit:
            counts[row, place[value]] += 1
    share = 1 / (counts.sum(axis=1) - 1)
    together = counts.T @ (counts * share[:, None]) - np.diag(share @ counts)
    apart = np.array([[distance(v, w) for w in values] for v in values])
    return together, apart


def _alpha(together: Floats, apart: Floats) -> float:
    totals = together.sum(axis=1)
    n = totals.sum()
    expected = float(totals @ apart @ totals) / (n - 1)
    if expected <= 0:
        raise NoData("All coders always gave the same value, so chance explains everything.")
    return float(1 - (together * apart).sum() / expected)
