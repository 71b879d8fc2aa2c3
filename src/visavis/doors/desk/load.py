"""How much each mediator carries, from the cards of the caseload: open now, new this year (S28)."""

from dataclasses import dataclass
from datetime import date

from visavis.doors.desk.words import LIVING
from visavis.journal.cards import CaseCard
from visavis.journal.keys import Ring
from visavis.journal.overview import all_cards
from visavis.people.staff import colleagues


@dataclass(frozen=True, slots=True)
class Load:
    name: str
    trained_for: frozenset[str]
    open_now: int = 0
    new_this_year: int = 0


def loads(ring: Ring, today: date) -> dict[str, Load]:
    """Each mediator by account, those with most room first."""
    carried: dict[str, list[CaseCard]] = {}
    for card in all_cards(ring):
        carried.setdefault(card.mediator, []).append(card)
    made = {}
    for one in colleagues("mediator"):
        cards = carried.get(one.account, [])
        made[one.account] = Load(
            one.name,
            one.trained_for,
            sum(card.state in LIVING for card in cards),
            sum(
                card.assigned_on is not None and card.assigned_on.year == today.year
                for card in cards
            ),
        )
    return dict(sorted(made.items(), key=lambda item: (item[1].open_now, item[1].name)))
