"""*Je* instead of *u*: what one of our Dutch sentences becomes for somebody who is young, or who chose it.

Only sentences of ours pass here, before anybody's own words are filled in. Rules do what is regular; what is not
stands in `EXCEPTIONS`. A test reads every sentence that a participant can see, and refuses a verb it does not know.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

JE = "nl-je"
"""The language of who is addressed with *je*: a variant of ``nl``, never seen outside the house."""

INVERTED = {
    "bent": "ben", "hebt": "heb", "heeft": "heb", "kunt": "kun", "wilt": "wil", "zult": "zul", "begint": "begin",
    "bereidt": "bereid", "denkt": "denk", "doet": "doe", "gaat": "ga", "geeft": "geef", "hoeft": "hoef",
    "hoopt": "hoop", "hoort": "hoor", "kiest": "kies", "kijkt": "kijk", "komt": "kom", "krijgt": "krijg",
    "leest": "lees", "leidt": "leid", "neemt": "neem", "opent": "open", "plant": "plan", "rondt": "rond",
    "schrijft": "schrijf", "stelt": "stel", "stemt": "stem", "stopt": "stop", "tekent": "teken",
    "verandert": "verander", "vertelt": "vertel", "vindt": "vind", "zegt": "zeg", "ziet": "zie",
}  # fmt: skip
"""Verbs that lose their t before *je*: *wilt u* becomes *wil je*."""
EITHER = {"belt": "bel", "spreekt": "spreek", "vraagt": "vraag"}
"""The same, but only where *u* is who does it; in *uw bemiddelaar belt u* it is not."""
SAME = frozenset(
    {
        "belooft", "dat", "dit", "helpt", "het", "laat", "liet", "met", "moet", "naast", "niet", "omdat", "ontmoet",
        "praat", "tot", "voordat", "wacht", "want", "wat", "weet",
    }
)  # fmt: skip
"""What else ends in t before *u*, and stays as it is."""

_U_DOES = r"(?<![\w(])(?:(?<=^)|(?<=[.?!:] )|(?<=Wat )|(?<=taal )|(?<=kring ))"
_TO = r"aan|bij|door|met|naar|naast|om|over|tegen|van|voor|zonder"
RULES: tuple[tuple[str, str], ...] = (
    (r"\b([Aa])lstublieft\b", r"\1lsjeblieft"),
    (r"\b([Uu])zelf\b", "jezelf"),
    (r"\bvan u zelf\b", "van jezelf"),
    (r"\bmet u zelf\b", "met jou zelf"),
    (r"\bU en uw\b", "Jij en je"),
    (r"\bu en uw\b", "jij en je"),
    (r"\b([Aa])lleen u\b", r"\1lleen jij"),
    (r"\bU (beslist|bepaalt)\b", r"Jij \1"),
    (r"\bu ook niet\b", "jij ook niet"),
    (r"\book u niet\b", "ook jij niet"),
    (r"\bu heeft\b", "je hebt"),
    (r"\bU heeft\b", "Je hebt"),
    (r"\bU (\w+) zich\b", r"Je \1 je"),
    (r"\b([Dd])oor u\b", r"\1oor jou"),
    (r"\b([Vv])an u mag\b", r"\1an jou mag"),
    (rf"\b({_TO}|{_TO.title()}) u(?=$|[.,:;?!)]| (?:alleen|die|en|is|of)\b)", r"\1 jou"),
)
EXCEPTIONS: Mapping[str, str] = {
    "U": "Jij",
    "Alleen uw bemiddelaar en u lezen dit.": "Alleen jij en je bemiddelaar lezen dit.",
    "U hebt zich zelf aangemeld": "Je hebt jezelf aangemeld",
    # said by the person to us, or about several people
    "Ja, dat mag u vertellen": "Ja, dat mogen jullie vertellen",
    "Ja, u mag het vragen": "Ja, jullie mogen het vragen",
    "Nee, houd dat voor u": "Nee, houd dat voor jullie",
    "U mag inspreken": "Jullie mogen inspreken",
    "U mag inspreken op mijn voicemail": "Jullie mogen inspreken op mijn voicemail",
    "U mag een bericht inspreken": "Jullie mogen een bericht inspreken",
    "U hoeft mij niet meer te bellen": "Jullie hoeven mij niet meer te bellen",
    "Wis wat u van mij hebt": "Wis wat jullie van mij hebben",
    "Ik wil eerst met u praten": "Ik wil eerst met jullie praten",
    "Dat ik eerst met u wil praten": "Dat ik eerst met jullie wil praten",
    "Ja, ik wil met u praten": "Ja, ik wil met jullie praten",
    "Ik ben niet wie u zoekt": "Ik ben niet wie jullie zoeken",
    "Alleen als u allebei wilt": "Alleen als jullie allebei willen",
    "Zegt u allebei ja? Dan bereidt u zich voor met ons, ieder apart.": (
        "Zeggen jullie allebei ja? Dan bereiden jullie je voor met ons, ieder apart."
    ),
    "Een tekst die aan u allemaal is voorgelegd": "Een tekst die aan jullie allemaal is voorgelegd",
    "Afspraken van u samen": "Afspraken van jullie samen",
    "Uw bemiddelaar belt met ieder die u vraagt. Daarna plant u het samen.": (
        "Je bemiddelaar belt met ieder die je vraagt. Daarna plannen jullie het samen."
    ),
    "Uw bemiddelaar belt u binnen 10 werkdagen. Samen kijkt u wat nog helpt.": (
        "Je bemiddelaar belt je binnen 10 werkdagen. Samen kijken jullie wat nog helpt."
    ),
    # the choice itself
    "Met u en uw": "Met u en uw",
    # what we say to somebody else, as that person reads it
    "Uw hulp is hier niet meer nodig; dank u wel.": "Uw hulp is hier niet meer nodig; dank u wel.",
    "U hoeft niet te zeggen waarom. Deze persoon leest alleen: dank u wel.": (
        "Je hoeft niet te zeggen waarom. Deze persoon leest alleen: dank u wel."
    ),
    "Uw bemiddelaar leest hem eerst. Dan vragen wij de ander: wilt u hem lezen?": (
        "Je bemiddelaar leest hem eerst. Dan vragen wij of de ander hem wil lezen."
    ),
    # an order of words that *je* does not bear
    "U geeft hiermee niets vrij. De ander hoort er niet van. Wat u hierna schrijft, kunt alleen u lezen.": (
        "Je geeft hiermee niets vrij. De ander hoort er niet van. Alleen jij kunt lezen wat je hierna schrijft."
    ),
    "Uw envelop ligt dicht bij ons. Wij sturen hem u op %(day)s.": (
        "Je envelop ligt dicht bij ons. Wij sturen hem op %(day)s naar je toe."
    ),
}
"""Whole sentences, by how they stand with *u*."""

_INVERSION = re.compile(r"\b(" + "|".join(INVERTED) + r") u\b", re.IGNORECASE)
_EITHER = re.compile(_U_DOES + "(" + "|".join(EITHER) + r") u\b", re.IGNORECASE)
_RULES = tuple((re.compile(found), put) for found, put in RULES)
_LAST = tuple(
    (re.compile(found), put)
    for found, put in (
        (r"\bUw\b", "Je"),
        (r"\buw\b", "je"),
        (r"\bU\b", "Je"),
        (r"\bu\b", "je"),
        (r"\bje zich\b", "je je"),
    )
)
ADDRESSED = re.compile(r"\b(?:u|uw|uzelf|alstublieft)\b", re.IGNORECASE)
"""What no sentence for somebody addressed with *je* has."""


@cache
def informal(text: str) -> str:
    """``Wilt u uw brief lezen?`` → ``Wil je je brief lezen?``"""
    if text in EXCEPTIONS:
        return EXCEPTIONS[text]
    for found, put in _RULES:
        text = found.sub(put, text)
    text = _INVERSION.sub(_inverted, text)
    text = _EITHER.sub(_inverted, text)
    for found, put in _LAST:
        text = found.sub(put, text)
    return text


def _inverted(hit: re.Match[str]) -> str:
    verb = hit[1]
    stem = (INVERTED | EITHER)[verb.lower()]
    return f"{stem.capitalize() if verb[0].isupper() else stem} je"


def unknown_verbs(text: str) -> set[str]:
    """Words that may be a verb before *u* and of which no rule says what becomes of them."""
    known = {*INVERTED, *EITHER, *SAME}
    return {word.lower() for word in re.findall(r"\b(\w+t) u\b", text)} - known


def all_informal(said: Any) -> Any:
    """The same of each sentence in tuples, lists and mappings; what is no text stays as it is."""
    if isinstance(said, str):
        return informal(said)
    if isinstance(said, Mapping):
        return {name: all_informal(one) for name, one in said.items()}
    if isinstance(said, Iterable):
        return type(said)(all_informal(one) for one in said)  # type: ignore[call-arg]
    return said
