"""The front door walked in a real browser: the guide and its mistakes, the way out, what is kept in passing.

What each of its pages looks like is looked at in `tests/looks`.
"""

import pytest
from playwright.sync_api import Page

from tests.journeys.usable import found_by_axe

pytestmark = pytest.mark.browser


def choose(page: Page, *ids: str) -> None:
    for one in ids:
        page.check(f"#id_{one}")
    follow(page, "button[value=next]")


def follow(page: Page, selector: str) -> None:
    """To the page that this leads to."""
    with page.expect_navigation():
        page.click(selector)


def test_axe_finds_nothing_on_the_way_through_the_guide(live_server, page):
    page.goto(live_server.url + "/is-dit-iets/")
    assert found_by_axe(page) == []
    follow(page, "button[value=next]")
    assert page.title().startswith("Fout: ")
    assert page.evaluate("document.activeElement.className").startswith("errors")
    assert found_by_axe(page) == []
    choose(page, "event_0")
    assert found_by_axe(page) == []
    choose(page, "relation_1")
    assert found_by_axe(page) == []
    choose(page, "wish_0", "wish_2")
    assert found_by_axe(page) == []
    choose(page, "safe_1")
    assert found_by_axe(page) == []
    follow(page, "button[value=next]")
    assert found_by_axe(page) == []
    assert page.url == live_server.url + "/is-dit-iets/"


def test_the_guide_can_be_walked_without_script_and_back_again(live_server, page_without_script):
    page = page_without_script
    page.goto(live_server.url + "/")
    follow(page, "text=Is dit iets voor mij?")
    choose(page, "event_4")
    choose(page, "relation_0")
    follow(page, "text=English")
    assert page.url == live_server.url + "/en/is-dit-iets/"
    assert page.inner_text("h1") == "What would you like?"
    follow(page, "button[value=back]")
    assert page.is_checked("#id_relation_0")
    follow(page, "button[value=next]")
    choose(page, "wish_1")
    choose(page, "safe_0")
    assert page.inner_text("h1") == "Yes, you can come to us with this"
    assert page.context.cookies() == []


def test_leaving_works_without_script(live_server, page_without_script):
    page = page_without_script
    page.goto(live_server.url + "/brief/")
    follow(page, "text=Snel weg")
    assert page.url == live_server.url + "/weg"
    assert "Visavis" not in page.content()


def test_escape_three_times_leaves_and_the_page_is_not_one_step_back(live_server, page):
    page.goto(live_server.url + "/contact/")
    page.goto(live_server.url + "/brief/")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.url.endswith("/brief/")
    page.keyboard.press("Escape")
    page.wait_for_url("**/weg")
    page.go_back()
    assert page.url.endswith("/contact/")


def test_the_keyboard_reaches_the_content_first_and_the_way_out_second(live_server, page):
    page.goto(live_server.url + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/weg"


DRAFT = """<!doctype html><html lang="nl"><title>x</title>
<form data-save-url="/save"><textarea name="text"></textarea><input name="more">
<p class="saved" role="status" data-saved data-not-saved="niet bewaard"><svg></svg><span></span></p></form>
<script src="/static/shared/shared.js" defer></script></html>"""


def test_a_draft_is_saved_on_leaving_the_field_and_says_when_it_was_not(live_server, page):
    answers = iter(
        [
            (200, "text/plain", "Bewaard"),
            (200, "text/html", "sign in"),
            (200, "text/plain", "Weer bewaard"),
        ]
    )
    sent: list[str] = []

    def save(route):
        status, kind, body = next(answers)
        sent.append(route.request.post_data or "")
        route.fulfill(status=status, content_type=kind, body=body)

    page.route("**/draft", lambda route: route.fulfill(content_type="text/html", body=DRAFT))
    page.route("**/save", save)
    page.goto(live_server.url + "/draft")
    for text, said, kept in [
        ("een", "Bewaard", True),
        ("twee", "niet bewaard", False),
        ("drie", "Weer bewaard", True),
    ]:
        page.fill("textarea", text)
        page.focus("input")
        page.wait_for_function(
            "text => document.querySelector('.saved').textContent.trim() === text", arg=said
        )
        assert ("is-saved" in page.get_attribute(".saved", "class")) is kept
        assert page.input_value("textarea") == text
    assert len(sent) == 3
    assert "drie" in sent[-1]
