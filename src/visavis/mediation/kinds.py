"""The kinds of entry: where each stands, who may know it, how it folds.

A noun's file declares its kinds with ``kind``. What is not declared does not exist: it cannot be written,
is seen by nobody, and folds into nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from visavis.mediation.entries import Audience, Entry, LaneRole, Level

Fold = Callable[[Any, Entry], Any]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    lane: LaneRole
    fold: Fold
    sight: Mapping[Audience, Level] = field(default_factory=dict)
    schema: int = 1


KINDS: dict[str, Kind] = {}

_MEDIATORS = {Audience.MEDIATOR: Level.CONTENT, Audience.CO_MEDIATOR: Level.CONTENT}


def kind(
    name: str,
    lane: LaneRole,
    fold: Fold,
    *,
    also: Mapping[Audience, Level] | None = None,
) -> str:
    """Declares a kind and returns its name.

    Its person sees CONTENT in their own lane and NOTHING elsewhere. The mediators of the trajectory see all;
    anyone else only what ``also`` grants.
    """
    if name in KINDS:
        raise ValueError(f"the kind {name} is declared twice")
    owner = Level.CONTENT if lane is LaneRole.OWN else Level.NOTHING
    KINDS[name] = Kind(name, lane, fold, {**_MEDIATORS, Audience.OWNER: owner, **(also or {})})
    return name


INTAKE: Mapping[Audience, Level] = {Audience.INTAKE: Level.CONTENT}
SIGN_UP_TEAM: Mapping[Audience, Level] = {
    Audience.INTAKE: Level.CONTENT,
    Audience.PLANNER: Level.CONTENT,
    Audience.SUPERVISOR: Level.CONTENT,
}
SUPERVISED: Mapping[Audience, Level] = {Audience.SUPERVISOR: Level.CONTENT}
