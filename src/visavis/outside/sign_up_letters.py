"""A letter to somebody who was signed up by someone else (D2): an easy yes, an easy no, or the bin.

Nothing of who signed them up, why, or what they told us: an envelope can be opened by somebody else.
"""

from datetime import date

from visavis.outside import tongues
from visavis.outside.typeset import pdf

_MADE = {
    "nl": {
        "title": "Wij willen u graag iets vragen",
        "someone": (
            "Iemand gaf ons uw naam, omdat wij u misschien kunnen helpen. Wij beginnen alleen als u dat "
            "zelf wilt. U hoeft niets te doen."
        ),
        "who": (
            "Wij zijn bemiddelaars. Wij horen niet bij de politie of de rechter. Wij kiezen geen kant. "
            "Mijn naam is {writer}."
        ),
        "free": (
            "Het is gratis. Meedoen is nooit een voorwaarde of een beloning. U mag nee zeggen. U hoeft "
            "niet te zeggen waarom. Wie ons uw naam gaf, hoort alleen iets van ons als u dat wilt."
        ),
        "wait": (
            "Zegt u niets? Dan wissen wij alles op {until}. Wilt u praten, of weten wie ons uw naam gaf? "
            "Bel mij of stuur de kaart terug. Of ga naar onze site met de drie woorden hieronder."
        ),
        "call": "U kunt mij bellen: {phone}, {hours}.",
        "words": "Uw drie woorden",
        "hint": "Ze openen één pagina, voor uw ja of uw nee. Daar staat niets over u of over een ander.",
        "card_title": "Uw antwoord",
    },
    "en": {
        "title": "We would like to ask you something",
        "someone": (
            "Someone gave us your name, because we may be able to help you. We begin only if you want "
            "that yourself. You do not have to do anything."
        ),
        "who": (
            "We are mediators. We are not police or court. We take no side. My name is {writer}."
        ),
        "free": (
            "It is free. Taking part is never a condition or a reward. You may say no. You need not say "
            "why. Whoever gave us your name hears nothing from us, unless you want that."
        ),
        "wait": (
            "If you say nothing, we erase everything on {until}. Do you want to talk, or to know who gave "
            "us your name? Call me, send the card back, or go to our site with the three words below."
        ),
        "call": "You can call me: {phone}, {hours}.",
        "words": "Your three words",
        "hint": "They open one page, for your yes or your no. It says nothing about you or anyone else.",
        "card_title": "Your answer",
    },
}
_CARD = {
    "nl": ("Ja, ik wil met u praten", "Nee, dit wil ik niet"),
    "en": ("Yes, I want to talk with you", "No, I do not want this"),
}

IN_EVERY_LANGUAGE = (_MADE, _CARD)


def sign_up_made(
    *,
    language: str,
    three_words: str,
    addressee: str,
    address: str,
    writer: str,
    phone: str,
    phone_hours: str,
    until: date,
) -> bytes:
    """D2 as PDF/UA-1, one A4. ``until``: the day on which everything is erased without a yes."""
    language = tongues.tongue_of(language, _MADE, _CARD)
    words = tongues.said_as(_MADE, language)
    data = {
        "language": tongues.plain(language),
        "title": words["title"],
        "address": [line for line in (addressee, *address.splitlines()) if line.strip()],
        "paragraphs": [
            words["someone"],
            words["who"].format(writer=writer),
            words["free"],
            words["wait"].format(until=tongues.day_as(until, language)),
            words["call"].format(phone=phone, hours=phone_hours),
        ],
        "words": {"label": words["words"], "text": three_words, "hint": words["hint"]},
        "card": list(tongues.said_as(_CARD, language)),
        "card_title": words["card_title"],
        "closing": [writer],
    }
    return pdf("letter", data, until)
