"""The access log: who of staff opened which dossier, in which role, when, why, and how it ended (NEN 7513).

Written where lanes are opened, before anything is shown: what cannot be written down is not shown. A line for
each dossier and request; for lists that look into several dossiers, one for each dossier and day. A list of
cards opens no dossier. Lines are sealed under the access log's key and chained; kept five years.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import transaction

from visavis.journal.envelope import Damaged
from visavis.journal.keys import ACCESS, Outcome, Ring
from visavis.journal.models import AccessHead, AccessRow, Looked
from visavis.journal.seal import ROW, Unsealable, digest, seal, unseal
from visavis.mediation.terms import day, years_after

KEPT_YEARS = 5
ID = re.compile(r"[0-9a-f]{32}")


class What(StrEnum):
    """What was opened, or done with it."""

    DOSSIER = "dossier"
    PERSON = "person"  # one person's own part, to write down what they told us
    LIST = "list"  # looked into, for a list
    EXPORT = "export"  # a copy was made for the person
    REFLECTION = "reflection"  # a case reflection that was shared; no lane of anybody
    GLASS = "glass"  # an emergency was declared
    LOG = "log"  # this log itself
    REQUEST = "request"
    ERASED = "erased"


class Why(StrEnum):
    """The ground on which somebody may look, as it was at that moment."""

    ASSIGNED = "assigned"
    WORK = "work"  # something of this dossier was on their list
    SHARED = "shared"  # its mediator asked them to think along
    GLASS = "glass"
    REQUEST = "request"
    DUTY = "duty"  # the privacy officer's own work
    RETENTION = "retention"
    ROLE = "role"  # the role alone: nothing of it was theirs to do


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``who``: an account, or ``sweep``; ``words``: a reason in somebody's own words."""

    at: datetime
    who: str
    role: str
    what: What
    trajectory: str
    party: str
    why: Why
    outcome: Outcome = Outcome.OPENED
    words: str = ""

    @property
    def flagged(self) -> bool:
        """Whether the privacy officer should look at it: no reason in the caseload, or refused."""
        return self.why is Why.ROLE or self.outcome is not Outcome.OPENED


@dataclass(frozen=True, slots=True)
class Kept:
    """A line as it stands in the log, at place ``n``."""

    n: int
    line: Line


Standing = Callable[[Sequence[str]], Mapping[str, tuple[str, Why]]]
"""Trajectories → in which role somebody stands in each, and on what ground."""


@dataclass(slots=True)
class Visit:
    """One request of one member of staff; a `keys.Visitor`."""

    account: str
    now: datetime
    standing: Standing
    noted: set[tuple[str, str]] = field(default_factory=set)

    def note(
        self,
        ring: Ring,
        trajectories: Sequence[str],
        outcome: Outcome,
        *,
        party: str = "",
        listed: bool = False,
    ) -> None:
        what = What.LIST if listed else What.PERSON if party else What.DOSSIER
        fresh = [one for one in trajectories if not self._known(one, party, outcome)]
        stands = self.standing(fresh)
        lines = [self._line(one, *stands[one], what, outcome, party) for one in fresh]
        write(ring, lines, once_a_day=listed)

    def _known(self, trajectory: str, party: str, outcome: Outcome) -> bool:
        """Whoever opened all of a dossier has opened each part of it."""
        if (trajectory, "") in self.noted or (trajectory, party) in self.noted:
            return True
        if outcome is Outcome.OPENED:
            self.noted.add((trajectory, party))
        return False

    def _line(
        self, trajectory: str, role: str, why: Why, what: What, outcome: Outcome, party: str
    ) -> Line:
        if what is What.LIST:
            why = Why.WORK
        return Line(
            self.now, self.account, role, what, as_id(trajectory), as_id(party), why, outcome
        )


def as_id(text: str) -> str:
    """An id of ours; what somebody typed instead of one is not written down."""
    return text if ID.fullmatch(text) else ""


def monday(on: date) -> date:
    return on - timedelta(days=on.weekday())


def write(ring: Ring, lines: Sequence[Line], *, once_a_day: bool = False) -> None:
    """Appends these lines, whole or not at all. ``once_a_day``: not what this person opened that day already."""
    marks = [_once(ring, line) if once_a_day else "" for line in lines]
    if once_a_day:
        known = set(AccessRow.objects.filter(once__in=marks).values_list("once", flat=True))
        fresh = [(line, mark) for line, mark in zip(lines, marks, strict=True) if mark not in known]
    else:
        fresh = list(zip(lines, marks, strict=True))
    if not fresh:
        return
    with transaction.atomic():
        rows = AccessHead.objects.filter(tenant_id=ring.tenant).select_for_update()
        end = rows.get()
        made = []
        for line, mark in fresh:
            row = _row(ring, end, line, mark)
            end.n, end.head = row.n, row.head
            made.append(row)
        AccessRow.objects.bulk_create(made)
        end.save(update_fields=["n", "head"])


def _row(ring: Ring, end: AccessHead, line: Line, once: str) -> AccessRow:
    n, week = end.n + 1, monday(day(line.at))
    body = json.dumps(
        [
            line.at.isoformat(), line.who, line.role, line.what, line.trajectory, line.party,
            line.why, line.outcome, line.words,
        ],
        ensure_ascii=False,
    )  # fmt: skip
    made = AccessRow(
        tenant_id=ring.tenant,
        n=n,
        week=week,
        who=who_tag(ring, week, line.who),
        dossier=dossier_tag(ring, week, line.trajectory),
        flag=flag_tag(ring, week) if line.flagged else "",
        once=once,
        sealed=seal(ring.sealing(ACCESS), aad(ring, n), b"", body.encode(), info=ROW),
    )
    made.head = access_head(made, bytes(end.head))
    return made


def access_head(row: AccessRow, previous: bytes) -> bytes:
    """The chain: over all that stands in the row, and the head before it."""
    return digest(
        b"visavis/access/1",
        row.tenant_id.encode(),
        row.n.to_bytes(8, "big"),
        row.week.isoformat().encode(),
        *(tag.encode() for tag in (row.who, row.dossier, row.flag, row.once)),
        sha256(bytes(row.sealed)).digest(),
        previous,
    )


def aad(ring: Ring, n: int) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"access", n.to_bytes(8, "big"))


def who_tag(ring: Ring, week: date, account: str) -> str:
    return ring.tag(ACCESS, "who", week.isoformat(), account)


def dossier_tag(ring: Ring, week: date, trajectory: str) -> str:
    return ring.tag(ACCESS, "dossier", week.isoformat(), trajectory)


def flag_tag(ring: Ring, week: date) -> str:
    return ring.tag(ACCESS, "flag", week.isoformat())


def _once(ring: Ring, line: Line) -> str:
    return ring.tag(
        ACCESS, "once", day(line.at).isoformat(), line.who, line.trajectory, line.what, line.outcome
    )


def opened(ring: Ring, rows: Iterable[AccessRow]) -> list[Kept]:
    """These rows as lines. Raises OutsideReach for who may not read the log, Damaged where one was changed."""
    key = ring.opening(ACCESS)
    found = []
    for row in rows:
        try:
            body = unseal(key, aad(ring, row.n), bytes(row.sealed), info=ROW)[1]
        except Unsealable:
            raise Damaged("a line of the access log does not open") from None
        at, who, role, what, trajectory, party, why, outcome, words = json.loads(body)
        line = Line(
            datetime.fromisoformat(at), who, role, What(what), trajectory, party, Why(why),
            Outcome(outcome), words,
        )  # fmt: skip
        found.append(Kept(row.n, line))
    return found


def lines(
    ring: Ring,
    weeks: Iterable[date],
    *,
    who: str = "",
    trajectory: str = "",
    flagged: bool = False,
    unlooked: bool = False,
    before: int | None = None,
    limit: int | None = 100,
) -> list[Kept]:
    """Lines of these weeks (Mondays), newest first: of one member of staff, one dossier, or to be looked at.

    Pages by key: ``before`` is the last place on the page before. ``unlooked``: without those that the
    privacy officer has looked at. One query.
    """
    asked = list(weeks)
    rows = AccessRow.objects.filter(tenant_id=ring.tenant, week__in=asked)
    if who:
        rows = rows.filter(who__in=[who_tag(ring, week, who) for week in asked])
    if trajectory:
        rows = rows.filter(dossier__in=[dossier_tag(ring, week, trajectory) for week in asked])
    if flagged:
        rows = rows.filter(flag__in=[flag_tag(ring, week) for week in asked])
    if unlooked:
        rows = rows.filter(looked__isnull=True)
    if before is not None:
        rows = rows.filter(n__lt=before)
    return opened(ring, rows.order_by("-n")[:limit])


def unlooked(ring: Ring, weeks: Iterable[date]) -> int:
    """How many openings of these weeks are to be looked at and were not."""
    flags = [flag_tag(ring, week) for week in weeks]
    return AccessRow.objects.filter(
        tenant_id=ring.tenant, flag__in=flags, looked__isnull=True
    ).count()


def look(ring: Ring, n: int, by: str, words: str, today: date) -> bool:
    """A flagged opening was looked at, and this came of it; False where there is none to be looked at."""
    row = AccessRow.objects.filter(tenant_id=ring.tenant, n=n).exclude(flag="").first()
    if row is None:
        return False
    body = json.dumps([by, words.strip()], ensure_ascii=False).encode()
    sealed = seal(ring.sealing(ACCESS), aad(ring, n), b"looked", body, info=ROW)
    Looked.objects.get_or_create(row=row, defaults={"on": today, "sealed": sealed})
    return True


def weeks_between(first: date, last: date) -> list[date]:
    """The Mondays of the weeks that hold these days, newest first."""
    start, found = monday(first), []
    at = monday(last)
    while at >= start:
        found.append(at)
        at -= timedelta(weeks=1)
    return found


def forget(tenant: str, today: date) -> int:
    """Lets go of the weeks that ended more than five years ago; the chain begins after them. How many lines."""
    before = years_after(today, -KEPT_YEARS) - timedelta(weeks=1)
    with transaction.atomic():
        rows = AccessRow.objects.filter(tenant_id=tenant).order_by("n")
        kept = rows.filter(week__gte=before).first()
        old = rows.filter(n__lt=kept.n) if kept else rows
        last = old.last()
        if last is None:
            return 0
        AccessHead.objects.filter(tenant_id=tenant).update(start=last.n, start_head=last.head)
        return int(
            AccessRow.objects.filter(tenant_id=tenant, n__lte=last.n).delete()[1][
                "journal.AccessRow"
            ]
        )
