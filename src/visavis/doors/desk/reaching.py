"""How somebody is reached, as the desk asks it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from visavis.doors.desk.asking import line, mail, one, tick, words
from visavis.mediation import sign_up
from visavis.mediation.views import Reach

OLDEST = 120

REACH = {
    "channel": one(_("How may we reach them?"), sign_up.CHANNELS),
    "phone": line(_("Telephone number"), required=False),
    "email": mail(_("E-mail address")),
    "post": words(_("Postal address"), required=False, most=500),
    "safe_times": line(_("When is it safe?"), required=False),
    "voicemail": tick(_("We may leave a message")),
    "never": words(_("What must we never do?"), required=False),
}
"""How someone is reached; short and plain, so that it shares a page."""


def reach(answers: dict[str, Any]) -> Reach:
    return Reach(**{name: answers[name] for name in REACH})


def reach_if_given(answers: dict[str, Any]) -> Reach | None:
    return reach(answers) if answers.get("channel") else None
