"""What people agreed (D18), for themselves; and the same text to whom everyone let it go (D19). Nothing besides it."""

from datetime import date

from visavis.outside.letters import day_in, language_of
from visavis.outside.typeset import pdf

_OURS = {
    "nl": {
        "title": "Wat wij met elkaar afspraken",
        "all": (
            "Ieder van ons zei ja tegen precies deze tekst. Dat deed ieder apart, en na ten minste een week om "
            "na te denken."
        ),
        "on": "Vastgelegd op {on}.",
        "stays": "Deze tekst gaat nergens heen, tenzij ieder van ons daar ja op zegt.",
    },
    "en": {
        "title": "What we agreed with each other",
        "all": (
            "Each of us said yes to exactly this text. Each did so apart, after a week at least to think."
        ),
        "on": "Recorded on {on}.",
        "stays": "This text goes nowhere, unless each of us says yes to that.",
    },
}
_SENT = {
    "nl": {
        "title": "Wat mensen met elkaar afspraken",
        "all": (
            "Mensen die wij begeleiden, maakten samen een afspraak. Ieder van hen zei ja tegen precies deze tekst, "
            "en ja tegen het versturen ervan aan u."
        ),
        "on": "Vastgelegd op {on}.",
        "no_more": (
            "Meer dan deze tekst delen wij niet. Meedoen is vrijwillig; uit niet meedoen of uit wat hier niet staat, "
            "volgt niets."
        ),
    },
    "en": {
        "title": "What people agreed with each other",
        "all": (
            "People whom we accompany agreed something together. Each of them said yes to exactly this text, and yes "
            "to sending it to you."
        ),
        "on": "Recorded on {on}.",
        "no_more": (
            "We share no more than this text. Taking part is voluntary; nothing follows from not taking part, or from "
            "what does not stand here."
        ),
    },
}


def agreed(*, language: str, text: str, on: date, service: str) -> bytes:
    """D18 as PDF/UA-1: the text, the same for all, without a name that is not in it. ``on``: when it was recorded."""
    words = _OURS[language_of(language)]
    after = [words["on"].format(on=day_in(on, language)), words["stays"]]
    return _made(language, words["title"], [words["all"], *_lines(text), *after], "", service, on)


def disclosed(*, language: str, text: str, on: date, to: str, service: str) -> bytes:
    """D19 as PDF/UA-1: the same text, to one recipient."""
    words = _SENT[language_of(language)]
    after = [words["on"].format(on=day_in(on, language)), words["no_more"]]
    return _made(language, words["title"], [words["all"], *_lines(text), *after], to, service, on)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _made(
    language: str, title: str, paragraphs: list[str], to: str, service: str, on: date
) -> bytes:
    data = {
        "language": language_of(language),
        "title": title,
        "address": [to] if to else [],
        "paragraphs": paragraphs,
        "words": None,
        "card": [],
        "card_title": "",
        "closing": [service],
    }
    return pdf("letter", data, on)
