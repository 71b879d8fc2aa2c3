"""What goes by post: the first letter (D7), the reminder (D8), the card that opens a place of one's own.

Rules of the first letter: domain §1.2. Nothing of the event, an offence or the other stands in the minimal
version; the informed one adds that someone involved in an event would like contact, and what they ticked.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from visavis.mediation.informal import JE, all_informal
from visavis.mediation.words import Text
from visavis.outside import tongues, young
from visavis.outside.typeset import pdf

MINIMAL, INFORMED = "minimal", "informed"
APART = Text("Dit staat los van een strafzaak.", "This stands apart from any criminal case.")
"""A service says it in its own words where its law differs."""

_FIRST = {
    "nl": {
        "title": "Wij willen u graag iets vragen",
        "who": (
            "Wij zijn bemiddelaars. Wij horen niet bij de politie of de rechter. Wij kiezen geen kant. "
            "Mijn naam is {mediator}."
        ),
        MINIMAL: (
            "Ik wil graag met u zelf praten over iets wat voor u belangrijk kan zijn. "
            "Meer schrijf ik niet in een brief. U hoeft niets te doen."
        ),
        INFORMED: (
            "Iemand wil misschien contact met u. Het gaat over iets wat vroeger is gebeurd. "
            "U hoeft niets te doen."
        ),
        "told": "Dit mogen wij u alvast zeggen: {told}.",
        "free": (
            "Het is gratis. U beslist zelf. U mag ja zeggen, nee zeggen of wachten. Als u niet "
            "antwoordt, heeft dat geen gevolgen. Uw nee is goed. De ander weet van ons niet waar u woont."
        ),
        "apart": APART.nl,
        "wait": (
            "Wij wachten tot en met {until}. Bel mij of stuur de kaart terug. Of ga naar onze site met "
            "de drie woorden hieronder. U kunt deze brief ook weggooien."
        ),
        "call": "U kunt mij bellen: {phone}, {hours}.",
        "words": "Uw drie woorden",
        "hint": "Ze openen één pagina. Daar staat niets over u of over een ander.",
        "card_title": "Uw antwoord",
    },
    "en": {
        "title": "We would like to ask you something",
        "who": (
            "We are mediators. We are not police or court. We take no side. My name is {mediator}."
        ),
        MINIMAL: (
            "I would like to talk with you yourself about something that may matter to you. "
            "I do not write more than this in a letter. You do not have to do anything."
        ),
        INFORMED: (
            "Someone may want contact with you. It is about something that happened in the past. "
            "You do not have to do anything."
        ),
        "told": "This much we may tell you: {told}.",
        "free": (
            "It is free. You decide. You may say yes, say no, or wait. Not answering has no "
            "consequences. Your no is fine. The other does not know from us where you live."
        ),
        "apart": APART.en,
        "wait": (
            "We wait until {until}. Call me, send the card back, or go to our site with the three "
            "words below. You may also throw this letter away."
        ),
        "call": "You can call me: {phone}, {hours}.",
        "words": "Your three words",
        "hint": "They open one page. It says nothing about you or about anyone else.",
        "card_title": "Your answer",
    },
}
_CARD = {
    "nl": (
        "Ik wil eerst met u praten",
        "Nu niet, misschien later",
        "Nee, schrijf mij niet meer",
        "Ik ben niet wie u zoekt",
    ),
    "en": (
        "I want to talk with you first",
        "Not now, maybe later",
        "No, do not write again",
        "I am not the person you are looking for",
    ),
}
_REMINDER = {
    "nl": {
        "reminder_title": "Wij schreven u een brief",
        "text": (
            "Ongeveer twee weken geleden schreven wij u. Misschien kwam de brief niet aan, of wilt u "
            "nog nadenken. Dat is goed. U hoeft niets te doen."
        ),
        "last": "Dit is onze laatste brief. Wij wachten tot en met {until}. Daarna schrijven wij niet meer.",
    },
    "en": {
        "reminder_title": "We wrote you a letter",
        "text": (
            "About two weeks ago we wrote to you. Perhaps the letter did not arrive, or you want time "
            "to think. That is fine. You do not have to do anything."
        ),
        "last": "This is our last letter. We wait until {until}. After that we do not write again.",
    },
}
_INVITATION = {
    "nl": {
        "title": "Uw kaart",
        "text": (
            "Met deze code opent u één keer uw eigen plek. Daarna krijgt u vijf woorden van uzelf. "
            "Wij vragen u ook wat u met mij afsprak."
        ),
        "words": "Uw code",
        "hint": "De code werkt tot en met {until}.",
        "lost": "Kaart kwijt? Bel mij: {phone}. Dan krijgt u een nieuwe.",
    },
    "en": {
        "title": "Your card",
        "text": (
            "This code opens your own place once. After that you get five words of your own. "
            "You are also asked what you agreed with me."
        ),
        "words": "Your code",
        "hint": "The code works until {until}.",
        "lost": "Lost the card? Call me: {phone}. You then get a new one.",
    },
}

IN_EVERY_LANGUAGE = (_FIRST, _CARD, _REMINDER, _INVITATION)
"""What the catalogue of each language has words for, sentence by sentence (`tongues`)."""


def first_letter(
    *,
    version: str,
    language: str,
    three_words: str,
    addressee: str,
    address: str,
    mediator: str,
    phone: str,
    phone_hours: str,
    wait_until: date,
    told: Sequence[str] = (),
    apart: Text | None = None,
    on: date | None = None,
    reader: str = young.THEM,
) -> bytes:
    """D7 as PDF/UA-1, one A4.

    ``version``: minimal or informed. ``told``: what the one who starts ticked, in words; used by the informed
    version only. ``apart``: what a criminal case has to do with it, in the service's own words. ``on``: the date in
    the file, not printed. ``reader``: of `young.READERS`; beside a young person a guardian gets no
    words, for the answer is the young person's. Raises ValueError for another version.
    """
    if version not in {MINIMAL, INFORMED}:
        raise ValueError(f"a first letter is minimal or informed, not {version!r}")
    language = _tongue(language, reader)
    words = _words(language, reader)
    paragraphs = [words[version], words["who"].format(mediator=mediator)]
    if version == INFORMED:
        if told:
            paragraphs.append(words["told"].format(told="; ".join(told)))
        paragraphs.append(apart.within(language) if apart else words["apart"])
    paragraphs += [
        words["free"],
        *([words["family"]] if "family" in words else ()),
        words["wait"].format(until=tongues.day_as(wait_until, language)),
        words["call"].format(phone=phone, hours=phone_hours),
    ]
    return _letter(
        language,
        reader,
        words["title"],
        paragraphs,
        addressee,
        address,
        three_words,
        mediator,
        on or wait_until,
    )


def reminder(
    *,
    language: str,
    three_words: str,
    addressee: str,
    address: str,
    mediator: str,
    phone: str,
    phone_hours: str,
    wait_until: date,
    on: date | None = None,
    reader: str = young.THEM,
) -> bytes:
    """D8 as PDF/UA-1: shorter, and the last one. ``reader``: as of the first letter."""
    language = _tongue(language, reader)
    words = {**tongues.said_as(_REMINDER, language), **_own_words(language, reader)}
    first = _words(language, reader)
    paragraphs = [
        words["text"],
        first["who"].format(mediator=mediator),
        words["last"].format(until=tongues.day_as(wait_until, language)),
        first["call"].format(phone=phone, hours=phone_hours),
    ]
    return _letter(
        language,
        reader,
        words["reminder_title"],
        paragraphs,
        addressee,
        address,
        three_words,
        mediator,
        on or wait_until,
    )


def invitation_card(
    *,
    language: str,
    code: str,
    mediator: str,
    phone: str,
    valid_until: date,
    on: date | None = None,
) -> bytes:
    """The card with the code that opens a place of one's own, once."""
    language = tongues.tongue_of(language, _INVITATION)
    words = tongues.said_as(_INVITATION, language)
    until = tongues.day_as(valid_until, language)
    data = {
        "language": tongues.plain(language),
        "title": words["title"],
        "address": [],
        "paragraphs": [words["text"], words["lost"].format(phone=phone)],
        "words": {"label": words["words"], "text": code, "hint": words["hint"].format(until=until)},
        "card": [],
        "card_title": "",
        "closing": [mediator],
    }
    return pdf("letter", data, on or valid_until)


def _tongue(language: str, reader: str) -> str:
    """The language of a letter: for a young person, or whoever has a say over one, Dutch or English."""
    if reader != young.THEM:
        return language_of(language)
    return tongues.plain(tongues.tongue_of(language, _FIRST, _CARD, _REMINDER))


def _own_words(language: str, reader: str) -> dict[str, str]:
    return dict(young.READERS[reader].get(language, {}))


def _words(language: str, reader: str) -> dict[str, str]:
    return {**tongues.said_as(_FIRST, language), **_own_words(language, reader)}


def _letter(
    language: str,
    reader: str,
    title: str,
    paragraphs: list[str],
    addressee: str,
    address: str,
    three_words: str,
    mediator: str,
    on: date,
) -> bytes:
    words = _words(language, reader)
    answers = reader != young.BESIDE
    card = young.CARD.get(reader, {}).get(language)
    data = {
        "language": language,
        "title": title,
        "address": [line for line in (addressee, *address.splitlines()) if line.strip()],
        "paragraphs": paragraphs,
        "words": {"label": words["words"], "text": three_words, "hint": words["hint"]}
        if answers
        else None,
        "card": list(card or tongues.said_as(_CARD, language)) if answers else [],
        "card_title": words["card_title"],
        "closing": [mediator],
    }
    return pdf("letter", data, on)


def language_of(language: str) -> str:
    """The language of a document: ``nl`` or ``en``, whoever it addresses."""
    return "en" if language.startswith("en") else "nl"


def spoken_in(language: str) -> str:
    """The same, with ``nl-je`` beside them for who is addressed with *je*."""
    return JE if language == JE else language_of(language)


def said_in(words: Mapping[str, Any], language: str) -> Any:
    """What stands in ``words`` for this language, of our own sentences by language; with *je* where it is so."""
    said = words[language_of(language)]
    return all_informal(said) if language == JE else said


def day_in(day: date, language: str) -> str:
    with translation.override(language_of(language)):
        return date_format(day, "j F Y")
