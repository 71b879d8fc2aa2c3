"""A death (A17): everything on its way is stopped at once; others are told by a person, never by a screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.course import nothing_to_carry_on
from visavis.mediation.effects import (
    Anchor,
    Done,
    Effect,
    HoldParcel,
    Occasion,
    Step,
    Task,
    Write,
)
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import death_is_sure
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import DeskView, FileView, PartyView, changed
from visavis.mediation.words import PartyState

P = PartyState
_ASKING = (
    "send_reminder",
    "no_answer",
    "wrong_address",
    "answer_came",
    "answered_again",
    "stopped",
)


def _died(file: FileView, entry: Entry) -> FileView:
    return changed(file, died_on=day(entry.at))


def _told(file: FileView, entry: Entry) -> FileView:
    return changed(file, told_of_death=(*file.told_of_death, PartyId(str(entry.body["about"]))))


DIED = kind(
    "way_ended_by_death",
    LaneRole.OWN,
    Topic.CONSENT,
    lambda me, entry: changed(me, before_pause=None, pause_until=None, news_date=None),
    to=P.DECEASED,
    counts=counting(),
)
DEATH = kind("death_recorded", LaneRole.FILE, Topic.NOTES, _died, to=P.DECEASED, counts=counting())
TOLD_OF_DEATH = kind("told_of_death", LaneRole.FILE, Topic.NOTES, _told)


@dataclass(frozen=True, slots=True)
class RecordDeath(DeskAct):
    """Somebody has died: two sources, or a relative, say so."""

    guards: ClassVar = (death_is_sure,)
    writes: ClassVar = frozenset({DIED, DEATH})
    from_states: ClassVar = frozenset({*P, None}) - {P.DECEASED}
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE})

    party: PartyId
    sources: tuple[str, ...] = ()
    by_relative: bool = False

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        if them.state is not None:
            yield Write(DIED, {})
            yield from nothing_to_carry_on(who)
            yield Anchor(Occasion.SILENCE, who, day(now))
            for mine in them.letters:  # kept, not dropped: what becomes of them is decided together
                if mine.on_its_way:
                    yield HoldParcel(mine.parcel, True, by_desk=True)

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(DEATH, {"sources": list(self.sources), "by_relative": self.by_relative})
        for code in _ASKING:
            yield Done(code, who)

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        for side in desk.sides:
            if side.party != self.party and side.own.state is not None:
                yield Done("ask_the_other", side.party)
                yield Task(
                    "tell_of_death", side.party, working_days_after(day(now), 2), about=self.party
                )

    def parcels(self, desk: DeskView, now: datetime) -> Iterator[Effect]:
        """What others wrote to who died waits; what becomes of it is spoken about with its writer."""
        for side in desk.sides:
            for gate in side.file.gates:
                letter = side.own.letter(gate.letter)
                if gate.reader == self.party and letter is not None and letter.on_its_way:
                    yield HoldParcel(letter.parcel, True, by_desk=True)


@dataclass(frozen=True, slots=True)
class TellOfDeath(DeskAct):
    """Someone was told of a death in a talk: by a person, never by screen or post (domain §1.3)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({TOLD_OF_DEATH})

    party: PartyId
    """Who was told."""
    about: PartyId
    """Who died."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(TOLD_OF_DEATH, {"about": self.about})
        yield Done("tell_of_death", who, about=self.about)
