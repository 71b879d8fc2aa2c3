"""The mediator's acts along the way and at its end: telling, notes, concerns, waiting, rounding off."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, on, one, words
from visavis.doors.desk.telling import sentence_waits, sentences
from visavis.doors.desk.words import said
from visavis.mediation import closing, course, exploring, telling, worries
from visavis.mediation.words import ENDED, PartyState
from visavis.mediation.worries import FLAGS

P = PartyState


def _open_worries(window: Window) -> Maker | None:
    flags = dict.fromkeys(worry.flag for worry in window.side.file.open_worries)
    listed = [(flag, said(FLAGS[flag])) for flag in flags]
    return one(_("Which concern?"), listed) if listed else None


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
    return window.side.own.state is P.AFTERCARE and all_held


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
        worries.RaiseConcern,
        "zorg",
        _("A concern"),
        lead=_("Nothing is passed on until it is answered."),
        asks={
            "flag": one(_("What is it about?"), FLAGS),
            "note": words(_("What did you see or hear?"), required=False),
        },
    ),
    FormOf(
        worries.SetMeasure,
        "maatregel",
        _("What we do about a concern"),
        asks={
            "flag": from_window(_open_worries),
            "measure": words(_("What do we do?")),
        },
        needs=("flag",),
        comes=lambda window: bool(window.side.file.open_worries),
    ),
    FormOf(
        course.PutOff,
        "niet-nu",
        _("Not now"),
        lead=_("You and this person agreed to wait. The other side hears nothing of it."),
        asks={"until": on(_("Until when?"), _("Leave it empty: until they call."), required=False)},
    ),
)


CLOSING = (
    FormOf(
        closing.BeginClosing,
        "afronden",
        _("Begin rounding off"),
        lead=_("Every ending leads here, whatever it was."),
        comes=lambda window: window.side.own.state in ENDED - {P.UNREACHABLE},
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
        _("Aftercare ends"),
        lead=_("From here on we keep what must be kept, until the day of erasure."),
        comes=_aftercare_over,
    ),
)
