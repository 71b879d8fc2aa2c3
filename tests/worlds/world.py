"""A rehearsal that can be watched as one person would, and histories' beginnings."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, TypeVar

from tests.worlds.steps import Step
from visavis.mediation.effects import Decision, Refusal
from visavis.mediation.entries import Audience, Entry, PartyId, joint, own
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.sight import seen_by
from visavis.mediation.terms import day

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass
class World(Rehearsal):
    """What a person receives beside their page stands in hooks, which planted leaks override."""

    accepted: Counter[str] = field(default_factory=Counter)

    def visible(self, party: PartyId, now: datetime) -> list[Entry]:
        """The prefix this person can see: of their own lane, and of the joint ones it names."""
        lanes = [own(party), *(joint(about) for about in self.me(party, now).agreement_ids)]
        kept = (seen_by(Audience.OWNER, self.lanes.get(lane, ()), day(now)) for lane in lanes)
        return [entry for lane in kept for entry in lane]

    def token(self, party: PartyId, now: datetime) -> str:
        """The concurrency token of this person's page: over the visible prefix, nothing else."""
        return sha256(repr(self.visible(party, now)).encode()).hexdigest()

    def size(self, party: PartyId, now: datetime) -> int:
        """Of what is stored and sent, in steps of 1,024."""
        return -(-len(repr(self.visible(party, now))) // 1024)

    def messages(self, party: PartyId, now: datetime) -> list[Any]:
        """What was sent to this person, in order."""
        return [n for n in self.notices if n.party == party and n.not_before <= day(now)]

    def slots(self, party: PartyId, now: datetime) -> tuple[date, ...]:
        """Days on which a talk could be had: chosen by the desk per person, never out of its agenda."""
        return ()

    def before(self, step: Step, now: datetime) -> Refusal | None:
        """A hook in which a planted leak may refuse a person's act."""
        return None

    def after(self, step: Step, now: datetime) -> None:
        """A hook in which a planted leak may act on its own."""

    def do(self, step: Step, now: datetime) -> Decision | Refusal:
        refused = self.before(step, now)
        outcome = refused or self.perform(step.act, step.actor, now, step.party)
        if isinstance(outcome, Decision):
            self.after(step, now)
        return outcome

    def record(self, decision: Decision) -> bool:
        kept = super().record(decision)
        self.accepted[decision.act] += kept
        return kept


def observed(world: World, party: PartyId, now: datetime) -> dict[str, Any]:
    """Everything this person receives: page, token, sizes, messages, days to choose from, the study's invitations."""
    return {
        "view": world.me(party, now),
        "token": world.token(party, now),
        "size": world.size(party, now),
        "messages": world.messages(party, now),
        "slots": world.slots(party, now),
        "study": [a for a in world.anchors if a.party == party],
    }


W = TypeVar("W", bound=Rehearsal)


def copied(world: Rehearsal, kind: type[W]) -> W:
    """The same once more, to go on from."""
    return kind(
        people=dict(world.people),
        lanes={lane: list(entries) for lane, entries in world.lanes.items()},
        parcels=dict(world.parcels),
        tasks=list(world.tasks),
        notices=list(world.notices),
        dues=list(world.dues),
        anchors=list(world.anchors),
        terms=world.terms,
    )
