"""Guided letters: release, review, the two gates, reading, a reaction (domain §2.3).

A released letter travels as a parcel. Its author keeps the parcel's id and can delete it at any moment; the
reader's lane knows a random offer id only. So nothing the author sees tells whether it was offered or read,
and nothing the reader sees tells when it was written.
"""

from visavis.mediation.letters.gate import (
    HoldLetter,
    OfferLetter,
    PassLetter,
    ReturnLetter,
    TakeOfferAway,
)
from visavis.mediation.letters.giving import GiveKeptLetter
from visavis.mediation.letters.helping import AskHelpWithDraft, HelpWithDraft
from visavis.mediation.letters.reading import (
    FILM_ANSWERS,
    GONE,
    OFFER_ANSWERS,
    AnswerOffer,
    OpenLetter,
    ReleaseReaction,
    TellReaction,
)
from visavis.mediation.letters.writing import RECALL_ANSWER, RecallLetter, ReleaseLetter

__all__ = [
    "FILM_ANSWERS",
    "GONE",
    "OFFER_ANSWERS",
    "RECALL_ANSWER",
    "AnswerOffer",
    "AskHelpWithDraft",
    "GiveKeptLetter",
    "HelpWithDraft",
    "HoldLetter",
    "OfferLetter",
    "OpenLetter",
    "PassLetter",
    "RecallLetter",
    "ReleaseLetter",
    "ReleaseReaction",
    "ReturnLetter",
    "TakeOfferAway",
    "TellReaction",
]
