"""Several harmed or responsible people: one party each, and no member's no reveals another's way (§1.3)."""

from typing import Any

import pytest

from tests.mediation.says import passes, says
from tests.mediation.way import NOT_HERE, Way
from tests.worlds.steps import A, B
from visavis.mediation.approach import AnswerApproach, RecordRoute, SendApproach
from visavis.mediation.course import Withdraw
from visavis.mediation.entries import PartyId
from visavis.mediation.parties import NameParty
from visavis.mediation.preparation import BeginPreparation
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.words import PartyState, TrajectoryState

pytestmark = pytest.mark.pure

P, T = PartyState, TrajectoryState
SISTER, FRIEND = PartyId("party-sister"), PartyId("party-friend")


def named(way: Way, who: PartyId = FRIEND, initiating: bool = False) -> Way:
    return way.does(NameParty(who, "Sam", initiating, knows_nobody=True))


def asked(way: Way, who: PartyId) -> Way:
    way.does(RecordRoute(who, "Street 9", "register"))
    return way.does(SendApproach(who, "minimal", way.reachable()))


def test_one_more_on_either_side_stands_on_that_side() -> None:
    way = named(named(Way().allowed()), SISTER, initiating=True)
    sides = {side.party: side.initiating for side in way.world.desk(way.now).sides}
    assert sides == {A: True, B: False, FRIEND: False, SISTER: True}
    assert way.side(FRIEND).state is P.NAMED
    assert way.me(SISTER).initiating is False  # she did not sign up


def test_who_is_named_is_named_once_and_not_by_a_mediator_who_knows_someone() -> None:
    assert Way().allowed().tries(NameParty(FRIEND, "Sam", False, knows_nobody=False)) == says(26)
    way = named(Way().answered())
    assert way.tries(NameParty(B, "Bob", False, knows_nobody=True)) == NOT_HERE


def test_nobody_learns_that_one_more_is_named_asked_or_says_no() -> None:
    way = Way().both_willing()
    pages = way.me(A), way.me(B)
    asked(named(way), FRIEND).does(AnswerApproach("no"), FRIEND)
    assert (way.me(A), way.me(B)) == pages


def test_a_members_no_ends_no_others_way() -> None:
    way = asked(named(Way().both_willing()), FRIEND).does(AnswerApproach("no"), FRIEND)
    assert way.world.desk(way.now).state is T.TWO_SIDED
    assert passes(way.tries(BeginPreparation((A, B))))
    assert passes(way.does(Withdraw(), B).does(Withdraw()).tries(Withdraw(), FRIEND))


def test_someone_on_the_side_of_who_began_is_asked_on_the_same_permission() -> None:
    way = named(Way().allowed(), SISTER, initiating=True)
    asked(way, SISTER).does(AnswerApproach("talk"), SISTER)
    assert way.side(SISTER).state is P.EXPLORING
    assert way.me(SISTER).news_date is not None


@pytest.mark.parametrize("late", [FRIEND, SISTER])
def test_who_comes_later_begins_beside_those_who_prepare(late: Any) -> None:
    way = named(Way().preparing(), late, initiating=late == SISTER)
    asked(way, late).does(AnswerApproach("talk"), late).willing(late)
    way.does(SetWhatOtherMayKnow(("O.takes_part",)), late)
    others = way.me(A), way.me(B)
    way.does(BeginPreparation((A, B, late)))
    assert way.me(late).state is P.PREPARING
    assert (way.me(A), way.me(B)) == others
