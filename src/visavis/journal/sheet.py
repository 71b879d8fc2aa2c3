"""Acts on their way into the journal: lanes as read, what is appended, what follows; written in one go.

One act or a whole life of them: the same steps. Nothing reaches the database before ``flush``, except that
letters which stand there are taken, dropped or offered at once, under the surrounding transaction.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from visavis.journal import files, parcels
from visavis.journal.envelope import WORK_ONLY, Damaged, Work
from visavis.journal.keys import Outcome, OutsideReach, Place, PlaceRole, Ring, place_of
from visavis.journal.lanes import (
    EntryColumns,
    OpenLane,
    joint_lanes,
    lanes_of_party,
    lanes_of_trajectories,
    lanes_of_trajectory,
    moved,
    open_lanes,
)
from visavis.journal.models import Parcel, Party
from visavis.journal.root import KeyUnavailable
from visavis.journal.seal import ROW, Unsealable, seal, unseal
from visavis.journal.worklist import work_id
from visavis.mediation.agreement import HERE
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
    Written,
)
from visavis.mediation.entries import (
    DESK_LANE,
    Actor,
    Entry,
    Lane,
    LaneRole,
    PartyId,
    file_of,
    joint,
    own,
)
from visavis.mediation.letters.kept import LETTER_MOVED, pictures_said
from visavis.mediation.terms import Terms
from visavis.mediation.views import fold_desk
from visavis.service.current import current


class NotThere(LookupError):
    """Unknown, of someone else, or gone: the same for all, and a 404 at every door."""


@contextmanager
def _noted(
    ring: Ring, trajectories: Sequence[str], *, party: str = "", listed: bool = False
) -> Iterator[None]:
    """Whoever of staff is behind this ring, what they open here is written down, however it ends."""
    if ring.visit is None:
        yield
        return
    outcome = Outcome.OPENED
    try:
        yield
    except (NotThere, OutsideReach, Damaged, KeyUnavailable) as ended:
        outcome = _OUTCOMES.get(type(ended), Outcome.NOT_AVAILABLE)
        ring.visit.note(ring, trajectories, outcome, party=party, listed=listed)
        raise
    ring.visit.note(ring, trajectories, outcome, party=party, listed=listed)


_OUTCOMES: dict[type, Outcome] = {
    NotThere: Outcome.NOT_THERE,
    OutsideReach: Outcome.REFUSED,
}


@dataclass(slots=True)
class PendingTask:
    id: str
    task: Task
    trajectory: str
    ring: Ring


@dataclass(slots=True)
class PendingDue:
    id: str
    due: Due
    lane: str
    ring: Ring
    done: bool = False


@dataclass(frozen=True, slots=True)
class PendingParty:
    id: PartyId
    trajectory: str
    sealed: bytes


@dataclass(slots=True)
class Sheet:
    """See the module. ``fresh``: the trajectories begun on this sheet, of which the database knows nothing."""

    lanes: dict[Place, OpenLane] = field(default_factory=dict)
    initiating: dict[PartyId, bool] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    new_parties: list[PendingParty] = field(default_factory=list)
    new_lanes: list[OpenLane] = field(default_factory=list)
    rows: list[EntryColumns] = field(default_factory=list)
    touched: dict[str, tuple[OpenLane, Ring]] = field(default_factory=dict)
    tasks: list[PendingTask] = field(default_factory=list)
    off: list[tuple[Ring, Done]] = field(default_factory=list)
    dues: list[PendingDue] = field(default_factory=list)
    notices: list[tuple[Ring, Notice]] = field(default_factory=list)
    anchors: list[tuple[Ring, Anchor]] = field(default_factory=list)
    made: dict[str, Parcel] = field(default_factory=dict)
    mediators: dict[str, tuple[str, Ring]] = field(default_factory=dict)
    arriving: str = ""
    """The move with which the fresh ones come (`moving_in`): they stand on no list until all of it is there."""
    terms: Terms = field(default_factory=lambda: current().terms)
    """What the service set for itself, as it holds for all that is read and decided here."""

    # Reading

    def open_party(
        self, party: PartyId, ring: Ring, *, lock: bool = False, joint: bool = True
    ) -> OpenLane:
        """This person's own lane. Raises OutsideReach before anything is looked up, NotThere after.

        ``joint``: with the objects of several people that it names.
        """
        if isinstance(
            ring.opens, frozenset
        ):  # a rule needs the trajectory, which only the lane knows
            ring.must_open(Place(PlaceRole.OWN, party))
        lanes = lanes_of_party(ring.tenant, party, lock=lock)
        with _noted(ring, [lanes[0].trajectory if lanes else ""], party=party):
            open_lanes(ring, lanes)
            if not lanes:
                raise NotThere
        self.lanes[lanes[0].place] = lanes[0]
        if joint:
            self._open_joint(lanes[0], ring)
        return lanes[0]

    def _open_joint(self, own: OpenLane, ring: Ring) -> None:
        """The joint objects this lane names; never locked, for a person's request writes into none."""
        named = objects_of(own)
        if named:
            found = joint_lanes(ring.tenant, own.trajectory, named)
            open_lanes(ring.reaching(named), found)
            self.lanes |= {lane.place: lane for lane in found}

    def joint_of(self, own: OpenLane) -> list[OpenLane]:
        """The joint lanes this person reads beside their own."""
        places = (Place(PlaceRole.JOINT, one) for one in objects_of(own))
        return [self.lanes[place] for place in places if place in self.lanes]

    def open_trajectory(self, trajectory: str, ring: Ring, *, lock: bool = False) -> list[OpenLane]:
        """All its lanes, and who began."""
        with _noted(ring, [trajectory]):
            ring.must_open(Place(PlaceRole.DESK, trajectory), trajectory)
            lanes = lanes_of_trajectory(ring.tenant, trajectory, lock=lock)
            self._opened(ring, lanes, [trajectory])
            if not lanes:
                raise NotThere
        return lanes

    def open_trajectories(self, trajectories: Sequence[str], ring: Ring) -> None:
        """A few at once, in three queries; for looking only. What is not there is left out."""
        with _noted(ring, trajectories, listed=True):
            for one in trajectories:
                ring.must_open(Place(PlaceRole.DESK, one), one)
            self._opened(ring, lanes_of_trajectories(ring.tenant, trajectories), trajectories)

    def open_files_of_those_who_began(self, trajectory: str, ring: Ring) -> set[PartyId]:
        """Their file lanes, and who they are; of anyone else's file only who began is unsealed."""
        lanes = lanes_of_trajectory(ring.tenant, trajectory)
        files = {lane.party: lane for lane in lanes if lane.role is LaneRole.FILE}
        rows = Party.objects.filter(id__in=files).order_by("id")
        began = {PartyId(row.id) for row in rows if _began(files[PartyId(row.id)], ring, row)}
        open_lanes(ring, [files[party] for party in sorted(began)])
        self.lanes |= {files[party].place: files[party] for party in began}
        return began

    def _opened(self, ring: Ring, lanes: list[OpenLane], trajectories: Sequence[str]) -> None:
        parties = list(Party.objects.filter(trajectory_id__in=trajectories).order_by("id"))
        open_lanes(ring, lanes)
        for lane in lanes:
            self.lanes[lane.place] = lane
        for row in parties:
            file = self.lanes.get(Place(PlaceRole.FILE, row.id))
            if (
                file is not None
            ):  # a party added since the lanes were read: `moved` sees the desk lane's
                self.initiating[PartyId(row.id)] = _began(file, ring, row)

    def moved(self) -> bool:
        """Locks what was read and says whether it still stands as it was read."""
        return moved([lane for lane in self.lanes.values() if lane.trajectory not in self.fresh])

    # New people

    def begin(self, ring: Ring, trajectory: str) -> None:
        """A new trajectory, with its desk lane."""
        self.fresh.add(trajectory)
        self._new_lane(ring, trajectory, DESK_LANE)

    def add_party(self, ring: Ring, trajectory: str, party: PartyId, initiating: bool) -> None:
        """A new person: both lanes at once, so that nobody can tell from a table who has been heard."""
        if trajectory not in self.fresh and Party.objects.filter(id=party).exists():
            raise NotThere
        file = self._new_lane(ring, trajectory, file_of(party))
        self._new_lane(ring, trajectory, own(party))
        key = file.key(ring, file.generation)
        sealed = seal(key, _party_aad(ring, party), b"", b"1" if initiating else b"0", info=ROW)
        self.new_parties.append(PendingParty(party, trajectory, sealed))
        self.initiating[party] = initiating

    def _new_lane(self, ring: Ring, trajectory: str, lane: Lane) -> OpenLane:
        place = place_of(lane, trajectory)
        lane_id = lane.about or os.urandom(16).hex()
        key, epoch, wrapped = ring.keys.mint("lane", lane_id, "1")
        made = OpenLane(
            lane_id, ring.tenant, trajectory, lane.party, lane.role,
            self._mediator_of(trajectory),
            1, 0, bytes(32), {1: (epoch, wrapped)}, {1: key},
        )  # fmt: skip
        self.lanes[place] = made
        self.new_lanes.append(made)
        return made

    def _mediator_of(self, trajectory: str) -> str:
        if trajectory in self.mediators:
            return self.mediators[trajectory][0]
        there = (lane.mediator for lane in self.lanes.values() if lane.trajectory == trajectory)
        return next(there, "")

    # Writing

    def write(
        self,
        decision: Decision,
        trajectory: str,
        ring: Ring,
        actor: Actor,
        now: datetime,
        home: Lane,
    ) -> Refusal | None:
        """Appends in memory what was decided; ``home`` carries work of an act that leaves no entry.

        A Refusal only where a letter to be offered is gone or is not the one that was read; then nothing is
        changed here.
        """
        for effect in decision.effects:
            if isinstance(effect, GrantParcel) and not self._grantable(effect, ring):
                return LETTER_MOVED
        written = list(decision.entries)
        follows = self._parcels(decision, written, ring)
        work = [effect for effect in follows if isinstance(effect, Task | Done | Due)]
        newcomers = self._newcomers(written, trajectory)
        began = {one.party for one in follows if isinstance(one, NewParty) and one.initiating}
        for party in newcomers:
            self.add_party(ring, trajectory, party, initiating=party in began)
        for one in follows:
            if isinstance(one, OpenJoint) and Place(PlaceRole.JOINT, one.about) not in self.lanes:
                self._new_lane(ring, trajectory, joint(one.about))
        # Work needs an entry to be rebuilt from; newcomers must move the desk's lane, which all desk acts lock.
        shared = all(
            item.lane.role is LaneRole.JOINT for item in written
        )  # no work for all to read
        if (work and shared) or (newcomers and not any(w.lane == home for w in written)):
            written.append(Written(home, Entry(WORK_ONLY, actor, now)))
        self._append(written, work, trajectory, ring)
        self.notices += [(ring, effect) for effect in follows if isinstance(effect, Notice)]
        self.anchors += [(ring, effect) for effect in follows if isinstance(effect, Anchor)]
        return None

    def _newcomers(self, written: Iterable[Written], trajectory: str) -> list[PartyId]:
        found: list[PartyId] = []
        for item in written:
            party = item.lane.party
            known = place_of(item.lane, trajectory) in self.lanes
            if item.lane.role is LaneRole.FILE and not known and party not in found:
                found.append(party)
        return found

    def _grantable(self, effect: GrantParcel, ring: Ring) -> bool:
        row = self.made.get(effect.parcel) or parcels.find(ring, effect.parcel)
        if row is None:
            return False
        return parcels.contents(ring, row).version_hash == effect.version_hash

    def _parcels(self, decision: Decision, written: list[Written], ring: Ring) -> list[Effect]:
        """Carries out what happens to letters; returns the other effects, those of a taken letter included."""
        rest: list[Effect] = []
        for effect in decision.effects:
            match effect:
                case DropFiles():
                    lane = self.lanes[Place(PlaceRole.OWN, effect.party)]
                    files.destroy(lane, ring, effect.files)
                case MakeParcel():
                    author = self._author(written) if effect.pictures else None
                    self.made[effect.parcel] = parcels.make(ring, effect, author)
                case DropParcel():
                    self.made.pop(effect.parcel, None)
                    parcels.drop(ring, effect.parcel)
                case HoldParcel():
                    if effect.parcel in self.made:
                        parcels.set_aside(self.made[effect.parcel], effect)
                    else:
                        parcels.hold(ring, effect)
                case GrantParcel():
                    row = self.made.get(effect.parcel)
                    if row is not None:
                        parcels.grant(ring, row, effect)
                    else:
                        self._grant_kept(effect, ring)
                case TakeParcel():
                    rest += self._take(effect, decision, written, ring)
                case _:
                    rest.append(effect)
        return rest

    def _author(self, written: list[Written]) -> OpenLane:
        """Whose letter this is: the own lane it is written into."""
        lane = next(item.lane for item in written if item.lane.role is LaneRole.OWN)
        return self.lanes[Place(PlaceRole.OWN, lane.party)]

    def _grant_kept(self, effect: GrantParcel, ring: Ring) -> None:
        row = parcels.find(ring, effect.parcel)
        if row is None:  # locked since `_grantable`, so it cannot have gone
            raise NotThere
        parcels.grant(ring, row, effect)
        row.save(update_fields=["offer", "wrapped"])

    def _take(
        self, effect: TakeParcel, decision: Decision, written: list[Written], ring: Ring
    ) -> tuple[Effect, ...]:
        """There or gone, whichever is true now; the text moves into the reader's lane."""
        if decision.taker is None:
            raise TypeError(f"{decision.act} takes a parcel into no lane")
        lane, header = decision.taker
        found: parcels.Contents | None = None
        reader = self.lanes.get(place_of(lane, ""))
        here = next((row for row in self.made.values() if row.offer == effect.offer), None)
        if here is None:
            found = parcels.take(ring, effect.offer, reader)
        elif not (here.held_by_author or here.held_by_desk):
            found = parcels.arrived(ring, here, reader)
            del self.made[here.id]
        line = effect.gone if found is None else effect.there
        body = dict(line.body)
        if found is not None:
            body |= {
                "text": found.text,
                "sign_as": found.sign_as,
                "pictures": pictures_said(found.pictures),
            }
        entry = Entry(line.kind, header.by, header.at, body, line.shown_from)
        written.append(Written(lane, entry))
        return effect.if_gone if found is None else effect.if_there

    def _append(
        self, written: list[Written], work: list[Work], trajectory: str, ring: Ring
    ) -> None:
        carried: dict[int, list[Work]] = {}
        for effect in work:
            carried.setdefault(_carrier(effect, written), []).append(effect)
        placed: list[tuple[str, list[Work]]] = []
        for index, item in enumerate(written):
            place = place_of(item.lane, trajectory)
            if place not in self.lanes:
                ring.must_seal(place, trajectory)
                raise NotThere
            lane, effects = self.lanes[place], carried.get(index, [])
            row = lane.append(ring, item.entry, effects)
            self.rows.append(row)
            self.touched[lane.id] = (lane, ring)
            placed.append((row[0], effects))
            if item.lane == DESK_LANE:
                self._assigned(lane, ring)
        for entry_id, effects in placed:
            for number, effect in enumerate(effects):
                self._work(entry_id, number, effect, trajectory, ring)

    def _assigned(self, desk: OpenLane, ring: Ring) -> None:
        mediator = fold_desk(opened.entry for opened in desk.entries).mediator
        if mediator != desk.mediator:
            self.mediators[desk.trajectory] = (mediator, ring)
            for lane in self.lanes.values():
                if lane.trajectory == desk.trajectory:
                    lane.mediator = mediator

    def _work(self, entry_id: str, number: int, effect: Work, trajectory: str, ring: Ring) -> None:
        match effect:
            case Task():
                row_id = work_id(ring, "task", entry_id, number)
                self.tasks.append(PendingTask(row_id, effect, trajectory, ring))
            case Done():
                self.tasks = [item for item in self.tasks if not ends(effect, item.task)]
                if trajectory not in self.fresh:
                    self.off.append((ring, effect))
            case _:  # Due
                lane = self.lanes.get(Place(PlaceRole.OWN, effect.party))
                if lane is None:
                    raise NotThere
                row_id = work_id(ring, "due", entry_id, number)
                self.dues.append(PendingDue(row_id, effect, lane.id, ring))


def objects_of(own: OpenLane) -> tuple[str, ...]:
    """The joint objects an own lane names."""
    named = (o.entry.body["agreement"] for o in own.entries if o.entry.kind == HERE)
    return tuple(dict.fromkeys(str(one) for one in named))


def ends(done: Done, task: Task) -> bool:
    """Whether this takes that off the list."""
    return (
        done.code == task.code
        and done.party == task.party
        and (not done.about or done.about == task.about)
    )


def _carrier(effect: Work, written: list[Written]) -> int:
    """Which entry keeps this work: about a person never in another person's own lane while there is any choice."""

    def rank(index: int) -> int:
        lane = written[index].lane
        if lane.party == effect.party:
            return 0 if lane.role is LaneRole.FILE else 1
        return [LaneRole.DESK, LaneRole.FILE, LaneRole.OWN, LaneRole.JOINT].index(lane.role) + 2

    return min(range(len(written)), key=rank)


def _party_aad(ring: Ring, party: str) -> tuple[bytes, ...]:
    return (ring.tenant.encode(), b"party", party.encode())


def _began(file: OpenLane, ring: Ring, row: Party) -> bool:
    key = file.opening_key(ring)
    try:
        return unseal(key, _party_aad(ring, row.id), bytes(row.sealed), info=ROW)[1] == b"1"
    except Unsealable:
        raise Damaged("a person's row does not open") from None
