"""What the codes of log, duties and requests say in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from visavis.journal import duties
from visavis.journal.access import What, Why
from visavis.journal.keys import Outcome
from visavis.journal.requests import Asked, Closed

WHAT: dict[str, Any] = {
    What.DOSSIER: _("opened the dossier"),
    What.PERSON: _("opened one person's part, to write down what they told us"),
    What.LIST: _("looked into it for a list"),
    What.EXPORT: _("made a copy for the person"),
    What.REFLECTION: _("read a peer reflection, without the dossier"),
    What.GLASS: _("declared an emergency"),
    What.LOG: _("read this log"),
    What.REQUEST: _("handled a request"),
    What.ERASED: _("erased a part"),
}
WHY: dict[str, Any] = {
    Why.ASSIGNED: _("own trajectory"),
    Why.WORK: _("work on their list"),
    Why.SHARED: _("asked to think along"),
    Why.GLASS: _("emergency"),
    Why.REQUEST: _("a request"),
    Why.DUTY: _("own duty"),
    Why.RETENTION: _("the day had come"),
    Why.ROLE: _("no reason in the caseload"),
}
OUTCOME: dict[str, Any] = {
    Outcome.OPENED: "",
    Outcome.NOT_THERE: _("was not there"),
    Outcome.REFUSED: _("refused"),
    Outcome.NOT_AVAILABLE: _("not available"),
}
ROLES: dict[str, Any] = {
    "intake": pgettext_lazy("role", "intake"),
    "mediator": pgettext_lazy("role", "mediator"),
    "co_mediator": pgettext_lazy("role", "co-mediator"),
    "planner": pgettext_lazy("role", "planner"),
    "supervisor": pgettext_lazy("role", "practice lead"),
    "privacy_officer": pgettext_lazy("role", "privacy officer"),
    "operator": pgettext_lazy("role", "operator"),
    "owner": pgettext_lazy("role", "the person themselves"),
    "service": pgettext_lazy("role", "the service itself"),
}
ASKED: dict[str, Any] = {
    Asked.COPY: _("a copy of what is theirs"),
    Asked.ERASURE: _("to be erased"),
}
CLOSED: dict[str, Any] = {
    Closed.DONE: _("done"),
    Closed.WITHDRAWN: _("taken back"),
    Closed.REFUSED: _("refused, with the reason"),
}
STEPS: dict[str, Any] = {
    "asked": _("asked"),
    "stood": _("stood for it"),
    **{str(how): words for how, words in CLOSED.items()},
}


def step_of(words: str) -> str:
    """A step of a request, as the log has it: what was done, and what was asked."""
    step, _colon, asked = words.partition(":")
    return f"{STEPS.get(step, step)}: {ASKED.get(asked, asked)}"


GROUNDS: dict[str, Any] = {
    "complaint": _("A complaint is running"),
    "legal_claim": _("A legal claim is running"),
}
DUTIES: dict[str, Any] = {
    duties.VERIFY: _("Journal verified"),
    duties.ANCHOR: _("Heads anchored"),
    duties.BACKUP: _("Backup made"),
    duties.EPOCH: _("New epoch begun by hand"),
    duties.RETENTION: _("Days of erasure looked at"),
}
EVERY = {
    duties.VERIFY: 1,
    duties.ANCHOR: 1,
    duties.BACKUP: 1,
    duties.RETENTION: 1,
    duties.EPOCH: 365,
}
"""Within how many days a duty is to be done again."""
