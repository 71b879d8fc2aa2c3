"""Read models from the journal again: cards, worklist, dated work, and who is assigned.

What follows from an act stands sealed beside its entry, so that replaying the ledger gives the same rows with
the same ids. Not derivable, and kept: whether dated work was ``done`` (the sweep may rightly have written
nothing), what was sent (outbox) and what the study has taken (feed).
"""

from dataclasses import dataclass

from django.db import transaction

from visavis.journal import worklist
from visavis.journal.cards import card_of, sealed_card, write_cards
from visavis.journal.envelope import work_of
from visavis.journal.flush import due_row
from visavis.journal.keys import Place, PlaceRole, Ring
from visavis.journal.lanes import OpenLane
from visavis.journal.models import Card, DueRow, EntryRow, LedgerRow, TaskRow, Trajectory
from visavis.journal.retention import write_days
from visavis.journal.sheet import PendingDue, PendingTask, Sheet, ends
from visavis.mediation.effects import Done, Task
from visavis.mediation.entries import LaneRole
from visavis.mediation.views import fold_desk


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many rows of each now stand."""

    cards: int
    tasks: int
    dues: int


def rebuild(ring: Ring) -> Rebuilt:
    """One trajectory after another, each in its own transaction with its lanes locked. Needs the desk's reach."""
    counts = [0, 0, 0]
    ids = Trajectory.objects.filter(tenant_id=ring.tenant, erased=False).order_by("id")
    for trajectory in ids.values_list("id", flat=True):
        with transaction.atomic():
            for index, count in enumerate(_one(trajectory, ring)):
                counts[index] += count
    return Rebuilt(*counts)


def _one(trajectory: str, ring: Ring) -> tuple[int, int, int]:
    sheet = Sheet()
    lanes = sheet.open_trajectory(trajectory, ring, lock=True)
    desk = sheet.lanes[Place(PlaceRole.DESK, trajectory)]
    mediator = fold_desk(opened.entry for opened in desk.entries).mediator
    rows = Trajectory.objects.filter(id=trajectory)
    rows.update(mediator=mediator)
    arriving = rows.exclude(arriving="").exists()
    tasks, dues = _replayed(sheet, lanes, trajectory, ring)

    TaskRow.objects.filter(case=worklist.case_tag(ring, trajectory)).delete()
    TaskRow.objects.bulk_create(
        worklist.task_row(ring, item.id, item.task, trajectory, mediator, arriving=arriving)
        for item in tasks
    )
    kept = DueRow.objects.filter(lane__trajectory_id=trajectory)
    done = set(kept.filter(done=True).values_list("id", flat=True))
    kept.delete()
    for item in dues:
        item.done = item.id in done
    DueRow.objects.bulk_create(due_row(item) for item in dues)
    Card.objects.filter(trajectory_id=trajectory).delete()
    folded = [
        (lane, card_of(lane, sheet.initiating.get(lane.party)))
        for lane in lanes
        if lane.entries and lane.role is not LaneRole.JOINT
    ]
    write_cards([sealed_card(ring, lane, card.fields) for lane, card in folded])
    write_days((lane.party, card.erase_on) for lane, card in folded if lane.role is LaneRole.OWN)
    return len(folded), len(tasks), len(dues)


def _replayed(
    sheet: Sheet, lanes: list[OpenLane], trajectory: str, ring: Ring
) -> tuple[list[PendingTask], list[PendingDue]]:
    """Work put on and taken off the list, in the order of the ledger."""
    by_id = {lane.id: lane for lane in lanes}
    versions = EntryRow.objects.filter(lane_id__in=by_id).values_list("lane_id", "version", "id")
    ids = {(lane, version): entry for lane, version, entry in versions}
    order = LedgerRow.objects.filter(lane_id__in=by_id).order_by("n")
    tasks: list[PendingTask] = []
    dues: list[PendingDue] = []
    for lane_id, version in order.values_list("lane_id", "version"):
        entry_id = ids[lane_id, version]
        for number, effect in enumerate(work_of(by_id[lane_id].entries[version - 1])):
            if isinstance(effect, Task):
                row_id = worklist.work_id(ring, "task", entry_id, number)
                tasks.append(PendingTask(row_id, effect, trajectory, ring))
            elif isinstance(effect, Done):
                tasks = [item for item in tasks if not ends(effect, item.task)]
            else:
                row_id = worklist.work_id(ring, "due", entry_id, number)
                own = sheet.lanes[Place(PlaceRole(LaneRole.OWN), effect.party)]
                dues.append(PendingDue(row_id, effect, own.id, ring))
    return tasks, dues
