"""Lock 1 of the barrier: who may know what (security §2). One total function; unknown is NOTHING."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from visavis.mediation.entries import Audience, Entry, Level
from visavis.mediation.kinds import KINDS


def sight(kind: str, audience: Audience) -> Level:
    """How much of an entry of this kind this audience may know. Total: what is not granted is NOTHING."""
    declared = KINDS.get(kind)
    return Level.NOTHING if declared is None else declared.sight.get(audience, Level.NOTHING)


def seen_by(audience: Audience, entries: Iterable[Entry], today: date) -> Iterator[Entry]:
    """The entries this audience may know, in order, on this day.

    EXISTENCE and FACT leave the body out. ``shown_from`` hides an entry from its owner until that day; staff
    who wrote it ahead see it.
    """
    for entry in entries:
        level = sight(entry.kind, audience)
        if level is Level.NOTHING:
            continue
        if audience is Audience.OWNER and entry.shown_from and entry.shown_from > today:
            continue
        yield entry if level is Level.CONTENT else replace(entry, body={})
