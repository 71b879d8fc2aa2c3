"""The desk's acts about a video message: choosing a take, captions, keeping it; and what its people say of it."""

from random import SystemRandom
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, one, words
from visavis.doors.shared.filming import spoken
from visavis.journal.record import new_id
from visavis.mediation import video_message as rules
from visavis.mediation.safeguards import version_hash_of
from visavis.mediation.views import MyVideo, Offer

YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
LONGER = _("May it be kept longer than three months, if the other wants that too?")


def video_of(window: Window) -> MyVideo | None:
    return window.side.own.video(window.about)


def offer_of(window: Window) -> Offer | None:
    return window.side.own.offer(window.about)


def _takes(window: Window) -> Maker | None:
    mine = video_of(window)
    if mine is None or not mine.takes:
        return None
    names = [
        (take.file, _("Take %(number)s") % {"number": number})
        for number, take in enumerate(mine.takes, 1)
    ]
    return one(_("Which take does the maker choose?"), names)


CHOOSE = FormOf(
    rules.ChooseTake,
    "deze-opname",
    _("Choose a take"),
    _("This one; destroy the others"),
    lead=_("The maker chooses, not you. The other takes are gone at once and for good."),
    asks={"file": from_window(_takes)},
    given=lambda window, answers: {"video": window.about},
    needs=("file",),
    about="video",
)
CAPTIONS = FormOf(
    rules.WriteCaptions,
    "ondertitels",
    _("Captions"),
    _("Keep these captions"),
    lead=_("Who hears badly reads along. Write what is said, and nothing else."),
    asks={
        "captions": words(
            _("What is said, a line for each piece"),
            _("Begin a line with its time, such as 0:05. A line without a time follows by itself."),
            most=20_000,
        )
    },
    begins=lambda w: {"captions": mine.captions if (mine := video_of(w)) else ""},
    given=lambda window, answers: {"video": window.about},
    about="video",
)


def settle_for(stays: bool) -> FormOf:
    """On the side of who saw it, when its time comes."""
    return FormOf(
        rules.SettleFilm,
        "langer" if stays else "niet-langer",
        _("Keep the film longer") if stays else _("Do not keep the film longer"),
        _("It stays") if stays else _("It does not stay"),
        lead=_(
            "Only if everyone chose so themselves, and you see no harm in it. Tell nobody what the other chose."
        )
        if stays
        else _("It is destroyed when its three months are over. No reason is given to anyone."),
        given=lambda window, answers: {"offer": window.about, "stays": stays},
        about="offer",
    )


def _exactly(window: Window) -> dict[str, Any]:
    """The film and its captions, as they stand here."""
    mine = video_of(window)
    film = (mine.film,) if mine and mine.film else ()
    text = mine.captions if mine else ""
    return {
        "video": window.about,
        "letter": new_id(SystemRandom()),
        "parcel": new_id(SystemRandom()),
        "text": text,
        "pictures": film,
        "version_hash": version_hash_of(text, "", film),
    }


def _captions(window: Window) -> list[tuple[Any, Any]]:
    mine = video_of(window)
    return [(_("What is said in it"), spoken(mine.captions) if mine else "")]


TOLD = (
    FormOf(
        rules.ReleaseVideo,
        "video-mag-gaan",
        _("They say: exactly this video may go on"),
        _("Yes, exactly this"),
        lead=_("Only after you saw it together with its captions. Then it goes to the gate."),
        asks={"may_stay": one(LONGER, YES_OR_NO)},
        shows=_captions,
        given=lambda window, answers: {
            **_exactly(window),
            "may_stay": answers["may_stay"] == "yes",
        },
        about="video",
    ),
    FormOf(
        rules.DiscardVideo,
        "video-weg",
        _("They do away with their video"),
        _("Destroy it"),
        lead=_("All takes are gone at once. They need not say why."),
        given=lambda window, answers: {"video": window.about},
        about="video",
    ),
    FormOf(
        rules.KeepFilm,
        "video-bewaren",
        _("Whether the video may be kept longer"),
        lead=_("Each says it for themselves. Nobody hears what the other said."),
        asks={"keep": one(LONGER, YES_OR_NO)},
        given=lambda window, answers: {"about": window.about, "keep": answers["keep"] == "yes"},
        about="film",
    ),
)
"""As told in a talk, by telephone or on paper."""
