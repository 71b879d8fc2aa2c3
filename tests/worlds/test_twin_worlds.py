"""The barrier once more, between two full worlds: whatever is a secret of one, the observer cannot tell them apart."""

import pytest

from tests.worlds.search import EXAMPLES, searched
from tests.worlds.twins import walk_twins

pytestmark = [pytest.mark.pure, pytest.mark.worlds]


def test_the_observer_cannot_tell_in_which_of_two_worlds_they_are() -> None:
    counted = searched("twin worlds", walk_twins)
    histories = counted["histories"]
    print(f"{histories} of {EXAMPLES} histories fitted")
    assert histories >= min(EXAMPLES, 200)
    assert counted["secret"] > 2 * histories
    assert counted["secret desk acts"] > histories
    assert counted["visible desk acts"] > 1.5 * histories  # each meeting asks for a fresh yes first
    assert counted["openings"] > histories / 30
    assert counted["in neither"] > histories
