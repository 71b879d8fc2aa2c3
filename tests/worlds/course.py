"""Where a mediation leads: what would come next, for one person apart and between people.

Letters are really released, passed, offered and opened; messages said, people meet and agree. Secrets are
strewn between by ``strays``.
"""

from dataclasses import dataclass
from datetime import datetime

from tests.worlds.between import between
from tests.worlds.steps import (
    EVERYONE,
    FRIEND,
    INTAKE,
    ON_THE_SIDE_OF_A,
    REFERRER,
    SISTER,
    A,
    B,
    Step,
    by,
)
from tests.worlds.steps import desk as at_the_desk
from tests.worlds.tape import Tape
from tests.worlds.towards import towards
from visavis.mediation.entries import own
from visavis.mediation.moving_in import BROUGHT_OVER, BringOver, CarryOn, SetDownBefore
from visavis.mediation.on_behalf import ConfirmSignUp, RefuseSignUp, SignUpOnBehalf
from visavis.mediation.parties import NameParty
from visavis.mediation.rehearsal import Rehearsal
from visavis.mediation.sign_up import PrepareSignUp, SignUp, TakeUp


@dataclass(frozen=True)
class Plan:
    """Which form of contact the course leads to, and whether four people take part or two."""

    form: str
    four: bool = False


PLANS = {
    "Wilgenroos": Plan("letters"),
    "Linde": Plan("shuttle"),
    "Meidoorn": Plan("conversation"),
    "Iep": Plan("conference"),
    "Berk": Plan("letters", four=True),
    "Hulst": Plan("shuttle", four=True),
    "Es": Plan("conversation", four=True),
    "Vlier": Plan("video_message"),
    "Liguster": Plan("video_message", four=True),
}
"""By the nickname the trajectory has, so that a history says by itself where it leads."""
NAMES = {A: "Anna", B: "Bob", SISTER: "Sanne", FRIEND: "Frits"}


def sign_up(tape: Tape) -> Step:
    relation = tape.pick(["harmed", "responsible", "bereaved"])
    return by(A, SignUp(relation, "Anna", 16 + tape.below(60), "secret-story"))


def referred(tape: Tape) -> Step:
    """The same, by somebody else."""
    act = SignUpOnBehalf("harmed", "Anna", 16 + tape.below(60), "a service", story="secret-story")
    return Step(act, REFERRER, A)


def brought(tape: Tape) -> Step:
    """Under way in an earlier system, and brought over from there."""
    return Step(BringOver("harmed", "Anna", tape.below(4) > 0, 16 + tape.below(60)), INTAKE, A)


def came_over(world: Rehearsal) -> bool:
    return any(entry.kind == BROUGHT_OVER for entry in world.lanes.get(own(A), []))


def course(
    world: Rehearsal, now: datetime, tape: Tape, number: int, nickname: str = ""
) -> Step | None:
    """What would come next; None when this moment offers nothing. ``nickname``: the plan, where none is made yet."""
    view = world.desk(now)
    if not view.sides or view.side(A).own.state is None:
        return sign_up(tape)
    if not view.side(A).own.confirmed:
        if tape.chance(16):
            return by(A, RefuseSignUp())
        return by(A, ConfirmSignUp()) if tape.chance(160) else None
    if not view.desk.prepared:
        plan = nickname or tape.pick([*PLANS])
        if came_over(world):
            facts = (("event_type", "violence"),)
            return Step(SetDownBefore(A, facts, "secret-note", plan), INTAKE)
        return Step(PrepareSignUp(A, plan, "violence"), INTAKE)
    if not view.desk.taken_up:
        if came_over(world):
            return at_the_desk(CarryOn(A, "mediator", "Mia", B, "Bob", True, stood="secret-note"))
        return at_the_desk(TakeUp(A, "mediator", "Mia", B, "Bob", knows_nobody=True))
    plan_made = PLANS.get(view.desk.nickname, PLANS["Wilgenroos"])
    if plan_made.four and len(view.sides) < len(EVERYONE):
        known = {side.party for side in view.sides}
        new = next(who for who in EVERYONE if who not in known)
        return at_the_desk(NameParty(new, NAMES[new], ON_THE_SIDE_OF_A[new], knows_nobody=True))
    steps = [*between(view, plan_made.form, now, tape, number)]
    for side in view.sides:
        steps += towards(side, plan_made.form, now, tape, number)
    return tape.pick(steps) if steps else None
