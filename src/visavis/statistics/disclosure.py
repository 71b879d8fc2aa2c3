"""Which cells of published tables are hidden, so that nothing small can be read or worked out.

study.md §3.8. A cell below ten is hidden as "fewer than 10". Whoever knows the sums of the tables
can then compute bounds for it: for each hidden cell the least and the most that is possible, by
linear programming over all relations of all tables together, knowing also what each mark says (0 to
9, or 10 and more). A small cell is safe when all of 0 to 9 stays possible, another hidden one when ten
values or more do. Until all are safe, further cells are hidden: those that help most, the smallest
first, then all that proved unneeded shown again. Where that is not enough, sums are rounded to 5, and
where that is not either, sums are hidden too.

Sources: Willenborg & de Waal (2001), Elements of Statistical Disclosure Control, §6; the audit by linear
programming: Fischetti & Salazar (2001), Management Science 47, 1008–1027. The choice here is a
heuristic: it is checked to be safe, not proved to hide the least.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np

from visavis.statistics.errors import NotPublishable
from visavis.statistics.rows import Floats
from visavis.statistics.tables import Key, Tables

FEWEST = 10
BASE = 5
FEWEST_FOR_A_SHARE = 20
FEWEST_FOR_A_MEAN = 10
MOST = 1e7
"""No count is above this: it bounds what linear programming looks at."""


class Mark(Enum):
    """What stands in a cell."""

    SHOWN = "shown"
    ROUNDED = "rounded to 5"
    SMALL = "fewer than 10"
    HIDDEN = "not shown"


@dataclass(frozen=True)
class Protected:
    """marks: per published cell. shown: the number that stands there, None where hidden.

    bounds: for each hidden cell what somebody can work out who knows all marks and sums.
    """

    marks: Mapping[Key, Mark]
    shown: Mapping[Key, int | None]
    bounds: Mapping[Key, tuple[int, int]]
    fewest: int = FEWEST

    def text(self, key: Key) -> str:
        number = self.shown[key]
        return self.marks[key].value if number is None else str(number)


def protect(tables: Tables, fewest: int = FEWEST) -> Protected:
    """Hide what is small and what gives it away.

    Raises NotPublishable where a small cell stays open whatever is hidden.
    """
    small = frozenset(
        key
        for key, count in tables.counts.items()
        if count < fewest and key not in tables.empty and key not in tables.unpublished
    )
    totals = frozenset(relation.total for relation in tables.relations) - tables.unpublished
    for rounding, spared in (
        (frozenset[Key](), totals),
        (totals - small, totals),
        (totals - small, frozenset[Key]()),
    ):
        audit = _Audit(tables, fewest, small, rounding)
        hidden = _hide(audit, tables, small, spared)
        if hidden is not None:
            return _result(audit, tables, hidden)
    raise NotPublishable(
        f"Too few people stand behind this table: a number below {fewest} could be worked out "
        "whatever is hidden. Take levels together, or do not publish it."
    )


def share_may_be_shown(people: int) -> bool:
    """A percentage needs twenty people: 0 or 100 % of fewer says something of each of them."""
    return people >= FEWEST_FOR_A_SHARE


def mean_may_be_shown(people: int) -> bool:
    """A mean with its standard deviation needs ten people. Minima and maxima are never shown."""
    return people >= FEWEST_FOR_A_MEAN


@dataclass(frozen=True)
class _Audit:
    """What can be worked out, given what is hidden. rounded: sums that are shown to the nearest 5."""

    tables: Tables
    fewest: int
    small: frozenset[Key]
    rounded: frozenset[Key]

    def bounds(self, hidden: frozenset[Key], wanted: Iterable[Key]) -> dict[Key, tuple[int, int]]:
        """The least and the most of each wanted cell. hidden: the small ones and others."""
        from scipy.optimize import linprog  # slow to load, and few need it
        from scipy.sparse import eye_array, kron

        aims = sorted(wanted)
        unknown = sorted(hidden | self.tables.unpublished | self.rounded)
        if not aims:
            return {}
        place = {key: number for number, key in enumerate(unknown)}
        lines, right = self._equations(place)
        # All questions in one programme: a copy of the unknowns for each, which share nothing.
        copies, n = 2 * len(aims), len(unknown)
        goal = np.zeros((copies, n))
        for number, key in enumerate(aims):
            goal[2 * number, place[key]], goal[2 * number + 1, place[key]] = 1.0, -1.0
        ended = linprog(  # type: ignore[call-overload]  # its types do not know sparse arrays
            goal.ravel(),
            A_eq=kron(eye_array(copies), lines, format="csr") if len(lines) else None,
            b_eq=np.tile(right, copies) if len(lines) else None,
            bounds=[self._limits(key, hidden) for key in unknown] * copies,
            method="highs",
        )
        if ended.status != 0:
            raise NotPublishable("The sums of this table contradict each other.")
        ends = (np.abs(goal) * np.asarray(ended.x).reshape(copies, n)).sum(axis=1)
        return {
            key: (int(np.ceil(ends[2 * i] - 1e-6)), int(np.floor(ends[2 * i + 1] + 1e-6)))
            for i, key in enumerate(aims)
        }

    def _equations(self, place: Mapping[Key, int]) -> tuple[Floats, Floats]:
        """The relations in what is not known; what is known stands on the right."""
        lines, right = [], []
        for relation in self.tables.relations:
            line, known = np.zeros(len(place)), 0
            for key, sign in ((relation.total, 1), *((part, -1) for part in relation.parts)):
                if key in place:
                    line[place[key]] += sign
                else:
                    known += sign * self.tables.counts[key]
            if line.any():
                lines.append(line)
                right.append(-known)
        return np.array(lines).reshape(-1, len(place)), np.array(right, dtype=np.float64)

    def _limits(self, key: Key, hidden: frozenset[Key]) -> tuple[float, float]:
        if key in self.small:
            return 0, self.fewest - 1
        if key in hidden:
            return self.fewest, MOST
        if key in self.rounded:
            nearest = rounded(self.tables.counts[key])
            return max(0, nearest - BASE // 2), nearest + BASE // 2
        return 0, MOST

    def open(self, hidden: frozenset[Key], among: Iterable[Key]) -> dict[Key, int]:
        """By how many values each cell is not safe; safe ones are left out."""
        missing = {}
        for key, (low, high) in self.bounds(hidden, among).items():
            if key in self.small or key in self.tables.unpublished:
                short = max(0, low) + max(0, self.fewest - 1 - high)
            else:
                short = max(0, self.fewest - (high - low + 1))
            if short:
                missing[key] = short
        return missing

    def guarded(self, hidden: frozenset[Key]) -> list[Key]:
        """The cells that must be safe: hidden ones, and small ones that nobody prints."""
        unprinted = (
            key
            for key in self.tables.unpublished - self.tables.empty
            if self.tables.counts[key] < self.fewest
        )
        return sorted({*hidden, *unprinted})


def rounded(count: int) -> int:
    """To the nearest 5."""
    return BASE * ((count + BASE // 2) // BASE)


def _hide(
    audit: _Audit, tables: Tables, small: frozenset[Key], spared: frozenset[Key]
) -> frozenset[Key] | None:
    """The cells to hide, small ones among them; None where none but spared cells would help."""
    hidden = small
    while missing := audit.open(hidden, audit.guarded(hidden)):
        candidates = _beside(tables, missing, hidden | spared)
        candidates = candidates or _beside(tables, hidden, hidden | spared)
        if not candidates:
            return None
        ranked = []
        for key in candidates:
            left = audit.open(hidden | {key}, [*missing, key])
            # Who helps most, the smallest of equals first.
            ranked.append((sum(left.values()), tables.counts[key], key))
        hidden |= {min(ranked)[-1]}
    for key in sorted(hidden - small, key=lambda each: -tables.counts[each]):
        fewer = hidden - {key}
        if not audit.open(fewer, audit.guarded(fewer)):
            hidden = fewer
    return hidden


def _beside(tables: Tables, of: Collection[Key], but: frozenset[Key]) -> list[Key]:
    """Published cells in a relation with one of these; what can only be zero hides nothing."""
    wanted = set(of)
    found = set()
    for relation in tables.relations:
        cells = {relation.total, *relation.parts}
        if cells & wanted:
            found |= cells
    return sorted(found - but - tables.unpublished - tables.empty)


def _result(audit: _Audit, tables: Tables, hidden: frozenset[Key]) -> Protected:
    marks: dict[Key, Mark] = {}
    shown: dict[Key, int | None] = {}
    for key, count in tables.counts.items():
        if key in tables.unpublished:
            continue
        if key in hidden:
            marks[key] = Mark.SMALL if key in audit.small else Mark.HIDDEN
            shown[key] = None
        elif key in audit.rounded:
            marks[key], shown[key] = Mark.ROUNDED, rounded(count)
        else:
            marks[key], shown[key] = Mark.SHOWN, count
    return Protected(marks, shown, audit.bounds(hidden, sorted(hidden)), audit.fewest)
