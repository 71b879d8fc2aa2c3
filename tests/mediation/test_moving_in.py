"""Moving in: under way elsewhere, here at the beginning; nothing is claimed that was not given here."""

from datetime import date

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import A, B
from visavis.mediation.counted import History, Person, marks_of
from visavis.mediation.entries import DESK_LANE, Actor, Audience, file_of, own
from visavis.mediation.figures import count
from visavis.mediation.mediator import ChangeMediator
from visavis.mediation.moving_in import BringOver, CarryOn, SetDownBefore
from visavis.mediation.on_behalf import ConfirmSignUp
from visavis.mediation.views import PartyView, Reach
from visavis.mediation.words import PartyState

pytestmark = pytest.mark.pure
P = PartyState
INTAKE = Actor(Audience.INTAKE, "intake")
ANNA = BringOver("harmed", "Anna", True, reach=Reach(phone="06-1"))
DOWN = SetDownBefore(A, (("event_type", "violence"),), "It stood there as: asked.", "Linde")
ON = CarryOn(A, "mediator", "Mia", B, "Bob", True, stood="Perhaps.")


def brought(act: BringOver = ANNA) -> Way:
    return Way().tells(act, A, INTAKE)


def test_who_was_under_way_stands_at_the_beginning_with_the_mediator_they_had() -> None:
    way = brought().does(DOWN).does(ON)
    assert way.states() == (P.REGISTERED, P.NAMED)
    me = way.me(A)
    assert (me.mediator, me.consented_on, me.informed, me.talks) == ("Mia", None, (), ())
    assert (me.may_tell, me.standing_wish, me.reach.channel) == (frozenset(), "", "")
    assert way.tasks(A) == {"read_what_stood"}
    assert not way.world.notices


def test_what_stood_there_of_each_is_in_their_own_file_and_in_no_lane_of_theirs() -> None:
    way = brought().does(DOWN).does(ON)
    assert [note.text for note in way.side(A).file.notes] == ["It stood there as: asked."]
    assert [note.text for note in way.side(B).file.notes] == ["Perhaps."]
    lanes = way.world.lanes
    assert "asked" not in str(lanes[own(A)]) + str(lanes[DESK_LANE])
    assert "Perhaps" not in str(lanes[own(A)]) + str(lanes[file_of(A)]) + str(lanes[DESK_LANE])
    assert way.me(B).state is None


def test_s01_where_nobody_says_they_signed_up_themselves_their_own_yes_comes_first() -> None:
    way = brought(BringOver("harmed", "Anna", False)).does(DOWN)
    assert way.tries(ON) == says(1)
    assert "confirm_sign_up" in way.tasks(A)
    assert passes(way.tells(ConfirmSignUp(), A, Actor(Audience.OWNER, A)).tries(ON))


def test_without_their_own_yes_it_lapses_and_is_erased_like_any_other() -> None:
    way = brought(BringOver("harmed", "Anna", False)).later(days=31)
    assert way.states() == (P.CLOSED,)


@pytest.mark.parametrize(
    ("act", "refused"),
    [
        (CarryOn(A, "mediator", "Mia", B, "Bob", False), 26),
        (CarryOn(A, "mediator", "Mia", B, "Bob", True), 27),
    ],
)
def test_s26_and_s27_hold_for_who_carries_on_too(act: CarryOn, refused: int) -> None:
    way = brought().does(SetDownBefore(A, (("event_type", "sexual_harm"),), "", "Linde"))
    assert way.tries(act) == says(refused)


def test_without_a_nickname_intake_rings_first_and_nothing_needs_to_be_known() -> None:
    way = brought().does(SetDownBefore(A))
    assert way.tasks(A) == {"prepare_sign_up"}
    assert way.side(A).file.facts == {}
    assert not passes(way.tries(ON))
    assert passes(brought().does(DOWN).tries(CarryOn(A, "mediator", "Mia", B, "Bob", True)))


def test_the_other_is_told_nothing_also_where_they_are_known_already() -> None:
    way = brought().does(DOWN)
    assert list(ON.for_party(B, PartyView(B), way.now)) == []


@pytest.mark.parametrize("audience", Audience)
def test_only_intake_brings_anybody_over(audience: Audience) -> None:
    outcome = Way().tries(ANNA, A, Actor(audience, "x"))
    assert passes(outcome) is (audience is Audience.INTAKE)
    if audience is not Audience.INTAKE:
        assert outcome == NOT_HERE


def test_a_child_that_came_over_is_known_as_one_and_a_grown_up_has_no_age() -> None:
    assert brought(BringOver("harmed", "Kim", True, 11)).me(A).aged == 11
    assert brought().me(A).aged is None
    assert brought(BringOver("harmed", "Anna", True, 44)).me(A).aged is None


def test_it_counts_as_no_sign_up_and_no_start_of_this_year_but_its_end_counts() -> None:
    way = brought().does(DOWN).does(ON)
    way.does(ChangeMediator((A,), "other", "Mo", True))

    def history() -> History:
        lanes = way.world.lanes
        marks = marks_of([*lanes[own(A)], *lanes[file_of(A)]])
        return History(tuple(marks_of(lanes[DESK_LANE])), (Person(True, tuple(marks)),))

    assert count([history()], 2026) == {}
    from tests.mediation.test_figures import closes

    ended = History(history().desk, (Person(True, closes(9).marks[1:]),))
    assert count([ended], 2026)[date(2024, 11, 1).year].steps == {"ended": 1}
