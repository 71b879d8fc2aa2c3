"""A trajectory as its staff see it; where it is follows from where its people are (domain §1.4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from visavis.mediation.days import KnownDay
from visavis.mediation.entries import PartyId
from visavis.mediation.terms import DESIGN, Terms
from visavis.mediation.views.desk import DeskLane
from visavis.mediation.views.side import Side
from visavis.mediation.words import ACTIVE, ENDED, PartyState, TrajectoryState


@dataclass(frozen=True, slots=True)
class DeskView:
    """A trajectory as its staff see it: two halves that never mix, and what lies between."""

    trajectory: str
    desk: DeskLane
    sides: tuple[Side, ...]
    terms: Terms = DESIGN
    """What the service set for itself."""

    def side(self, party: PartyId) -> Side:
        return next(side for side in self.sides if side.party == party)

    def heavy_days(self, party: PartyId) -> tuple[KnownDay, ...]:
        """Days around which no letter reaches this person: their birthday; event, hearings, releases of all."""
        return tuple(
            known
            for side in self.sides
            for known in side.file.days
            if known.what != "birthday" or side.party == party
        )

    def others(self, party: PartyId) -> tuple[Side, ...]:
        """Everyone on the other side of this person."""
        here = self.side(party).initiating
        return tuple(side for side in self.sides if side.initiating is not here)

    @property
    def state(self) -> TrajectoryState:
        return trajectory_state(self.desk, self.sides)


def trajectory_state(desk: DeskLane, sides: Iterable[Side]) -> TrajectoryState:
    """The first rule of domain §1.4 that fits."""
    everyone = tuple(sides)
    T, P = TrajectoryState, PartyState
    if desk.declined_to_take_up:
        return T.NOT_TAKEN_UP
    if not desk.taken_up:
        return T.SIGNED_UP
    active = [side for side in everyone if side.state in ACTIVE]
    if active and all(side.state is P.PAUSED for side in active):
        return T.PAUSED
    if any(side.place is P.IN_CONTACT for side in everyone):
        return T.CONTACT
    halves = [[side for side in everyone if side.initiating is which] for which in (True, False)]
    if not desk.one_sided and (between := _between(halves)) is not None:
        return between
    if any(side.state is P.REGISTERED or side.state in ACTIVE for side in everyone):
        return T.TAKEN_UP
    if any(side.state in {P.CLOSING, P.WITHDRAWN} for side in everyone):
        return T.CLOSING
    if any(side.state is P.AFTERCARE for side in everyone):
        return T.AFTERCARE
    return T.CLOSED


def _between(halves: list[list[Side]]) -> TrajectoryState | None:
    """Rules 5 to 7, of two sides."""
    T, P = TrajectoryState, PartyState
    if all(any(s.place in {P.WILLING, P.PREPARING, P.READY} for s in half) for half in halves):
        return T.TWO_SIDED
    over = ENDED | {P.CLOSING, P.AFTERCARE, P.CLOSED}
    for here, there in (halves, halves[::-1]):
        ended = here and all(side.place in over for side in here)
        if ended and any(s.place in ACTIVE or s.place is P.APPROACHED for s in there):
            return T.ONE_SIDED
    if any(s.place in {P.TRACING, P.APPROACHED, P.EXPLORING} for s in halves[1]):
        return T.APPROACHING
    return None
