"""Talks of the coming weeks, for those of the caseload who are ready for one and have none planned.

Lived stories stop today; a desk's timetable is about tomorrow.
"""

from datetime import datetime, time
from random import Random

from visavis.demo.meeting import ONE_ROOM, SIGNAL
from visavis.demo.rooms import Rooms
from visavis.journal.case_cards import CaseCard
from visavis.journal.keys import Keys, desk_ring
from visavis.journal.overview import all_cards
from visavis.journal.record import Where, carry_out, new_id
from visavis.journal.see import see_desk
from visavis.mediation.appointments import MEETING, Arrival, PlanContact
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.terms import HERE, day, working_days_after
from visavis.mediation.timetable import bookings

HOURS = (9, 13, 10, 14)
WITHIN = 8
"""Working days over which they are spread."""


def plan_ahead(keys: Keys, now: datetime, rooms: Rooms, seed: int) -> int:
    """Plans them, each in a house with two doors and half an hour apart; how many."""
    ring, rng, planned = desk_ring(keys), Random(f"{seed}:coming"), 0
    for card in all_cards(ring):
        if not _may_meet(card):
            continue
        view = see_desk(card.trajectory, ring, now, Audience.MEDIATOR).view
        if {side.own.form_agreed for side in view.sides} != {ONE_ROOM} or len(view.sides) != 2:
            continue
        on = working_days_after(day(now), 1 + planned % WITHIN)
        hour = HOURS[planned % len(HOURS)]
        begins, ends = (datetime.combine(on, time(hour + 2 * n, 30 * n), HERE) for n in range(2))
        house, room = rooms.take(begins, ends, planned)
        arrivals = tuple(
            Arrival(
                side.party,
                datetime.combine(on, time(hour, 30 * n), HERE),
                datetime.combine(on, time(hour + 2, 30 * n), HERE),
                house.doors[n],
            )
            for n, side in enumerate(view.sides)
        )
        names = " en ".join(side.own.first_name for side in view.sides)
        present = f"{names}, en de bemiddelaar. Niemand anders."
        act = PlanContact(
            new_id(rng), ONE_ROOM, house.place, arrivals, True, True, SIGNAL, present, room=room
        )
        carry_out(act, Actor(Audience.MEDIATOR, card.mediator), Where(card.trajectory), ring, now)
        planned += 1
    return planned


def _may_meet(card: CaseCard) -> bool:
    """Everyone there may meet, and nothing stands."""
    states = [side.own.state for side in card.view.sides]
    return bool(states) and all(s in MEETING for s in states) and not bookings(card.view)
