"""What a letter says to a young person, and to the parent or guardian of a child (domain §1.3).

Up to and including 11 the parent or guardian gets the letter; from 12 to 15 both get one, each in an envelope of
their own; from 16 the young person alone. Read instead of the words for a grown-up, sentence by sentence.
"""

from collections.abc import Mapping

THEM, YOUNG, YOUNG_ALONE, GUARDIAN, BESIDE = "them", "young", "young_alone", "guardian", "beside"
"""Who reads: a grown-up; somebody of 12 to 15; of 16 or 17; the guardian of a child under 12; of 12 to 15."""

_CHILD_NL = {
    "title": "Wij willen je graag iets vragen",
    "minimal": (
        "Ik wil graag met jou praten over iets wat voor jou belangrijk kan zijn. "
        "Meer schrijf ik niet in een brief. Je hoeft niets te doen."
    ),
    "informed": (
        "Iemand wil misschien contact met je. Het gaat over iets wat vroeger is gebeurd. "
        "Je hoeft niets te doen."
    ),
    "told": "Dit mogen wij je alvast zeggen: {told}.",
    "free": (
        "Het is gratis. Jij beslist. Je mag ja zeggen, nee zeggen of wachten. Als je niet antwoordt, "
        "gebeurt er niets. Je nee is goed. De ander weet van ons niet waar je woont."
    ),
    "wait": (
        "Wij wachten tot en met {until}. Bel mij of stuur de kaart terug. Of ga naar onze site met "
        "de drie woorden hieronder. Je mag deze brief ook weggooien."
    ),
    "call": "Je kunt mij bellen: {phone}, {hours}.",
    "words": "Jouw drie woorden",
    "hint": "Ze openen één pagina. Daar staat niets over jou of over een ander.",
    "card_title": "Jouw antwoord",
    "reminder_title": "Wij schreven je een brief",
    "text": (
        "Ongeveer twee weken geleden schreven wij je. Misschien kwam de brief niet aan, of wil je nog "
        "nadenken. Dat is goed. Je hoeft niets te doen."
    ),
}
_CHILD_EN = {
    "minimal": (
        "I would like to talk with you about something that may matter to you. "
        "I do not write more than this in a letter. You do not have to do anything."
    ),
    "free": (
        "It is free. You decide. You may say yes, say no, or wait. If you do not answer, nothing "
        "happens. Your no is fine. The other does not know from us where you live."
    ),
}
_PARENTS_NL = (
    "Je vader, moeder of voogd krijgt ook een brief van ons. Er gebeurt alleen iets als jij ja zegt en "
    "zij ook. Wil je met iemand praten die je vertrouwt? Dat mag."
)
_PARENTS_EN = (
    "Your father, mother or guardian gets a letter from us too. Something happens only if you say yes "
    "and they do as well. You may talk about it with someone you trust."
)
_ALONE_NL = (
    "Je bent 16 of ouder, dus jij beslist zelf. Je ouders krijgen van ons geen brief. Wil je dat iemand "
    "met je meedenkt? Dat mag."
)
_ALONE_EN = (
    "You are 16 or older, so you decide yourself. Your parents get no letter from us. Would you like "
    "someone to think along with you? That is fine."
)
_GUARDIAN_NL = {
    "minimal": (
        "Ik wil graag met u praten over iets wat voor uw kind belangrijk kan zijn. "
        "Meer schrijf ik niet in een brief. U hoeft niets te doen."
    ),
    "informed": (
        "Iemand wil misschien contact met uw kind. Het gaat over iets wat vroeger is gebeurd. "
        "U hoeft niets te doen."
    ),
    "free": (
        "Het is gratis. Er gebeurt alleen iets als u ja zegt. Wij vragen het ook uw kind zelf. Een nee is "
        "goed, en heeft geen gevolgen. De ander weet van ons niet waar uw kind woont."
    ),
}
_GUARDIAN_EN = {
    "minimal": (
        "I would like to talk with you about something that may matter to your child. "
        "I do not write more than this in a letter. You do not have to do anything."
    ),
    "informed": (
        "Someone may want contact with your child. It is about something that happened in the past. "
        "You do not have to do anything."
    ),
    "free": (
        "It is free. Something happens only if you say yes. Your child is asked as well. A no is fine, "
        "and has no consequences. The other does not know from us where your child lives."
    ),
}
_BESIDE_NL = {
    **_GUARDIAN_NL,
    "free": (
        "Uw kind krijgt zelf ook een brief. Er gebeurt alleen iets als u ja zegt en uw kind ook. Een nee "
        "is goed, en heeft geen gevolgen. De ander weet van ons niet waar uw kind woont."
    ),
    "wait": "Wij wachten tot en met {until}. Bel mij als u wilt praten. U kunt deze brief ook weggooien.",
}
_BESIDE_EN = {
    **_GUARDIAN_EN,
    "free": (
        "Your child gets a letter too. Something happens only if you say yes and your child does as well. "
        "A no is fine, and has no consequences. The other does not know from us where your child lives."
    ),
    "wait": "We wait until {until}. Call me if you would like to talk. You may also throw this letter away.",
}
READERS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    THEM: {"nl": {}, "en": {}},
    YOUNG: {
        "nl": {**_CHILD_NL, "family": _PARENTS_NL},
        "en": {**_CHILD_EN, "family": _PARENTS_EN},
    },
    YOUNG_ALONE: {
        "nl": {**_CHILD_NL, "family": _ALONE_NL},
        "en": {**_CHILD_EN, "family": _ALONE_EN},
    },
    GUARDIAN: {"nl": _GUARDIAN_NL, "en": _GUARDIAN_EN},
    BESIDE: {"nl": _BESIDE_NL, "en": _BESIDE_EN},
}
"""Sentences by the names they have in `letters`; what is not here is said as to a grown-up."""

_CARD_NL = (
    "Ik wil eerst met jullie praten",
    "Nu niet, misschien later",
    "Nee, schrijf mij niet meer",
    "Ik ben niet wie jullie zoeken",
)
CARD: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    YOUNG: {"nl": _CARD_NL},
    YOUNG_ALONE: {"nl": _CARD_NL},
}
"""The card of a young person in Dutch; in English it reads the same for everyone."""
