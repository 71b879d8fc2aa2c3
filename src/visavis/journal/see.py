"""see: opens what this viewer's door may open, leaves out what sight does not grant, folds the rest."""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from visavis.journal.envelope import Opened
from visavis.journal.epoch import steady
from visavis.journal.keys import Place, PlaceRole, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.seal import hkdf_expand
from visavis.journal.sheet import Sheet
from visavis.mediation import windows
from visavis.mediation.entries import Audience, Entry, Lane, LaneRole, Level, PartyId
from visavis.mediation.sight import NONE, Grants, seen_by
from visavis.mediation.sign_up import FACTS
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, FileView, GuestView, PartyView, fold_file, fold_own

View = TypeVar("View", PartyView, DeskView)


@dataclass(frozen=True, slots=True)
class Seen(Generic[View]):
    """What someone sees. ``token``: carried by forms, changes when the visible changes and only then.

    ``basis``: the versions of the lanes read; inside the server only.
    """

    view: View
    token: str
    basis: dict[Lane, int]


@steady
def see_party(party: PartyId, ring: Ring, now: datetime) -> Seen[PartyView]:
    """What this person sees, from their own lane and the joint ones it names.

    Raises OutsideReach (before any look-up), NotThere, KeyUnavailable or Damaged ("not available").
    """
    sheet = Sheet()
    lane = sheet.open_party(party, ring)
    return seen_party(sheet, lane, ring, now)


@steady
def see_guest(party: PartyId, guest: str, ring: Ring, now: datetime) -> GuestView | None:
    """What someone beside this person sees, from that person's own lane alone; None: nothing (S40).

    Raises as `see_party`.
    """
    lane = Sheet().open_party(party, ring, joint=False)
    return windows.guest_view(party, _entries(lane), now, guest)


@steady
def own_copy(party: PartyId, ring: Ring, now: datetime) -> tuple[PartyView, list[Entry]]:
    """All that is this person's to have: their view, and the entries of their lane as they came to see them.

    What was written for a later day comes with that day, and not at the moment at which the desk knew.
    """
    sheet = Sheet()
    lane = sheet.open_party(party, ring)
    joint = sheet.joint_of(lane)
    kept = [entry for one in (lane, *joint) for entry in _entries(one)]
    seen = list(seen_by(Audience.OWNER, kept, day(now)))
    seen.sort(key=lambda entry: entry.shown_from or day(entry.at))
    return seen_party(sheet, lane, ring, now).view, seen


@steady
def see_recorded(party: PartyId, ring: Ring, now: datetime) -> tuple[PartyView, bool, FileView]:
    """This person's view, whether they began, and what intake recorded with who began: facts, nothing else.

    Opens the own lane and the files of those who began. For the study's six facts.
    """
    sheet = Sheet()
    own = sheet.open_party(party, ring, joint=False)
    began = sheet.open_files_of_those_who_began(own.trajectory, ring)
    files = [lane for lane in sheet.lanes.values() if lane.role is LaneRole.FILE]
    recorded = (e for lane in files for e in _entries(lane) if e.kind == FACTS)
    return seen_party(sheet, own, ring, now).view, party in began, fold_file(recorded)


@steady
def see_own(party: PartyId, ring: Ring, now: datetime) -> PartyView:
    """This person's view from their own lane alone. For what the study may know of how their way ended."""
    sheet = Sheet()
    return seen_party(sheet, sheet.open_party(party, ring, joint=False), ring, now).view


@steady
def see_desk(
    trajectory: str,
    ring: Ring,
    now: datetime,
    audience: Audience | None = None,
    grants: Grants = NONE,
) -> Seen[DeskView]:
    """The trajectory as staff see it: name who looks; without ``audience`` it is the whole, for guards only.

    ``grants``: what they may see besides, as in an emergency.
    """
    sheet = Sheet()
    sheet.open_trajectory(trajectory, ring)
    return seen_desk(sheet, trajectory, ring, now, audience, grants)


@steady
def see_desks(
    audiences: Mapping[str, Audience], ring: Ring, now: datetime
) -> dict[str, Seen[DeskView]]:
    """A few trajectories, each as this audience sees it, in three queries; what is not there is left out."""
    sheet = Sheet()
    sheet.open_trajectories(sorted(audiences), ring)
    there = {lane.trajectory for lane in sheet.lanes.values()}
    return {
        one: seen_desk(sheet, one, ring, now, audience)
        for one, audience in audiences.items()
        if one in there
    }


@steady
def history(
    trajectory: str, ring: Ring, now: datetime, audience: Audience, grants: Grants = NONE
) -> dict[Lane, tuple[Entry, ...]]:
    """The acts in each lane, newest first, as far as this audience may know them."""
    lanes = Sheet().open_trajectory(trajectory, ring)
    today = day(now)
    owns = {lane.party: _entries(lane) for lane in lanes if lane.role is LaneRole.OWN}
    kept_back = {party: windows.kept_from(audience, entries) for party, entries in owns.items()}
    return {
        lane.lane: tuple(
            entry
            for entry in seen_by(audience, _entries(lane), today, grants)
            if not (lane.party and kept_back[lane.party](entry))
        )[::-1]
        for lane in sorted(lanes, key=lambda lane: lane.lane)
    }


def seen_party(sheet: Sheet, lane: OpenLane, ring: Ring, now: datetime) -> Seen[PartyView]:
    """The same of a lane already opened on this sheet."""
    today, joint = day(now), sheet.joint_of(lane)
    shown = list(_shown(lane.entries, Audience.OWNER, today))
    own = fold_own(lane.party, (entry for entry, _ in shown), sheet.terms)
    view = windows.together(own, _by_object(joint))
    parts = [part for _, part in shown]
    for one in joint:
        parts += [part for _, part in _shown(one.entries, Audience.OWNER, today)]
    token = _token(lane, ring, parts)
    return Seen(view, token, {one.lane: one.version for one in (lane, *joint)})


def _by_object(lanes: Iterable[OpenLane]) -> dict[str, list[Entry]]:
    return {lane.id: _entries(lane) for lane in lanes if lane.role is LaneRole.JOINT}


def seen_desk(
    sheet: Sheet,
    trajectory: str,
    ring: Ring,
    now: datetime,
    audience: Audience | None,
    grants: Grants = NONE,
) -> Seen[DeskView]:
    """The same of lanes already opened. The token is of what this audience always sees, whatever was granted."""
    today = day(now)
    lanes = [lane for lane in sheet.lanes.values() if lane.trajectory == trajectory]
    desk = sheet.lanes[Place(PlaceRole.DESK, trajectory)]
    files = {lane.party: lane for lane in lanes if lane.role is LaneRole.FILE}
    owns = {lane.party: lane for lane in lanes if lane.role is LaneRole.OWN}
    parties = sorted(files.keys() & owns.keys(), key=lambda p: (not sheet.initiating[p], p))
    view = windows.desk_view(
        trajectory,
        _entries(desk),
        [
            windows.Opened(p, sheet.initiating[p], _entries(owns[p]), _entries(files[p]))
            for p in parties
        ],
        today,
        audience,
        grants,
        _by_object(lanes),
        sheet.terms,
    )
    token = _token(desk, ring, _visible(lanes, audience, today))
    return Seen(view, token, {lane.lane: lane.version for lane in lanes})


def _entries(lane: OpenLane) -> list[Entry]:
    return [opened.entry for opened in lane.entries]


def _visible(lanes: Iterable[OpenLane], audience: Audience | None, today: date) -> Iterable[bytes]:
    for lane in lanes:
        if audience is None:
            yield from (opened.visible(Level.CONTENT) for opened in lane.entries)
        else:
            yield from (part for _, part in _shown(lane.entries, audience, today))


def _shown(
    entries: Iterable[Opened], audience: Audience, today: date
) -> Iterator[tuple[Entry, bytes]]:
    """What this audience may know of a lane, each with its part of the token."""
    looked_at: list[Opened] = []

    def one_after_the_other() -> Iterator[Entry]:
        for opened in entries:
            looked_at[:] = [opened]
            yield opened.entry

    # seen_by hands on the entry itself where all of it may be known, and a copy without words otherwise; it
    # takes one after the other, so that what it hands on is of the entry it took last.
    for entry in seen_by(audience, one_after_the_other(), today):
        last = looked_at[0]
        yield entry, last.visible(Level.CONTENT if entry is last.entry else Level.EXISTENCE)


def _token(lane: OpenLane, ring: Ring, visible: Iterable[bytes]) -> str:
    """HMAC over the visible prefix: no version, no id, no count of what is hidden."""
    key = hkdf_expand(lane.opening_key(ring), b"visavis/token/1", 32)
    return hmac.digest(key, b"".join(visible), "sha256")[:16].hex()
