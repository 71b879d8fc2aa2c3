"""The invitation to stand beside somebody (D14): chosen by the person who asks, written by their mediator.

Nothing of who asks, of what happened or of the other: an envelope can be opened by somebody else.
"""

from collections.abc import Sequence
from datetime import date

from visavis.outside.letters import day_in, language_of
from visavis.outside.typeset import pdf

_INVITED = {
    "nl": {
        "title": "Een uitnodiging",
        "asked": (
            "Wij spraken elkaar. Iemand die u kent, vroeg of u naast hem of haar wilt staan. "
            "Meer schrijf ik niet in een brief."
        ),
        "what_for": "Dit is u gevraagd: {what_for}.",
        "free": (
            "Het is vrijwillig. U mag nee zeggen, en u mag altijd stoppen. Houd wat u hoort voor uzelf."
        ),
        "page": (
            "Met de code hieronder opent u één keer een eigen pagina. Daar staat hoe u kunt helpen, en wat "
            "u mag zien. Daarna krijgt u vijf woorden van uzelf. Wij vragen u ook wat u "
            "met mij afsprak. Liever geen pagina? Dat is ook goed."
        ),
        "call": "U kunt mij bellen: {phone}, {hours}.",
        "words": "Uw code",
        "hint": "De code werkt tot en met {until}.",
    },
    "en": {
        "title": "An invitation",
        "asked": (
            "We spoke with each other. Someone you know asked whether you want to stand beside them. "
            "I do not write more than this in a letter."
        ),
        "what_for": "You were asked for this: {what_for}.",
        "free": (
            "It is voluntary. You may say no, and you may always stop. Keep what you hear to yourself."
        ),
        "page": (
            "The code below opens a page of your own, once. It says how you can help, and what is shared with "
            "you. After that you get five words of your own. You are also asked what you agreed with me. "
            "Rather no page? That is fine too."
        ),
        "call": "You can call me: {phone}, {hours}.",
        "words": "Your code",
        "hint": "The code works until {until}.",
    },
}


def supporter_invited(
    *,
    language: str,
    code: str,
    addressee: str,
    what_for: Sequence[str],
    mediator: str,
    phone: str,
    phone_hours: str,
    valid_until: date,
) -> bytes:
    """D14 as PDF/UA-1, one A4. ``what_for``: in words, as chosen by the person who asks; may be empty."""
    spoken = language_of(language)
    words = _INVITED[spoken]
    asked = [words["what_for"].format(what_for=_listed(what_for))] if what_for else []
    data = {
        "language": spoken,
        "title": words["title"],
        "address": [addressee] if addressee.strip() else [],
        "paragraphs": [
            words["asked"],
            *asked,
            words["free"],
            words["page"],
            words["call"].format(phone=phone, hours=phone_hours),
        ],
        "words": {
            "label": words["words"],
            "text": code,
            "hint": words["hint"].format(until=day_in(valid_until, spoken)),
        },
        "card": [],
        "card_title": "",
        "closing": [mediator],
    }
    return pdf("letter", data, valid_until)


def _listed(what_for: Sequence[str]) -> str:
    return ", ".join(one[:1].lower() + one[1:] for one in what_for)
