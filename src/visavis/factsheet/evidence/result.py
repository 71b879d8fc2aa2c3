"""What is found of a claim: numbers, what a picture of them needs, and how the grade came about.

Evidence holds raw numbers: rounding, words and the hiding of small groups happen where it is shown.
Names of parts ("AC_agency", "role.kin") are keys of the words in ``texts/``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from visavis.factsheet.claims import Claim
from visavis.factsheet.grades import Grade, Interval, Verdict
from visavis.factsheet.population import Query
from visavis.factsheet.response import Response
from visavis.statistics.balance import Gap

Kind = Literal["points", "share", "percent", "part", "count", "number"]
Silence = Literal["", "people", "group", "alike"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a claim. `kind` says how it may be shown; `key` is its name within the claim.

    name, parts: what it is called, and of what. weighted: the same number from the weighted run, where
    there is one. of: how many people it rests on. few: exact, it would tell of fewer than ten.
    """

    key: str
    kind: Kind
    value: Interval | float | int
    of: int
    weighted: Interval | float | None = None
    headline: bool = True
    few: bool = False
    parts: tuple[str, ...] = ()
    name: str = ""

    @property
    def called(self) -> str:
        return self.name or self.key


@dataclass(frozen=True, slots=True)
class At:
    """A mean at a wave, and how many people gave it."""

    wave: int
    mean: Interval
    people: int


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a panel. part: whose or what it is."""

    part: str
    points: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines over waves on one scale. band: the margin around the mean at a wave, for equivalence."""

    part: str
    series: tuple[Series, ...]
    scale: tuple[int, int]
    band: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One value on a scale. bar: what it had to pass. few: as of a Figure."""

    part: str
    value: Interval
    people: int
    bar: float | None = None
    few: bool = False


@dataclass(frozen=True, slots=True)
class InInterviews:
    """A code of the interviews: in how many of them it was seen, and whether coders agree on it.

    kappa, alpha: None where they cannot be known.
    """

    code: str
    seen: int
    of: int
    kappa: float | None
    alpha: float | None
    usable: bool


@dataclass(frozen=True, slots=True)
class OfAnOffer:
    """One offer of the closing menu: how many were offered it, chose it, got it, said whether it helped.

    helped: the share of those to whom it helped; None where too few said so.
    """

    what: str
    offered: int
    chosen: int
    held: int
    said: int
    helped: Figure | None


@dataclass(frozen=True, slots=True)
class Offers:
    """What was offered at the end to ``people`` of a claim, and the verdict on whether it helped most."""

    people: int
    of: tuple[OfAnOffer, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that the study knows about one claim.

    n: people in the claim's population. silent: why there is no grade, where there is none.
    panels, dots, table, stacked: what the registered plot shows. scale: of the dots.
    tipping_sd: |δ*|, None where the grade stands against every absence tried or none was tried.
    tipped: whether one was tried. with_late: headline numbers with late answers counted.
    balance: standardised differences of two groups, before and after weighing.
    p: of the claim as a whole, the larger of both runs; adjusted: Holm's within its family; q: of an
    exploratory claim. exploratory: registered so, or a primary claim tested after one failed.
    rounded: counts are shown to the nearest five, because beside the others of the factsheet they would
    tell how many (fewer than ten) gave answers and did not link their facts (study.md §3.8).
    """

    claim: Claim
    n: int
    verdict: Verdict
    query: Query
    figures: Mapping[str, Figure] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    dots: tuple[Dot, ...] = ()
    scale: tuple[float, float] = (0, 1)
    table: tuple[tuple[int, int], tuple[int, int]] | None = None
    stacked: tuple[tuple[str, float], ...] = ()
    alpha: Interval | None = None
    tipped: bool = False
    tipping_sd: float | None = None
    with_late: tuple[tuple[str, Interval], ...] = ()
    weighted_over: tuple[str, ...] = ()
    balance: Mapping[str, Gap] = field(default_factory=dict)
    interviews: InInterviews | None = None
    offers: Offers | None = None
    response: Response | None = None
    differs: bool = False
    p: float | None = None
    adjusted: float | None = None
    q: float | None = None
    exploratory: bool = False
    rounded: bool = False
    silent: Silence = ""
    refused: str = ""

    @property
    def outcome(self) -> str:
        """Which of the claim's texts may be printed."""
        if self.claim.rule["kind"] == "always":
            return "differs" if self.differs else "supported"
        grade = self.verdict.grade
        return "supported" if grade is Grade.NONE else grade.value


def ungraded() -> Verdict:
    return Verdict(Grade.NONE, Grade.NONE, Grade.NONE)


def nothing(
    claim: Claim, n: int, query: Query, why: str = "", silent: Silence = "people"
) -> Evidence:
    """No grade and no number. why: what refused, in words for a researcher."""
    verdict = Verdict(Grade.TOO_FEW, Grade.TOO_FEW, Grade.TOO_FEW)
    # Beside the counts of other claims, the exact one of people with linked facts would tell of few.
    rounded = silent != "people"
    return Evidence(claim, n, verdict, query, refused=why, silent=silent, rounded=rounded)
