"""A case reflection in a real browser: asked, looked at first, thought along with, ended."""

import pytest
from playwright.sync_api import Page

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_colleagues import beside
from tests.doors.test_desk_roles import COLLEAGUE, at
from tests.journal.service import MEDIATOR, PLANNER
from tests.journeys.test_desk_walk import Desk
from visavis.mediation.worries import RaiseConcern

__all__ = ["work"]
pytestmark = pytest.mark.browser

ASKED = "Ik ga met de een sneller dan met de ander. Hoe houd ik het gelijk?"


def test_a_mediator_thinks_a_trajectory_over_with_a_colleague_and_ends_it(
    host: str, work: AtWork, page: Page
) -> None:
    lived = work.lived().preparing()
    lived.desk(RaiseConcern(lived.b, "addiction", "Drinkt weer."))
    t, name = lived.where.trajectory, lived.view(lived.a).first_name
    desk = Desk(page, host, MEDIATOR.id).goes(at("reflections")).looks("reflections-none")
    desk.goes(at("trajectory", t)).follows("Doordenken met collega's").looks("think-over")
    page.get_by_label("Wat wil ik doordenken?").fill(f"{name} wil snel.")
    desk.presses("Deel dit tot die dag").reads("Hier staat een naam").looks("think-over-wrong")
    page.get_by_label("Wat wil ik doordenken?").fill(ASKED)
    page.get_by_label("Open zorg: Verslaving").uncheck()
    page.get_by_label("Jan Vos").check()
    page.get_by_label("Ik vroeg het ieder").check()
    desk.presses("Deel dit tot die dag").reads("Schreef nog niets.").looks("reflection")
    page.context.clear_cookies()
    other = Desk(page, host, COLLEAGUE).goes(at("today")).follows("1 collega vraagt u")
    other.looks("reflections").follows("Mieke de Boer, gevraagd op").reads(ASKED)
    other.looks("reflection-asked")
    assert "Verslaving" not in page.inner_text("main")
    page.get_by_label("Wat denkt u?").fill("Zeg het hardop, tegen allebei.")
    other.presses("Geef dit aan uw collega").looks("reflection-written")
    address = page.url.removeprefix(host)
    page.context.clear_cookies()
    desk = Desk(page, host, MEDIATOR.id).goes(address).reads("Zeg het hardop, tegen allebei.")
    desk.presses("Nu beëindigen").reads("Het is geëindigd").looks("reflection-ended")
    desk.follows("Schrijf het bij Kant A").looks("take-along")
    page.get_by_label("Wat neemt u mee?").fill("Langzamer beginnen.")
    desk.presses("Bewaar dit").reads("Meegenomen uit intervisie")
    desk.goes(at("reflections")).looks("reflections-mine")
    page.context.clear_cookies()
    beside(work, lived)
    plans = Desk(page, host, PLANNER.id).goes(at("co_mediator", t)).looks("co-mediator")
    plans.follows("Niemand in de plaats van Jan Vos").looks("no-second")
    plans.presses("Haal de tweede bemiddelaar eraf")
