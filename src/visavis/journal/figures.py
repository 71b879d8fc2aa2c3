"""The figures of the service: counted from the cards of all lanes, protected, and kept as they were published.

No dossier is opened. A year is published once, when it is over: another edition of it could be subtracted from the
first. Erasing people later changes no edition; none holds a number below ten.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from visavis.journal.cards import COUNTED, CardPart, opened_cards
from visavis.journal.epoch import steady
from visavis.journal.figures_shown import Cell, Shown, Span, shown
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.models import FiguresRow, Trajectory
from visavis.mediation.counted import History, Mark, Person
from visavis.mediation.entries import LaneRole
from visavis.mediation.figures import SIGN_UPS, Year, count
from visavis.statistics.disclosure import Mark as Seen

AT_ONCE = 2_000
"""Trajectories read by one pair of queries."""
Tell = Callable[[float], None]


def last_over(today: date) -> int:
    """The last year that is over."""
    return today.year - 1


def make(ring: Ring, through: int, today: date, tell: Tell = lambda share: None) -> list[int]:
    """Publishes each year up to ``through`` that is over and has no edition yet. The years that are new.

    ``tell`` hears how far it is. Doing it twice does no harm. Needs a door that opens cards.
    """
    through = min(through, last_over(today))
    there = set(FiguresRow.objects.filter(tenant_id=ring.tenant).values_list("year", flat=True))
    counted = _counted(ring, through, tell)
    new = sorted(counted.keys() - there)
    for done, year in enumerate(new):
        tell(0.9 + 0.1 * done / len(new))
        body = _body(shown(year, counted[year], today))
        FiguresRow.objects.get_or_create(
            tenant_id=ring.tenant, year=year, defaults={"made_on": today, "body": body}
        )
    return new


def years(tenant: str) -> list[int]:
    """Of which there is an edition, the newest first."""
    rows = FiguresRow.objects.filter(tenant_id=tenant).order_by("-year")
    return list(rows.values_list("year", flat=True))


def editions(tenant: str) -> list[Shown]:
    """All that was published, the newest year first."""
    return [_shown(row) for row in FiguresRow.objects.filter(tenant_id=tenant).order_by("-year")]


@steady
def _counted(ring: Ring, through: int, tell: Tell) -> dict[int, Year]:
    ring.must_open(WORKLIST)
    found: dict[int, Year] = {}
    rows = Trajectory.objects.filter(tenant_id=ring.tenant, erased=False)
    of, done, after = rows.count(), 0, ""
    while page := list(
        rows.filter(id__gt=after).order_by("id").values_list("id", flat=True)[:AT_ONCE]
    ):
        count(histories(ring, page), through, found)
        done, after = done + len(page), page[-1]
        tell(min(0.9, 0.9 * done / of))
    return found


def histories(ring: Ring, trajectories: list[str]) -> Iterator[History]:
    """What figures know of these trajectories. One query."""
    for parts in opened_cards(ring, trajectories).values():
        yield _history(parts)


def _history(parts: list[CardPart]) -> History:
    desk: tuple[Mark, ...] = ()
    people: dict[str, list[Mark]] = {}
    began = set()
    for role, fields in parts:
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
