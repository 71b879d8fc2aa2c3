"""Preparing each person apart, and what all of them chose, each for themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.agreement_acts import AGREEMENT
from visavis.doors.desk.appointment_acts import BETWEEN as APPOINTMENTS
from visavis.doors.desk.asking import Window, one, words
from visavis.doors.desk.conference_acts import BETWEEN as WHO_COMES
from visavis.doors.desk.exploring_acts import LANGUAGE, NOTE, YES_NO
from visavis.doors.desk.safety_acts import SECOND_LOOK
from visavis.doors.desk.video_acts import BETWEEN as VIDEO
from visavis.doors.desk.words import said
from visavis.mediation import preparation
from visavis.mediation.safeguards.registry import is_sensitive
from visavis.mediation.words import COMMITTED, PartyState

P = PartyState
USED = preparation.TALKS | {"letters", "shuttle", "video_message"}
"""Forms of contact that have screens."""


def _committed(window: Window) -> tuple[Any, ...]:
    return tuple(side.party for side in window.desk.sides if side.own.committed)


def _going(window: Window) -> tuple[Any, ...]:
    return tuple(side.party for side in window.desk.sides if side.state in COMMITTED)


def _someone_may_begin(window: Window) -> bool:
    going = [side for side in window.desk.sides if side.state in COMMITTED]
    both = {side.initiating for side in going} == {True, False}
    return both and any(side.state is P.WILLING for side in going)


def _common(window: Window) -> str:
    """The form that everyone chose for themselves; empty: their choices do not meet."""
    chosen = {side.own.form_choice for side in window.desk.sides if side.own.committed}
    form = chosen.pop() if len(chosen) == 1 else ""
    return form if form in USED else ""


def _choices_meet(window: Window) -> bool:
    people = [side.own for side in window.desk.sides if side.own.committed]
    form = _common(window)
    return bool(form) and len(people) > 1 and not all(own.form_agreed == form for own in people)


def _meets(window: Window) -> list[tuple[Any, Any]]:
    form = _common(window)
    met = said(preparation.FORMS[form]) if form else _("Their choices do not meet yet")
    return [(_("What each chose for themselves"), met)]


PREPARATION = (
    FormOf(
        preparation.HoldPreparationTalk,
        "voorbereidend-gesprek",
        _("Preparation talk"),
        asks={
            "summary": words(_("What was said, in their words")),
            "supporter": one(
                _("Would they like someone with them?"),
                [*YES_NO, ("", _("Not asked"))],
                required=False,
            ),
            "language_help": LANGUAGE,
            "note": NOTE,
        },
        comes=lambda w: w.side.own.state is P.PREPARING and not _prepared(w),
    ),
    FormOf(
        preparation.ConfirmReady,
        "is-klaar",
        _("This person is ready for contact"),
        _("Yes, they are ready"),
        lead=_("You carry on what this person said themselves."),
        comes=lambda w: w.side.own.state is P.PREPARING and w.side.own.ready_wished,
    ),
)


def _prepared(window: Window) -> bool:
    own = window.side.own
    return sum(talk.kind == "preparation" for talk in own.talks_since) >= own.talks_needed


BETWEEN = (
    FormOf(
        preparation.BeginPreparation,
        "voorbereiding",
        _("Begin the preparation"),
        _("Begin, with each apart"),
        lead=_("Everyone takes part and let the other know. Each prepares apart."),
        given=lambda window, answers: {
            "people": _going(window),
            "talks": 2 if is_sensitive(window.desk) else 1,
        },
        comes=_someone_may_begin,
        between=True,
    ),
    FormOf(
        preparation.AgreeForm,
        "vorm",
        _("The form of contact"),
        _("Record that all choices meet"),
        lead=_("When each chose the same for themselves, each may know that all did."),
        shows=_meets,
        given=lambda window, answers: {"people": _committed(window), "form": _common(window)},
        comes=_choices_meet,
        between=True,
    ),
    *SECOND_LOOK,
    *WHO_COMES,
    *APPOINTMENTS,
    *VIDEO,
    *AGREEMENT,
)
