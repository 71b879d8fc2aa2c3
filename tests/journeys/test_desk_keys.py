"""A morning by keys alone, in a real browser: each presses the link that bears it, and none inside a field."""

import pytest
from playwright.sync_api import Page

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_roles import at
from tests.journeys.test_desk_walk import Desk

__all__ = ["work"]
pytestmark = pytest.mark.browser


def test_a_mediator_walks_by_keys_changes_one_and_clears_the_screen(
    host: str, work: AtWork, page: Page
) -> None:
    lived = work.lived().answered()
    desk = Desk(page, host, "staff-mediator")

    def types(*keys: str, to: str) -> None:
        for key in keys[:-1]:
            page.keyboard.press(key)
        with page.expect_navigation():
            page.keyboard.press(keys[-1])
        assert page.url == host + to, page.url

    types("g", "t", to=at("trajectories"))
    page.keyboard.press("/")
    page.keyboard.type("g v wilgen?")
    assert page.input_value("#zoek") == "g v wilgen?"
    desk.goes(at("trajectory", lived.where.trajectory)).looks("trajectory-keys")
    page.keyboard.press("3")
    assert page.url.endswith("#kant-b")
    desk.goes(at("side", lived.where.trajectory, lived.b))
    types("n", to=at("act", lived.where.trajectory, lived.b, "notitie"))
    page.get_by_role("textbox").first.click()
    page.keyboard.type("g t n ? 1")
    assert page.input_value("textarea") == "g t n ? 1"
    page.keyboard.press("Tab")
    types("/", to=at("trajectories") + "#zoek")
    assert page.evaluate("document.activeElement.id") == "zoek"
    page.keyboard.press("Tab")
    page.locator("h1").click()
    types("?", to=at("keys"))
    desk.looks("keys")
    page.get_by_label("Naar Vandaag").fill("v")
    desk.presses("Bewaar dit").looks("keys-changed")
    page.locator("h1").click()
    types("v", to=at("today"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: at("today") not in url)
    desk.goes(at("today"))
    assert page.url.endswith(at("sign_in"))
