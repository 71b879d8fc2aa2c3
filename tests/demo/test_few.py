"""The courses told step by step stand in every demo, whatever day it is made."""

from datetime import datetime, timedelta

import pytest

from tests.demo.test_story import TODAY, keys
from visavis.demo import few, looks
from visavis.demo.story import Assigned
from visavis.journal.cards import cards_of
from visavis.journal.keys import Keys, desk_ring
from visavis.journal.models import Trajectory
from visavis.journal.see import see_desk
from visavis.journal.worklist import tasks_of
from visavis.mediation.views import DeskView
from visavis.mediation.words import PartyState

__all__ = ["keys"]

pytestmark = pytest.mark.django_db

P = PartyState
BY = Assigned("account-1", "Mieke de Boer", 0, 0)


def told(keys: Keys, today: datetime) -> dict[str, DeskView]:
    few.tell(keys, today, BY)
    ring = desk_ring(keys)
    views = [see_desk(one.id, ring, today).view for one in Trajectory.objects.all()]
    assert len(cards_of(ring, Trajectory.objects.all())) == len(views)
    return {view.desk.nickname: view for view in views}


@pytest.mark.parametrize("later", [0, 38, 45, 160, 223])
def test_they_can_be_told_on_any_day_weekends_and_holidays_too(keys: Keys, later: int) -> None:
    assert set(told(keys, TODAY + timedelta(days=later))) == set(few.STORIES)


def test_each_shows_what_it_is_there_for(keys: Keys) -> None:
    views = told(keys, TODAY)
    child = views["Zandkool"].sides[0]
    assert child.own.age(TODAY.date()) == 13
    assert [guest.name for guest in child.own.around if guest.name == few.MOTHER]
    assert child.own.guardians_said == ()
    several = views["Steppekievit"]
    assert [side.number for side in several.sides if side.initiating] == [1, 2]
    assert any(side.own.complaints for side in several.sides)
    agreed, put = views["Tuinboon"].sides[0].own.agreements
    assert agreed.recorded_on is not None
    assert put.recorded_on is None
    assert views["Tuinboon"].sides[0].own.drafts
    for side in views["Mispel"].sides:
        assert (side.own.state, side.own.form_agreed) == (P.READY, "conversation")
    hers, his = (side.own.group for side in views["Mannagras"].sides)
    assert (hers.names, hers.accepts, his.asks) == (his.names, True, True)
    assert [one.released for one in his.mine] == [True, False]
    (call,) = views["Zandoogje"].sides[0].own.appointments
    assert (call.form, call.state, call.arrives > TODAY) == ("video_call", "planned", True)
    assert [len(side.own.held) for side in views["Zeeraket"].sides] == [1, 1]
    assert [len(looks.let_in(side)) for side in views["Tuinboon"].sides] == [1, 0]
    assert len(views["Tuinboon"].sides[0].own.ecogram[0].dots) == len(few.AROUND_ROSA)
    asked = next(side for side in views["Zeegras"].sides if not side.initiating)
    assert (asked.own.state, asked.own.first_name) == (P.EXPLORING, "Luuk")
    assert views["Duinviool"].sides[0].own.state is P.CLOSED


def test_what_they_ask_of_staff_waits_for_them(keys: Keys) -> None:
    views = told(keys, TODAY)
    waiting = {
        name: {item.code for item in tasks_of(desk_ring(keys), view.trajectory)}
        for name, view in views.items()
    }
    assert "answer_complaint" in waiting["Steppekievit"]
    assert {"help_with_draft", "disclosure_answered"} <= waiting["Tuinboon"]
    assert "tell_by_phone" in waiting["Zeegras"]
