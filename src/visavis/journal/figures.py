"""The figures of the service: counted from the cards of all lanes, protected, and kept as they were published.

No dossier is opened. A year is published once, when it is over: another edition of it could be subtracted from the
first. Until then each month is kept as it was counted in its time, sealed: who was not taken up is erased after half
a year. Erasing people later changes no edition; none holds a number below ten.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from visavis.journal.cards import opened_cards
from visavis.journal.case_cards import COUNTED, CardPart
from visavis.journal.envelope import Damaged
from visavis.journal.epoch import steady
from visavis.journal.figures_shown import Cell, Shown, Span, shown
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.models import FiguresRow, LaneRow, MonthRow, Tenant, Trajectory
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.mediation.counted import History, Mark, Person
from visavis.mediation.entries import LaneRole
from visavis.mediation.figures import COUNTERS, SIGN_UPS, Year, by_years, count_months, month_of
from visavis.statistics.disclosure import Mark as Seen

AT_ONCE = 2_000
"""Trajectories read by one pair of queries."""
A_DAY = timedelta(days=1)
Tell = Callable[[float], None]


def last_over(today: date) -> int:
    """The last year that is over."""
    return today.year - 1


def make(ring: Ring, through: int, today: date, tell: Tell = lambda share: None) -> list[int]:
    """Publishes each year up to ``through`` that is over and has no edition yet. The years that are new.

    ``tell`` hears how far it is. Doing it twice does no harm. Needs a door that opens cards.
    """
    through = min(through, last_over(today))
    kept = _kept(ring)
    months = kept.months
    if not kept.all_of(through):
        months = _months(ring, tell, kept.before(through)) | months
    counted = by_years(months, through)
    new = sorted(counted.keys() - set(years(ring.tenant)))
    for done, year in enumerate(new):
        tell(0.9 + 0.1 * done / len(new))
        body = _body(shown(year, counted[year], today))
        FiguresRow.objects.get_or_create(
            tenant_id=ring.tenant, year=year, defaults={"made_on": today, "body": body}
        )
        MonthRow.objects.filter(tenant_id=ring.tenant, month__startswith=f"{year}-").delete()
    return new


@dataclass(slots=True)
class Kept:
    """Months as they were counted in their time. ``reached``: where the ledger stood on the days when that was done."""

    months: dict[str, Year] = field(default_factory=dict)
    reached: list[tuple[date, int]] = field(default_factory=list)

    def all_of(self, through: int) -> bool:
        """Whether each month from the first that was kept to the end of this year is: then no card need be opened."""
        return not self._missing(through)

    def before(self, through: int) -> int:
        """Up to where the ledger holds nothing of the months that are not kept; 0: nothing is known of it.

        A month that is not kept has entries only after a count that was made before it began.
        """
        missing = self._missing(through)
        if not self.months or not missing or missing[0] <= max(self.months):
            return 0
        begins = date.fromisoformat(f"{missing[0]}-01")
        return max((n for on, n in self.reached if on < begins), default=0)

    def _missing(self, through: int) -> list[str]:
        first = min(self.months, default=f"{through}-01")
        span = (f"{y}-{n:02}" for y in range(int(first[:4]), through + 1) for n in range(1, 13))
        return [month for month in span if month >= first and month not in self.months]


def keep_months(ring: Ring, today: date) -> int:
    """Counts each month when another has passed after it, before anybody of it is erased; how many months.

    Two queries where the last one is kept already.
    """
    last = month_of((today.replace(day=1) - A_DAY).replace(day=1) - A_DAY)
    there, over = set(_kept(ring).months), set(years(ring.tenant))
    if last in there or int(last[:4]) in over:
        return 0
    # Read before the cards: what is recorded meanwhile comes after it.
    reached = Tenant.objects.values_list("n", flat=True).get(id=ring.tenant)
    counted = _months(ring)
    fresh = [
        month
        for month in sorted({*counted, last})
        if month <= last and month not in there and int(month[:4]) not in over
    ]
    for month in fresh:
        pk = f"{ring.tenant}-{month}"
        one = counted.get(month, Year())
        said: dict[str, Any] = {name: dict(getattr(one, name)) for name in COUNTERS}
        said |= {"spans": one.spans, "reached": [today.isoformat(), reached]}
        body = json.dumps(said, ensure_ascii=False).encode()
        sealed = seal(ring.sealing(WORKLIST), _aad(ring, pk), b"", body, info=ROW)
        MonthRow.objects.get_or_create(
            id=pk, defaults={"tenant_id": ring.tenant, "month": month, "sealed": sealed}
        )
    return len(fresh)


def years(tenant: str) -> list[int]:
    """Of which there is an edition, the newest first."""
    rows = FiguresRow.objects.filter(tenant_id=tenant).order_by("-year")
    return list(rows.values_list("year", flat=True))


def editions(tenant: str) -> list[Shown]:
    """All that was published, the newest year first."""
    return [_shown(row) for row in FiguresRow.objects.filter(tenant_id=tenant).order_by("-year")]


@steady
def _months(ring: Ring, tell: Tell = lambda share: None, after: int = 0) -> dict[str, Year]:
    """Of every trajectory in which something was recorded after this place of the ledger."""
    ring.must_open(WORKLIST)
    found: dict[str, Year] = {}
    rows = Trajectory.objects.filter(tenant_id=ring.tenant, erased=False)
    if after:
        since = LaneRow.objects.filter(ledgerrow__tenant_id=ring.tenant, ledgerrow__n__gt=after)
        rows = rows.filter(id__in=since.values("trajectory_id"))
    chosen = list(rows.order_by("id").values_list("id", flat=True))
    for first in range(0, len(chosen), AT_ONCE):
        count_months(histories(ring, chosen[first : first + AT_ONCE]), found)
        tell(min(0.9, 0.9 * (first + AT_ONCE) / len(chosen)))
    return found


@steady
def _kept(ring: Ring) -> Kept:
    key, found = ring.opening(WORKLIST), Kept()
    for row in MonthRow.objects.filter(tenant_id=ring.tenant):
        try:
            body = unseal(key, _aad(ring, row.id), bytes(row.sealed), info=ROW)[1]
        except Unsealable:
            raise Damaged("what was counted of a month does not open") from None
        said = json.loads(body)
        counters = {name: Counter(said[name]) for name in COUNTERS}
        found.months[row.month] = Year(**counters, spans=said["spans"])
        on, n = said["reached"]
        found.reached.append((date.fromisoformat(on), n))
    return found


def _aad(ring: Ring, pk: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"figures", pk.encode())


def histories(ring: Ring, trajectories: list[str]) -> Iterator[History]:
    """What figures know of these trajectories. One query."""
    for parts in opened_cards(ring, trajectories).values():
        yield _history(parts)


def _history(parts: list[CardPart]) -> History:
    desk: tuple[Mark, ...] = ()
    people: dict[str, list[Mark]] = {}
    began = set()
    for role, fields in sorted(parts, key=lambda part: (part[1].get("party", ""), part[0])):
        marks = [
            Mark(kind, date.fromisoformat(on), said) for kind, on, said in fields.get(COUNTED, ())
        ]
        if role == LaneRole.DESK:
            desk = tuple(marks)
            continue
        party = fields["party"]
        people.setdefault(party, []).extend(marks)
        if fields.get("initiating") or any(one.kind in SIGN_UPS for one in marks):
            began.add(party)
    return History(desk, tuple(Person(party in began, tuple(m)) for party, m in people.items()))


# An edition as text


def _body(one: Shown) -> str:
    said: dict[str, Any] = {
        "tables": {
            name: [[list(cell.names), cell.mark.name, cell.n] for cell in cells]
            for name, cells in one.tables.items()
        },
        "spans": {name: [s.median, s.low, s.high] for name, s in one.spans.items()},
    }
    return json.dumps(said, ensure_ascii=False)


def _shown(row: FiguresRow) -> Shown:
    said = json.loads(row.body)
    tables = {
        name: tuple(Cell(tuple(names), Seen[mark], n) for names, mark, n in cells)
        for name, cells in said["tables"].items()
    }
    spans = {name: Span(*each) for name, each in said["spans"].items()}
    return Shown(row.year, row.made_on, tables, spans)
