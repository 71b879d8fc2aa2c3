"""Ten planted leaks: each changes what the observer receives in a pair written by hand, and the search finds each.

A leak that shows only in what a server answers (an ETag, 403 for 404, a cookie) is planted in ``http_leaks``.
"""

from datetime import datetime, timedelta

import pytest
from hypothesis import Phase, given, settings

from tests.worlds.leaks import LEAKS
from tests.worlds.search import STEPS, tapes, unhurried
from tests.worlds.steps import A, B, Step, by, desk
from tests.worlds.towards import release
from tests.worlds.walks import beginning, walk
from tests.worlds.world import World, copied, observed
from visavis.mediation.course import PutOff, Withdraw
from visavis.mediation.effects import Refusal
from visavis.mediation.letters import ReleaseLetter
from visavis.mediation.mediator import AskForAnotherMediator
from visavis.mediation.preparation import ChooseForm
from visavis.mediation.safeguards import version_hash_of

pytestmark = [pytest.mark.pure, pytest.mark.worlds]

LONG = "word " * 400
LETTER = by(A, ReleaseLetter("long", "parcel", LONG, version_hash_of(LONG, "A."), "A."))
STOPS, RELEASES = by(A, Withdraw()), release(A, 1)
MINE = by(B, ChooseForm("letters"))
PAIRS: dict[str, tuple[Step, Step | None]] = {
    "a count": (RELEASES, None),
    "a time": (RELEASES, None),
    "a token over everything": (RELEASES, None),
    "an order of messages": (desk(PutOff(A)), desk(PutOff(B))),
    "a size step": (LETTER, None),
    "a refusal that knows the other": (STOPS, MINE),
    "a mail at the moment of the act": (RELEASES, None),
    "a rule that tells at once": (STOPS, None),
    "a slot in the agenda": (by(A, AskForAnotherMediator()), None),
    "a retention date": (STOPS, None),
}
"""A secret of A, and what happens in both worlds afterwards."""


def received(kind: type[World], secret: Step | None, common: Step | None) -> str:
    """All that B receives two days later, with the secret or without."""
    led, now = beginning(B, 48)
    world = copied(led.full, kind)
    later: datetime = now + timedelta(days=2)
    if secret is not None:
        assert not isinstance(world.do(secret, later), Refusal)
    answer = world.do(common, later) if common is not None else None
    refused = answer if isinstance(answer, Refusal) else None
    return repr((refused, observed(world, B, later + timedelta(days=3))))


@pytest.mark.parametrize("name", sorted(LEAKS))
def test_a_planted_leak_changes_what_the_other_receives(name: str) -> None:
    secret, common = PAIRS[name]
    assert received(LEAKS[name], secret, common) != received(LEAKS[name], None, common)
    assert received(World, secret, common) == received(World, None, common)


@pytest.mark.parametrize("name", sorted(LEAKS))
def test_a_planted_leak_is_found(name: str) -> None:
    """Each leak is found by the same search, so that a real one would be."""

    @settings(unhurried, max_examples=2000, report_multiple_bugs=False, phases=[Phase.generate])
    @given(tapes)
    def holds(data: bytes) -> None:
        walk(data, STEPS, LEAKS[name])

    with pytest.raises(AssertionError):
        holds()
