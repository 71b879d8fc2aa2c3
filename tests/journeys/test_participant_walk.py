"""One person's way in a real browser, from signing up to coming back; every page usable by everyone.

States that the desk makes are recorded directly; whatever a participant does is done by clicking.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import visavis.mediation  # noqa: F401 - registers kinds and acts
from tests.doors.lived import Lived, empty_the_journal
from tests.journal.service import Service
from tests.journeys.usable import found_by_axe
from visavis.doors.shared import keyring
from visavis.journal.keys import create_tenant
from visavis.journal.root import Root
from visavis.mediation.approach import RecordRoute, SendApproach
from visavis.mediation.days import next_letter_day
from visavis.mediation.exploring import ConfirmWilling
from visavis.mediation.letters import ReturnLetter
from visavis.mediation.preparation import (
    AgreeForm,
    BeginPreparation,
    ChooseForm,
    ConfirmReady,
    DeclareReady,
    HoldPreparationTalk,
    SetStandingWish,
)
from visavis.mediation.telling import SetWhatOtherMayKnow
from visavis.mediation.terms import day
from visavis.people import signing_in, words_door

SHOTS = os.environ.get("VISAVIS_SHOTS", "")
"""A folder for pictures of every page, to look at; empty makes none."""
pytestmark = pytest.mark.browser
VIEWS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture
def lived(live_server) -> Iterator[Lived]:
    service = Service(create_tenant(Root(bytes(range(32))), "7" * 32))
    service.now = datetime.now(UTC) - timedelta(days=30)
    keyring.hold(service.keys)
    yield Lived(service, lambda now: None)
    keyring.hold(None)
    empty_the_journal()


class Walker:
    """A browser window that checks every page it stands on."""

    def __init__(self, page: Page, server: str, language: str, script: bool = True) -> None:
        self.page, self.server, self.language = page, server, language
        self.number = 0
        self.found: list[str] = []
        self.script = script

    def go(self, path: str) -> None:
        self.page.goto(self.server + ("/en" if self.language == "en" else "") + path)

    def look(self, name: str) -> None:
        self.number += 1
        assert self.page.locator("h1").count() == 1, f"{name}: one h1"
        if not self.script:
            return
        width, scheme = VIEWS[self.number % len(VIEWS)]
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.found.append(f"{name} {width}: scrolls sideways to {wide}")
        self.found += [f"{name} {width} {scheme}: {one}" for one in found_by_axe(self.page)]
        if SHOTS:
            Path(SHOTS).mkdir(parents=True, exist_ok=True)
            file = f"{self.language}-{self.number:02d}-{name}-{width}-{scheme}.png"
            self.page.screenshot(path=str(Path(SHOTS) / file), full_page=True)

    def press(self, text: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=text, exact=True).click()

    def follow(self, text: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=text, exact=True).first.click()

    def click(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def fill(self, name: str, text: str) -> None:
        self.page.fill(f"[name={name}]", text)

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"[name={name}][value='{value}']").check(force=True)

    def tick(self, name: str) -> None:
        self.page.locator(f"[name={name}]").check(force=True)


NL = {
    "on": "Verder",
    "send": "Stuur mijn aanmelding",
    "answer": "Stuur mijn antwoord",
    "decide": "Kijk en beslis",
    "ask": "Ja, u mag het vragen",
    "ready": "Ja, ik ben klaar",
    "new": "Begin een nieuwe brief",
    "write": "Schrijf",
    "keep": "Bewaar en stop",
    "back": "Haal de brief terug",
    "again": "Schrijf verder met deze tekst",
    "open": "Open de brief",
    "react": "Laat dit weten",
    "pause": "Ik wil pauze",
    "resume": "Stop de pauze, ik wil verder",
    "stop": "Ik stop",
    "return": "Ja, ik wil opnieuw beginnen",
    "place": "Ik heb mijn woorden bewaard. Naar mijn plek",
}
EN = {
    "on": "Continue",
    "send": "Send my sign-up",
    "answer": "Send my answer",
    "decide": "Look and decide",
    "ask": "Yes, you may ask",
    "ready": "Yes, I am ready",
    "new": "Begin a new letter",
    "write": "Write",
    "keep": "Keep and stop",
    "back": "Take the letter back",
    "again": "Go on writing with this text",
    "open": "Open the letter",
    "react": "Let this be known",
    "pause": "I want a pause",
    "resume": "End the pause, I want to go on",
    "stop": "I stop",
    "return": "Yes, I want to start again",
    "place": "I have kept my words. To my place",
}


@pytest.mark.parametrize(
    ("language", "script"),
    [("nl", True), ("en", True), ("nl", False)],
    ids=["nl", "en", "no-script"],
)
def test_a_person_signs_up_and_walks_their_way_and_every_page_is_usable(
    browser: Browser, live_server, lived: Lived, language: str, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    walker = Walker(page, live_server.url, language, script)
    words = NL if language == "nl" else EN
    sign_up(walker, words)
    assert context.cookies() == [], "no cookie before signing in"
    lived.taken_up()
    invite(walker, words, lived)
    explore(walker, words, lived)
    answer(browser, live_server.url, language, words, lived, walker.found)
    prepare(walker, words, lived)
    write(walker, words, lived)
    read(browser, live_server.url, language, words, lived, walker.found)
    rest(walker, words, lived)
    context.close()
    assert walker.found == []
    assert [line for line in said if "409" not in line] == []


def sign_up(walker: Walker, words: dict[str, str]) -> None:
    walker.go("/aanmelden/")
    walker.look("relation")
    walker.press(words["on"])
    walker.look("relation-wrong")
    walker.choose("relation", "harmed")
    walker.press(words["on"])
    walker.fill("story", "Er werd ingebroken. Ik was boven.\nIk slaap slecht sinds die nacht.")
    walker.look("story")
    walker.press(words["on"])
    walker.look("other")
    walker.press(words["on"])
    walker.fill("first_name", "Noor")
    walker.fill("age", "15")
    walker.press(words["on"])
    walker.look("name-too-young")
    walker.fill("age", "34")
    walker.press(words["on"])
    walker.choose("channel", "phone")
    walker.fill("phone", "06 00 00 00 00")
    walker.fill("safe_times", "na 18 uur")
    walker.choose("voicemail", "no")
    walker.look("reach")
    walker.press(words["on"])
    walker.fill("never", "Bel mij nooit thuis.")
    walker.look("never")
    walker.press(words["on"])
    walker.look("check")
    walker.press(words["send"])
    walker.look("signed-up")
    three = walker.page.locator(".letter bdi").inner_text()
    walker.go("/aanmelden/kaart/")
    walker.look("card")
    walker.fill("words", three)
    walker.press(words["on"])
    walker.look("still-here")


def invite(walker: Walker, words: dict[str, str], lived: Lived) -> None:
    made = signing_in.invite(
        lived.where.trajectory, lived.a, "De kat heet Pluis", datetime.now(UTC)
    )
    walker.go("/plek/in/")
    walker.look("sign-in")
    walker.fill("words", "een twee drie vier vijf")
    walker.press(words["on"])
    walker.look("sign-in-wrong")
    walker.go("/plek/in/eerst/")
    walker.look("before")
    walker.go("/plek/nieuw/")
    walker.fill("code", " ".join(made.code))
    walker.fill("answer", "de kat heet pluis")
    walker.look("invitation")
    walker.press(words["on"])
    walker.look("words")
    lived.words = walker.page.locator(".letter bdi").inner_text()
    walker.follow(words["place"])
    walker.look("place-signed-up")


def explore(walker: Walker, words: dict[str, str], lived: Lived) -> None:
    lived.informed(lived.a)
    walker.go("/plek/")
    walker.look("place-exploring")
    walker.follow(words["decide"])
    walker.look("consent")
    for item in ("take_part", "confidential", "limits"):
        walker.choose(item, "yes")
    walker.press(words["on"])
    lived.desk(ConfirmWilling(lived.a))
    walker.go("/plek/")
    walker.look("place-willing")
    walker.follow(words["decide"])
    for tick in ("someone", "first_name"):
        walker.choose("ticks", tick)
    walker.look("allow")
    walker.press(words["ask"])
    walker.look("place-may-tell")
    walker.follow(words["decide"])
    walker.choose("talking", "no")
    walker.choose("takes_part", "yes")
    walker.look("may-tell")
    walker.press(words["on"])
    walker.look("known")
    walker.go("/plek/vragen/weten/")
    walker.choose("wish", "yes")
    walker.look("wish")
    walker.press(words["on"])
    walker.look("place-waiting")
    walker.go("/plek/over-mij/")
    walker.look("story")
    walker.go("/plek/over-mij/bereiken/")
    walker.look("reach-again")


def answer(
    browser: Browser,
    server: str,
    language: str,
    words: dict[str, str],
    lived: Lived,
    found: list[str],
) -> None:
    """The other answers with three words, and takes part as well."""
    lived.desk(RecordRoute(lived.b, "Straat 1", "register"))
    lived.desk(SendApproach(lived.b, "minimal", next_letter_day(day(lived.service.now))))
    three = words_door.for_answer(lived.where.trajectory, lived.b, datetime.now(UTC))
    context = browser.new_context()
    walker = Walker(context.new_page(), server, language)
    walker.number = 40
    walker.go("/brief/antwoord/")
    walker.look("answer-words")
    walker.fill("words", " ".join(three))
    walker.press(words["on"])
    walker.look("answer-choose")
    for other in ("later", "no", "not_me"):
        walker.choose("answer", other)
        walker.press(words["on"])
        walker.look(f"answer-{other}")
        walker.click("button[value=back]")
    walker.choose("answer", "talk")
    walker.press(words["on"])
    walker.fill("first_name", "Rik")
    walker.choose("channel", "phone")
    walker.fill("phone", "06 11 11 11 11")
    walker.choose("voicemail", "yes")
    walker.look("answer-talk")
    walker.press(words["answer"])
    walker.look("answer-done")
    assert context.cookies() == []
    context.close()
    found += walker.found
    lived.willing(lived.b)
    lived.own(SetWhatOtherMayKnow(("O.takes_part",)), lived.b)
    lived.own(SetStandingWish("yes"), lived.b)
    lived.desk(BeginPreparation((lived.a, lived.b)))


def prepare(walker: Walker, words: dict[str, str], lived: Lived) -> None:
    walker.go("/plek/")
    walker.look("place-preparing")
    walker.follow(words["decide"])
    walker.choose("form", "letters")
    walker.look("form")
    walker.press(words["on"])
    walker.go("/plek/vragen/klaar/")
    walker.press(words["ready"])
    walker.look("ready-refused")
    for party in (lived.a, lived.b):
        lived.desk(HoldPreparationTalk(party, "Rustig aan. Eerst vragen, dan luisteren.", "no"))
    walker.go("/plek/vragen/klaar/")
    walker.look("ready")
    walker.press(words["ready"])
    lived.own(ChooseForm("letters"), lived.b)
    lived.own(DeclareReady(), lived.b)
    for party in (lived.a, lived.b):
        lived.desk(ConfirmReady(party))
    lived.desk(AgreeForm((lived.a, lived.b)))


LETTER = (
    "Hallo,\n\nIk heb lang nagedacht of ik dit wilde schrijven. Ik heb drie vragen.\n\n"
    "Wist je dat ik thuis was? Waarom ons huis? Bel me op 06 00 00 00 00."
)


def write(walker: Walker, words: dict[str, str], lived: Lived) -> None:
    walker.go("/plek/")
    walker.look("place-ready")
    walker.follow(words["write"])
    walker.look("letters-empty")
    walker.press(words["new"])
    walker.look("write-empty")
    walker.fill("text", LETTER)
    walker.fill("sign_as", "Noor 🌿")
    walker.look("write")
    walker.press(words["keep"])
    walker.look("letters-draft")
    walker.click(".door")
    assert walker.page.input_value("[name=text]") == LETTER, "found again"
    walker.press(words["on"])
    walker.look("look-over")
    walker.press(words["on"])
    walker.look("look-over-wrong")
    walker.choose("choice", "release")
    walker.fill("words", lived.words)
    walker.press(words["on"])
    walker.look("letter-released")
    letter = lived.view(lived.a).letters[0]
    lived.desk(
        ReturnLetter(lived.a, letter.letter, letter.parcel, "Staat er een nummer in? Wilt u dat?")
    )
    walker.go("/plek/")
    walker.look("place-returned")
    walker.follow(words["decide"])
    walker.look("letter-returned")
    walker.press(words["again"])
    walker.fill("text", LETTER.replace(" Bel me op 06 00 00 00 00.", ""))
    walker.press(words["on"])
    walker.choose("choice", "release")
    walker.press(words["on"])


def read(
    browser: Browser,
    server: str,
    language: str,
    words: dict[str, str],
    lived: Lived,
    found: list[str],
) -> None:
    """The other reads it, closes it half-way, and lets something be known."""
    lived.offered(lived.view(lived.a).letters[-1].letter)
    _, five = lived.opened_place(lived.b)
    context = browser.new_context()
    walker = Walker(context.new_page(), server, language)
    walker.number = 60
    walker.go("/plek/in/")
    walker.fill("words", five)
    walker.press(words["on"])
    walker.look("place-offer")
    walker.follow(words["decide"])
    walker.look("offer")
    walker.choose("answer", "now")
    walker.press(words["on"])
    walker.look("open")
    walker.press(words["open"])
    walker.look("read")
    walker.click(".letter__note a")
    walker.look("closed")
    walker.go(f"/plek/lezen/{lived.offers[0]}/daarna/")
    walker.tick("read")
    walker.fill("reaction", "Dank je. Ik denk eraan.")
    walker.look("reaction")
    walker.press(words["react"])
    walker.look("known-other")
    walker.go("/plek/schrijven/")
    walker.look("letters-other")
    walker.go("/plek/pauze/")
    walker.look("pause-other")
    walker.go("/plek/pauze/nee/")
    walker.look("decline")
    context.close()
    found += walker.found


def rest(walker: Walker, words: dict[str, str], lived: Lived) -> None:
    """Ask back, pause, round off, stop, come back."""
    walker.go("/plek/schrijven/")
    walker.look("letters-released")
    walker.click(".door")
    walker.press(words["back"])
    walker.look("asked-back")
    walker.go("/plek/pauze/")
    walker.look("pause")
    walker.choose("how_long", "call")
    walker.press(words["pause"])
    walker.look("place-paused")
    walker.go("/plek/pauze/")
    walker.look("paused")
    walker.press(words["resume"])
    walker.go("/plek/later/samen/")
    walker.look("round-off")
    walker.go("/plek/pauze/stop/")
    walker.look("stop")
    walker.press(words["stop"])
    walker.look("place-stopped")
    lived.closing(lived.a)
    walker.go("/plek/")
    walker.look("place-closing")
    walker.follow(words["decide"])
    walker.choose("choices", "keepsake")
    walker.choose("follow_up", "4_weeks")
    walker.look("closing")
    walker.press(words["on"])
    walker.look("later-closing")
    lived.closed(lived.a)
    walker.go("/plek/later/")
    walker.look("later-aftercare")
    walker.go("/plek/later/terug/")
    walker.look("back")
    walker.press(words["return"])
    walker.look("place-back")
    walker.click(".util form button")
    walker.look("signed-out")
