"""Looking at each row, and taking each over: long work, a part at a time; what was done before a kill stays done.

Looking stores nothing of anybody but what came of each row. Taking over reads each row once more in the same way, so
that what was shown is what happens.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import SystemRandom
from typing import Any

from django.utils import translation

from visavis.doors.desk.moving_fields import REFERENCE
from visavis.doors.desk.moving_rows import Plan, Row, Why, read_row
from visavis.doors.desk.nicknames import propose
from visavis.doors.shared import keyring, working
from visavis.journal import moving_in as kept
from visavis.journal.keys import Ring, desk_ring
from visavis.journal.moving_in import Coming, Moving, Part, Stage, where_of
from visavis.journal.overview import all_cards
from visavis.journal.record import new_id
from visavis.mediation.acts import DeskAct
from visavis.mediation.decide import decide
from visavis.mediation.effects import Refusal
from visavis.mediation.entries import Actor, Audience, PartyId
from visavis.mediation.moving_in import BringOver, CarryOn, SetDownBefore
from visavis.mediation.terms import day
from visavis.mediation.views import DeskLane, DeskView, FileView, PartyView, Side
from visavis.mediation.words import PartyState
from visavis.people import clock
from visavis.people.staff import Colleague, colleague, colleagues
from visavis.study import jobs
from visavis.study.desk_models import Job

KIND = "moving_in"
LOOK, MOVE = "look", "move"
AT_ONCE = 25
"""Rows of one transaction: it holds the ledger's head for some hundredths of a second."""
TAKEN, WAITS, HERE, LEFT = "taken", "waits", "here", "left"
"""What came of a row: with its mediator; without one yet; it is here already; not taken over."""


@dataclass(slots=True)
class Seen:
    """What rows before this one said, in the same file."""

    numbers: dict[str, int] = field(default_factory=dict)
    people: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one row, as the report keeps it. ``like``: the number of a row that may be the same person."""

    number: int
    reference: str
    outcome: str
    code: str = ""
    about: tuple[str, ...] = ()
    like: int = 0

    def kept(self) -> list[Any]:
        return [self.number, self.reference, self.outcome, self.code, list(self.about), self.like]

    @classmethod
    def of(cls, kept: list[Any]) -> "Result":
        number, reference, outcome, code, about, like = kept
        return cls(number, reference, outcome, code, tuple(about), like)


def ask(account: str, moving: str, what: str) -> Job:
    """The row, and whoever does it is set going. Raises jobs.TooMany."""
    job = jobs.ask(KIND, account, clock.now(), f"{what}:{moving}")
    begin()
    return job


def begin() -> None:
    working.begin(HANDLERS)


def job_of(moving: str) -> Job | None:
    """What was asked for last of this file."""
    rows = Job.objects.filter(kind=KIND, asked__in=[f"{what}:{moving}" for what in (LOOK, MOVE)])
    return rows.order_by("-asked_at", "-turn").first()


def work() -> int:
    """Do what waits; returns how many pieces were done."""
    return working.work(HANDLERS)


def plan_of(moving: Moving) -> Plan:
    head = moving.head
    return Plan(head["columns"], head["forms"], head["words"], head["all_themselves"])


def _do(job: Job, tell: jobs.Tell) -> str:
    what, _sep, name = job.asked.partition(":")
    ring = desk_ring(keyring.keys(), ().__contains__)  # the lists, and no dossier
    moving, who = kept.one(ring, name), colleague(job.asked_by)
    if moving is None or who is None:  # thrown away meanwhile
        raise jobs.CannotDo("gone")
    with translation.override(moving.head["language"]):
        if what == LOOK and moving.stage is Stage.TRYING:
            _look(ring, moving, who, tell)
        elif what == MOVE and moving.stage is Stage.MOVING:
            _move(ring, moving, who, tell)
    return ""


def _look(ring: Ring, moving: Moving, who: Colleague, tell: jobs.Tell) -> None:
    counts: Counter[str] = Counter()
    for part, read in _read(ring, moving, who, tell):
        found = [result for _row, _where, result in read]
        kept.looked_at(ring, moving.id, part.number, [one.kept() for one in found])
        counts.update(one.outcome for one in found)
    on = day(clock.now())
    kept.say(ring, moving, Stage.TRIED, on, out_of=[Stage.TRYING], counts=dict(counts))


def _move(ring: Ring, moving: Moving, who: Colleague, tell: jobs.Tell) -> None:
    taken = {card.nickname for card in all_cards(ring)}
    taken |= kept.nicknames_of(ring, moving.id)
    people = _people()
    counts: Counter[str] = Counter()
    for part, read in _read(ring, moving, who, tell):
        found = [result for _row, _where, result in read]
        if not part.done:
            comes = [
                (at, row, where)
                for at, (row, where, result) in enumerate(read)
                if row is not None and where is not None and result.outcome in (TAKEN, WAITS)
            ]
            there = kept.there(where for _at, _row, where in comes)
            new = [one for one in comes if one[2].trajectory not in there]
            for first in range(0, len(new), AT_ONCE):
                tell((part.number + first / max(1, len(new))) / _number(moving))
                now = clock.now()
                batch = [
                    _coming(row, where, moving, who, now, taken, people)
                    for _at, row, where in new[first : first + AT_ONCE]
                ]
                kept.write(keyring.keys(), moving.id, batch, now)
            kept.looked_at(ring, moving.id, part.number, [one.kept() for one in found], done=True)
        counts.update(one.outcome for one in found)
    kept.arrived(ring, moving, day(clock.now()), counts=dict(counts))


def _number(moving: Moving) -> int:
    return -(-int(moving.head["rows"]) // kept.ROWS_A_PART) or 1


def _people() -> dict[str, Colleague]:
    return {one.account: one for one in colleagues("mediator")}


Read = tuple[Row | None, kept.Where | None, Result]


def _read(
    ring: Ring, moving: Moving, who: Colleague, tell: jobs.Tell
) -> Iterator[tuple[Part, list[Read]]]:
    """Each part with what is to come of its rows; of a part that was taken over, what came of them."""
    seen, plan, today = Seen(), plan_of(moving), day(clock.now())
    people = _people()
    number = int(moving.head["first"])
    for part in kept.parts(ring, moving.id):
        tell(part.number / _number(moving))
        if part.done:
            found = [Result.of(one) for one in part.report]
            seen.numbers |= {one.reference: one.number for one in found if one.outcome != LEFT}
            number += len(found)
            yield part, [(None, None, one) for one in found]
            continue
        rows = [read_row(cells, plan, today) for cells in part.rows]
        where = [where_of(ring, row.reference) if isinstance(row, Row) else None for row in rows]
        there = kept.there(each for each in where if each is not None)
        read = []
        for at, row in enumerate(rows):
            place = where[at]
            here = there.get(place.trajectory) if place else None
            said = part.rows[at][plan.columns[REFERENCE]][:80]
            result = (
                _result(row, number + at, seen, here in (None, moving.id), who, moving, people)
                if isinstance(row, Row)
                else Result(number + at, said, LEFT, row.code, row.about)
            )
            read.append((row if isinstance(row, Row) else None, place, result))
        number += len(rows)
        yield part, read


def _result(
    row: Row, number: int, seen: Seen, new: bool, who: Colleague, moving: Moving,
    people: Mapping[str, Colleague],
) -> Result:  # fmt: skip
    before = seen.numbers.setdefault(row.reference, number)
    if before != number:
        return Result(number, row.reference, LEFT, "twice", (str(before),))
    if not new:
        return Result(number, row.reference, HERE)
    like = 0
    if row.known_by[1]:
        like = seen.people.setdefault(row.known_by, number)
    waits = _why_waits(row, who, moving, people)
    outcome, code, about = (TAKEN, "", (people[row.mediator].name,)) if waits is None else (
        WAITS, waits.code, waits.about,
    )  # fmt: skip
    return Result(number, row.reference, outcome, code, about, like if like != number else 0)


def _why_waits(
    row: Row, who: Colleague, moving: Moving, people: Mapping[str, Colleague]
) -> Why | None:
    """Why its mediator does not go on at once; what the rules say of it is asked of the rules."""
    if row.waits is not None:
        return row.waits
    if row.mediator not in people:
        return Why("unknown_mediator", ("",))
    if Audience.PLANNER not in who.roles:
        return Why("planner_assigns", (people[row.mediator].name,))
    if not moving.head.get("nobody_known", True):
        return Why("not_said", (people[row.mediator].name,))
    side = Side(
        PartyId("a"),
        True,
        PartyView(PartyId("a"), PartyState.REGISTERED),
        FileView(facts=dict(row.facts)),
    )
    view = DeskView("", DeskLane(prepared=True), (side,))
    act = _carry_on(row, PartyId("a"), PartyId("b"), people[row.mediator])
    decided = decide(act, Actor(Audience.PLANNER, who.account), view, clock.now())
    if isinstance(decided, Refusal):
        return Why(
            "refused",
            (
                people[row.mediator].name,
                str(decided.text.within(translation.get_language() or "nl")),
            ),
        )
    return None


def _carry_on(row: Row, party: PartyId, other: PartyId, mediator: Colleague) -> CarryOn:
    return CarryOn(
        party, mediator.account, mediator.name, other, row.other_name, True, mediator.trained_for,
        row.stood_other,
    )  # fmt: skip


def _coming(
    row: Row, where: kept.Where, moving: Moving, who: Colleague, now: datetime, taken: set[str],
    people: Mapping[str, Colleague],
) -> Coming:  # fmt: skip
    intake, planner = Actor(Audience.INTAKE, who.account), Actor(Audience.PLANNER, who.account)
    bring = BringOver(row.relation, row.name, row.own_yes, row.age, row.language, row.reach)
    nickname = ""
    if row.ready:
        nickname = propose(taken, SystemRandom())
        taken.add(nickname)
    down = SetDownBefore(where.party, row.facts, row.stood, nickname)
    then: list[tuple[DeskAct, Actor]] = [(down, intake)]
    if _why_waits(row, who, moving, people) is None:
        other = PartyId(new_id(SystemRandom()))
        then.append((_carry_on(row, where.party, other, people[row.mediator]), planner))
    return Coming(where, bring, intake, tuple(then))


def results(ring: Ring, moving: Moving) -> Iterable[Result]:
    """What came of each row, in the order of the file."""
    return (Result.of(one) for part in kept.parts(ring, moving.id) for one in part.report)


HANDLERS: Mapping[str, Callable[[Job, jobs.Tell], str]] = {KIND: _do}
