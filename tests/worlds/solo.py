"""The solo world (security §2): beside the full world one in which the other never was.

It replays only what ``purge`` keeps: the observer's own acts and their times, clock ticks, each desk act that
has a part for the observer (its fields, guards off, computed from the observer's own view), and for each
opening by the observer whether the parcel stood, with its text. If everything the observer receives is equal
in both, nothing of the other reached them but by these declassifications.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from tests.worlds.histories import A, B, Step, course, sign_up, stray, stray_desk
from tests.worlds.tape import Tape
from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Decision, Refusal, Written
from visavis.mediation.effects import Write as WriteStep
from visavis.mediation.entries import Audience, Entry, PartyId, own
from visavis.mediation.letters import OpenLetter
from visavis.mediation.rehearsal import Parcel, Rehearsal
from visavis.mediation.sight import seen_by
from visavis.mediation.terms import day

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


@dataclass
class World(Rehearsal):
    """A rehearsal that can be watched as one person would. Planted leaks override its hooks."""

    def token(self, party: PartyId, now: datetime) -> str:
        """The concurrency token of this person's page: over the visible prefix, nothing else."""
        seen = seen_by(Audience.OWNER, self.lanes.get(own(party), ()), day(now))
        return sha256(repr(list(seen)).encode()).hexdigest()

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


def observed(world: World, party: PartyId, now: datetime) -> dict[str, Any]:
    """Everything this person receives: page, token, messages, the study's invitations."""
    return {
        "view": world.me(party, now),
        "token": world.token(party, now),
        "messages": [n for n in world.notices if n.party == party and n.not_before <= day(now)],
        "study": [a for a in world.anchors if a.party == party],
    }


@dataclass
class Pair:
    """A full world and the solo world of ``observer``, driven together."""

    observer: PartyId
    full: World
    solo: World
    counters: Counter[str] = field(default_factory=Counter)

    def step(self, step: Step, now: datetime) -> None:
        self._lend_parcel(step)
        outcome = self.full.do(step, now)
        if step.party == self.observer:
            alone = self.solo.do(step, now)
            self._same_answer(step, outcome, alone)
            self.counters["own"] += 1
        elif isinstance(step.act, DeskAct):
            if isinstance(outcome, Decision) and self._part(step, now):
                self.counters["visible desk acts"] += 1
        elif isinstance(outcome, Decision):
            self.counters["hidden"] += 1

    def _same_answer(self, step: Step, full: Decision | Refusal, solo: Decision | Refusal) -> None:
        refusals = [o if isinstance(o, Refusal) else None for o in (full, solo)]
        assert refusals[0] == refusals[1], f"{step.act}: {refusals}"

    def _lend_parcel(self, step: Step) -> None:
        """The one bit, with the text: whether what the observer opens still stands."""
        if not isinstance(step.act, OpenLetter) or step.party != self.observer:
            return
        offer = step.act.offer
        self.solo.parcels = {k: p for k, p in self.solo.parcels.items() if p.offer != offer}
        for parcel in self.full.parcels.values():
            if parcel.offer == offer and not parcel.held:
                lent = Parcel(parcel.text, parcel.sign_as, parcel.version_hash, offer)
                self.solo.parcels[f"lent-{offer}"] = lent
                self.counters["openings"] += 1

    def _part(self, step: Step, now: datetime) -> bool:
        """The desk act's part for the observer, guards off, from the observer's own view."""
        act = step.act
        assert isinstance(act, DeskAct)
        if self.observer not in act.parties():
            return False
        entries: list[Written] = []
        effects: list[Any] = []
        for item in act.for_party(self.observer, self.solo.me(self.observer, now), now):
            if isinstance(item, WriteStep):
                entry = Entry(item.kind, step.actor, now, item.body, item.shown_from)
                entries.append(Written(own(self.observer), entry))
            else:
                effects.append(item)
        self.solo.record(Decision(type(act).__name__, tuple(entries), tuple(effects)))
        return bool(entries)

    def sweep(self, now: datetime) -> None:
        self.full.run_due(now)
        self.solo.run_due(now)

    def compare(self, now: datetime) -> None:
        seen, alone = (observed(world, self.observer, now) for world in (self.full, self.solo))
        for name, what in seen.items():
            assert what == alone[name], f"the observer's {name} differs"


@cache
def beginning(observer: PartyId, depth: int) -> tuple[Pair, datetime]:
    """A pair led ``depth`` steps along the course, without secrets: the histories start from here and there."""
    people = {A: True} if observer == A else {}
    pair = Pair(
        observer,
        World(people={A: True}),
        World(people={**people, observer: observer == A}),
    )
    now, tape = START, Tape(bytes((7 * n) % 251 for n in range(4000)))
    pair.step(sign_up(tape), now)
    for number in range(1000, 1000 + depth):
        if number % 3 == 0:
            now += timedelta(hours=30)
            pair.sweep(now)
        proposed = course(pair.full, now, tape, number)
        if proposed is not None:
            pair.step(proposed, now)
    return pair, now


def copied(world: Rehearsal, kind: type[World]) -> World:
    return kind(
        people=dict(world.people),
        lanes={lane: list(entries) for lane, entries in world.lanes.items()},
        parcels=dict(world.parcels),
        tasks=list(world.tasks),
        notices=list(world.notices),
        dues=list(world.dues),
        anchors=list(world.anchors),
    )


DEPTHS = (0, 12, 24, 36, 48, 80, 100, 104, 110)


def walk(data: bytes, steps: int, world: type[World] = World) -> Counter[str]:
    """One history, both worlds beside each other; raises AssertionError where the observer could tell."""
    tape = Tape(data)
    observer = tape.pick([B, A])
    other = A if observer == B else B
    start, now = beginning(observer, tape.pick(DEPTHS))
    pair = Pair(observer, copied(start.full, world), copied(start.solo, world))
    secrecy = 40 + tape.below(60)
    for number in range(steps):
        if tape.chance(50):
            now += timedelta(hours=tape.pick([1, 30, 30, 24 * 8, 24 * 30]))
            pair.sweep(now)
        if tape.chance(secrecy):
            proposed = tape.pick([stray, stray, stray_desk])(pair.full, now, tape, other, number)
        elif tape.chance(24):
            proposed = tape.pick([stray, stray_desk])(pair.full, now, tape, observer, number)
        else:
            proposed = course(pair.full, now, tape, number)
        if proposed is not None:
            pair.step(proposed, now)
            if proposed.party == observer:
                pair.compare(now)
    pair.compare(now)
    far = now + timedelta(days=120)
    pair.sweep(far)
    pair.compare(far)
    return pair.counters
