"""What staff read of states: where a person stands, where a trajectory stands, on whom we wait."""

from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from visavis.mediation.entries import Audience
from visavis.mediation.sign_up import EVENT_TYPES
from visavis.mediation.views import DeskView, Side
from visavis.mediation.words import ENDED, PartyState, Text, TrajectoryState

P, T = PartyState, TrajectoryState


def _within(text: Text) -> str:
    return text.within(get_language() or "nl")


said: Any = lazy(_within, str)
"""A sentence of the rules in the language of the page, whenever it is shown."""

PLACES = {
    P.REGISTERED: _("Signed up"),
    P.NAMED: _("Not asked yet"),
    P.TRACING: _("We look for an address"),
    P.APPROACHED: _("The first letter is on its way or there"),
    P.EXPLORING: _("Exploring"),
    P.WILLING: _("Wants to take part"),
    P.PREPARING: _("Preparing"),
    P.READY: _("Ready for contact"),
    P.IN_CONTACT: _("In contact"),
    P.PAUSED: _("Pause"),
    P.DECLINED: _("Said no"),
    P.WITHDRAWN: _("Stopped"),
    P.UNREACHABLE: _("Not reached"),
    P.DECEASED: _("Has died"),
    P.CLOSING: _("Rounding off"),
    P.AFTERCARE: _("Aftercare"),
    P.CLOSED: _("Closed; can always come back"),
}
"""Where one person stands, for staff."""

WAYS = {
    T.NOT_TAKEN_UP: _("Not taken up"),
    T.SIGNED_UP: _("New"),
    T.PAUSED: _("Pause"),
    T.CONTACT: _("Contact"),
    T.TWO_SIDED: _("Both sides take part"),
    T.ONE_SIDED: _("One side goes on alone"),
    T.APPROACHING: _("Asking the other side"),
    T.TAKEN_UP: _("Talking with who began"),
    T.CLOSING: _("Rounding off"),
    T.AFTERCARE: _("Aftercare"),
    T.CLOSED: _("Closed"),
}
"""Where a trajectory stands, in the order of the way."""

BESIDE = {
    Audience.GUARDIAN: _("parent or guardian"),
    Audience.SUPPORTER: _("supporter"),
    Audience.LAWYER: _("lawyer"),
    Audience.INTERPRETER: _("interpreter"),
    Audience.REFERRER: _("helps them in their work"),
    Audience.OUTSIDER: _("someone close"),
}
"""What somebody is who stands beside a person."""

HALVES = {True: "a", False: "b"}
SIDES = {True: _("Side A"), False: _("Side B")}
BEGAN = {True: _("began"), False: _("was asked")}
BESIDE_WHO_BEGAN = _("on the side of who began")


def half_of(side: Side) -> str:
    """``a`` for who began, ``b`` for who was asked; side A is left always."""
    return HALVES[side.initiating]


def label_of(side: Side) -> str:
    """The words that stand in each block of this person: their side, numbered where several stand on it."""
    return f"{SIDES[side.initiating]}{side.number or ''}"


def began_of(side: Side) -> Any:
    """Whether this person began, stands on the same side, or is asked."""
    return BESIDE_WHO_BEGAN if side.initiating and side.number > 1 else BEGAN[side.initiating]


def name_of(side: Side) -> str:
    """What this person is called; only ever shown inside their own side."""
    return side.own.first_name or side.file.name


def event_of(desk: DeskView) -> str:
    """What kind of event it was, and when, in few words; empty until intake recorded it."""
    facts: dict[str, str] = {}
    for side in desk.sides:
        facts |= side.file.facts
    kind = EVENT_TYPES.get(facts.get("event_type", ""))
    if kind is None:
        return ""
    died = str(_("someone died")) if facts.get("fatal") == "yes" else ""
    parts = (str(said(kind)), facts.get("event_month", "")[:4], died)
    return ", ".join(part for part in parts if part)


def waiting_for(desk: DeskView) -> str:
    """On whom we wait, from the states alone; waiting is fine."""
    if not desk.desk.taken_up:
        if desk.sides and all(side.state is P.CLOSED for side in desk.sides):
            return str(_("nobody"))
        return str(_("the planner") if desk.desk.prepared else _("intake"))
    for side in desk.sides:
        if side.state is P.APPROACHED or side.state is P.PAUSED:
            return label_of(side)
    states = {side.state for side in desk.sides}
    if states & {P.PREPARING, P.READY, P.IN_CONTACT} and not states & ENDED:
        return str(_("both sides and the mediator"))
    if desk.state is T.AFTERCARE:
        return str(_("the agreed day"))
    if desk.state in {T.CLOSED, T.NOT_TAKEN_UP}:
        return str(_("nobody"))
    return str(_("the mediator"))
