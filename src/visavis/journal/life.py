"""Many acts in one transaction: a whole trajectory lived in memory, then written by the same code.

For the demo's service and for benchmarks. Every act is decided as in ``carry_out``; only the reading back and
the transaction per act are left out.
"""

import random
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from visavis.journal.flush import flush
from visavis.journal.keys import (
    Keys,
    Place,
    PlaceRole,
    Ring,
    desk_ring,
    participant_ring,
    sign_up_ring,
    sweep_ring,
)
from visavis.journal.record import Recorded, Where, begin, new_id
from visavis.journal.see import seen_desk
from visavis.journal.sheet import NotThere, Sheet
from visavis.journal.sweep import sweeps
from visavis.mediation import windows
from visavis.mediation.acts import Act, DeskAct, PartyAct, SweepAct
from visavis.mediation.decide import decide
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import DESK_LANE, SWEEP, Actor, Audience, PartyId, own
from visavis.mediation.terms import day
from visavis.mediation.views import DeskView, PartyView


@dataclass(slots=True)
class Life:
    """One or more new trajectories. Nothing is written before ``keep``; ids come from ``rng``."""

    keys: Keys
    rng: random.Random
    sheet: Sheet = field(default_factory=Sheet)
    acts: dict[str, type[SweepAct]] = field(default_factory=sweeps)

    def sign_up(self, act: PartyAct, now: datetime, by: Actor | None = None) -> Recorded | Refusal:
        where = Where(new_id(self.rng), PartyId(new_id(self.rng)))
        refusal = begin(self.sheet, act, where, sign_up_ring(self.keys), now, by)
        return refusal or Recorded(where)

    def carry_out(self, act: Act, actor: Actor, where: Where, now: datetime) -> Recorded | Refusal:
        """``where``: the party for a person's act, the trajectory for the desk's."""
        if isinstance(act, DeskAct):
            desk = desk_ring(self.keys)
            view = seen_desk(self.sheet, where.trajectory, desk, now, None).view
            decided = decide(act, actor, view, now)
            ring, home, trajectory = desk, DESK_LANE, where.trajectory
        else:
            lane = self._lane(where.party)
            ring, home, trajectory = self._ring(actor, where.party), own(where.party), lane
            decided = decide(act, actor, self.see_party(where.party, now), now)
        if isinstance(decided, Refusal):
            return decided
        refusal = self.sheet.write(decided, trajectory, ring, actor, now, home)
        return refusal or Recorded(where)

    def run_due(self, now: datetime) -> int:
        """The dated work of the people on this sheet, up to the day of ``now``; how many were done."""
        today, done = day(now), 0
        while waiting := [due for due in self.sheet.dues if not due.done and due.due.on <= today]:
            for item in sorted(waiting, key=lambda item: (item.due.on, item.id)):
                item.done = True
                self.carry_out(self.acts[item.due.code](), SWEEP, Where(party=item.due.party), now)
                done += 1
        return done

    def next_due(self) -> date | None:
        """The first day on which ``run_due`` has something to do."""
        return min((due.due.on for due in self.sheet.dues if not due.done), default=None)

    def see_party(self, party: PartyId, now: datetime) -> PartyView:
        lane = self.sheet.lanes.get(Place(PlaceRole.OWN, party))
        if lane is None:
            raise NotThere
        entries = [opened.entry for opened in lane.entries]
        joint = {one.id: [o.entry for o in one.entries] for one in self.sheet.joint_of(lane)}
        return windows.party_view(party, entries, day(now), joint, self.sheet.terms)

    def see_desk(
        self, trajectory: str, now: datetime, audience: Audience | None = None
    ) -> DeskView:
        return seen_desk(self.sheet, trajectory, desk_ring(self.keys), now, audience).view

    def keep(self) -> None:
        """Writes all of it in one transaction, and starts with an empty sheet."""
        with transaction.atomic():
            flush(self.sheet)
        self.sheet = Sheet()

    def _lane(self, party: PartyId) -> str:
        lane = self.sheet.lanes.get(Place(PlaceRole.OWN, party))
        if lane is None:
            raise NotThere
        return lane.trajectory

    def _ring(self, actor: Actor, party: PartyId) -> Ring:
        if actor == SWEEP:
            return sweep_ring(self.keys).only(party)
        if actor.audience is Audience.OWNER:
            return participant_ring(self.keys, party)
        return desk_ring(self.keys)
