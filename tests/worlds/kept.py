"""A history lived in memory, written again into a real journal, so that it can be looked at through the doors.

What was decided is written by the service's own sheet and sealing, under ids of its own for each world: the full
one and the solo one stand side by side in one database, as two services that share nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from random import Random
from typing import Any

from tests.worlds.solo import Pair, alone
from tests.worlds.steps import A, Step
from tests.worlds.tape import Tape
from tests.worlds.walks import drawn, led, strolled
from tests.worlds.world import World
from visavis.journal import files, parcels
from visavis.journal.flush import flush
from visavis.journal.keys import Keys, Place, PlaceRole, Ring, create_tenant, desk_ring
from visavis.journal.models import FileRow
from visavis.journal.record import new_id
from visavis.journal.root import Root
from visavis.journal.sheet import Sheet
from visavis.mediation.effects import Decision, DropParcel, GrantParcel, MakeParcel
from visavis.mediation.entries import DESK_LANE, SWEEP, LaneRole, PartyId
from visavis.mediation.letters import OpenLetter

LENT = "Lent"


@dataclass
class Logged(World):
    """A world that remembers all that was decided in it, and when."""

    log: list[tuple[Decision, datetime]] = field(default_factory=list)
    now: datetime | None = None

    def record(self, decision: Decision) -> bool:
        kept = super().record(decision)
        if kept and self.now is not None:
            self.log.append((decision, self.now))
        return kept


@dataclass
class LoggedPair(Pair):
    """Both worlds remember; what the solo one is lent stands in its log as well."""

    def step(self, step: Step, now: datetime) -> None:
        for world in (self.full, self.solo):
            assert isinstance(world, Logged)
            world.now = now
        super().step(step, now)

    def sweep(self, now: datetime) -> None:
        for world in (self.full, self.solo):
            assert isinstance(world, Logged)
            world.now = now
        super().sweep(now)

    def _lend_parcel(self, step: Step) -> None:
        super()._lend_parcel(step)
        if not isinstance(step.act, OpenLetter) or step.party != self.observer:
            return
        assert isinstance(self.solo, Logged)
        assert self.solo.now is not None
        for name, parcel in self.solo.parcels.items():
            if name == f"lent-{step.act.offer}":
                exact = parcel.version_hash
                made = MakeParcel(name, parcel.text, parcel.sign_as, exact, parcel.pictures)
                for effect in (DropParcel(name), made, GrantParcel(name, exact, parcel.offer)):
                    self.solo.log.append((Decision(LENT, (), (effect,)), self.solo.now))


def lived(data: bytes, steps: int) -> tuple[LoggedPair, datetime]:
    """A history of both worlds: some way along the course, then ``steps`` with secrets strewn between."""
    tape = Tape(data)
    start = drawn(tape)
    pair = LoggedPair(
        start.observer, Logged(people={A: True}), Logged(people=alone(start.observer))
    )
    now = strolled(pair, led(pair, start), tape, steps, watch=lambda at: None)
    return pair, now


@dataclass(frozen=True)
class Kept:
    """A world in the database: its keys, its trajectory, and who is called what in it."""

    keys: Keys
    trajectory: str
    names: Mapping[str, str]

    def party(self, who: PartyId) -> PartyId:
        return PartyId(self.names[who])


def kept(world: Logged, rng: Random) -> Kept:
    """Writes this world into the database."""
    made = Kept(
        create_tenant(Root(rng.randbytes(32)), new_id(rng)),
        new_id(rng),
        {who: new_id(rng) for who in (*world.people, *sorted(_pictured(world)))},
    )
    ring, sheet = desk_ring(made.keys), Sheet()
    sheet.begin(ring, made.trajectory)
    for who, began in world.people.items():
        sheet.add_party(ring, made.trajectory, made.party(who), initiating=began)
    for decision, now in world.log:
        decision = renamed(decision, made.names)
        for effect in decision.effects:
            if isinstance(effect, MakeParcel) and effect.pictures:
                _drawn(sheet, ring, decision, effect)
        if decision.act == LENT:  # its author never was in this world
            lane = next(one for place, one in sheet.lanes.items() if place.role is PlaceRole.OWN)
            for effect in decision.effects:
                if isinstance(effect, MakeParcel):
                    sheet.made[effect.parcel] = parcels.make(ring, effect, lane)
                    files.destroy(lane, ring, [one.file for one in effect.pictures])
                    break
            else:
                refused = sheet.write(decision, made.trajectory, ring, SWEEP, now, DESK_LANE)
                assert refused is None
            continue
        refused = sheet.write(decision, made.trajectory, ring, SWEEP, now, DESK_LANE)
        assert refused is None, decision.act
    flush(sheet)
    return made


def _pictured(world: Logged) -> set[str]:
    """The files of all pictures that went along: each world has copies of its own."""
    made = [e for decision, _ in world.log for e in decision.effects if isinstance(e, MakeParcel)]
    return {one.file for effect in made for one in effect.pictures}


def _drawn(sheet: Sheet, ring: Ring, decision: Decision, effect: MakeParcel) -> None:
    """The pictures as their author had them, or whoever is lent a letter."""
    written = (w.lane.party for w in decision.entries if w.lane.role is LaneRole.OWN)
    owns = [place for place in sheet.lanes if place.role is PlaceRole.OWN]
    author = Place(PlaceRole.OWN, next(written, owns[0].id))
    for one in effect.pictures:
        if not FileRow.objects.filter(id=one.file).exists():
            files.keep(sheet.lanes[author], ring, one.says.encode(), one.file)


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same value with every party called by their name in this world."""
    if isinstance(value, str):
        return names.get(value, value) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(renamed(each, names) for each in value)
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    if isinstance(value, Mapping):
        return {key: renamed(each, names) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: renamed(getattr(value, f.name), names) for f in fields(value)}
        return replace(value, **changes)
    return value
