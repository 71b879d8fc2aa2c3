"""The first letter, the one reminder, and silence (A12, A13, A15)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct
from visavis.mediation.effects import Done, Step, Task, Write
from visavis.mediation.entries import Entry, Json, LaneRole, PartyId
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import (
    answer_period_is_over,
    arrives_on_a_calm_day,
    arrives_on_a_reachable_day,
    initiator_is_explored,
    letter_goes_to_who_may_answer,
    letter_says_what_was_ticked,
    motive_is_fair,
    no_ban_holds,
    no_is_respected,
    there_is_a_route,
    we_write_twice_at_most,
    worries_are_answered,
)
from visavis.mediation.terms import (
    DESIGN,
    REMINDER_AFTER,
    working_days_after,
)
from visavis.mediation.views import Approach, FileView, changed
from visavis.mediation.words import PartyState

P = PartyState


def _approached(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    wait = int(body.get("wait_weeks", DESIGN.answer_period))
    arrived = date.fromisoformat(body["on"])
    approach = Approach(body["version"], arrived, len(file.routes) - 1, wait)
    return changed(file, approaches=(*file.approaches, approach))


def _reminded(file: FileView, entry: Entry) -> FileView:
    on = date.fromisoformat(str(entry.body["on"]))
    return changed(file, reminders=(*file.reminders, on))


APPROACHED = kind(
    "approach_sent", LaneRole.FILE, Topic.NOTES, _approached, to=P.APPROACHED, counts=counting()
)
REMINDED = kind("reminder_sent", LaneRole.FILE, Topic.NOTES, _reminded)
NO_ANSWER = kind("no_answer", LaneRole.FILE, Topic.NOTES, to=P.UNREACHABLE, counts=counting())


@dataclass(frozen=True, slots=True)
class SendApproach(DeskAct):
    """The first letter goes out (A12, D7). ``arrives_on``: the day it should be delivered."""

    guards: ClassVar = (
        no_is_respected,
        initiator_is_explored,
        motive_is_fair,
        worries_are_answered,
        no_ban_holds,
        there_is_a_route,
        letter_says_what_was_ticked,
        letter_goes_to_who_may_answer,
        we_write_twice_at_most,
        arrives_on_a_reachable_day,
        arrives_on_a_calm_day,
    )
    writes: ClassVar = frozenset({APPROACHED})
    first: ClassVar = True
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING, P.UNREACHABLE, P.DECLINED})
    """From a no it is refused with S7, so that whoever tries reads why."""

    party: PartyId
    version: str
    arrives_on: date
    to: str = "them"
    """them, guardian or both."""

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        body: dict[str, Json] = {"version": self.version, "on": self.arrives_on.isoformat()}
        if file.terms.answer_period != DESIGN.answer_period:
            body["wait_weeks"] = file.terms.answer_period
        yield Write(APPROACHED, body)
        yield Done("ask_the_other", who)
        reminder = self.arrives_on + REMINDER_AFTER
        yield Task("send_reminder", who, working_days_after(reminder, 2), start=reminder)
        over = self.arrives_on + file.terms.lasts("answer_period")
        yield Task("no_answer", who, working_days_after(over, 2), start=over)

    def for_desk(self, desk: Any, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            yield Done("ask_the_other", other.party)


@dataclass(frozen=True, slots=True)
class SendReminder(DeskAct):
    """The one reminder (A13, D8)."""

    guards: ClassVar = (
        no_is_respected,
        initiator_is_explored,
        motive_is_fair,
        worries_are_answered,
        no_ban_holds,
        we_write_twice_at_most,
        arrives_on_a_reachable_day,
        arrives_on_a_calm_day,
    )
    writes: ClassVar = frozenset({REMINDED})
    first: ClassVar = False
    from_states: ClassVar = frozenset({P.APPROACHED, P.DECLINED})

    party: PartyId
    arrives_on: date

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(REMINDED, {"on": self.arrives_on.isoformat()})
        yield Done("send_reminder", who)


@dataclass(frozen=True, slots=True)
class RecordNoAnswer(DeskAct):
    """The period is over in silence (A15)."""

    guards: ClassVar = (answer_period_is_over,)
    writes: ClassVar = frozenset({NO_ANSWER})
    from_states: ClassVar = frozenset({P.APPROACHED})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(NO_ANSWER, {})
        yield Done("no_answer", who)
        yield Done("send_reminder", who)

    def for_desk(self, desk: Any, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            if other.own.news_date:
                yield Task("tell_on_news_date", other.party, other.own.news_date)
