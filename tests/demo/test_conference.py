"""Two in a hundred first forms of contact are a group meeting, lived to its end through the same acts."""

import random
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest

from tests.demo.test_story import TODAY, keys
from visavis.demo import conference, figures
from visavis.demo.story import Assigned, Story
from visavis.journal.keys import Keys
from visavis.journal.life import Life
from visavis.mediation.words import PartyState

__all__ = ["keys"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def story(keys: Keys, number: int, begins: datetime) -> Story:
    rng = random.Random(number)

    def assign(now: datetime, without: Collection[str], source: random.Random | None) -> Assigned:
        free = [name for name in ("account-1", "account-2", "account-3") if name not in without]
        return Assigned(free[0], "Mieke de Boer", 0, 0)

    return Story(Life(keys, rng), rng, f"Linde {number}", begins, TODAY, assign)


def test_about_two_in_a_hundred_begin_with_it(keys: Keys) -> None:
    drawn = [conference.Conference(story(keys, n, TODAY)).is_first for n in range(2000)]
    assert abs(sum(drawn) / 2000 - figures.CONFERENCE_FIRST) < 0.011


@pytest.mark.parametrize("says_no", [0.0, 1.0])
def test_it_is_held_and_looked_back_on_and_rounded_off(
    keys: Keys, says_no: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "CONFERENCE_FIRST", 1.0)
    monkeypatch.setattr(figures, "CONTACT_IF_BOTH_AGREE", 1.0)
    monkeypatch.setattr(conference, "SAYS_NO", says_no)
    began = datetime(2024, 3, 4, 10, tzinfo=UTC)
    held = refused = 0
    for number in range(40):
        one = story(keys, number, began + timedelta(days=number))
        if not one.live():
            continue
        sides = one.view(TODAY).sides
        held += all(side.own.held for side in sides)
        refused += any(
            type(each.act).__name__ == "AnswerAttendees" and not each.act.accepts
            for each in one.lived
        )
        for side in sides:
            for each in side.own.held:
                assert each.form == "conference"
                assert side.own.state is not PartyState.READY
    assert held >= 3
    assert bool(refused) is bool(says_no)
