"""What one person hears of the other: a closed list, on days fixed beforehand (domain §1.3, §5.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import DeskAct, PartyAct, SweepAct
from visavis.mediation.effects import Anchor, Done, Due, Notice, Occasion, Step, Task, Write
from visavis.mediation.entries import Audience, Entry, LaneRole, PartyId
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.safeguards import sentence_may_be_told, told_on_the_news_date
from visavis.mediation.terms import NOTE_BEFORE_NEWS, day, working_days_after
from visavis.mediation.views import DeskView, PartyView, Told, changed
from visavis.mediation.words import ENDED, PartyState, Text

SENTENCES = {
    "O.not_asked": Text(
        "We hebben de ander nog niet gevraagd.", "We have not asked the other person yet."
    ),
    "O.asked": Text(
        "We zijn bezig de ander te vragen. Op {news_date} hoort u van ons.",
        "We are working on asking. You hear from us on {news_date}.",
    ),
    "O.talking": Text(
        "De ander wil eerst met ons praten.", "The other person wants to talk with us first."
    ),
    "O.takes_part": Text("De ander wil meedoen.", "The other person wants to take part."),
    "O.longer": Text(
        "Het duurt langer dan gedacht. U hoort van ons op {news_date}.",
        "It takes longer than we thought. You hear from us on {news_date}.",
    ),
    "O.with_mediator": Text(
        "Uw brief is bij uw bemiddelaar.", "Your letter is with your mediator."
    ),
    "O.no_contact": Text(
        "Er komt nu geen contact. Dat kan later anders zijn. Wij praten graag met u verder.",
        "There will be no contact now. That may change. We gladly keep talking with you.",
    ),
}
"""The closed list. Nothing else is ever said of the other on a screen, in a letter or in a message."""

TELLABLE = ("O.talking", "O.takes_part")
"""Sentences about oneself that one may let go, or keep."""

_OVER = ENDED | {PartyState.CLOSING, PartyState.AFTERCARE, PartyState.CLOSED}


def once_said(me: PartyView, words: str) -> tuple[str, ...]:
    """Own words that might be told until now, where these take their place."""
    before = me.may_tell_words
    stays = before in {"", words, *me.words_once}
    return me.words_once if stays else (*me.words_once, before)


def _may_tell(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    kept = me.may_tell - set(TELLABLE)
    return changed(
        me,
        may_tell=kept | set(body["sentences"]),
        allowed_once=me.allowed_once | set(body["sentences"]),
        may_tell_words=body["words"],
        words_once=once_said(me, body["words"]),
        may_tell_on=day(entry.at),
    )


def _told(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    told = Told(body["code"], date.fromisoformat(body["on"]), body["words"])
    news = date.fromisoformat(body["next"]) if body.get("next") else me.news_date
    return changed(me, told=(*me.told, told), news_date=news)


def _news_came(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    told = (*me.told, Told(body["code"], day(entry.at))) if body["code"] else me.told
    return changed(me, news_date=date.fromisoformat(body["next"]), told=told)


MAY_TELL_SET = kind("may_tell_set", LaneRole.OWN, Topic.CONSENT, _may_tell)
TOLD = kind("told", LaneRole.OWN, Topic.SENTENCE, _told)
NEWS_CAME = kind("news_date_came", LaneRole.OWN, Topic.SENTENCE, _news_came)


@dataclass(frozen=True, slots=True)
class SetWhatOtherMayKnow(PartyAct):
    """Which sentences about me may be told, and my own words beside "no contact" (A18)."""

    guards: ClassVar = ()
    writes: ClassVar = frozenset({MAY_TELL_SET})

    sentences: tuple[str, ...]
    words: str = ""

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        allowed = sorted(set(self.sentences) & set(TELLABLE))
        yield Write(MAY_TELL_SET, {"sentences": list(allowed), "words": self.words})
        if allowed:
            yield Task("may_be_told", me.party, day(now) + NOTE_BEFORE_NEWS)


@dataclass(frozen=True, slots=True)
class Tell(DeskAct):
    """The desk tells one person one sentence, for a date (A43). Until that day it is not there for them."""

    guards: ClassVar = (sentence_may_be_told, told_on_the_news_date)
    writes: ClassVar = frozenset({TOLD})
    roles: ClassVar = frozenset({Audience.MEDIATOR})

    party: PartyId
    code: str
    on: date
    words: str = ""

    def for_party(self, who: PartyId, them: PartyView, now: datetime) -> Iterator[Step]:
        body: dict[str, str] = {"code": self.code, "on": self.on.isoformat(), "words": self.words}
        if self.code in TELLABLE and them.active and them.news_date is None:
            # From the first word about the other on there is always a next date.
            following = self.on + them.terms.lasts("next_news")
            body["next"] = following.isoformat()
            yield Due("news", who, following)
        yield Write(TOLD, dict(body), shown_from=self.on)
        if self.on != them.news_date:  # on a news date the sweep sends word, whatever was written
            yield Notice(who, self.on)

    def for_desk(self, desk: DeskView, now: datetime) -> Iterator[Step]:
        yield Done("tell_on_news_date", self.party)
        yield Done("news_date", self.party)
        for other in desk.others(self.party):
            yield Done("may_be_told", other.party)
        if self.code == "O.takes_part" and self._last_to_hear(desk):
            began = next(side.party for side in desk.sides if side.initiating)
            yield Done("begin_preparation", began)
            yield Task("begin_preparation", began, working_days_after(day(now), 5))

    def _last_to_hear(self, desk: DeskView) -> bool:
        """Whether everyone who takes part will have heard so of the other, and nobody prepares yet."""
        people = [side for side in desk.sides if side.state is PartyState.WILLING]
        both = {side.initiating for side in people} == {True, False}
        return both and all(
            side.party == self.party or any(told.code == self.code for told in side.own.told)
            for side in people
        )


@dataclass(frozen=True, slots=True)
class NewsDay(SweepAct):
    """A news date has come: what the desk wrote for it stands there now; otherwise it takes longer.

    Looks at the own lane only, so refusal, silence, pause and failed tracing of the other look the same.
    """

    guards: ClassVar = ()
    writes: ClassVar = frozenset({NEWS_CAME})
    code: ClassVar = "news"

    def mine(self, me: PartyView, now: datetime) -> Iterator[Step]:
        today = day(now)
        if me.news_date is None or me.news_date > today or me.state in _OVER:
            return
        written = [told for told in me.told if told.on == me.news_date]
        following = today + me.terms.lasts("next_news")
        code = "" if written else self.silence(me)
        yield Write(NEWS_CAME, {"code": code, "next": following.isoformat()})
        yield Due("news", me.party, following)
        yield Done("news_date", me.party)
        yield Task("news_date", me.party, following, start=following - NOTE_BEFORE_NEWS)
        if any(told.code == "O.no_contact" for told in written):
            yield Anchor(Occasion.TOLD_NO_CONTACT, me.party, today)
        if written or code:
            yield Notice(me.party, today)

    @staticmethod
    def silence(me: PartyView) -> str:
        """What stands there when nothing was written: a letter waiting, kept or facing a no looks the same.

        Who is in contact, or was told that there is none, waits for nothing and reads nothing; the next date
        is there all the same, so that a change has a day fixed beforehand.
        """
        since = me.sentence.on if me.sentence and not me.waits else date.min
        waiting = (m for m in me.letters if m.state == "released" and not m.reader_read)
        if any(mine.released_on >= since for mine in waiting):
            return "O.with_mediator"
        return "" if me.place is PartyState.IN_CONTACT or not me.waits else "O.longer"
