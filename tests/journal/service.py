"""A small service for tests: keys of its own, seeded ids, and acts through the real rules."""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from visavis.journal.keys import (
    Keys,
    Ring,
    desk_ring,
    participant_ring,
    sign_up_ring,
)
from visavis.journal.record import Outcome, Recorded, Where, carry_out, new_id, sign_up
from visavis.mediation.acts import Act
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.sign_up import PrepareSignUp, SignUp, TakeUp

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
INTAKE = Actor(Audience.INTAKE, "staff-intake")
PLANNER = Actor(Audience.PLANNER, "staff-planner")
LEAD = Actor(Audience.SUPERVISOR, "staff-lead")
MEDIATOR = Actor(Audience.MEDIATOR, "staff-mediator")


def owner(party: PartyId) -> Actor:
    return Actor(Audience.OWNER, party)


@dataclass
class Service:
    """Keys, seeded randomness and a clock that moves a minute with every act."""

    keys: Keys
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    now: datetime = START

    @property
    def desk(self) -> Ring:
        return desk_ring(self.keys)

    def ring(self, party: PartyId) -> Ring:
        return participant_ring(self.keys, party)

    def tick(self, **by: int) -> datetime:
        self.now += timedelta(**(by or {"minutes": 1}))
        return self.now

    def sign_up(
        self,
        first_name: str = "Noor",
        *,
        story: str = "Wat er gebeurde.",
        other: str = "",
        **form: str,
    ) -> Where:
        act = SignUp("harmed", first_name, 34, story=story, other=other)
        done = sign_up(act, sign_up_ring(self.keys), self.tick(), self.rng, **form)
        assert isinstance(done, Recorded), done
        return done.where

    def desk_act(self, act: Act, actor: Actor, trajectory: str, **form: str) -> Outcome:
        return carry_out(act, actor, Where(trajectory), self.desk, self.tick(), **form)

    def own_act(self, act: Act, party: PartyId, **form: str) -> Outcome:
        return carry_out(
            act, owner(party), Where(party=party), self.ring(party), self.tick(), **form
        )

    def taken_up(self) -> tuple[Where, PartyId]:
        """A trajectory with a mediator, and the other person's id."""
        where = self.sign_up()
        prepared = PrepareSignUp(where.party, "Linde", "traffic")
        assert isinstance(self.desk_act(prepared, INTAKE, where.trajectory), Recorded)
        other = PartyId(new_id(self.rng))
        act = TakeUp(
            where.party, MEDIATOR.id, "Mieke", other, "de ander", True, frozenset({"traffic"})
        )
        done = self.desk_act(act, PLANNER, where.trajectory)
        assert isinstance(done, Recorded), done
        return where, other
