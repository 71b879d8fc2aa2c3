"""Rooms of the demo's houses, and its case reflections."""

from datetime import datetime, timedelta
from random import Random

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_colleagues import hand_over
from tests.doors.test_desk_roles import COLLEAGUE
from tests.journal.service import INTAKE, MEDIATOR
from visavis.demo.coming import plan_ahead
from visavis.demo.reflections import THOUGHTS, think_over
from visavis.demo.rooms import HOUSES, Rooms, open_rooms
from visavis.journal import reflections
from visavis.journal.overview import all_cards
from visavis.mediation.terms import HERE, day
from visavis.mediation.timetable import booked_twice, bookings, near_each_other
from visavis.people.models import Account

__all__ = ["work"]


def test_no_two_talks_need_one_room_at_once_and_what_finds_none_is_somewhere_else() -> None:
    rooms = Rooms({name: name for house in HOUSES for name in house.rooms})
    rng, found = Random(3), []
    for number in range(400):
        begins = datetime(2026, 3, 2 + rng.randrange(5), rng.choice((9, 10, 13, 14)), tzinfo=HERE)
        ends = begins + timedelta(minutes=150)
        house, room = rooms.take(begins, ends, number)
        assert not room or room in house.rooms
        found.append((room, begins, ends))
    taken = [one for one in found if one[0]]
    assert 30 < len(taken) < 400
    for n, (room, begins, ends) in enumerate(taken):
        assert not any(room == other and begins < b and a < ends for other, a, b in taken[n + 1 :])


def test_each_house_has_a_door_for_each_side() -> None:
    assert all(len(set(house.doors)) == 2 for house in HOUSES)


def test_one_reflection_runs_one_has_ended_and_a_colleague_asks(work: AtWork) -> None:
    Account.objects.filter(pk=INTAKE.id).update(roles="mediator")  # a third who mediates
    for _each in range(2):
        work.lived().preparing()
    hand_over(work, work.lived().preparing())
    keys, now = work.service.keys, work.service.now
    think_over(keys, now, MEDIATOR.id)
    ring, today = work.service.desk, day(now)
    mine = reflections.of_author(ring, MEDIATOR.id)
    assert [one.runs(today) for one in mine] == [True, False]
    assert [*reflections.thoughts(ring, mine[1]).values()] == [*THOUGHTS[1:]]
    [asked] = reflections.shared_with(ring, MEDIATOR.id, today)
    assert asked.by == COLLEAGUE


def test_whoever_is_ready_has_a_talk_in_the_coming_weeks_and_nobody_comes_near_another(
    work: AtWork,
) -> None:
    for _each in range(3):
        work.lived().ready("conversation")
    keys, now = work.service.keys, work.service.now
    rooms = open_rooms()
    assert plan_ahead(keys, now, rooms, 1) == 3
    assert plan_ahead(keys, now, rooms, 1) == 0
    planned = [one for card in all_cards(work.service.desk) for one in bookings(card.view)]
    assert len(planned) == 3
    assert all(one.room and one.begins > now for one in planned)
    assert [*booked_twice(planned)] == [*near_each_other(planned)] == []
