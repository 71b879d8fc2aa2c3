"""Looking for the day of those who have no lane of their own: named, or written to and silent.

Their day follows from the closing of who began, which is in another lane. So it is not written with an act of
either, but found by the service, which looks at the whole caseload once a day.
"""

from datetime import datetime

from visavis.journal.keys import Ring
from visavis.journal.overview import all_cards
from visavis.journal.retention import write_days
from visavis.journal.see import see_desk
from visavis.mediation.retention import OVER, day_of
from visavis.mediation.terms import day
from visavis.mediation.views import Side


def plan(ring: Ring, now: datetime) -> int:
    """Writes the days of the silent ones whose time runs; how many have one. Needs the service's own reach."""
    days = []
    for card in all_cards(ring):
        listed = card.view.sides
        silent = [side for side in listed if _silent(side)]
        began = [side for side in listed if side.initiating]
        if not silent or any(side.own.state not in OVER for side in began):
            continue
        view = see_desk(card.trajectory, ring, now).view
        for side in view.sides:
            if _silent(side):  # where nobody is left who began, nobody asks for them any more
                days.append((side.party, day_of(view, side) if began else day(now)))
    write_days(days)
    return sum(on is not None for _, on in days)


def _silent(side: Side) -> bool:
    return side.own.state is None
