"""All cards of a service, opened once per process: for lists and sums over the whole caseload.

Ten thousand trajectories are fifty thousand cards, half a second of opening. Every change of a card comes with
a row of the ledger, so whoever remembers where the ledger stood opens only the cards of lanes listed since.
What is remembered is dropped where the ledger does not hold the remembered head any more (a restored backup,
another database), and is not written anywhere; a process that holds the worklist key holds no more than that
key opens.
"""

from dataclasses import dataclass, field
from threading import Lock

from visavis.journal.cards import CaseCard, cards_of, caseload
from visavis.journal.epoch import steady
from visavis.journal.keys import WORKLIST, Ring
from visavis.journal.models import LedgerRow, Tenant, Trajectory

MOST_CHANGES = 500
"""Ledger rows to follow up; after more, everything is opened again."""
AT_ONCE = 10_000
"""Trajectories read by one pair of queries when everything is opened."""


@dataclass(slots=True)
class _Remembered:
    n: int = 0
    head: bytes = b""
    arrivals: int = 0
    cards: dict[str, CaseCard] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


_SERVICES: dict[str, _Remembered] = {}


@steady
def all_cards(ring: Ring) -> list[CaseCard]:
    """Every trajectory of the service as lists show it, in the order of their (random) ids.

    Two queries when nothing was recorded since the last time in this process, four otherwise (two more for
    each further ten thousand trajectories at the first time). Raises OutsideReach for a door that may not
    open cards.
    """
    ring.must_open(WORKLIST)
    known = _SERVICES.setdefault(ring.tenant, _Remembered())
    with known.lock:
        # Where the ledger stands is read before the cards: what is recorded meanwhile is read twice, never missed.
        tenant = Tenant.objects.values_list("n", "head", "arrivals").get(id=ring.tenant)
        n, head, arrivals = tenant
        changed = _changed(known, ring.tenant, n)
        if (
            arrivals != known.arrivals
        ):  # who moved in stood in the ledger before they stood on lists
            changed = None
        if changed is None:
            known.cards = {card.trajectory: card for card in _every(ring)}
        elif changed:
            moved = list(Trajectory.objects.filter(lanerow__in=changed).order_by("id").distinct())
            fresh = {card.trajectory: card for card in cards_of(ring, moved)}
            for one in moved:  # what was erased since has no card any more
                known.cards.pop(one.id, None)
            known.cards = dict(sorted((known.cards | fresh).items()))
        known.n, known.head, known.arrivals = n, bytes(head), arrivals
        return list(known.cards.values())


def _changed(known: _Remembered, tenant: str, n: int) -> set[str] | None:
    """Lanes written since; None where what is remembered cannot be carried on."""
    since = LedgerRow.objects.filter(tenant_id=tenant, n__gte=known.n or n).order_by("n")
    rows = list(since.values_list("n", "head", "lane_id")[: MOST_CHANGES + 2])
    if not rows or len(rows) > MOST_CHANGES + 1:
        return None
    first, head, _ = rows[0]
    if (first, bytes(head)) != (known.n, known.head):
        return None
    return {lane for _, _, lane in rows[1:]}


def _every(ring: Ring) -> list[CaseCard]:
    found: list[CaseCard] = []
    while True:
        cards = caseload(ring, after=found[-1].trajectory if found else "", limit=AT_ONCE)
        found += cards
        if len(cards) < AT_ONCE:
            return found
