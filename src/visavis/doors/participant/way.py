"""*Where you are now*: the places one has been, the place one is, and what may come. No finish line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from visavis.doors.participant.days import language, spoken
from visavis.mediation.views import PartyView
from visavis.mediation.words import OWN_SCREEN, PartyState

P = PartyState


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the way. ``state``: done, here or later."""

    name: str
    state: str
    said: str = ""
    text: str = ""


def places(me: PartyView) -> list[Place]:
    """From this person's own days, and then what may come: never a promise, never a count."""
    shown = [step for step in me.walked if step.state in OWN_SCREEN]
    done: dict[PartyState, str] = {}
    for step in shown:
        done.setdefault(step.state, spoken(step.on))
    here = me.state
    came = next((spoken(step.on) for step in reversed(shown) if step.state is here), "")
    result = [
        Place(_name(state), "done", on)
        for state, on in done.items()
        if state is not here and state is not P.PAUSED
    ]
    if here in OWN_SCREEN:
        result.append(
            Place(_name(here), "here", _("You are here now, since %(day)s") % {"day": came})
        )
    return result + [Place(name, "later", said) for name, said in _coming(me)]


def _name(state: PartyState | None) -> str:
    name = OWN_SCREEN[state].within(language()) if state else ""
    return name[:1].upper() + name[1:]


def _coming(me: PartyView) -> list[tuple[str, str]]:
    """What may still come. Rounding off is named early, so that an end is no surprise (domain §6.3)."""
    ahead = [
        (P.EXPLORING, _("Talking with your mediator"), _("As often as you need")),
        (P.PREPARING, _("Preparing"), _("You set the pace")),
        (P.IN_CONTACT, _("Perhaps contact"), _("Only when both of you want it")),
        (P.CLOSING, _("Rounding off together"), _("When you want to")),
    ]
    order = [P.REGISTERED, P.EXPLORING, P.WILLING, P.PREPARING, P.READY, P.IN_CONTACT, P.CLOSING]
    if me.place not in order:
        return []
    at = order.index(me.place)
    return [(name, said) for state, name, said in ahead if order.index(state) > at]
