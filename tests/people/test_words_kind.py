"""Words on a card in a frightened person's hand: none that hurts, none that is taken for another.

Why, and what to do when a word turns out to hurt: docs/decisions/four-thousand-words.md.
"""

import re
from itertools import pairwise

import pytest

from visavis.people.words import word_list

pytestmark = pytest.mark.pure

# Nowhere in a word.
STEMS = {
    "violence and weapons": """
        bajonet buskruit doden dolk dood dreig gevecht geweer geweld gijzel kanon kogel marte
        mishand moord munitie ontvoer oorlog overgave pistool raket revolver sabel schiet slacht
        snijwond soldaat sterf sterv stomp strijd vecht vijand vuist wapen wurg zwaard
    """,
    "crime and law": """
        advocaat arrest bedrieg bedrog bende boef boete celstraf cipier dader dief fraude getui
        gevang inbraak inbreek inbreuk politie proeftijd recherche rechtb rechter rechtsz roof
        rover schuld slachtof straf tralie verdacht verhoor verlof vonnis
    """,
    "death and illness": """
        begra bloed dokter gebeente hospi infect kanker kliniek koorts lijd medic nabest overled
        psych rouw schedel skelet trauma tumor virus weduw zelfm ziek
    """,
    "body and sex": """
        aanrand billen buik condoom erot incest lichaam misbr naakt orgas penis porno seks sex
        tepel tiet vagin verkrach vrijen zoen
    """,
    "family": """
        baby broer bruid bruil dochter gezin huwelijk kinder moeder neef scheiding stief trouw
        vader vriendin wieg zoon zuster
    """,
    "drink and drugs": """
        alcohol borrel cannab champag cocain cognac drank dronken hasj heroin jenever kroeg
        likeur morfin opium sigaar sigaret tabak verslaaf whisky wijn wodka
    """,
    "fear, shame and anger": """
        angst duister eenzaam krijs schaam schaamte schande schreeuw schrik spook treur verdriet
        verlies vernede vrees wanhoop woede wraak wreed
    """,
    "faith, politics and origin": """
        bijbel bisschop christ communis dominee duivel fascis goden hemel indiaan islam joden
        jood kerst kleurling koran minister moskee moslim neger partij pastoor racis satan terror
        zigeun zondaar
    """,
    "insults": """
        debiel ezel idioot lafaard loser luilak mongool slungel sukkel viespeuk wijsneus
    """,
    "traffic and falling": """
        afgrond auto bots botsing brand brommer crash motor ongeluk ongeval perron rails ramp
        snelweg springen touw tram verdrink vliegt vuur zinken
    """,
    "hard to spell": """
        bureau chateau fauteuil guirl niveau psy q queue trottoir x
    """,
}

# Not by themselves; elsewhere they are part of good words (gelijk, schatkist, spinazie).
WHOLE = {
    "violence and weapons": """
        bom leger lijk steek
    """,
    "crime and law": """
        agent misd steel
    """,
    "death and illness": """
        arts graf kist pijn pil spuit urn verband wees wond
    """,
    "body and sex": """
        bloot borst geil hoer kont kus kut lul pik slip
    """,
    "family": """
        kind nicht oma oom opa ouder tante zus
    """,
    "drink and drugs": """
        bier drugs wiet
    """,
    "fear, shame and anger": """
        bang boos donker eng gil haat huil kwaad spijt
    """,
    "faith, politics and origin": """
        blank god hel imam kerk nazi priester zonde
    """,
    "insults": """
        dom eikel gek kreng lelijk slet stink trut varken zak zwijn
    """,
    "traffic and falling": """
        scooter strop trein vlam
    """,
}

# Each holds a stem by chance.
HARMLESS = set("frisdrank gezellig glijden seizoen welgezind wezel".split())


def in_kinds(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(kind, stem) for kind, stems in table.items() for stem in stems.split()]


@pytest.mark.parametrize("kind", STEMS)
def test_no_word_holds_a_stem_that_hurts_or_is_hard_to_write(kind: str) -> None:
    stems = STEMS[kind].split()
    kept = set(word_list()) - HARMLESS
    assert sorted(word for word in kept for stem in stems if stem in word) == []


@pytest.mark.parametrize("kind", WHOLE)
def test_no_word_hurts_by_itself(kind: str) -> None:
    assert sorted(set(WHOLE[kind].split()) & set(word_list())) == []


def test_what_is_called_harmless_is_in_the_list_and_holds_a_stem() -> None:
    stems = [stem for _, stem in in_kinds(STEMS)]
    assert set(word_list()) >= HARMLESS
    assert all(any(stem in word for stem in stems) for word in HARMLESS)


LIKE = (
    ("sch", "s"),
    ("ch", "g"),
    ("ij", "ei"),
    ("ou", "au"),
    ("ck", "k"),
    ("th", "t"),
    ("ie", "i"),
)


def sound(word: str) -> str:
    """How a word is heard, roughly: two that are written apart and heard alike come out the same."""
    for written, heard in LIKE:
        word = word.replace(written, heard)
    word = re.sub("c(?=[ei])", "s", word)
    word = word.translate(str.maketrans("cxzvy", "kssfi"))
    word = re.sub("d$", "t", re.sub("b$", "p", word))
    return re.sub(r"(.)\1", r"\1", word)


def test_words_that_sound_alike_are_known() -> None:
    assert sound("hard") == sound("hart")
    assert sound("leiden") == sound("lijden")
    assert sound("rauw") == sound("rouw")
    assert sound("boom") != sound("boek")


def test_no_two_words_sound_alike() -> None:
    heard: dict[str, list[str]] = {}
    for word in word_list():
        heard.setdefault(sound(word), []).append(word)
    assert [words for words in heard.values() if len(words) > 1] == []


ENDINGS = ("e", "en", "n", "s", "t", "d", "er", "end", "ing", "ig", "st", "ste", "je", "tje", "pje")


def inflected(word: str) -> set[str]:
    """What may be written when a word gets an ending: boek, boeken; bak, bakken; haas, hazen."""
    forms = {word}
    if re.search("[aeiou][bdfgklmnprst]$", word):
        forms.add(word + word[-1])
    forms.add(re.sub("(a|e|o|u)\\1([bdfgklmnprst])$", r"\1\2", word))
    forms |= {form[:-1] + {"f": "v", "s": "z"}.get(form[-1], form[-1]) for form in forms}
    stem = {word[:-2] + ending for ending in ("er", "end", "ing")} if word.endswith("en") else set()
    return {form + ending for form in forms for ending in ENDINGS} | stem


def test_inflections_are_known() -> None:
    assert "boeken" in inflected("boek")
    assert "bakken" in inflected("bak")
    assert "hazen" in inflected("haas")
    assert "danser" in inflected("dansen")


def test_no_word_is_another_with_an_ending() -> None:
    listed = set(word_list())
    assert [(word, *found) for word in sorted(listed) if (found := inflected(word) & listed)] == []


def one_slip(word: str) -> set[str]:
    """The word with any one letter open, or two neighbours changed about."""
    opened = {f"{word[:i]}.{word[i + 1 :]}" for i in range(len(word))}
    swapped = {
        word[:i] + second + first + word[i + 2 :]
        for i, (first, second) in enumerate(pairwise(word))
    }
    return opened | swapped - {word}


def test_no_two_long_words_that_begin_alike_differ_in_one_letter() -> None:
    slips: dict[tuple[str, str], list[str]] = {}
    for word in word_list():
        if len(word) >= 6:
            for slip in one_slip(word) | {word}:
                slips.setdefault((word[0], slip), []).append(word)
    assert [words for words in slips.values() if len(words) > 1] == []


def test_no_long_word_is_another_with_a_letter_more() -> None:
    listed = set(word_list())
    shorter = {
        (word, left)
        for word in listed
        for i in range(len(word))
        if len(left := word[:i] + word[i + 1 :]) >= 6 and left in listed
    }
    assert shorter == set()
