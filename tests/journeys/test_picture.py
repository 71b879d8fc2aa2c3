"""A drawing and a scan go with a letter: brought, seen as they go, read along, read; in a real browser."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_roles import at
from tests.journeys.test_desk_walk import Desk
from tests.journeys.test_supporter import signs_in, window
from tests.rebuilding import brought
from visavis.people import signing_in

__all__ = ["work"]
pytestmark = pytest.mark.browser
ALL_SEEN = "[...document.images].every(image => image.complete && image.naturalWidth > 0)"


@pytest.fixture
def host(host: str, settings: Any, tmp_path: Path) -> str:
    settings.VISAVIS_VAR = tmp_path
    return host


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


@pytest.mark.parametrize(("language", "script"), [("nl", True), ("en", False)])
def test_a_drawing_goes_with_a_letter_as_its_author_saw_it(
    host: str, work: AtWork, browser: Browser, page: Page, language: str, script: bool
) -> None:
    lived, dutch = work.lived().ready(), language == "nl"
    opened = signing_in.open_place(lived.where.trajectory, lived.a)
    anna = window(browser, host, script, language)
    signs_in(anna, opened.words)
    anna.go("/plek/schrijven/")
    anna.press("Begin een nieuwe brief" if dutch else "Begin a new letter")
    anna.fill("text", "Dit is ons huis.")
    anna.press(
        "Voeg een foto, een tekening of een scan toe"
        if dutch
        else "Add a photo, a drawing or a scan"
    )
    anna.look("picture-none")
    add = "Voeg toe" if dutch else "Add it"
    anna.page.set_input_files("[name=file]", file("virus.jpg", b"MZ" + bytes(90)))
    anna.press(add)
    anna.look("picture-refused")
    assert ("iets anders" if dutch else "something else") in anna.page.content()
    anna.page.set_input_files("[name=file]", file("huis.jpg", brought.photo(size=(900, 600))))
    anna.fill("says", "Ons huis")
    anna.press(add)
    anna.page.set_input_files("[name=file]", file("brief.pdf", brought.scripted_pdf()))
    anna.press(add)
    anna.page.wait_for_function(ALL_SEEN)
    anna.look("picture-two")
    anna.follow("Verder" if dutch else "Continue")
    anna.page.wait_for_function(ALL_SEEN)
    anna.look("picture-look-over")
    anna.choose("choice", "release")
    anna.fill("words", " ".join(opened.words))
    anna.press("Verder" if dutch else "Continue")
    [letter] = lived.view(lived.a).letters
    assert [one.says for one in letter.pictures] == ["Ons huis", "Lieve ander"]
    assert anna.found == []
    if not dutch:
        return  # from here on it is the same for both
    desk = Desk(page, host, "staff-mediator")
    desk.goes(at("letter", lived.where.trajectory, lived.a, letter.letter))
    page.wait_for_function(ALL_SEEN)
    desk.looks("picture-gate")
    offer = lived.offered(letter.letter)
    reader = signing_in.open_place(lived.where.trajectory, lived.b)
    bas = window(browser, host, script, language)
    signs_in(bas, reader.words)
    bas.go(f"/plek/lezen/{offer}/open/")
    bas.click("main form button[type=submit]")
    bas.page.wait_for_function(ALL_SEEN)
    bas.look("picture-read")
    assert bas.page.locator("figure.picture img").count() == 2
    assert bas.found == []
