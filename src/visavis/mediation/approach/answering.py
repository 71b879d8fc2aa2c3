"""Who was asked answers, or says no after all (A14, A16). Never refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import PartyAct
from visavis.mediation.course import everything_taken_back, no_further
from visavis.mediation.effects import Anchor, Done, Due, Occasion, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole
from visavis.mediation.kinds import counting, kind
from visavis.mediation.permissions import Topic
from visavis.mediation.sign_up import REACH_SET, reach_body
from visavis.mediation.telling import once_said
from visavis.mediation.terms import (
    day,
    working_days_after,
)
from visavis.mediation.views import PartyView, Reach, changed
from visavis.mediation.words import COMMITTED, PartyState, Text

P = PartyState

ANSWERS = {
    "talk": Text("Ik wil eerst met u praten", "I want to talk with you first"),
    "later": Text("Nu niet, misschien later", "Not now, maybe later"),
    "no": Text("Nee, ik wil geen contact", "No, I do not want contact"),
    "not_me": Text("Ik ben niet wie u zoekt", "I am not the person you are looking for"),
}


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
        may_tell_words=body.get("words", ""),
        words_once=once_said(me, body.get("words", "")),
        news_date=date.fromisoformat(body["news_date"]) if body.get("news_date") else None,
    )


def _declined(me: PartyView, entry: Entry) -> PartyView:
    words = str(entry.body.get("words", "")) or me.may_tell_words
    before = once_said(me, words)
    back = everything_taken_back(me)
    return changed(back, answered="no", may_tell_words=words, words_once=before)


ANSWERED = kind(
    "approach_answered",
    LaneRole.OWN,
    Topic.CONSENT,
    _answered,
    may_lead_to=(P.EXPLORING, P.PAUSED, P.DECLINED),
    counts=counting("answer"),
)
DECLINED = kind(
    "declined", LaneRole.OWN, Topic.CONSENT, _declined, to=P.DECLINED, counts=counting()
)


@dataclass(frozen=True, slots=True)
class AnswerApproach(PartyAct):
    """Who was asked answers (A14): talk, later, no, not me. Never refused; the page is always the same."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({ANSWERED, REACH_SET})
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
        if self.until:
            body["until"] = self.until.isoformat()
        if self.answer in {"talk", "later"}:
            news = day(now) + me.terms.lasts("next_news")
            body["news_date"] = news.isoformat()
            yield Due("news", me.party, news)
        yield Write(ANSWERED, body)
        if self.reach is not None:
            yield Write(REACH_SET, dict(reach_body(self.reach)))
        if self.answer == "later":
            yield Anchor(Occasion.PAUSED, me.party, day(now))
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
