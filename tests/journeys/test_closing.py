"""From the closing menu to a letter to oneself that comes back, a booklet and a circle; English without script."""

import pytest
from playwright.sync_api import Browser, Page

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_roles import at
from tests.journeys.test_desk_walk import Desk
from tests.journeys.test_supporter import signs_in, window
from visavis.config.sweeping import sweep
from visavis.mediation.closing import Close
from visavis.people import signing_in

__all__ = ["work"]
pytestmark = pytest.mark.browser
SAYS = {
    "nl": {
        "on": "Verder", "look": "Kijk en beslis", "end": "ronden wij samen af", "closed": "Hij is dicht",
        "made": "Uw boekje (PDF)", "back": "Terug", "wish": "Dit wil ik", "keep": "Bewaar",
    },
    "en": {
        "on": "Continue", "look": "Look and decide", "end": "we round off together", "closed": "It is closed",
        "made": "Your booklet (PDF)", "back": "Back", "wish": "I would like this", "keep": "Keep",
    },
}  # fmt: skip
LATER = "/plek/later/daarna/"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_remains_after_the_end(
    host: str, work: AtWork, browser: Browser, page: Page, language: str
) -> None:
    says = SAYS[language]
    lived = work.lived().in_contact()
    opened = signing_in.open_place(lived.where.trajectory, lived.a)
    anna = window(browser, host, script=language == "nl", language=language)
    signs_in(anna, opened.words)
    assert says["end"] in anna.page.inner_text("main")
    anna.go(LATER)
    anna.look("afterwards-early")

    lived.closing(lived.a)
    anna.go("/plek/")
    anna.follow(says["look"])
    anna.look("menu")
    for choice in ("letter_to_self", "keepsake", "peer_group"):
        anna.choose("choices", choice)
    anna.choose("follow_up", "4_weeks")
    anna.press(says["on"])

    anna.go(f"{LATER}schrijven/")
    anna.look("to-self")
    anna.fill("text", "Lieve ik, je hebt het gedaan.")
    anna.choose("returns", "3_months")
    anna.press(says["on"])
    anna.look("afterwards")
    anna.click(f"main a[href*='{LATER}schrijven/']")
    anna.look("to-self-closed")
    assert says["closed"] in anna.page.inner_text("main")
    assert "Lieve ik" not in anna.page.content()

    anna.go(f"{LATER}boekje/")
    for part in ("way", "story"):
        anna.choose("parts", part)
    anna.press(says["on"])
    anna.look("booklet")
    with anna.page.expect_download() as download:
        anna.page.get_by_role("link", name=says["made"]).click()
    assert download.value.suggested_filename.startswith("mijn-plek-")

    anna.go("/plek/schrijven/zelf/")
    anna.look("unsent")
    anna.fill("text", "Wat ik je nooit stuur.")
    anna.press(says["keep"])
    anna.look("unsent-kept")
    anna.choose("choice", "destroyed")
    anna.press(says["on"])
    anna.go("/plek/schrijven/zelf/")
    assert "Wat ik je nooit stuur." not in anna.page.content()

    anna.go("/plek/mensen/samen/")
    anna.look("circle-none")
    anna.press(says["wish"])
    anna.look("circle")
    anna.go("/plek/mensen/samen/kaart/")
    anna.fill("lines", "Lot: belt op zondag")
    anna.press(says["on"])
    anna.look("circle-card")
    assert "belt op zondag" in anna.page.inner_text("main")

    if language == "nl":
        desk = Desk(page, host, "staff-mediator")
        desk.goes(at("act", lived.where.trajectory, lived.a, "geregeld")).looks("arrange")
        page.locator("[name=what][value=peer_group]").check(force=True)
        page.fill("[name=told]", "De groep komt op dinsdag.")
        desk.presses("Vertel het")
        anna.go(LATER)
        assert "De groep komt op dinsdag." in anna.page.inner_text("main")

    lived.desk(Close(lived.a))
    (letter,) = lived.view(lived.a).own_letters
    lived.service.tick(days=(letter.returns_on - lived.service.now.date()).days + 1)
    sweep(lived.service.now, lived.service.keys)
    back = window(browser, host, script=language == "nl", language=language)
    signs_in(back, opened.words)
    back.go(f"{LATER}schrijven/{letter.own_letter}/")
    back.look("to-self-back")
    assert "Lieve ik, je hebt het gedaan." in back.page.inner_text("main")
    back.go(f"{LATER}goed/closing_talk/")
    back.look("did-it-help")
    back.choose("choice", "4")
    back.press(says["on"])
    back.look("afterwards-later")
    assert lived.view(lived.a).supported("closing_talk").helpful == 4
    assert anna.found + back.found == []
