"""The desk's worklist: rows that say when and whose; what and about whom is sealed (security §3 "Read models")."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.models import TaskRow
from visavis.journal.remembered import Remembered
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.effects import Done, Task
from visavis.mediation.entries import Audience, PartyId

MEDIATORS = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR})


@dataclass(frozen=True, slots=True)
class TaskItem:
    """Something to do. ``id`` is for links on the desk; ``mediator`` is empty for intake's and planner's work."""

    id: str
    trajectory: str
    party: PartyId
    code: str
    about: str
    role: Audience
    mediator: str
    due: date
    start: date | None


_KNOWN: Remembered[TaskItem] = Remembered(100_000)
"""Of some half a kilobyte each."""


def work_id(ring: Ring, what: str, entry_id: str, index: int) -> str:
    """The id of a row that follows from an entry: the same when rebuilt, and telling nothing."""
    return ring.tag(WORKLIST, what, entry_id, str(index))


def case_tag(ring: Ring, trajectory: str) -> str:
    return ring.tag(WORKLIST, "case", trajectory)


def task_row(
    ring: Ring, row_id: str, task: Task, trajectory: str, mediator: str, *, arriving: bool = False
) -> TaskRow:
    body = json.dumps([trajectory, task.party, task.code, task.about]).encode()
    aad = (ring.tenant.encode(), b"task", row_id.encode())
    return TaskRow(
        id=row_id,
        tenant_id=ring.tenant,
        role=str(task.role),
        mediator=mediator if task.role in MEDIATORS else "",
        start=task.start,
        due=task.due,
        case=case_tag(ring, trajectory),
        what=_what(ring, task.code, task.party),
        about=_about(ring, task.about),
        arriving=arriving,
        sealed=seal(ring.sealing(WORKLIST), aad, b"", body, info=ROW),
    )


def done_tags(ring: Ring, done: Done) -> tuple[str, str]:
    """What rows this takes off the list: ``what``, and ``about`` unless it is empty."""
    return _what(ring, done.code, done.party), _about(ring, done.about) if done.about else ""


def _what(ring: Ring, code: str, party: str) -> str:
    return ring.tag(WORKLIST, "what", code, party)


def _about(ring: Ring, about: str) -> str:
    return ring.tag(WORKLIST, "about", about)


def take_off(tags: Iterable[tuple[str, str]]) -> None:
    for what, about in tags:
        rows = TaskRow.objects.filter(what=what)
        (rows.filter(about=about) if about else rows).delete()


def reassign(ring: Ring, trajectory: str, mediator: str) -> None:
    """The work of a trajectory goes to its new mediator."""
    TaskRow.objects.filter(
        case=case_tag(ring, trajectory), role__in=[str(role) for role in MEDIATORS]
    ).update(mediator=mediator)


@steady
def tasks(
    ring: Ring,
    role: Audience,
    today: date,
    *,
    mediator: str | None = None,
    after: tuple[date, str] | None = None,
    limit: int = 100,
) -> list[TaskItem]:
    """Work that has started, by due day: of one mediator, or of everyone in this role. One query.

    Pages by key: ``after`` is (due, id) of the last one on the page before.
    """
    rows = TaskRow.objects.filter(tenant_id=ring.tenant, role=str(role), arriving=False)
    rows = rows.exclude(start__gt=today)
    if mediator is not None:
        rows = rows.filter(mediator=mediator)
    if after is not None:
        rows = rows.exclude(due__lt=after[0]).exclude(due=after[0], id__lte=after[1])
    return _opened(ring, rows.order_by("due", "id")[:limit])


AT_THE_DESK = (*MEDIATORS, Audience.INTAKE, Audience.PLANNER, Audience.SUPERVISOR)


@steady
def longest_late(
    ring: Ring, today: date, limit: int, *, besides: Iterable[str] = ()
) -> tuple[list[TaskItem], int]:
    """What has waited longest at the desk, and how much waits: of each trajectory the oldest promise of each of us
    that is over. The longest first, ``limit`` of them; not of the trajectories ``besides``. Opens no lane.

    Two queries, and one more for what was not opened before.
    """
    rows = TaskRow.objects.filter(
        tenant_id=ring.tenant,
        role__in=sorted(str(role) for role in AT_THE_DESK),
        arriving=False,
        due__lt=today,
    ).exclude(case__in=[case_tag(ring, one) for one in besides])
    oldest: dict[tuple[str, str], str] = {}
    for row, case, role, mediator in rows.order_by("due", "id").values_list(
        "id", "case", "role", "mediator"
    ):
        oldest.setdefault((case, mediator if role in MEDIATORS else role), row)
    page = list(oldest.values())[:limit]
    return _opened(ring, TaskRow.objects.filter(id__in=page).order_by("due", "id")), len(oldest)


@steady
def tasks_of(ring: Ring, trajectory: str) -> list[TaskItem]:
    """All work of one trajectory, also what has not started."""
    return _opened(
        ring, TaskRow.objects.filter(case=case_tag(ring, trajectory)).order_by("due", "id")
    )


@steady
def appointments_of(ring: Ring, mediator: str, today: date) -> list[TaskItem]:
    """The appointments of one mediator from ``today`` on, as work to come. One query; opens no lane."""
    rows = TaskRow.objects.filter(
        tenant_id=ring.tenant, role=str(Audience.MEDIATOR), mediator=mediator, due__gte=today
    )
    found = _opened(ring, rows.order_by("due", "id"))
    return [item for item in found if item.code == "appointment"]


def with_work(ring: Ring, trajectories: Iterable[str], roles: Iterable[Audience]) -> set[str]:
    """Of which of these something is on the list of one of these roles. One query."""
    tags = {case_tag(ring, one): one for one in trajectories}
    rows = TaskRow.objects.filter(case__in=tags, role__in=[str(role) for role in roles])
    return {tags[tag] for tag in rows.values_list("case", flat=True).distinct()}


def _opened(ring: Ring, rows: QuerySet[TaskRow]) -> list[TaskItem]:
    """What these rows say. Of what this process opened before only the id is read, and whose it is now, which alone
    may change."""
    asked = list(rows.values_list("id", "mediator"))

    def opened(some: list[str]) -> Iterator[tuple[str, TaskItem]]:
        return ((row.id, item(ring, row)) for row in TaskRow.objects.filter(id__in=some))

    known = _KNOWN.of(ring.opening(WORKLIST), (row for row, _ in asked), opened)
    listed = ((known[row], mediator) for row, mediator in asked if row in known)
    return [
        said if said.mediator == mediator else replace(said, mediator=mediator)
        for said, mediator in listed
    ]


def item(ring: Ring, row: TaskRow) -> TaskItem:
    """One of them. Raises Damaged."""
    aad = (ring.tenant.encode(), b"task", row.id.encode())
    try:
        body = unseal(ring.opening(WORKLIST), aad, bytes(row.sealed), info=ROW)[1]
    except Unsealable:
        raise Damaged("a task does not open; rebuild the read models") from None
    trajectory, party, code, about = json.loads(body)
    return TaskItem(
        row.id,
        trajectory,
        PartyId(party),
        code,
        about,
        Audience(row.role),
        row.mediator,
        row.due,
        row.start,
    )
