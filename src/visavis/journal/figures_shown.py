"""What of a year's figures is shown: small cells hidden, and whatever would give them away (domain §5.4).

Cells that share a sum are protected together (`statistics.disclosure`): every table of the sign-ups of a year is
one system, so is every table of what ended. Numbers of different steps share no sum, nor do two years.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from visavis.mediation import figures
from visavis.mediation.figures import UNKNOWN, Year
from visavis.mediation.sign_up import EVENT_TYPES, NOT_TAKEN_UP
from visavis.service.current import current
from visavis.service.regions import Regions
from visavis.statistics.disclosure import FEWEST, Mark, protect
from visavis.statistics.errors import NotPublishable
from visavis.statistics.tables import Key, Relation, Tables

EVENTS = (*EVENT_TYPES, UNKNOWN)
OTHER, ELSEWHERE = "other", "elsewhere"
REASONS = (*NOT_TAKEN_UP, OTHER)
"""Regions with fewer than ten sign-ups, and where the region is not known."""
ALONE = (
    "taken_up",
    "talked",
    "asked",
    "wants_to_talk",
    "prepares",
    "contact",
    "agreed",
    "circle",
    "came_back",
)
"""Steps that share no sum with any other number."""
FOR_A_MEDIAN, FOR_QUARTILES = 2 * FEWEST, 4 * FEWEST
"""Ten at least on either side of each number that is shown of times."""
TABLES = ("events", "began", "sources", "regions", "reasons", "outcomes", "why_not")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it is printed. ``n``: the number that stands there; None: hidden, as ``mark`` says."""

    names: tuple[str, ...]
    mark: Mark
    n: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days between two steps: of the middle one, and of those at a quarter and three quarters."""

    median: int | None = None
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of one year as they are printed. ``tables``: of `TABLES`, and ``steps``."""

    year: int
    made_on: date
    tables: Mapping[str, tuple[Cell, ...]]
    spans: Mapping[str, Span]

    def step(self, name: str) -> Cell:
        return next(one for one in self.tables["steps"] if one.names == (name,))


def shown(year: int, counted: Year, made_on: date) -> Shown:
    """A year's counts, protected."""
    cells: dict[Key, Cell] = {}
    for system in systems(counted):
        cells |= printed(system)
    tables = {name: tuple(cell for key, cell in cells.items() if key[0] == name) for name in TABLES}
    tables["steps"] = tuple(cells["steps", name] for name in figures.STEPS)
    spans = {
        name: _span(counted.spans.get(name, ()), cells["steps", _end_of(name)].mark)
        for name in figures.SPANS
    }
    return Shown(year, made_on, tables, spans)


def printed(system: Tables) -> dict[Key, Cell]:
    """Each cell as it may be printed; where nothing helps, none of them."""
    try:
        found = protect(system)
    except NotPublishable:
        return {
            key: Cell(key[1:], Mark.HIDDEN, None)
            for key in system.counts
            if key not in system.unpublished
        }
    return {key: Cell(key[1:], mark, found.shown[key]) for key, mark in found.marks.items()}


def systems(counted: Year) -> list[Tables]:
    """Cells by name of their table and levels; each system shares no sum with another."""
    return [_sign_ups(counted), _reasons(counted), _ends(counted), *_alone(counted)]


def _sign_ups(counted: Year) -> Tables:
    counts: dict[Key, int] = {}
    total = ("steps", "signed_up")
    events = _known(counted.events, EVENTS)
    relations = [_rows(counts, total, "events", events, EVENTS)]
    relations.append(_rows(counts, total, "began", counted.began, figures.SIDES))
    names = (*current().sources.every_name, UNKNOWN)
    relations.append(_rows(counts, total, "sources", _known(counted.sources, names), names))
    regions = _regions(counted.regions, current().regions)
    relations.append(_rows(counts, total, "regions", regions, tuple(regions)))
    return Tables(counts, tuple(relations))


def _reasons(counted: Year) -> Tables:
    counts: dict[Key, int] = {}
    reasons = _known(counted.reasons, REASONS)
    relation = _rows(counts, ("steps", "not_taken_up"), "reasons", reasons, REASONS)
    return Tables(counts, (relation,))


def _ends(counted: Year) -> Tables:
    counts: dict[Key, int] = {}
    ended = _rows(counts, ("steps", "ended"), "outcomes", counted.outcomes, figures.OUTCOMES)
    without = ("why_not", "all")
    parts = tuple(("outcomes", name) for name in figures.WITHOUT)
    relations = [ended, _sum(counts, without, parts)]
    relations.append(_rows(counts, without, "why_not", counted.why_not, figures.WHY_NOT))
    return Tables(counts, tuple(relations))


def _alone(counted: Year) -> Iterable[Tables]:
    for name in ALONE:
        yield Tables({("steps", name): counted.steps[name]}, ())


def _regions(found: Mapping[str, int], known: Regions) -> dict[str, int]:
    """By the regions of the service, in its order: each has its row, whatever its number. What falls under none of
    them is another region, and so is a retired one that is small. Without a list: as each is mostly written."""
    if not known.all:
        return _as_written(found)
    regions = {one.name: 0 for one in known.all}
    rest = 0
    for name, n in found.items():
        if (one := known.of(name)) is None:
            rest += n
        else:
            regions[one.name] += n
    for one in known.all:
        if one.retired and regions[one.name] < FEWEST:
            rest += regions.pop(one.name)
    return regions | {ELSEWHERE: regions.get(ELSEWHERE, 0) + rest}


def _as_written(found: Mapping[str, int]) -> dict[str, int]:
    """By name as it is mostly written, in alphabetical order; small ones together."""
    spelled: dict[str, dict[str, int]] = {}
    for name, n in found.items():
        spelled.setdefault(name.casefold(), {})[name] = n
    regions, rest = {}, 0
    for key, ways in sorted(spelled.items()):
        n = sum(ways.values())
        if key in (UNKNOWN, ELSEWHERE) or n < FEWEST:
            rest += n
        else:
            regions[max(sorted(ways), key=lambda way: ways[way])] = n
    return regions | {ELSEWHERE: rest}


def _known(found: Mapping[str, int], names: Sequence[str]) -> dict[str, int]:
    """By the names that have a row; what has none is another."""
    counted: dict[str, int] = {}
    for name, n in found.items():
        row = name if name in names else OTHER
        counted[row] = counted.get(row, 0) + n
    return counted


def _rows(
    counts: dict[Key, int], total: Key, table: str, found: Mapping[str, int], names: Sequence[str]
) -> Relation:
    for name in names:
        counts[table, name] = found.get(name, 0)
    return _sum(counts, total, tuple((table, name) for name in names))


def _sum(counts: dict[Key, int], total: Key, parts: tuple[Key, ...]) -> Relation:
    counts[total] = sum(counts[part] for part in parts)
    return Relation(total, parts)


def _span(days: Sequence[int], mark: Mark) -> Span:
    """Nothing where the number of its step is hidden: a median would say that there are twenty."""
    if mark not in (Mark.SHOWN, Mark.ROUNDED) or len(days) < FOR_A_MEDIAN:
        return Span()
    low, median, high = (int(q + 0.5) for q in np.percentile(days, [25, 50, 75]))
    return Span(median, low, high) if len(days) >= FOR_QUARTILES else Span(median)


def _end_of(span: str) -> str:
    last = figures.SPANS[span][1]
    return next(name for name, rule in figures.STEPS.items() if rule is last)
