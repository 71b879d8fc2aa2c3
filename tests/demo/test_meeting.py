"""Half of the first forms of contact are a talk in one room (domain §9), lived to its end through the same acts."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.demo.test_conference import story
from tests.demo.test_story import TODAY, keys
from visavis.demo import figures
from visavis.demo.meeting import BY_VIDEO, ONE_ROOM, Conversation
from visavis.journal.keys import Keys

__all__ = ["keys"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]
SEXUAL = 0.42
"""How many of those who come to contact (§9: 0.32 of sign-ups, 41 against 27 in a hundred)."""


def test_of_all_first_forms_half_are_a_talk_and_after_sexual_harm_three_in_five() -> None:
    left = 1 - figures.SHUTTLE_FIRST - figures.VIDEO_FIRST - figures.CONFERENCE_FIRST
    of_all = {sexual: share * left for sexual, share in figures.IN_ONE_ROOM.items()}
    assert of_all[True] == pytest.approx(0.60)
    assert SEXUAL * of_all[True] + (1 - SEXUAL) * of_all[False] == pytest.approx(0.52, abs=0.01)
    assert figures.VIDEO_CALL * left == pytest.approx(0.03)


@pytest.mark.parametrize("form", [ONE_ROOM, BY_VIDEO])
def test_it_is_planned_ahead_held_and_looked_back_on(
    keys: Keys, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = 1.0 if form == ONE_ROOM else 0.0
    monkeypatch.setattr(figures, "IN_ONE_ROOM", {False: chosen, True: chosen})
    monkeypatch.setattr(figures, "VIDEO_CALL", 1.0)
    monkeypatch.setattr(figures, "CONTACT_IF_BOTH_AGREE", 1.0)
    began, held = datetime(2024, 3, 4, 10, tzinfo=UTC), 0
    for number in range(24):
        one = story(keys, number, began + timedelta(days=number))
        if not one.live():
            continue
        assert isinstance(one.talk, Conversation)
        sides = one.view(TODAY).sides
        held += all(any(each.form == form for each in side.own.held) for side in sides)
        for side in sides:
            for each in side.own.appointments:
                assert each.leaves - each.arrives == timedelta(hours=2)
                assert each.arrives.isoweekday() < 6
    assert held >= 3
