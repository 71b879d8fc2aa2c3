"""Least-squares means and their differences: what the model says of comparable people.

Equal weights (the default): each level of a factor that is not asked about counts the same, however
many people have it. Source: Searle, Speed & Milliken (1980), The American Statistician 34, 216–221.
Or with shares, those of the caseload for instance. Each mean says which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from visavis.statistics.design import Design
from visavis.statistics.errors import NotDefined
from visavis.statistics.inference import Estimate, Freedom, contrasts
from visavis.statistics.mmrm import Fit
from visavis.statistics.rows import Floats


@dataclass(frozen=True, slots=True)
class Mean:
    """at: the level of each factor asked about. averaged: with which weights the others count."""

    at: Mapping[str, str]
    estimate: Estimate
    averaged: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The difference `later − earlier` of two levels, under the conditions `at`; averaged: as Mean."""

    at: Mapping[str, str]
    contrast: str
    estimate: Estimate
    averaged: str


def least_squares_means(
    fit: Fit,
    design: Design,
    of: Sequence[str],
    given: Sequence[str] = (),
    *,
    covariates: Mapping[str, float],
    shares: Mapping[str, Sequence[float]] | None = None,
    df: Freedom = "kenward-roger",
    level: float = 0.95,
) -> list[Mean]:
    """The mean for each level of `of` (all combinations), under each level of `given`.

    covariates: where they stand, as a rule at their mean. shares: factor → one number per level, to
    average over it with; factors without shares are averaged with equal weights.
    Raises NotDefined for names that are no factors of the model and for shares that are none.
    """
    cells, rows = _cells(design, of, given, covariates, shares)
    found = contrasts(fit, rows, df=df, level=level)
    averaged = _words(design, {*of, *given}, shares)
    return [Mean(at, estimate, averaged) for at, estimate in zip(cells, found, strict=True)]


def pairs(
    fit: Fit,
    design: Design,
    of: Sequence[str],
    given: Sequence[str] = (),
    *,
    covariates: Mapping[str, float],
    shares: Mapping[str, Sequence[float]] | None = None,
    df: Freedom = "kenward-roger",
    level: float = 0.95,
) -> list[Pair]:
    """All differences between levels of `of`, later minus earlier, within each level of `given`.

    Not adjusted for their number. Errors as for least_squares_means.
    """
    cells, rows = _cells(design, of, given, covariates, shares)
    averaged = _words(design, {*of, *given}, shares)
    per_group = int(np.prod([len(design.factors[name]) for name in of]))
    at, names, differences = [], [], []
    for start in range(0, len(cells), per_group):
        group = range(start, start + per_group)
        for earlier in group:
            for later in range(earlier + 1, group.stop):
                at.append({name: cells[later][name] for name in given})
                names.append(
                    " - ".join(" ".join(cells[c][name] for name in of) for c in (later, earlier))
                )
                differences.append(rows[later] - rows[earlier])
    found = contrasts(fit, np.array(differences), df=df, level=level)
    return [Pair(*each, averaged) for each in zip(at, names, found, strict=True)]


def _cells(
    design: Design,
    of: Sequence[str],
    given: Sequence[str],
    covariates: Mapping[str, float],
    shares: Mapping[str, Sequence[float]] | None,
) -> tuple[tuple[dict[str, str], ...], Floats]:
    used = {name for term in design.terms for name in term}
    for name in (*of, *given):
        if name not in used or name not in design.factors:
            raise NotDefined(f"{name} is not a factor of this model, so it has no means.")
    if not of or len({*of, *given}) < len(of) + len(given):
        raise NotDefined("Name each factor once, the ones to compare before the bar.")
    return design.means((*given, *of), covariates, shares)


def _words(design: Design, asked: set[str], shares: Mapping[str, Sequence[float]] | None) -> str:
    """How the factors that were not asked about are averaged."""
    used = {name for term in design.terms for name in term if name in design.factors}
    rest = sorted(used - asked)
    weighed = [name for name in rest if name in (shares or {})]
    if not weighed or shares is None:
        return "equal weights" if rest else "nothing to average over"
    said = "; ".join(
        f"{name} as "
        + ", ".join(
            f"{level} {share / sum(shares[name]):.4g}"
            for level, share in zip(design.factors[name], shares[name], strict=True)
        )
        for name in weighed
    )
    return said if len(weighed) == len(rest) else f"{said}; other factors with equal weights"
