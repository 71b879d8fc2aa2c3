"""*Je* for who is young or chose it, and easy reading: one's own wish, and nobody else's to know."""

from datetime import date

import pytest

from tests.house import reading
from tests.mediation.way import Way
from tests.worlds.steps import A, B
from visavis.config import translations
from visavis.mediation.informal import (
    ADDRESSED,
    EXCEPTIONS,
    JE,
    all_informal,
    informal,
    unknown_verbs,
)
from visavis.mediation.views import PartyView
from visavis.mediation.wording import ChooseAddress, ChooseReading, address_of, spoken_to
from visavis.mediation.words import Text

pytestmark = pytest.mark.pure
TODAY = date(2026, 5, 4)
QUOTED = frozenset(
    {
        "Met u en uw",
        "Uw hulp is hier niet meer nodig; dank u wel.",
        "Je hoeft niet te zeggen waarom. Deze persoon leest alleen: dank u wel.",
    }
)
"""The choice itself, and what is shown of a sentence to somebody else, as that person reads it."""
READ_BY_A_PARTICIPANT = ("mediation", "outside", "doors/participant", "doors/shared")


@pytest.mark.parametrize(
    ("u", "je"),
    [
        ("U kunt uw brief lezen.", "Je kunt je brief lezen."),
        ("Kunt u dit lezen? Wilt u dat?", "Kun je dit lezen? Wil je dat?"),
        ("Dan vindt u het hier. Bent u klaar? Hebt u tijd?", "Dan vind je het hier. Ben je klaar? Heb je tijd?"),
        ("U heeft pauze. Dat heeft u nodig.", "Je hebt pauze. Dat heb je nodig."),
        ("Wat doet u? Wat weet u? Moet u nog iets?", "Wat doe je? Wat weet je? Moet je nog iets?"),
        ("Uw bemiddelaar belt u. Belt u liever zelf?", "Je bemiddelaar belt je. Bel je liever zelf?"),
        ("Uw bemiddelaar spreekt u. Wat spreekt u af?", "Je bemiddelaar spreekt je. Wat spreek je af?"),
        ("Alleen u en uw bemiddelaar zien het.", "Alleen jij en je bemiddelaar zien het."),
        ("Alleen u ziet dit. Schrijf voor uzelf.", "Alleen jij ziet dit. Schrijf voor jezelf."),
        ("Dit is een brief voor u. Er is iets voor u klaar.", "Dit is een brief voor jou. Er is iets voor je klaar."),
        ("Wat hier van u is, blijft van u.", "Wat hier van jou is, blijft van jou."),
        ("Dan bereidt u zich voor. U meldde zich aan.", "Dan bereid je je voor. Je meldde je aan."),
        ("U beslist. Bel ons alstublieft. Dank u wel.", "Jij beslist. Bel ons alsjeblieft. Dank je wel."),
        ("Lees eerst rustig. Bel ons.", "Lees eerst rustig. Bel ons."),
        ("Tien uur, en dan uit.", "Tien uur, en dan uit."),
    ],
)  # fmt: skip
def test_a_sentence_with_u_becomes_one_with_je(u: str, je: str) -> None:
    assert informal(u) == je


def every_sentence() -> set[str]:
    return {
        text
        for page in reading.pages()
        if page.language == "nl" and page.where.startswith(READ_BY_A_PARTICIPANT)
        for text in page.texts
    }


def test_no_sentence_that_a_participant_reads_keeps_its_u() -> None:
    said = {informal(text) for text in every_sentence()}
    assert len(said) > 1500
    assert {one for one in said if ADDRESSED.search(one)} <= QUOTED


def test_no_verb_stands_before_u_of_which_no_rule_knows_what_becomes_of_it() -> None:
    unknown = {verb for text in every_sentence() for verb in unknown_verbs(text)}
    assert unknown == set(), "to INVERTED, EITHER or SAME in mediation/informal.py"
    assert unknown_verbs("Daarna fietst u naar huis.") == {"fietst"}


def test_each_exception_still_has_its_sentence() -> None:
    said = every_sentence() | {"Jij"}
    unused = {one for one in EXCEPTIONS if reading.plain(one) not in said and one != "U"}
    assert unused == set()


@pytest.mark.parametrize("name", translations.SAY_JE)
def test_the_catalogue_with_je_is_the_one_that_the_rules_make(name: str) -> None:
    room = translations.ROOT / name
    made = translations.path_with_je(room).read_text(encoding="utf-8")
    assert made == translations.with_je(room), "run: python -m visavis.config.translations"
    assert "msgstr" in made


def test_je_is_said_of_whole_papers_and_only_in_dutch() -> None:
    assert Text("Wilt u dit?", "Do you want this?").within(JE) == "Wil je dit?"
    assert Text("Wilt u dit?", "Do you want this?").within("en") == "Do you want this?"
    paper = ("Voor u", {"both": (("Uw dag", ("U komt.",)),)}, 3)
    assert all_informal(paper) == ("Voor jou", {"both": (("Je dag", ("Je komt.",)),)}, 3)


@pytest.mark.parametrize(
    ("aged", "chosen", "says"),
    [(None, "", "u"), (15, "", "je"), (17, "", "je"), (15, "u", "u"), (None, "je", "je")],
)
def test_who_is_not_grown_up_hears_je_and_everyone_may_choose(
    aged: int | None, chosen: str, says: str
) -> None:
    me = PartyView(A, aged=aged, aged_on=TODAY if aged else None, address=chosen)
    assert address_of(me, TODAY) == says
    assert spoken_to(me, TODAY) == (JE if says == "je" else "nl")
    assert spoken_to(me, TODAY, "en") == "en"


def test_who_grew_up_meanwhile_is_a_grown_up() -> None:
    me = PartyView(A, aged=17, aged_on=TODAY)
    assert address_of(me, date(2027, 5, 3)) == "je"
    assert address_of(me, date(2027, 5, 4)) == "u"


def test_the_wish_stands_on_ones_own_page_and_nowhere_on_the_others() -> None:
    way = Way().passed()
    before = way.me(B)
    way.does(ChooseAddress("je"), A).does(ChooseReading("easy"), A)
    assert (way.me(A).address, way.me(A).easy) == ("je", True)
    assert way.me(B) == before
    way.does(ChooseReading("all"), A)
    assert not way.me(A).easy
