"""The gate's own acts about a letter, and a letter that came on paper (domain §2.3)."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Window, line, some, tick, words
from visavis.doors.desk.of_the_other import to_this_side
from visavis.mediation import letters
from visavis.mediation.entries import PartyId
from visavis.mediation.safeguards import REVIEW, version_hash_of
from visavis.mediation.video_message import OfferVideo
from visavis.mediation.views import Gate, MyLetter, Picture, Side


def letter_of(window: Window) -> MyLetter | None:
    return window.side.own.letter(window.about)


def gate_of(window: Window) -> Gate:
    return window.side.file.gate(window.about) or Gate(window.about, "")


def _this(window: Window) -> dict[str, Any]:
    """Which letter, and the parcel it travels in."""
    letter = letter_of(window)
    return {"letter": window.about, "parcel": letter.parcel if letter else ""}


def _exactly(window: Window) -> dict[str, Any]:
    letter = letter_of(window)
    return {**_this(window), "version_hash": letter.version_hash if letter else ""}


PASS = FormOf(
    letters.PassLetter,
    "doorlaten",
    _("Read along"),
    _("Let it pass"),
    lead=_("You look with five questions. You change nothing: it passes or it goes back."),
    asks={"looked_at": some(_("What did you look at, and is it right?"), REVIEW)},
    given=lambda window, answers: {
        "letter": window.about,
        "version_hash": _exactly(window)["version_hash"],
    },
    about="letter",
)
RETURN = FormOf(
    letters.ReturnLetter,
    "teruggeven",
    _("Give the letter back with a word"),
    _("Give it back"),
    lead=_("Only its writer reads your word. The other side knows nothing of it."),
    asks={"word": to_this_side(words(_("Your word to the writer"), most=2000))},
    given=lambda window, answers: _this(window),
    about="letter",
)
HOLD = FormOf(
    letters.HoldLetter,
    "opzij",
    _("Set the letter aside"),
    lead=_("It waits. Who opens it meanwhile reads: your mediator will speak with you about this."),
    given=lambda window, answers: {**_this(window), "held": True},
    about="letter",
)
LET_ON = FormOf(
    letters.HoldLetter,
    "weer-verder",
    _("Let the letter on again"),
    given=lambda window, answers: {**_this(window), "held": False},
    about="letter",
)
WRITERS = {row.slug: row for row in (PASS, RETURN, HOLD, LET_ON)}
"""Acts on the side of who wrote."""


def author_of(window: Window) -> Side | None:
    """From the reader's side: who wrote the letter this is about."""
    others = window.desk.others(window.side.party)
    return next((o for o in others if o.own.letter(window.about)), None)


def offer_for(new_id: str, film: Picture | None = None) -> FormOf:
    """Gate 1, from the reader's side: in a talk, nothing about length, tone or day.

    ``film``: of a video message; that it is one, and about how long, is said with it (domain §2.1).
    """
    minutes = -(-film.seconds // 60) if film else 0

    def given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
        author = author_of(window)
        letter = author.own.letter(window.about) if author else None
        return {
            "party": author.party if author else PartyId(""),
            "reader": window.side.party,
            "letter": window.about,
            "parcel": letter.parcel if letter else "",
            "version_hash": letter.version_hash if letter else "",
            "offer": new_id,
            **({"minutes": minutes} if film else {}),
        }

    if film:
        return FormOf(
            OfferVideo,
            "laten-weten",
            _("Say that a video message is here"),
            _("I told them in a talk that it is here"),
            lead=ngettext_lazy(
                "In a talk, never by message. Say that it is a video message of about a minute. "
                "Nothing about what is in it, what tone or which day.",
                "In a talk, never by message. Say that it is a video message of about %(minutes)s minutes. "
                "Nothing about what is in it, what tone or which day.",
                minutes,
            )
            % {"minutes": minutes},
            given=given,
            about="letter",
        )
    return FormOf(
        letters.OfferLetter,
        "laten-weten",
        _("Say that something is here"),
        _("I told them in a talk that something is here"),
        lead=_("In a talk, never by message. Nothing about how long, what tone or which day."),
        given=given,
        about="letter",
    )


def give_for(new_id: str) -> FormOf:
    """A letter that may be given without its writer, from the reader's side."""
    offered = offer_for(new_id)
    return FormOf(
        letters.GiveKeptLetter,
        "geven",
        _("Give a letter that was kept"),
        _("I told them in a talk that something is here"),
        lead=_(
            "Only when they asked for it themselves. Read it once more first, on its writer’s side. "
            "The writer is not asked and hears nothing of it."
        ),
        asks={
            "asked": tick(_("They asked for it themselves; nobody named it to them")),
            "looked_at": some(_("What did you look at, and is it right?"), REVIEW),
        },
        given=offered.given,
        about="letter",
    )


def _reaction(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    gate = gate_of(window)
    reader = next((s for s in window.desk.sides if s.party == gate.reader), None)
    offer = reader.own.offer(gate.offer) if reader else None
    return {
        "letter": window.about,
        "received": bool(offer and offer.released_received),
        "read": bool(offer and offer.released_read),
        "reaction": offer.reaction if offer else "",
    }


TELL_REACTION = FormOf(
    letters.TellReaction,
    "wat-de-lezer-zegt",
    _("Tell the writer what the reader let go"),
    _("Tell exactly this"),
    lead=_("Word for word, and nothing beside it."),
    given=_reaction,
    about="letter",
)


TAKE_AWAY = FormOf(
    letters.TakeOfferAway,
    "niet-meer-hier",
    _("Say that it is no longer here"),
    _("I told them in a talk"),
    lead=_("No reason is given. After this the line is gone from their page."),
    given=lambda w, answers: {"offer": w.about},
    about="offer",
)
"""The line "something is ready" leaves the reader's page, after a talk."""


def paper_letter(letter_id: str, parcel_id: str) -> FormOf:
    """A letter that came on paper: typed over, shown exactly, then released as told by its writer."""
    return FormOf(
        letters.ReleaseLetter,
        "brief",
        _("A letter on paper"),
        _("Yes, exactly this may go to the mediator"),
        asks={
            "text": words(
                _("The letter, word for word"), _("Change nothing, not even a spelling error.")
            ),
            "sign_as": line(_("How it is signed"), most=80),
        },
        given=lambda window, answers: {
            "letter": letter_id,
            "parcel": parcel_id,
            "version_hash": version_hash_of(answers["text"], answers["sign_as"]),
        },
    )
