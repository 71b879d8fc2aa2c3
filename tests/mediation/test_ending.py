"""The end is said early, and the last contacts are counted down."""

from datetime import timedelta

import pytest

from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import A
from visavis.mediation.closing import BeginClosing, ChooseClosingSupport, HoldFollowUp
from visavis.mediation.ending import PlanClosing, contacts_left, planned_for
from visavis.mediation.preparation import HoldPreparationTalk
from visavis.mediation.terms import DESIGN

pytestmark = pytest.mark.pure


def test_from_the_start_of_preparing_the_end_has_a_time() -> None:
    way = Way().both_willing()
    assert planned_for(way.me(A)) is None
    assert way.tries(PlanClosing(A, way.today)) == NOT_HERE
    way = Way().preparing()
    assert planned_for(way.me(A)) == way.today + DESIGN.lasts("rounds_off")
    assert contacts_left(way.me(A)) is None
    sooner = way.today + timedelta(days=60)
    assert planned_for(way.does(PlanClosing(A, sooner)).me(A)) == sooner
    assert contacts_left(way.me(A)) is None


def test_the_last_three_contacts_are_counted_down() -> None:
    way = Way().preparing()
    way.does(PlanClosing(A, way.today + timedelta(days=60), 4))
    counted = []
    for _ in range(5):
        counted.append(contacts_left(way.me(A)))
        way.does(HoldPreparationTalk(A, "Plan.", "no"))
    assert counted == [None, 3, 2, 1, None]


def test_at_the_end_and_after_it_the_calls_are_counted_down() -> None:
    way = Way().preparing().does(BeginClosing(A))
    assert planned_for(way.me(A)) is None
    assert contacts_left(way.me(A)) == 1
    way.does(ChooseClosingSupport((), ("4_weeks", "3_months")))
    assert contacts_left(way.me(A)) == 3
    way = Way().willing().closed(follow_up=("4_weeks", "3_months"))
    assert contacts_left(way.me(A)) == 2
    way.later(weeks=4).does(HoldFollowUp(A, way.me(A).closing.dates[0].isoformat()))
    assert contacts_left(way.me(A)) == 1
    assert contacts_left(Way().willing().closed().me(A)) is None
