"""Entries in, views out: the one place where sight and fold meet. The journal opens, this looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from visavis.mediation.entries import Audience, Entry, Level, PartyId
from visavis.mediation.sight import seen_by, sight
from visavis.mediation.views import (
    DeskView,
    PartyView,
    Side,
    Told,
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
                replace(
                    party_view(side.party, granted(side.own), today), initiating=side.initiating
                ),
                fold_file(granted(side.file)),
                tuple(
                    Told(str(e.body["code"]), e.shown_from, str(e.body.get("words", "")))
                    for e in granted(side.own)
                    if e.shown_from and e.shown_from > today
                ),
            )
            for side in sides
        ),
    )
