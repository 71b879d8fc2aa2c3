"""see: opens what this viewer's door may open, leaves out what sight does not grant, folds the rest."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from visavis.journal.envelope import Opened
from visavis.journal.keys import Place, PlaceRole, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.seal import hkdf_expand
from visavis.journal.sheet import Sheet
from visavis.mediation import windows
from visavis.mediation.entries import Audience, Entry, Lane, LaneRole, Level, PartyId
from visavis.mediation.sight import seen_by
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, PartyView

View = TypeVar("View", PartyView, DeskView)


@dataclass(frozen=True, slots=True)
class Seen(Generic[View]):
    """What someone sees. ``token``: carried by forms, changes when the visible changes and only then.

    ``basis``: the versions of the lanes read; inside the server only.
    """

    view: View
    token: str
    basis: dict[Lane, int]


def see_party(party: PartyId, ring: Ring, now: datetime) -> Seen[PartyView]:
    """What this person sees, from their own lane alone.

    Raises OutsideReach (before any look-up), NotThere, KeyUnavailable or Damaged ("not available").
    """
    sheet = Sheet()
    lane = sheet.open_party(party, ring)
    return seen_party(lane, ring, now)


def see_desk(
    trajectory: str, ring: Ring, now: datetime, audience: Audience | None = None
) -> Seen[DeskView]:
    """The trajectory as staff see it: name who looks; without ``audience`` it is the whole, for guards only."""
    sheet = Sheet()
    sheet.open_trajectory(trajectory, ring)
    return seen_desk(sheet, trajectory, ring, now, audience)


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


def history(
    trajectory: str, ring: Ring, now: datetime, audience: Audience
) -> dict[Lane, tuple[Entry, ...]]:
    """The acts in each lane, newest first, as far as this audience may know them."""
    lanes = Sheet().open_trajectory(trajectory, ring)
    today = day(now)
    return {
        lane.lane: tuple(seen_by(audience, _entries(lane), today))[::-1]
        for lane in sorted(lanes, key=lambda lane: lane.lane)
    }


def seen_party(lane: OpenLane, ring: Ring, now: datetime) -> Seen[PartyView]:
    """The same of a lane already opened."""
    today = day(now)
    view = windows.party_view(lane.party, _entries(lane), today)
    token = _token(lane, ring, _visible([lane], Audience.OWNER, today))
    return Seen(view, token, {lane.lane: lane.version})


def seen_desk(
    sheet: Sheet, trajectory: str, ring: Ring, now: datetime, audience: Audience | None
) -> Seen[DeskView]:
    """The same of lanes already opened."""
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
    )
    token = _token(desk, ring, _visible(lanes, audience, today))
    return Seen(view, token, {lane.lane: lane.version for lane in lanes})


def _entries(lane: OpenLane) -> list[Entry]:
    return [opened.entry for opened in lane.entries]


def _visible(lanes: Iterable[OpenLane], audience: Audience | None, today: date) -> Iterable[bytes]:
    for lane in lanes:
        # seen_by hands on the entry itself where all of it may be known, and a copy without words otherwise.
        seen = list(seen_by(audience, _entries(lane), today)) if audience else _entries(lane)
        whole = {id(entry) for entry in seen}
        for opened in lane.entries:
            if id(opened.entry) in whole:
                yield opened.visible(Level.CONTENT)
            elif audience and _shown(opened, audience, today):
                yield opened.visible(Level.EXISTENCE)


def _shown(opened: Opened, audience: Audience, today: date) -> bool:
    return next(seen_by(audience, (opened.entry,), today), None) is not None


def _token(lane: OpenLane, ring: Ring, visible: Iterable[bytes]) -> str:
    """HMAC over the visible prefix: no version, no id, no count of what is hidden."""
    key = hkdf_expand(lane.opening_key(ring), b"visavis/token/1", 32)
    return hmac.digest(key, b"".join(visible), "sha256")[:16].hex()
