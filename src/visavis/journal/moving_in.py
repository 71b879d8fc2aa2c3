"""Moving in, kept and written: a sealed spreadsheet in parts, and its people, seen by nobody before the last is there.

A row's ids follow from the service's own number for it, under the key of the sign-ups: the same number is the same
trajectory for good, also in another file, also when its people were erased since. What is written of an unfinished
move stands on no list: its trajectories and tasks are marked, and one transaction at the end takes the mark off.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import F

from visavis.journal.cards import labels
from visavis.journal.envelope import Damaged
from visavis.journal.flush import flush
from visavis.journal.keys import SIGN_UPS, Keys, Ring, desk_ring
from visavis.journal.models import MovingPart, MovingRow, Party, TaskRow, Tenant, Trajectory
from visavis.journal.record import Where, begin, new_id
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.journal.see import seen_desk
from visavis.journal.sheet import Sheet
from visavis.mediation.acts import DeskAct
from visavis.mediation.decide import decide
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import DESK_LANE, Actor, PartyId
from visavis.mediation.moving_in import BringOver

ROWS_A_PART = 500
REFERENCE = "moved_in"


class Stage(StrEnum):
    """How far a spreadsheet came."""

    COLUMNS = "columns"
    """Which column is what has not been said, or not all of it."""
    WORDS = "words"
    """The columns are known; what the words in them mean is not."""
    TRYING = "trying"
    TRIED = "tried"
    """Each row was looked at, nothing was stored of any."""
    MOVING = "moving"
    DONE = "done"


OPEN = (Stage.COLUMNS, Stage.WORDS, Stage.TRYING, Stage.TRIED, Stage.MOVING)


class AnotherOne(ValueError):
    """One spreadsheet at a time: another is not finished yet."""


@dataclass(frozen=True, slots=True)
class Moving:
    """One spreadsheet. ``head``: as `begin` and `say` keep it; only text, numbers, lists and mappings."""

    id: str
    stage: Stage
    on: date
    head: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of it, in their order. ``report``: of each row what came of it, as `looked_at` keeps it; empty before."""

    number: int
    rows: list[list[str]]
    report: list[Any]
    done: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """One row to be written: who comes, and what staff set down of them, in order; each with who does it."""

    where: Where
    bring: BringOver
    by: Actor
    then: tuple[tuple[DeskAct, Actor], ...] = ()


def keep(ring: Ring, head: Mapping[str, Any], rows: Sequence[Sequence[str]], on: date) -> str:
    """Seals a spreadsheet; its id. Raises AnotherOne while one is open."""
    with transaction.atomic():
        Tenant.objects.select_for_update().get(id=ring.tenant)
        if MovingRow.objects.filter(tenant_id=ring.tenant, stage__in=OPEN).exists():
            raise AnotherOne
        name = new_id(SystemRandom())
        MovingRow.objects.create(
            id=name,
            tenant_id=ring.tenant,
            stage=Stage.COLUMNS,
            on=on,
            sealed=_sealed(ring, head, name, "head"),
        )
        MovingPart.objects.bulk_create(
            MovingPart(
                moving_id=name,
                number=number,
                sealed=_sealed(ring, list(map(list, rows[at : at + ROWS_A_PART])), name, number),
            )
            for number, at in enumerate(range(0, len(rows), ROWS_A_PART))
        )
    return name


def latest(ring: Ring) -> Moving | None:
    """The one that is open, or else the last that was done."""
    rows = MovingRow.objects.filter(tenant_id=ring.tenant)
    row = rows.filter(stage__in=OPEN).first() or rows.order_by("-on", "pk").first()
    return _moving(ring, row) if row is not None else None


def one(ring: Ring, name: str) -> Moving | None:
    row = MovingRow.objects.filter(tenant_id=ring.tenant, id=name).first()
    return _moving(ring, row) if row is not None else None


def say(
    ring: Ring, moving: Moving, to: Stage, on: date, *, out_of: Iterable[Stage], **more: Any
) -> bool:
    """Adds to its head and brings it to a stage; False where it stands in none of ``out_of`` any more."""
    sealed = _sealed(ring, {**moving.head, **more}, moving.id, "head")
    rows = MovingRow.objects.filter(id=moving.id, stage__in=list(out_of))
    return rows.update(stage=to, on=on, sealed=sealed) == 1


def throw_away(ring: Ring, name: str) -> bool:
    """It is gone, as long as nothing of it was taken over."""
    ring.must_open(SIGN_UPS)
    rows = MovingRow.objects.filter(
        tenant_id=ring.tenant, id=name, stage__in=[*OPEN[:2], Stage.TRIED, Stage.TRYING, Stage.DONE]
    )
    return rows.delete()[0] > 0


def forget(tenant: str, untouched_before: date, done_before: date) -> int:
    """Spreadsheets nobody came back to, and reports of long ago, are gone; how many."""
    rows = MovingRow.objects.filter(tenant_id=tenant)
    left = rows.filter(stage__in=OPEN, on__lt=untouched_before).exclude(stage=Stage.MOVING)
    gone = left.count() + rows.filter(stage=Stage.DONE, on__lt=done_before).count()
    left.delete()
    rows.filter(stage=Stage.DONE, on__lt=done_before).delete()
    return gone


# Parts


def parts(ring: Ring, name: str) -> Iterator[Part]:
    """All of it, a part at a time."""
    numbers = MovingPart.objects.filter(moving_id=name).order_by("number")
    for number in list(numbers.values_list("number", flat=True)):
        row = MovingPart.objects.get(moving_id=name, number=number)
        rows = _opened(ring, row.sealed, name, number) if row.sealed else []
        report = _opened(ring, row.report, name, number, "report") if row.report else []
        yield Part(number, rows, report, row.done)


def looked_at(ring: Ring, name: str, number: int, report: list[Any], *, done: bool = False) -> None:
    """What came of the rows of a part. ``done``: they are taken over, and the rows themselves are wiped."""
    sealed = _sealed(ring, report, name, number, "report")
    wiped: dict[str, Any] = {"done": True, "sealed": b""} if done else {}
    MovingPart.objects.filter(moving_id=name, number=number).update(report=sealed, **wiped)


# People


def where_of(ring: Ring, reference: str) -> Where:
    """The ids of whoever the service knows by this number."""
    trajectory, party = (
        ring.tag(SIGN_UPS, REFERENCE, what, reference) for what in ("way", "person")
    )
    return Where(trajectory, PartyId(party))


def there(places: Iterable[Where]) -> dict[str, str]:
    """Which of these are here already, by trajectory, with the move they come with; empty: here for all to see."""
    wanted = [place.party for place in places]
    rows = Party.objects.filter(id__in=wanted)
    return dict(rows.values_list("trajectory_id", "trajectory__arriving"))


def nicknames_of(ring: Ring, name: str) -> set[str]:
    """The nicknames that this move has given out so far."""
    rows = Trajectory.objects.filter(arriving=name).values_list("id", flat=True)
    return set(labels(ring, list(rows)).values())


def write(keys: Keys, name: str, comes: Sequence[Coming], now: datetime) -> list[Refusal | None]:
    """Some rows in one transaction, decided and recorded like any act.

    Returns for each the first refusal of what staff set down. What is refused is left out, the rest of its row
    stands. Raises ValueError where somebody cannot come at all.
    """
    ring = desk_ring(keys)
    sheet = Sheet(arriving=name)
    refused: list[Refusal | None] = []
    for each in comes:
        if begin(sheet, each.bring, each.where, ring, now, each.by) is not None:
            raise ValueError("nobody refuses who was there before")
        refused.append(_set_down(sheet, each, ring, now))
    with transaction.atomic():
        flush(sheet)
    return refused


def _set_down(sheet: Sheet, coming: Coming, ring: Ring, now: datetime) -> Refusal | None:
    trajectory = coming.where.trajectory
    for act, actor in coming.then:
        view = seen_desk(sheet, trajectory, ring, now, None).view
        decided = decide(act, actor, view, now)
        if isinstance(decided, Refusal):
            return decided
        sheet.write(decided, trajectory, ring, actor, now, DESK_LANE)
    return None


def arrived(ring: Ring, moving: Moving, on: date, **more: Any) -> bool:
    """From now on everybody who came with it stands on the lists, all at once."""
    with transaction.atomic():
        if not say(ring, moving, Stage.DONE, on, out_of=[Stage.MOVING], **more):
            return False
        mine = Trajectory.objects.filter(tenant_id=ring.tenant, arriving=moving.id)
        TaskRow.objects.filter(tenant_id=ring.tenant, arriving=True).update(arriving=False)
        mine.update(arriving="")
        Tenant.objects.filter(id=ring.tenant).update(arrivals=F("arrivals") + 1)
    return True


# Seals


def _moving(ring: Ring, row: MovingRow) -> Moving:
    return Moving(row.id, Stage(row.stage), row.on, _opened(ring, row.sealed, row.id, "head"))


def _sealed(ring: Ring, said: Any, *place: object) -> bytes:
    body = zlib.compress(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"), 6)
    return seal(ring.sealing(SIGN_UPS), _aad(ring, place), b"", body, info=ROW)


def _opened(ring: Ring, sealed: bytes | memoryview, *place: object) -> Any:
    try:
        body = unseal(ring.opening(SIGN_UPS), _aad(ring, place), bytes(sealed), info=ROW)[1]
    except Unsealable:
        raise Damaged("a spreadsheet that was brought does not open") from None
    return json.loads(zlib.decompress(body))


def _aad(ring: Ring, place: tuple[object, ...]) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"moving", *(str(each).encode() for each in place))
