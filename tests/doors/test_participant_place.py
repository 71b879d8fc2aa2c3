"""My place: one thing now, the way, and what the other knows."""

import pytest

from tests.doors.pages import title_of

STATES = ["signed_up", "taken_up", "asked", "answered", "preparing", "prepared", "ready"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_my_place_opens_from_every_stretch_of_the_way_in_both_languages(lived, state, prefix):
    getattr(lived, state)()
    page = lived.client(lived.a).get(f"{prefix}/plek/")
    assert page.status_code == 200
    assert title_of(page.content.decode()).startswith("My place" if prefix else "Mijn plek")
