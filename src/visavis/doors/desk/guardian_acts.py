"""Who is not grown up, who decides with them, and what they said themselves (S11, S12)."""

from random import SystemRandom
from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk import young
from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Maker, Window, from_window, line, number, one, tick, words
from visavis.journal.record import new_id
from visavis.mediation import guardians
from visavis.mediation.safeguards.registry import age_of
from visavis.mediation.terms import GROWN_UP
from visavis.mediation.words import PartyState

P = PartyState
ANOTHER = "another"


def _is_young(window: Window) -> bool:
    return young.is_young(window.side, window.today)


def _under_16(window: Window) -> bool:
    return young.needs_guardian(window.side, window.today)


def _named(window: Window) -> bool:
    return bool(young.parents(window.side))


def _exploring(window: Window) -> bool:
    return window.side.own.state in {P.REGISTERED, P.EXPLORING}


def _who(window: Window) -> Maker | None:
    """Of those named already, or somebody new; nothing to choose where nobody is named."""
    known = [(one.guest.guest, one.guest.name) for one in young.parents(window.side)]
    if not known:
        return None
    return one(_("Who is it?"), [(ANOTHER, _("Someone not named yet")), *known], first=ANOTHER)


def _speaks(window: Window) -> Maker | None:
    known = [(one.guest.guest, one.guest.name) for one in young.parents(window.side)]
    return one(_("Which parent or guardian?"), known) if known else None


def _named_now(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    known = answers.get("who", ANOTHER)
    return {
        "guardian": new_id(SystemRandom()) if known == ANOTHER else known,
        "is_party": bool(answers["is_party"]),
        "under_suspicion": bool(answers["under_suspicion"]),
    }


def _asked_now(window: Window) -> bool:
    """Whether somebody who may decide said nothing yet, while that is asked."""
    waiting = any(one.may_decide and one.agrees is None for one in young.parents(window.side))
    return _under_16(window) and waiting and window.side.own.state is P.EXPLORING


ROWS = (
    FormOf(
        guardians.RecordAge,
        "leeftijd",
        _("Not grown up yet: how old they are"),
        lead=_("In full years. Who must agree, and to whom a letter goes, depends on it."),
        asks={"age": number(_("How old are they?"), least=1, most=GROWN_UP - 1)},
        begins=lambda w: {"age": age_of(w.side, w.today)},
    ),
    FormOf(
        guardians.NameGuardian,
        "ouder-of-voogd",
        _("A parent or guardian"),
        lead=_("They see less as the child grows older. Who is part of it cannot decide here."),
        asks={
            "who": from_window(_who),
            "name": line(_("Their name"), most=120),
            "is_party": tick(_("They are a participant here themselves")),
            "under_suspicion": tick(_("They may have been part of what happened")),
        },
        given=_named_now,
        comes=lambda w: _under_16(w) and not _named(w),
        offered=_is_young,
    ),
    FormOf(
        guardians.HearChild,
        "kind-gehoord",
        _("What the child says of it"),
        lead=_("In a talk with the child alone. Word for word, as the child says it."),
        asks={"words": words(_("What does the child say?"), most=5000)},
        begins=lambda w: {"words": w.side.own.heard_as_child},
        comes=lambda w: (
            young.is_child(w.side, w.today) and _exploring(w) and not w.side.own.heard_as_child
        ),
        offered=_under_16,
    ),
)

TOLD = (
    FormOf(
        guardians.GuardianSays,
        "ouder-zegt",
        _("A parent or guardian says yes or no"),
        lead=_(
            "Their own answer, beside the child's. It can be taken back at any time. A no goes to the practice lead."
        ),
        asks={
            "guardian": from_window(_speaks),
            "agrees": one(
                _("Do they agree?"),
                [("yes", _("Yes, they agree")), ("no", _("No, or not any more"))],
            ),
        },
        given=lambda window, answers: {"agrees": answers["agrees"] == "yes"},
        needs=("guardian",),
        comes=_asked_now,
        offered=_named,
    ),
)
