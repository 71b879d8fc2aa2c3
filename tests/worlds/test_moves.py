"""The picture of the places somebody can be in says what happens."""

import os

import pytest

from tests.house.repository import TOP
from tests.worlds import moves
from visavis.mediation.words import PartyState

pytestmark = [pytest.mark.pure, pytest.mark.worlds]
AGAIN = int(os.environ.get("VISAVIS_MOVES", "150"))
"""Of the histories the page was made from: a rule that moves people otherwise since then is seen in the same
histories on every machine. A way nobody walked in all of them is for the page to find, made anew from more."""


def test_every_move_that_happens_stands_in_the_picture() -> None:
    page = (TOP / moves.PAGE).read_text(encoding="utf-8")
    known = moves.drawn(page)
    happened = moves.seen(AGAIN, moves.SEED)
    assert happened - known == set(), "run: python -m tests.worlds.moves"
    assert len(happened) > 40
    assert page == moves.page(known)


def test_the_picture_has_all_seventeen_places_and_a_way_out_of_each_with_a_screen() -> None:
    known = moves.drawn((TOP / moves.PAGE).read_text(encoding="utf-8"))
    assert {to for _was, to, _act in known} == set(PartyState)
    stopped = {was for was, _to, act in known if act == "Withdraw"}
    assert stopped >= {PartyState.REGISTERED, PartyState.EXPLORING, PartyState.WILLING}
    assert stopped >= {PartyState.PREPARING, PartyState.READY, PartyState.IN_CONTACT}
    assert stopped >= {PartyState.PAUSED, PartyState.CLOSING, PartyState.AFTERCARE}
