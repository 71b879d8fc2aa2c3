"""Signed up by somebody else: what intake asks whoever rings, and the person's own yes or no as told (A2, A3)."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.act_forms import FormOf
from visavis.doors.desk.asking import Window, line, number, one, words
from visavis.doors.desk.reaching import OLDEST, REACH, reach
from visavis.mediation import on_behalf, sign_up
from visavis.mediation.words import PartyState

SENDERS = [
    ("yes", _("Somebody who helps them in their work")),
    ("no", _("Family, a friend or somebody else close")),
]
FREE = [("no", _("No, it is free")), ("yes", _("Yes: a condition, a reward or a report"))]


def _given(window: Window, answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "reach": reach(answers),
        "age": answers["age"],
        "professional": answers["professional"] == "yes",
        "condition": answers["condition"] == "yes",
    }


def waits(window: Window) -> bool:
    """Whether this person was signed up by somebody else, and has not said yes or no."""
    own = window.side.own
    return not own.confirmed and own.state is PartyState.REGISTERED


FOR_ANOTHER = FormOf(
    on_behalf.SignUpOnBehalf,
    "voor-een-ander",
    _("Someone signs up another person"),
    _("Write down this sign-up"),
    lead=_(
        "We begin only after this person's own yes. Ask no more than we need to reach them; "
        "without a yes everything is erased after 30 days."
    ),
    asks={
        "by_whom": line(_("Who calls: a name, or the name of a service"), most=120),
        "professional": one(_("Who are they to this person?"), SENDERS),
        "condition": one(_("Does something depend on it for this person?"), FREE),
        "first_name": line(_("What may we call the person who is signed up?")),
        "age": number(_("How old are they?"), least=1, most=OLDEST),
        "relation": one(_("Who are they to what happened?"), sign_up.RELATIONS),
        "story": words(
            _("What must we know before we call?"),
            _("Only what this person would want us to be told."),
            required=False,
            most=2000,
        ),
        "language": one(_("Which language?"), list(settings.LANGUAGES), first="nl"),
        **REACH,
    },
    given=_given,
)

TOLD = (
    FormOf(
        on_behalf.ConfirmSignUp,
        "aanmelding-ja",
        _("They want the sign-up that was made for them"),
        _("They say yes"),
        lead=_(
            "Their own yes, or that of a parent or guardian of a child. Now it can be prepared."
        ),
        comes=waits,
        offered=waits,
    ),
    FormOf(
        on_behalf.RefuseSignUp,
        "aanmelding-nee",
        _("They do not want the sign-up that was made for them"),
        _("They say no"),
        lead=_(
            "They need not say why. It ends, and is erased. Whoever signed them up hears nothing."
        ),
        comes=waits,
        offered=waits,
    ),
)
