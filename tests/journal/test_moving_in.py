"""Moving in, kept and written: sealed, once, whole, and with the rules of every act."""

import pytest

from tests.journal.service import INTAKE, PLANNER, Service
from visavis.journal import leaving
from visavis.journal import moving_in as kept
from visavis.journal.envelope import Damaged
from visavis.journal.keys import Keys, desk_ring
from visavis.journal.models import MovingRow, Party, TaskRow, Trajectory
from visavis.journal.moving_in import Coming, Stage, where_of
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, Entry, PartyId
from visavis.mediation.moving_in import BringOver, CarryOn, SetDownBefore
from visavis.mediation.terms import day

ANNA = BringOver("harmed", "Anna", True)


@pytest.fixture
def moves(service: Service) -> tuple[Service, kept.Moving]:
    """A spreadsheet that is being taken over."""
    ring, today = desk_ring(service.keys), day(service.now)
    name = kept.keep(ring, {"rows": 1}, [["1", "Anna"]], today)
    found = kept.one(ring, name)
    assert found is not None
    assert kept.say(ring, found, Stage.MOVING, today, out_of=[Stage.COLUMNS])
    again = kept.one(ring, name)
    assert again is not None
    return service, again


def test_what_the_rules_refuse_is_left_out_and_the_rest_of_the_row_stands(
    moves: tuple[Service, kept.Moving],
) -> None:
    service, moving = moves
    place = where_of(desk_ring(service.keys), "1")
    untold = CarryOn(place.party, "m", "Mia", PartyId("b" * 32), "Bob", False)
    down = SetDownBefore(place.party, (("event_type", "violence"),), "", "Linde")
    comes = Coming(place, ANNA, INTAKE, ((down, INTAKE), (untold, PLANNER)))
    (refused,) = kept.write(service.keys, moving.id, [comes], service.now)
    assert isinstance(refused, Refusal)
    assert refused.number == 26
    assert Party.objects.count() == 1
    assert Trajectory.objects.get().arriving == moving.id
    assert {task.arriving for task in TaskRow.objects.all()} == {True}


def test_whoever_is_not_intake_brings_nobody_and_nothing_of_the_others_is_written(
    moves: tuple[Service, kept.Moving],
) -> None:
    service, moving = moves
    ring = desk_ring(service.keys)
    comes = [Coming(where_of(ring, "1"), ANNA, INTAKE), Coming(where_of(ring, "2"), ANNA, PLANNER)]
    with pytest.raises(ValueError, match="nobody refuses"):
        kept.write(service.keys, moving.id, comes, service.now)
    assert not Party.objects.exists()


def test_they_arrive_once_and_one_file_at_a_time_is_open(
    moves: tuple[Service, kept.Moving],
) -> None:
    service, moving = moves
    ring, today = desk_ring(service.keys), day(service.now)
    with pytest.raises(kept.AnotherOne):
        kept.keep(ring, {}, [["1"]], today)
    assert kept.arrived(ring, moving, today)
    assert not kept.arrived(ring, moving, today)
    assert kept.one(ring, "0" * 32) is None
    kept.keep(ring, {}, [["1"]], today)


def test_a_changed_spreadsheet_is_not_read(moves: tuple[Service, kept.Moving]) -> None:
    service, _moving = moves
    row = MovingRow.objects.get()
    MovingRow.objects.update(sealed=bytes(row.sealed)[:-1] + b"\0")
    with pytest.raises(Damaged):
        kept.latest(desk_ring(service.keys))


def test_the_same_number_is_the_same_trajectory_in_this_service_alone(service: Service) -> None:
    ring = desk_ring(service.keys)
    assert where_of(ring, "1") == where_of(ring, "1")
    assert where_of(ring, "1") != where_of(ring, "2")
    assert isinstance(service.keys, Keys)


def test_what_no_member_of_staff_may_know_is_not_taken_along(service: Service) -> None:
    mine = Actor(Audience.OWNER, "a")
    drawn = Entry("ecogram_dot_put", mine, service.now, {"name": "Eva"})
    noted = Entry("noted", Actor(Audience.MEDIATOR, "m"), service.now, {"text": "x"})
    assert list(leaving.as_staff_see([drawn, noted], day(service.now))) == [noted]
