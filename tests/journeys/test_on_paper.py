"""Somebody who never touches a screen goes the whole way: by telephone and on paper, from sign-up to aftercare.

The browser stands at the desk alone. What comes back on paper is typed in by the code on the sheet: from *Today*
to the person's side in four pages.
"""

import re
import time
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.colleagues import Mediator, comes_in, planner_assigns
from tests.journeys.paper import text_of
from tests.journeys.walkers import HOW, Opens
from tests.journeys.way import paper
from visavis.mediation.safeguards import REVIEW

pytestmark = pytest.mark.browser
CODE = re.compile(r"[CDFHJKLMNPRTVWXY3479]{4}(?: [CDFHJKLMNPRTVWXY3479]{4}){2}")
PAGES = 4
MINUTES = 3
STORY = "Er is bij mij ingebroken."
LETTER = "Hallo,\n\nIk zit al jaren met een vraag.\n\nWaarom ons huis?"
RECORD = "Record this"


@pytest.mark.parametrize("opens", [HOW["zonder-script"]], ids=["zonder-script"], indirect=True)
def test_the_whole_way_by_telephone_and_on_paper(opens: Opens) -> None:
    desk = Mediator.of(opens, signs_up_by_telephone(opens))
    explores(desk, "a", on_paper=True)
    comes_back(desk, "a", "de-ander-vragen", ticks=("someone",))
    comes_back(desk, "a", "wat-mag-de-ander-weten", sentences=("O.takes_part",))
    answers_by_telephone(desk)
    explores(desk, "b", on_paper=False, relation="responsible")
    desk.does("b", "What the other may know of them", sentences=("O.takes_part",), via="phone")
    prepares(desk)
    writes_and_is_read(desk)
    rounds_off(desk)


@pytest.mark.parametrize("opens", [HOW["telefoon"], HOW["english-dark"]], indirect=True)
def test_the_pages_for_paper_are_usable_by_all(opens: Opens) -> None:
    """A code that opens nothing; the sheets and the letters of one person; the forms of intake."""
    mediator = comes_in(opens, "mediator")
    mediator.goes("/werk/papier/")
    mediator.writes(code="CDFH 4F7H 9PWX")
    mediator.presses("Open its entry")
    assert mediator.page.title().startswith(("Fout:", "Error:"))
    mediator.follows("Trajectories", within=mediator.page.locator("nav"))
    mediator.main.locator("tbody a").first.click()
    mediator.follows("Open %(label)s", label=mediator.said("Side A")[0])
    side = mediator.page.url
    mediator.follows("Sheets on paper, to print")
    mediator.goes(side)
    mediator.follows("Letters and leaflets, to print")
    comes_in(opens, "intake").goes("/werk/papier/")


def signs_up_by_telephone(opens: Opens) -> str:
    """Intake types while listening, and prepares; the planner assigns. The nickname."""
    intake = comes_in(opens, "intake")
    intake.goes("/werk/nieuw/telefoon/")
    intake.writes(first_name="Gerda", age="71", story=STORY, post="Postbus 9\n1234 AB Ergens")
    intake.chooses(relation="harmed", language="nl", channel="post", via="phone")
    intake.presses("Sign this person up")
    nickname = intake.page.input_value("main [name=nickname]")
    intake.chooses(event_type="property", referral_source="self", legal_stage="sentenced")
    intake.presses("Pass it to the planner")
    intake.page.context.close()
    planner_assigns(opens, nickname, "P. Bakker")
    return nickname


def sheet(desk: Mediator, half: str, slug: str) -> str:
    """Prints one sheet of this person and reads its code off the paper."""
    desk.side(half).follows("Sheets on paper, to print")
    ticked = desk.at.main.locator("[name=sheets]:checked")
    while ticked.count():
        ticked.first.uncheck(force=True)
    desk.at.main.locator(f"[name=sheets][value^='{slug}']").first.check(force=True)
    with desk.at.page.expect_download() as coming:
        desk.at.main.get_by_role("button", name=desk.at.pattern("Make the sheets")).click()
    text = text_of(Path(coming.value.path()).read_bytes())
    assert "Visavis" not in text
    assert "P. Bakker" not in text
    return CODE.findall(text)[0]


def comes_back(
    desk: Mediator,
    half: str,
    slug: str,
    button: str = RECORD,
    *,
    writes: dict[str, str] | None = None,
    **chosen: Any,
) -> None:
    """The sheet, filled in, lies on the desk: from its code to what stands on the person's side."""
    code = sheet(desk, half, slug)
    at, began = desk.at, time.monotonic()
    visited: list[str] = []
    at.page.on("framenavigated", lambda frame: visited.append(frame.url))
    at.goes("/werk/")
    at.follows("A sheet of paper came back, or print some")
    at.writes(code=code.lower())
    at.presses("Open its entry")
    assert code in at.text
    at.writes(**(writes or {}))
    at.chooses(**chosen)
    at.presses(button)
    assert not at.page.locator("main [role=alert]").count(), at.text
    assert time.monotonic() - began < MINUTES * 60
    pages = [url for url in dict.fromkeys(visited) if url != "about:blank"]
    assert len(pages) <= PAGES, pages


def explores(desk: Mediator, half: str, *, on_paper: bool, **chosen: Any) -> None:
    """The explanation, a talk, a day to think; a yes on paper or on the telephone, and it is carried on."""
    desk.does(half, "Information was given", language="nl")
    desk.explores(half, "Wil één vraag stellen.", **chosen)
    desk.says_it_fits(half)
    desk.trajectory().one_day_later()
    items = ("take_part", "confidential", "limits")
    if on_paper:
        comes_back(desk, half, "wil-meedoen", items=items)
    else:
        desk.does(half, "They say yes to taking part", items=items, via="phone")
    desk.is_asked("They said yes. Carry it on.", half)
    desk.at.presses("Yes, they take part")


def answers_by_telephone(desk: Mediator) -> None:
    desk.is_asked("Ask the other side.")
    desk.at.presses("We start looking")
    desk.opens("b", "An address, and where it comes from")
    desk.at.writes(address="Dorpsweg 5\n1234 AB Ergens", source="telefoonboek")
    desk.at.presses(RECORD)
    desk.opens("b", "The first letter")
    text, _words = paper(desk.at, "Make the letter")
    assert "Gerda" not in text
    desk.trajectory().one_day_later()
    desk.does(
        "b",
        "They answer our letter",
        writes={"first_name": "Piet", "phone": "06 87 65 43 21"},
        answer="talk",
        channel="phone",
        via="phone",
    )


def prepares(desk: Mediator) -> None:
    for half in "ab":
        desk.opens(half, "Tell something of the other")
        desk.at.main.locator(".choice").filter(has_text="De ander wil meedoen").locator(
            "input"
        ).first.check(force=True)
        desk.at.presses("Tell this")
    comes_back(desk, "a", "wil-het-weten", hear_of_letters="yes")
    desk.does("b", "Would they like to know if there is something for them?",
              hear_of_letters="yes", via="phone")  # fmt: skip
    desk.trajectory().follows("Begin the preparation")
    desk.at.presses("Begin, with each apart")
    comes_back(desk, "a", "vorm", form="letters")
    desk.does("b", "Which form of contact they choose", form="letters", via="phone")
    for half in "ab":
        desk.does(half, "Preparation talk", writes={"summary": "Rustig aan."},
                  supporter="no", language_help="mastered")  # fmt: skip
    comes_back(desk, "a", "zegt-klaar")
    desk.does("b", "They say: I am ready", via="phone")
    for half in "ab":
        desk.is_asked("They say they are ready. Carry it on.", half)
        desk.at.presses("Yes, they are ready")
    desk.trajectory().follows("The form of contact")
    desk.at.presses("Record that all choices meet")


def writes_and_is_read(desk: Mediator) -> None:
    """A letter on paper, shown once more as typed; read aloud on the telephone; the reader lets a word go."""
    code = sheet(desk, "a", "brief")
    at = desk.at
    at.goes("/werk/")
    at.follows("A sheet of paper came back, or print some")
    at.writes(code=code)
    at.presses("Open its entry")
    at.writes(text=LETTER, sign_as="Gerda")
    at.presses("Look once more")
    at.presses("Yes, exactly this may go to the mediator")
    desk.is_asked("A letter was released. Read along.")
    at.chooses(looked_at=tuple(REVIEW))
    at.presses("Let it pass")
    at.follows("Say to %(label)s that something is here", label=at.said("Side B")[0])
    at.presses("I told them in a talk that something is here")
    desk.side("b").follows("Read what is here, together")
    at.chooses(via="phone")
    at.presses("They want to hear or read it now")
    assert "Waarom ons huis?" in at.text
    desk.side("b").follows("What the writer may hear")
    at.ticks("read")
    at.chooses(via="phone")
    at.presses(RECORD)
    desk.is_asked("The reader let something go for the writer.")
    at.presses("Tell exactly this")


def rounds_off(desk: Mediator) -> None:
    comes_back(desk, "a", "wil-afronden")
    desk.is_asked("Have the last talk.", "a")
    desk.at.chooses(talk="held")
    desk.at.presses(RECORD)
    comes_back(desk, "a", "na-afloop", choices=("closing_talk",), follow_up=("4_weeks",))
    desk.is_asked("They chose what helps afterwards. Close.", "a")
    desk.at.presses("Close")
    desk.trajectory().one_day_later(29)
    desk.is_asked("Call as promised.", "a")
    desk.at.main.locator("[name=about]").first.check(force=True)
    desk.at.presses(RECORD)
    text = desk.trajectory().text
    assert text.count("op papier") >= 3
    assert "verteld aan de telefoon" in text
