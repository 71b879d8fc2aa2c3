"""The repeated-measures model: people answer some of m waves, and their answers hang together.

y_i = X_i β + ε_i, ε_i ~ N(0, Σ[o, o]) for the waves o that person i answered; persons independent;
Σ unstructured. study.md §3.1. Absence may depend on what a person answered before (missing at
random), not on what stayed unsaid.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.linalg import solve_triangular

from visavis.statistics.errors import (
    NearSingular,
    NotConverged,
    NotDefined,
    TooFewPeople,
    WavesNeverTogether,
)
from visavis.statistics.likelihood import Likelihood, Point, Slopes, directions
from visavis.statistics.moments import Moments, refuse_collinear
from visavis.statistics.rows import Floats, Rows

Method = Literal["reml", "ml"]

SCORING_STEPS = 3
MOST_STEPS = 60
CONVERGED = 1e-10
"""Newton decrement gᵀH⁻¹g, relative to 1 + |−2ℓ|."""

FINEST_OWN_PART = 1e-7
"""Own part of a column that second moments can still show; below it is rounding."""

EXACT = 1e-20
"""Residual mean square, relative to the outcome's, that is rounding and not spread."""

FLATTEST = 1e-5
"""Smallest eigenvalue of the correlation between waves that is still trusted: a correlation of
.99999. Below it the inverse information, of condition 1/FLATTEST², has too few digits left."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted model. Inference lives in `contrast` and `f_test`.

    beta: (p,), cov_beta: (p, p) model-based Φ. covariance: Σ, (m, m). deviance: −2ℓ (REML: −2ℓ_R
    without the constant log|XᵀX|). steps: scoring and Newton steps taken.
    frame: what inference needs, in the coordinates the model was fitted in.
    """

    beta: Floats
    cov_beta: Floats
    covariance: Floats
    deviance: float
    method: Method
    columns: tuple[str, ...]
    waves: tuple[str, ...]
    n_people: int
    n_observations: int
    weighted: bool
    steps: int
    frame: "Frame"

    @property
    def variant(self) -> str:
        """What was fitted, in words that go beside every number."""
        weights = "weighted, " if self.weighted else ""
        return f"MMRM, {weights}unstructured covariance, {self.method.upper()}"


@dataclass(frozen=True, eq=False)
class Frame:
    """The fit in its own coordinates: β = constant + turn @ β̃, with Φ̃, P_r, G and V = 2H⁻¹.

    turn: (p, p). phi: (p, p). p: (q, p, p). v: (q, q), observed information. inverses, both_sides,
    entries: W, G, E_r as in the likelihood, for Kenward and Roger's correction.
    """

    turn: Floats
    phi: Floats
    p: Floats
    v: Floats
    inverses: Floats
    both_sides: Floats
    entries: Floats


def mmrm(data: Rows | Moments, *, method: Method = "reml") -> Fit:
    """Fit by REML or ML.

    Raises CollinearColumns, TooFewPeople, WavesNeverTogether, NearSingular, NotConverged; for
    Rows also what Moments.of raises. With weights the estimates are those of the weighted people,
    but standard errors are still the model's: widen them by Kish's design effect, or bootstrap.
    """
    if method not in ("reml", "ml"):
        raise NotDefined(f"The method is reml or ml, not {method}.")
    moments = data if isinstance(data, Moments) else Moments.of(data)
    p, m = len(moments.columns), len(moments.waves)
    _refuse_too_few(moments)

    turn, origin, scale, sums = _standardised(moments)
    likelihood = Likelihood(moments.observed, moments.people, sums, method == "reml")
    entries = directions(m)
    start = _start(moments, sums)
    point, slopes, steps = _search(likelihood, entries, start, moments.waves)

    answers = float((moments.people * moments.observed.sum(axis=1)).sum())
    deviance = point.value + 2 * answers * float(np.log(scale))
    if method == "reml":  # back to the columns' own units: log|A| and the p freedoms of β
        deviance -= 2 * p * float(np.log(scale)) + 2 * float(np.linalg.slogdet(turn)[1])
    frame = Frame(
        turn=turn * scale,
        phi=point.phi,
        p=slopes.p,
        v=np.asarray(2 * np.linalg.inv(slopes.observed), dtype=np.float64),
        inverses=point.inverses,
        both_sides=slopes.both_sides,
        entries=entries,
    )
    return Fit(
        beta=origin + frame.turn @ point.beta,
        cov_beta=frame.turn @ point.phi @ frame.turn.T,
        covariance=point.sigma * scale**2,
        deviance=deviance,
        method=method,
        columns=moments.columns,
        waves=moments.waves,
        n_people=moments.n_people,
        n_observations=moments.n_observations,
        weighted=moments.weighted,
        steps=steps,
        frame=frame,
    )


def _refuse_too_few(moments: Moments) -> None:
    p, m = len(moments.columns), len(moments.waves)
    if moments.n_people <= m:
        people = "1 person" if moments.n_people == 1 else f"{moments.n_people} people"
        raise TooFewPeople(
            f"There are answers of {people}. A free covariance between {m} waves needs more "
            f"than {m} people."
        )
    if moments.n_observations <= p:
        raise TooFewPeople(
            f"There are {moments.n_observations} answers for {p} columns of the model. "
            "Leave terms out."
        )
    together = moments.observed.T.astype(float) @ (moments.people[:, None] * moments.observed)
    if together.min() == 0:
        first, second = np.argwhere(together == 0)[0]
        raise WavesNeverTogether(
            f"Nobody answered both {moments.waves[first]} and {moments.waves[second]}, so how "
            "they hang together cannot be known. Leave one of them out."
        )


def _standardised(moments: Moments) -> tuple[Floats, Floats, float, Floats]:
    """Orthonormal columns and residuals of mean square one: turn, origin, scale, sums."""
    p = len(moments.columns)
    total = np.einsum("kaiaj->ij", moments.sums)
    length = np.sqrt(np.diag(total)[:p])
    unit = 1 / np.where(length > 0, length, 1.0)
    gram = total[:p, :p] * np.outer(unit, unit)
    own = np.sqrt(np.abs(np.diag(np.linalg.qr(gram, mode="r"))))
    refuse_collinear(own, moments.columns, FINEST_OWN_PART)
    answers = float((moments.people * moments.observed.sum(axis=1)).sum())
    root = np.linalg.cholesky(gram)
    inner = unit[:, None] * solve_triangular(root, np.eye(p), lower=True).T * np.sqrt(answers)
    beta = inner @ (inner.T @ total[:p, p]) / answers
    rss = total[p, p] - total[:p, p] @ beta
    if rss <= answers * EXACT * max(1.0, total[p, p] / answers):
        raise NearSingular(
            "The model explains every answer exactly: nothing is left to estimate a spread from."
        )
    scale = float(np.sqrt(rss / answers))
    change = np.zeros((p + 1, p + 1))
    change[:p, :p] = inner
    change[:p, p] = -beta / scale
    change[p, p] = 1 / scale
    half = np.tensordot(moments.sums, change, axes=(4, 0))
    sums = np.tensordot(half, change, axes=(2, 0)).transpose(0, 1, 4, 2, 3)
    where = moments.coordinates
    return where.basis @ inner, where.origin + where.basis @ beta, scale, sums


def _start(moments: Moments, sums: Floats) -> Floats:
    """Residual moments per pair of waves, pulled towards independence until they are possible."""
    together = moments.observed.T.astype(float) @ (moments.people[:, None] * moments.observed)
    sigma = np.asarray(sums[:, :, -1, :, -1].sum(axis=0) / together)
    variances = np.diag(sigma)
    if variances.min() <= FLATTEST**2:
        wave = moments.waves[int(np.argmin(variances))]
        raise NearSingular(
            f"At {wave} the answers do not differ beyond what the model explains, so no spread "
            "can be estimated. Leave that wave out, or use fewer terms."
        )
    deviations = np.sqrt(np.outer(variances, variances))
    share = 1.0
    while share > FLATTEST:
        pulled = np.where(np.eye(len(sigma)) > 0, sigma, share * sigma)
        if np.linalg.eigvalsh(pulled / deviations)[0] > 0.05:
            return pulled
        share /= 2
    return np.diag(variances)


def _search(
    likelihood: Likelihood, entries: Floats, start: Floats, waves: tuple[str, ...]
) -> tuple[Point, Slopes, int]:
    """Scoring steps, then Newton; each halved until Σ is possible and −2ℓ falls."""
    point = likelihood.at(start)
    if point is None:
        raise NotConverged("The search for the covariance could not begin from these answers.")
    slopes = likelihood.slopes(point, entries)
    for step in range(1, MOST_STEPS + 1):
        newton = step > SCORING_STEPS and _positive(slopes.observed)
        curvature = slopes.observed if newton else slopes.expected
        if not _positive(curvature):
            raise NotConverged(_NOT_CONVERGED)
        way = np.linalg.solve(curvature, slopes.gradient)
        decrement = float(slopes.gradient @ way) / (1 + abs(point.value))
        further = _halved(likelihood, point, np.tensordot(way, entries, axes=1))
        if further is None and not (newton and decrement < CONVERGED):
            _refuse_singular(point.sigma, waves)
            raise NotConverged(_NOT_CONVERGED)
        point = further or point
        slopes = likelihood.slopes(point, entries)
        if newton and decrement < CONVERGED:
            _refuse_singular(point.sigma, waves)
            if not _positive(slopes.observed):
                raise NotConverged(_NOT_CONVERGED)
            return point, slopes, step
    _refuse_singular(point.sigma, waves)
    raise NotConverged(_NOT_CONVERGED)


_NOT_CONVERGED = (
    "The search for the best fitting covariance did not come to an end. "
    "There may be too few people per wave for this model: use fewer terms or fewer waves."
)


def _halved(likelihood: Likelihood, point: Point, way: Floats) -> Point | None:
    length = 1.0
    room = 1e-12 * (1 + abs(point.value))  # rounding of −2ℓ itself
    for _ in range(40):
        further = likelihood.at(point.sigma - length * way)
        if further is not None and further.value <= point.value + room:
            return further
        length /= 2
    return None


def _positive(square: Floats) -> bool:
    try:
        np.linalg.cholesky(square)
    except np.linalg.LinAlgError:
        return False
    return True


def _refuse_singular(sigma: Floats, waves: tuple[str, ...]) -> None:
    deviations = np.sqrt(np.diag(sigma))
    if deviations.min() < FLATTEST * deviations.max():
        raise NearSingular(
            f"The spread at {waves[int(np.argmin(deviations))]} comes out as almost nothing. "
            "An unstructured covariance does not fit these answers; leave that wave out."
        )
    values, vectors = np.linalg.eigh(sigma / np.outer(deviations, deviations))
    if values[0] < FLATTEST:
        closest = sorted(np.argsort(-np.abs(vectors[:, 0]))[:2])
        first, second = (waves[place] for place in closest)
        raise NearSingular(
            f"The answers at {first} and {second} say almost the same or follow from each other: "
            "their covariance is nearly singular, and an unstructured model is refused."
        )
