"""Leaving: everything the service's staff may see, dossier by dossier, in open formats (``docs/leaving.md``).

What no one at the desk may read (a draft, what stands with the study) is not the desk's to take along.
Every dossier that goes along has its line in the access log, with its day, before a word of it is given out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from visavis.journal import access, files
from visavis.journal.access import Line, What, Why
from visavis.journal.keys import Keys, Ring, service_ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import FileRow, Trajectory
from visavis.journal.see import seen_desk
from visavis.journal.sheet import Sheet
from visavis.mediation.entries import Audience, Entry, LaneRole
from visavis.mediation.sight import seen_by
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView

DESK = (Audience.MEDIATOR, Audience.SUPERVISOR, Audience.INTAKE, Audience.PLANNER)
OPERATOR = "operator"
FACTS = ("event_type", "fatal", "event_month", "legal_stage", "referral_source", "region")
COLUMNS = (
    "trajectory", "nickname", "sort", "state", "mediator", "co_mediator", "person", "side", "place", "name", "relation",
    "language", "phone", "email", "post", "safe_times", "never", "channel", *FACTS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dossier:
    """One trajectory. ``lanes``: as lines of ``lanes.jsonl``; ``people``: rows of ``registration.csv``; ``files``: what
    it holds by name, opened one by one."""

    trajectory: str
    lanes: list[dict[str, Any]]
    people: list[list[str]]
    files: Iterator[tuple[str, bytes]]


def trajectories(tenant: str) -> list[str]:
    """All that is not erased, in the order of their random ids."""
    rows = Trajectory.objects.filter(tenant_id=tenant, erased=False, arriving="")
    return list(rows.order_by("id").values_list("id", flat=True))


def dossier(keys: Keys, trajectory: str, names: Mapping[str, str], now: datetime) -> Dossier:
    """Raises NotThere where it was erased meanwhile, Damaged, KeyUnavailable. ``names``: of staff by account."""
    ring = service_ring(keys)
    sheet = Sheet()
    lanes = sheet.open_trajectory(trajectory, ring)
    access.write(
        ring,
        [Line(now, OPERATOR, OPERATOR, What.EXPORT, trajectory, "", Why.DUTY, words="leaving")],
    )
    view = seen_desk(sheet, trajectory, ring, now, None).view
    return Dossier(
        trajectory,
        [_lane(lane, day(now)) for lane in lanes if lane.entries],
        list(_people(view, names)),
        _files(lanes, ring),
    )


def _lane(lane: OpenLane, today: date) -> dict[str, Any]:
    entries = [opened.entry for opened in lane.entries]
    return {
        "trajectory": lane.trajectory,
        "lane": str(lane.role),
        "of": lane.id if lane.role is LaneRole.JOINT else lane.party,
        "entries": [_entry(entry) for entry in as_staff_see(entries, today)],
    }


def as_staff_see(entries: list[Entry], today: date) -> Iterator[Entry]:
    """What somebody at the desk may know, in order; where none may read the words, the fact alone."""
    for entry in entries:
        seen = [one for role in DESK for one in seen_by(role, [entry], today)]
        if seen:
            yield next((one for one in seen if one is entry), seen[0])


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "what": entry.kind,
        "by": {"role": str(entry.by.audience), "id": entry.by.id, "via": str(entry.by.via)},
        "shown_from": entry.shown_from.isoformat() if entry.shown_from else None,
        "said": dict(entry.body),
    }


def _people(view: DeskView, names: Mapping[str, str]) -> Iterator[list[str]]:
    desk = view.desk
    facts: dict[str, str] = {}
    for side in view.sides:
        facts |= side.file.facts
    for side in view.sides:
        own, reach = side.own, side.own.reach
        yield [
            view.trajectory, desk.nickname, desk.sort, str(view.state),
            names.get(desk.mediator, desk.mediator_name), desk.co_mediator_name, side.party,
            "began" if side.initiating else "other", str(side.state or ""),
            own.first_name or side.file.name, own.relation, own.language, reach.phone, reach.email, reach.post,
            reach.safe_times, reach.never, reach.channel, *(facts.get(name, "") for name in FACTS),
        ]  # fmt: skip


def _files(lanes: list[OpenLane], ring: Ring) -> Iterator[tuple[str, bytes]]:
    by_id = {lane.id: lane for lane in lanes}
    rows = FileRow.objects.filter(lane_id__in=by_id).order_by("id").values_list("id", "lane_id")
    for file, lane in list(rows):
        yield file, files.content(by_id[lane], ring, file)
