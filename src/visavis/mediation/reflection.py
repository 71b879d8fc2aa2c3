"""Case reflection: what colleagues may read of a trajectory, without who, where and when; and what one takes along.

The summary is made from the view of whoever mediates, at one moment, and nothing is added to it later. It holds codes
and numbers alone, so nothing that a person wrote or said can stand in it, and no name, place or day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Step, Write
from visavis.mediation.entries import Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards.registry import age_of
from visavis.mediation.sign_up import RELATIONS
from visavis.mediation.terms import CHILD_UNTIL, GROWN_UP, day
from visavis.mediation.views import DeskView, FileView, Note, Side, changed

YEARS_FROM = 24
"""From how many months on a time is said in whole years: a month of long ago would name the event."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary. ``of``: whose part it is, as which person on which side (``a1``); empty: of all.
    ``code`` and ``number``: what it says, as `shown` of the desk puts into words."""

    name: str
    of: str = ""
    code: str = ""
    number: int = 0


def summary(view: DeskView, today: date) -> tuple[Line, ...]:
    """The trajectory without anything of who, where and on which day."""
    lines = [*_of_all(view, today)]
    for side in view.sides:
        lines += _of_one(side, today)
    return tuple(lines)


def _of_all(view: DeskView, today: date) -> Iterator[Line]:
    facts: dict[str, str] = {}
    for side in view.sides:
        facts |= side.file.facts
    yield Line("sort", code=view.desk.sort)
    if facts.get("event_type"):
        yield Line("event", code=facts["event_type"])
    if facts.get("fatal") == "yes":
        yield Line("fatal")
    if facts.get("event_month"):
        yield Line(
            "happened", number=_months(date.fromisoformat(f"{facts['event_month']}-01"), today)
        )
    if facts.get("legal_stage"):
        yield Line("legal_stage", code=facts["legal_stage"])
    begun = [step.on for side in view.sides for step in side.own.walked]
    if begun:
        yield Line("begun", number=_months(min(begun), today))
    yield Line("way", code=view.state)
    yield Line("mediators", number=2 if view.desk.co_mediator else 1)


def _of_one(side: Side, today: date) -> Iterator[Line]:
    of = f"{'a' if side.initiating else 'b'}{side.number or ''}"
    own, file = side.own, side.file
    if own.relation in RELATIONS:  # else it is said in their own words
        yield Line("relation", of, own.relation)
    age = age_of(side, today)
    if age is not None and age < GROWN_UP:
        yield Line("child" if age < CHILD_UNTIL else "young", of)
    steps = [*own.walked]
    ends = [*(one.on for one in steps[1:]), today]  # who walked no step yet has none that ends
    for step, until in zip(steps, ends, strict=False):
        yield Line("place", of, step.state, max(0, (until - step.on).days // 7))
    if not steps and side.state is not None:
        yield Line("stands", of, side.state)
    if own.talks:
        yield Line("talks", of, number=len(own.talks))
    for form in dict.fromkeys((own.form_choice, own.form_agreed)):
        if form:
            yield Line("agreed" if form == own.form_agreed else "chosen", of, form)
    for worry in file.worries:
        yield Line("answered" if worry.answered else "concern", of, worry.flag)
    if any(ban.holds(today) for ban in file.bans):
        yield Line("ban", of)


def _months(then: date, today: date) -> int:
    return max(0, (today.year - then.year) * 12 + today.month - then.month)


def _taken_along(file: FileView, entry: Entry) -> FileView:
    kept = Note(day(entry.at), str(entry.body["text"]))
    return changed(file, reflections=(*file.reflections, kept))


REFLECTED = kind("reflected", LaneRole.FILE, Topic.NOTES, _taken_along)


@dataclass(frozen=True, slots=True)
class TakeAlong(DeskAct):
    """What the mediator takes with them from a case reflection, about one person; closed to that person as a note is.

    It goes with that person's file when it is erased, so it stands with one of them and not between.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({REFLECTED})

    party: PartyId
    text: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        body: Any = {"text": self.text}
        yield Write(REFLECTED, body)
