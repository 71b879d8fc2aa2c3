"""Two people of different events meet: a Dutch window with script, an English one without, and the planner's page."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from tests.doors.desk_at_work import AtWork, work
from tests.doors.test_desk_roles import at
from tests.journal.service import PLANNER
from tests.journeys.test_desk_walk import Desk
from tests.journeys.test_supporter import signs_in, window
from visavis.mediation.symbolic import HoldSymbolicTalk
from visavis.mediation.terms import day
from visavis.people import signing_in

__all__ = ["work"]
pytestmark = pytest.mark.browser
ANDEREN = "/plek/mensen/anderen/"
SAYS = {
    "nl": {"wish": "Dit wil ik", "on": "Verder", "answer": "Mijn antwoord geven"},
    "en": {"wish": "I would like this", "on": "Continue", "answer": "Give my answer"},
}


def test_two_people_of_different_events_meet(
    host: str, work: AtWork, browser: Browser, page: Page
) -> None:
    walkers = {}
    for language, name in (("nl", "Lot"), ("en", "Gijs")):
        lived = work.lived().taken_up()
        lived.willing(lived.a)
        opened = signing_in.open_place(lived.where.trajectory, lived.a)
        who = window(browser, host, script=language == "nl", language=language)
        signs_in(who, opened.words)
        who.go(ANDEREN)
        who.look("symbolic-none")
        who.press(SAYS[language]["wish"])
        who.look("symbolic-wished")
        walkers[name] = (who, lived, SAYS[language])

    _, lived, _ = walkers["Lot"]
    mediator = Desk(page, host, "staff-mediator")
    mediator.goes(at("act", lived.where.trajectory, lived.a, "ontmoeting-gesprek"))
    mediator.looks("symbolic-talk")
    page.fill("[name=hopes]", "Horen hoe het voor een ander was.")
    page.fill("[name=name]", "Lot")
    page.locator("[name=seeks][value=either]").check(force=True)
    page.locator("[name=setting][value=pair]").check(force=True)
    mediator.presses("Leg dit vast")
    _, lived, _ = walkers["Gijs"]
    lived.desk(HoldSymbolicTalk(lived.a, "Rust.", "Gijs", "either", "pair", "violence", "en"))
    page.context.clear_cookies()

    planner = Desk(page, host, PLANNER.id).goes(at("trajectories"))
    planner.follows("Mensen uit andere gebeurtenissen").looks("together")
    for box in page.locator("[name=who]").all():
        box.check(force=True)
    page.locator("[name=strangers][value=yes]").check(force=True)
    planner.presses("Vraag hen, ieder apart").reads("heeft nog niet geantwoord").looks(
        "together-asked"
    )

    for name, (who, lived, says) in walkers.items():
        who.go(ANDEREN)
        who.look("symbolic-asked")
        who.follow(says["answer"])
        who.look("symbolic-answer")
        who.choose("choice", "yes")
        who.press(says["on"])
        assert lived.view(lived.a).symbolic.says_yes, name
        who.look("symbolic-yes")

    planner.goes(at("together")).follows("Lot").looks("together-group")
    when = day(work.service.now) + timedelta(days=9)
    for place, number in enumerate((when.day, when.month, when.year)):
        page.fill(f"[name=day_{place}]", str(number))
    for field, text in {
        "hour": "14.30",
        "where": "De Brug",
        "first": "Mieke",
        "second": "Jan",
    }.items():
        page.fill(f"[name={field}]", text)
    planner.presses("Plan het en laat het ieder weten").looks("together-planned")
    for name, other in (("Lot", "Gijs"), ("Gijs", "Lot")):
        who = walkers[name][0]
        who.go(ANDEREN)
        who.look("symbolic-planned")
        assert other in who.page.inner_text("main")

    planner.follows("Zeg af, of zeg wie er was").looks("together-meeting")
    for box in page.locator("[name=who]").all():
        box.check(force=True)
    planner.presses("Zij ontmoetten elkaar").looks("together-met")
    who, lived, says = walkers["Lot"]
    who.go(ANDEREN)
    who.look("symbolic-held")
    who.click(f"main li a[href^='{ANDEREN}']")
    who.look("symbolic-look-back")
    who.fill("words", "Het luchtte op.")
    who.press(says["on"])
    assert "Het luchtte op." in who.page.inner_text("main")
    assert [problem for who, _, _ in walkers.values() for problem in who.found] == []
