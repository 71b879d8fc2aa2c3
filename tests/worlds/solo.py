"""The solo world (security §2): beside the full world one in which nobody else ever was.

It replays only what ``purge`` keeps: the observer's own acts and their times, clock ticks, each desk act that
has a part for the observer (its fields, guards off, computed from the observer's own view), and for each
opening by the observer whether the parcel stood, with its text. If everything the observer receives is equal
in both, nothing of anyone else reached them but by these declassifications.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.worlds.steps import ON_THE_SIDE_OF_A, Step
from tests.worlds.world import World, observed
from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Decision, Refusal, Written
from visavis.mediation.effects import Write as WriteStep
from visavis.mediation.entries import Entry, Lane, PartyId, joint, own
from visavis.mediation.letters import OpenLetter
from visavis.mediation.rehearsal import Parcel


@dataclass
class Pair:
    """A full world and the solo world of ``observer``, driven together."""

    observer: PartyId
    full: World
    solo: World
    counters: Counter[str] = field(default_factory=Counter)

    @property
    def leading(self) -> World:
        return self.full

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
                lent = Parcel(
                    parcel.text,
                    parcel.sign_as,
                    parcel.version_hash,
                    offer,
                    pictures=parcel.pictures,
                )
                self.solo.parcels[f"lent-{offer}"] = lent
                self.counters["openings"] += 1

    def _part(self, step: Step, now: datetime) -> bool:
        """The desk act's part for the observer, guards off, from the observer's own view."""
        act = step.act
        assert isinstance(act, DeskAct)
        if self.observer not in act.parties():
            return False
        parts: list[tuple[Lane, list[Any]]] = [
            (
                own(self.observer),
                [*act.for_party(self.observer, self.solo.me(self.observer, now), now)],
            )
        ]
        if act.joint():
            parts.append((joint(act.joint()), [*act.for_joint(now)]))
        entries: list[Written] = []
        effects: list[Any] = []
        for lane, items in parts:
            for item in items:
                if isinstance(item, WriteStep):
                    entry = Entry(item.kind, step.actor, now, item.body, item.shown_from)
                    entries.append(Written(lane, entry))
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


def alone(observer: PartyId) -> dict[PartyId, bool]:
    """Who there is in the world of somebody alone."""
    return {observer: ON_THE_SIDE_OF_A[observer]}
