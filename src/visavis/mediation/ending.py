"""The end, said early (§6.3): around when we round off together, and the last contacts counted down."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import LAST_CONTACTS
from visavis.mediation.views import PartyView, changed
from visavis.mediation.words import ACTIVE, PartyState

P = PartyState
AHEAD = ACTIVE - {P.EXPLORING, P.WILLING}


def _planned(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    closing = replace(
        me.closing,
        planned_for=date.fromisoformat(body["on"]),
        contacts_left=body["contacts"],
        contacts_before=me.times_spoken,
    )
    return changed(me, closing=closing)


PLANNED = kind("closing_planned", LaneRole.OWN, Topic.CLOSING, _planned)


@dataclass(frozen=True, slots=True)
class PlanClosing(DeskAct):
    """Around when we round off, as mediator and person see it now, and how often they still speak until then."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({PLANNED})
    from_states: ClassVar = AHEAD

    party: PartyId
    on: date
    contacts: int | None = None

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(PLANNED, {"on": self.on.isoformat(), "contacts": self.contacts})


def planned_for(me: PartyView) -> date | None:
    """The end that is named to this person, while it lies ahead of them."""
    return me.closing.planned_for if me.place in AHEAD else None


def contacts_left(me: PartyView) -> int | None:
    """How many contacts with the mediator are still to come, where it is one of the last; None: not counted."""
    left = _left(me)
    return left if left is not None and 0 < left <= LAST_CONTACTS else None


def _left(me: PartyView) -> int | None:
    closing = me.closing
    if me.state is P.AFTERCARE:
        return len(closing.dates) - len(closing.held)
    if me.state is P.CLOSING:
        calls = [one for one in closing.follow_up if one != "none"]
        return (closing.talk == "") + len(calls)
    if me.place in AHEAD and closing.contacts_left is not None:
        return closing.contacts_left - (me.times_spoken - closing.contacts_before)
    return None
