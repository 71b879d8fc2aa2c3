"""The plan of a next study: what somebody filled in, simulated, beside the plan that this study registered.

Everything a simulation needs stands in a `Planned`, which goes to a job and comes back as text, so that the
same plan and seed give the same numbers wherever it is worked out.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from visavis.statistics.errors import NotDefined
from visavis.statistics.power import Alike, Answer, Change, Plan, power
from visavis.study.desk_models import Job
from visavis.study.jobs import CannotDo, Tell

SIZES = (1.0, 1.5, 2.0)
"""The plan is also tried with so many times the people, everything else alike."""

KIND = "power"


@dataclass(frozen=True, slots=True)
class Planned:
    """Three waves. sd: per wave; correlations: of waves 1–2, 2–3 and 1–3; changes: T2 − T1, T3 − T2.

    margin: within which T3 counts as equal to T2. leaning: as in `statistics.power.Plan`. All in the
    unit of the score.
    """

    people: int
    answered: tuple[int, int, int]
    sd: tuple[float, float, float]
    correlations: tuple[float, float, float]
    changes: tuple[float, float]
    margin: float
    leaning: float
    studies: int
    seed: int

    def plan(self, size: float = 1.0) -> Plan:
        """With `size` times the people. Raises NotDefined where it cannot be."""
        a, b, c = self.correlations
        deviation = np.array(self.sd)
        correlation = np.array([[1.0, a, c], [a, 1.0, b], [c, b, 1.0]])
        sigma = correlation * np.outer(deviation, deviation)
        first, second = self.changes
        return Plan(
            round(self.people * size),
            tuple(round(count * size) for count in self.answered),
            (0.0, first, first + second),
            tuple(tuple(row) for row in sigma.tolist()),
            self.leaning,
        )

    @property
    def questions(self) -> tuple[Change, Alike]:
        """Does T2 differ from T1? Is T3 equal to T2, within the margin?"""
        return Change(0, 1), Alike(1, 2, self.margin)

    def as_text(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def of(cls, text: str) -> "Planned":
        """Back from `as_text`."""
        told: dict[str, Any] = json.loads(text)
        lists = {key: tuple(value) for key, value in told.items() if isinstance(value, list)}
        return cls(**(told | lists))


REGISTERED = Planned(
    people=131,
    answered=(105, 85, 70),
    sd=(1.0, 1.0, 1.0),
    correlations=(0.55, 0.65, 0.50),
    changes=(0.30, 0.0),
    margin=0.30,
    leaning=0.0,
    studies=1_000,
    seed=20_261,
)
"""study.md §3.10: the size of the study that this service's own follows."""


@dataclass(frozen=True, slots=True)
class Found:
    """One question of one simulated plan: `power.Answer`, as far as a page shows it.

    change: T2 differs from T1; alike: T3 equals T2 within the margin.
    """

    question: str
    people: int
    found: float
    low: float
    high: float
    coverage: float
    se: float
    df: float
    failed: int
    variant: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """own: both questions for each of SIZES; registered: the same two for the registered plan."""

    own: tuple[Found, ...]
    registered: tuple[Found, ...]

    def as_text(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, text: str) -> "Outcome":
        told = json.loads(text)
        return cls(*(tuple(Found(**one) for one in told[key]) for key in ("own", "registered")))


def work(job: Job, tell: Tell) -> str:
    """Simulate what a job asks, from small to large, then the registered plan."""
    planned = Planned.of(job.asked)
    plans = [planned.plan(size) for size in SIZES] + [REGISTERED.plan()]
    whole = float(sum(plan.people for plan in plans))
    before, found = 0.0, []
    for number, plan in enumerate(plans):
        asked = planned if number < len(SIZES) else REGISTERED
        begun, part = before / whole, plan.people / whole
        try:
            answers = power(
                plan,
                asked.questions,
                np.random.default_rng([planned.seed, number]),
                studies=planned.studies,
                tell=lambda share, begun=begun, part=part: tell(begun + share * part),  # type: ignore[misc]
            )
        except NotDefined as refusal:
            raise CannotDo(str(refusal)) from refusal
        found += [_found(plan, answer) for answer in answers]
        before += plan.people
    count = 2 * len(SIZES)
    return Outcome(tuple(found[:count]), tuple(found[count:])).as_text()


def _found(plan: Plan, answer: Answer) -> Found:
    return Found(
        "change" if isinstance(answer.question, Change) else "alike",
        plan.people,
        answer.found,
        answer.low,
        answer.high,
        answer.coverage,
        answer.se,
        answer.df,
        answer.failed,
        answer.variant,
    )
