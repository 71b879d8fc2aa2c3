"""The kinds of entry: where each stands, what it is about, how it folds.

A noun's file declares its kinds with ``kind``. What is not declared does not exist: it cannot be written,
is seen by nobody, and folds into nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from visavis.mediation.changed import changed
from visavis.mediation.entries import Audience, Body, Entry, LaneRole, Level
from visavis.mediation.permissions import Topic
from visavis.mediation.words import PartyState

Fold = Callable[[Any, Entry], Any]
Counted = Callable[[Body], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """``to``: the place on the way it brings its person to. ``leads_to``: that, or where its fold may bring
    them; empty: it moves nobody. ``counts``: what of it the service's figures count, beside its day; None: nothing."""

    name: str
    lane: LaneRole
    topic: Topic
    fold: Fold
    to: PartyState | None = None
    leads_to: frozenset[PartyState] = frozenset()
    also: Mapping[Audience, Level] = field(default_factory=dict)
    schema: int = 1
    counts: Counted | None = None


KINDS: dict[str, Kind] = {}


def kind(
    name: str,
    lane: LaneRole,
    topic: Topic,
    fold: Fold | None = None,
    *,
    to: PartyState | None = None,
    may_lead_to: Iterable[PartyState] = (),
    also: Mapping[Audience, Level] | None = None,
    counts: Counted | None = None,
) -> str:
    """Declares a kind and returns its name.

    ``to``: the place it brings its person to, always; the fold need not say so. ``may_lead_to``: where its
    fold decides. ``also``: who may know more of this one kind than of its topic.
    ``counts``: the codes that figures count of it (``counting``), kept with its day on the lane's card.
    """
    if name in KINDS:
        raise ValueError(f"the kind {name} is declared twice")
    leads_to = frozenset(may_lead_to) if to is None else frozenset({to})
    moving = _moving(fold, to)
    KINDS[name] = Kind(name, lane, topic, moving, to, leads_to, also or {}, counts=counts)
    return name


def counting(*names: str) -> Counted:
    """Figures count an entry of this kind, with these codes of its body; never words of a person."""
    return lambda body: {name: str(body[name]) for name in names if body.get(name)}


def _moving(fold: Fold | None, to: PartyState | None) -> Fold:
    def moved(view: Any, entry: Entry) -> Any:
        folded = view if fold is None else fold(view, entry)
        return folded if to is None else changed(folded, state=to)

    return fold if fold is not None and to is None else moved
