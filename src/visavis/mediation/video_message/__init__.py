"""A video message: takes made with the mediator, one chosen, captions, released, seen together, destroyed (§2.5).

Once released it goes the way of a letter: the same gates, offer, opening, reaction and asking back (``letters``). Its
captions are the letter's text and its film is what a letter's pictures are. What is its own stands here. Each
person says for themselves whether it may be kept longer; the outcome comes from the desk, and never tells
who said what.
"""

from visavis.mediation.video_message.afterwards import (
    EndFilms,
    KeepFilm,
    SettleFilm,
)
from visavis.mediation.video_message.kept import (
    FORM,
    MAKES,
    ends_on,
    seen_until,
    stands_for,
)
from visavis.mediation.video_message.making import (
    BringTake,
    ChooseTake,
    DiscardVideo,
    OfferVideo,
    ReleaseVideo,
    WriteCaptions,
)

__all__ = [
    "FORM",
    "MAKES",
    "BringTake",
    "ChooseTake",
    "DiscardVideo",
    "EndFilms",
    "KeepFilm",
    "OfferVideo",
    "ReleaseVideo",
    "SettleFilm",
    "WriteCaptions",
    "ends_on",
    "seen_until",
    "stands_for",
]
