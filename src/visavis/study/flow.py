"""Who was asked, who answered, and why the others did not (study §1.4).

The form is CONSORT's: boxes, and beside each step down the reasons people were lost. Two figures
must never be mixed up: *response* is answered at least once of all asked, *retention* is answered
a given round of all who answered at least once.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from visavis.study.snapshot import FLOW

STEPS = ("known", "eligible", "asked", "reached", "agreed", "answered")
BEFORE_AGREEING = frozenset(STEPS[: STEPS.index("agreed")])
WAVE_STEPS = ("answered_1", "answered_2", "answered_3")
UNKNOWN = "unknown"
BESIDE = "C"
"""The group of people beside mediation; counted under it alone, never among everybody."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's way through the study, as far as it counts.

    ``lost``: the reason by the step that was not reached. ``pattern``: 1 for T1, 2 for T2, 4 for
    T3. ``role``, ``event_type``, ``group``: None when not linked or not known yet.
    """

    reached: frozenset[str]
    lost: tuple[tuple[str, str], ...]
    pattern: int
    role: str | None = None
    event_type: str | None = None
    group: str | None = None


def journey(
    *,
    excluded: str,
    talked: bool,
    asked: bool,
    reached: bool,
    declined: bool,
    agreed: bool,
    stopped: bool,
    pattern: int,
    waves: dict[int, str],
    facts: tuple[str | None, str | None, str | None] = (None, None, None),
) -> Journey:
    """The steps somebody took and, for the first they did not take, why.

    ``waves``: for each round without an answer, why: ``not_due``, ``open``, ``no_answer``.
    """
    steps, lost = {"known"}, []
    if not asked and (excluded or not talked):
        lost.append(("eligible", excluded or "no_talk"))
    elif not asked:
        steps.add("eligible")
        lost.append(("asked", "waiting"))
    else:
        steps |= {"eligible", "asked"}
        if not (reached or agreed):
            lost.append(("reached", "no_answer"))
        else:
            steps.add("reached")
            if agreed:
                steps.add("agreed")
            else:
                lost.append(("agreed", "declined" if declined else "no_answer"))
    if agreed:
        if pattern:
            steps.add("answered")
        elif stopped:
            lost.append(("answered", "withdrew"))
        else:
            ahead = {"not_due", "open"} & set(waves.values())
            lost.append(("answered", "waiting" if ahead else "no_answer"))
        for wave, step in enumerate(WAVE_STEPS, 1):
            if pattern >> (wave - 1) & 1:
                steps.add(step)
            else:
                why = waves.get(wave, "not_due")
                lost.append((step, "withdrew" if stopped and why != "no_answer" else why))
    return Journey(frozenset(steps), tuple(lost), pattern, *facts)


ERASED = Journey(
    frozenset({"known", "eligible", "asked", "reached", "agreed"}),
    (("answered", "erased"), *((step, "erased") for step in WAVE_STEPS)),
    0,
)
"""Somebody who took all they gave out again: counted, and nothing else known."""


def table(journeys: Iterable[Journey]) -> pl.DataFrame:
    """The counts with the columns of `snapshot.FLOW`; a row only where somebody stands."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for one in journeys:
        places = [(step, "") for step in one.reached] + list(one.lost)
        if one.pattern:
            places.append((f"pattern_{one.pattern}", ""))
        for step, reason in places:
            for by, level in _parts(one):
                counts[step, reason, by, level] += 1
    rows = [(*key, n) for key, n in sorted(counts.items())]
    return pl.DataFrame(rows, schema=dict(FLOW), orient="row")


def _parts(one: Journey) -> list[tuple[str, str]]:
    """In which parts of the table somebody is counted."""
    if one.group == BESIDE:
        return [("group", BESIDE)]
    return [
        ("all", ""),
        ("role", one.role or UNKNOWN),
        ("event_type", one.event_type or UNKNOWN),
        ("group", one.group or UNKNOWN),
    ]


@dataclass(frozen=True, slots=True)
class Flow:
    """Reads a flow table: ``by`` and ``level`` choose a part, by default everybody."""

    frame: pl.DataFrame
    by: str = "all"
    level: str = ""

    def n(self, step: str, reason: str = "") -> int:
        """How many stand in that box, or were lost on the way to it for that reason."""
        return int(self._part(step).filter(pl.col("reason") == reason)["n"].sum())

    def losses(self, step: str) -> dict[str, int]:
        """The reasons beside the way to that box, the most frequent first."""
        rows = self._part(step).filter(pl.col("reason") != "").sort("n", "reason", descending=True)
        return dict(zip(rows["reason"], rows["n"], strict=True))

    def patterns(self) -> dict[int, int]:
        """How many answered in each pattern, 1 to 7."""
        return {pattern: self.n(f"pattern_{pattern}") for pattern in range(1, 8)}

    def levels(self, by: str) -> list[str]:
        """The levels of role, event_type or group that occur."""
        return sorted(self.frame.filter(pl.col("by") == by)["level"].unique())

    def part(self, by: str, level: str) -> "Flow":
        """The same flow for one role, event type or group."""
        return Flow(self.frame, by, level)

    @property
    def response(self) -> tuple[int, int]:
        """Answered at least once, of all asked."""
        return self.n("answered"), self.n("asked")

    def retention(self, wave: int) -> tuple[int, int]:
        """Answered this round, of all who answered at least once."""
        return self.n(WAVE_STEPS[wave - 1]), self.n("answered")

    def _part(self, step: str) -> pl.DataFrame:
        at = (pl.col("by") == self.by) & (pl.col("level") == self.level)
        return self.frame.filter(at & (pl.col("step") == step))
