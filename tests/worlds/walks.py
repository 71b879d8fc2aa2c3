"""One history: some way along the course without secrets, then step by step with secrets strewn between."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Protocol

from tests.worlds.beside import Watched, begins_to_watch
from tests.worlds.course import PLANS, brought, course, referred, sign_up
from tests.worlds.detours import detours
from tests.worlds.solo import Pair, alone
from tests.worlds.steps import EVERYONE, A, B, Step
from tests.worlds.stray_desk import stray_desk
from tests.worlds.strays import stray
from tests.worlds.tape import Tape
from tests.worlds.world import START, World, copied
from visavis.mediation.entries import PartyId
from visavis.mediation.rehearsal import Rehearsal

DEPTHS = (0, 8, 12, 24, 36, 48, 60, 80, 80, 100, 100)
DEPTHS_OF_FOUR = (0, 24, 60, 80, 110, 130, 130, 160, 160)
"""Of two people and of four: where each is on the way by then differs by plan."""


class Driven(Protocol):
    """Two worlds beside each other."""

    observer: PartyId

    @property
    def leading(self) -> World:
        """The world in which it is seen what would come next."""

    def step(self, step: Step, now: datetime) -> None: ...

    def sweep(self, now: datetime) -> None: ...

    def compare(self, now: datetime) -> None: ...


@dataclass(frozen=True)
class Start:
    """Who looks, which plan, and how far along it the history begins."""

    observer: PartyId
    plan: str = "Wilgenroos"
    depth: int = 0
    by_whom: Callable[[Tape], Step] = sign_up
    """Who signed up: the person, or somebody for them."""


def drawn(tape: Tape) -> Start:
    plan = tape.pick([*PLANS, "Wilgenroos", "Wilgenroos", "Berk"])
    four = PLANS[plan].four
    observer = tape.pick([B, A, *EVERYONE[2:]] if four else [B, A])
    by_whom = tape.pick([sign_up, sign_up, sign_up, referred, brought])
    return Start(observer, plan, tape.pick(DEPTHS_OF_FOUR if four else DEPTHS), by_whom)


def led(pair: Driven, start: Start, now: datetime = START) -> datetime:
    """Leads ``depth`` steps along the course, the same each time; the moment at which it is there."""
    tape = Tape(bytes((7 * n) % 251 for n in range(4000)))
    pair.step(start.by_whom(tape), now)
    for number in range(1000, 1000 + start.depth):
        if number % 3 == 0:
            now += timedelta(hours=30)
            pair.sweep(now)
        proposed = course(pair.leading, now, tape, number, start.plan)
        if proposed is not None:
            pair.step(proposed, now)
    return now


@cache
def begun(start: Start) -> tuple[Pair, datetime]:
    """A pair that was led so far; kept, to go on from a copy of it."""
    observer = start.observer
    pair = Pair(observer, World(people={A: True}), World(people=alone(observer)))
    return pair, led(pair, start)


def beginning(observer: PartyId, depth: int, plan: str = "Wilgenroos") -> tuple[Pair, datetime]:
    return begun(Start(observer, plan, depth))


def strolled(
    pair: Driven,
    now: datetime,
    tape: Tape,
    steps: int,
    watch: Callable[[datetime], None],
) -> datetime:
    """Goes on with secrets between. ``watch``: looks once the observer did something, and at the end."""
    secrecy = 40 + tape.below(60)
    for number in range(steps):
        if tape.chance(50):
            now += timedelta(hours=tape.pick([1, 30, 30, 24 * 8, 24 * 30]))
            pair.sweep(now)
        proposed = next_step(pair.leading, pair.observer, now, tape, number, secrecy)
        if proposed is not None:
            pair.step(proposed, now)
            if proposed.party == pair.observer:
                watch(now)
    return now


def next_step(
    world: Rehearsal, observer: PartyId, now: datetime, tape: Tape, number: int, secrecy: int
) -> Step | None:
    """A secret of somebody else, something the observer does or meets, or what would come next."""
    others = [who for who in world.people if who != observer] or [A if observer == B else B]
    if tape.chance(secrecy):
        return tape.pick([stray, stray, stray_desk])(world, now, tape, tape.pick(others), number)
    if tape.chance(24):
        return tape.pick([stray, stray_desk])(world, now, tape, observer, number)
    if tape.chance(30) and (aside := detours(world.desk(now), now)):
        return tape.pick(aside)
    return course(world, now, tape, number)


def walk(data: bytes, steps: int, world: type[World] = World) -> Counter[str]:
    """One history, both worlds beside each other; raises AssertionError where the observer could tell."""
    tape = Tape(data)
    start = drawn(tape)
    led_so_far, now = begun(start)
    pair = Pair(start.observer, copied(led_so_far.full, world), copied(led_so_far.solo, world))
    watched = Watched(pair, begins_to_watch(pair, tape, now))

    def watch(at: datetime) -> None:
        pair.compare(at)
        watched.compare(at)

    now = strolled(pair, now, tape, steps, watch)
    watch(now)
    far = now + timedelta(days=120)
    pair.sweep(far)
    watch(far)
    accepted = led_so_far.full.accepted + pair.full.accepted
    return pair.counters + Counter({f"act {act}": n for act, n in accepted.items()})
