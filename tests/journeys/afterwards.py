"""The study beside the way, and every ending: rounding off, stopping, no, silence, a pause."""

import re

from tests.journeys.colleagues import Mediator
from tests.journeys.walkers import Walker
from tests.journeys.way import Pair
from visavis.mediation.telling import SENTENCES

NO_TRACE = re.compile(r"onderzoek|vragenlijst|meting|study|questionnaire|research", re.IGNORECASE)


def answers_for_the_study(pair: Pair, *, all_of_it: bool) -> None:
    """Asked, says yes with each consent apart, answers a round one question a page, skips; ends or stops."""
    bram = pair.bram
    bram.goes("/plek/")
    while not bram.has("A question from the researchers"):
        bram.one_day_later(7)
        bram.goes("/plek/")
    bram.follows("A question from the researchers")
    bram.ticks("questionnaires")
    bram.presses("Yes, I take part")
    bram.goes("/plek/")
    bram.follows("The study")
    bram.reads("You take part in the study")
    for _week in range(12):
        bram.goes("/plek/")
        if bram.has("Questionnaire"):
            break
        bram.one_day_later(7)
    bram.follows("Questionnaire")
    bram.follows("Begin")
    if all_of_it:
        fills_in(bram)
        bram.reads("Thank you")
    else:
        bram.presses("Skip this question")
        bram.presses("Stop here")
        bram.reads("You stopped. That is fine.")
    bram.follows("To my place")
    assert not bram.has("Questionnaire")
    nothing_of_it_on_the_desk(pair.desk)


def fills_in(walker: Walker) -> None:
    """Answers and skips by turns, goes back once, until the thanks."""
    for number in range(1, 80):
        if not walker.has("Skip this question"):
            return
        if number == 3:
            walker.follows("Back")
        radio = walker.main.locator("input[type=radio], input[type=checkbox]")
        if number % 4 == 0 or not radio.count():
            walker.presses("Skip this question")
        else:
            radio.first.check(force=True)
            button = "Finish" if walker.has("Finish") else "Continue"
            walker.presses(button)
    raise AssertionError("the questions do not end")


def nothing_of_it_on_the_desk(desk: Mediator) -> None:
    for path in (desk.address, "/werk/", "/werk/poort/", "/werk/laten-weten/"):
        desk.at.goes(path)
        assert not NO_TRACE.search(desk.at.text), desk.at.text
    for half in "ab":
        assert not NO_TRACE.search(desk.side(half).text)


def rounds_off(pair: Pair) -> None:
    """Closing menu, follow-up, close, aftercare; and the way back stands open."""
    bram, desk = pair.bram, pair.desk
    bram.goes("/plek/")
    bram.follows("Later")
    bram.follows("I want to round off")
    bram.presses("Yes, I want to round off")
    desk.is_asked("Have the last talk.", "a")
    desk.at.chooses(talk="held")
    desk.at.presses("Record this")
    bram.goes("/plek/")
    bram.follows("Look and decide")
    bram.chooses(choices="keepsake", follow_up=("4_weeks", "3_months"))
    bram.presses("Continue")
    desk.is_asked("They chose what helps afterwards. Close.", "a")
    desk.at.presses("Close")
    bram.goes("/plek/")
    bram.follows("Later")
    bram.reads("We call you around these days")
    assert bram.has("I want to start again")
    bram.one_day_later(29)
    desk.is_asked("Call as promised.", "a")
    desk.at.main.locator("[name=about]").first.check(force=True)
    desk.at.presses("Record this")


def stops(pair: Pair) -> None:
    """One page, no reason; the other reads one sentence at most."""
    sam = pair.other
    sam.goes("/plek/")
    sam.follows("Pause or stop")
    sam.follows("I stop")
    sam.reads("You need not say why.")
    sam.presses("I stop")
    sam.reads("You have nothing to do now.")
    pair.desk.is_asked("They stopped. Call, and begin rounding off.", "b")
    pair.desk.at.presses("Record this")
    pair.bram.goes("/plek/")
    pair.bram.reads_nothing_of("Sam stopt", SENTENCES["O.longer"].within(pair.bram.language)[:20])
