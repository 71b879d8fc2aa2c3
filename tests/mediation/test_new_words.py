"""New words for a place: asked by one, confirmed by another, told to whoever it is about."""

import pytest

from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import MEDIATOR, A
from visavis.mediation.effects import Notice
from visavis.mediation.entries import Actor, Audience
from visavis.mediation.new_words import AskNewWords, ConfirmNewWords, RefuseNewWords

pytestmark = pytest.mark.pure

INTAKE = Actor(Audience.INTAKE, "els")
CONFIRM = ConfirmNewWords(A, asked_by="mia", confirmed_by="els")


def test_asking_for_new_words_changes_nothing_for_whom_they_are() -> None:
    way = Way().taken_up()
    before = way.me(A)
    way.does(AskNewWords(A))
    assert way.me(A) == before
    assert way.side(A).file.new_words_wait
    assert "confirm_new_words" in way.tasks(A)


def test_whoever_gets_new_words_reads_the_day_and_hears_that_something_is_there() -> None:
    way = Way().taken_up().does(AskNewWords(A))
    notices = len(way.world.notices)
    assert way.tries(CONFIRM, actor=INTAKE)
    assert way.me(A).new_words_on == way.today
    assert way.world.notices[notices:] == [Notice(A, way.today)]
    assert not way.side(A).file.new_words_wait
    assert "confirm_new_words" not in way.tasks(A)


def test_words_that_are_not_confirmed_are_told_to_the_mediator_alone() -> None:
    way = Way().taken_up().does(AskNewWords(A))
    before = way.me(A)
    way.tries(RefuseNewWords(A), actor=INTAKE)
    assert way.me(A) == before
    assert not way.side(A).file.new_words_wait
    assert "new_words_refused" in way.tasks(A)


def test_the_mediator_does_not_confirm_new_words() -> None:
    way = Way().taken_up().does(AskNewWords(A))
    assert way.tries(CONFIRM, actor=MEDIATOR) == NOT_HERE
    assert way.tries(RefuseNewWords(A), actor=MEDIATOR) == NOT_HERE
