"""Several harmed or responsible people in one trajectory: one party each, with a barrier of their own (§1.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import NewParty, Step, Write
from visavis.mediation.entries import Audience, PartyId
from visavis.mediation.safeguards import mediator_knows_nobody
from visavis.mediation.sign_up import NAMED
from visavis.mediation.views import DeskView, FileView
from visavis.mediation.words import PartyState


@dataclass(frozen=True, slots=True)
class NameParty(DeskAct):
    """One more person who was in the event, on either side. They do not know; nobody else learns of it."""

    guards: ClassVar = (mediator_knows_nobody,)
    writes: ClassVar = frozenset({NAMED})
    from_states: ClassVar = frozenset({None, PartyState.NAMED})
    roles: ClassVar = frozenset({Audience.PLANNER, Audience.MEDIATOR, Audience.SUPERVISOR})

    party: PartyId
    """The new id of who is named."""
    name: str
    initiating: bool
    """On the side of who began, or of who is asked."""
    knows_nobody: bool

    def introduces(self) -> tuple[PartyId, ...]:
        return (self.party,)

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(NAMED, {"name": self.name})

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield NewParty(self.party, self.initiating)
