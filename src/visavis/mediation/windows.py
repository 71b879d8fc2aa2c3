"""Entries in, views out: the one place where sight and fold meet. The journal opens, this looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from visavis.mediation.entries import Audience, Entry, Level, PartyId
from visavis.mediation.sight import seen_by, sight
from visavis.mediation.views import (
    DeskView,
    PartyView,
    Side,
    Told,
    changed,
    fold_desk,
    fold_file,
    fold_own,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One person's two lanes, opened, in order."""

    party: PartyId
    initiating: bool
    own: Sequence[Entry]
    file: Sequence[Entry]


def party_view(party: PartyId, entries: Iterable[Entry], today: date) -> PartyView:
    """What this person sees: the fold of their own lane, without what waits for a later day."""
    return fold_own(party, seen_by(Audience.OWNER, entries, today))


def planned(entries: Iterable[Entry], today: date) -> tuple[Told, ...]:
    """What the desk wrote for a day that has not come."""
    return tuple(
        Told(str(entry.body["code"]), entry.shown_from, str(entry.body.get("words", "")))
        for entry in entries
        if entry.shown_from and entry.shown_from > today
    )


def desk_view(
    trajectory: str,
    desk: Iterable[Entry],
    sides: Iterable[Opened],
    today: date,
    audience: Audience | None = None,
) -> DeskView:
    """What staff see. ``audience`` None: the whole, for guards only; screens name who looks.

    ``Side.own`` is that person's own view to the letter, so that whatever the desk writes for them depends on
    nothing they cannot see; what waits for a later day stands in ``Side.planned``.
    """

    def granted(entries: Iterable[Entry]) -> list[Entry]:
        if audience is None:
            return list(entries)
        return [e for e in entries if sight(e.kind, audience) is Level.CONTENT]

    return DeskView(
        trajectory,
        fold_desk(granted(desk)),
        tuple(
            Side(
                side.party,
                side.initiating,
                changed(
                    party_view(side.party, granted(side.own), today), initiating=side.initiating
                ),
                fold_file(granted(side.file)),
                planned(granted(side.own), today),
            )
            for side in sides
        ),
    )
