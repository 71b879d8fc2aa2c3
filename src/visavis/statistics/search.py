"""The search for the θ that fits best, for one study or many at once.

study.md §3.1: three scoring steps with the expected information F, then Newton with the observed H;
each halved until Σ is possible and −2ℓ falls; the end is a relative Newton decrement below 1e−10.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from visavis.statistics.covariance import Structure
from visavis.statistics.likelihood import Likelihood, Point, Slopes
from visavis.statistics.rows import Floats

SCORING_STEPS = 3
MOST_STEPS = 60
MOST_HALVINGS = 40

CONVERGED = 1e-10
"""Newton decrement gᵀH⁻¹g, relative to 1 + |−2ℓ|."""

ROOMY = 0.05
"""Smallest eigenvalue of the correlations that the search begins from."""


@dataclass(frozen=True, eq=False)
class Found:
    """Where the search ended. converged, steps: (S,). slopes: at the end, for every study."""

    point: Point
    slopes: Slopes
    converged: npt.NDArray[np.bool_]
    steps: npt.NDArray[np.int64]


def start(structure: Structure, sigma: Floats) -> Floats:
    """θ of the structure nearest to each Σ, (S, m, m), pulled to independence until possible."""
    m = sigma.shape[-1]
    theta = structure.nearest(sigma)
    tight = np.arange(len(sigma))
    for halving in range(1, MOST_HALVINGS):
        sigmas = structure.sigma(theta[tight])
        deviations = np.sqrt(np.diagonal(sigmas, axis1=1, axis2=2))
        alike = sigmas / (deviations[:, :, None] * deviations[:, None, :])
        tight = tight[~(np.linalg.eigvalsh(alike)[:, 0] > ROOMY)]
        if not len(tight):
            break
        pulled = np.where(np.eye(m) > 0, 1.0, 0.5**halving) * sigma[tight]
        theta[tight] = structure.nearest(pulled)
    return theta


def search(likelihood: Likelihood, theta: Floats) -> Found:
    """theta: (S, q), to begin from; Σ(θ) positive definite."""
    point = likelihood.at(theta)
    converged = np.zeros(len(theta), dtype=bool)
    steps = np.zeros(len(theta), dtype=np.int64)
    running = np.flatnonzero(np.isfinite(point.value))
    for step in range(1, MOST_STEPS + 1):
        if not len(running):
            break
        here, among = point.of(running), likelihood.of(running)
        slopes = among.slopes(here)
        newton = _positive(slopes.observed) & (step > SCORING_STEPS)
        curvature = np.where(newton[:, None, None], slopes.observed, slopes.expected)
        usable = newton | _positive(slopes.expected)
        curvature[~usable] = np.eye(theta.shape[1])
        way = np.asarray(np.linalg.solve(curvature, slopes.gradient[:, :, None])[:, :, 0], float)
        decrement = np.einsum("sr,sr->s", slopes.gradient, way) / (1 + np.abs(here.value))
        near = newton & (decrement < CONVERGED)
        stepped = _halved(among, here, way)
        point.put(running, here)
        steps[running] = step
        # Within rounding of the end no step may lower −2ℓ any more: that is the end too.
        converged[running] = usable & near
        running = running[usable & stepped & ~near]
    slopes = likelihood.slopes(point)
    return Found(point, slopes, converged & _positive(slopes.observed), steps)


def _halved(likelihood: Likelihood, point: Point, way: Floats) -> npt.NDArray[np.bool_]:
    """Go that way, each study by half as far until it is better off; whether it got anywhere."""
    before = point.value.copy()
    room = 1e-12 * (1 + np.abs(before))  # rounding of −2ℓ itself
    theta = point.theta.copy()
    waiting = np.arange(len(way))
    for halving in range(MOST_HALVINGS):
        further = likelihood.of(waiting).at(theta[waiting] - 0.5**halving * way[waiting])
        better = further.value <= before[waiting] + room[waiting]
        point.put(waiting[better], further.of(np.flatnonzero(better)))
        waiting = waiting[~better]
        if not len(waiting):
            break
    stepped = np.ones(len(way), dtype=bool)
    stepped[waiting] = False
    return stepped


def _positive(squares: Floats) -> npt.NDArray[np.bool_]:
    finite = np.asarray(np.isfinite(squares).all(axis=(1, 2)))
    safe = np.where(finite[:, None, None], squares, -np.eye(squares.shape[1]))
    # θ has a unit per entry: eigenvalues mean nothing before each direction has length one.
    diagonal = np.diagonal(safe, axis1=1, axis2=2)
    unit = 1 / np.sqrt(np.where(diagonal > 0, diagonal, 1.0))
    scaled = safe * unit[:, :, None] * unit[:, None, :]
    return np.asarray((diagonal > 0).all(axis=1) & (np.linalg.eigvalsh(scaled)[:, 0] > 1e-13))
