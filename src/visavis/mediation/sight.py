"""Lock 1 of the barrier: who may know what (security §2). One total function; unknown is NOTHING."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from visavis.mediation.entries import Audience, Entry, LaneRole, Level
from visavis.mediation.kinds import KINDS, Kind
from visavis.mediation.permissions import Cell, Needs, cell, guardian_cell


@dataclass(frozen=True, slots=True)
class Grants:
    """What stands beside an audience's plain permission, for one person's lane at one moment.

    ``shared``: topics and kinds this person ticked for the one who looks. ``reason``: the glass was broken,
    and the hour is not over. ``age``: of the child, in years, where a guardian looks.
    """

    shared: frozenset[str] = frozenset()
    reason: bool = False
    age: int | None = None


NONE = Grants()
_READS_OWN = frozenset({LaneRole.OWN, LaneRole.JOINT})
_AT_THE_DESK = frozenset(
    {
        Audience.INTAKE,
        Audience.MEDIATOR,
        Audience.CO_MEDIATOR,
        Audience.SUPERVISOR,
        Audience.PLANNER,
    }
)
"""Who knows that a trajectory exists (domain §3) knows where its people are, without a word of why."""
_STAFF = _AT_THE_DESK | {Audience.PRIVACY_OFFICER}
"""Anyone else, whatever was shared with them, stands beside one person: never in a file or at the desk."""


def sight(kind: str, audience: Audience, grants: Grants = NONE) -> Level:
    """How much of an entry of this kind this audience may know. Total: what is not granted is NOTHING."""
    declared = KINDS.get(kind)
    if declared is None:
        return Level.NOTHING
    if audience is Audience.OWNER:
        return Level.CONTENT if declared.lane in _READS_OWN else Level.NOTHING
    if declared.lane not in _READS_OWN and audience not in _STAFF:
        return Level.NOTHING
    level = _granted(_cell(declared, audience, grants), declared, grants)
    if declared.leads_to and audience in _AT_THE_DESK:
        level = max(level, Level.FACT)
    return max(level, declared.also.get(audience, Level.NOTHING))


def _cell(declared: Kind, audience: Audience, grants: Grants) -> Cell:
    if audience is Audience.GUARDIAN:
        return guardian_cell(declared.topic, grants.age)
    return cell(declared.topic, audience)


def _granted(cell: Cell, declared: Kind, grants: Grants) -> Level:
    if cell.needs is Needs.CONSENT:
        there = declared.topic in grants.shared or declared.name in grants.shared
    else:
        there = grants.reason or cell.needs is Needs.NOTHING
    return cell.level if there else Level.NOTHING


def seen_by(
    audience: Audience, entries: Iterable[Entry], today: date, grants: Grants = NONE
) -> Iterator[Entry]:
    """The entries this audience may know, in order, on this day.

    EXISTENCE and FACT leave the body out, and where a paper lies. ``shown_from`` hides an entry from all but
    staff until that day; staff, who wrote it ahead, see it.
    """
    ahead = audience in _AT_THE_DESK
    for entry in entries:
        level = sight(entry.kind, audience, grants)
        if level is Level.NOTHING:
            continue
        if not ahead and entry.shown_from and entry.shown_from > today:
            continue
        yield entry if level is Level.CONTENT else _fact_of(entry)


def _fact_of(entry: Entry) -> Entry:
    by = replace(entry.by, paper="") if entry.by.paper else entry.by
    return replace(entry, body={}, by=by)
