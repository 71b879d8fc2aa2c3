"""What opens, holds and closes rounds of the study: facts this person can see of their own way."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mediation.test_stopping import ways
from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.mediation.approach import AnswerApproach, Decline
from visavis.mediation.closing import AskToClose
from visavis.mediation.course import Pause, PutOff, Resume, Withdraw
from visavis.mediation.effects import Occasion
from visavis.mediation.entries import PartyId
from visavis.mediation.exploring import AssessSuitability
from visavis.mediation.words import PartyState

pytestmark = pytest.mark.pure


def occasions(way: Way, who: PartyId) -> list[str]:
    return [anchor.occasion for anchor in way.world.anchors if anchor.party == who]


@pytest.mark.parametrize(
    ("led", "who", "expected"),
    [
        (lambda: Way().willing().does(Pause()), A, [Occasion.PAUSED]),
        (lambda: Way().willing().does(PutOff(A)), A, [Occasion.PAUSED]),
        (
            lambda: Way().willing().does(Pause()).does(Resume()),
            A,
            [Occasion.PAUSED, Occasion.RESUMED],
        ),
        (
            lambda: Way().willing().does(Pause()).does(AskToClose()),
            A,
            [Occasion.PAUSED, Occasion.RESUMED],
        ),
        (
            lambda: Way().willing().does(Pause()).does(Withdraw()),
            A,
            [Occasion.PAUSED, Occasion.SILENCE],
        ),
        (
            lambda: Way().willing().does(AssessSuitability(A, "go", acute=True)),
            A,
            [Occasion.SILENCE],
        ),
        (lambda: Way().willing().does(AskToClose()), A, []),
    ],
)
def test_a_pause_begins_and_ends_and_a_stop_or_a_crisis_is_silence(
    led: Any, who: PartyId, expected: list[str]
) -> None:
    assert occasions(led(), who) == [Occasion.FIRST_TALK, *expected]


def test_later_and_going_on_are_a_pause_too_and_a_no_after_a_talk_is_silence() -> None:
    assert occasions(Way().answered("later").does(Resume(), B), B) == [
        Occasion.PAUSED,
        Occasion.RESUMED,
    ]
    assert occasions(Way().answered().does(Decline(), B), B) == [Occasion.SILENCE]
    assert occasions(Way().asked().does(AnswerApproach("no"), B), B) == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ways(), st.sampled_from([A, B]))
def test_pauses_outnumber_their_ends_by_one_while_somebody_pauses(way: Way, who: PartyId) -> None:
    found = occasions(way, who)
    if Occasion.SILENCE not in found:
        pausing = way.me(who).state is PartyState.PAUSED
        assert found.count(Occasion.PAUSED) - found.count(Occasion.RESUMED) == pausing
