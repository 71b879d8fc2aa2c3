"""Letters between the two: written, given back, passed, offered, read, answered and asked back."""

from tests.journeys.knowing import holds, sentences_of
from tests.journeys.walkers import Walker, Words
from tests.journeys.way import NEVER, STORY, Pair, signs_in
from visavis.mediation.letters import RECALL_ANSWER
from visavis.mediation.safeguards import REVIEW

FIRST = "Hallo,\n\nIk woon in de Kerkstraat en slaap slecht sinds die nacht.\n\nWaarom ons huis?"
SECOND = "Hallo,\n\nIk slaap slecht sinds die nacht.\n\nWaarom ons huis? Dat wil ik vragen."
ANSWER = "Ik lees wat je vraagt.\n\nIk wist niet dat er iemand thuis was. Het was dom en laf."
REACTION = "Dank je. Ik schrijf terug als het lukt."
WORD = "Er staat een straat in. Wilt u dat de ander die weet?"


def writes_loses_and_finds(pair: Pair) -> None:
    """Bram writes, the line drops; in another window the text stands there still."""
    bram = pair.bram
    bram.goes("/plek/")
    bram.follows("Write")
    bram.presses("Begin a new letter")
    bram.writes(text=FIRST, sign_as="Bram")
    if bram.script:  # leaving the field keeps it
        with bram.page.expect_response(lambda answer: "/bewaar/" in answer.url):
            bram.page.locator("[name=sign_as]").blur()
    else:
        bram.presses("Keep and stop")
    bram.page.context.close()
    pair.bram = bram = pair.opens("Bram")
    signs_in(pair, "a", bram)
    bram.reads("You began to write. All of it is kept.")
    bram.follows("Go on writing")
    bram.page.locator("main a.door").first.click()
    assert bram.page.input_value("[name=text]") == FIRST


def releases(pair: Pair, half: str, walker: Walker, text: str) -> None:
    """Exactly what was shown."""
    walker.presses("Continue")
    shown = walker.main.locator(".letter").inner_text()
    for paragraph in text.split("\n\n"):
        assert paragraph in shown
    walker.chooses(choice="release")
    if walker.page.locator("main [name=words]").count():
        walker.writes(words=pair.five[half])
    walker.presses("Continue")
    walker.reads("Your letter")


def is_given_back(pair: Pair) -> None:
    desk = pair.desk
    desk.is_asked("A letter was released. Read along.")
    desk.at.follows("Give the letter back with a word")
    desk.at.writes(word=WORD)
    desk.at.presses("Give it back")
    bram = pair.bram
    bram.goes("/plek/")
    bram.reads("Your mediator read your letter, and has a word for you.")
    bram.follows("Look and decide")
    bram.reads(WORD)
    bram.presses("Go on writing with this text")
    bram.writes(text=SECOND)


def passes_and_is_offered(pair: Pair, reader: str) -> None:
    desk = pair.desk
    desk.is_asked("A letter was released. Read along.")
    desk.at.chooses(looked_at=tuple(REVIEW))
    desk.at.presses("Let it pass")
    label = desk.at.said("Side A" if reader == "a" else "Side B")[0]
    desk.at.follows("Say to %(label)s that something is here", label=label)
    desk.at.presses("I told them in a talk that something is here")


def reads_later_then_now(pair: Pair) -> None:
    sam = pair.other
    sam.goes("/plek/")
    sam.follows("Look and decide")
    sam.chooses(answer="later")
    sam.presses("Continue")
    sam.goes("/plek/")
    assert not sam.has("Look and decide")
    sam.reads_nothing_of("Waarom ons huis")
    reads_now(sam, SECOND)


def reads_now(walker: Walker, text: str) -> None:
    walker.goes("/plek/")
    walker.follows("Letters")
    walker.follows("The letter that your mediator told you about")
    walker.chooses(answer="now")
    walker.presses("Continue")
    walker.presses("Open the letter")
    for paragraph in text.split("\n\n"):
        assert paragraph in walker.main.inner_text()


def lets_the_writer_know(pair: Pair) -> None:
    """Sam's words go through the mediator, and Bram reads exactly these."""
    sam, desk, bram = pair.other, pair.desk, pair.bram
    sam.follows("Let the writer know something")
    sam.ticks("read")
    sam.writes(reaction=REACTION)
    sam.presses("Let this be known")
    bram.goes("/plek/schrijven/")
    bram.reads_nothing_of(REACTION)
    desk.is_asked("The reader let something go for the writer.")
    desk.at.presses("Tell exactly this")
    bram.goes("/plek/")
    bram.follows("Letters")
    bram.follows("Your letter of %(day)s")
    bram.reads(REACTION)


def knows_what_is_known(pair: Pair) -> None:
    """For both: what the other really has on their screen stands on one's own list."""
    bram, sam = pair.bram, pair.other
    of_bram: dict[str, Words] = {
        **sentences_of(bram),
        "Waarom ons huis? Dat wil ik vragen.": "Your letter of %(day)s",
    }
    of_sam: dict[str, Words] = {
        **sentences_of(sam),
        REACTION: "What you let the writer know",
        "Het was dom en laf.": "Your letter of %(day)s",
    }
    holds(bram, sam, of_bram, (STORY, NEVER, "06 12 34 56 78", "Kerkstraat", WORD))
    holds(sam, bram, of_sam, ("06 87 65 43 21", "Dorpsweg", "de Wit"))


def answers_by_letter(pair: Pair) -> None:
    sam = pair.other
    sam.goes("/plek/")
    sam.follows("Letters")
    sam.presses("Begin a new letter")
    sam.writes(text=ANSWER, sign_as="Sam")
    releases(pair, "b", sam, ANSWER)
    passes_and_is_offered(pair, "a")
    reads_now(pair.bram, ANSWER)


def asks_back(walker: Walker) -> None:
    walker.goes("/plek/schrijven/")
    walker.main.locator("#released ~ ul a, section:has(#released) a").first.click()
    walker.presses("Take the letter back")
    walker.reads(RECALL_ANSWER)
