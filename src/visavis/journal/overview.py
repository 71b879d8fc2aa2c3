"""All trajectories of a service, as its lists show them, opened once per process: for lists and sums over everything.

A hundred thousand trajectories are four hundred thousand cards, which no page can wait for. Every change of a card
comes with a row of the ledger, so whoever remembers where the ledger stood opens only the cards of lanes listed
since. What is asked of every page (who carries what, who is second, what is planned) is kept beside the cards, so
that a page costs as much as it shows. What is remembered is dropped where the ledger does not hold the remembered
head any more (a restored backup, another database), and is not written anywhere; a process that holds the worklist
key holds no more than that key opens.
"""

import gc
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from threading import RLock

from visavis.journal.cards import cards_of, caseload
from visavis.journal.case_cards import CaseCard
from visavis.journal.epoch import steady
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.models import LedgerRow, Tenant, Trajectory
from visavis.mediation.entries import PartyId
from visavis.mediation.timetable import Booking, bookings
from visavis.mediation.words import LIVING

MOST_CHANGES = 10_000
"""Ledger rows to follow up; after more, everything is opened again."""
STAYS = 10_000
"""From how many cards they are set apart from what is looked through for what may go: of a hundred thousand that is a
third of a second, in which every page waits, again and again."""
FOLLOWED = 5_000
"""Changed lanes read by one pair of queries."""
AT_ONCE = 2_000
"""Trajectories read by one pair of queries."""


def _id_of(card: CaseCard) -> str:
    return card.trajectory


@dataclass(slots=True)
class Overview:
    """Every trajectory of one service. What it gives is the asker's own: it does not change afterwards."""

    _n: int = 0
    _head: bytes = b""
    _arrivals: int = 0
    _cards: list[CaseCard] = field(default_factory=list)
    _carried: dict[str, dict[str, CaseCard]] = field(default_factory=dict)
    _second: dict[str, dict[str, CaseCard]] = field(default_factory=dict)
    _planned: dict[str, tuple[Booking, ...]] = field(default_factory=dict)
    _given: Counter[tuple[str, date]] = field(default_factory=Counter)
    _unassigned: dict[PartyId, str] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def cards(self, after: str = "") -> list[CaseCard]:
        """Those whose id comes after this one, in the order of their (random) ids."""
        with self._lock:
            return self._cards[bisect_right(self._cards, after, key=_id_of) :]

    def carriers(self) -> dict[str, int]:
        """How many that run each mediator has, as the first or the second."""
        with self._lock:
            return {account: len(mine) for account, mine in self._carried.items() if mine}

    def carried_by(self, account: str) -> list[CaseCard]:
        """What runs and is this mediator's, as the first or the second."""
        with self._lock:
            return list(self._carried.get(account, {}).values())

    def beside(self, account: str) -> list[CaseCard]:
        """Where this person is the second mediator, in the order of ids."""
        with self._lock:
            return sorted(self._second.get(account, {}).values(), key=_id_of)

    def unassigned(self) -> dict[PartyId, str]:
        """Everyone in a trajectory that has no mediator, or not yet, with that trajectory."""
        with self._lock:
            return dict(self._unassigned)

    def given_in(self, year: int) -> Counter[str]:
        """How many each mediator got in this year, or stands beside whom somebody got it."""
        found: Counter[str] = Counter()
        with self._lock:
            of_the_year = [(who, n) for (who, on), n in self._given.items() if on.year == year]
            for account, times in of_the_year:
                found[account] += times
        return found

    def bookings(self) -> list[Booking]:
        """What is planned, trajectory by trajectory."""
        with self._lock:
            return [
                one for trajectory in sorted(self._planned) for one in self._planned[trajectory]
            ]

    def some(self, trajectories: Iterable[str]) -> list[CaseCard]:
        """Of these the ones that are here, in the order of ids."""
        with self._lock:
            found = (self._find(one) for one in sorted(set(trajectories)))
            return [self._cards[at] for at, there in found if there]

    # Following the ledger

    def follow(self, ring: Ring) -> None:
        with self._lock:
            # Where the ledger stands is read before the cards: what is recorded meanwhile is read twice, never missed.
            tenant = Tenant.objects.values_list("n", "head", "arrivals").get(id=ring.tenant)
            n, head, arrivals = tenant
            changed = self._changed(ring.tenant, n)
            # Who moved in stood in the ledger before they stood on lists.
            if changed is None or arrivals != self._arrivals:
                self._clear()
                with _uncollected():
                    for card in _every(ring):
                        self._add(card)
                if len(self._cards) >= STAYS:
                    gc.freeze()
            else:
                for moved in _in_parts(sorted(changed)):
                    self._again(ring, moved)
            self._n, self._head, self._arrivals = n, bytes(head), arrivals

    def _changed(self, tenant: str, n: int) -> set[str] | None:
        """Lanes written since; None where what is remembered cannot be carried on."""
        since = LedgerRow.objects.filter(tenant_id=tenant, n__gte=self._n or n).order_by("n")
        rows = list(since.values_list("n", "head", "lane_id")[: MOST_CHANGES + 2])
        if not rows or len(rows) > MOST_CHANGES + 1:
            return None
        first, head, _ = rows[0]
        if (first, bytes(head)) != (self._n, self._head):
            return None
        return {lane for _, _, lane in rows[1:]}

    def _again(self, ring: Ring, lanes: list[str]) -> None:
        moved = list(Trajectory.objects.filter(lanerow__in=lanes).order_by("id").distinct())
        for one in moved:  # what was erased since has no card any more
            self._take(one.id)
        for card in cards_of(ring, moved):
            self._add(card)

    def _clear(self) -> None:
        self._n, self._head = 0, b""
        for each in (
            self._cards,
            self._carried,
            self._second,
            self._planned,
            self._given,
            self._unassigned,
        ):
            each.clear()

    def _find(self, trajectory: str) -> tuple[int, bool]:
        at = bisect_left(self._cards, trajectory, key=_id_of)
        return at, at < len(self._cards) and self._cards[at].trajectory == trajectory

    def _add(self, card: CaseCard) -> None:
        self._cards.insert(self._find(card.trajectory)[0], card)
        if card.co_mediator:
            self._second.setdefault(card.co_mediator, {})[card.trajectory] = card
        for account in {card.mediator, card.co_mediator} - {""}:
            if card.state in LIVING:
                self._carried.setdefault(account, {})[card.trajectory] = card
        self._given.update(_given(card))
        if not card.mediator:
            self._unassigned |= dict.fromkeys(card.people, card.trajectory)
        if card.planned:
            self._planned[card.trajectory] = bookings(card.view)

    def _take(self, trajectory: str) -> None:
        at, there = self._find(trajectory)
        if not there:
            return
        card = self._cards.pop(at)
        self._planned.pop(trajectory, None)
        self._second.get(card.co_mediator, {}).pop(trajectory, None)
        for account in {card.mediator, card.co_mediator} - {""}:
            self._carried.get(account, {}).pop(trajectory, None)
        self._given.subtract(_given(card))
        if not card.mediator:
            for party in card.people:
                self._unassigned.pop(party, None)


def _given(card: CaseCard) -> list[tuple[str, date]]:
    """To whom it was given, each with the first of that year."""
    if card.assigned_on is None:
        return []
    year = card.assigned_on.replace(month=1, day=1)
    return [(account, year) for account in {card.mediator, card.co_mediator} - {""}]


_SERVICES: dict[str, Overview] = {}


@steady
def overview(ring: Ring) -> Overview:
    """The service as it stands now.

    Two queries when nothing was recorded since the last time in this process, four otherwise (two more for each
    further two thousand trajectories at the first time). Raises OutsideReach for a door that may not open cards.
    """
    ring.must_open(WORKLIST)
    known = _SERVICES.setdefault(ring.tenant, Overview())
    known.follow(ring)
    return known


def all_cards(ring: Ring) -> list[CaseCard]:
    """Every trajectory of the service as lists show it, in the order of their (random) ids."""
    return overview(ring).cards()


@contextmanager
def _uncollected() -> Iterator[None]:
    """While hundreds of thousands of objects are made that stay, looking through all of them again and again for
    what may go is a great part of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        (gc.enable if collects else gc.disable)()


def _every(ring: Ring) -> Iterator[CaseCard]:
    after = ""
    while True:
        cards = caseload(ring, after=after, limit=AT_ONCE)
        yield from cards
        if len(cards) < AT_ONCE:
            return
        after = cards[-1].trajectory


def _in_parts(lanes: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(lanes), FOLLOWED):
        yield lanes[first : first + FOLLOWED]
