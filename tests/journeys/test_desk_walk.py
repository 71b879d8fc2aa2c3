"""A morning at the desk in a real browser: today, both halves, a letter at the gate, read together."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.test_desk_roles import at
from tests.doors.test_figures import published
from tests.journal.service import INTAKE, PLANNER
from tests.journeys.usable import found_by_axe
from visavis.mediation.exploring import AddNote
from visavis.mediation.worries import RaiseConcern

__all__ = ["work"]
pytestmark = pytest.mark.browser
VIEWS = [(390, "light"), (1280, "dark")]
TEXT = "Hallo,\n\nIk denk vaak aan die dag. Wist je dat er iemand thuis was?\n\nMeer vraag ik niet."


class Desk:
    """A member of staff before the screen."""

    def __init__(self, page: Page, host: str, account: str) -> None:
        self.page, self.host = page, host
        page.goto(host + at("sign_in"))
        page.get_by_label("Naam").fill(account.removeprefix("staff-"))
        page.get_by_label("Wachtzin").fill(PASSPHRASE)
        self.presses("Kom binnen")

    def goes(self, address: str) -> "Desk":
        self.page.goto(self.host + address)
        return self

    def looks(self, name: str) -> "Desk":
        """axe finds nothing here; with ``VISAVIS_PICTURES`` set, the page is drawn into that folder."""
        folder = os.environ.get("VISAVIS_PICTURES")
        for width, scheme in VIEWS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)
            assert found_by_axe(self.page) == [], f"{name} {width} {scheme}"
            if not folder:
                continue
            target = Path(folder) / f"{name}-{width}-{scheme}.png"
            self.page.screenshot(path=target, full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})
        return self

    def presses(self, name: str) -> "Desk":
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        return self

    def follows(self, name: str) -> "Desk":
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name).first.click()
        return self

    def reads(self, text: str) -> "Desk":
        assert text in self.page.inner_text("body"), text
        return self


def test_a_mediator_reads_along_says_that_something_is_here_and_reads_it_aloud(
    host: str, work: AtWork, page: Page
) -> None:
    lived = work.lived().ready()
    t = lived.where.trajectory
    letter = lived.released(TEXT)
    lived.desk(AddNote(lived.a, "Slaapt slecht; na elk contact de dag erna bellen."))
    desk = Desk(page, host, "staff-mediator")
    desk.reads("Er is een brief vrijgegeven. Lees mee.").looks("today")
    desk.goes(at("trajectory", t)).reads("Niet bekend bij Kant B").looks("trajectory")
    desk.goes(at("side", t, lived.b)).looks("side")
    desk.goes(at("gate")).looks("gate").follows("Er is een brief vrijgegeven. Lees mee.")
    desk.presses("Laat hem door").reads("De bemiddelaar kijkt eerst mee.").looks("letter-refused")
    for box in page.get_by_role("checkbox").all():
        box.check()
    desk.presses("Laat hem door").reads("U liet hem door.").looks("letter-passed")
    desk.follows("Laat Kant B weten dat er iets is").looks("offer")
    assert TEXT[8:20] not in page.content()
    desk.presses("Ik zei in een gesprek dat er iets is").follows("Lees samen wat er is").looks(
        "told"
    )
    page.get_by_label("Aan de telefoon of in een gesprek").check()
    desk.presses("Zij willen het nu horen of lezen").reads("Meer vraag ik niet.").looks("read")
    assert lived.view(lived.b).offers[0].state == "opened"
    assert lived.view(lived.a).letter(letter) is not None
    page.get_by_role("link", name="Scherm leeg").click()
    page.goto(host + at("trajectory", t))
    assert page.url.endswith(at("sign_in"))


def test_intake_and_planner_bring_a_sign_up_to_a_mediator(
    host: str, work: AtWork, page: Page
) -> None:
    for _number in range(2):
        work.lived().signed_up()
    desk = Desk(page, host, INTAKE.id).goes(at("new")).looks("new")
    desk.follows("Bereid voor").looks("prepare")
    page.get_by_label("Wat voor gebeurtenis was het?").select_option("property")
    page.get_by_label("Hoe vonden zij ons?").select_option("self")
    desk.presses("Geef door aan de planner").goes(at("by_telephone")).looks("by-telephone")
    page.context.clear_cookies()
    desk = Desk(page, host, PLANNER.id).goes(at("new")).follows("Start").looks("take-up")
    page.get_by_label("Wie gevraagd wordt: de naam van de ander").fill("R. Jansen")
    page.get_by_label("Mieke de Boer").check()
    page.get_by_label("Deze bemiddelaar zei mij").check()
    desk.presses("Start en wijs toe").reads("Hier wacht niemand.").looks("new-empty")
    published(work)
    desk.goes(at("figures")).reads("Cijfers van 2025").looks("figures")
    for more in page.locator("summary").all():
        more.click()
    desk.reads("Geen contact is een uitkomst als elke andere.").looks("figures-tables")


def test_the_first_letter_and_a_place_of_ones_own(host: str, work: AtWork, page: Page) -> None:
    lived = work.lived().asked()
    t = lived.where.trajectory
    lived.desk(RaiseConcern(lived.a, "threat", "Zijn broer stond voor de deur."))
    desk = Desk(page, host, "staff-mediator").goes(at("trajectory", t)).looks("trajectory-asked")
    desk.goes(at("first_letter", t, lived.b)).looks("first-letter-again")
    desk.goes(at("place", t, lived.a)).looks("place")
    page.get_by_label("Welk antwoord sprak u af?").fill("Onze hond Bram")
    desk.presses("Laat de code zien").reads("Hij werkt één keer").looks("place-opened")
    desk.goes(at("paper_letter", t, lived.a))
    page.get_by_label("De brief, woord voor woord").fill(TEXT)
    page.get_by_label("Hoe hij ondertekend is").fill("Noor")
    page.get_by_role("radio", name="Op papier").check()
    desk.presses("Kijk nog een keer").reads("Leg het papier ernaast.").looks("paper-letter")
    desk.presses("Ja, precies dit mag naar de bemiddelaar")
    assert lived.view(lived.a).letters[0].text == TEXT
    desk.goes(at("trajectories")).looks("trajectories")
    desk.goes(at("act", t, lived.a, "vertellen")).looks("tell")
    desk.goes(at("act", t, lived.a, "past-het-nu")).looks("assess")
