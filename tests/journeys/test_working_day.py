"""A full day at the desk with forty trajectories: intake, planner, mediator, practice lead, each their part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.doors.desk_at_work import PASSPHRASE, AtWork, work
from tests.doors.lived import Lived
from tests.doors.test_figures import published
from tests.journal.service import INTAKE, MEDIATOR, PLANNER
from tests.journeys.colleagues import Mediator
from tests.journeys.walkers import Opens, Walker
from visavis.doors.desk.nicknames import NICKNAMES
from visavis.journal import call_backs
from visavis.journal.call_backs import CallBack
from visavis.journal.keys import call_back_ring
from visavis.journal.models import Trajectory
from visavis.journal.record import new_id
from visavis.mediation.acts import DeskAct
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.safeguards import REVIEW
from visavis.mediation.sign_up import PrepareSignUp, TakeUp
from visavis.mediation.telling import Tell
from visavis.mediation.terms import day
from visavis.people import clock, words_door

__all__ = ["work"]
ON_A_WIDE_SCREEN = {"language": "en", "width": 1280}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("opens_here", [ON_A_WIDE_SCREEN], ids=["english"], indirect=True),
]
JAN = Actor(Audience.MEDIATOR, "staff-colleague")
FORTY = 40
FIRST = ("Noor", "Anna", "Chris", "Eva", "Hanna", "Ina", "Kees", "Lies", "Mo", "Piet")
NOBODY_WAITS = "Nothing waits for you."


@dataclass
class Of(Lived):
    """A trajectory of one mediator, with a nickname and a first name of its own."""

    by: Actor = MEDIATOR
    mediator: str = "Mieke de Boer"
    nickname: str = ""

    def desk(self, act: DeskAct, by: Actor = MEDIATOR) -> None:
        super().desk(act, self.by if by is MEDIATOR else by)

    def _with_a_mediator(self) -> "Of":
        self.b = PartyId(new_id(self.service.rng))
        self.desk(PrepareSignUp(self.a, self.nickname, "property"), INTAKE)
        self.desk(TakeUp(self.a, self.by.id, self.mediator, self.b, "R. Jansen", True), PLANNER)
        return self

    def told_each(self) -> "Of":
        """What each let go was told to the other."""
        for who in (self.a, self.b):
            if (on := self.view(who).news_date) is not None:
                self.desk(Tell(who, "O.takes_part", on))
        return self


@dataclass
class Day:
    """Forty trajectories in the morning. ``street``, ``fine``: a letter at the gate; ``asked``: an answer comes today;
    ``talk``: they want to meet."""

    work: AtWork
    street: Of
    fine: Of
    asked: Of
    talk: Of


def morning(work: AtWork) -> Day:
    names: Iterator[str] = iter(NICKNAMES)
    firsts = iter(FIRST * 4)

    def one(stretch: str, *args: str, by: Actor = MEDIATOR, mediator: str = "Mieke de Boer") -> Of:
        first = next(firsts)
        lived = Of(
            work.service, lambda now: None, say=lambda text: first if text == "Noor" else text,
            by=by, mediator=mediator, nickname=next(names),
        )  # fmt: skip
        getattr(lived, stretch)(*args)
        return lived

    for stretch, number in (("taken_up", 21), ("asked", 9), ("answered", 2)):
        for _each in range(number):
            one(stretch, by=JAN, mediator="Jan Vos")
    street, fine, talk = (
        one(*way).told_each() for way in (("ready",), ("ready",), ("ready_to_talk",))
    )
    asked = one("asked")
    for _each in range(2):
        one("signed_up")
    one("signed_up_for", 34)
    street.released("Hallo,\n\nIk woon in de Kerkstraat.")
    fine.released("Hallo,\n\nIk denk vaak aan die dag.")
    published(work)
    call = CallBack(
        day(work.service.now), "morning", "06 55 55 55 55", "Sam", "de bieb", language="en"
    )
    call_backs.ask(call_back_ring(work.service.keys), call, "form")
    return Day(work, street, fine, asked, talk)


def comes_in(opens: Opens, name: str, login: str) -> Walker:
    who = opens(name)
    who.goes("/werk/binnen/")
    who.writes(login=login, passphrase=PASSPHRASE)
    who.presses("Come in")
    return who


def goes(who: Walker, words: str) -> None:
    who.follows(words, within=who.page.locator("nav"))


def test_a_day_of_forty_trajectories_ends_with_nothing_that_waits(
    work: AtWork, opens_here: Opens
) -> None:
    today = morning(work)
    intake_sees_to_who_is_new(opens_here)
    assert Trajectory.objects.count() == FORTY
    planner_gives_them_to_somebody(opens_here)
    mediator_has_her_day(today, opens_here)
    lead_looks_at_what_waits(opens_here)


def line(who: Walker, words: str, link: str) -> None:
    """Follows a link of the line that says ``words`` and has it."""
    found = who.main.locator("ul.work > li").filter(has_text=words)
    there = found.filter(has=who.page.locator("a").filter(has_text=who.pattern(link)))
    who.follows(link, within=there.first)


# Intake


def intake_sees_to_who_is_new(opens: Opens) -> None:
    els = comes_in(opens, "Els", "intake")
    els.follows("%(number)s person asked for a call today. Look when that is safe.", number=1)
    els.reads("06 55 55 55 55")
    els.presses("We spoke, or they need no call. Erase this")
    els.reads("Nobody asked for a call.")
    somebody_calls_and_the_line_drops(els)
    passes_on(els)
    goes(els, "New")
    line(els, "Reclassering, mevrouw Bos", "Ask whether they want it")
    els.follows("They say yes")
    els.chooses(via="phone")
    els.presses("They say yes")
    goes(els, "New")
    els.follows("Do not take up, with the reason")
    els.chooses(reason="outside_scope")
    els.presses("Say so, with the reason")
    while els.has("Prepare"):
        els.follows("Prepare")
        passes_on(els)
        goes(els, "New")
    els.reads("Nobody is waiting here.")
    goes(els, "Today")
    els.reads(NOBODY_WAITS)
    els.page.context.close()


def somebody_calls_and_the_line_drops(els: Walker) -> None:
    goes(els, "New")
    els.follows("Someone calls to sign up")
    for field, text in (("first_name", "Gerda"), ("story", "Er is bij mij ingebroken.")):
        with els.page.expect_response(lambda answer: "/bewaar/" in answer.url):
            els.writes(**{field: text})
            els.page.locator("main [name=never]").click()
    els.page.wait_for_function("document.querySelector('[data-saved]').innerText.includes('Saved')")
    goes(els, "Today")  # she presses nothing: the line dropped
    els.follows("%(number)s call ended half-way. Go on with it, or throw it away.", number=1)
    els.reads("written down by Els Kuiper")
    line(els, "Gerda", "Go on with this call")
    assert els.page.input_value("[name=story]") == "Er is bij mij ingebroken."
    els.writes(age="71", phone="06 12 34 56 78")
    els.chooses(relation="harmed", channel="phone", via="phone")
    els.presses("Sign this person up")
    els.reads("Gerda")


def passes_on(els: Walker) -> None:
    els.chooses(event_type="property", referral_source="self")
    els.writes(region="Zwolle")
    els.presses("Pass it to the planner")


# The planner


def planner_gives_them_to_somebody(opens: Opens) -> None:
    tom = comes_in(opens, "Tom", "planner")
    goes(tom, "New")
    tom.follows("Take up")
    tom.reads("Full: 32 of 30 open")
    takes_up(tom, "Jan Vos")
    tom.reads("This mediator's load is full.")
    takes_up(tom, "Mieke de Boer")
    while tom.has("Take up"):
        tom.follows("Take up")
        takes_up(tom, "Mieke de Boer")
    tom.reads("Nobody is waiting here.")
    goes(tom, "Timetable")
    tom.follows("Our rooms")
    tom.writes(name="Kamer 2")
    tom.presses("Add this room")
    a_colleague_goes_away(tom)
    goes(tom, "Today")
    tom.reads(NOBODY_WAITS)
    tom.page.context.close()


def takes_up(tom: Walker, mediator: str) -> None:
    tom.writes(other_name="P. Bakker")
    tom.main.get_by_label(mediator).check(force=True)
    tom.ticks("knows_nobody")
    tom.presses("Take up and assign")


def a_colleague_goes_away(tom: Walker) -> None:
    """Days away, and somebody who stands in where nobody does; back to the same list each time."""
    goes(tom, "Today")
    tom.follows("Colleagues: training, away, leaving")
    tom.follows("Jan Vos")
    tom.follows("Away for some days")
    tomorrow = day(clock.now()) + timedelta(days=1)
    for name, on in (("first", tomorrow), ("last", tomorrow + timedelta(days=4))):
        parts = {f"{name}_{n}": str(part) for n, part in enumerate((on.day, on.month, on.year))}
        tom.writes(**parts)
    tom.presses("Keep these days")
    tom.reads("Nobody stands in here")
    for _each in range(2):
        tom.follows("A second mediator, who stands in")
        tom.main.get_by_label("Mieke de Boer").check(force=True)
        tom.ticks("knows_nobody")
        tom.presses("Assign")
        tom.reads("Somebody mediates beside them")


# The mediator


def mediator_has_her_day(today: Day, opens: Opens) -> None:
    mieke = comes_in(opens, "Mieke", "mediator")
    lets_them_know(mieke)
    looks_at_the_gate(today, mieke)
    an_answer_came_by_card(today, mieke)
    plans_a_talk(today, mieke)
    begins_with_who_is_new(mieke)
    finds_them_again(today, opens, mieke)
    lets_them_know(mieke)
    goes(mieke, "Today")
    while mieke.has("This is done"):
        mieke.presses("This is done")
    mieke.reads(NOBODY_WAITS)
    for _twice in range(2):
        mieke.page.keyboard.press("Escape")
    mieke.page.wait_for_url(lambda url: "/werk/" not in url)
    mieke.page.goto(f"{mieke.demo.url}/en/werk/")
    assert mieke.page.url.endswith("/werk/binnen/")


def lets_them_know(mieke: Walker) -> None:
    """Each is passed on by hand; it says no more than that something is here."""
    goes(mieke, "Today")
    for words in (
        "Something is ready for %(number)s person.",
        "Something is ready for %(number)s people.",
    ):
        if mieke.has(words.partition("%")[0]):
            mieke.follows(words.partition("%")[0])
            break
    while mieke.has("This is done"):
        mieke.presses("This is done")


def looks_at_the_gate(today: Day, mieke: Walker) -> None:
    goes(mieke, "Gate")
    line(mieke, today.street.nickname, "A letter was released. Read along.")
    mieke.follows("Give the letter back with a word")
    mieke.writes(word="Rik leest dit. Er staat een straat in. Wilt u dat?")
    mieke.presses("Give it back")
    mieke.reads("Something of Side B stands in this: “Rik”.")
    mieke.writes(word="Er staat een straat in. Wilt u dat?")
    mieke.presses("Give it back")
    goes(mieke, "Gate")
    line(mieke, today.fine.nickname, "A letter was released. Read along.")
    mieke.chooses(looked_at=tuple(REVIEW))
    mieke.presses("Let it pass")
    mieke.follows("Say to %(label)s that something is here", label="Side B")
    assert "die dag" not in mieke.text
    mieke.presses("I told them in a talk that something is here")
    mieke.follows("Read what is here, together")
    mieke.chooses(via="phone")
    mieke.presses("They want to hear or read it now")
    mieke.reads("Ik denk vaak aan die dag.")
    assert today.street.view(today.street.a).letters[0].state == "returned"
    assert today.street.view(today.street.b).offers == ()


def an_answer_came_by_card(today: Day, mieke: Walker) -> None:
    lived = today.asked
    words = words_door.for_answer(lived.where.trajectory, lived.b, today.work.service.now)
    goes(mieke, "Today")
    mieke.follows("A sheet of paper came back, or print some")
    mieke.writes(code=" ".join(words))
    mieke.presses("Open its entry")
    mieke.chooses(answer="talk", via="paper", channel="phone")
    mieke.writes(first_name="Bo", phone="06 33 33 33 33", paper="map 3")
    mieke.presses("Record this")
    assert lived.view(lived.b).answered == "talk"
    goes(mieke, "Today")
    line(mieke, lived.nickname, "They let something go. Tell the other side.")
    mieke.main.locator("[name=sentence]").first.check(force=True)
    mieke.presses("Tell this")


def plans_a_talk(today: Day, mieke: Walker) -> None:
    goes(mieke, "Trajectories")
    mieke.follows(today.talk.nickname)
    mieke.follows("Plan an appointment")
    on = day(today.work.service.now) + timedelta(days=20)
    mieke.writes(on_0=str(on.day), on_1=str(on.month), on_2=str(on.year))
    mieke.main.get_by_label("Kamer 2").check(force=True)
    mieke.writes(
        place="Buurthuis, halte Plein", present="U en de ander, en Mieke.", stop_plan="Een hand.",
        arrives_0="10.00", leaves_0="12.00", entrance_0="Voordeur", arrives_1="10.30",
        leaves_1="12.30", entrance_1="Tuindeur",
    )  # fmt: skip
    mieke.ticks("neutral", "near_exit")
    mieke.presses("Plan this; each hears their own part")
    mieke.goes(f"/werk/rooster/?dag={on.isoformat()}")
    mieke.reads("Kamer 2")
    mieke.reads(today.talk.nickname)


def begins_with_who_is_new(mieke: Walker) -> None:
    """The explanation and the first talk, with each of whom that is promised."""
    goes(mieke, "Today")
    found = mieke.main.locator("ul.work > li").filter(has_text="Have the exploratory talk.")
    there = [
        (one.locator("strong").inner_text(), one.inner_text(), one.locator("a").first)
        for one in found.all()
    ]
    addresses = [link.get_attribute("href") or "" for _name, _text, link in there]
    assert len(there) >= 3
    for (nickname, text, _link), href in zip(there, addresses, strict=True):
        trajectory = href.partition("kant/")[0].removeprefix("/en")
        half = "b" if "Side B" in text else "a"
        with_them = Mediator(mieke, nickname, trajectory)
        with_them.does(half, "Information was given", language="nl")
        relation = {"relation": "responsible"} if half == "b" else {}
        with_them.explores(half, "Wil een vraag stellen.", **relation)


def finds_them_again(today: Day, opens: Opens, mieke: Walker) -> None:
    """By a name, by where they stand; and the address of a list is that list."""
    goes(mieke, "Trajectories")
    mieke.writes(zoek="gerd")
    mieke.presses("Find")
    assert mieke.main.locator("tbody tr").count() == 1
    mieke.writes(zoek="")
    mieke.page.select_option("#stand", "two_sided")
    mieke.presses("Find")
    rows = mieke.main.locator("tbody tr").all_inner_texts()
    assert {today.street.nickname, today.talk.nickname} <= {
        row.split("\t")[0].strip() for row in rows
    }
    assert len(rows) < 10
    beside = mieke.page.context.new_page()
    beside.goto(mieke.page.url)
    assert beside.locator("main tbody tr").all_inner_texts() == rows
    beside.close()


# The practice lead


def lead_looks_at_what_waits(opens: Opens) -> None:
    anna = comes_in(opens, "Anna", "lead")
    anna.reads(NOBODY_WAITS)
    anna.follows("What waits too long, what was refused, who carries how much")
    late = anna.main.locator("table").first.locator("tbody tr")
    assert late.count() > 20
    assert {row.locator("td").first.inner_text() for row in late.all()} == {"Jan Vos"}
    refused = anna.main.locator("table").nth(1)
    assert "S28" in refused.inner_text()
    goes(anna, "Figures")
    anna.reads("Figures of 2025")
    for one in anna.page.locator("main details").all()[:3]:
        assert not one.locator("table").is_visible()
        one.locator("summary").click()
        assert one.locator("table").is_visible()
    anna.reads("No contact is an outcome like any other.")
