"""A journal in memory: the same three verbs without sealing.

The tests of the rules and the barrier run on it, and the demo rehearses a whole mediation here before it is
recorded. What it keeps is what the real journal keeps: entries per lane, parcels beside them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from visavis.mediation.acts import ACTS, Act, DeskAct, SweepAct
from visavis.mediation.changed import changed
from visavis.mediation.decide import decide
from visavis.mediation.effects import (
    Anchor,
    Decision,
    Done,
    DropFiles,
    DropParcel,
    Due,
    Effect,
    GrantParcel,
    HoldParcel,
    MakeParcel,
    NewParty,
    Notice,
    OpenJoint,
    Refusal,
    TakeParcel,
    Task,
)
from visavis.mediation.entries import (
    DESK_LANE,
    SWEEP,
    Actor,
    Entry,
    Lane,
    PartyId,
    file_of,
    own,
)
from visavis.mediation.letters.kept import LETTER_MOVED, pictures_said
from visavis.mediation.terms import DESIGN, Terms, day
from visavis.mediation.views import (
    DeskView,
    FileView,
    PartyView,
    Picture,
    Side,
    fold_desk,
    fold_file,
    numbered,
)
from visavis.mediation.windows import party_view, planned


@dataclass(frozen=True, slots=True)
class Parcel:
    text: str
    sign_as: str
    version_hash: str
    offer: str = ""
    held_by_author: bool = False
    held_by_desk: bool = False
    pictures: tuple[Picture, ...] = ()

    @property
    def held(self) -> bool:
        return self.held_by_author or self.held_by_desk


@dataclass
class Rehearsal:
    """One trajectory. ``people``: party id → whether they began. Mutable; everything in it is a value."""

    people: dict[PartyId, bool] = field(default_factory=dict)
    lanes: dict[Lane, list[Entry]] = field(default_factory=dict)
    parcels: dict[str, Parcel] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    dues: list[Due] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    trajectory: str = "rehearsal"
    terms: Terms = DESIGN
    watch: Callable[[Decision, datetime], None] | None = None
    _files: dict[tuple[PartyId, int, Terms], FileView] = field(default_factory=dict, repr=False)
    _views: dict[tuple[PartyId, int, int, date, Terms], PartyView] = field(
        default_factory=dict, repr=False
    )

    def me(self, party: PartyId, now: datetime) -> PartyView:
        """``see`` for a participant."""
        lane, joint = self.lanes.get(own(party), ()), self.joint()
        seen = (party, len(lane), sum(map(len, joint.values())), day(now), self.terms)
        if seen not in self._views:
            self._views[seen] = party_view(party, lane, day(now), joint, self.terms)
        return self._views[seen]

    def joint(self) -> dict[str, list[Entry]]:
        """The objects of several people."""
        return {lane.about: kept for lane, kept in self.lanes.items() if lane.about}

    def desk(self, now: datetime) -> DeskView:
        """``see`` for staff, the whole, as guards see it; those who began first."""
        return DeskView(
            self.trajectory,
            fold_desk(self.lanes.get(DESK_LANE, ())),
            numbered(
                Side(
                    party,
                    began,
                    self.me(party, now),
                    self._file(party),
                    planned(self.lanes.get(own(party), ()), day(now)),
                )
                for party, began in sorted(
                    self.people.items(), key=lambda known: (not known[1], known[0])
                )
            ),
            self.terms,
        )

    def _file(self, party: PartyId) -> FileView:
        lane = self.lanes.get(file_of(party), ())
        seen = (party, len(lane), self.terms)
        if seen not in self._files:
            self._files[seen] = changed(fold_file(lane), terms=self.terms)
        return self._files[seen]

    def perform(
        self, act: Act, actor: Actor, now: datetime, party: PartyId | None = None
    ) -> Decision | Refusal:
        """decide, then record. ``party``: whose act it is, for a person's act and the sweep."""
        view: PartyView | DeskView
        if isinstance(act, DeskAct):
            view = self.desk(now)
        else:
            assert party is not None
            view = self.me(party, now)
        outcome = decide(act, actor, view, now)
        if isinstance(outcome, Decision):
            if not self.record(outcome):
                return LETTER_MOVED
            if self.watch:
                self.watch(outcome, now)
        return outcome

    def record(self, decision: Decision) -> bool:
        """False, and nothing kept, where an offered parcel no longer stands as it was released."""
        if not self.stands(decision):
            return False
        for effect in decision.effects:
            if isinstance(effect, NewParty):
                self.people.setdefault(effect.party, effect.initiating)
        for written in decision.entries:
            self._append(written.lane, written.entry)
        self._carry_out(decision.effects, decision)
        return True

    def stands(self, decision: Decision) -> bool:
        """Whether each parcel that is offered here lies there as it was released."""
        for grant in decision.effects:
            if isinstance(grant, GrantParcel):
                parcel = self.parcels.get(grant.parcel)
                if parcel is None or parcel.version_hash != grant.version_hash:
                    return False
        return True

    def run_due(self, now: datetime) -> None:
        """The sweep: everything due by today, in the order of its day."""
        sweeps = {a.code: a for a in ACTS.values() if issubclass(a, SweepAct)}
        ripe = sorted((d for d in self.dues if d.on <= day(now)), key=lambda d: d.on)
        self.dues = [due for due in self.dues if due not in ripe]
        for due in ripe:
            self.perform(sweeps[due.code](), SWEEP, now, due.party)

    def open_tasks(self, today: date) -> list[Task]:
        return [task for task in self.tasks if task.start is None or task.start <= today]

    def _append(self, lane: Lane, entry: Entry) -> None:
        if lane.party and lane.party not in self.people:
            self.people[lane.party] = not self.people
        self.lanes.setdefault(lane, []).append(entry)

    def _carry_out(self, effects: Iterable[Effect], decision: Decision) -> None:
        for effect in effects:
            match effect:
                case Task():
                    self.tasks.append(effect)
                case Done():
                    self.tasks = [t for t in self.tasks if not _ticks_off(effect, t)]
                case Notice():
                    self.notices.append(effect)
                case Due():
                    self.dues.append(effect)
                case Anchor():
                    self.anchors.append(effect)
                case NewParty() | OpenJoint():
                    pass  # known since before the entries were kept
                case DropFiles():
                    pass  # a rehearsal has none
                case MakeParcel():
                    self.parcels[effect.parcel] = Parcel(
                        effect.text, effect.sign_as, effect.version_hash, pictures=effect.pictures
                    )
                case DropParcel():
                    self.parcels.pop(effect.parcel, None)
                case HoldParcel():
                    if effect.parcel in self.parcels:
                        parcel = self.parcels[effect.parcel]
                        if effect.by_desk:
                            parcel = replace(parcel, held_by_desk=effect.held)
                        else:
                            parcel = replace(parcel, held_by_author=effect.held)
                        self.parcels[effect.parcel] = parcel
                case GrantParcel():
                    self.parcels[effect.parcel] = replace(
                        self.parcels[effect.parcel], offer=effect.offer
                    )
                case _:
                    self._take(effect, decision)

    def _take(self, take: TakeParcel, decision: Decision) -> None:
        assert decision.taker is not None
        lane, header = decision.taker
        found = next((k for k, p in self.parcels.items() if p.offer == take.offer), None)
        if found is None or self.parcels[found].held:
            self._append(lane, replace(header, kind=take.gone.kind, body=take.gone.body))
            self._carry_out(take.if_gone, decision)
            return
        parcel = self.parcels.pop(found)
        body = {
            **take.there.body,
            "text": parcel.text,
            "sign_as": parcel.sign_as,
            "pictures": pictures_said(parcel.pictures),
        }
        self._append(lane, replace(header, kind=take.there.kind, body=body))
        self._carry_out(take.if_there, decision)


def _ticks_off(done: Done, task: Task) -> bool:
    same = task.code == done.code and task.party == done.party
    return same and (not done.about or done.about == task.about)
