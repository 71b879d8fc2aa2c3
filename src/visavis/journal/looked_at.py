"""What the access log tells the person it is about: who opened their part, as far as that tells nothing else.

A mediator opens a dossier whole, so the days on which they did follow the other's steps as much as one's own.
Ordinary work is told without a day: by which roles. An opening outside the caseload is told with its month, and
an emergency no otherwise: its day and its reason may be the other's. Whom it was about, the privacy officer tells.
A copy that was made of one's own part is told with its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from visavis.journal import access
from visavis.journal.access import KEPT_YEARS, Line, What, Why
from visavis.journal.keys import ACCESS, Keys, Outcome, Ring
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import day, years_after

ORDINARY = frozenset({Why.ASSIGNED, Why.WORK})
OUTSIDE = frozenset({Why.ROLE, Why.GLASS})
OPENED = frozenset({What.DOSSIER, What.PERSON, What.LIST})


@dataclass(frozen=True, slots=True)
class Unusual:
    """``on``: the day of a copy; of an opening outside the caseload the first of its month."""

    on: date
    role: str
    what: str


@dataclass(frozen=True, slots=True)
class LookedAt:
    """``roles``: who of staff opened this person's part for their work."""

    roles: tuple[str, ...] = ()
    unusual: tuple[Unusual, ...] = ()


def looked_at(keys: Keys, party: PartyId, trajectory: str, since: date, today: date) -> LookedAt:
    """For one person, from the day of their own first entry on: what was before was not theirs to know of."""
    ring = Ring(keys, "own access log", frozenset({ACCESS}), frozenset({ACCESS}))
    first = max(since, years_after(today, -KEPT_YEARS))
    kept = access.lines(ring, access.weeks_between(first, today), trajectory=trajectory, limit=None)
    return told(
        one.line for one in kept if day(one.line.at) >= since and one.line.party in {"", party}
    )


def told(lines: Iterable[Line]) -> LookedAt:
    roles, unusual = set(), set()
    for line in lines:
        on = day(line.at)
        if line.outcome is not Outcome.OPENED:
            continue
        if line.what is What.EXPORT:
            unusual.add(Unusual(on, line.role, "copy"))
        elif line.what in OPENED and line.why in ORDINARY:
            roles.add(line.role)
        elif line.what in OPENED and line.why in OUTSIDE:
            unusual.add(Unusual(on.replace(day=1), line.role, "outside"))
    return LookedAt(
        tuple(sorted(roles)), tuple(sorted(unusual, key=lambda one: (one.on, one.what, one.role)))
    )
