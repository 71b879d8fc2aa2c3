"""Somebody asks a friend to stand beside them: asked, spoken with, let in, invited, seen, thanked; and a drawing."""

import pytest
from playwright.sync_api import Browser, Page

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_roles import at
from tests.journeys.test_desk_walk import Desk
from tests.journeys.test_participant_walk import Walker
from visavis.people import signing_in

__all__ = ["work"]
pytestmark = pytest.mark.browser
THANKS = "Uw hulp is hier niet meer nodig; dank u wel."


def window(browser: Browser, host: str, script: bool = True, language: str = "nl") -> Walker:
    made = browser.new_context(java_script_enabled=script)
    made.set_default_timeout(15_000)
    return Walker(made.new_page(), host, language, script)


def signs_in(who: Walker, words: tuple[str, ...]) -> None:
    who.go("/plek/in/")
    who.fill("words", " ".join(words))
    who.press("Verder" if who.language == "nl" else "Continue")


def test_a_friend_stands_beside_somebody_until_it_is_enough(
    host: str, work: AtWork, browser: Browser, page: Page
) -> None:
    lived = work.lived().answered()
    opened = signing_in.open_place(lived.where.trajectory, lived.a)
    anna = window(browser, host)
    signs_in(anna, opened.words)
    anna.click("a[href='/plek/mensen/om-mij/']")
    anna.look("around-nobody")
    anna.follow("Iemand vragen die mij na staat")
    anna.look("around-asked")
    anna.fill("name", "Eva")
    anna.choose("what_for", "listen")
    anna.choose("ticks", "talks")
    anna.press("Vraag deze persoon")
    anna.look("around")

    (guest,) = lived.view(lived.a).around
    desk = Desk(page, host, "staff-mediator")
    desk.goes(at("act", lived.where.trajectory, lived.a, "naaste-binnen"))
    page.fill("[name=name]", "Eva Bakker")
    desk.presses("Laat deze persoon erbij")
    desk.goes(at("side", lived.where.trajectory, lived.a)).follows("Open een pagina")
    desk.looks("beside")
    page.fill("[name=agreed]", "de haven")
    desk.presses("Laat de code zien")
    code = page.locator(".lead bdi").inner_text()
    assert lived.view(lived.a).guest(guest.guest) is not None

    eva = window(browser, host)
    eva.go("/naast/nieuw/")
    eva.look("guest-invitation")
    eva.fill("code", code)
    eva.fill("answer", "De haven")
    eva.press("Verder")
    eva.look("guest-card")
    eva.follow("Ik heb mijn woorden bewaard. Naar mijn pagina")
    eva.look("guest-page")
    assert "was er een gesprek." in eva.page.inner_text("main")
    for word in ("Rik", "Noor"):
        assert word not in eva.page.content()

    anna.click("main a:has-text('Verander wat die ziet')")
    anna.look("around-sees")
    anna.page.locator("[name=ticks][value=talks]").uncheck(force=True)
    anna.press("Bewaar dit")
    eva.go("/naast/")
    assert "was er een gesprek." not in eva.page.inner_text("main")
    anna.click("main a:has-text('Deze hulp is niet meer nodig')")
    anna.look("around-end")
    anna.press("Ja, die is niet meer nodig")
    eva.go("/naast/")
    eva.look("guest-thanks")
    assert eva.page.inner_text("main").strip() == THANKS
    assert anna.found + eva.found == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_is_around_is_drawn_with_the_keyboard_and_without_script(
    host: str, work: AtWork, browser: Browser, language: str
) -> None:
    """Dutch: keys alone; English: no script at all. The picture and the words stand there both times."""
    lived = work.lived().answered()
    opened = signing_in.open_place(lived.where.trajectory, lived.a)
    anna = window(browser, host, script=language == "nl", language=language)
    signs_in(anna, opened.words)
    for name, tie, near in (
        ("Lot", "family", "1"),
        ("Baas", "colleague", "3"),
        ("Koor", "group", "2"),
    ):
        anna.go("/plek/mensen/kring/erbij/")
        anna.look("dot")
        if language == "nl":
            by_keys(anna.page, name, tie, near)
        else:
            anna.fill("name", name)
            anna.page.select_option("[name=tie]", tie)
            anna.choose("closeness", near)
            anna.choose("strength", "both")
            anna.press("Keep this")
    anna.look("ecogram")
    assert anna.page.locator("svg.ecogram .person").count() == 3
    assert [dot.name for dot in lived.view(lived.a).ecogram[-1].dots] == ["Lot", "Baas", "Koor"]
    lived.closing(lived.a)
    anna.go("/plek/mensen/kring/")
    anna.press("Teken opnieuw" if language == "nl" else "Draw it anew")
    anna.look("ecogram-anew")
    assert len(lived.view(lived.a).ecogram) == 2
    assert anna.found == []


def by_keys(page: Page, name: str, tie: str, near: str) -> None:
    """Tab, letters, arrows and Enter; the mouse stays where it is."""
    page.focus("[name=name]")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type({"family": "Andere", "colleague": "Iemand van", "group": "Groep"}[tie])
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _further in range(int(near) - 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
