"""Does the model hold? What it leaves over, and its covariance beside that of the answers.

Nothing here is of one person: residuals stand in groups of ten neighbours, shares from twenty people on,
and spreads and correlations from ten (study.md §3.8).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from visavis.doors.research.analysis_model import Model
from visavis.factsheet.population import Floats
from visavis.factsheet.words import FEWEST_FOR_A_COUNT, FEWEST_FOR_A_SHARE
from visavis.statistics.errors import CannotEstimate
from visavis.statistics.mmrm import REGISTERED, mmrm
from visavis.statistics.residuals import residuals

MOST_GROUPS = 40
"""As many points as a picture still shows apart."""

FAR = 2.0
"""Beyond this many deviations stands one answer in twenty-two, where residuals are normal."""


@dataclass(frozen=True, slots=True)
class AtWave:
    """Residuals of one wave, in the model's deviations. far: share beyond two, None under twenty."""

    wave: int
    n: int
    mean: float
    sd: float
    far: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two waves: how many people answered both, and the correlation found and fitted."""

    waves: tuple[int, int]
    n: int
    found: float | None
    fitted: float


@dataclass(frozen=True, slots=True)
class Spread:
    """One wave's standard deviation, found and fitted."""

    wave: int
    n: int
    found: float
    fitted: float


@dataclass(frozen=True, slots=True)
class Structure:
    """A covariance that was tried on the same people: its words, and AIC or why it was refused."""

    words: str
    aic: float | None
    refused: str
    chosen: bool


@dataclass(frozen=True, eq=False)
class Checks:
    """normal: (groups, 2), the expected normal score and the mean of the scaled residuals."""

    at_waves: tuple[AtWave, ...]
    spreads: tuple[Spread, ...]
    pairs: tuple[Pair, ...]
    structures: tuple[Structure, ...]
    normal: Floats


def checks(model: Model) -> Checks:
    left = residuals(model.fit, model.rows)
    waves = model.people.waves
    at_waves = []
    for place, wave in enumerate(waves):
        mine = left.standard[model.rows.wave == place]
        far = float(np.mean(np.abs(mine) > FAR)) if len(mine) >= FEWEST_FOR_A_SHARE else None
        at_waves.append(AtWave(wave, len(mine), float(mine.mean()), float(mine.std()), far))
    there = np.isfinite(model.people.y)
    found, fitted = (_correlations(each) for each in (left.found, left.model))
    pairs = []
    for a in range(len(waves)):
        for b in range(a + 1, len(waves)):
            n = int((there[:, a] & there[:, b]).sum())
            seen = float(found[a, b]) if n >= FEWEST_FOR_A_COUNT else None
            pairs.append(Pair((waves[a], waves[b]), n, seen, float(fitted[a, b])))
    spreads = tuple(
        Spread(wave, n, float(np.sqrt(left.found[a, a])), float(np.sqrt(left.model[a, a])))
        for a, (wave, n) in enumerate(zip(waves, model.n_at, strict=True))
    )
    return Checks(
        tuple(at_waves), spreads, tuple(pairs), structures(model), grouped_scores(left.scaled)
    )


def structures(model: Model) -> tuple[Structure, ...]:
    """Unstructured and the registered chain on the same rows. Few AIC: fits well for what it costs."""
    found = []
    for name in ("us", *REGISTERED):
        try:
            fit = mmrm(model.rows, covariance=name, instead=())
        except CannotEstimate as refusal:
            found.append(Structure(name, None, str(refusal), False))
            continue
        chosen = name == model.fit.structure.name
        found.append(Structure(fit.structure.words, fit.aic, "", chosen))
    return tuple(found)


def grouped_scores(scaled: Floats) -> Floats:
    """Sorted residuals in groups of ten or more neighbours: expected normal score, mean residual.

    A point of its own for each answer would show the smallest and the largest one.
    Source of the expected scores: Blom (1958), (i − 3/8)/(n + 1/4).
    """
    n = len(scaled)
    groups = min(MOST_GROUPS, n // FEWEST_FOR_A_COUNT)
    expected = ndtri((np.arange(1, n + 1) - 0.375) / (n + 0.25))
    parts = zip(
        np.array_split(expected, groups), np.array_split(np.sort(scaled), groups), strict=True
    )
    return np.array([(score.mean(), mine.mean()) for score, mine in parts])


def _correlations(covariance: Floats) -> Floats:
    deviation = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(deviation, deviation))
