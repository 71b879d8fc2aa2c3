"""Case reflections, sealed beside the journal: shared with named colleagues until a day, and with nobody after it.

Each row opens with a ring of its own (`keys.reflection_ring`), which reaches no lane; the desk's own rings do not reach
it. So whoever thinks along gets no nearer to the trajectory than what was laid before them. Who may have that ring is
decided here, by the row: its author, or until its day who stands in it as reader. Days are compared at each reading, so
nothing has to run for it to end.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from visavis.journal import access
from visavis.journal.access import Line, What, Why
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.keys import WORKLIST, EpochMoved, Place, PlaceRole, Ring, reflection_ring
from visavis.journal.models import ReflectionReader, ReflectionRow
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation import reflection
from visavis.mediation.terms import SHARED_KEPT

TRIES = 3


@dataclass(frozen=True, slots=True)
class Reflection:
    """``by`` and ``readers``: accounts; ``until``: the last day on which they read it. ``stepped_back``: who read it no
    further, because they knew somebody."""

    id: str
    trajectory: str
    by: str
    on: date
    until: date
    question: str
    lines: tuple[reflection.Line, ...]
    readers: tuple[str, ...]
    stepped_back: tuple[str, ...] = ()

    def runs(self, today: date) -> bool:
        return today <= self.until

    @property
    def forgotten_on(self) -> date:
        """From this day on its mediator does not have it either."""
        return self.until + SHARED_KEPT + timedelta(days=1)


class Otherwise(Exception):
    """What was sent rests on what does not stand there any more."""


def share(ring: Ring, said: Reflection, key: str) -> str:
    """Keeps it, and lets its readers in; its id. The same form (``key``) sent twice is one, as it was sent first.

    ``said``: its ``id`` is made here.
    """
    ring.must_open(WORKLIST)
    name = ring.tag(WORKLIST, "reflection", said.by, key)

    def write() -> None:
        _, made = ReflectionRow.objects.get_or_create(
            id=name,
            defaults={
                "tenant_id": ring.tenant,
                "trajectory_id": said.trajectory,
                "author": _who(ring, said.by),
                "until": said.until,
                "sealed": _sealed(ring, said, name),
            },
        )
        if made:
            ReflectionReader.objects.bulk_create(
                ReflectionReader(
                    id=_place(ring, name, one),
                    tenant_id=ring.tenant,
                    reflection_id=name,
                    who=_who(ring, one),
                    sealed=_thought(ring, name, one, ""),
                )
                for one in said.readers
            )

    _whole(ring, write)
    return name


@steady
def of_author(ring: Ring, account: str) -> list[Reflection]:
    """What this person opened and still has, what runs longest first."""
    ring.must_open(WORKLIST)
    rows = ReflectionRow.objects.filter(tenant_id=ring.tenant, author=_who(ring, account))
    return [_opened(ring, row) for row in rows.order_by("-until", "id")]


@steady
def shared_with(ring: Ring, account: str, today: date) -> list[Reflection]:
    """What this person may read today, what ends soonest first."""
    ring.must_open(WORKLIST)
    rows = ReflectionRow.objects.filter(
        tenant_id=ring.tenant, until__gte=today, reflectionreader__who=_who(ring, account)
    )
    return [_opened(ring, row) for row in rows.order_by("until", "id")]


@steady
def own(ring: Ring, name: str, account: str) -> Reflection | None:
    """One that this person opened; None for anything else."""
    ring.must_open(WORKLIST)
    rows = ReflectionRow.objects.filter(tenant_id=ring.tenant, id=name, author=_who(ring, account))
    row = rows.first()
    return None if row is None else _opened(ring, row)


@steady
def shared(ring: Ring, name: str, account: str, today: date) -> Reflection | None:
    """One that this person may read today; None for anything else, and from the day after its last."""
    ring.must_open(WORKLIST)
    rows = ReflectionRow.objects.filter(
        tenant_id=ring.tenant, id=name, until__gte=today, reflectionreader__who=_who(ring, account)
    )
    row = rows.first()
    return None if row is None else _opened(ring, row)


def read(ring: Ring, one: Reflection, account: str, role: str, now: Any) -> None:
    """Writes down that a colleague reads it, before anything of it is shown."""
    line = Line(now, account, role, What.REFLECTION, one.trajectory, "", Why.SHARED)
    access.write(ring, [line])


@steady
def thoughts(ring: Ring, one: Reflection) -> dict[str, str]:
    """What its readers wrote, by account; empty for who wrote nothing yet. For its author."""
    rows = dict(ReflectionReader.objects.filter(reflection_id=one.id).values_list("id", "sealed"))
    places = {account: _place(ring, one.id, account) for account in one.readers}
    return {
        account: _unsealed(ring, one.id, b"thought", place, rows[place])
        for account, place in places.items()
        if place in rows
    }


def think(ring: Ring, one: Reflection, account: str, text: str, before: str) -> None:
    """What a reader writes to its author, instead of ``before``. Raises Otherwise where that does not stand there."""

    def write() -> None:
        place = _place(ring, one.id, account)
        rows = ReflectionReader.objects.filter(id=place).select_for_update()
        row = rows.first()
        stands = None if row is None else _unsealed(ring, one.id, b"thought", place, row.sealed)
        if stands is None or stands not in {before, text}:
            raise Otherwise
        rows.update(sealed=_thought(ring, one.id, account, text))

    _whole(ring, write)


def step_back(ring: Ring, one: Reflection, account: str) -> None:
    """A reader knows somebody in it: they read it no further, and what they wrote is gone. Twice is once."""

    def write() -> None:
        row = ReflectionRow.objects.select_for_update().filter(id=one.id).first()
        if row is None:
            return
        stands = _opened(ring, row)
        left = tuple(each for each in stands.readers if each != account)
        gone = (*stands.stepped_back, *(each for each in stands.readers if each == account))
        now = replace(stands, readers=left, stepped_back=gone)
        ReflectionReader.objects.filter(id=_place(ring, one.id, account)).delete()
        ReflectionRow.objects.filter(id=one.id).update(sealed=_sealed(ring, now, one.id))

    _whole(ring, write)


def end(ring: Ring, one: Reflection, today: date) -> None:
    """Nobody else reads it from now on. What ended stays as it ended."""
    ring.must_open(WORKLIST)
    rows = ReflectionRow.objects.filter(id=one.id, until__gte=today)
    rows.update(until=today - timedelta(days=1))


def forget(tenant: str, today: date) -> int:
    """Drops those whose mediator had time enough to write down what they take along; how many. Needs no key."""
    rows = ReflectionRow.objects.filter(tenant_id=tenant, until__lt=today - SHARED_KEPT)
    return rows.delete()[1].get("journal.ReflectionRow", 0)


def _whole(ring: Ring, write: Callable[[], None]) -> None:
    """In one transaction; sealed again where the keys moved to a new epoch meanwhile."""
    for number in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                write()
                if ring.keys.moved():
                    raise EpochMoved("The keys moved to a new epoch meanwhile.")
                return
        except (Damaged, EpochMoved) as failed:
            moved = isinstance(failed, EpochMoved) or ring.keys.moved()
            if number == TRIES or not moved:
                raise
    raise AssertionError("the last try raises")


def _who(ring: Ring, account: str) -> str:
    return ring.tag(WORKLIST, "reflects", account)


def _place(ring: Ring, name: str, account: str) -> str:
    return ring.tag(WORKLIST, "reflects on", name, account)


def _sealed(ring: Ring, said: Reflection, name: str) -> bytes:
    lines = [[one.name, one.of, one.code, one.number] for one in said.lines]
    body = [said.by, said.on.isoformat(), said.question, lines, said.readers, said.stepped_back]
    return _seal(ring, name, b"reflection", name, json.dumps(body, ensure_ascii=False))


def _thought(ring: Ring, name: str, account: str, text: str) -> bytes:
    return _seal(ring, name, b"thought", _place(ring, name, account), text)


def _opened(ring: Ring, row: ReflectionRow) -> Reflection:
    by, on, question, lines, readers, gone = json.loads(
        _unsealed(ring, row.id, b"reflection", row.id, row.sealed)
    )
    found = tuple(reflection.Line(*one) for one in lines)
    day_ = date.fromisoformat(on)
    return Reflection(
        row.id, row.trajectory_id, by, day_, row.until, question, found, tuple(readers), tuple(gone)
    )


def _seal(ring: Ring, name: str, what: bytes, place: str, text: str) -> bytes:
    key = reflection_ring(ring.keys, name).sealing(Place(PlaceRole.REFLECTION, name))
    return seal(key, _aad(ring, what, place), b"", text.encode(), info=ROW)


def _unsealed(ring: Ring, name: str, what: bytes, place: str, sealed: Any) -> str:
    key = reflection_ring(ring.keys, name).opening(Place(PlaceRole.REFLECTION, name))
    try:
        return unseal(key, _aad(ring, what, place), bytes(sealed), info=ROW)[1].decode()
    except Unsealable:
        raise Damaged("a case reflection does not open") from None


def _aad(ring: Ring, what: bytes, place: str) -> Sequence[bytes]:
    return (ring.tenant.encode(), what, place.encode())
