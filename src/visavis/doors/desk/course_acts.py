"""The mediator's acts along the way and at its end: telling, notes, waiting, rounding off."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, on, one, words
from visavis.doors.desk.telling import sentence_waits, sentences
from visavis.mediation import closing, course, exploring, reflection, telling
from visavis.mediation.terms import SILENCE_AFTER_OFFER
from visavis.mediation.words import ENDED, LEFT, PartyState

P = PartyState


def _promised(window: Window) -> Maker | None:
    days = window.side.own.closing.dates
    if not days:
        return None
    return one(
        _("Which promise was this?"),
        [(day.isoformat(), date_format(day, "j F Y")) for day in days],
    )


def _follow_up_due(window: Window) -> bool:
    own = window.side.own
    passed = [day for day in own.closing.dates if day <= window.today]
    return own.state is P.AFTERCARE and len(own.closing.held) < len(passed)


def _aftercare_over(window: Window) -> bool:
    closing_ = window.side.own.closing
    all_held = len(closing_.held) >= len(closing_.dates)
    silent = (
        window.side.own.state in ENDED
        and closing_.offered_on is not None
        and window.today - closing_.offered_on >= SILENCE_AFTER_OFFER
    )
    return (window.side.own.state is P.AFTERCARE and all_held) or silent


def _told(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    chosen = sentences(window)[int(answers["sentence"])]
    return {"code": chosen.code, "on": chosen.on, "words": chosen.words}


def _sentence(window: Window) -> Maker | None:
    listed = [(str(n), choice.label) for n, choice in enumerate(sentences(window))]
    if not listed:
        return None
    return one(
        _("Which sentence?"),
        listed,
        _("Nothing else is ever said of the other. Words of the other stand here as released."),
    )


COURSE = (
    FormOf(
        telling.Tell,
        "vertellen",
        _("Tell something of the other"),
        _("Tell this"),
        asks={"sentence": from_window(_sentence)},
        needs=("sentence",),
        given=_told,
        comes=sentence_waits,
    ),
    FormOf(
        exploring.AddNote,
        "notitie",
        _("Note"),
        _("Keep this note"),
        asks={"text": words(_("Note"), _("Closed to this person unless they ask."))},
    ),
    FormOf(
        reflection.TakeAlong,
        "meenemen",
        _("What I take with me"),
        _("Keep this"),
        lead=_(
            "From thinking it over with colleagues. It stands in the file of this side alone and goes with it. So "
            "write of this side only; what you take with you about the other, write there."
        ),
        asks={
            "text": words(
                _("What do you take with you?"),
                _("Closed to this person unless they ask. Would you let them read it?"),
            )
        },
    ),
    FormOf(
        course.PutOff,
        "niet-nu",
        _("Not now"),
        lead=_("You and this person agreed to wait. The other side hears nothing of it."),
        asks={"until": on(_("Until when?"), _("Leave it empty: until they call."), required=False)},
    ),
)


def _came_back(window: Window) -> bool:
    """Whether this person came back after an ending, and goes on here as yet."""
    own = window.side.own
    return own.active and any(step.state in LEFT for step in own.walked)


CLOSING = (
    FormOf(
        closing.DecideReopening,
        "terugkomst",
        _("They came back: how do they go on?"),
        lead=_(
            "You called them. Here, when they want to go on with the same people. In a trajectory of their own, "
            "when it is now they who ask something. What they allowed before no longer counts."
        ),
        asks={
            "how": one(
                _("How do they go on?"),
                [
                    ("here", _("Here, where they were")),
                    ("anew", _("In a new trajectory, in which they begin")),
                ],
            )
        },
        given=lambda window, answers: {"anew": answers["how"] == "anew"},
        comes=_came_back,
        offered=_came_back,
    ),
    FormOf(
        closing.BeginClosing,
        "afronden",
        _("Begin rounding off"),
        lead=_("Every ending leads here, whatever it was."),
        comes=lambda window: window.side.own.state in ENDED - {P.UNREACHABLE},
    ),
    FormOf(
        closing.OfferClosing,
        "afronding-aangeboden",
        _("Rounding off was offered"),
        lead=_("By letter or aside. They need not answer: after four weeks of silence you close."),
    ),
    FormOf(
        closing.CloseFile,
        "dossier-sluiten",
        _("Close the file of who never answered"),
        lead=_("Nothing more is done. Who answers later is heard later."),
    ),
    FormOf(
        closing.HoldClosingTalk,
        "laatste-gesprek",
        _("The last talk"),
        asks={
            "talk": one(
                _("Was there a last talk?"),
                [
                    ("held", _("Yes, and we spoke about what helps afterwards")),
                    ("declined", _("No, they did not want one; what helps was offered")),
                ],
            )
        },
        comes=lambda w: w.side.own.state is P.CLOSING and not w.side.own.closing.talk,
    ),
    FormOf(
        closing.Close,
        "sluiten",
        _("Close with this person"),
        _("Close"),
        lead=_("Follow-ups that were chosen go into the agenda. The door stays open."),
        comes=lambda w: w.side.own.state is P.CLOSING and bool(w.side.own.closing.follow_up),
    ),
    FormOf(
        closing.HoldFollowUp,
        "nabellen",
        _("Follow-up call"),
        asks={"about": from_window(_promised)},
        needs=("about",),
        comes=_follow_up_due,
    ),
    FormOf(
        closing.EndAftercare,
        "nazorg-klaar",
        _("Aftercare ends, or they are left in peace"),
        lead=_("From here on we keep what must be kept, until the day of erasure."),
        comes=_aftercare_over,
    ),
)
