"""The repeated-measures model: people answer some of m waves, and their answers hang together.

y_i = X_i β + ε_i, ε_i ~ N(0, Σ[o, o]) for the waves o that person i answered; persons independent;
Σ of one of the structures of `covariance`. study.md §3.1. Absence may depend on what a person
answered before (missing at random), not on what stayed unsaid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from visavis.statistics.covariance import WORDS, Structure, structure
from visavis.statistics.errors import (
    CannotEstimate,
    NearSingular,
    NotConverged,
    NotDefined,
    TooFewPeople,
    WavesNeverTogether,
)
from visavis.statistics.likelihood import Likelihood
from visavis.statistics.moments import Moments
from visavis.statistics.rows import Floats, Rows
from visavis.statistics.search import Found, search, start
from visavis.statistics.standard import FLATTEST, Standard, sample, standardised

Method = Literal["reml", "ml"]
Information = Literal["observed", "expected"]

REGISTERED = ("toeph", "ar1h", "cs")
"""study.md §3.1: what is tried, in this order, when an unstructured covariance is refused."""


@dataclass(frozen=True, eq=False)
class Frame:
    """The fit in its own coordinates: β = constant + turn @ β̃, with Φ̃, P_r, G and V.

    turn: (p, p). phi: (p, p). p: (q, p, p). v: (q, q), 2H⁻¹ or 2F⁻¹. e, inverses, both_sides: E_r, W
    and G as in the likelihood, for Kenward and Roger's correction. bend: (m, m), Σ V_rs ∂²Σ/∂θ_r∂θ_s,
    zero where Σ is linear in θ. A frame of many studies has one more axis in front of all.
    """

    turn: Floats
    phi: Floats
    p: Floats
    v: Floats
    e: Floats
    inverses: Floats
    both_sides: Floats
    bend: Floats


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted model. Inference lives in `contrast` and `f_test`.

    beta: (p,), cov_beta: (p, p) model-based Φ. covariance: Σ, (m, m); parameters: its θ, by name.
    deviance: −2ℓ (REML: −2ℓ_R without the constant log|XᵀX|). steps: scoring and Newton steps taken.
    refused: structures that were asked for or tried before, each with the sentence that refused it.
    frame: what inference needs, in the coordinates the model was fitted in.
    """

    beta: Floats
    cov_beta: Floats
    structure: Structure
    covariance: Floats
    parameters: dict[str, float]
    deviance: float
    method: Method
    information: Information
    columns: tuple[str, ...]
    waves: tuple[str, ...]
    n_people: int
    n_observations: int
    weighted: bool
    steps: int
    refused: tuple[tuple[str, str], ...]
    frame: Frame

    @property
    def variant(self) -> str:
        """What was fitted, in words that go beside every number."""
        weights = "weighted, " if self.weighted else ""
        instead = (
            f" ({', '.join(name for name, _ in self.refused)} refused)" if self.refused else ""
        )
        return f"MMRM, {weights}{self.structure.words}{instead}, {self.method.upper()}"

    @property
    def aic(self) -> float:
        """Akaike's criterion, counting the parameters of Σ (and of the mean, for ML)."""
        means = 0 if self.method == "reml" else len(self.columns)
        return self.deviance + 2 * (len(self.parameters) + means)


def mmrm(
    data: Rows | Moments,
    *,
    covariance: str = "us",
    method: Method = "reml",
    information: Information = "observed",
    instead: Sequence[str] = REGISTERED,
) -> Fit:
    """Fit by REML or ML.

    covariance: us, cs, csh, ar1, ar1h or toeph. information: about θ, for degrees of freedom and
    Kenward-Roger. instead: structures to try in turn where *unstructured* was asked for and does
    not converge, is near singular or cannot be known; the fit says which were refused and why.
    Raises CollinearColumns, TooFewPeople, NoSpread, and of the structure asked for
    WavesNeverTogether, NearSingular, NotConverged; for Rows also what Moments.of raises. With
    weights the estimates are those of the weighted people, but standard errors are still the
    model's: widen them by Kish's design effect, or bootstrap.
    """
    if method not in ("reml", "ml"):
        raise NotDefined(f"The method is reml or ml, not {method}.")
    if information not in ("observed", "expected"):
        raise NotDefined(f"The information is observed or expected, not {information}.")
    moments = data if isinstance(data, Moments) else Moments.of(data)
    _refuse_too_few(moments)
    plain = standardised(moments)
    tried: list[tuple[str, str]] = []
    for name in (covariance, *(instead if covariance == "us" else ())):
        kind = structure(name, len(moments.waves))
        try:
            found = best(moments, plain, kind, method)
            return _fit(moments, plain, found, kind, method, information, tuple(tried))
        except (WavesNeverTogether, NearSingular, NotConverged, TooFewPeople) as refusal:
            if not tried:
                first: CannotEstimate = refusal
            tried.append((name, str(refusal)))
    raise first


def best(moments: Moments, plain: Standard, kind: Structure, method: Method) -> Found:
    """The end of the search for one structure; raises what refuses it (see mmrm)."""
    _refuse_untold(kind, moments)
    likelihood = Likelihood(
        kind, moments.observed, moments.people[None], plain.sums[None], method == "reml"
    )
    found = search(likelihood, start(kind, sample(moments, plain.sums)))
    _refuse_singular(kind, found, moments.waves)
    return found


def _fit(
    moments: Moments,
    plain: Standard,
    found: Found,
    kind: Structure,
    method: Method,
    information: Information,
    refused: tuple[tuple[str, str], ...],
) -> Fit:
    point, slopes = found.point, found.slopes
    p = len(moments.columns)
    answers = float((moments.people * moments.observed.sum(axis=1)).sum())
    deviance = float(point.value[0]) + 2 * answers * float(np.log(plain.scale))
    if method == "reml":  # back to the columns' own units: log|A| and the p freedoms of β
        deviance -= 2 * p * float(np.log(plain.scale)) + 2 * float(np.linalg.slogdet(plain.turn)[1])
    curvature = slopes.observed if information == "observed" else slopes.expected
    v = np.asarray(2 * np.linalg.inv(curvature[0]), dtype=np.float64)
    frame = Frame(
        turn=plain.turn * plain.scale,
        phi=point.phi[0],
        p=slopes.p[0],
        v=v,
        e=slopes.e[0],
        inverses=point.inverses[0],
        both_sides=slopes.both_sides[0],
        bend=bend(kind, point.theta[0], v),
    )
    sigma = point.sigma[0] * plain.scale**2
    return Fit(
        beta=plain.origin + frame.turn @ point.beta[0],
        cov_beta=frame.turn @ frame.phi @ frame.turn.T,
        structure=kind,
        covariance=sigma,
        parameters=dict(zip(kind.parameters, kind.nearest(sigma).tolist(), strict=True)),
        deviance=deviance,
        method=method,
        information=information,
        columns=moments.columns,
        waves=moments.waves,
        n_people=moments.n_people,
        n_observations=moments.n_observations,
        weighted=moments.weighted,
        steps=int(found.steps[0]),
        refused=refused,
        frame=frame,
    )


def bend(kind: Structure, theta: Floats, v: Floats) -> Floats:
    """Σ_rs V_rs ∂²Σ/∂θ_r∂θ_s, shape (..., m, m)."""
    return np.asarray(np.einsum("...rs,...rsab->...ab", v, kind.bends(theta)))


def _refuse_too_few(moments: Moments) -> None:
    p = len(moments.columns)
    if moments.n_people < 2:
        raise TooFewPeople(
            "There are answers of 1 person, and a model of how people differ needs at least two. "
            "Check which column says who answered."
        )
    if moments.n_observations <= p:
        raise TooFewPeople(
            f"There are {moments.n_observations} answers for {p} columns of the model. "
            "Leave terms out."
        )


def _refuse_untold(kind: Structure, moments: Moments) -> None:
    m = len(moments.waves)
    if kind.name == "us" and moments.n_people <= m:
        raise TooFewPeople(
            f"There are answers of {moments.n_people} people. A free covariance between {m} waves "
            f"needs more than {m} people."
        )
    untold = kind.untold(moments.together)
    if untold is not None:
        first, second = (moments.waves[place] for place in untold)
        raise WavesNeverTogether(
            f"Nobody answered both {first} and {second}, so how they hang together cannot be "
            f"known with {kind.words}. Leave one of them out, or choose another covariance."
        )


def _refuse_singular(kind: Structure, found: Found, waves: tuple[str, ...]) -> None:
    sigma = found.point.sigma[0]
    deviations = np.sqrt(np.diag(sigma))
    words = WORDS[kind.name]
    if deviations.min() < FLATTEST * deviations.max():
        raise NearSingular(
            f"The spread at {waves[int(np.argmin(deviations))]} comes out as almost nothing. "
            f"This {words} does not fit these answers; leave that wave out."
        )
    values, vectors = np.linalg.eigh(sigma / np.outer(deviations, deviations))
    if values[0] < FLATTEST:
        closest = sorted(np.argsort(-np.abs(vectors[:, 0]))[:2])
        first, second = (waves[place] for place in closest)
        raise NearSingular(
            f"The answers at {first} and {second} say almost the same or follow from each other: "
            f"their covariance is nearly singular, and this {words} is refused."
        )
    if not found.converged[0]:
        raise NotConverged(
            f"The search for the best fitting {words} did not come to an end. There may be too few "
            "people per wave for this model: use fewer terms, fewer waves or another covariance."
        )
