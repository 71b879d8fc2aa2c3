"""Dated work: each due row once, by any number of workers at the same time (architecture, "Growing")."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import DatabaseError, transaction

from visavis.journal.envelope import Damaged
from visavis.journal.flush import due_aad, flush
from visavis.journal.keys import ALARM, WORKLIST, EpochMoved, Ring
from visavis.journal.models import DueRow
from visavis.journal.once import forget
from visavis.journal.root import KeyUnavailable
from visavis.journal.seal import ROW, Unsealable, unseal
from visavis.journal.see import seen_party
from visavis.journal.sheet import Sheet
from visavis.mediation.acts import ACTS, SweepAct
from visavis.mediation.decide import decide
from visavis.mediation.effects import Decision
from visavis.mediation.entries import SWEEP, PartyId, own
from visavis.mediation.terms import day

RECEIPTS_KEPT = 30  # days that a form's key is remembered


@dataclass(frozen=True, slots=True)
class Swept:
    """How many due rows were done by this run, and how many could not be (each raised an alarm)."""

    done: int
    failed: int


def sweeps() -> dict[str, type[SweepAct]]:
    """The sweep's acts by the code of the dated work they do."""
    found: dict[str, type[SweepAct]] = {}
    for act in ACTS.values():
        if issubclass(act, SweepAct):
            found[str(vars(act)["code"])] = act
    return found


def run_due(ring: Ring, now: datetime, *, batch: int = 200) -> Swept:
    """Does all work due by the day of ``now``; work that this makes due is done as well.

    Each row in its own transaction, on its own lane only, as its own person sees it. What fails stays due,
    raises an alarm and does not hold up the rest.
    """
    today, acts = day(now), sweeps()
    failed: set[str] = set()
    done = 0
    while True:
        rows = DueRow.objects.filter(done=False, on__lte=today, lane__tenant_id=ring.tenant)
        waiting = rows.exclude(id__in=failed).order_by("on", "id").values_list("id", flat=True)
        taken, again = 0, False
        for row_id in list(waiting[:batch]):
            try:
                taken += _run(row_id, acts, ring, now)
            except (Damaged, KeyUnavailable, DatabaseError, LookupError) as error:
                if isinstance(error, EpochMoved) or _moved(error, ring):
                    again = True  # the keys are fresh now
                    continue
                ALARM.exception("dated work failed")
                failed.add(row_id)
        done += taken
        if not (taken or again):  # nothing left, or other workers have it
            break
    forget(date.fromordinal(today.toordinal() - RECEIPTS_KEPT))
    return Swept(done, len(failed))


def _moved(error: Exception, ring: Ring) -> bool:
    return isinstance(error, Damaged | KeyUnavailable) and ring.keys.moved()


def _run(row_id: str, acts: dict[str, type[SweepAct]], ring: Ring, now: datetime) -> bool:
    with transaction.atomic():
        row = (
            DueRow.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("lane")
            .filter(id=row_id, done=False)
            .first()
        )
        if row is None:
            return False
        DueRow.objects.filter(id=row_id).update(done=True)
        sheet, party = Sheet(), PartyId(row.lane.party_id or "")
        mine = ring.only(party)
        lane = sheet.open_party(party, mine, lock=True)
        decided = decide(
            acts[_code(row, ring)](),
            SWEEP,
            seen_party(sheet, lane, mine, now).view,
            now,
        )
        if isinstance(decided, Decision):
            sheet.write(decided, lane.trajectory, mine, SWEEP, now, own(party))
            flush(sheet)
    return True


def _code(row: DueRow, ring: Ring) -> str:
    try:
        sealed = bytes(row.sealed)
        return unseal(ring.opening(WORKLIST), due_aad(ring, row.id), sealed, info=ROW)[1].decode()
    except Unsealable:
        raise Damaged("dated work does not open; rebuild the read models") from None
