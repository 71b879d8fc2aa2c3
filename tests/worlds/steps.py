"""Who takes part in the histories, and what a step of one is."""

from dataclasses import dataclass

from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.entries import Actor, Audience, PartyId, Via

A, B = PartyId("party-a"), PartyId("party-b")
SISTER, FRIEND = PartyId("party-sister"), PartyId("party-friend")
"""Of who began, and of who is asked: a third and a fourth party with barriers of their own."""
EVERYONE = (A, B, SISTER, FRIEND)
ON_THE_SIDE_OF_A = {A: True, B: False, SISTER: True, FRIEND: False}

MEDIATOR = Actor(Audience.MEDIATOR, "mediator")
PLANNER = Actor(Audience.PLANNER, "planner")
INTAKE = Actor(Audience.INTAKE, "intake")
LEAD = Actor(Audience.SUPERVISOR, "lead")
OFFICER = Actor(Audience.PRIVACY_OFFICER, "officer")
REFERRER = Actor(Audience.REFERRER, "7" * 32)
STAFF = (MEDIATOR, INTAKE, PLANNER, LEAD, OFFICER)


@dataclass(frozen=True)
class Step:
    act: Act
    actor: Actor
    party: PartyId | None = None


def by(party: PartyId, act: Act, via: Via = Via.SCREEN) -> Step:
    """A person's own act, by their own hand or told to the mediator."""
    who = (
        Actor(Audience.OWNER, party)
        if via is Via.SCREEN
        else Actor(Audience.MEDIATOR, "mediator", via)
    )
    return Step(act, who, party)


def colleague_for(act: DeskAct) -> Actor:
    """The mediator where they may do it, otherwise the first colleague who may."""
    return next(one for one in STAFF if one.audience in act.roles)


def desk(act: DeskAct) -> Step:
    return Step(act, colleague_for(act))
