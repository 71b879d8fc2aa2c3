"""New words for a place that stands already: two of us do it, and the person hears it (security §4).

Whoever holds the words speaks as that person. So no colleague can make them alone, and none can make them
unseen: what was given stands on the person's own page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Done, Notice, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import two_of_us
from visavis.mediation.terms import day, working_days_after
from visavis.mediation.views import FileView, PartyView, changed

_SECOND = frozenset({Audience.INTAKE, Audience.SUPERVISOR})


def _given(me: PartyView, entry: Entry) -> PartyView:
    return changed(me, new_words_on=day(entry.at))


ASKED = kind(
    "new_words_asked",
    LaneRole.FILE,
    Topic.ASSIGNMENT,
    lambda file, entry: changed(file, new_words_wait=True),
)
ANSWERED = kind(
    "new_words_answered",
    LaneRole.FILE,
    Topic.ASSIGNMENT,
    lambda file, entry: changed(file, new_words_wait=False),
)
GIVEN = kind("new_words_given", LaneRole.OWN, Topic.CONTACT_DETAILS, _given)


@dataclass(frozen=True, slots=True)
class AskNewWords(DeskAct):
    """The mediator spoke with someone who lost their words. A colleague must confirm."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ASKED})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ASKED, {})
        yield Done("new_words_refused", who)
        yield Task("confirm_new_words", who, working_days_after(day(now), 1), role=Audience.INTAKE)


@dataclass(frozen=True, slots=True)
class ConfirmNewWords(DeskAct):
    """A second colleague confirms; the person is told, in the way they chose and on their page."""

    guards: ClassVar = (two_of_us,)
    writes: ClassVar = frozenset({GIVEN, ANSWERED})
    roles: ClassVar = _SECOND

    party: PartyId
    asked_by: str
    confirmed_by: str

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        yield Write(GIVEN, {})
        yield Notice(who, day(now))

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ANSWERED, {"confirmed": True})
        yield Done("confirm_new_words", who)


@dataclass(frozen=True, slots=True)
class RefuseNewWords(DeskAct):
    """A second colleague does not confirm: the words open nothing, and the mediator hears it."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ANSWERED})
    roles: ClassVar = _SECOND

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ANSWERED, {"confirmed": False})
        yield Done("confirm_new_words", who)
        yield Task("new_words_refused", who, working_days_after(day(now), 1))
