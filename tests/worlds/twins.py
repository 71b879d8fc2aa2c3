"""Twin worlds (security §2): two full worlds that are equal for the observer, and secrets in one of them only.

A desk act let pass in both has equal parts for the observer; let pass in one, it happens there if it has no part
for the observer, and otherwise in neither. An opening happens only where in both worlds the same lies there.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.worlds.course import course
from tests.worlds.steps import Step
from tests.worlds.tape import Tape
from tests.worlds.walks import begun, drawn, next_step
from tests.worlds.world import World, copied, observed
from visavis.mediation.acts import DeskAct
from visavis.mediation.decide import decide
from visavis.mediation.effects import Anchor, Decision, Due, Notice, Refusal
from visavis.mediation.entries import PartyId, joint, own
from visavis.mediation.letters import OpenLetter


@dataclass
class Twins:
    """``worlds[0]`` leads; each step is common, or a secret of one of them."""

    observer: PartyId
    worlds: tuple[World, World]
    counters: Counter[str] = field(default_factory=Counter)

    @property
    def leading(self) -> World:
        return self.worlds[0]

    def step(self, step: Step, now: datetime) -> None:
        """Common to both worlds."""
        if isinstance(step.act, DeskAct):
            self._desk(step, now)
        elif step.party == self.observer:
            self._own(step, now)
        else:
            for world in self.worlds:
                world.do(step, now)

    def secret(self, step: Step, now: datetime, which: int) -> None:
        """In one world only: what somebody else does, or what the desk does without a part for the observer."""
        world = self.worlds[which]
        if step.party == self.observer:
            self._own(step, now)
        elif not isinstance(step.act, DeskAct):
            self.counters["secret"] += isinstance(world.do(step, now), Decision)
        elif (tried := self._tried(world, step, now)) and not self._part(world, tried, now):
            world.do(step, now)
            self.counters["secret desk acts"] += 1

    def _own(self, step: Step, now: datetime) -> None:
        if isinstance(step.act, OpenLetter):
            lies = [self._lies(world, step.act.offer) for world in self.worlds]
            if lies[0] != lies[1]:
                self.counters["vetoed openings"] += 1
                return
            self.counters["openings"] += lies[0] is not None
        answers = [world.do(step, now) for world in self.worlds]
        refusals = [one if isinstance(one, Refusal) else None for one in answers]
        assert refusals[0] == refusals[1], f"{step.act}: {refusals}"
        self.counters["own"] += 1

    def _desk(self, step: Step, now: datetime) -> None:
        tried = [self._tried(world, step, now) for world in self.worlds]
        parts = [
            self._part(world, decision, now)
            for world, decision in zip(self.worlds, tried, strict=True)
            if decision is not None
        ]
        if len(parts) == 2:
            assert parts[0] == parts[1], f"{step.act} differs by what is hidden: {parts}"
            self.counters["visible desk acts"] += bool(parts[0])
        elif any(parts):
            self.counters["in neither"] += 1
            return
        for world, decision in zip(self.worlds, tried, strict=True):
            if decision is not None:
                world.do(step, now)

    def _tried(self, world: World, step: Step, now: datetime) -> Decision | None:
        """What would be decided, with nothing written; None where it is refused or could not be kept."""
        outcome = decide(step.act, step.actor, world.desk(now), now)
        return outcome if isinstance(outcome, Decision) and world.stands(outcome) else None

    def _part(self, world: World, decision: Decision, now: datetime) -> list[Any]:
        """What of it reaches the observer: entries on their page, and what is sent or counted for them."""
        theirs = {own(self.observer)}
        theirs |= {joint(about) for about in world.me(self.observer, now).agreement_ids}
        theirs |= {w.lane for w in decision.entries if w.lane.about and self._named(decision)}
        written = [w for w in decision.entries if w.lane in theirs]
        sent = (e for e in decision.effects if isinstance(e, Notice | Due | Anchor))
        return [*written, *(e for e in sent if e.party == self.observer)]

    def _named(self, decision: Decision) -> bool:
        return any(written.lane == own(self.observer) for written in decision.entries)

    def _lies(self, world: World, offer: str) -> tuple[Any, ...] | None:
        """What the observer would find behind an offer."""
        found = (p for p in world.parcels.values() if p.offer == offer and not p.held)
        return next(((parcel.text, parcel.sign_as, parcel.pictures) for parcel in found), None)

    def sweep(self, now: datetime) -> None:
        for world in self.worlds:
            world.run_due(now)

    def compare(self, now: datetime) -> None:
        here, there = (observed(world, self.observer, now) for world in self.worlds)
        for name, what in here.items():
            assert what == there[name], f"the observer's {name} differs between the twins"


def walk_twins(data: bytes, steps: int, world: type[World] = World) -> Counter[str]:
    """One history of both twins; raises AssertionError where the observer could tell which one they are in."""
    tape = Tape(data)
    start = drawn(tape)
    led_so_far, now = begun(start)
    twins = Twins(start.observer, (copied(led_so_far.full, world), copied(led_so_far.full, world)))
    secrecy = 60 + tape.below(80)
    for number in range(steps):
        if tape.chance(50):
            now += timedelta(hours=tape.pick([1, 30, 30, 24 * 8, 24 * 30]))
            twins.sweep(now)
        which = tape.below(2)
        lead = twins.worlds[which]
        if tape.chance(secrecy):
            proposed = next_step(lead, start.observer, now, tape, number, secrecy=200)
            if proposed is not None:
                twins.secret(proposed, now, which)
        elif (proposed := course(lead, now, tape, number)) is not None:
            twins.step(proposed, now)
            if proposed.party == start.observer:
                twins.compare(now)
    twins.compare(now)
    far = now + timedelta(days=120)
    twins.sweep(far)
    twins.compare(far)
    return twins.counters
