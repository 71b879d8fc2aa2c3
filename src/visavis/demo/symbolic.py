"""People from other events, in the demo: some met already, some will meet, some wait to be put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from visavis.journal.keys import Keys, desk_ring, participant_ring
from visavis.journal.record import Recorded, Where, carry_out
from visavis.mediation.acts import Act, DeskAct
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.symbolic import (
    AnswerSymbolic,
    AskSymbolic,
    HoldSymbolic,
    HoldSymbolicTalk,
    LookBackSymbolic,
    PlanSymbolic,
    WishSymbolic,
    meeting_of,
)
from visavis.mediation.terms import HERE, day
from visavis.mediation.views import DeskView
from visavis.mediation.views.meeting import own_id
from visavis.mediation.words import PartyState

P = PartyState
QUIET = timedelta(days=70)
"""Their own way has been quiet for so long: what is lived here comes after all that stands there."""
WANTED = 8
GROUPS = (3, 2)
"""How many met already, and how many said yes and will meet; the rest wait."""
HOPES = "Ik wil horen hoe het voor een ander was."
LOOKED_BACK = "Het was goed om te merken dat ik niet de enige ben."
WHERE = "Buurthuis De Brug, kamer 2"
LED_BY = ("Mieke", "Jan")
NAMES = ("Lot", "Gijs", "Noor", "Sam", "Bas", "Fien", "Teun", "Roos")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody grown up whose own way is over or in aftercare."""

    trajectory: str
    party: PartyId
    mediator: str
    event_type: str


def candidate_in(
    view: DeskView, mediator: str, last: datetime, today: datetime
) -> Candidate | None:
    """One person of this trajectory, if there is one for it."""
    if today - last < QUIET or not mediator:
        return None
    for side in view.sides:
        if side.own.state in {P.AFTERCARE, P.CLOSED} and side.own.age(today.date()) in _GROWN_UP:
            recorded = {k: v for one in view.sides for k, v in one.file.facts.items()}
            event = recorded.get("event_type", "other")
            return Candidate(view.trajectory, side.party, mediator, event)
    return None


_GROWN_UP = frozenset({None, *range(18, 120)})


@dataclass
class _Life:
    """Acts in several trajectories, each in its own room."""

    keys: Keys
    today: datetime

    def own(self, who: Candidate, act: Act, ago: int) -> None:
        ring = participant_ring(self.keys, who.party)
        self._do(who, act, Actor(Audience.OWNER, who.party), ring, ago)

    def desk(self, who: Candidate, act: DeskAct, ago: int) -> None:
        mediates = Audience.MEDIATOR in act.roles
        actor = (
            Actor(Audience.MEDIATOR, who.mediator)
            if mediates
            else Actor(Audience.PLANNER, "office")
        )
        self._do(who, act, actor, desk_ring(self.keys), ago)

    def _do(self, who: Candidate, act: Act, actor: Actor, ring: object, ago: int) -> None:
        now = self.today - timedelta(days=ago)
        done = carry_out(act, actor, Where(who.trajectory, who.party), ring, now)  # type: ignore[arg-type]
        assert isinstance(done, Recorded), (act, done)


def live(keys: Keys, today: datetime, found: Sequence[Candidate]) -> int:
    """Lives it through for the newest of those found; returns how many people it is about."""
    people = [*found][-WANTED:]
    life, names = _Life(keys, today), dict(zip(people, NAMES, strict=False))
    for who, name in names.items():
        life.own(who, WishSymbolic(), 60)
        talk = HoldSymbolicTalk(who.party, HOPES, name, "either", "group", who.event_type)
        life.desk(who, talk, 54)
    first = 0
    for number, size in enumerate(GROUPS):
        members = people[first : first + size]
        first += size
        if len(members) == size:
            _together(life, members, names, met=number == 0)
    return len(people)


def _together(
    life: _Life, members: Sequence[Candidate], names: dict[Candidate, str], *, met: bool
) -> None:
    group = meeting_of("demo", len(members))
    for who in members:
        beside = tuple(one.trajectory for one in members if one is not who)
        life.desk(who, AskSymbolic(who.party, group, beside, know_nobody=True), 48)
    for who in members:
        life.own(who, AnswerSymbolic(yes=True), 42)
    days = ((30, 14), (6, -8)) if met else ((6, -11),)
    for number, (planned, on) in enumerate(days, 1):
        shared = meeting_of(group, number)
        at = datetime.combine(day(life.today - timedelta(days=on)), time(14, 30), HERE)
        for who in members:
            others = tuple(names[one] for one in members if one is not who)
            plan = PlanSymbolic(who.party, group, shared, at, WHERE, LED_BY, others, True)
            life.desk(who, plan, planned)
        if met and number == 1:
            for who in members:
                life.desk(who, HoldSymbolic(who.party, group, shared, came=True), 13)
            mine = own_id(members[0].party, shared)
            life.own(members[0], LookBackSymbolic(mine, LOOKED_BACK), 12)
