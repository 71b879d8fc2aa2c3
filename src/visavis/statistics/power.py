"""Power by simulation: how often a study of this size would find what is there.

Each simulated study has one mean per wave, an unstructured covariance, REML, and Kenward and Roger's
test or two one-sided tests, as the real one will; all studies are fitted at once. study.md §3.10.
Absence is random, or leans on what somebody answered last: who scored lower is absent more often.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from visavis.statistics import kenward_roger, satterthwaite
from visavis.statistics.covariance import structure
from visavis.statistics.errors import NotDefined
from visavis.statistics.likelihood import Likelihood
from visavis.statistics.mmrm import Frame
from visavis.statistics.proportions import wilson
from visavis.statistics.rows import Floats
from visavis.statistics.search import search, start

AT_ONCE = 500
"""Studies held in memory together: some 100 MB for four waves of 131 people."""


@dataclass(frozen=True)
class Plan:
    """A study to be: people, how many answer each wave, the true means and covariance.

    people: n in all. answered: per wave. means: per wave. covariance: (m, m). leaning: by how much the
    log odds of answering rise with one standard deviation of the last answer given (0: not at all).
    Raises NotDefined for a plan that cannot be.
    """

    people: int
    answered: tuple[int, ...]
    means: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    leaning: float = 0.0

    def __post_init__(self) -> None:
        m = len(self.answered)
        sigma = np.asarray(self.covariance, dtype=np.float64)
        if m < 2 or len(self.means) != m or sigma.shape != (m, m):
            raise NotDefined("A plan has two waves or more, each with its mean and covariances.")
        if not all(m < count <= self.people for count in self.answered):
            raise NotDefined(
                f"At each wave more than {m} people answer, and at most all {self.people}."
            )
        if not np.allclose(sigma, sigma.T) or np.linalg.eigvalsh(sigma)[0] <= 0:
            raise NotDefined("These variances and covariances do not fit together.")


@dataclass(frozen=True, slots=True)
class Change:
    """Is the mean at `end` different from that at `start` (places of waves, from 0)?"""

    start: int
    end: int
    alpha: float = 0.05


@dataclass(frozen=True, slots=True)
class Alike:
    """Is the mean at `end` equivalent to that at `start`, within ± margin?"""

    start: int
    end: int
    margin: float
    alpha: float = 0.05


@dataclass(frozen=True, slots=True)
class Answer:
    """found: share of studies that say yes, with the Monte Carlo interval low to high.

    coverage: share whose 95 % interval holds the true difference. se, df: means over studies.
    failed: studies whose model could not be fitted; they find nothing and cover nothing.
    """

    question: Change | Alike
    found: float
    low: float
    high: float
    coverage: float
    se: float
    df: float
    studies: int
    failed: int
    variant: str


def power(
    plan: Plan,
    questions: Sequence[Change | Alike],
    rng: np.random.Generator,
    *,
    studies: int = 1_000,
    tell: Callable[[float], None] = lambda _: None,
) -> list[Answer]:
    """One answer per question, from the same simulated studies. Raises NotDefined.

    tell: hears after each batch which share of the studies is done.
    """
    m = len(plan.means)
    if not questions or any(
        not (0 <= q.start < m and 0 <= q.end < m and q.start != q.end) for q in questions
    ):
        raise NotDefined("A question compares two different waves of the plan.")
    rows = np.zeros((len(questions), m))
    for row, question in zip(rows, questions, strict=True):
        row[question.start], row[question.end] = -1.0, 1.0
    parts = []
    for begun in range(0, studies, AT_ONCE):
        y = simulate(plan, rng, min(AT_ONCE, studies - begun))
        parts.append(contrasts_of_many(y, rows))
        tell(min(1.0, (begun + AT_ONCE) / studies))
    estimates, errors, freedoms = (np.concatenate(each) for each in zip(*parts, strict=True))
    truth = rows @ np.asarray(plan.means)
    return [
        _answer(question, estimates[:, i], errors[:, i], freedoms[:, i], float(truth[i]))
        for i, question in enumerate(questions)
    ]


def simulate(plan: Plan, rng: np.random.Generator, studies: int) -> Floats:
    """Answers of that many studies, (studies, n, m), nan where absent."""
    sigma = np.asarray(plan.covariance)
    n, m = plan.people, len(plan.means)
    root = np.linalg.cholesky(sigma)
    y = np.asarray(plan.means) + rng.standard_normal((studies, n, m)) @ root.T
    there = np.zeros(y.shape, dtype=bool)
    last = np.zeros((studies, n))  # in standard deviations; nobody has answered yet
    for wave, count in enumerate(plan.answered):
        liking = plan.leaning * last + rng.logistic(size=(studies, n))
        rank = np.argsort(np.argsort(-liking, axis=1), axis=1)
        there[:, :, wave] = rank < count
        standing = (y[:, :, wave] - plan.means[wave]) / np.sqrt(sigma[wave, wave])
        last = np.where(there[:, :, wave], standing, last)
    return np.where(there, y, np.nan)


def contrasts_of_many(y: npt.ArrayLike, rows: Floats) -> tuple[Floats, Floats, Floats]:
    """Estimates, Kenward-Roger standard errors and df of rows @ means, (studies, rows) each.

    y: (studies, n, m), nan where absent. nan for a study whose model cannot be fitted.
    """
    answers = np.asarray(y, dtype=np.float64)
    studies, _, m = answers.shape
    there = np.isfinite(answers)
    seen = there.astype(float)
    counts = seen.sum(axis=1)
    together = seen.swapaxes(1, 2) @ seen
    usable = np.asarray(together.min(axis=(1, 2)) > m)
    found = tuple(np.full((studies, len(rows)), np.nan) for _ in range(3))
    if not usable.any():
        return found[0], found[1], found[2]
    filled = np.where(there, answers, 0.0)
    scale = float(np.sqrt((filled**2).sum() / seen.sum() - (filled.sum() / seen.sum()) ** 2))
    middle = filled.sum(axis=1) / np.maximum(counts, 1)
    about = np.where(there, (filled - middle[:, None]) / scale, 0.0)  # each wave from its own mean
    sample = about.swapaxes(1, 2) @ about / np.maximum(together, 1)

    kind = structure("us", m)
    observed, people, sums = _moments(about[usable], there[usable])
    likelihood = Likelihood(kind, observed, people, sums, restricted=True)
    ended = search(likelihood, start(kind, sample[usable]))
    point, slopes = ended.point, ended.slopes
    good = np.flatnonzero(usable)[ended.converged]
    at, where = point.of(np.flatnonzero(ended.converged)), np.flatnonzero(ended.converged)
    frame = Frame(
        turn=np.eye(m),
        phi=at.phi,
        p=slopes.p[where],
        v=np.asarray(2 * np.linalg.inv(slopes.observed[where])),
        e=slopes.e[where],
        inverses=at.inverses,
        both_sides=slopes.both_sides[where],
        bend=np.zeros((len(where), m, m)),
    )
    whole = kenward_roger.adjusted(frame)
    found[0][good] = (middle[good] + scale * at.beta) @ rows.T
    found[1][good] = scale * np.sqrt(np.einsum("ni,sij,nj->sn", rows, whole, rows))
    found[2][good] = satterthwaite.one_by_one(frame, rows)[1]
    return found[0], found[1], found[2]


def _moments(
    about: Floats, there: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], Floats, Floats]:
    """Patterns, people per pattern and second moments where X is one column per wave."""
    studies, n, m = about.shape
    codes = there @ (1 << np.arange(m))
    patterns = np.unique(codes[codes > 0])
    which = (codes[:, None] == patterns[:, None]).astype(float)  # (S, K, n)
    observed = (patterns[:, None] >> np.arange(m) & 1).astype(bool)
    both = observed[:, :, None] & observed[:, None, :]
    people = which.sum(axis=2)
    sums = np.zeros((studies, len(patterns), m, m, m + 1, m + 1))
    y = which @ about  # (S, K, m)
    products = (about[:, :, :, None] * about[:, :, None, :]).reshape(studies, n, m * m)
    sums[..., m, m] = (which @ products).reshape(studies, -1, m, m)
    for a in range(m):
        for b in range(m):
            together = both[:, a, b]
            sums[:, :, a, b, a, b] = people * together
            sums[:, :, a, b, a, m] = y[:, :, b] * together
            sums[:, :, a, b, m, b] = y[:, :, a] * together
    return observed, people, sums


def _answer(
    question: Change | Alike, estimates: Floats, errors: Floats, freedoms: Floats, truth: float
) -> Answer:
    fitted = np.isfinite(freedoms)
    estimate, se, df = estimates[fitted], errors[fitted], freedoms[fitted]
    if isinstance(question, Change):
        yes = np.abs(estimate) > stdtrit(df, 1 - question.alpha / 2) * se
        said = f"two-sided test at {question.alpha:g}"
    else:
        reach = stdtrit(df, 1 - question.alpha) * se
        yes = (estimate - reach > -question.margin) & (estimate + reach < question.margin)
        said = f"two one-sided tests at {question.alpha:g}, margin {question.margin:g}"
    covered = np.abs(estimate - truth) <= stdtrit(df, 0.975) * se
    studies = len(estimates)
    share = wilson(int(yes.sum()), studies)
    return Answer(
        question=question,
        found=share.estimate,
        low=share.low,
        high=share.high,
        coverage=float(covered.sum() / studies),
        se=float(se.mean()) if len(se) else float("nan"),
        df=float(df.mean()) if len(df) else float("nan"),
        studies=studies,
        failed=studies - int(fitted.sum()),
        variant=f"{studies} simulated studies; MMRM, unstructured, REML; Kenward-Roger, linear "
        f"form, observed information; {said}",
    )
