"""What if those who stayed away became like the other group? Reference-based imputation.

study.md §3.10. The repeated-measures model (wave × group, covariates per wave, unstructured, REML)
is fitted to what was answered; θ is drawn from N(θ̂, V), again where Σ is impossible, then β from
N(β̂(θ), Φ(θ)). Somebody of A who is absent from wave d on has, from the draw, the mean of A before
d; from d on *jump to reference* takes the mean of B, *copy reference* takes B's mean for all waves.
What was answered shifts what was not through Σ. Absence between two answers, and all absence in B, is
imputed as the model predicts. Each completed data set is analysed by itself and pooled by Rubin's rules.
Source: Carpenter, Roger & Kenward (2013), J. Biopharm. Stat. 23, 1352–1371.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from visavis.statistics.covariance import structure
from visavis.statistics.errors import NotConverged, NotDefined, NotFinite
from visavis.statistics.inference import Estimate
from visavis.statistics.likelihood import Likelihood
from visavis.statistics.mmrm import best
from visavis.statistics.moments import Moments
from visavis.statistics.regression import regress
from visavis.statistics.rows import Floats, Ints, rows
from visavis.statistics.rubin import Pooled, pool
from visavis.statistics.standard import standardised

Strategy = Literal["jump", "copy", "mar"]

WORDS: dict[Strategy, str] = {
    "jump": "jump to reference",
    "copy": "copy reference",
    "mar": "missing at random",
}
MOST_REDRAWS = 100


@dataclass(frozen=True, eq=False)
class Completed:
    """y: (imputations, n, m), what was answered kept. strategy: by its name, in words."""

    y: Floats
    strategy: str


def impute(
    y: npt.ArrayLike,
    in_a: npt.ArrayLike,
    covariates: npt.ArrayLike,
    strategy: Strategy,
    rng: np.random.Generator,
    *,
    imputations: int = 200,
) -> Completed:
    """y: (n, m), nan where absent; in_a: (n,) bool; covariates: (n, c), no intercept, all known.

    Somebody who answered nothing is imputed too. Raises NotDefined for an unknown strategy or no
    imputation, NotFinite, what mmrm raises, NotConverged where no possible Σ is drawn.
    """
    if strategy not in WORDS or imputations < 1:
        raise NotDefined(f"A strategy is one of {', '.join(WORDS)}, drawn at least once.")
    answers, a = np.asarray(y, dtype=np.float64), np.asarray(in_a, dtype=bool)
    x = np.asarray(covariates, dtype=np.float64)
    if np.isinf(answers).any() or not np.isfinite(x).all():
        raise NotFinite("A covariate is missing, or an answer infinite. Leave such people out.")
    m = answers.shape[1]
    beta, sigma = _draws(answers, a, x, rng, imputations)
    own, other = (_means(beta, group, x, m) for group in (a, np.zeros_like(a)))
    done = np.repeat(answers[None], imputations, axis=0)
    there = np.isfinite(answers)
    last = np.where(there.any(axis=1), m - np.argmax(there[:, ::-1], axis=1), 0)  # waves up to here
    between = ~there & (np.arange(m) < last[:, None])
    _fill(done, own, sigma, there, between, rng)
    tail = ~there & ~between
    mean = own.copy()
    if strategy == "copy":
        mean[:, a] = other[:, a]
    elif strategy == "jump":
        mean = np.where((a[:, None] & tail)[None], other, own)
    _fill(done, mean, sigma, there | between, tail, rng)
    return Completed(done, WORDS[strategy])


def difference_at(
    completed: Completed,
    in_a: npt.ArrayLike,
    covariates: npt.ArrayLike,
    wave: int,
    *,
    level: float = 0.95,
) -> Pooled:
    """A − B at a wave, adjusted for the covariates by least squares, pooled over imputations."""
    a = np.asarray(in_a, dtype=np.float64)
    x = np.column_stack([np.ones(len(a)), a, np.asarray(covariates, dtype=np.float64)])
    names = [f"column {place}" for place in range(x.shape[1])]
    found: list[Estimate] = []
    for values in completed.y:
        fit = regress(values[:, wave], x, names, level=level)
        found.append(fit.coefficients["column 1"])
    said = f"{completed.strategy}, least squares"
    return pool(
        [each.estimate for each in found],
        [each.se**2 for each in found],
        len(a) - x.shape[1],
        level=level,
        variant=said,
    )


def _draws(
    answers: Floats, a: npt.NDArray[np.bool_], x: Floats, rng: np.random.Generator, imputations: int
) -> tuple[Floats, Floats]:
    """β (imputations, p) and Σ (imputations, m, m) from their posterior, approximately."""
    person, wave = np.nonzero(np.isfinite(answers))
    m = answers.shape[1]
    data = rows(
        answers[person, wave],
        _design(a, x, m)[person, wave],
        person,
        wave,
        columns=[f"column {place}" for place in range(m * (2 + x.shape[1]))],
        waves=range(m),
    )
    moments = Moments.of(data)
    plain, kind = standardised(moments), structure("us", m)
    found = best(moments, plain, kind, "reml")
    root = np.linalg.cholesky(2 * np.linalg.inv(found.slopes.observed[0]))
    theta = np.empty((imputations, len(root)))
    missing = np.arange(imputations)
    for _ in range(MOST_REDRAWS):
        theta[missing] = found.point.theta + rng.standard_normal((len(missing), len(root))) @ root.T
        missing = np.flatnonzero(np.linalg.eigvalsh(kind.sigma(theta))[:, 0] <= 0)
        if not len(missing):
            break
    else:
        raise NotConverged(
            "Too little is known of how the waves hang together to draw from it. Use fewer waves."
        )
    shape = (imputations, *plain.sums.shape)
    at = Likelihood(
        kind,
        moments.observed,
        np.broadcast_to(moments.people, (imputations, len(moments.people))),
        np.broadcast_to(plain.sums, shape),
        restricted=True,
    ).at(theta)
    noise = rng.standard_normal(at.beta.shape)
    drawn = at.beta + (np.linalg.cholesky(at.phi) @ noise[:, :, None])[:, :, 0]
    return plain.origin + drawn @ plain.turn.T * plain.scale, at.sigma * plain.scale**2


def _design(a: npt.NDArray[np.bool_], x: Floats, m: int) -> Floats:
    """X of every person and wave, (n, m, m (2 + c)): a mean, A's difference and slopes per wave."""
    n, each = len(a), np.column_stack([np.ones(len(a)), a, x])
    block = np.zeros((n, m, m, each.shape[1]))
    for wave in range(m):
        block[:, wave, wave] = each
    return block.reshape(n, m, -1)


def _means(beta: Floats, a: npt.NDArray[np.bool_], x: Floats, m: int) -> Floats:
    return np.asarray(np.einsum("nwp,dp->dnw", _design(a, x, m), beta, optimize=True))


def _fill(
    done: Floats,
    mean: Floats,
    sigma: Floats,
    known: npt.NDArray[np.bool_],
    wanted: npt.NDArray[np.bool_],
    rng: np.random.Generator,
) -> None:
    """Draw the wanted waves given the known ones, people with the same pattern together."""
    m = known.shape[1]
    codes = (known * 2 + wanted) @ 4 ** np.arange(m)
    for code in np.unique(codes):
        people: Ints = np.flatnonzero(codes == code)
        o, w = np.flatnonzero(known[people[0]]), np.flatnonzero(wanted[people[0]])
        if not len(w):
            continue
        s_oo, s_wo = sigma[:, o][:, :, o], sigma[:, w][:, :, o]
        slope = np.linalg.solve(s_oo, s_wo.swapaxes(1, 2)).swapaxes(1, 2)  # Σ_wo Σ_oo⁻¹
        rest = sigma[:, w][:, :, w] - slope @ s_wo.swapaxes(1, 2)
        surprise = done[:, people][:, :, o] - mean[:, people][:, :, o]
        centre = mean[:, people][:, :, w] + surprise @ slope.swapaxes(1, 2)
        noise = rng.standard_normal(centre.shape) @ np.linalg.cholesky(rest).swapaxes(1, 2)
        done[:, people[:, None], w] = centre + noise
