"""Asking the other: permission, tracing, the first letter, the answer (step 5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct
from visavis.mediation.course import letters_taken_back, no_further
from visavis.mediation.effects import Anchor, Done, Due, Occasion, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import INTAKE, kind
from visavis.mediation.safeguards import (
    answer_period_is_over,
    arrives_on_a_reachable_day,
    initiator_is_explored,
    motive_is_fair,
    no_is_respected,
    there_is_a_route,
    we_write_twice_at_most,
    worries_are_answered,
)
from visavis.mediation.sign_up import reach_body, reach_from
from visavis.mediation.terms import (
    ANSWER_PERIOD,
    FIRST_NEWS,
    NEXT_NEWS,
    NOTE_BEFORE_NEWS,
    REMINDER_AFTER,
    day,
    working_days_after,
)
from visavis.mediation.views import Approach, FileView, PartyView, Reach, Route, Told, changed
from visavis.mediation.words import COMMITTED, PartyState, Text

P = PartyState

MAY_TELL = {
    "someone": Text("Dat iemand misschien contact wil", "That someone may want contact"),
    "first_name": Text("Mijn voornaam", "My first name"),
    "event": Text("Over welke gebeurtenis het gaat", "Which event it is about"),
    "wish": Text("Wat ik zou willen vragen of zeggen", "What I would like to ask or say"),
}
"""What the one who starts may let us tell (A9). The first is the letter itself."""

ANSWERS = {
    "talk": Text("Ik wil eerst met u praten", "I want to talk with you first"),
    "later": Text("Nu niet, misschien later", "Not now, maybe later"),
    "no": Text("Nee, ik wil geen contact", "No, I do not want contact"),
    "not_me": Text("Ik ben niet wie u zoekt", "I am not the person you are looking for"),
}


def _allowed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    news = date.fromisoformat(body["news_date"])
    return changed(
        me,
        may_tell=me.may_tell.difference(MAY_TELL) | {"approach", *body["ticks"]},
        news_date=news,
        told=(*me.told, Told("O.asked", day(entry.at))),
    )


def _answered(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    answer = body["answer"]
    if answer == "not_me":
        return me
    state = {"talk": P.EXPLORING, "later": P.PAUSED, "no": P.DECLINED}[answer]
    return changed(
        me,
        answered=answer,
        state=state,
        before_pause=P.EXPLORING if answer == "later" else None,
        pause_until=date.fromisoformat(body["until"]) if body.get("until") else None,
        first_name=body.get("first_name") or me.first_name,
        language=body.get("language") or me.language,
        reach=reach_from(body["reach"]) if body.get("reach") else me.reach,
        may_tell_words=body.get("words", ""),
        news_date=date.fromisoformat(body["news_date"]) if body.get("news_date") else None,
    )


def _declined(me: PartyView, entry: Entry) -> PartyView:
    words = str(entry.body.get("words", "")) or me.may_tell_words
    return changed(letters_taken_back(me), state=P.DECLINED, answered="no", may_tell_words=words)


def _route(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    return changed(
        file, routes=(*file.routes, Route(body["address"], body["source"], day(entry.at)))
    )


def _approached(file: FileView, entry: Entry) -> FileView:
    body: Any = entry.body
    approach = Approach(body["version"], date.fromisoformat(body["on"]), len(file.routes) - 1)
    return changed(file, state=P.APPROACHED, approaches=(*file.approaches, approach))


def _reminded(file: FileView, entry: Entry) -> FileView:
    on = date.fromisoformat(str(entry.body["on"]))
    return changed(file, reminders=(*file.reminders, on))


def _to(state: PartyState) -> Any:
    return lambda file, entry: changed(file, state=state)


ALLOWED = kind("approach_allowed", LaneRole.OWN, _allowed)
ANSWERED = kind("approach_answered", LaneRole.OWN, _answered)
DECLINED = kind("declined", LaneRole.OWN, _declined)
TRACING = kind("tracing_opened", LaneRole.FILE, _to(P.TRACING), also=INTAKE)
ROUTE = kind("route_recorded", LaneRole.FILE, _route, also=INTAKE)
APPROACHED = kind("approach_sent", LaneRole.FILE, _approached)
REMINDED = kind("reminder_sent", LaneRole.FILE, _reminded)
NO_ROUTE = kind("no_route", LaneRole.FILE, _to(P.UNREACHABLE))
NO_ANSWER = kind("no_answer", LaneRole.FILE, _to(P.UNREACHABLE))
WRONG_ADDRESS = kind("wrong_address", LaneRole.FILE, _to(P.TRACING))


@dataclass(frozen=True, slots=True)
class AllowApproach(PartyAct):
    """The one who starts lets us ask the other, and ticks what may be told (A9). Fixes the news date.

    Ticking anew replaces what was ticked; a news date that stands is not moved by it.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ALLOWED})
    from_states: ClassVar = frozenset({P.WILLING})

    ticks: tuple[str, ...]

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if not me.initiating:
            return
        news = me.news_date or day(now) + FIRST_NEWS
        yield Write(ALLOWED, {"ticks": [*sorted(self.ticks)], "news_date": news.isoformat()})
        yield Task("ask_the_other", me.party, working_days_after(day(now), 5))
        if me.news_date is None:
            yield Due("news", me.party, news)
            yield Task("news_date", me.party, news, start=news - NOTE_BEFORE_NEWS)


@dataclass(frozen=True, slots=True)
class OpenTracing(DeskAct):
    """Looking for where someone can be reached (A10)."""

    guards: ClassVar = (initiator_is_explored,)
    writes: ClassVar = frozenset({TRACING})
    from_states: ClassVar = frozenset({P.NAMED})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(TRACING, {})


@dataclass(frozen=True, slots=True)
class RecordRoute(DeskAct):
    """An address, and where it comes from (A11)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ROUTE})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING, P.UNREACHABLE})
    roles: ClassVar = frozenset({Audience.MEDIATOR, Audience.CO_MEDIATOR, Audience.INTAKE})

    party: PartyId
    address: str
    source: str

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(ROUTE, {"address": self.address, "source": self.source})


@dataclass(frozen=True, slots=True)
class SendApproach(DeskAct):
    """The first letter goes out (A12, D7). ``arrives_on``: the day it should be delivered."""

    guards: ClassVar = (
        no_is_respected,
        initiator_is_explored,
        motive_is_fair,
        worries_are_answered,
        there_is_a_route,
        we_write_twice_at_most,
        arrives_on_a_reachable_day,
    )
    writes: ClassVar = frozenset({APPROACHED})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING, P.UNREACHABLE, P.DECLINED})
    """From a no it is refused with S7, so that whoever tries reads why."""

    party: PartyId
    version: str
    arrives_on: date

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(APPROACHED, {"version": self.version, "on": self.arrives_on.isoformat()})
        yield Done("ask_the_other", who)
        reminder = self.arrives_on + REMINDER_AFTER
        yield Task("send_reminder", who, working_days_after(reminder, 2), start=reminder)
        over = self.arrives_on + ANSWER_PERIOD
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
        we_write_twice_at_most,
    )
    writes: ClassVar = frozenset({REMINDED})
    from_states: ClassVar = frozenset({P.APPROACHED, P.DECLINED})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(REMINDED, {"on": day(now).isoformat()})
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


@dataclass(frozen=True, slots=True)
class RecordNoRoute(DeskAct):
    """Nobody knows where this person can be reached (A15)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NO_ROUTE})
    from_states: ClassVar = frozenset({P.NAMED, P.TRACING})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(NO_ROUTE, {})
        yield Done("ask_the_other", who)

    def for_desk(self, desk: Any, now: datetime) -> Iterator[Step]:
        for other in desk.others(self.party):
            yield Done("ask_the_other", other.party)
            if other.own.news_date:
                yield Task("tell_on_news_date", other.party, other.own.news_date)


@dataclass(frozen=True, slots=True)
class RecordWrongAddress(DeskAct):
    """ "Not me", or the letter came back: the route no longer counts, tracing once more (§1.3)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({WRONG_ADDRESS})
    from_states: ClassVar = frozenset({P.APPROACHED, P.UNREACHABLE})

    party: PartyId

    def for_file(self, who: PartyId, file: FileView, now: datetime) -> Iterator[Step]:
        yield Write(WRONG_ADDRESS, {})
        yield Done("wrong_address", who)
        yield Done("send_reminder", who)
        yield Done("no_answer", who)


@dataclass(frozen=True, slots=True)
class AnswerApproach(PartyAct):
    """Who was asked answers (A14): talk, later, no, not me. Never refused; the page is always the same."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ANSWERED})
    always: ClassVar = True

    answer: str
    until: date | None = None
    """For "later": the day this person chose, if they chose one."""
    words: str = ""
    """For "no": what the one who started may hear, word for word; empty is "no contact"."""
    first_name: str = ""
    reach: Reach | None = None
    language: str = ""
    """The language they answered in; empty: the service's."""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.state is not None:  # a second answer: a wish the mediator talks about
            yield Task("answered_again", me.party, working_days_after(day(now), 1))
            return
        body: dict[str, Any] = {"answer": self.answer, "words": self.words}
        if self.first_name:
            body["first_name"] = self.first_name
        if self.language:
            body["language"] = self.language
        if self.reach is not None:
            body["reach"] = dict(reach_body(self.reach))
        if self.until:
            body["until"] = self.until.isoformat()
        if self.answer in {"talk", "later"}:
            news = day(now) + NEXT_NEWS
            body["news_date"] = news.isoformat()
            yield Due("news", me.party, news)
        yield Write(ANSWERED, body)
        code = {"talk": "first_talk", "not_me": "wrong_address"}.get(self.answer, "answer_came")
        yield Task(code, me.party, working_days_after(day(now), 2))
        yield Done("send_reminder", me.party)
        yield Done("no_answer", me.party)


@dataclass(frozen=True, slots=True)
class Decline(PartyAct):
    """Who was asked says no after all (A16). Never refused; own letters that nobody read come back."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({DECLINED})
    always: ClassVar = True

    words: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        if me.initiating or me.place not in {P.EXPLORING, *COMMITTED}:
            return
        yield Write(DECLINED, {"words": self.words})
        yield from no_further(me)
        yield Task("answer_came", me.party, working_days_after(day(now), 2))
        yield Anchor(Occasion.SILENCE, me.party, day(now))
