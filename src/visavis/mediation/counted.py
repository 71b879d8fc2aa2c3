"""What figures know of one trajectory: days and codes of the kinds that are counted; no word, no name, no id."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from visavis.mediation.entries import Entry
from visavis.mediation.kinds import KINDS
from visavis.mediation.terms import day


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is counted: its kind, its first day, and its codes."""

    kind: str
    on: date
    said: Mapping[str, str] = field(default_factory=dict)


def marks_of(entries: Iterable[Entry]) -> list[Mark]:
    """What of a lane is counted: the same once, with its first day, in the order in which it was last said."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Mark] = {}
    for entry in entries:
        counts = KINDS[entry.kind].counts
        if counts is None:
            continue
        said = dict(counts(entry.body))
        key = (entry.kind, tuple(sorted(said.items())))
        before = found.pop(key, None)
        found[key] = before or Mark(entry.kind, day(entry.at), said)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a trajectory: which side, and the marks of their own lane and their file."""

    began: bool
    marks: tuple[Mark, ...]

    def first(self, kinds: Iterable[str]) -> date | None:
        wanted = frozenset(kinds)
        return min((one.on for one in self.marks if one.kind in wanted), default=None)


@dataclass(frozen=True, slots=True)
class History:
    """One trajectory, as figures know it."""

    desk: tuple[Mark, ...] = ()
    people: tuple[Person, ...] = ()

    def of(self, *kinds: str, began: bool | None = None) -> list[Mark]:
        """Marks of the desk and of these people, one person after the other."""
        found = [one for one in self.desk if one.kind in kinds] if began is None else []
        for person in self.people:
            if began is None or person.began is began:
                found += [one for one in person.marks if one.kind in kinds]
        return found

    def first(self, *kinds: str, began: bool | None = None) -> date | None:
        return min((one.on for one in self.of(*kinds, began=began)), default=None)

    def last_said(self, name: str, *kinds: str, began: bool | None = None) -> str:
        """A code as it was said last; empty where it never was."""
        said = [one.said[name] for one in self.of(*kinds, began=began) if name in one.said]
        return said[-1] if said else ""
