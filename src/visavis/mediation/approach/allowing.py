"""Permission of who began, and the first news date (A9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from visavis.mediation.acts import PartyAct
from visavis.mediation.effects import Due, Step, Task, Write
from visavis.mediation.entries import Entry, LaneRole
from visavis.mediation.kinds import kind
from visavis.mediation.permissions import Topic
from visavis.mediation.terms import (
    NOTE_BEFORE_NEWS,
    day,
    working_days_after,
)
from visavis.mediation.views import PartyView, Told, changed
from visavis.mediation.words import PartyState, Text

P = PartyState

MAY_TELL = {
    "someone": Text("Dat iemand misschien contact wil", "That someone may want contact"),
    "first_name": Text("Mijn voornaam", "My first name"),
    "event": Text("Over welke gebeurtenis het gaat", "Which event it is about"),
    "wish": Text("Wat ik zou willen vragen of zeggen", "What I would like to ask or say"),
}
"""What the one who starts may let us tell (A9). The first is the letter itself."""


def _allowed(me: PartyView, entry: Entry) -> PartyView:
    body: Any = entry.body
    news = date.fromisoformat(body["news_date"])
    return changed(
        me,
        may_tell=me.may_tell.difference(MAY_TELL) | {"approach", *body["ticks"]},
        allowed_once=me.allowed_once | {"approach", *body["ticks"]},
        news_date=news,
        told=(*me.told, Told("O.asked", day(entry.at))),
    )


ALLOWED = kind("approach_allowed", LaneRole.OWN, Topic.CONSENT, _allowed)


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
        if not me.initiating or me.sort != "mediation":
            return
        news = me.news_date or day(now) + me.terms.lasts("first_news")
        yield Write(ALLOWED, {"ticks": [*sorted(self.ticks)], "news_date": news.isoformat()})
        yield Task("ask_the_other", me.party, working_days_after(day(now), 5))
        if me.news_date is None:
            yield Due("news", me.party, news)
            yield Task("news_date", me.party, news, start=news - NOTE_BEFORE_NEWS)
