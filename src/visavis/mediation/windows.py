"""Entries in, views out: the one place where sight and fold meet. The journal opens, this looks."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from visavis.mediation.changed import changed
from visavis.mediation.ecogram import NO_LONGER_SHARED, SHARED
from visavis.mediation.entries import MEDIATES, Audience, Entry, Level, PartyId
from visavis.mediation.kinds import KINDS
from visavis.mediation.mediator import CHANGED, HANDED, TOPICS
from visavis.mediation.safeguards import was_let_in
from visavis.mediation.sight import NONE, Grants, seen_by, sight
from visavis.mediation.telling import TOLD
from visavis.mediation.terms import DESIGN, Terms, day
from visavis.mediation.views import (
    DeskLane,
    DeskView,
    FileView,
    GuestView,
    PartyView,
    Side,
    Told,
    TookPlace,
    fold_joint,
    fold_own,
    fold_partly,
    numbered,
)


@dataclass(frozen=True, slots=True)
class Opened:
    """One person's two lanes, opened, in order. ``initiating``: on which side they stand."""

    party: PartyId
    initiating: bool
    own: Sequence[Entry]
    file: Sequence[Entry]


Joint = Mapping[str, Sequence[Entry]]
"""Entries of joint lanes, by the object they are about."""
NO_JOINT: Joint = {}


def party_view(
    party: PartyId,
    entries: Iterable[Entry],
    today: date,
    joint: Joint = NO_JOINT,
    terms: Terms = DESIGN,
) -> PartyView:
    """What this person sees: the fold of their own lane, without what waits for a later day, and of the joint
    lanes that it names."""
    return together(fold_own(party, seen_by(Audience.OWNER, entries, today), terms), joint)


def together(view: PartyView, joint: Joint) -> PartyView:
    """A page with the joint objects it names."""
    if not view.agreement_ids:
        return view
    found = (fold_joint(about, joint.get(about, ())) for about in view.agreement_ids)
    longer = dict(view.think_days)
    texts = (replace(one, think_days=longer.get(one.agreement, one.think_days)) for one in found)
    return changed(view, agreements=tuple(texts))


def guest_view(
    party: PartyId, entries: Sequence[Entry], now: datetime, guest: str, joint: Joint = NO_JOINT
) -> GuestView | None:
    """What someone beside this person sees, from that person's own lane alone; None: nothing (S40)."""
    today = day(now)
    me = party_view(party, entries, today)
    known = me.guest(guest)
    if known is None or not was_let_in.lets_pass(known, me, now):
        return None
    grants = Grants(shared=known.shared, age=me.age(today))
    levels = [(e, sight(e.kind, known.role, grants)) for e in entries if not _waits(e, today)]
    words = [(entry, level) for entry, level in levels if level is Level.CONTENT]
    facts = [TookPlace(e.kind, day(e.at)) for e, level in levels if level is Level.FACT]
    seen = together(fold_partly(PartyView(party), words), joint)
    return GuestView(known, seen, tuple(facts))


def planned(entries: Iterable[Entry], today: date) -> tuple[Told, ...]:
    """What the desk wrote for a day that has not come."""
    return tuple(
        Told(str(entry.body["code"]), entry.shown_from, str(entry.body.get("words", "")))
        for entry in entries
        if entry.kind == TOLD and entry.shown_from and entry.shown_from > today
    )


def desk_view(
    trajectory: str,
    desk: Iterable[Entry],
    sides: Iterable[Opened],
    today: date,
    audience: Audience | None = None,
    grants: Grants = NONE,
    joint: Joint = NO_JOINT,
    terms: Terms = DESIGN,
) -> DeskView:
    """What staff see. ``audience`` None: the whole, for guards only; screens name who looks.

    ``Side.own`` is that person's own view to the letter, so that whatever the desk writes for them depends on
    nothing they cannot see; what waits for a later day stands in ``Side.planned``. Of what an audience knows
    only the fact, the view holds where it brought its person, and nothing else.
    """

    def known(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Level]]:
        for entry in entries:
            level = Level.CONTENT if audience is None else sight(entry.kind, audience, grants)
            if level >= Level.FACT:
                yield entry, level

    def come(side: Opened) -> Iterator[tuple[Entry, Level]]:
        kept_back = kept_from(audience, side.own)
        for entry, level in known(side.own):
            if not _waits(entry, today):
                yield entry, Level.FACT if kept_back(entry) else level

    def file(side: Opened) -> Iterator[tuple[Entry, Level]]:
        kept_back = kept_from(audience, side.own)
        for entry, level in known(side.file):
            yield entry, Level.FACT if kept_back(entry) else level

    def words(entries: Iterable[Entry]) -> list[Entry]:
        return [entry for entry, level in known(entries) if level is Level.CONTENT]

    shared = {about: words(entries) for about, entries in joint.items()}
    return DeskView(
        trajectory,
        fold_partly(DeskLane(), known(desk)),
        numbered(
            Side(
                side.party,
                side.initiating,
                together(fold_partly(PartyView(side.party, terms=terms), come(side)), shared),
                fold_partly(FileView(terms=terms), file(side)),
                planned(words(side.own), today),
            )
            for side in sides
        ),
        terms,
    )


def kept_from(audience: Audience | None, own: Sequence[Entry]) -> Callable[[Entry], bool]:
    """Which entries this audience does not see, or sees no longer, by what the person chose.

    ``own``: the person's own lane. None: the whole, for guards.
    """
    before = not_handed_over(audience, own)
    if audience is None:
        return before
    shown = [entry for entry in own if entry.kind in _SHOWN]
    over = [entry for entry in shown[:-1] if entry.kind == SHARED]
    return lambda entry: before(entry) or any(entry is one for one in over)


_SHOWN = frozenset({SHARED, NO_LONGER_SHARED, CHANGED})
"""A drawing stands shown until it is shown anew, taken back, or somebody else mediates."""


def not_handed_over(audience: Audience | None, own: Sequence[Entry]) -> Callable[[Entry], bool]:
    """What a new mediator does not see of before: talks and notes this person did not hand over (A40).

    ``own``: the person's own lane, in which the change and their choice stand.
    """
    since = [entry.at for entry in own if entry.kind == CHANGED]
    if not since or audience not in MEDIATES:
        return lambda entry: False
    chosen = [entry for entry in own if entry.kind == HANDED and entry.at >= since[-1]]
    handed: Any = chosen[-1].body["what"] if chosen else ()
    hidden = {topic for name, topic in TOPICS.items() if name not in handed}
    return lambda entry: entry.at < since[-1] and KINDS[entry.kind].topic in hidden


def _waits(entry: Entry, today: date) -> bool:
    return entry.shown_from is not None and entry.shown_from > today
