"""decide(act, actor, view, now): a Refusal, or a Decision. Pure."""

from collections.abc import Iterable
from datetime import datetime

from visavis.mediation.acts import NOT_FROM_HERE, Act, DeskAct, PartyAct, Safeguard, SweepAct
from visavis.mediation.effects import Decision, Effect, Refusal, Step, TakeParcel, Write, Written
from visavis.mediation.entries import (
    DESK_LANE,
    SWEEP,
    Actor,
    Entry,
    Lane,
    Via,
    file_of,
    joint,
    own,
)
from visavis.mediation.views import DeskView, FileView, PartyView

NOT_YOURS = Refusal(None, NOT_FROM_HERE)
_NEW_FILE = FileView()


def decide(act: Act, actor: Actor, view: PartyView | DeskView, now: datetime) -> Decision | Refusal:
    """Whether the act may happen, and everything that follows.

    ``view``: for a person's act and the sweep that person's ``PartyView`` and nothing more; for a desk act
    the whole ``DeskView``. ``now``: aware. Raises TypeError where act and view do not belong together.
    """
    if isinstance(act, PartyAct) and isinstance(view, PartyView):
        return _decide_own(act, actor, view, now)
    if isinstance(act, DeskAct) and isinstance(view, DeskView):
        return _decide_desk(act, actor, view, now)
    raise TypeError(f"{type(act).__name__} cannot be decided on a {type(view).__name__}")


def _decide_own(act: PartyAct, actor: Actor, me: PartyView, now: datetime) -> Decision | Refusal:
    if isinstance(act, SweepAct) != (actor == SWEEP) or not _speaks_for_themselves(act, actor):
        return NOT_YOURS
    if not act.always and act.from_states is not None and me.state not in act.from_states:
        return NOT_YOURS
    refused = _first_refusal(act.guards, act, me, now)
    if refused:
        return refused
    return _written(act, actor, now, [(own(me.party), act.mine(me, now))])


def _speaks_for_themselves(act: PartyAct, actor: Actor) -> bool:
    """By one's own hand, or told to staff by telephone or on paper; staff do nothing in someone's name."""
    if actor.audience in act.by:
        return True
    return actor.audience in act.heard_by and actor.via is not Via.SCREEN


def _decide_desk(act: DeskAct, actor: Actor, desk: DeskView, now: datetime) -> Decision | Refusal:
    if actor.audience not in act.roles:
        return NOT_YOURS
    if names_strangers(act, desk):
        return NOT_YOURS
    known = {side.party: side for side in desk.sides}
    present = [known[party] for party in act.parties() if party in known]
    if act.from_states is not None and any(side.state not in act.from_states for side in present):
        return NOT_YOURS
    refused = _first_refusal(act.guards, act, desk, now)
    if refused:
        return refused
    parts: list[tuple[Lane, Iterable[Step]]] = []
    for side in present:
        parts.append((own(side.party), act.for_party(side.party, side.own, now)))
    for party in act.parties():
        file = known[party].file if party in known else _NEW_FILE
        parts.append((file_of(party), act.for_file(party, file, now)))
    if act.joint():
        parts.append((joint(act.joint()), act.for_joint(now)))
    parts.append((DESK_LANE, act.for_desk(desk, now)))
    parts.append((DESK_LANE, act.parcels(desk, now)))
    return _written(act, actor, now, parts)


def names_strangers(act: DeskAct, desk: DeskView) -> bool:
    """Whether it is about somebody who has no part in this trajectory."""
    known = {side.party for side in desk.sides}
    return not known.union(act.introduces()) >= {*act.parties()}


def _first_refusal(
    guards: Iterable[Safeguard], act: Act, view: PartyView | DeskView, now: datetime
) -> Refusal | None:
    return next(
        (guard.refusal(view) for guard in guards if not guard.lets_pass(act, view, now)), None
    )


def _written(
    act: Act, actor: Actor, now: datetime, parts: Iterable[tuple[Lane, Iterable[Step]]]
) -> Decision:
    entries: list[Written] = []
    effects: list[Effect] = []
    taker: tuple[Lane, Entry] | None = None
    for lane, steps in parts:
        for step in steps:
            if isinstance(step, Write):
                if step.kind not in act.writes:
                    raise TypeError(f"{type(act).__name__} does not say that it writes {step.kind}")
                entry = Entry(step.kind, actor, now, step.body, step.shown_from)
                entries.append(Written(lane, entry))
            else:
                effects.append(step)
                if isinstance(step, TakeParcel):
                    taker = (lane, Entry(step.gone.kind, actor, now))
    return Decision(type(act).__name__, tuple(entries), tuple(effects), taker)
