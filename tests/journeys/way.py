"""The whole way of two people, stretch by stretch: Bram began, Sam was asked."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.colleagues import Mediator, intake_prepares, planner_assigns
from tests.journeys.paper import text_of
from tests.journeys.walkers import Opens, Walker
from visavis.mediation.telling import SENTENCES

STORY = "Er is bij ons ingebroken. Sinds die nacht slaap ik slecht. Waarom ons huis?"
NEVER = "Bel mij nooit thuis."


@dataclass
class Pair:
    """The two people and their mediator; what they need to come in again."""

    opens: Opens
    bram: Walker
    mediator: Mediator | None = None
    sam: Walker | None = None
    five: dict[str, str] = field(default_factory=dict)
    tag: str = ""

    @property
    def desk(self) -> Mediator:
        assert self.mediator is not None
        return self.mediator

    @property
    def other(self) -> Walker:
        assert self.sam is not None
        return self.sam


def signs_up(opens: Opens, tag: str = "") -> Pair:
    """From the home page to three words. ``tag`` tells this sign-up from others on the same server."""
    bram = opens("Bram")
    bram.goes("/")
    bram.follows("Is this for me?")
    for name, value in (
        ("event", "property"),
        ("relation", "harmed"),
        ("wish", "ask"),
        ("safe", "yes"),
    ):
        first = bram.main.locator(f"[name={name}]")
        picked = bram.main.locator(f"[name={name}][value='{value}']")
        (picked if picked.count() else first.first).check(force=True)
        bram.presses("Continue")
    bram.follows("Sign up")
    bram.presses("Continue")
    assert bram.page.title().startswith(("Fout:", "Error:"))
    bram.chooses(relation="harmed")
    bram.presses("Continue")
    bram.writes(story=STORY)
    bram.presses("Continue")
    bram.writes(other="Sam, uit de krant")
    bram.presses("Continue")
    bram.writes(first_name="Bram", age="41")
    bram.presses("Continue")
    bram.chooses(channel="sms", voicemail="no")
    bram.writes(phone="06 12 34 56 78", safe_times="na zes uur")
    bram.presses("Continue")
    bram.writes(never=f"{NEVER} {tag}".strip())
    bram.presses("Continue")
    bram.reads(STORY)
    bram.presses("Send my sign-up")
    bram.reads("We have your sign-up")
    words = bram.main.locator(".letter bdi").inner_text()
    assert len(words.split(" – ")) == 3
    assert bram.page.context.cookies() == []
    bram.follows("look with three words")
    bram.writes(words=words)
    bram.presses("Continue")
    bram.reads("You have nothing to do now.")
    return Pair(opens, bram, tag=tag)


def is_taken_up(pair: Pair) -> None:
    nickname = intake_prepares(pair.opens, f"{NEVER} {pair.tag}".strip())
    planner_assigns(pair.opens, nickname, "S. de Wit")
    pair.mediator = Mediator.of(pair.opens, nickname)


def comes_to_a_place(pair: Pair, half: str, walker: Walker) -> None:
    """The mediator hands over a code; the person opens their place with it and keeps five words."""
    agreed = "de hond heet Pluis"
    code = pair.desk.opens_a_place(half, agreed)
    walker.goes("/plek/nieuw/")
    walker.follows("Read first what others can see of this on your device")
    walker.follows("I have an invitation")
    walker.writes(code=code, answer="De hond heet PLUIS")
    walker.presses("Continue")
    pair.five[half] = walker.main.locator(".letter bdi").inner_text()
    assert len(pair.five[half].split()) == 5
    walker.follows("I have kept my words. To my place")


def signs_in(pair: Pair, half: str, walker: Walker) -> None:
    walker.goes("/plek/in/")
    walker.writes(words=pair.five[half])
    walker.presses("Continue")


def explores(pair: Pair, half: str, walker: Walker) -> None:
    """Information, talk, place, S2's day, consent, and the mediator carries it on."""
    desk = pair.desk
    desk.does(half, "Information was given", language=walker.language)
    relation = {} if half == "a" else {"relation": "responsible"}
    desk.explores(half, "Wil drie dingen vragen of zeggen.", **relation)
    desk.says_it_fits(half)
    comes_to_a_place(pair, half, walker)
    walker.reads("Read the explanation first, in peace.")
    walker.one_day_later()
    walker.goes("/plek/")
    says_yes(walker)
    desk.is_asked("They said yes. Carry it on.", half)
    desk.at.presses("Yes, they take part")


def says_yes(walker: Walker) -> None:
    walker.follows("Look and decide")
    walker.chooses(take_part="yes", confidential="yes", limits="yes")
    walker.presses("Continue")


def lets_us_ask(bram: Walker) -> None:
    bram.goes("/plek/")
    bram.reads("May we ask the other person?")
    bram.follows("Look and decide")
    bram.chooses(ticks=("someone", "first_name"))
    bram.presses("Yes, you may ask")


def says_what_may_be_told(walker: Walker) -> None:
    walker.goes("/plek/")
    walker.reads("May the other person know that you want to take part?")
    walker.follows("Look and decide")
    walker.chooses(talking="yes", takes_part="yes")
    walker.presses("Continue")
    walker.goes("/plek/")
    walker.reads("If there is ever something for you here, do you want to know?")
    walker.follows("Look and decide")
    walker.chooses(wish="yes")
    walker.presses("Continue")
    walker.reads("You have nothing to do now.")


def gets_a_letter(pair: Pair) -> tuple[str, str]:
    """The mediator makes the first letter. Returns its text and its three words."""
    desk = pair.desk
    desk.is_asked("Ask the other side.")
    desk.at.presses("We start looking")
    desk.opens("b", "An address, and where it comes from")
    desk.at.writes(address="Dorpsweg 5\n1234 AB Ergens", source="telefoonboek")
    desk.at.presses("Record this")
    desk.opens("b", "The first letter")
    return paper(desk.at, "Make the letter")


def paper(at: Walker, button: str) -> tuple[str, str]:
    """Presses the button that makes a letter; its text, and the three words in it."""
    with at.page.expect_download() as coming:
        at.main.get_by_role("button", name=at.pattern(button)).click()
    text = text_of(Path(coming.value.path()).read_bytes())
    found = re.search(r"(?:Uw drie woorden|Your three words)\W+(\w+\W+\w+\W+\w+)", text)
    assert found, text
    return text, found[1]


def answers(pair: Pair, words: str, answer: str) -> Walker:
    """With the letter's three words, at the page for whoever got one."""
    sam = pair.opens("Sam")
    sam.goes("/")
    sam.follows("I got a letter from you")
    sam.writes(words=words)
    sam.presses("Continue")
    sam.chooses(answer=answer)
    sam.presses("Continue")
    return sam


def wants_to_talk(pair: Pair, words: str) -> None:
    sam = answers(pair, words, "talk")
    sam.writes(first_name="Sam", phone="06 87 65 43 21")
    sam.chooses(channel="phone", voicemail="no")
    sam.presses("Send my answer")
    assert sam.page.context.cookies() == []
    pair.sam = sam


def prepares(pair: Pair) -> None:
    """The mediator tells each, begins; talks apart; both choose letters, both are ready."""
    desk = pair.desk
    for half, walker in (("a", pair.bram), ("b", pair.other)):
        desk.opens(half, "Tell something of the other")
        choice = desk.at.main.locator(".choice")
        choice.filter(has_text=SENTENCES["O.takes_part"].within(desk.at.language)).locator(
            "input"
        ).check(force=True)
        desk.at.presses("Tell this")
        walker.goes("/plek/")
        walker.reads(SENTENCES["O.takes_part"])
    desk.trajectory().follows("Begin the preparation")
    desk.at.presses("Begin, with each apart")
    for half, walker in (("a", pair.bram), ("b", pair.other)):
        walker.goes("/plek/")
        walker.follows("Look and decide")
        walker.chooses(form="letters")
        walker.presses("Continue")
        desk.does(
            half,
            "Preparation talk",
            writes={"summary": "Rustig aan. Eerst vragen, dan luisteren."},
            supporter="no",
            language_help="mastered",
        )
        walker.goes("/plek/")
        walker.reads("Are you ready for contact?")
        walker.follows("Look and decide")
        walker.presses("Yes, I am ready")
    for half in ("a", "b"):
        desk.is_asked("They say they are ready. Carry it on.", half)
        desk.at.presses("Yes, they are ready")
    desk.trajectory().follows("The form of contact")
    desk.at.presses("Record that all choices meet")
